/* SPDX-License-Identifier: ISC */
/* The life of a message, and the queue. */
#include "store/store.h"

#include "base/buf.h"
#include "tests/unit/store_help.h"
#include "tests/unit/test.h"

static int
settle(struct store *store, const char *id, enum journal_state state,
    const char *provider_id)
{
	struct journal_change change = {.state = state,
	    .provider_id = slice_of(provider_id),
	    .not_before_ms = NOW + 5000};
	struct error err;
	int done = journal_settle(store, seq_of(store, id), &change, NOW, &err);

	must(done, &err);
	return done;
}

/* The ids that are due in the turn, with blanks between. */
static const char *
turn_ids(struct store *store, int64_t now, const struct journal_turn *turn,
    struct buf *out)
{
	struct arena arena = {0};
	struct journal_row *rows;
	struct error err;
	size_t count, i;

	buf_reset(out);
	must(journal_promote(store, now, 100, &count, &err), &err);
	must(journal_due(store, turn, &arena, &rows, &count, &err), &err);
	for (i = 0; i < count; i++)
		buf_addf(
		    out, "%s%.*s", i > 0 ? " " : "", SLICE_ARG(rows[i].id));
	arena_release(&arena);
	return buf_text(out);
}

/* Of the rows without a sender. */
static const char *
due_ids(struct store *store, int64_t now, int64_t settled, size_t limit,
    struct buf *out)
{
	const struct journal_turn turn = {
	    .settled_ms = settled, .limit = limit};

	return turn_ids(store, now, &turn, out);
}

static void
test_rows(struct store *store)
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
	arena_release(&arena);
}

static void
test_adding(struct store *store)
{
	struct journal_row row;
	struct arena arena = {0};
	struct error err;

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
	arena_release(&arena);
}

static void
test_attempts(struct store *store)
{
	struct arena arena = {0};
	struct journal_row row;
	struct error err;

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
	arena_release(&arena);
}

static void
test_settling(struct store *store)
{
	struct arena arena = {0};
	struct journal_row row;
	struct error err;

	TEST("an outcome of an earlier attempt settles nothing")
	{
		struct journal_change late = {
		    .state = JOURNAL_FAILED, .reference = slice_of("ref-b1")};

		begin(store);
		CHECK_INT(
		    journal_settle(store, seq_of(store, "b"), &late, NOW, &err),
		    JOURNAL_MOVED_ON);
		CHECK_INT(state_of(store, "b"), JOURNAL_SENDING);
		store_rollback(store);
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
	arena_release(&arena);
}

static void
test_refusals(struct store *store)
{
	struct arena arena = {0};
	struct journal_row row;
	struct error err;

	TEST("a row that does not wait cannot be claimed")
	{
		begin(store);
		CHECK_INT(journal_claim(store, seq_of(store, "a"),
			      slice_of("twilio"), slice_of("ref-x"), NOW, &err),
		    -1);
		CHECK_INT(err.code, EX_SOFTWARE);
		store_rollback(store);
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
		CHECK_INT(journal_claim(store, seq_of(store, "full"),
			      slice_of("twilio"), slice_of("ref-y"), NOW, &err),
		    -1);
		CHECK_INT(err.code, EX_SOFTWARE);
	}
	arena_release(&arena);
}

static void
test_life(struct store *store)
{
	test_rows(store);
	test_adding(store);
	test_attempts(store);
	test_settling(store);
	test_refusals(store);
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
		row = row_of("q9", "+12125550109");
		row.state = JOURNAL_SCHEDULED;
		row.not_before_ms = NOW + 5;
		add(store, row);
		CHECK_INT(journal_next_due(store, -1, &next, &err), 1);
		CHECK_INT(next, NOW + 5);
		CHECK_INT(journal_next_due(store, NOW + 5, &next, &err), 0);
	}
	commit(store);
	buf_release(&ids);
}

static void
test_recipients(struct store *store)
{
	struct journal_turn turn;
	struct journal_row row;
	struct buf ids;

	buf_init(&ids, BUF_NO_CAP);
	begin(store);
	TEST("of two rows for one recipient only the first is due")
	{
		add(store, row_of("q6", "+12125550101"));
		CHECK_STR(due_ids(store, NOW, 0, 9, &ids), "q2 q1 q3 q4");
	}
	TEST("also out of another lane, unless that one rests")
	{
		row = row_of("q7", "+12125550101");
		row.from = slice_of("+12125550200");
		add(store, row);
		turn = (struct journal_turn){.sender = row.from, .limit = 9};
		CHECK_STR(turn_ids(store, NOW, &turn, &ids), "");
		turn.resting = slice_of("[\"+12125550201\",\"x\"]");
		CHECK_STR(turn_ids(store, NOW, &turn, &ids), "");
		turn.resting = slice_of("[\"\"]");
		CHECK_STR(turn_ids(store, NOW, &turn, &ids), "q7");
	}
	TEST("or any order is good")
	{
		turn.resting = slice_of(NULL);
		turn.any_order = true;
		CHECK_STR(turn_ids(store, NOW, &turn, &ids), "q7");
	}
	TEST("a recipient with an attempt on its way is left out")
	{
		claim(store, "q1", "d1", NOW);
		CHECK_STR(due_ids(store, NOW, 0, 9, &ids), "q2 q3 q4");
	}
	TEST("an ambiguous recipient is left out until its attempt is settled")
	{
		(void)settle(store, "q1", JOURNAL_AMBIGUOUS, NULL);
		CHECK_STR(due_ids(store, NOW, NOW - 1, 9, &ids), "q2 q3 q4");
		CHECK_STR(due_ids(store, NOW, NOW, 9, &ids), "q2 q3 q4 q6");
	}
	TEST("a known outcome lets the next one go")
	{
		(void)settle(store, "q1", JOURNAL_ACCEPTED, "D1");
		CHECK_STR(due_ids(store, NOW, NOW - 1, 9, &ids), "q2 q3 q4 q6");
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
		    list_count(store, (struct journal_filter){0}, "q1"), 8);
		CHECK_INT(list_count(store,
			      (struct journal_filter){
				  .by_state = true, .state = JOURNAL_ACCEPTED},
			      "q1"),
		    1);
		CHECK_INT(
		    list_count(store,
			(struct journal_filter){.to = slice_of("+12125550101"),
			    .newest_first = true},
			"q7"),
		    3);
		CHECK_INT(list_count(store,
			      (struct journal_filter){.id = slice_of("q9"),
				  .by_state = true,
				  .state = JOURNAL_SCHEDULED},
			      "q9"),
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
test_due_and_list(struct store *store)
{
	test_due(store);
	test_recipients(store);
	test_list(store);
}

int
main(void)
{
	with_store(test_life);
	with_store(test_due_and_list);
	return test_done();
}
