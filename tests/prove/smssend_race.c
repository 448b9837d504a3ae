/* SPDX-License-Identifier: ISC */
/*
 * smssend_race COUNT TIME: one to eight senders and a STOP at once, for each of
 * the COUNT messages that wait in the journal, one a second from TIME on.
 * Prints how many were claimed, how many the STOP kept back, how many were
 * claimed by two, and how many after the STOP was committed.
 *
 * A barrier before each race keeps the processes together; without it they
 * drift apart and even the broken variant looks good.  Order is that of the
 * transactions: each draws a number from a counter while it holds the store.
 */
#include "base/fault.h"
#include "base/num.h"
#include "cmd/smssend/claim.h"
#include "cmd/smssend/entry.h"
#include "cmd/smssend/flight.h"
#include "consent/ask.h"
#include "consent/ledger.h"
#include "time/instant.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	RACE_SENDERS = 8,
	RACE_MAX = 100000,
	RACE_SPIN_NS = 150 * 1000,
	RACE_TEXT = 32,
	RACE_FIRST_NUMBER = 2000000,
	RACE_ROWS = 8, /* of one tick: some are left over from races before */
};

#define RACE_SENDER "+12125550100"

/* Senders of one race after the other; they cost the more the more they are. */
static const int race_senders[] = {1, 2, 1, 3, 2, 4, 1, RACE_SENDERS};

enum { RACE_PATTERN = sizeof(race_senders) / sizeof(race_senders[0]) };

/* What one race came to. */
struct race_result {
	atomic_long stop; /* the STOP's place in the order */
	atomic_long claim; /* that of the last claim, 0: none */
	atomic_int claims;
};

/* In memory that all processes share. */
struct race {
	pthread_barrier_t barrier;
	atomic_long order;
	struct race_result results[RACE_MAX + 1];
};

static _Noreturn void
die(const char *what)
{
	(void)fprintf(stderr, "smssend_race: %s\n", what);
	exit(71);
}

