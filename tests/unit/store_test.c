/* SPDX-License-Identifier: ISC */
#include "store/store.h"

#include "tests/unit/store_help.h"
#include "tests/unit/test.h"

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

	(void)snprintf(path, sizeof(path), "%s/%s", place->folder.path, name);
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
test_files(struct place *place)
{
	TEST("a store that is not there is unavailable to a reader")
	{
		CHECK_INT(open_code(place->url, true), EX_UNAVAILABLE);
		CHECK_INT(mode_of(place, "a"), -1);
	}
	TEST("a new store is for its owner's eyes only, with all beside it")
	{
		struct store *store = must_open(place->url);
		mode_t mask = umask(0);

		begin(store);
		add(store, row_of("m1", "+12125550147"));
		claim(store, "m1", "r1", NOW);
		commit(store);
		(void)umask(mask);
		CHECK_INT(mode_of(place, "a"), 0700);
		CHECK_INT(mode_of(place, "a/b.db"), 0600);
		CHECK_INT(mode_of(place, "a/b.db-wal"), 0600);
		CHECK_INT(mode_of(place, "a/b.db-shm"), 0600);
		CHECK_INT(mode_of(place, "a/b.db.owners"), 0700);
		store_close(store);
		CHECK_INT(place_owners(place), 0);
	}
	TEST("a file that is no database, and another program's, are refused")
	{
		(void)folder_put(&place->folder, "text",
		    "this is a text of some length, "
		    "and no database at all\n",
		    0600);
		char url[128];

		(void)snprintf(
		    url, sizeof(url), "sqlite:%s/text", place->folder.path);
		CHECK_INT(open_code(url, false), EX_UNAVAILABLE);
		CHECK_INT(open_code(url, true), EX_UNAVAILABLE);
	}
}

static void
test_opening(struct place *place)
{
	TEST("a reader sees what is there and cannot change it")
	{
		struct error err = {.code = 0};
		struct store *writer = must_open(place->url), *store;
		struct journal_row row = row_of("m2", "+12125550148");

		begin(writer);
		add(writer, row_of("m1", "+12125550147"));
		commit(writer);
		store_close(writer);
		store = store_open(place->url, true, &err);
		CHECK(store != NULL);
		CHECK_INT(store_begin(store, &err), 0);
		CHECK_INT(state_of(store, "m1"), JOURNAL_QUEUED);
		CHECK_INT(journal_add(store, &row, &err), -1);
		CHECK_INT(err.code, EX_NOPERM);
		store_rollback(store);
		store_close(store);
	}
	TEST("a store of an unknown kind is a mistake of the configuration")
	{
		CHECK_INT(open_code("mysql://db.example/x", false), EX_CONFIG);
		CHECK_INT(open_code("sqlite:", false), EX_CONFIG);
		CHECK_INT(open_code("smspipe.db", false), EX_CONFIG);
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

		CHECK_INT(inbound_last(store, who, us, NOW + 9, &at, &err), 0);
		CHECK_INT(inbound_note(store, who, us, NOW, &err), 0);
		CHECK_INT(inbound_note(store, who, us, NOW - 5, &err), 0);
		CHECK_INT(inbound_last(store, who, us, NOW + 9, &at, &err), 1);
		CHECK_INT(at, NOW);
		CHECK_INT(
		    inbound_note(store, who, slice_of("88022"), NOW + 1, &err),
		    0);
		CHECK_INT(inbound_last(store, who, us, NOW + 9, &at, &err), 1);
		CHECK_INT(at, NOW);
		CHECK_INT(
		    inbound_last(store, who, none, NOW + 9, &at, &err), 1);
		CHECK_INT(at, NOW + 1);
		CHECK_INT(inbound_last(store, who, us, NOW - 1, &at, &err), 0);
		CHECK_INT(inbound_last(store, who, none, NOW, &at, &err), 1);
		CHECK_INT(at, NOW);
	}
	arena_release(&arena);
}

static struct inbound_text
text_of(const char *id, int64_t received_ms)
{
	return (struct inbound_text){.reply_id = slice_of(id),
	    .number = slice_of("+12125550147"),
	    .sender = slice_of("+12125550100"),
	    .received_ms = received_ms,
	    .intent = slice_of("other"),
	    .action = slice_of("route_to_human"),
	    .record = slice_of("{}")};
}

