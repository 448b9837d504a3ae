/* SPDX-License-Identifier: ISC */
#include "base/file.h"
#include "template/filter.h"
#include "tests/unit/template_fixture.h"

static void
test_text_filters(struct fixture *f)
{
	static const struct example letters[] = {
	    {"{{ 'ñandú œuvre straße ÿ ф' | upcase }}",
		"ÑANDÚ ŒUVRE STRASSE Ÿ Ф"},
	    {"{{ 'λόγος քաղաք ılık ԥ' | upcase }}", "ΛΌΓΟΣ ՔԱՂԱՔ ILIK Ԥ"},
	    {"{{ 'ՔԱՂԱՔ Ԥ' | downcase }}", "քաղաք ԥ"},
	    {"{{ 'ÉCOLE Ж ’ 1' | downcase }}", "école ж ’ 1"},
	    {"{{ 'éCOLE PRÈS' | capitalize }}", "École près"},
	    {"{{ '<a href=\"x\">&\\'' | escape }}",
		"! t:1:20: a quote is never closed"},
	    {"{{ '<a href=\"x\">&' | escape }}",
		"&lt;a href=&quot;x&quot;&gt;"
		"&amp;"},
	};
	static const struct example cuts[] = {
	    {"[{{ ' a b ' | strip }}][{{ ' a ' | lstrip }}]"
	     "[{{ ' a ' | rstrip }}]",
		"[a b][a ][ a]"},
	    {"{{ 'Ground control' | truncate: 9 }}", "Ground..."},
	    {"{{ 'Ground control' | truncate: 6, '' }}", "Ground"},
	    {"{{ 'ñañaña' | truncate: 4, '…' }}", "ñañ…"},
	    {"{{ 'abc' | truncate: 3 }}{{ 'abcd' | truncate: 2 }}", "abc..."},
	    {"{{ 'one  two three' | truncatewords: 2 }}", "one two..."},
	    {"{{ 'one  two' | truncatewords: 2 }}", "one  two"},
	    {"{{ 'a,b,,c,,' | split: ',' | join: '-' }}", "a-b--c"},
	    {"{{ ' a  b ' | split: ' ' | join: '-' }}", "a-b"},
	    {"{{ 'añb' | split: '' | join: '-' }}", "a-ñ-b"},
	    {"{{ list | join }}{{ list | join: ', ' }}", "a b ca, b, c"},
	    {"{{ nested | join: ' ' }}{{ (1..3) | join: '' }}", "1 2 3123"},
	    {"{{ list | first }}{{ list | last }}{{ list | size }}", "ac3"},
	    {"{{ list | reverse | join: '' }}", "cba"},
	};
	static const struct example changes[] = {
	    {"{{ 'a' | append: 'b' | prepend: n }}", "3ab"},
	    {"{{ 'aXbX' | replace: 'X', '--' }}", "a--b--"},
	    {"{{ 'aXbX' | replace_first: 'X', '-' }}", "a-bX"},
	    {"{{ 'ab' | replace: '', '.' }}", ".a.b."},
	    {"{{ 'aXbX' | remove: 'X' }}{{ 'aXbX' | remove_first: 'X' }}",
		"ababX"},
	    {"{{ note | replace: '\"', '' }}", "say hi"},
	};

	TEST("letters change case in every alphabet that has one")
	{
		CHECK_ALL(f, letters);
	}
	TEST("texts are trimmed, cut, split and joined by character")
	{
		CHECK_ALL(f, cuts);
	}
	TEST("texts are joined and replaced")
	{
		CHECK_ALL(f, changes);
	}
}

