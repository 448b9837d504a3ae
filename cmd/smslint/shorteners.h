/* SPDX-License-Identifier: ISC */
/*
 * shorteners: hosts whose links hide where they lead: link shorteners open to
 * anyone, link-in-bio and form hosts, jump hosts of messengers.  Carriers
 * refuse them since a spammer may stand behind each.
 */
#ifndef SMSLINT_SHORTENERS_H
#define SMSLINT_SHORTENERS_H

#include "base/slice.h"

/* The table's host that this one is, or is a subdomain of; NULL when none. */
const char *shortener_of(struct slice host);

#endif
