/* SPDX-License-Identifier: ISC */
/* Rows of the dead, and rows that two want. */
#include "store/store.h"

#include "tests/unit/store_help.h"
#include "tests/unit/test.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

enum {
	RACE_ROUNDS = 200,
	LATER = 60 * 1000, /* no request lasts as long */
};

/* A child that claims `id`, says so through the pipe, and waits for death. */
static pid_t
fork_claimer(const char *url, const char *id, const int *ready)
{
	pid_t pid = fork();
	struct store *store;

	if (pid != 0)
		return pid;
	store = must_open(url);
	begin(store);
	claim(store, id, "child", NOW);
	commit(store);
	if (write(ready[1], "x", 1) != 1)
		_exit(1);
	for (;;)
		(void)pause();
}

static size_t
rescue(struct store *store)
{
	struct error err;
	size_t count;

	begin(store);
	must(journal_rescue(store, NOW + LATER, &count, &err), &err);
	commit(store);
	return count;
}

/* A server notices a death when it reads from the connection. */
static size_t
rescue_soon(struct store *store)
{
	size_t count, tries;

	for (tries = 0; tries < 500; tries++) {
		count = rescue(store);
		if (count > 0)
			return count;
		(void)poll(NULL, 0, 10);
	}
	return 0;
}

static void
test_rescue(struct place *place)
{
	struct store *store;
	int ready[2];
	char byte;
	pid_t pid;

	store = must_open(place->url);
	begin(store);
	add(store, row_of("own", "+12125550101"));
	add(store, row_of("child", "+12125550102"));
	claim(store, "own", "own", NOW);
	commit(store);
	store_close(store);
	if (pipe(ready) != 0)
		abort();
	pid = fork_claimer(place->url, "child", ready);
	if (read(ready[0], &byte, 1) != 1)
		abort();
	store = must_open(place->url);

	TEST("a closed handle's row is ambiguous, a living owner's is not")
	{
		CHECK_INT(rescue_soon(store), 1);
		CHECK_INT(state_of(store, "own"), JOURNAL_AMBIGUOUS);
		CHECK_INT(state_of(store, "child"), JOURNAL_SENDING);
	}
	TEST("the row of a process that was killed is ambiguous (J9)")
	{
		(void)kill(pid, SIGKILL);
		(void)waitpid(pid, NULL, 0);
		if (place->sqlite)
			CHECK_INT(place_owners(place), 1);
		CHECK_INT(rescue_soon(store), 1);
		CHECK_INT(state_of(store, "child"), JOURNAL_AMBIGUOUS);
		CHECK_INT(place_owners(place), 0);
		CHECK_INT(rescue(store), 0);
	}
	TEST("a process never rescues a row of its own")
	{
		begin(store);
		add(store, row_of("mine", "+12125550103"));
		claim(store, "mine", "mine", NOW);
		commit(store);
		CHECK_INT(rescue(store), 0);
		CHECK_INT(state_of(store, "mine"), JOURNAL_SENDING);
	}
	TEST("nor does it take what another handle of it is sending")
	{
		struct store *other = must_open(place->url);

		CHECK_INT(rescue(other), 0);
		store_close(other);
	}
	store_close(store);
}

static void
race(const char *url, const char *name, int go, int won)
{
	struct store *store = must_open(url);
	struct arena arena = {0};
	struct journal_row row;
	struct error err;
	char id[16], reference[32], byte;
	int i;

	if (read(go, &byte, 1) != 1)
		_exit(1);
	for (i = 0; i < RACE_ROUNDS; i++) {
		(void)snprintf(id, sizeof(id), "race%d", i);
		(void)snprintf(reference, sizeof(reference), "%s-%d", name, i);
		begin(store);
		must(journal_find(store, slice_of(id), &arena, &row, &err),
		    &err);
		if (row.state == JOURNAL_QUEUED) {
			claim(store, id, reference, NOW);
			if (write(won, name, 1) != 1)
				_exit(1);
		}
		commit(store);
		arena_reset(&arena);
	}
	arena_release(&arena);
	store_close(store);
	_exit(0);
}

static void
test_race(struct place *place)
{
	struct store *store = must_open(place->url);
	int go[2], won[2], status, i, wins[2] = {0, 0}, failed = 0;
	char id[16], name;
	pid_t pids[2];

	begin(store);
	for (i = 0; i < RACE_ROUNDS; i++) {
		(void)snprintf(id, sizeof(id), "race%d", i);
		add(store, row_of(id, "+12125550101"));
	}
	commit(store);
	store_close(store);
	if (pipe(go) != 0 || pipe(won) != 0)
		abort();
	for (i = 0; i < 2; i++) {
		pids[i] = fork();
		if (pids[i] == 0)
			race(place->url, i == 0 ? "0" : "1", go[0], won[1]);
	}
	if (write(go[1], "gg", 2) != 2)
		abort();
	(void)close(won[1]);
	while (read(won[0], &name, 1) == 1)
		wins[name - '0']++;
	for (i = 0; i < 2; i++) {
		(void)waitpid(pids[i], &status, 0);
		failed += status != 0;
	}
	TEST(
	    "of two processes that claim the same rows each row has one winner")
	{
		CHECK_INT(failed, 0);
		CHECK_INT(wins[0] + wins[1], RACE_ROUNDS);
	}
}

static bool
exists(const struct place *place)
{
	struct error err;
	struct store *store = store_open(place->url, true, &err);

	store_close(store);
	return store != NULL;
}

static void
test_created_together(struct place *place)
{
	enum { PROCESSES = 8 };
	int go[2], status, i, failed = 0;
	pid_t pids[PROCESSES];
	char byte;

	if (pipe(go) != 0)
		abort();
	for (i = 0; i < PROCESSES; i++) {
		pids[i] = fork();
		if (pids[i] != 0)
			continue;
		if (read(go[0], &byte, 1) != 1)
			_exit(1);
		store_close(must_open(place->url));
		_exit(0);
	}
	if (write(go[1], "gggggggg", PROCESSES) != PROCESSES)
		abort();
	for (i = 0; i < PROCESSES; i++) {
		(void)waitpid(pids[i], &status, 0);
		failed += status != 0;
	}
	TEST("processes that start together create one store")
	{
		CHECK_INT(failed, 0);
		CHECK(exists(place));
	}
}

int
main(void)
{
	with_place(test_rescue);
	with_place(test_race);
	with_place(test_created_together);
	return test_done();
}
