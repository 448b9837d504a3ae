/* SPDX-License-Identifier: ISC */
/*
 * link_ending: the last names of hosts, by which a telephone makes a link of
 * text that has no scheme in front: those that IANA has delegated (root zone of
 * September 2025), and example, onion and test.
 */
#ifndef TEXT_LINK_ENDING_H
#define TEXT_LINK_ENDING_H

#include "base/slice.h"

#include <stdbool.h>

/* Small letters, not in Punycode: "com", "рф". */
bool link_ending_is_known(struct slice name);

#endif
