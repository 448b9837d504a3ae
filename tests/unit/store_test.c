/* SPDX-License-Identifier: ISC */
#include "store/store.h"

#include "base/buf.h"
#include "tests/unit/test.h"

#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NOW = 1000000, RACE_ROUNDS = 200 };

/* A folder of its own and the URL of a store in it. */
struct place {
	char folder[64];
	char url[128];
};

static struct place
place_make(void)
{
	struct place place = {.folder = "/tmp/store_test.XXXXXX"};

	if (mkdtemp(place.folder) == NULL)
		abort();
	(void)snprintf(
	    place.url, sizeof(place.url), "sqlite:%s/a/b.db", place.folder);
	return place;
}

static void
place_clean_folder(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	char name[512];

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		(void)snprintf(
		    name, sizeof(name), "%s/%s", path, entry->d_name);
		if (unlink(name) != 0)
			place_clean_folder(name);
	}
	if (dir != NULL)
		(void)closedir(dir);
	(void)rmdir(path);
}

static size_t
place_owners(const struct place *place)
{
	char path[128];
	struct dirent *entry;
	size_t count = 0;
	DIR *dir;

	(void)snprintf(path, sizeof(path), "%s/a/b.db.owners", place->folder);
	dir = opendir(path);
	while (dir != NULL && (entry = readdir(dir)) != NULL)
		count += entry->d_name[0] != '.';
	if (dir != NULL)
		(void)closedir(dir);
	return count;
}