static void
test_texts(struct store *store)
{
	struct arena arena = {.head = NULL};
	struct inbound_text text = text_of("r-1", NOW), *texts;
	struct inbound_filter mine = {.number = text.number};
	struct inbound_filter waiting = {.limit = 0};
	struct error err;
	size_t count;

	TEST("what a person texted is kept once, and listed newest first")
	{
		CHECK_INT(inbound_add(store, &text, &err), 1);
		CHECK_INT(inbound_add(store, &text, &err), 0);
		text = text_of("r-2", NOW + 1);
		text.closed_ms = NOW + 1;
		text.answered = slice_of("answer-help");
		CHECK_INT(inbound_add(store, &text, &err), 1);
		CHECK_INT(
		    inbound_list(store, &mine, &arena, &texts, &count, &err),
		    0);
		CHECK_INT(count, 2);
		CHECK_SLICE(texts[0].reply_id, "r-2");
		CHECK_SLICE(texts[0].answered, "answer-help");
		CHECK_SLICE(texts[1].answered, NULL);
		mine.reply_id = slice_of("r-1");
		CHECK_INT(
		    inbound_list(store, &mine, &arena, &texts, &count, &err),
		    0);
		CHECK_INT(count, 1);
	}
	TEST("what waits for a human waits until it is closed")
	{
		CHECK_INT(
		    inbound_list(store, &waiting, &arena, &texts, &count, &err),
		    0);
		CHECK_INT(count, 1);
		CHECK_SLICE(texts[0].reply_id, "r-1");
		CHECK_INT(
		    inbound_close(store, text.number, NOW, &count, &err), 0);
		CHECK_INT(count, 1);
		CHECK_INT(
		    inbound_list(store, &waiting, &arena, &texts, &count, &err),
		    0);
		CHECK_INT(count, 0);
	}
	arena_release(&arena);
}

static void
test_looks(struct store *store)
{
	const struct journal_change again = {.state = JOURNAL_QUEUED};
	struct journal_event event = {.provider = slice_of("twilio"),
	    .provider_id = slice_of("SM9"),
	    .state = JOURNAL_SENT,
	    .reference = slice_of("ref1"),
	    .record = slice_of("{}"),
	    .received_ms = NOW};
	struct slice id = slice_of("m-1");
	struct arena arena = {0};
	struct journal_event *events;
	struct journal_look *looks;
	struct error err;
	size_t count;

	begin(store);
	add(store, row_of("m-1", "+12125550140"));
	claim(store, "m-1", "ref1", NOW);
	TEST("looks are those for the last attempt, in their order")
	{
		CHECK_INT(journal_look_add(store, id, NOW, false, &err), 0);
		CHECK_INT(journal_look_add(store, id, NOW + 9, true, &err), 0);
		CHECK_INT(
		    journal_looks(store, id, &arena, &looks, &count, &err), 0);
		CHECK_INT(count, 2);
		CHECK_INT(looks[0].looked_ms, NOW);
		CHECK(!looks[0].found && looks[1].found);
		CHECK_INT(journal_settle(
			      store, seq_of(store, "m-1"), &again, NOW, &err),
		    JOURNAL_SETTLED);
		claim(store, "m-1", "ref2", NOW);
		CHECK_INT(
		    journal_looks(store, id, &arena, &looks, &count, &err), 0);
		CHECK_INT(count, 0);
		CHECK_INT(
		    journal_look_add(store, slice_of("m-9"), NOW, true, &err),
		    -1);
	}
	TEST("events are found by the reference of any attempt")
	{
		CHECK_INT(journal_event_add(store, &event, &err), 1);
		event.reference = slice_of("ref2");
		event.state = JOURNAL_DELIVERED;
		CHECK_INT(journal_event_add(store, &event, &err), 1);
		event.reference = (struct slice){NULL, 0};
		event.state = JOURNAL_READ;
		CHECK_INT(journal_event_add(store, &event, &err), 1);
		CHECK_INT(
		    journal_events_of(store, id, &arena, &events, &count, &err),
		    0);
		CHECK_INT(count, 2);
		CHECK_SLICE(events[1].reference, "ref2");
		CHECK_INT(events[1].state, JOURNAL_DELIVERED);
	}
	commit(store);
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
	    .record = slice_of("{}")};
	struct arena arena = {0};
	struct ledger_entry *entries;
	struct error err;
	size_t count;
	int left;

	TEST("an entry is added once for its id")
	{
		CHECK_INT(ledger_add(store, &entry, &err), 1);
		CHECK_INT(ledger_add(store, &entry, &err), 0);
		entry.consent_id = slice_of("c2");
		CHECK_INT(ledger_add(store, &entry, &err), 1);
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
		CHECK_SLICE(entries[0].sender, "+12125550100");
		CHECK_SLICE(entries[0].program, NULL);
		CHECK_INT(entries[0].recorded_ms, NOW + 1);
		CHECK_SLICE(entries[1].consent_id, "c2");
	}
	TEST("a walk meets all entries and stops when told")
	{
		left = 9;
		CHECK_INT(ledger_walk(store, count_entry, &left, &err), 0);
		CHECK_INT(left, 5); /* one more names the ledger */
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

int
main(void)
{
	test_states();
	if (getenv("SMSPIPE_TEST_DATABASE") == NULL)
		with_place(test_files);
	with_place(test_opening);
	with_store(test_events);
	with_store(test_texts);
	with_store(test_looks);
	with_store(test_ledger);
	return test_done();
}