static struct race *
race_share(void)
{
	int fd = open("race", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	pthread_barrierattr_t shared;
	struct race *race;

	if (fd < 0 || ftruncate(fd, sizeof(*race)) != 0)
		die("no room for what is shared");
	race = mmap(
	    NULL, sizeof(*race), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (race == MAP_FAILED || pthread_barrierattr_init(&shared) != 0 ||
	    pthread_barrierattr_setpshared(&shared, PTHREAD_PROCESS_SHARED) !=
		0 ||
	    pthread_barrier_init(&race->barrier, &shared, RACE_SENDERS + 1) !=
		0)
		die("nothing can be shared");
	return race;
}

/* Together at first, then each a little later than it could. */
static void
race_start(struct race *race, uint64_t *state)
{
	struct timespec now, begun;
	long wait;

	*state = *state * 6364136223846793005u + 1442695040888963407u;
	wait = (long)(*state >> 33) % RACE_SPIN_NS;
	(void)pthread_barrier_wait(&race->barrier);
	(void)clock_gettime(CLOCK_MONOTONIC, &begun);
	do
		(void)clock_gettime(CLOCK_MONOTONIC, &now);
	while ((now.tv_sec - begun.tv_sec) * 1000000000 + now.tv_nsec -
		begun.tv_nsec <
	    wait);
}

static void
race_stop(struct race *race, struct store *store, int64_t i, int64_t now)
{
	struct record record = {0};
	char number[RACE_TEXT];
	struct ledger_act act = {.tenant = slice_of("maple-street"),
	    .action = "revoked",
	    .method = "keyword",
	    .scope = "tenant"};
	struct error err;
	long place;

	(void)snprintf(
	    number, sizeof(number), "+1212%d", RACE_FIRST_NUMBER + (int)i);
	act.number = slice_of(number);
	if (store_begin(store, &err) != 0 ||
	    ledger_write(store, &act, now, &record, &err) != 1)
		die(err.text);
	place = atomic_fetch_add(&race->order, 1);
	if (store_commit(store, &err) != 0)
		die(err.text);
	atomic_store(&race->results[i].stop, place);
	record_release(&record);
}

/* What must never be: the ledger is asked, and the claim made after that. */
static bool
race_may(struct run *run, struct slice id)
{
	struct journal_row row;
	struct verdict verdict;
	struct error err;

	if (journal_find(run->store, id, &run->arena, &row, &err) != 1 ||
	    record_fill(&run->message, row.record, &err) != 0 ||
	    ask_message(run->store, run->config, &run->message,
		clock_now(&run->clock), &run->arena, &verdict, &err) != 0)
		die("nothing to ask the ledger for");
	return verdict.allowed;
}

/* The row may go by its carrier: the claim of smssend; 1, 0 or -1. */
static int
race_claim_row(
    struct run *run, const struct journal_row *row, struct error *err)
{
	struct carrier_question question = {.from = row->from};
	struct carrier_choice choice;

	if (carriers_choose(
		&run->carriers, run->config, &question, &choice, err) != 0)
		return -1;
	return claim_row(run, row, choice.carrier, run->attempts, err);
}

/* A tick of smssend: what is due is claimed, all in one transaction.  What
 * somebody else has in hand is passed over and comes with the next race. */
static void
race_tick(struct race *race, struct run *run)
{
	const struct journal_turn turn = {.sender = slice_of(RACE_SENDER),
	    .settled_ms = clock_now(&run->clock) - RUN_SETTLE_MS,
	    .limit = RACE_ROWS};
	struct journal_row *rows;
	int claimed[RACE_ROWS];
	struct error err;
	size_t count, i;
	int64_t index;
	long place;

	if (store_begin_turn(run->store, &err) != 0 ||
	    journal_due(run->store, &turn, &run->arena, &rows, &count, &err) !=
		0)
		die(err.text);
	for (i = 0; i < count; i++) {
		claimed[i] = race_claim_row(run, &rows[i], &err);
		if (claimed[i] < 0)
			die(err.text);
		flight_free(run, ATTEMPT_CLAIMED);
	}
	place = atomic_fetch_add(&race->order, 1);
	if (store_commit(run->store, &err) != 0)
		die(err.text);
	for (i = 0; i < count; i++)
		if (claimed[i] > 0 &&
		    num_parse(
			(struct slice){rows[i].id.p + 2, rows[i].id.n - 2}, 0,
			RACE_MAX, &index) == 0) {
			atomic_fetch_add(&race->results[index].claims, 1);
			atomic_store(&race->results[index].claim, place);
		}
}

static void
race_claim(struct race *race, struct run *run, int64_t i)
{
	char id[RACE_TEXT];

	(void)snprintf(id, sizeof(id), "m-%d", (int)i);
	if (!fault_broken("check-outside") || race_may(run, slice_of(id)))
		race_tick(race, run);
	buf_reset(&run->lines);
	arena_reset(&run->arena);
}

/* The next message's time has come. */
static void
race_promote(struct run *run)
{
	struct error err;
	size_t count;

	if (store_begin(run->store, &err) != 0 ||
	    journal_promote(run->store, clock_now(&run->clock), RACE_ROWS,
		&count, &err) != 0 ||
	    store_commit(run->store, &err) != 0)
		die(err.text);
}

static void
race_open(struct run *run, const struct config *config, const char *now)
{
	static const struct options options;
	static const struct diag diag = {
	    .program = "smssend_race", .quiet = true};
	struct error err;

	*run = (struct run){
	    .options = &options, .diag = &diag, .config = config};
	run->filter.diag = &diag;
	buf_init(&run->lines, BUF_NO_CAP);
	run->slots = 1;
	run->attempts = mem_zalloc(run->slots, sizeof(*run->attempts));
	if (clock_init(&run->clock, now, &err) != 0 ||
	    carriers_load(&run->carriers, config, &err) != 0 ||
	    (run->store = store_open(config->store, false, &err)) == NULL)
		die(err.text);
}

/* One process: 0 says STOP, the others send. */
static void
race_run(struct race *race, const struct config *config, int who, int64_t count,
    const char *now)
{
	struct run *run = mem_zalloc(1, sizeof(*run));
	uint64_t state = (uint64_t)who + 1;
	int64_t i;

	race_open(run, config, now);
	for (i = 0; i < count; i++) {
		if (who == 0)
			race_promote(run);
		race_start(race, &state);
		if (who == 0)
			race_stop(race, run->store, i, clock_now(&run->clock));
		else if (who <= race_senders[i % RACE_PATTERN])
			race_claim(race, run, i);
		run->clock.unix_ms += INSTANT_SECOND;
		(void)pthread_barrier_wait(&race->barrier);
	}
	store_close(run->store);
	exit(0);
}

static void
race_wait(const pid_t *children)
{
	int status, left, i;

	for (left = RACE_SENDERS + 1; left > 0; left--) {
		if (wait(&status) > 0 && status == 0)
			continue;
		for (i = 0; i <= RACE_SENDERS; i++)
			(void)kill(children[i], SIGKILL);
		die("a racer fell");
	}
}

static void
race_print(const struct race *race, int64_t count)
{
	int claimed = 0, doubled = 0, late = 0;
	int64_t i;

	for (i = 0; i < count; i++) {
		const struct race_result *result = &race->results[i];

		claimed += result->claims > 0;
		doubled += result->claims > 1;
		late += result->claims > 0 && result->claim > result->stop;
	}
	(void)printf(
	    "%d %d %d %d\n", claimed, (int)count - claimed, doubled, late);
}

int
main(int argc, char **argv)
{
	pid_t children[RACE_SENDERS + 1];
	struct config config = {0};
	struct race *race;
	struct error err;
	int64_t count;
	int i;

	if (argc != 3 || num_parse(slice_of(argv[1]), 1, RACE_MAX, &count) != 0)
		die("usage: smssend_race count now");
	if (config_load(&config, NULL, &err) != 0)
		die(err.text);
	race = race_share();
	for (i = 0; i <= RACE_SENDERS; i++) {
		children[i] = fork();
		if (children[i] < 0)
			die("no more processes");
		if (children[i] == 0)
			race_run(race, &config, i, count, argv[2]);
	}
	race_wait(children);
	race_print(race, count);
	config_release(&config);
	return 0;
}