static struct store *
must_open(const char *url)
{
	struct error err;
	struct store *store = store_open(url, false, &err);

	if (store == NULL) {
		(void)fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	return store;
}

/* A verb that has to succeed: one that fails stops the test program. */
static void
must(int result, const struct error *err)
{
	if (result < 0) {
		(void)fprintf(stderr, "%s\n", err->text);
		exit(1);
	}
}

static void
begin(struct store *store)
{
	struct error err;

	must(store_begin(store, &err), &err);
}

static void
commit(struct store *store)
{
	struct error err;

	must(store_commit(store, &err), &err);
}

static struct journal_row
row_of(const char *id, const char *to)
{
	return (struct journal_row){.id = slice_of(id),
	    .content_hash = slice_of("00ff"),
	    .state = JOURNAL_QUEUED,
	    .to = slice_of(to),
	    .appointment_version = -1,
	    .record = slice_of("{\"record\":\"message\"}"),
	    .changed_ms = NOW};
}

static void
add(struct store *store, struct journal_row row)
{
	struct error err;

	must(journal_add(store, &row, &err), &err);
}

static void
claim(struct store *store, const char *id, const char *reference, int64_t now)
{
	struct error err;

	must(journal_claim(store, slice_of(id), slice_of("twilio"),
		 slice_of(reference), now, &err),
	    &err);
}

static int
settle(struct store *store, const char *id, enum journal_state state,
    const char *provider_id)
{
	struct journal_change change = {.state = state,
	    .provider_id = slice_of(provider_id),
	    .not_before_ms = NOW + 5000};
	struct error err;
	int done = journal_settle(store, slice_of(id), &change, NOW, &err);

	must(done, &err);
	return done;
}

static enum journal_state
state_of(struct store *store, const char *id)
{
	struct arena arena = {0};
	struct journal_row row = {.state = JOURNAL_QUEUED};
	struct error err;

	must(journal_find(store, slice_of(id), &arena, &row, &err), &err);
	arena_release(&arena);
	return row.state;
}

/* The ids that are due, with blanks between. */
static const char *
due_ids(struct store *store, int64_t now, int64_t settled, size_t limit,
    struct buf *out)
{
	struct arena arena = {0};
	struct journal_row *rows;
	struct error err;
	size_t count, i;

	buf_reset(out);
	must(journal_due(
		 store, now, settled, limit, &arena, &rows, &count, &err),
	    &err);
	for (i = 0; i < count; i++)
		buf_addf(
		    out, "%s%.*s", i > 0 ? " " : "", SLICE_ARG(rows[i].id));
	arena_release(&arena);
	return buf_text(out);
}

static void
test_states(void)
{
	enum journal_state state;

	TEST("every state has a word that leads back to it")
	{
		int i;

		for (i = JOURNAL_QUEUED; i <= JOURNAL_SUPPRESSED; i++) {
			const char *name = journal_state_name(
			    (enum journal_state)i);

			CHECK_INT(
			    journal_state_find(slice_of(name), &state), 0);
			CHECK_INT(state, i);
		}
		CHECK_INT(journal_state_find(slice_of("sent?"), &state), -1);
	}
	TEST("events never lead to a lower rank, and what is terminal stays")
	{
		CHECK(journal_state_follows(JOURNAL_AMBIGUOUS, JOURNAL_SENT));
		CHECK(journal_state_follows(JOURNAL_SENT, JOURNAL_DELIVERED));
		CHECK(journal_state_follows(JOURNAL_SENT, JOURNAL_SENT));
		CHECK(!journal_state_follows(JOURNAL_SENT, JOURNAL_ACCEPTED));
		CHECK(!journal_state_follows(
		    JOURNAL_DELIVERED, JOURNAL_UNDELIVERED));
		CHECK(!journal_state_follows(JOURNAL_FAILED, JOURNAL_SENT));
	}
}

static int
mode_of(const struct place *place, const char *name)
{
	char path[256];
	struct stat st;

	(void)snprintf(path, sizeof(path), "%s/%s", place->folder, name);
	return stat(path, &st) == 0 ? (int)(st.st_mode & 0777) : -1;
}

static int
open_code(const char *url, bool read_only)
{
	struct error err = {.code = 0};
	struct store *store = store_open(url, read_only, &err);

	store_close(store);
	return store == NULL ? err.code : 0;
}

static void
write_file(const struct place *place, const char *name, const char *text)
{
	char path[256];
	FILE *file;

	(void)snprintf(path, sizeof(path), "%s/%s", place->folder, name);
	file = fopen(path, "w");
	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		abort();
}

static void
test_opening(void)
{
	struct place place = place_make();
	char url[128];

	TEST("a store that is not there is unavailable to a reader")
	{
		CHECK_INT(open_code(place.url, true), EX_UNAVAILABLE);
		CHECK_INT(mode_of(&place, "a"), -1);
	}
	TEST("a new store is for its owner's eyes only, with all beside it")
	{
		struct store *store = must_open(place.url);
		mode_t mask = umask(0);

		begin(store);
		add(store, row_of("m1", "+12125550147"));
		claim(store, "m1", "r1", NOW);
		commit(store);
		(void)umask(mask);
		CHECK_INT(mode_of(&place, "a"), 0700);
		CHECK_INT(mode_of(&place, "a/b.db"), 0600);
		CHECK_INT(mode_of(&place, "a/b.db-wal"), 0600);
		CHECK_INT(mode_of(&place, "a/b.db-shm"), 0600);
		CHECK_INT(mode_of(&place, "a/b.db.owners"), 0700);
		store_close(store);
		CHECK_INT(place_owners(&place), 0);
	}
	TEST("a reader sees what is there and cannot change it")
	{
		struct error err = {.code = 0};
		struct store *store = store_open(place.url, true, &err);
		struct journal_row row = row_of("m2", "+12125550148");

		CHECK(store != NULL);
		CHECK_INT(store_begin(store, &err), 0);
		CHECK_INT(state_of(store, "m1"), JOURNAL_SENDING);
		CHECK_INT(journal_add(store, &row, &err), -1);
		CHECK_INT(err.code, EX_NOPERM);
		store_rollback(store);
		store_close(store);
	}
	TEST("a file that is no database, and another program's, are refused")
	{
		write_file(&place, "text",
		    "this is a text of some length, "
		    "and no database at all\n");
		(void)snprintf(
		    url, sizeof(url), "sqlite:%s/text", place.folder);
		CHECK_INT(open_code(url, false), EX_UNAVAILABLE);
		CHECK_INT(open_code(url, true), EX_UNAVAILABLE);
	}
	TEST("a store of an unknown kind is a mistake of the configuration")
	{
		CHECK_INT(open_code("mysql://db.example/x", false), EX_CONFIG);
		CHECK_INT(open_code("sqlite:", false), EX_CONFIG);
		CHECK_INT(open_code("smspipe.db", false), EX_CONFIG);
	}
	place_clean_folder(place.folder);
}

static void
test_life(struct store *store)
{
	struct arena arena = {0};
	struct journal_row row;
	struct error err;

	TEST("a message comes back as it was written")
	{
		struct journal_row full = {.id = slice_of("full"),
		    .content_hash = slice_of("ab"),
		    .key_given = true,
		    .state = JOURNAL_HELD,
		    .reason = slice_of("quiet_hours"),
		    .tenant = slice_of("maple-street"),
		    .to = slice_of("+12125550147"),
		    .from = slice_of("+12125550100"),
		    .appointment_id = slice_of("A-1"),
		    .template_id = slice_of("confirm"),
		    .appointment_version = 2,
		    .priority = -3,
		    .not_before_ms = 5 * (int64_t)NOW,
		    .expires_ms = INT64_MAX,
		    .record = slice_of("{\"body\":\"\xc3\xa9\"}"),
		    .changed_ms = NOW};

		begin(store);
		add(store, full);
		commit(store);
		CHECK_INT(journal_find(store, full.id, &arena, &row, &err), 1);
		CHECK(row.seq > 0);
		CHECK_SLICE(row.content_hash, "ab");
		CHECK(row.key_given);
		CHECK_INT(row.state, JOURNAL_HELD);
		CHECK_SLICE(row.reason, "quiet_hours");
		CHECK_SLICE(row.tenant, "maple-street");
		CHECK_SLICE(row.to, "+12125550147");
		CHECK_SLICE(row.from, "+12125550100");
		CHECK_SLICE(row.appointment_id, "A-1");
		CHECK_SLICE(row.template_id, "confirm");
		CHECK_INT(row.appointment_version, 2);
		CHECK_INT(row.priority, -3);
		CHECK_INT(row.not_before_ms, 5 * (int64_t)NOW);
		CHECK_INT(row.expires_ms, INT64_MAX);
		CHECK_SLICE(row.record, "{\"body\":\"\xc3\xa9\"}");
		CHECK_SLICE(row.provider, NULL);
		CHECK_INT(row.changed_ms, NOW);
	}
	TEST("an id can be added once")
	{
		struct journal_row again = row_of("full", "+12125550147");

		begin(store);
		CHECK_INT(journal_add(store, &again, &err), -1);
		CHECK_INT(err.code, EX_SOFTWARE);
		store_rollback(store);
		CHECK_INT(
		    journal_find(store, slice_of("none"), &arena, &row, &err),
		    0);
	}
	TEST("what was not committed never happened")
	{
		begin(store);
		add(store, row_of("gone", "+12125550147"));
		store_rollback(store);
		store_rollback(store);
		CHECK_INT(
		    journal_find(store, slice_of("gone"), &arena, &row, &err),
		    0);
	}
	TEST("claim, settle as accepted, found by provider id and reference")
	{
		begin(store);
		add(store, row_of("a", "+12125550101"));
		claim(store, "a", "ref-a", NOW);
		CHECK_INT(state_of(store, "a"), JOURNAL_SENDING);
		CHECK_INT(settle(store, "a", JOURNAL_ACCEPTED, "SM1"), 1);
		CHECK_INT(journal_find_provider(store, slice_of("twilio"),
			      slice_of("SM1"), &arena, &row, &err),
		    1);
		CHECK_SLICE(row.id, "a");
		CHECK_INT(row.state, JOURNAL_ACCEPTED);
		CHECK_INT(row.attempts, 1);
		CHECK_INT(row.attempted_ms, NOW);
		CHECK_INT(journal_find_reference(
			      store, slice_of("ref-a"), &arena, &row, &err),
		    1);
		CHECK_SLICE(row.provider_id, "SM1");
		CHECK_INT(journal_find_reference(
			      store, slice_of("ref-b"), &arena, &row, &err),
		    0);
		commit(store);
	}
	TEST("a row that does not wait cannot be claimed")
	{
		begin(store);
		CHECK_INT(journal_claim(store, slice_of("a"),
			      slice_of("twilio"), slice_of("ref-x"), NOW, &err),
		    -1);
		CHECK_INT(err.code, EX_SOFTWARE);
		store_rollback(store);
	}
	TEST("an attempt that may be repeated waits again and keeps its count")
	{
		begin(store);
		add(store, row_of("b", "+12125550102"));
		claim(store, "b", "ref-b1", NOW);
		CHECK_INT(settle(store, "b", JOURNAL_QUEUED, NULL), 1);
		CHECK_INT(
		    journal_find(store, slice_of("b"), &arena, &row, &err), 1);
		CHECK_INT(row.attempts, 1);
		CHECK_INT(row.not_before_ms, NOW + 5000);
		claim(store, "b", "ref-b2", NOW + 6000);
		CHECK_INT(journal_find_reference(
			      store, slice_of("ref-b1"), &arena, &row, &err),
		    1);
		CHECK_INT(row.attempts, 2);
		CHECK_SLICE(row.reference, "ref-b2");
		commit(store);
	}
	TEST("a provider id that another row has settles nothing")
	{
		begin(store);
		CHECK_INT(settle(store, "b", JOURNAL_ACCEPTED, "SM1"), 0);
		CHECK_INT(state_of(store, "b"), JOURNAL_SENDING);
		CHECK_INT(settle(store, "b", JOURNAL_ACCEPTED, "SM2"), 1);
		CHECK_INT(settle(store, "b", JOURNAL_DELIVERED, NULL), 1);
		CHECK_INT(journal_find_provider(store, slice_of("twilio"),
			      slice_of("SM2"), &arena, &row, &err),
		    1);
		CHECK_INT(row.state, JOURNAL_DELIVERED);
		commit(store);
	}
	TEST("a waiting row is replaced, one on its way is not")
	{
		struct journal_row newer = row_of("full", "+12125550147");

		newer.content_hash = slice_of("cd");
		begin(store);
		CHECK_INT(journal_replace(store, &newer, &err), 0);
		CHECK_INT(journal_find(store, newer.id, &arena, &row, &err), 1);
		CHECK_SLICE(row.content_hash, "cd");
		CHECK_INT(row.state, JOURNAL_QUEUED);
		CHECK_SLICE(row.appointment_id, NULL);
		newer.id = slice_of("a");
		CHECK_INT(journal_replace(store, &newer, &err), -1);
		CHECK_INT(err.code, EX_SOFTWARE);
		store_rollback(store);
	}
	TEST("a claim outside a transaction is refused")
	{
		CHECK_INT(journal_claim(store, slice_of("full"),
			      slice_of("twilio"), slice_of("ref-y"), NOW, &err),
		    -1);
		CHECK_INT(err.code, EX_SOFTWARE);
	}
	arena_release(&arena);
}

static void
test_due(struct store *store)
{
	struct journal_row row;
	struct error err;
	struct buf ids;
	int64_t next = 0;

	buf_init(&ids, BUF_NO_CAP);
	begin(store);
	TEST("an empty queue has nothing due and no next time")
	{
		CHECK_STR(due_ids(store, NOW, 0, 9, &ids), "");
		CHECK_INT(journal_next_due(store, 0, &next, &err), 0);
	}
	TEST("due rows come by priority, then in order of arrival")
	{
		add(store, row_of("q1", "+12125550101"));
		row = row_of("q2", "+12125550102");
		row.priority = 10;
		row.state = JOURNAL_HELD;
		row.not_before_ms = NOW;
		add(store, row);
		row = row_of("q3", "+12125550103");
		row.state = JOURNAL_SCHEDULED;
		row.not_before_ms = NOW + 1;
		add(store, row);
		add(store, row_of("q4", "+12125550104"));
		row = row_of("q5", "+12125550105");
		row.state = JOURNAL_CANCELLED;
		add(store, row);
		CHECK_STR(due_ids(store, NOW, 0, 9, &ids), "q2 q1 q4");
		CHECK_STR(due_ids(store, NOW, 0, 2, &ids), "q2 q1");
		CHECK_STR(due_ids(store, NOW + 1, 0, 9, &ids), "q2 q1 q3 q4");
	}
	TEST("the next time is the first one after the instant asked for")
	{
		CHECK_INT(journal_next_due(store, -1, &next, &err), 1);
		CHECK_INT(next, 0);
		CHECK_INT(journal_next_due(store, NOW, &next, &err), 1);
		CHECK_INT(next, NOW + 1);
		CHECK_INT(journal_next_due(store, NOW + 1, &next, &err), 0);
	}
	TEST("of two rows for one recipient only the first is due")
	{
		add(store, row_of("q6", "+12125550101"));
		CHECK_STR(due_ids(store, NOW, 0, 9, &ids), "q2 q1 q4");
	}
	TEST("a recipient with an attempt on its way is left out")
	{
		claim(store, "q1", "d1", NOW);
		CHECK_STR(due_ids(store, NOW, 0, 9, &ids), "q2 q4");
	}
	TEST("an ambiguous recipient is left out until its attempt is settled")
	{
		(void)settle(store, "q1", JOURNAL_AMBIGUOUS, NULL);
		CHECK_STR(due_ids(store, NOW, NOW - 1, 9, &ids), "q2 q4");
		CHECK_STR(due_ids(store, NOW, NOW, 9, &ids), "q2 q4 q6");
	}
	TEST("a known outcome lets the next one go")
	{
		(void)settle(store, "q1", JOURNAL_ACCEPTED, "D1");
		CHECK_STR(due_ids(store, NOW, NOW - 1, 9, &ids), "q2 q4 q6");
	}
	commit(store);
	buf_release(&ids);
}

static size_t
list_count(
    struct store *store, struct journal_filter filter, const char *first_id)
{
	struct arena arena = {0};
	struct journal_row *rows;
	struct error err;
	size_t count;

	must(journal_list(store, &filter, &arena, &rows, &count, &err), &err);
	CHECK_SLICE(count > 0 ? rows[0].id : slice_of(NULL), first_id);
	arena_release(&arena);
	return count;
}

static void
test_list(struct store *store)
{
	TEST("a list is narrowed by each member of the filter")
	{
		CHECK_INT(
		    list_count(store, (struct journal_filter){0}, "q1"), 6);
		CHECK_INT(list_count(store,
			      (struct journal_filter){.waiting = true}, "q2"),
		    4);
		CHECK_INT(list_count(store,
			      (struct journal_filter){
				  .by_state = true, .state = JOURNAL_ACCEPTED},
			      "q1"),
		    1);
		CHECK_INT(
		    list_count(store,
			(struct journal_filter){.to = slice_of("+12125550101"),
			    .newest_first = true},
			"q6"),
		    2);
		CHECK_INT(list_count(store,
			      (struct journal_filter){
				  .id = slice_of("q3"), .waiting = true},
			      "q3"),
		    1);
		CHECK_INT(
		    list_count(store,
			(struct journal_filter){.template_id = slice_of("x")},
			NULL),
		    0);
		CHECK_INT(list_count(
			      store, (struct journal_filter){.limit = 2}, "q1"),
		    2);
	}
}

static void
test_events(struct store *store)
{
	struct journal_event event = {.provider = slice_of("twilio"),
	    .provider_id = slice_of("SM9"),
	    .state = JOURNAL_SENT,
	    .record = slice_of("{}"),
	    .received_ms = NOW};
	struct arena arena = {0};
	struct journal_event *events;
	struct error err;
	size_t count;

	TEST("an event is kept once for its provider id, state and error code")
	{
		CHECK_INT(journal_event_add(store, &event, &err), 1);
		CHECK_INT(journal_event_add(store, &event, &err), 0);
		event.state = JOURNAL_UNDELIVERED;
		event.error_code = slice_of("30003");
		CHECK_INT(journal_event_add(store, &event, &err), 1);
		CHECK_INT(journal_event_add(store, &event, &err), 0);
		event.error_code = slice_of("30005");
		CHECK_INT(journal_event_add(store, &event, &err), 1);
		CHECK_INT(journal_events(store, event.provider,
			      event.provider_id, &arena, &events, &count, &err),
		    0);
		CHECK_INT(count, 3);
		CHECK_INT(events[0].state, JOURNAL_SENT);
		CHECK_SLICE(events[0].error_code, NULL);
		CHECK_SLICE(events[2].error_code, "30005");
	}
	TEST("the last inbound text to a sender, or to any, is remembered")
	{
		struct slice who = slice_of("+12125550147");
		struct slice us = slice_of("+12125550100");
		struct slice none = {NULL, 0};
		int64_t at = 0;

		CHECK_INT(inbound_last(store, who, us, &at, &err), 0);
		CHECK_INT(inbound_note(store, who, us, NOW, &err), 0);
		CHECK_INT(inbound_note(store, who, us, NOW - 5, &err), 0);
		CHECK_INT(inbound_last(store, who, us, &at, &err), 1);
		CHECK_INT(at, NOW);
		CHECK_INT(
		    inbound_note(store, who, slice_of("88022"), NOW + 1, &err),
		    0);
		CHECK_INT(inbound_last(store, who, us, &at, &err), 1);
		CHECK_INT(at, NOW);
		CHECK_INT(inbound_last(store, who, none, &at, &err), 1);
		CHECK_INT(at, NOW + 1);
	}
	arena_release(&arena);
}

static int
count_entry(void *context, const struct ledger_entry *entry, struct error *err)
{
	int *left = context;

	if (*left == 0)
		return error_set(err, EX_NO, "enough");
	(*left)--;
	return entry->seq > 0 ? 0 : -1;
}

static void
test_ledger(struct store *store)
{
	struct ledger_entry entry = {.consent_id = slice_of("c1"),
	    .tenant = slice_of("maple-street"),
	    .number = slice_of("+12125550147"),
	    .action = slice_of("granted"),
	    .sender = slice_of("+12125550100"),
	    .effective_ms = NOW,
	    .recorded_ms = NOW + 1,
	    .source = slice_of("call:vapi/1/granted"),
	    .record = slice_of("{}")};
	struct arena arena = {0};
	struct ledger_entry *entries;
	struct error err;
	size_t count;
	int left;

	TEST("an entry is added once for its id and for its source")
	{
		CHECK_INT(ledger_add(store, &entry, &err), 1);
		entry.consent_id = slice_of("c2");
		CHECK_INT(ledger_add(store, &entry, &err), 0);
		entry.source = slice_of("reply:r1");
		CHECK_INT(ledger_add(store, &entry, &err), 1);
		entry.source = (struct slice){NULL, 0};
		CHECK_INT(ledger_add(store, &entry, &err), 0);
		entry.consent_id = slice_of("c3");
		entry.number = slice_of("+12125550148");
		CHECK_INT(ledger_add(store, &entry, &err), 1);
	}
	TEST("the entries of a number come in order of writing")
	{
		CHECK_INT(ledger_entries(store, slice_of("+12125550147"),
			      &arena, &entries, &count, &err),
		    0);
		CHECK_INT(count, 2);
		CHECK_SLICE(entries[0].consent_id, "c1");
		CHECK_SLICE(entries[0].source, "call:vapi/1/granted");
		CHECK_SLICE(entries[0].sender, "+12125550100");
		CHECK_SLICE(entries[0].program, NULL);
		CHECK_INT(entries[0].recorded_ms, NOW + 1);
		CHECK_SLICE(entries[1].consent_id, "c2");
	}
	TEST("a walk meets all entries and stops when told")
	{
		left = 9;
		CHECK_INT(ledger_walk(store, count_entry, &left, &err), 0);
		CHECK_INT(left, 6);
		left = 2;
		CHECK_INT(ledger_walk(store, count_entry, &left, &err), -1);
		CHECK_INT(err.code, EX_NO);
		CHECK_INT(ledger_entries(store, slice_of("+12125550140"),
			      &arena, &entries, &count, &err),
		    0);
		CHECK_INT(count, 0);
	}
	arena_release(&arena);
}

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
	must(journal_rescue(store, NOW + 9, &count, &err), &err);
	commit(store);
	return count;
}

