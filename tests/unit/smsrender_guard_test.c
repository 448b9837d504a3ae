/* SPDX-License-Identifier: ISC */
#include "cmd/smsrender/guard.h"
#include "tests/unit/link_words.h"
#include "tests/unit/test.h"
#include "text/utf8.h"

/* ---- what is seen ------------------------------------------------------- */

/* "a", the code point, "b", cleaned. */
static struct slice
cleaned_between(uint32_t point, struct arena *arena)
{
	char text[2 + UTF8_MAX];
	size_t n = 1;

	text[0] = 'a';
	n += utf8_encode(point, text + n);
	text[n++] = 'b';
	return guard_clean(arena_slice(arena, (struct slice){text, n}), 0,
	    GUARD_NO_OWN, arena);
}

/* Each range of what is not seen; Unicode 15, DerivedCoreProperties.txt. */
static const struct {
	uint32_t first, last;
	const char *want;
} unseen[] = {
    {0x0000, 0x0008, "ab"},
    {0x0009, 0x000d, "a b"},
    {0x000e, 0x001f, "ab"},
    {0x007f, 0x0084, "ab"},
    {0x0085, 0x0085, "a b"},
    {0x0086, 0x009f, "ab"},
    {0x00a0, 0x00a0, "a b"},
    {0x00ad, 0x00ad, "ab"},
    {0x034f, 0x034f, "ab"},
    {0x061c, 0x061c, "ab"},
    {0x115f, 0x1160, "ab"},
    {0x1680, 0x1680, "a b"},
    {0x17b4, 0x17b5, "ab"},
    {0x180b, 0x180f, "ab"},
    {0x2000, 0x200a, "a b"},
    {0x200b, 0x200f, "ab"},
    {0x2028, 0x2029, "a b"},
    {0x202a, 0x202e, "ab"},
    {0x202f, 0x202f, "a b"},
    {0x205f, 0x205f, "a b"},
    {0x2060, 0x206f, "ab"},
    {0x2800, 0x2800, "a b"},
    {0x3000, 0x3000, "a b"},
    {0x3164, 0x3164, "ab"},
    {0xfdd0, 0xfdef, "ab"},
    {0xfe00, 0xfe0f, "ab"},
    {0xfeff, 0xfeff, "ab"},
    {0xffa0, 0xffa0, "ab"},
    {0xfff0, 0xfffc, "ab"},
    {0xfffe, 0xffff, "ab"},
    {0x1bca0, 0x1bca3, "ab"},
    {0x1d173, 0x1d17a, "ab"},
    {0x1fffe, 0x1ffff, "ab"},
    {0xe0000, 0xe0fff, "ab"},
    {0x10fffe, 0x10ffff, "ab"},
};

static bool
is_unseen(uint32_t point)
{
	size_t i;

	for (i = 0; i < COUNT(unseen); i++)
		if (point >= unseen[i].first && point <= unseen[i].last)
			return true;
	return false;
}

static void
test_unseen(void)
{
	struct arena arena = {0};
	size_t i, wrong = 0;
	uint32_t point;

	TEST("what is not seen is dropped or a blank, code point by code point")
	{
		for (i = 0; i < COUNT(unseen); i++)
			for (point = unseen[i].first; point <= unseen[i].last;
			     point++)
				wrong += !slice_is(
				    cleaned_between(point, &arena),
				    unseen[i].want);
		CHECK_INT(wrong, 0);
	}
	arena_reset(&arena);
	TEST("all else stays as it is")
	{
		for (point = ' '; point < 0xf0000; point++) {
			if (is_unseen(point) || point == 0x7f ||
			    (point >= 0xd800 && point <= 0xdfff) ||
			    (point & 0xfffe) == 0xfffe)
				continue;
			wrong += cleaned_between(point, &arena).n < 3;
			if (point % 4096 == 0)
				arena_reset(&arena);
		}
		CHECK_INT(wrong, 0);
	}
	arena_release(&arena);
}

static const struct {
	const char *value, *want;
} joiners[] = {
    {"👨‍👩‍👧‍👦",
	"👨‍👩‍👧‍👦"}, /* a family stays one */
    {"👩🏻‍❤️‍💋‍👨🏿",
	"👩🏻‍❤️‍💋‍👨🏿"},
    {"❤️ 1️⃣", "❤️ 1️⃣"}, {"a\u200db a\u200cb", "ab ab"},
    {"\u200d👨\u200d", "👨"}, {"👨\u200da", "👨a"}, {"a\ufe0f👨\ufe0f", "a👨\ufe0f"},
    {"می\u200cخواهم", "می\u200cخواهم"}, /* Persian writes so */
    {"क्\u200dष", "क्\u200dष"}, {"می\u200ca", "میa"},
    {"🏴\U000e0067\U000e0062\U000e007f", "🏴"}, /* tags hide words */
};

static void
test_joiners(void)
{
	struct arena arena = {0};
	size_t i;

	TEST("a joiner stays where it joins pictures or letters")
	{
		for (i = 0; i < COUNT(joiners); i++)
			CHECK_SLICE(guard_clean(slice_of(joiners[i].value), 0,
					GUARD_NO_OWN, &arena),
			    joiners[i].want);
	}
	arena_release(&arena);
}

