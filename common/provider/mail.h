/* SPDX-License-Identifier: ISC */
/*
 * mail: what the drivers of email share.  A message of channel "email" goes to
 * the address in its field email, with its subject and its body as plain text.
 */
#ifndef PROVIDER_MAIL_H
#define PROVIDER_MAIL_H

#include "provider/provider.h"

/* A message's ends and texts; borrowed from it, or from the settings. */
struct mail {
	struct slice to, subject, body;
	struct slice from; /* an address */
	struct slice name; /* of the sender; may not be there */
};

/*
 * Reads it.  `from` and `name` are settings, for a message whose own `from` is
 * no address.  EX_DATAERR when it is no email, or lacks what an email has.
 */
int mail_read(struct record *message, const char *from, const char *name,
    struct mail *mail, struct error *err);

#endif
