/* SPDX-License-Identifier: ISC */
/*
 * Telephone numbers, ordinals and letters as people of a language write them.
 */
#include "base/mem.h"
#include "tests/unit/is_gsm7.h"
#include "tests/unit/test.h"
#include "text/address.h"
#include "text/gsm7.h"
#include "text/language.h"
#include "text/ordinal.h"
#include "text/phone.h"
#include "text/utf8.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- languages ---------------------------------------------------------- */

static void
test_languages(void)
{
	TEST("a language tag is in its own range and in that of its language")
	{
		CHECK(language_in("es", "es"));
		CHECK(language_in("es-MX", "es"));
		CHECK(language_in("ES_mx", "fr es-MX"));
		CHECK(language_in("es-MX-x-a", "es-MX"));
	}
	TEST("no other tag is in it")
	{
		CHECK(!language_in(NULL, "es"));
		CHECK(!language_in("", "es"));
		CHECK(!language_in("e", "es"));
		CHECK(!language_in("est", "es"));
		CHECK(!language_in("es", "es-MX"));
		CHECK(!language_in("es-MXX", "es-MX"));
		CHECK(!language_in("es-AR", "fr es-MX"));
	}
	TEST("a tag names its region behind the language")
	{
		CHECK(language_has_region("en-CA", "CA"));
		CHECK(language_has_region("fr_ca", "CA"));
		CHECK(language_has_region("zh-Hant-TW", "TW"));
		CHECK(!language_has_region("ca", "CA"));
		CHECK(!language_has_region("en-CAN", "CA"));
		CHECK(!language_has_region("en-", "CA"));
		CHECK(!language_has_region(NULL, "CA"));
	}
}

/* ---- telephone numbers -------------------------------------------------- */

static void
test_phone_reading(void)
{
	static const char *const same[] = {"+12125550100",
	    "tel:+1-212-555-0100", "(212) 555-0100", "212.555.0100",
	    "1 212 555 0100", "2125550100", "12125550100",
	    "TEL:+12125550100;ext=5"};
	static const char *const none[] = {"", "5550100", "0125550100",
	    "2120550100", "22125550100", "1125550100", "212555010",
	    "21255501000", "212555010x", "anonymous", "+266696687", "+",
	    "212-555-0100 or so"};
	char number[PHONE_MAX];
	size_t i;

	TEST("a number is read in E.164, as a tel: URI and as Americans write")
	{
		for (i = 0; i < COUNT(same); i++) {
			CHECK(phone_read(slice_of(same[i]), number));
			CHECK_STR(number, "+12125550100");
		}
	}
	TEST("what is no number is none")
	{
		for (i = 0; i < COUNT(none); i++) {
			CHECK(!phone_read(slice_of(none[i]), number));
			CHECK_STR(number, "");
		}
	}
}

static void
test_phone_certain(void)
{
	static const struct {
		const char *text, *number;
	} some[] = {
	    {"+12125550147", "+12125550147"},
	    {"(212) 555-0147", "+12125550147"},
	    {"1 212.555.0147", "+12125550147"},
	    {"tel:+1-212-555-0147", "+12125550147"},
	    {"2125550147.0", "+12125550147"},
	    {"12125550147.0", "+12125550147"},
	    {"(212)\u00a0555\u20110147", "+12125550147"},
	    {"\u202a+1\u00a0212\u2013555\u20130147\u202c", "+12125550147"},
	    {"+44 (0)20 7946 0018", "+442079460018"},
	    {"+44 020 7946 0018", "+442079460018"},
	    {"+4402079460018", "+442079460018"},
	    {"+49 (0)30 123456", "+4930123456"},
	    {"+39 06 1234 5678", "+390612345678"},
	    {"+20 2 12345678", "+20212345678"},
	    /* whose it is, is not certain */
	    {"+1 212 555 014", ""},
	    {"+1 212 555 0147 89", ""},
	    {"+1 012 555 0147", ""},
	    {"+1 112 555 0147", ""},
	    {"+1 911 555 0147", ""},
	    {"+1 212 155 0147", ""},
	    {"212-911-0147", ""},
	    {"212-055-0147", ""},
	    {"tel:+12125550147;ext=5", ""},
	    {"+12125550147,5", ""},
	    {"+12125550147 x5", ""},
	    {"+1 (0) 212 555 0147", ""},
	    {"+39 (0)6 1234 5678", ""},
	    {"+34 (0)911 23 45 67", ""},
	    {"+44 20 (0)7946 0018", ""},
	    {"(0)20 7946 0018", ""},
	    {"020 7946 0018", ""},
	    {"212555014.0", ""},
	    {"2.12555014E9", ""},
	    {"+1+2125550147", ""},
	    {"2125550147+", ""},
	    {"+44", ""},
	    {"+", ""},
	    {"", ""},
	    {"+266696687", ""},
	    {"+1212555014712345678", ""},
	    {"2125550147\xe2\x80", ""},
	    {"212555014\xc2", ""},
	};
	char number[PHONE_MAX];
	size_t i;

	TEST("a number as people write it is read where it is certain whose")
	{
		for (i = 0; i < COUNT(some); i++) {
			CHECK_INT(phone_certain(slice_of(some[i].text), number),
			    some[i].number[0] != '\0');
			CHECK_STR(number, some[i].number);
		}
		CHECK(!phone_certain((struct slice){NULL, 0}, number));
	}
}

