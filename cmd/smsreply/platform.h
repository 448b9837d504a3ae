/* SPDX-License-Identifier: ISC */
/*
 * platform: the words that a provider or a network answers by itself.
 */
#ifndef SMSREPLY_PLATFORM_H
#define SMSREPLY_PLATFORM_H

#include "base/slice.h"

#include <stdbool.h>

/*
 * Does somebody else answer this word, alone in the text?  sender_kind is that
 * of our number (sms-record.5), NULL when it is not known.
 */
bool platform_answers(
    struct slice provider, const char *sender_kind, struct slice word);

/* Does YES from somebody who is opted out opt them in again there? */
bool platform_yes_is_start(struct slice provider, const char *sender_kind);

#endif
