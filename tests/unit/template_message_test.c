/* SPDX-License-Identifier: ISC */
/*
 * The filters for messages: numbers, money, times, ordinals, the GSM alphabet.
 */
#include "tests/unit/template_fixture.h"

#include <stdlib.h>

static const char message[] =
    "{\"currency\":\"EUR\",\"due\":120.5,\"long\":12345678901234567890.12,"
    "\"longer\":1.00499999999999999999999999999999999999,"
    "\"text\":\"120.00\",\"exponent\":1e3,\"tiny\":1e-400,\"huge\":1e400,"
    "\"none\":null,\"bare\":\"\",\"yes\":true,\"object\":{\"a\":1},"
    "\"numbers\":[\"+12125550100\",\"+12125550101\"],"
    "\"phone\":\"+12125550100\",\"office\":2125550100,\"to\":\"anonymous\","
    "\"starts_at\":\"2026-12-08T19:30:00Z\",\"local\":\"2026-12-08T14:30\","
    "\"smart\":\"\\u201cHi\\u201d \\u2013 it\\u2019s Mart\\u00edn\\u2026\"}";

static void
test_no_numbers(struct fixture *f)
{
	static const struct example strict[] = {
	    {"{{ to | phone }}", "! t:1:9: 'anonymous' is no telephone number"},
	    {"{{ '' | phone }}", "! t:1:9: '' is no telephone number"},
	    {"{{ yes | phone }}", "! t:1:10: 'true' is no telephone number"},
	    {"{{ object | phone }}",
		"! t:1:13: filter 'phone' needs a text, not an object"},
	    {"{{ numbers | phone }}",
		"! t:1:14: filter 'phone' needs a text, not a list"},
	    {"{{ none | phone }}", "! t:1:4: 'none' is not defined"},
	    {"{{ bare | phone }}", "! t:1:11: '' is no telephone number"},
	    {"{{ phone | phone: 'e.164' }}",
		"! t:1:12: 'e.164' is no form of a number (national, "
		"international, e164)"},
	    {"{{ 'much' | money }}", "! t:1:13: 'much' is no exact amount"},
	    {"{{ yes | money }}", "! t:1:10: 'true' is no exact amount"},
	    {"{{ huge | money }}", "! t:1:11: '1e400' is no exact amount"},
	    {"{{ numbers | money }}",
		"! t:1:14: filter 'money' needs a text, not a list"},
	    {"{{ 1e3 | money }}",
		"! t:1:5: expected the end of the tag instead of 'e3'"},
	    {"{{ due | money: 'BTC' }}",
		"! t:1:10: 'BTC' is no currency of ISO 4217"},
	    {"{{ due | money: none }}", "! t:1:17: 'none' is not defined"},
	};

	TEST("what is no number or amount is an error with its place")
	{
		CHECK_ALL(f, strict);
	}
}

static void
test_no_values(struct fixture *f)
{
	static const struct example strict[] = {
	    {"{{ 'x' | ordinal }}", "! t:1:10: 'x' is no whole number"},
	    {"{{ 1.5 | ordinal }}", "! t:1:10: '1.5' is no whole number"},
	    {"{{ 99999999999999999999 | ordinal }}",
		"! t:1:27: '99999999999999999999' is no whole number"},
	    {"{{ 1 | ordinal: 'n' }}",
		"! t:1:8: 'n' is no gender of a noun (m, f)"},
	    {"{{ 'soon' | time_zone: 'UTC' }}", "! t:1:13: 'soon' is no date"},
	    {"{{ starts_at | time_zone: 'Chicago' }}",
		"! t:1:16: no time zone 'Chicago'"},
	    {"{{ starts_at | time_zone: '../etc/passwd' }}",
		"! t:1:16: no time zone '../etc/passwd'"},
	    {"{{ starts_at | time_zone: '' }}", "! t:1:16: no time zone ''"},
	    {"{{ smart | gsm7: 'all' }}",
		"! t:1:12: 'all' is no extent of folding (punctuation)"},
	    {"{{ phone | phone: 'e164', 2 }}",
		"! t:1:12: filter 'phone' takes 0 to 1 arguments, not 2"},
	    {"{{ starts_at | time_zone }}",
		"! t:1:16: filter 'time_zone' takes 1 argument, not 0"},
	};

	TEST("what a filter cannot use is an error with its place")
	{
		CHECK_ALL(f, strict);
	}
}

