/* SPDX-License-Identifier: ISC */
#include "policy/abroad.h"
#include "policy/sender_id.h"
#include "tests/unit/csv.h"
#include "tests/unit/test.h"

/* The reason, or "" when it passes. */
static const char *
ask(struct abroad_question question)
{
	struct policy_finding finding;
	struct arena arena = {0};

	abroad_check(&question, &arena, &finding);
	CHECK_STR(finding.policy, "sender");
	CHECK((finding.verdict == POLICY_PASSES) == (finding.reason == NULL));
	CHECK(finding.verdict != POLICY_REFUSES || finding.rule.n > 0);
	arena_release(&arena);
	return finding.reason != NULL ? finding.reason : "";
}

static const char *
name_to(const char *to, bool registered)
{
	return ask((struct abroad_question){.to = slice_of(to),
	    .from = slice_of("MAPLE"),
	    .kind = slice_of("alphanumeric"),
	    .registered = registered});
}

static void
test_names(void)
{
	TEST("a name goes where the country takes names")
	{
		CHECK_STR(name_to("+12125550147", true), "sender_not_allowed");
		CHECK_STR(name_to("+447700900124", false), "");
		CHECK_STR(name_to("+6591234567", false), "sender_unregistered");
		CHECK_STR(name_to("+6591234567", true), "");
	}
	TEST("a number goes anywhere")
	{
		CHECK_STR(
		    ask((struct abroad_question){.to = slice_of("+12125550147"),
			.from = slice_of("+12125550100"),
			.kind = slice_of("10dlc")}),
		    "");
	}
}

static void
test_countries(void)
{
	struct abroad_question india = {.to = slice_of("+919812345678"),
	    .from = slice_of("MAPLE"),
	    .kind = slice_of("alphanumeric"),
	    .registered = true};
	struct abroad_question emirates = {.to = slice_of("+971501234567"),
	    .from = slice_of("MAPLE"),
	    .kind = slice_of("alphanumeric"),
	    .registered = true};

	TEST("to India a text brings the ids of its business and template")
	{
		CHECK_STR(ask(india), "registration_missing");
		india.entity_id = slice_of("1101");
		CHECK_STR(ask(india), "registration_missing");
		india.template_id = slice_of("1107");
		CHECK_STR(ask(india), "");
	}
	TEST("to the UAE a name that advertises begins with AD-")
	{
		CHECK_STR(ask(emirates), "");
		emirates.promotional = true;
		CHECK_STR(ask(emirates), "sender_not_allowed");
		emirates.from = slice_of("AD-MAPLE");
		CHECK_STR(ask(emirates), "");
	}
}

static void
test_table(void)
{
	static const char *const words[] = {[SENDER_ID_NO] = "no",
	    [SENDER_ID_PARTIAL] = "partial",
	    [SENDER_ID_REGISTERED] = "registered",
	    [SENDER_ID_YES] = "yes"};
	const struct sender_id *row;
	size_t count, met = 0;
	struct csv csv;

	TEST("the table says what the list says")
	{
		row = sender_ids(&count);
		csv_open(&csv, "tests/fixtures/sender-id-by-country.csv");
		for (; csv_next(&csv) && met < count; met++, row++) {
			CHECK(slice_is(csv_get(&csv, "iso"), row->iso));
			CHECK(slice_is(
			    csv_get(&csv, "alphanumeric"), words[row->answer]));
			CHECK(slice_equal(csv_get(&csv, "registration"),
			    slice_of(row->registration != NULL
				    ? row->registration
				    : "")));
		}
		CHECK_INT(met, count);
		csv_close(&csv);
	}
}

int
main(void)
{
	test_names();
	test_countries();
	test_table();
	return test_done();
}
