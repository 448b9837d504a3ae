/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "policy/country.h"
#include "tests/unit/test.h"

/* The reason, or "" when it passes. */
static const char *
answer(const struct country_question *question)
{
	struct policy_finding finding;
	struct arena arena = {0};

	country_check(question, &arena, &finding);
	CHECK_STR(finding.policy, "country");
	CHECK((finding.verdict == POLICY_PASSES) == (finding.reason == NULL));
	CHECK(finding.verdict != POLICY_HOLDS);
	CHECK(finding.rule.n > 0);
	arena_release(&arena);
	return finding.reason != NULL ? finding.reason : "";
}

static const char *
ask(const char *from, const char *to)
{
	const struct country_question question = {
	    .to = slice_of(to), .from = slice_of(from)};

	return answer(&question);
}

static void
test_own(void)
{
	TEST("without a list the sender's own country alone is allowed")
	{
		CHECK_STR(ask("+12125550100", "+13105550147"), "");
		CHECK_STR(ask("+12125550100", "+17875550147"), "");
		CHECK_STR(
		    ask("+12125550100", "+14165550147"), "country_not_allowed");
		CHECK_STR(ask("+14165550100", "+16045550147"), "");
		CHECK_STR(
		    ask("+14165550100", "+12125550147"), "country_not_allowed");
		CHECK_STR(ask("+447700900123", "+447700900124"), "");
		CHECK_STR(ask("+447700900123", "+447797123456"),
		    "country_not_allowed");
	}
	TEST("the Caribbean has the same calling code and is abroad")
	{
		CHECK_STR(
		    ask("+12125550100", "+18765550147"), "country_not_allowed");
		CHECK_STR(
		    ask("+12125550100", "+18095550147"), "country_not_allowed");
		CHECK_STR(
		    ask("+12125550100", "+12425550147"), "country_not_allowed");
	}
	TEST("a toll-free number is of the US, either way")
	{
		CHECK_STR(ask("+18005550100", "+12125550147"), "");
		CHECK_STR(ask("+12125550100", "+18885550147"), "");
	}
	TEST("a sender without a country is of the US, or where the brand is")
	{
		struct country_question question = {
		    .to = slice_of("+447700900124"),
		    .from = slice_of("MAPLE"),
		    .phone = "+44 20 7183 8750"};

		CHECK_STR(ask("72345", "+12125550147"), "");
		CHECK_STR(ask("MAPLE", "+447700900124"), "country_not_allowed");
		CHECK_STR(answer(&question), "");
		question.from = (struct slice){NULL, 0};
		CHECK_STR(answer(&question), "");
		question.to = slice_of("+12125550147");
		CHECK_STR(answer(&question), "country_not_allowed");
		question.phone = "call us";
		CHECK_STR(answer(&question), "");
	}
	TEST("a number of no country is refused")
	{
		CHECK_STR(ask("+12125550100", "+8835100012345"),
		    "country_not_allowed");
		CHECK_STR(
		    ask("+12125550100", "+9991234567"), "country_not_allowed");
		CHECK_STR(ask("+8835100012345", "+8835100012346"),
		    "country_not_allowed");
	}
}

static void
test_list(void)
{
	static const char *const allowed[] = {"CA", "GB"};
	struct country_question question = {.from = slice_of("+12125550100"),
	    .allowed = allowed,
	    .allowed_count = 2};
	struct policy_finding finding;
	struct arena arena = {0};

	TEST("with a list, what it names is allowed and nothing else")
	{
		question.to = slice_of("+14165550147");
		CHECK_STR(answer(&question), "");
		question.to = slice_of("+447700900124");
		CHECK_STR(answer(&question), "");
		question.to = slice_of("+12125550147");
		CHECK_STR(answer(&question), "country_not_allowed");
		question.to = slice_of("+4915123456789");
		CHECK_STR(answer(&question), "country_not_allowed");
	}
	TEST("the answer says what was asked for and what is allowed")
	{
		country_check(&question, &arena, &finding);
		CHECK_SLICE(finding.rule,
		    "the number is of DE; policy.countries: CA GB");
		question.allowed_count = 0;
		country_check(&question, &arena, &finding);
		CHECK_SLICE(finding.rule,
		    "the number is of DE; the sender's country: US");
	}
	arena_release(&arena);
}

static void
test_premium(void)
{
	static const char *const allowed[] = {"US", "GB", "FR"};
	struct country_question question = {.from = slice_of("+12125550100"),
	    .allowed = allowed,
	    .allowed_count = 3};
	static const char *const numbers[] = {"+19005550147", "+12129760147",
	    "+449012345678", "+33899123456", "+979123456789", "+49900123456",
	    "12345", "123456"};
	size_t i;

	TEST("premium numbers are refused, allowed countries included")
	{
		for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
			question.to = slice_of(numbers[i]);
			CHECK_STR(answer(&question), "premium_number");
		}
	}
	TEST("numbers that look like them are not")
	{
		CHECK_STR(ask("+12125550100", "+19075550147"), "");
		CHECK_STR(ask("+12125550100", "+19765550147"),
		    ""); /* no area code yet, and not the exchange */
		CHECK_STR(ask("+12125550100", "+12125559760"), "");
		CHECK_STR(ask("+33612345678", "+33612345679"), "");
	}
	TEST("what is no number is refused")
	{
		CHECK_STR(ask("+12125550100", ""), "country_not_allowed");
		CHECK_STR(
		    ask("+12125550100", "212-555-0147"), "country_not_allowed");
	}
}

int
main(void)
{
	test_own();
	test_list();
	test_premium();
	return test_done();
}