static void
test_lax(struct fixture *f)
{
	static const struct example lax[] = {
	    {"{{ to | phone }}|{{ '' | phone }}|{{ yes | phone }}",
		"anonymous||true"},
	    {"{{ none | phone }}{{ nosuch | money }}{{ none | ordinal }}"
	     "{{ none | time_zone: 'UTC' }}{{ none | gsm7 }}",
		""},
	    {"{{ object | phone }}{{ numbers | phone }}",
		"{\"a\"=>1}+12125550100+12125550101"},
	    {"{{ phone | phone: 'e.164' }}", "+12125550100"},
	    {"{{ 'much' | money }} {{ due | money: 'BTC' }}", "much 120.5"},
	    {"{{ due | money: none }}", "120.5"},
	    {"{{ 'x' | ordinal }} {{ 1.5 | ordinal }}", "x 1.5"},
	    {"{{ 'soon' | time_zone: 'UTC' }}", "soon"},
	    {"{{ starts_at | time_zone: 'Chicago' }}", "2026-12-08T19:30:00Z"},
	    {"{{ 'é' | gsm7: 'all' }}", "é"},
	};

	TEST("what a filter cannot use stays as it is when lax")
	{
		f->scope.lax = true;
		CHECK_ALL(f, lax);
		f->scope.lax = false;
	}
}

static void
test_phone(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ phone | phone }} {{ phone | phone: 'national' }}",
		"(212) 555-0100 (212) 555-0100"},
	    {"{{ phone | phone: 'e164' }} {{ phone | phone: 'international' }}",
		"+12125550100 +1 212-555-0100"},
	    {"{{ office | phone }} {{ office | phone: 'e164' }}",
		"(212) 555-0100 +12125550100"},
	    {"{{ 'tel:+44-20-7946-0018' | phone }}", "020 7946 0018"},
	    {"{{ '+49 (30) 123456' | phone: 'international' }}",
		"+49 30 123456"},
	    {"{{ numbers[0] | phone }}", "(212) 555-0100"},
	};

	TEST("a telephone number prints as people know it")
	{
		CHECK_ALL(f, examples);
	}
}

static void
test_money(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ 120 | money: 'USD' }} {{ text | money: 'USD' }} "
	     "{{ ' 7.5 ' | money: 'usd' }}",
		"$120.00 $120.00 $7.50"},
	    {"{{ due | money }} {{ due | money: currency }}",
		"€120.50 €120.50"},
	    {"{{ long | money: 'USD' }}", "$12,345,678,901,234,567,890.12"},
	    {"{{ longer | money: 'USD' }}", "$1.00"},
	    {"{{ exponent | money: 'USD' }} {{ tiny | money: 'USD' }}",
		"$1,000.00 $0.00"},
	    {"{{ 1.005 | money: 'USD' }} {{ -1.005 | money: 'USD' }}",
		"$1.01 -$1.01"},
	    /* Binary fractions have 0.30000000000000004 and 1.9999999999999998
	     */
	    {"{{ 0.1 | plus: 0.2 | money: 'USD' }} "
	     "{{ 19.99 | times: 3 | money: 'USD' }}",
		"$0.30 $59.97"},
	    {"{{ 10 | divided_by: 3.0 | money: 'KWD' }}", "KWD 3.333"},
	    {"{{ 0.00001 | times: 1.0 | money: 'USD' }}", "$0.00"},
	    {"{{ 99999999999999.99 | plus: 0 | money: 'USD' }}",
		"! t:1:34: '99999999999999.98' is no exact amount"},
	};

	TEST("an amount prints in its currency, by the decimals it has")
	{
		CHECK_ALL(f, examples);
	}
	TEST("it prints in the message's language")
	{
		set_place(f, NULL, "es-ES");
		CHECK_STR(
		    rendered(f, "{{ 1234.5 | money: 'USD' }}"), "1234,50 $");
		set_place(f, NULL, "fr");
		CHECK_STR(rendered(f, "{{ 1234.5 | money }}"), "1 234,50 €");
		set_place(f, NULL, NULL);
	}
	TEST("without a currency there is no amount")
	{
		f->data = view_of(slice_of("{\"currency\":null}"));
		CHECK_STR(rendered(f, "{{ 5 | money }}"),
		    "! t:1:8: no currency: name one, as in money: 'USD', or "
		    "have 'currency' beside the amount");
		f->scope.lax = true;
		CHECK_STR(rendered(f, "{{ 5 | money }}"), "5");
		f->scope.lax = false;
		f->data = view_of(slice_of(message));
	}
}

