/* SPDX-License-Identifier: ISC */
/*
 * optout: a provider refuses a message because its recipient opted out there.
 * That is a revocation which we had not heard of: it goes into the ledger, in
 * the transaction that settles the message, so that nothing more is tried.
 * 47 CFR 64.1200(a)(10): by any reasonable means.
 */
#ifndef SMSSEND_OPTOUT_H
#define SMSSEND_OPTOUT_H

#include "run.h"

/* What the provider said of the message. */
struct optout_word {
	struct slice provider;
	struct slice error_class; /* anything but opted_out is none */
	struct slice error_code, error_text;
};

/* Once for a message and recipient, however often it is told. */
int optout_note(struct run *run, struct record *message,
    const struct optout_word *word, struct error *err);

/* Will an attempt that ended write into the ledger?  Who does takes his turn
 * before all locks that a tick takes. */
bool optout_is_near(const struct run *run);

#endif