/* Numbers that regulators keep for examples, and others of their form. */
static const struct {
	const char *number, *national, *international;
} phone_forms[] = {
    {"+12125550100", "(212) 555-0100", "+1 212-555-0100"},
    {"+442079460018", "020 7946 0018", "+44 20 7946 0018"},
    {"+441632960018", "01632 960018", "+44 1632 960018"},
    {"+441619460018", "0161 946 0018", "+44 161 946 0018"},
    {"+447700900018", "07700 900018", "+44 7700 900018"},
    {"+441539412345", "015394 12345", "+44 15394 12345"},
    {"+33142278186", "01 42 27 81 86", "+33 1 42 27 81 86"},
    {"+33612345678", "06 12 34 56 78", "+33 6 12 34 56 78"},
    {"+33800123456", "0 800 12 34 56", "+33 800 12 34 56"},
    {"+4930123456", "030 123456", "+49 30 123456"},
    {"+4922112345678", "0221 12345678", "+49 221 12345678"},
    {"+4933010123", "03301 0123", "+49 3301 0123"},
    {"+493300112345", "033001 12345", "+49 33001 12345"},
    {"+4915123456789", "01512 3456789", "+49 1512 3456789"},
    {"+491701234567", "0170 1234567", "+49 170 1234567"},
    {"+34911234567", "911 23 45 67", "+34 911 23 45 67"},
    {"+34900123456", "900 123 456", "+34 900 123 456"},
    {"+351211234567", "21 123 4567", "+351 21 123 4567"},
    {"+351912345678", "912 345 678", "+351 912 345 678"},
    {"+5511961234567", "(11) 96123-4567", "+55 11 96123-4567"},
    {"+551123456789", "(11) 2345-6789", "+55 11 2345-6789"},
    {"+525512345678", "55 1234 5678", "+52 55 1234 5678"},
    {"+526561234567", "656 123 4567", "+52 656 123 4567"},
    {"+35312345678", "(01) 234 5678", "+353 1 234 5678"},
    {"+353851234567", "085 123 4567", "+353 85 123 4567"},
    {"+61412345678", "0412 345 678", "+61 412 345 678"},
    {"+61212345678", "(02) 1234 5678", "+61 2 1234 5678"},
    {"+390612345678", "06 1234 5678", "+39 06 1234 5678"},
    {"+393123456789", "312 345 6789", "+39 312 345 6789"},
    {"+31201234567", "020 123 4567", "+31 20 123 4567"},
    {"+31612345678", "06 12345678", "+31 6 12345678"},
    {"+32470123456", "0470 12 34 56", "+32 470 12 34 56"},
    {"+41781234567", "078 123 45 67", "+41 78 123 45 67"},
    {"+4520123456", "20 12 34 56", "+45 20 12 34 56"},
    {"+48512345678", "512 345 678", "+48 512 345 678"},
    {"+919876543210", "98765 43210", "+91 98765 43210"},
    {"+64211234567", "021 123 4567", "+64 21 123 4567"},
    {"+6581234567", "8123 4567", "+65 8123 4567"},
    {"+27821234567", "082 123 4567", "+27 82 123 4567"},
    {"+972501234567", "050-123-4567", "+972 50-123-4567"},
    /* without a plan, or not of it */
    {"+380441234567", "+380 441 234 567", "+380 441 234 567"},
    {"+3548123456", "+354 812 3456", "+354 812 3456"},
    {"+79161234567", "+7 916 123 4567", "+7 916 123 4567"},
    {"+1212555010", "+1 212 555 010", "+1 212 555 010"},
};

static void
test_phone_forms(void)
{
	char text[PHONE_TEXT_MAX];
	size_t i;

	TEST("numbers are grouped as their country does it")
	{
		for (i = 0; i < COUNT(phone_forms); i++) {
			phone_format(slice_of(phone_forms[i].number),
			    PHONE_NATIONAL, text);
			CHECK_STR(text, phone_forms[i].national);
			phone_format(slice_of(phone_forms[i].number),
			    PHONE_INTERNATIONAL, text);
			CHECK_STR(text, phone_forms[i].international);
		}
	}
}

