/* SPDX-License-Identifier: ISC */
#include "policy/cadence.h"
#include "tests/unit/csv.h"
#include "tests/unit/test.h"
#include "time/instant.h"

static const struct config_cadence rules[] = {
    {"2 per 10m", 2, 10 * INSTANT_MINUTE}, {"6 per 24h", 6, INSTANT_DAY}};

enum { NOW = 2 * INSTANT_DAY };

static struct policy_finding
ask(const int64_t *claimed_ms, size_t count)
{
	struct policy_finding finding;

	cadence_check(rules, 2, claimed_ms, count, NOW, &finding);
	return finding;
}

static bool
has_part(struct slice text, const char *part)
{
	size_t n = strlen(part), i;

	for (i = 0; i + n <= text.n; i++)
		if (memcmp(text.p + i, part, n) == 0)
			return true;
	return false;
}

/* "3 per 24 h same subject" in the list is a row of the table, and no other
 * is. */
static void
check_caps(void)
{
	const struct cadence_cap *caps;
	size_t count, in_list = 0, i;
	struct slice state, cap;
	struct csv csv;

	caps = cadence_caps(&count);
	csv_open(&csv, "tests/fixtures/state-quiet-hours.csv");
	while (csv_next(&csv)) {
		state = csv_get(&csv, "state");
		cap = csv_get(&csv, "cap");
		if (cap.n == 0)
			continue;
		in_list++;
		for (i = 0; i < count && !slice_is(state, caps[i].state); i++)
			;
		CHECK(i < count);
		if (i == count)
			continue;
		CHECK(cap.n > 9 && memcmp(cap.p, "3 per 24 h", 10) == 0);
		CHECK_INT(caps[i].same_subject, has_part(cap, "same subject"));
		CHECK_INT(caps[i].rule.count, 3);
		CHECK_INT(caps[i].rule.window_ms, INSTANT_DAY);
	}
	CHECK_INT(in_list, count);
	csv_close(&csv);
}

static void
test_caps(void)
{
	TEST("states that limit promotional texts are those of the list")
	{
		check_caps();
	}
	TEST("a number has the cap of its area code's state")
	{
		CHECK_STR(
		    cadence_cap_find(slice_of("+13055550147"))->state, "FL");
		CHECK(
		    !cadence_cap_find(slice_of("+15035550147"))->same_subject);
		CHECK(cadence_cap_find(slice_of("+12125550147")) == NULL);
		CHECK(cadence_cap_find(slice_of("+442071838750")) == NULL);
		CHECK(cadence_cap_find(slice_of("x")) == NULL);
	}
}

int
main(void)
{
	struct policy_finding finding;

	TEST("nothing before, or less than the limit, passes")
	{
		const int64_t one[] = {NOW - 1};

		CHECK_INT(ask(NULL, 0).verdict, POLICY_PASSES);
		CHECK_INT(ask(one, 1).verdict, POLICY_PASSES);
		CHECK(ask(one, 1).reason == NULL);
	}
	TEST("the third within ten minutes waits for the first to leave them")
	{
		const int64_t two[] = {NOW - 1000, NOW - 60000};

		finding = ask(two, 2);
		CHECK_INT(finding.verdict, POLICY_HOLDS);
		CHECK_STR(finding.reason, "cadence_limit");
		CHECK_INT(finding.until_ms, NOW - 60000 + 10 * INSTANT_MINUTE);
		CHECK(slice_is(finding.rule, "2 per 10m"));
	}
	TEST("a claim that is as old as the window has left it")
	{
		const int64_t edge[] = {NOW - 1000, NOW - 10 * INSTANT_MINUTE};
		const int64_t inside[] = {
		    NOW - 1000, NOW - 10 * INSTANT_MINUTE + 1};

		CHECK_INT(ask(edge, 2).verdict, POLICY_PASSES);
		CHECK_INT(ask(inside, 2).verdict, POLICY_HOLDS);
		CHECK_INT(ask(inside, 2).until_ms, NOW + 1);
	}
	TEST("the rule that holds longest is the one that is named")
	{
		const int64_t six[] = {NOW - 1000, NOW - 2000, NOW - 3000000,
		    NOW - 4000000, NOW - 5000000, NOW - 6000000};

		finding = ask(six, 6);
		CHECK_INT(finding.until_ms, NOW - 6000000 + INSTANT_DAY);
		CHECK(slice_is(finding.rule, "6 per 24h"));
	}
	TEST("a claim of the future counts as now")
	{
		const int64_t future[] = {NOW + INSTANT_DAY, NOW + 5};

		finding = ask(future, 2);
		CHECK_INT(finding.verdict, POLICY_HOLDS);
		CHECK_INT(finding.until_ms, NOW + 10 * INSTANT_MINUTE);
	}
	TEST("without a rule nothing is held")
	{
		const int64_t two[] = {NOW, NOW};

		cadence_check(NULL, 0, two, 2, NOW, &finding);
		CHECK_INT(finding.verdict, POLICY_PASSES);
	}
	test_caps();
	return test_done();
}