static void
test_number_filters(struct fixture *f)
{
	static const struct example sums[] = {
	    {"{{ 1 | plus: 2 }} {{ 1 | minus: 2 }} {{ 3 | times: 4 }}",
		"3 -1 12"},
	    {"{{ 10.1 | minus: 2.2 }} {{ 19.99 | times: 3 }} "
	     "{{ price | plus: 0.1 }}",
		"7.9 59.97 12.6"},
	    {"{{ 7 | divided_by: 2 }} {{ -7 | divided_by: 2 }} "
	     "{{ 20 | divided_by: 7.0 }}",
		"3 -4 2.857142857142857"},
	    {"{{ 7 | modulo: 3 }} {{ -7 | modulo: 3 }} {{ 5 | modulo: 2.5 }}",
		"1 2 0.0"},
	    {"{{ '12' | plus: '3.5' }}", "15.5"},
	    {"{{ 9223372036854775807 | plus: 1 }}", "9223372036854775808"},
	    {"{{ '123456789012345678901234567890' | times: 10 }}",
		"1234567890123456789012345678900"},
	    {"{{ 0.1 | plus: 0.2 }} {{ 1234567890.123456 | times: 1 }}",
		"0.3 1234567890.123456"},
	    {"{{ 'x' | plus: 1 }}", "! t:1:10: 'x' is no number"},
	    {"{{ list | plus: 1 }}",
		"! t:1:11: filter 'plus' needs a text, not a list"},
	    {"{{ 1 | divided_by: 0 }}", "! t:1:8: divided by 0"},
	    {"{{ 1 | modulo: 0.0 }}", "! t:1:8: divided by 0"},
	};
	static const struct example rounds[] = {
	    {"{{ 2.5 | round }} {{ -2.5 | round }} {{ 1.005 | round: 2 }}",
		"3 -3 1.01"},
	    {"{{ 1234 | round: -2 }} {{ 5 | round: 2 }}", "1200 5"},
	    {"{{ 2.1 | ceil }} {{ 2.9 | floor }} {{ -2.1 | floor }}", "3 2 -3"},
	    {"{{ -3 | abs }} {{ '-3.5' | abs }}", "3 3.5"},
	    {"{{ 3 | at_least: 5 }} {{ 3 | at_most: 2 }}", "5 2"},
	    {"{{ 1 | times: 1.0 }} {{ 1 | divided_by: 3.0 }}",
		"1.0 0.3333333333333333"},
	    {"{{ 99999999999999.5 | times: 10 }}", "999999999999995.0"},
	    {"{{ 1000000000000000 | times: 1.0 }}", "1.0e+15"},
	    {"{{ 1234567890123456.8 | plus: 0 }}", "1234567890123456.8"},
	    {"{{ 1e3 | plus: 0 }}",
		"! t:1:5: expected the end of the tag "
		"instead of 'e3'"},
	};

	TEST("arithmetic is exact, for integers of any size and for decimals")
	{
		CHECK_ALL(f, sums);
	}
	TEST("rounding goes away from zero")
	{
		CHECK_ALL(f, rounds);
	}
}

static void
test_default(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ nosuch | default: 'x' }}", "x"},
	    {"{{ none | default: 'x' }}{{ bare | default: 'y' }}", "xy"},
	    {"{{ no | default: 'x' }}", "x"},
	    {"{{ no | default: 'x', allow_false: true }}", "false"},
	    {"{{ name | default: nosuch }}", "Ana"},
	    {"{{ n | default: 'x' }}{{ 0 | default: 'x' }}", "30"},
	    {"{{ appointment.none.deeper | default: 'x' }}", "x"},
	};

	TEST("default stands in for what is undefined, false or empty")
	{
		CHECK_ALL(f, examples);
	}
}

/* ---- dates ------------------------------------------------------------- */

static void
test_directives(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ appointment.starts_at | date: '%a %-m/%-d %-I:%M %p' }}",
		"Tue 12/8 2:30 PM"},
	    {"{{ appointment.starts_at | date: '%A %B %e %Y, %l%P' }}",
		"Tuesday December  8 2026,  2pm"},
	    {"{{ '2026-03-05T14:05:09.070Z' | date: "
	     "'%d %m %y %H %I %j %L %M %S %C %k' }}",
		"05 03 26 09 09 064 070 05 09 20  9"},
	    {"{{ '2026-03-05T14:05:09Z' | date: "
	     "'%-d %-m %-H %-I %-M %_m %0e %-j' }}",
		"5 3 9 9 5  3 05 64"},
	    {"{{ '2026-03-05T14:05:09Z' | date: '%F|%T|%D|%R|%r|%x|%X|%c' }}",
		"2026-03-05|09:05:09|03/05/26|09:05|09:05:09 AM|03/05/26|"
		"09:05:09|Thu Mar  5 09:05:09 2026"},
	    {"{{ '2026-03-05T14:05:09Z' | date: '%Z %z %:z %s %u %w' }}",
		"EST -0500 -05:00 1772719509 4 4"},
	    {"{{ '2026-03-05T14:05:09Z' | date: '%^a %^B %#p %#Z %h%n%t%%' }}",
		"THU MARCH am est Mar\n\t%"},
	    {"{{ '2026-03-08T00:05:09Z' | date: '%a %u %w %5d %3S %10A' }}",
		"Sat 6 6 00007 009   Saturday"},
	    {"{{ '2026-03-08T17:00:00Z' | date: '%u %w' }}", "7 0"},
	};

	set_place(f, "America/New_York", NULL);
	TEST("each date directive prints what Ruby's does")
	{
		CHECK_ALL(f, examples);
	}
}