static void
test_own(void)
{
	const struct slice own = slice_of("שלום\u200f!\n\u00a0");
	struct arena arena = {0};

	TEST("what the author writes is kept as it is, and nothing else")
	{
		CHECK_SLICE(
		    guard_clean(slice_of("a\u200f\nb\u00a0c"), 0, own, &arena),
		    "a\u200f\nb\u00a0c");
		CHECK_SLICE(
		    guard_clean(slice_of("a\u200e\tb\u200fc"), 0, own, &arena),
		    "a b\u200fc");
	}
	arena_release(&arena);
}

/* ---- how much ----------------------------------------------------------- */

static const struct {
	const char *value;
	size_t max;
	const char *want;
} cuts[] = {
    {"abcdef", 6, "abcdef"}, {"abcdefg", 6, "abcdef"}, {"abcde fg", 6, "abcde"},
    {"éééé", 3, "ééé"}, {"abe\u0301", 4, "abe\u0301"}, {"abe\u0301", 3, "ab"},
    {"a🇺🇸", 2, "a"}, {"a🇺🇸", 3, "a🇺🇸"}, {"a🇺🇸🇲🇽", 4, "a🇺🇸"},
    {"a👍🏽b", 2, "a"}, {"a👨‍👩‍👧‍👦", 7, "a"},
    {"a👨‍👩‍👧‍👦", 8, "a👨‍👩‍👧‍👦"},
    {"aक्षि", 4, "a"}, {"aक्षि", 5, "aक्षि"}, {"a\u1112\u1161\u11ab", 3, "a"},
    {"a1\ufe0f\u20e3", 3, "a"},
    {"ab\u200b\u200b\u200bc", 3, "abc"}, /* what is not kept is free */
};

static void
test_cuts(void)
{
	struct arena arena = {0};
	char marks[2 * 64 + 2];
	size_t i;

	TEST("a value is cut between characters as a reader sees them")
	{
		for (i = 0; i < COUNT(cuts); i++)
			CHECK_SLICE(guard_clean(slice_of(cuts[i].value),
					cuts[i].max, GUARD_NO_OWN, &arena),
			    cuts[i].want);
	}
	TEST("marks do not pile up without end")
	{
		marks[0] = 'a';
		for (i = 1; i + 1 < sizeof(marks); i += 2)
			memcpy(marks + i, "\u0301", 2);
		marks[sizeof(marks) - 1] = '\0';
		CHECK_INT(
		    guard_clean(slice_of(marks), 0, GUARD_NO_OWN, &arena).n,
		    1 + 2 * 16);
	}
	arena_release(&arena);
}

/* ---- the guard ---------------------------------------------------------- */

static const char *const maple[] = {"maple.example"};

static bool
passes(const char *value, bool link, size_t domains, struct arena *arena)
{
	const struct guard guard = {
	    .link = link, .domains = maple, .domain_count = domains};
	struct slice out;
	struct error err;

	return guard_value(&guard, slice_of(value), arena, &out, &err) == 0;
}

static const char *const strangers[] = {"https://evil.example/",
    "https://maple.example.evil.test/", "https://maple.example@evil.test/",
    "https://a@maple.example/", "https://notmaple.example/",
    "javascript://maple.example/%0aalert", "ftp://maple.example/",
    "https:maple.example", "https://maple.example\\@evil.test",
    "maple.example,evil.com", "maple.example evil\u200b.com",
    "https://maple．example/", "mailto:desk@maple.example"};

static const char *const ours[] = {"https://maple.example/t/1",
    "http://MAPLE.example", "https://go.maple.example:443/x?y=evil.com",
    "maple.example", "maple.example.", "no link at all"};

static void
test_guard(void)
{
	struct arena arena = {0};
	size_t i;

	TEST("a caller brings no link, however it is hidden")
	{
		for (i = 0; i < COUNT(links); i++)
			CHECK(!passes(links[i].text, false, 0, &arena));
		CHECK(!passes("e\u200bvil.\u00adcom", false, 0, &arena));
		CHECK(!passes("evil\u202e.c\u2060om", false, 0, &arena));
		CHECK(!passes("evil.co\u200dm", false, 0, &arena));
	}
	TEST("words that only look like a link are let through")
	{
		for (i = 1; i < COUNT(no_links); i++)
			CHECK(passes(no_links[i], false, 0, &arena));
	}
	TEST("where a link may be it leads to our own domains")
	{
		for (i = 0; i < COUNT(strangers); i++)
			CHECK(!passes(strangers[i], true, 1, &arena));
		for (i = 0; i < COUNT(ours); i++)
			CHECK(passes(ours[i], true, 1, &arena));
	}
	TEST("a value of which nothing is left is refused")
	{
		CHECK(!passes("\u200b\u00ad", false, 0, &arena));
		CHECK(!passes("\u00a0\n", false, 0, &arena));
		CHECK(passes("", false, 0, &arena));
	}
	arena_release(&arena);
}

int
main(void)
{
	test_unseen();
	test_joiners();
	test_own();
	test_cuts();
	test_guard();
	return test_done();
}
