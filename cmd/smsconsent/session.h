/* SPDX-License-Identifier: ISC */
/*
 * session: what every verb needs: the settings, the clock and the ledger.
 */
#ifndef SMSCONSENT_SESSION_H
#define SMSCONSENT_SESSION_H

#include "base/diag.h"
#include "base/mem.h"
#include "base/opt.h"
#include "config/config.h"
#include "consent/ledger.h"
#include "consent/verdict.h"
#include "store/store.h"
#include "time/clock.h"

#include <stdbool.h>

struct session {
	struct diag diag;
	struct config config;
	struct clock clock;
	struct store *store;
	struct arena arena; /* what one question or record needs */
};

/*
 * Opens a zeroed session.  0, or -1 after reporting, with the exit code in
 * *code; session_close is due all the same.
 */
int session_open(struct session *session, const struct opt_common *common,
    bool read_only, int *code);
void session_close(struct session *session);

/* The tenant meant: the one that is stated, else the configuration's. */
struct slice session_tenant(const struct session *session, struct slice stated);

/*
 * A verb on one number, from its command line to its exit code.  options is the
 * verb's own struct, zeroed, and goes on to `work`, which answers 1 for yes or
 * done, 0 for no, -1 error.  The number is E.164, or an address of e-mail as
 * address_key writes it; not there where the verb takes no operand.
 */
int session_run(const struct opt_program *program, int argc, char **argv,
    void *options, bool read_only,
    int (*work)(struct session *session, const void *options,
	struct slice number, struct error *err));

/* Writes a record to stdout. */
int session_print(const struct record *record, struct error *err);

/* Writes an act in a transaction of its own, and the record to stdout. */
int session_write_act(
    struct session *session, const struct ledger_act *act, struct error *err);

#endif
