/* SPDX-License-Identifier: ISC */
/*
 * run: one run of smssend, in ticks.  A tick is one transaction: write what
 * became of finished attempts (settle), take in new records (intake), claim
 * what may go now (claim), commit; then print, then hand the claims over
 * (flight).  J1 to J12 in comments are the rows of smssend.1's state table.
 */
#ifndef SMSSEND_RUN_H
#define SMSSEND_RUN_H

#include "base/crypto.h"
#include "base/diag.h"
#include "base/opt.h"
#include "carriers.h"
#include "config/config.h"
#include "http/client.h"
#include "provider/provider.h"
#include "record/filter.h"
#include "store/store.h"
#include "time/clock.h"
#include "time/zone.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	RUN_SLOTS = 64, /* attempts on their way at once, of one carrier */
	RUN_INTAKE = 500, /* input records of one tick */
	RUN_POLL_MS = 20, /* longest wait while something is on its way */
	RUN_IDLE_MS = 250, /* and while nothing is */
	RUN_WATCH_MS = 1000, /* --watch: others may have put something there */
	RUN_HORIZON_MS = 10 * 1000, /* what is due by then is waited for */
	RUN_SETTLE_MS = 600 * 1000, /* a recipient's next text waits so long
				       behind an ambiguous one */
	RUN_CLAIM_AGE_MS = 1000, /* an older claim is not handed over */
	RUN_RESCUE_MS = 60 * 1000, /* from look to look for dead owners */
	RUN_AGAIN_MS = 250, /* from try to try while the store is away */
	RUN_AWAY_MS = 10 * 1000, /* so long, or for ever with --watch */
	RUN_ATTEMPTS_MAX = 200, /* of one message: they last for a day */
	RUN_GRACE_S = 10, /* to drain after a signal */
	RUN_SPACE = 16 * 1024 * 1024, /* bytes the disk must have left */
};

#define RUN_NEVER INT64_MAX

struct options {
	struct opt_common common;
	bool migrate; /* the store's schema */
	bool due, watch, list, dry_run, yes, show_config, explain,
	    list_providers;
	const char *status; /* --list */
	struct opt_list where, cancel; /* FIELD=VALUE */
	struct opt_list to; /* --list, or whom the one-off goes to */
	const char *max_recipients;
	struct opt_list media; /* URLs */
	const char *from, *category, *program, *send_at, *key;
	const char *grace;
	const char *run; /* names messages that have no id */
	bool reconcile;
	const char *ambiguous; /* --reconcile: hold (NULL too) or resend */
};

enum attempt_stage {
	ATTEMPT_FREE,
	ATTEMPT_CLAIMED, /* in the journal, with the commit of this tick */
	ATTEMPT_FLYING, /* handed over */
	ATTEMPT_ENDED, /* its outcome is known, and not yet in the journal */
	ATTEMPT_SETTLED, /* in the journal, with the commit of this tick */
};

/* One message on its way. */
struct attempt {
	enum attempt_stage stage;
	struct arena arena; /* owns what is below */
	struct record message;
	int64_t seq; /* of its row */
	struct slice id, to;
	const char *reference;
	const struct carrier *carrier;
	struct provider_request request;
	int64_t number; /* of the message's attempts, from 1 */
	int64_t missed; /* of those before, see journal_row */
	int64_t claimed_ms; /* clock_awake() */
	int64_t attempted_ms; /* wall clock */
	struct slice explained; /* what its rules said, for --explain */
	struct provider_outcome outcome;
};

/* An operator's own messages, which are then the input, and all that is
 * claimed. */
struct oneoffs {
	const char *body_path; /* NULL: stdin */
	struct record *messages;
	struct record shown; /* the first that may go, as it would go now */
	size_t room; /* of messages; 0: the run is no one-off */
	size_t count; /* those that may go */
	size_t at; /* how many were taken in */
};

/* What a run has done so far. */
struct progress {
	size_t states[JOURNAL_STATES]; /* delivery records written */
	size_t begun, ended; /* messages that could go, and that did */
	int64_t started_ms, shown_ms; /* clock_monotonic */
	bool terminal;
};

/* How it goes with one carrier. */
struct carrier_state {
	int64_t pause_until; /* it is down, or said wait (clock_monotonic) */
	int misses; /* times in a row that nothing was received */
	bool closed; /* it refused us: nothing more goes by it in this run */
};

struct run {
	const struct options *options;
	const struct diag *diag;
	const struct config *config;
	struct carriers carriers;
	struct clock clock;
	struct store *store;
	struct http_client *client;
	struct crypto_sha256 *digest;
	struct filter filter;
	int64_t grace_ms;

	struct carrier_state carrier_states[CARRIERS_MAX]; /* as carriers */
	struct attempt *attempts;
	size_t slots; /* of attempts */
	size_t first_lane; /* whose turn is first in the next look */
	struct slice resting; /* as in struct journal_turn, in this tick */
	struct zone_set zones;
	struct progress progress;
	struct arena arena; /* what one tick needs */
	struct record record; /* read from the input */
	struct record message; /* read from the journal */
	struct record email; /* a fallback */
	struct record order; /* a call back */
	size_t fallbacks; /* that this tick put into the journal */
	struct record out; /* to be printed */
	struct buf lines; /* printed after the commit */

	struct oneoffs oneoffs;

	/* clock_monotonic */
	int64_t look_at; /* when to look for claims again */
	int64_t rescue_at;
	int64_t deadline; /* for draining, or reading, after a stop */
	int64_t again_at; /* when to try the store again */
	int64_t tick_at; /* when this tick began */
	int64_t away_since; /* 0: the store is there */

	bool committing; /* the store could not say yet how the commit ended */
	bool took_in; /* this tick read from the input, which it cannot twice */
	struct progress progress_before; /* this tick */

	bool draining; /* nothing more is read or claimed */
	bool no_claims; /* nothing more is claimed */
	bool behind; /* the clock was found wrong (behind.h) */
};

/*
 * Opens the store and all; on -1 the error is reported.  run_close is due.  A
 * dry run reads a store that is there and has no client.
 */
int run_open(struct run *run, char *const *operands);

/* Ticks until all is done; run->filter.code is the exit code so far. */
void run_work(struct run *run);

/* Prints what gathered. */
void run_flush(struct run *run);

/* Releases all; the exit code. */
int run_close(struct run *run);

/* Adds run->out to what is printed after the commit. */
void run_print(struct run *run);

/* Reports, and keeps the worse exit code. */
void run_fail(struct run *run, const struct error *err);

/* Work is left that a rerun finds: exit code 75 if nothing is worse. */
void run_leave(struct run *run);

/* Nothing more is claimed in this run; reading goes on to the end, or for the
 * grace period. */
void run_stop_claims(struct run *run);

/* Look for claims at this instant (clock_monotonic), or earlier. */
void run_look(struct run *run, int64_t at);

#endif