static void
test_date_inputs(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ appointment.local | date: '%F %R %z' }}",
		"2026-12-08 14:30 -0500"},
	    {"{{ '2026-03-08 02:30' | date: '%R %z' }}", "03:30 -0400"},
	    {"{{ appointment.day | date: '%F %R' }}", "2026-12-08 00:00"},
	    {"{{ '2026-12-08T20:30:00+01:00' | date: '%R' }}", "14:30"},
	    {"{{ 1796758200 | date: '%F %R' }}", "2026-12-08 14:30"},
	    {"{{ '1796758200' | date: '%R' }}", "14:30"},
	    {"{{ 'now' | date: '%R' }} {{ 'Today' | date: '%F' }}",
		"14:30 2026-12-08"},
	    {"{{ 'next week' | date: '%F' }}",
		"! t:1:18: 'next week' is no date"},
	    {"{{ '2026-02-30' | date: '%F' }}",
		"! t:1:19: '2026-02-30' is no date"},
	    {"{{ 99999999999999 | date: '%F' }}",
		"! t:1:21: '99999999999999' is no date"},
	    {"{{ yes | date: '%F' }}", "! t:1:10: 'true' is no date"},
	    {"{{ 0 | date: '%Q' }}", "! t:1:8: unknown date directive '%Q'"},
	    {"{{ 0 | date: '50%' }}", "! t:1:8: unknown date directive '%'"},
	};

	set_place(f, "America/New_York", NULL);
	TEST("dates are read with an offset, from a wall clock or an epoch")
	{
		CHECK_ALL(f, examples);
	}
	TEST("without a zone times print in UTC")
	{
		set_place(f, NULL, NULL);
		CHECK_STR(rendered(f,
			      "{{ appointment.starts_at | date: "
			      "'%R %Z %z' }}{{ appointment.local | "
			      "date: ' %R' }}"),
		    "19:30 UTC +0000 14:30");
	}
	TEST("a zone east of UTC shows the day that it is there")
	{
		set_place(f, "Asia/Kathmandu", NULL);
		CHECK_STR(rendered(f,
			      "{{ appointment.starts_at | date: "
			      "'%F %R %z' }}"),
		    "2026-12-09 01:15 +0545");
	}
}

static void
test_languages(struct fixture *f)
{
	static const struct {
		const char *language, *want;
	} cases[] = {
	    {NULL, "Tue Tuesday Dec December PM pm"},
	    {"en-GB", "Tue Tuesday Dec December PM pm"},
	    {"es", "mar martes dic diciembre p. m. p. m."},
	    {"es-MX", "mar martes dic diciembre p. m. p. m."},
	    {"fr_CA", "mar. mardi déc. décembre PM pm"},
	    {"pt-BR", "ter. terça-feira dez. dezembro PM pm"},
	    {"de", "Di Dienstag Dez Dezember PM pm"},
	    {"it", "mar martedì dic dicembre PM pm"},
	    {"nl-BE", "di dinsdag dec december p.m. p.m."},
	    {"sv", "Tue Tuesday Dec December PM pm"},
	    {"est", "Tue Tuesday Dec December PM pm"},
	};
	size_t i;

	TEST("names of days, months and halves follow the language")
	{
		for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
			set_place(f, "America/New_York", cases[i].language);
			CHECK_STR(rendered(f,
				      "{{ appointment.starts_at | "
				      "date: '%a %A %b %B %p %P' }}"),
			    cases[i].want);
		}
	}
	TEST("capitals of a name keep their accents")
	{
		set_place(f, NULL, "es");
		CHECK_STR(
		    rendered(f, "{{ '2026-12-12' | date: '%^a' }}"), "SÁB");
	}
	set_place(f, NULL, NULL);
}

/* Has sms-template(5) the filter in one of its lists? */
static bool
manual_has(const char *name)
{
	static const char word[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
	bool has = false;
	struct buf manual;
	struct error err;
	const char *at;

	buf_init(&manual, BUF_NO_CAP);
	CHECK_INT(file_read("man/sms-template.5", &manual, &err), 0);
	at = strstr(buf_text(&manual), "\n.Ss Filters\n");
	while (at != NULL && !has && (at = strstr(at, "\n.It Cm ")) != NULL)
		for (at++; *at != '\n' && !has; at += strspn(at, word)) {
			at += strcspn(at, " \n");
			at += *at == ' ';
			has = strspn(at, word) == strlen(name) &&
			    strncmp(at, name, strlen(name)) == 0;
		}
	buf_release(&manual);
	return has;
}

static void
test_manual(void)
{
	const char *missing;

	TEST("the manual has each filter")
	{
		missing = filter_without(manual_has);
		CHECK_STR(missing != NULL ? missing : "", "");
		CHECK(!manual_has("upcas"));
		CHECK(!manual_has("nil"));
	}
}

int
main(void)
{
	struct fixture fixture;

	fixture_init(&fixture);
	test_text_filters(&fixture);
	test_number_filters(&fixture);
	test_default(&fixture);
	test_directives(&fixture);
	test_date_inputs(&fixture);
	test_languages(&fixture);
	test_manual();
	fixture_release(&fixture);
	return test_done();
}