/* Are these the digits of the number, all and in order? */
static bool
same_digits(const char *text, const char *digits)
{
	for (; *text != '\0'; text++) {
		if (*text < '0' || *text > '9')
			continue;
		if (*text != *digits++)
			return false;
	}
	return *digits == '\0';
}

static bool
keeps_digits(const char *number)
{
	char national[PHONE_TEXT_MAX], international[PHONE_TEXT_MAX];
	const char *own = number + 1 + phone_country_digits(number + 1);
	const char *digits;

	phone_format(slice_of(number), PHONE_NATIONAL, national);
	phone_format(slice_of(number), PHONE_INTERNATIONAL, international);
	digits = national + strcspn(national, "0123456789");
	return same_digits(international, number + 1) && is_gsm7(national) &&
	    (same_digits(national, national[0] == '+' ? number + 1 : own) ||
		(*digits == '0' && same_digits(digits + 1, own)));
}

/* Every row of the table, by all first digits and lengths of all countries. */
static void
test_phone_digits(void)
{
	static const unsigned step = 7;
	char number[PHONE_MAX];
	unsigned first, lost = 0;
	size_t length;

	TEST("no form loses or adds a digit")
	{
		for (first = 100000; first <= 999999; first += step)
			for (length = 7; length <= 15; length++) {
				(void)snprintf(number, sizeof(number),
				    "+%u%09u", first, 987654321U);
				number[1 + length] = '\0';
				lost += !keeps_digits(number);
			}
		CHECK_INT(lost, 0);
	}
}

/* ---- ordinals ----------------------------------------------------------- */

static void
test_ordinals(void)
{
	static const struct {
		const char *language;
		int64_t number;
		const char *masculine, *feminine;
	} cases[] = {
	    {NULL, 1, "st", "st"},
	    {"en", 2, "nd", "nd"},
	    {"en-US", 3, "rd", "rd"},
	    {"en", 4, "th", "th"},
	    {"en", 0, "th", "th"},
	    {"en", 10, "th", "th"},
	    {"en", 11, "th", "th"},
	    {"en", 12, "th", "th"},
	    {"en", 13, "th", "th"},
	    {"en", 21, "st", "st"},
	    {"en", 101, "st", "st"},
	    {"en", 111, "th", "th"},
	    {"en", 1112, "th", "th"},
	    {"en", -1, "st", "st"},
	    {"en", INT64_MIN, "th", "th"},
	    {"es", 1, ".o", ".a"},
	    {"es-MX", 22, ".o", ".a"},
	    {"fr", 1, "er", "re"},
	    {"fr", 2, "e", "e"},
	    {"fr", 21, "e", "e"},
	    {"pt", 1, "o", "a"},
	    {"pt-PT", 1, ".o", ".a"},
	    {"de", 3, ".", "."},
	    {"it", 3, "o", "a"},
	    {"nl", 3, "e", "e"},
	    {"sv", 3, "rd", "rd"},
	};
	size_t i;

	TEST("ordinals end as the language says, in the GSM alphabet")
	{
		for (i = 0; i < COUNT(cases); i++) {
			const char *masculine = ordinal_suffix(
			    cases[i].number, cases[i].language, false);
			const char *feminine = ordinal_suffix(
			    cases[i].number, cases[i].language, true);

			CHECK_STR(masculine, cases[i].masculine);
			CHECK_STR(feminine, cases[i].feminine);
			CHECK(is_gsm7(masculine) && is_gsm7(feminine));
		}
	}
}

/* ---- folding ------------------------------------------------------------ */

