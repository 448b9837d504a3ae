/* SPDX-License-Identifier: ISC */
#include "tests/unit/test.h"
#include "text/pii.h"

enum { TEXT_MAX = 256 };

/* The text with each number under its mask. */
static const char *
masked(const char *source, char text[TEXT_MAX])
{
	struct slice whole = slice_of(source);
	struct pii found;
	size_t at = 0;

	memcpy(text, source, whole.n + 1);
	while (pii_find(whole, at, &found)) {
		at = (size_t)(found.place.p - source);
		pii_mask(&found, text + at);
		at += found.place.n;
	}
	return text;
}

static const struct {
	const char *source, *want;
} numbers[] = {
    {"4111111111111111", "************1111"},
    {"card 4111 1111 1111 1111.", "card **** **** **** 1111."},
    {"5555-5555-5555-4444", "****-****-****-4444"},
    {"3782 822463 10005", "**** ****** *0005"},
    {"4111.1111.1111.1111", "****.****.****.1111"},
    {"4111\u20111111\u20111111\u20111111",
	"****\u2011****\u2011****\u20111111"},
    {"4111\u00a01111\u00a01111\u00a01111",
	"****\u00a0****\u00a0****\u00a01111"},
    {"4111 - 1111 - 1111 - 1111", "**** - **** - **** - 1111"},
    {"4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "* * * * * * * * * * * * 1 1 1 1"},
    {"6304000000000000", "************0000"},
    {"6011000990139424, 4222222222222", "************9424, *********2222"},
    {"123-45-6789", "***-**-****"}, {"(123 45 6789)", "(*** ** ****)"},
    {"123\u201345\u20136789", "***\u2013**\u2013****"},
    {"SSN: 123456789!", "SSN: *********!"},
    {"Social Security number 123456789", "Social Security number *********"},
    {"912-70-1234", "***-**-****"}, /* an ITIN */
};

/* Too long or short, a wrong check digit, no scheme, never given; others. */
static const char *const others[] = {"", "411111111111111", "4111111111111112",
    "41111111111111111111", "1234567812345670", "+4111111111111111",
    "+1 212 555 0147", "A4111111111111111", "4111111111111111b",
    "4111 11 11111111 11", "4111; 1111; 1111; 1111", "666-45-6789",
    "000-45-6789", "123-00-6789", "123-45-0000", "912-66-1234", "912-40-1234",
    "123456789", "order 123456789", "12-345-6789", "123-456-789",
    "212-555-0147", "2026-12-08 14:30", "\u0664111111111111111",
    "zip 94105-1234", "$1,234.56"};

static void
test_numbers(void)
{
	char text[TEXT_MAX];
	size_t i;

	TEST("numbers of cards and people are found, however they are written")
	{
		for (i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
			CHECK_STR(
			    masked(numbers[i].source, text), numbers[i].want);
	}
	TEST("other numbers stay")
	{
		for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
			CHECK_STR(masked(others[i], text), others[i]);
	}
}

static void
test_findings(void)
{
	static const char text[] = "a 4111111111111111 b 123-45-6789";
	struct pii found;

	TEST("a card's scheme is known, a number of a person has none")
	{
		CHECK(pii_find(slice_of(text), 0, &found));
		CHECK_STR(found.card, "Visa");
		CHECK_INT(found.place.p - text, 2);
		CHECK(pii_find(slice_of(text), 3, &found));
		CHECK(found.card == NULL);
		CHECK_SLICE(found.place, "123-45-6789");
		CHECK(!pii_find(slice_of(text), 22, &found));
	}
}

/* A long run of digits must not be walked from each of them. */
static void
test_time(void)
{
	static char digits[1 << 20];
	struct pii found;

	TEST("a megabyte of digits is looked through once")
	{
		memset(digits, '4', sizeof(digits));
		CHECK(!pii_find(
		    (struct slice){digits, sizeof(digits)}, 0, &found));
	}
}

int
main(void)
{
	test_numbers();
	test_findings();
	test_time();
	return test_done();
}