static void
test_rescue(const struct place *place)
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
		CHECK_INT(rescue(store), 1);
		CHECK_INT(state_of(store, "own"), JOURNAL_AMBIGUOUS);
		CHECK_INT(state_of(store, "child"), JOURNAL_SENDING);
	}
	TEST("the row of a process that was killed is ambiguous (J9)")
	{
		(void)kill(pid, SIGKILL);
		(void)waitpid(pid, NULL, 0);
		CHECK_INT(place_owners(place), 1);
		CHECK_INT(rescue(store), 1);
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

/* One racer: claims every row that it finds waiting; exits with the number of
 * the rows it won, in hundreds of the pipe's bytes. */
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
test_race(const struct place *place)
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

static void
test_created_together(void)
{
	enum { PROCESSES = 8 };
	struct place place = place_make();
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
		store_close(must_open(place.url));
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
		CHECK_INT(open_code(place.url, true), 0);
	}
	place_clean_folder(place.folder);
}

static void
with_store(void (*test)(struct store *store))
{
	struct place place = place_make();
	struct store *store = must_open(place.url);

	test(store);
	store_close(store);
	place_clean_folder(place.folder);
}

static void
test_due_and_list(struct store *store)
{
	test_due(store);
	test_list(store);
}

static void
with_place(void (*test)(const struct place *place))
{
	struct place place = place_make();

	test(&place);
	place_clean_folder(place.folder);
}

int
main(void)
{
	test_states();
	test_opening();
	with_store(test_life);
	with_store(test_due_and_list);
	with_store(test_events);
	with_store(test_ledger);
	with_place(test_rescue);
	with_place(test_race);
	test_created_together();
	return test_done();
}