static void
test_fold(void)
{
	static const struct {
		const char *text, *letters, *punctuation;
	} cases[] = {
	    {"", "", ""},
	    {"plain text @ 5€ {ñ}", "plain text @ 5€ {ñ}",
		"plain text @ 5€ {ñ}"},
	    {"“It’s” – here…", "\"It's\" - here...", "\"It's\" - here..."},
	    {"Mañana está à côté", "Mañana esta à coté", "Mañana está à côté"},
	    {"GARÇON garçon", "GARÇON garcon", "GARÇON garçon"},
	    {"Łódź Đorđe Œuvre þ ŉ", "Lodz Dorde OEuvre th 'n",
		"Łódź Đorđe Œuvre þ ŉ"},
	    {"Ǘ ế 1.º 2.ª", "Ü e 1.o 2.a", "Ǘ ế 1.º 2.ª"},
	    {"½ kg", "1/2 kg", "1/2 kg"},
	    {"Ａｂｃ．ｘ", "Abc.x", "Aｂｃ.ｘ"},
	    {"a\xe2\x80\x8b"
	     "b\xef\xbb\xbf",
		"ab", "ab"},
	    /* decomposed */
	    {"man\xcc\x83"
	     "ana e\xcc\x81 a\xcc\x81 c\xcc\xa7",
		"mañana é a c", "mañana é a\xcc\x81 c\xcc\xa7"},
	    {"n\xe2\x80\x8b\xcc\x83 \xcc\x83 1\xcc\x83", "ñ ~ 1",
		"ñ ~ 1\xcc\x83"},
	    /* nothing reads alike */
	    {"Ж 👋 ч\xcc\x86 ≈", "Ж 👋 ч\xcc\x86 ≈", "Ж 👋 ч\xcc\x86 ≈"},
	};
	struct arena arena = {0};
	size_t i;

	TEST("what the alphabet lacks is folded, and the rest stays")
	{
		for (i = 0; i < COUNT(cases); i++) {
			CHECK_SLICE(
			    gsm7_fold(slice_of(cases[i].text), true, &arena),
			    cases[i].letters);
			CHECK_SLICE(
			    gsm7_fold(slice_of(cases[i].text), false, &arena),
			    cases[i].punctuation);
		}
	}
	arena_release(&arena);
}

/* Pairs of all code points below U+0400 and some above, both ways. */
static void
test_fold_twice(void)
{
	static const uint32_t behind[] = {
	    'n', 0x0301, 0x0303, 0x0308, 0x200b, 0x0327, ' '};
	char text[3 * UTF8_MAX];
	struct slice once, twice, pair = {text, 0};
	struct arena arena = {0};
	size_t i, changed = 0, grown = 0;
	uint32_t point;

	TEST("folding twice changes nothing more, and never grows too far")
	{
		for (point = 0; point < 0x20000; point++) {
			if (point >= 0xd800 && point <= 0xdfff)
				continue;
			for (i = 0; i < 2 * COUNT(behind); i++) {
				pair.n = utf8_encode(point, text);
				pair.n += utf8_encode(
				    behind[i / 2], text + pair.n);
				once = gsm7_fold(pair, i % 2 == 0, &arena);
				twice = gsm7_fold(once, i % 2 == 0, &arena);
				changed += !slice_equal(once, twice);
				grown += once.n > GSM7_FOLD_GROWTH * pair.n;
			}
			arena_reset(&arena);
		}
		CHECK_INT(changed, 0);
		CHECK_INT(grown, 0);
	}
	arena_release(&arena);
}

static void
test_letters(void)
{
	size_t known = 0, foreign = 0, needless = 0;
	char letter[GSM7_LETTER_MAX];
	uint32_t point;

	TEST("letters are for what the alphabet lacks, and are in it")
	{
		for (point = 0; point <= 0x10ffff; point++) {
			if (!gsm7_letter(point, letter))
				continue;
			known++;
			needless += gsm7_septets(point) > 0;
			foreign += !is_gsm7(letter);
		}
		CHECK(known > 500);
		CHECK_INT(needless, 0);
		CHECK_INT(foreign, 0);
	}
}

static void
test_addresses(void)
{
	static const char *const good[] = {"pat@example.test",
	    "Pat.O'Hara+x@mail.example.test", "a@b", "\xc3\xa9@example.test"};
	static const char *const bad[] = {"", "pat", "@example.test", "pat@",
	    "a@b@c", "pat @example.test", "pat@example.test\r\nBcc: x@y.z",
	    "Pat <pat@example.test>", "a,b@example.test", "a;b@c", "a\"b@c",
	    "a@[127.0.0.1]", "a@b\x7f"};
	char key[ADDRESS_MAX];
	size_t i;

	TEST("an address is one mailbox and nothing else")
	{
		for (i = 0; i < sizeof(good) / sizeof(good[0]); i++)
			CHECK(address_is_valid(slice_of(good[i])));
		for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
			CHECK(!address_is_valid(slice_of(bad[i])));
		CHECK(!address_is_valid(slice_of(NULL)));
	}
	TEST("an address is looked up in small letters")
	{
		CHECK(address_key(slice_of("Pat@Example.TEST"), key));
		CHECK_STR(key, "pat@example.test");
		CHECK(address_is_key(slice_of("pat@example.test")));
		CHECK(!address_is_key(slice_of("Pat@example.test")));
		CHECK(!address_is_key(slice_of("pat")));
	}
}

int
main(void)
{
	test_addresses();
	test_languages();
	test_phone_reading();
	test_phone_certain();
	test_phone_forms();
	test_phone_digits();
	test_ordinals();
	test_fold();
	test_fold_twice();
	test_letters();
	return test_done();
}