static void
test_time_zone(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ starts_at | time_zone: 'America/Chicago' | date: '%-I:%M %p "
	     "%Z' }}",
		"1:30 PM CST"},
	    {"{{ starts_at | time_zone: 'America/Chicago' }}",
		"2026-12-08T13:30:00-06:00"},
	    {"{{ starts_at | time_zone: 'Asia/Kathmandu' }}",
		"2026-12-09T01:15:00+05:45"},
	    {"{{ local | time_zone: 'UTC' }} {{ 'now' | time_zone: 'UTC' }}",
		"2026-12-08T19:30:00+00:00 2026-12-08T19:30:00+00:00"},
	    {"{{ '2026-12-08T19:30:00.25Z' | time_zone: 'UTC' }}",
		"2026-12-08T19:30:00.250+00:00"},
	    {"{{ 1796758200 | time_zone: 'Europe/Madrid' | date: '%R' }}",
		"20:30"},
	    {"{% assign t = starts_at | time_zone: 'Asia/Tokyo' %}"
	     "{{ t | date: '%F' }} {{ t | time_zone: 'UTC' | date: '%F' }} "
	     "{{ starts_at | date: '%F %R' }}",
		"2026-12-09 2026-12-08 2026-12-08 14:30"},
	    {"{{ '1850-01-01T00:00:00Z' | time_zone: 'America/New_York' }}",
		"1849-12-31T19:04:00-04:56"},
	    {"{{ '0000-01-01T00:00:00Z' | time_zone: 'America/New_York' }}",
		"-000000001-12-31T19:04:00-04:56"},
	    {"{{ starts_at | time_zone: 'UTC' | append: '!' | size }}", "26"},
	};
	static const struct example compared[] = {
	    {"{% assign a = starts_at | time_zone: 'Asia/Tokyo' %}"
	     "{% assign b = starts_at | time_zone: 'UTC' %}"
	     "{% if a == b %}1{% endif %}{% if a <= b and a >= b %}2{% endif %}"
	     "{% if a < b or a > b or a != b %}no{% endif %}"
	     "{% if a == starts_at and starts_at == a %}3{% endif %}"
	     "{% if a > '2026-12-08T19:29:59Z' %}4{% endif %}"
	     "{% if a < '2026-12-09T04:31' and a > '2026-12-09T04:29' %}5"
	     "{% endif %}"
	     "{% if a == 'soon' or a == 5 or a == none %}no{% endif %}"
	     "{% if a < none %}no{% endif %}"
	     "{% if a %}6{% endif %}{% if a == blank or a == empty %}no"
	     "{% endif %}",
		"123456"},
	    {"{% assign a = starts_at | time_zone: 'UTC' %}"
	     "{% if a < 'soon' %}{% endif %}",
		"! t:1:52: '<' cannot compare a time with what is none"},
	    {"{% assign a = starts_at | time_zone: 'UTC' %}"
	     "{% if 5 < a %}{% endif %}",
		"! t:1:52: '<' cannot compare a time with what is none"},
	};

	set_place(f, "America/New_York", NULL);
	TEST("a time prints in the zone that it was put in")
	{
		CHECK_ALL(f, examples);
	}
	TEST("times compare by their instant, whatever their zone")
	{
		CHECK_ALL(f, compared);
	}
	set_place(f, NULL, NULL);
}

static void
test_ordinal(struct fixture *f)
{
	static const struct example english[] = {
	    {"{{ 1 | ordinal }} {{ '22' | ordinal }} {{ -3 | ordinal }} "
	     "{{ 11 | ordinal }} {{ 113 | ordinal }}",
		"1st 22nd -3rd 11th 113th"},
	    {"{{ starts_at | date: '%-d' | ordinal }} "
	     "{{ starts_at | date: '%d' | ordinal }} "
	     "{{ starts_at | date: '%e' | ordinal }}",
		"8th 8th 8th"},
	    {"{{ -9223372036854775808 | ordinal }}", "-9223372036854775808th"},
	};

	TEST("an ordinal ends as the message's language says")
	{
		CHECK_ALL(f, english);
		set_place(f, NULL, "es");
		CHECK_STR(
		    rendered(f, "{{ 1 | ordinal }} {{ 2 | ordinal: 'f' }}"),
		    "1.o 2.a");
		set_place(f, NULL, "fr-CA");
		CHECK_STR(rendered(f,
			      "{{ 1 | ordinal }} {{ 1 | ordinal: 'f' }} "
			      "{{ 2 | ordinal: 'm' }}"),
		    "1er 1re 2e");
		set_place(f, NULL, NULL);
	}
}

