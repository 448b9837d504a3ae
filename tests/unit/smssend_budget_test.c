/* SPDX-License-Identifier: ISC */
#include "cmd/smssend/budget.h"
#include "tests/unit/store_help.h"
#include "tests/unit/test.h"
#include "time/instant.h"

#include <stdlib.h>

static const char message_text[] =
    "{\"record\":\"message\",\"tenant\":\"t\",\"cost_estimate\":\"0.02\"}";

static const char dear_text[] = "{\"record\":\"message\",\"tenant\":\"t\","
				"\"cost_estimate\":\"6000000000000\"}";

static struct record message;
static struct config config = {
    .spend_per_day = 30000, .spend_per_prefix = 30000};

static void
book(struct run *run, int64_t at_ms, int times)
{
	struct error err;

	begin(run->store);
	must(budget_book(
		 run, slice_of("+12125550147"), &message, at_ms, times, &err),
	    &err);
	commit(run->store);
}

static enum policy_verdict
verdict_at(struct run *run, int64_t at_ms)
{
	const struct journal_row row = row_of("a", "+12125550147");
	struct policy_finding finding;
	struct error err;

	begin(run->store);
	must(budget_check(run, &row, &message, at_ms, &finding, &err), &err);
	commit(run->store);
	return finding.verdict;
}

int
main(void)
{
	const int64_t noon = 20000 * (int64_t)INSTANT_DAY + INSTANT_DAY / 2;
	struct run *run = calloc(1, sizeof(*run));
	struct place place;
	struct error err;
	int i;

	place_make(&place);
	run->config = &config;
	run->store = must_open(place.url);
	must(record_fill(&message, slice_of(message_text), &err), &err);
	TEST("what was not received is given back in its own day and hour")
	{
		book(run, noon, 1);
		CHECK_INT(verdict_at(run, noon), POLICY_HOLDS);
		book(run, noon, -1);
		CHECK_INT(verdict_at(run, noon), POLICY_PASSES);
	}
	TEST("and in no later one, whose use is not forgotten")
	{
		book(run, noon, 1);
		book(run, noon + INSTANT_DAY, 1);
		book(run, noon, -1);
		CHECK_INT(verdict_at(run, noon + INSTANT_DAY), POLICY_HOLDS);
	}
	TEST("a price that cannot be does not make the sum start anew")
	{
		must(record_fill(&message, slice_of(dear_text), &err), &err);
		for (i = 0; i < 4; i++)
			book(run, noon + 2 * (int64_t)INSTANT_DAY, 1);
		CHECK_INT(verdict_at(run, noon + 2 * (int64_t)INSTANT_DAY),
		    POLICY_HOLDS);
	}
	store_close(run->store);
	record_release(&message);
	zone_set_release(&run->zones);
	arena_release(&run->arena);
	free(run);
	folder_remove(&place.folder);
	return test_done();
}
