/* SPDX-License-Identifier: ISC */
/*
 * ending: the last names of hosts, by which a telephone makes a link of text
 * that has no scheme in front: those that IANA has delegated (root zone of
 * September 2025), and example, onion and test.
 */
#ifndef SMSRENDER_ENDING_H
#define SMSRENDER_ENDING_H

#include "base/slice.h"

#include <stdbool.h>

/* Small letters, not in Punycode: "com", "рф". */
bool ending_is_known(struct slice name);

#endif