static void
test_gsm7(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ smart | gsm7 }}", "\"Hi\" - it's Martin..."},
	    {"{{ smart | gsm7: 'punctuation' }}", "\"Hi\" - it's Martín..."},
	    {"{{ smart | gsm7 | gsm7 }}", "\"Hi\" - it's Martin..."},
	    {"{{ 'Привет 👋' | gsm7 }}", "Привет 👋"},
	    {"{{ 5 | gsm7 }}{{ yes | gsm7 }}{{ '' | gsm7 }}", "5true"},
	};

	TEST("a text is folded into the GSM alphabet where that has a way")
	{
		CHECK_ALL(f, examples);
	}
}

/* ---- sizes and bytes ---------------------------------------------------- */

static char *
repeated(const char *text, size_t times, const char *tail)
{
	size_t n = strlen(text);
	char *whole = mem_alloc(n * times + strlen(tail) + 1), *at = whole;

	for (; times > 0; times--, at += n)
		memcpy(at, text, n);
	memcpy(at, tail, strlen(tail) + 1);
	return whole;
}

static void
test_sizes(struct fixture *f)
{
	static const char *const filters[] = {
	    "phone", "money: 'USD'", "ordinal", "time_zone: 'UTC'"};
	char *digits = repeated("9", 1024 * 1024, "\"}"), *data, source[80];
	size_t i;

	data = repeated("{\"v\":\"", 1, digits);
	f->data = view_of(slice_of(data));
	TEST("a megabyte of digits is refused by each filter")
	{
		for (i = 0; i < sizeof(filters) / sizeof(filters[0]); i++) {
			(void)snprintf(
			    source, sizeof(source), "{{ v | %s }}", filters[i]);
			CHECK(strncmp(rendered(f, source), "! t:1:8: '9999",
				  strlen("! t:1:8: '9999")) == 0);
		}
	}
	TEST("folding a megabyte is counted as the memory that it takes")
	{
		CHECK_STR(rendered(f, "{{ v | gsm7 | size }}"), "1048576");
		CHECK_STR(rendered(f,
			      "{% for i in (1..9) %}{% assign x = v | gsm7 %}"
			      "{% endfor %}"),
		    "! t:1:40: needs more than 8388608 bytes of memory");
	}
	free(digits);
	free(data);
	f->data = view_of(slice_of(message));
}

static void
test_bytes(struct fixture *f)
{
	TEST("a template that is not UTF-8 is refused where it is not")
	{
		CHECK_STR(rendered(f, "a\n\xc3\xa9{{ '\xf0' | gsm7 }}"),
		    "! t:2:6: what stands here is not UTF-8");
		CHECK_STR(rendered(f, "a\xed\xa0\x80"),
		    "! t:1:2: what stands here is not UTF-8");
		CHECK_STR(rendered(f, "\xc3"),
		    "! t:1:1: what stands here is not UTF-8");
	}
	TEST("a value that is not UTF-8 is neither folded nor cut")
	{
		f->data = view_of(slice_of("{\"v\":\"x\xf0\"}"));
		CHECK_STR(rendered(f, "{{ v | gsm7 }}"),
		    "! t:1:8: 'x\xf0' is no text of UTF-8");
		CHECK_STR(rendered(f, "{{ v | segment_fit: 1 }}"),
		    "! t:1:8: a text that is not UTF-8 cannot be cut");
		CHECK_STR(rendered(f, "{{ v | phone }}"),
		    "! t:1:8: 'x\xf0' is no telephone number");
		f->data = view_of(slice_of(message));
	}
}

int
main(void)
{
	struct fixture fixture;

	fixture_init(&fixture);
	fixture.data = view_of(slice_of(message));
	test_no_numbers(&fixture);
	test_no_values(&fixture);
	test_lax(&fixture);
	test_phone(&fixture);
	test_money(&fixture);
	test_time_zone(&fixture);
	test_ordinal(&fixture);
	test_gsm7(&fixture);
	test_sizes(&fixture);
	test_bytes(&fixture);
	fixture_release(&fixture);
	return test_done();
}
