/* SPDX-License-Identifier: ISC */
/*
 * segment_fit: a text is cut where it may be, and no further than it must.
 */
#include "tests/unit/template_fixture.h"

#include "text/segment.h"

#include <stdlib.h>

/* Sets what templates see: a, s and b, parts of one text. */
static void
set_parts(struct fixture *f, struct buf *json, const char *a, const char *s,
    const char *b)
{
	buf_reset(json);
	buf_adds(json, "{\"a\":");
	view_write_string(json, slice_of(a));
	buf_adds(json, ",\"s\":");
	view_write_string(json, slice_of(s));
	buf_adds(json, ",\"b\":");
	view_write_string(json, slice_of(b));
	buf_adds(json, "}");
	f->data = view_of(buf_slice(json));
}

static size_t
count_segments(struct slice text)
{
	struct segment_count count;

	segment_count(text, &count);
	return count.segments;
}

/* For filling a text up to an edge. */
#define TIMES_10(text) text text text text text text text text text text
#define TIMES_50(text) \
	TIMES_10(text) \
	TIMES_10(text) TIMES_10(text) TIMES_10(text) TIMES_10(text)
#define TIMES_140(text) \
	TIMES_50(text)  \
	TIMES_50(text)  \
	TIMES_10(text) TIMES_10(text) TIMES_10(text) TIMES_10(text)
#define A140 TIMES_140("a")

#define EURO "\xe2\x82\xac"
#define ACUTE "\xc3\xa1" /* a letter that makes a text UCS-2 */
#define WAVE "\xf0\x9f\x91\x8b"
#define MARKED "x\xcc\x81"
#define ZWJ "\xe2\x80\x8d"
#define WOMAN "\xf0\x9f\x91\xa9"
#define FAMILY WOMAN ZWJ WOMAN ZWJ "\xf0\x9f\x91\xa7" ZWJ "\xf0\x9f\x91\xa6"

/* ---- where it may stand ------------------------------------------------- */

static void
test_places(struct fixture *f)
{
	static const struct example places[] = {
	    {"{{ name | segment_fit: 1 | upcase }}",
		"! t:1:11: 'segment_fit' must be the last filter of what is "
		"printed"},
	    {"{% assign x = name | segment_fit: 1 %}",
		"! t:1:22: 'segment_fit' must be the last filter of what is "
		"printed"},
	    {"{% capture x %}{% if yes %}{{ name | segment_fit: 1 }}"
	     "{% endif %}{% endcapture %}",
		"! t:1:38: 'segment_fit' cannot cut what is captured"},
	    {"{{ name | segment_fit }}",
		"! t:1:11: filter 'segment_fit' takes 1 to 2 arguments, "
		"not 0"},
	    {"{{ name | segment_fit: 0 }}",
		"! t:1:11: a text has 1 to 255 segments, not 0"},
	    {"{{ name | segment_fit: 256 }}",
		"! t:1:11: a text has 1 to 255 segments, not 256"},
	    {"{{ name | segment_fit: 'x' }}",
		"! t:1:11: 'x' is no whole number"},
	    {"{{ name | segment_fit: nosuch }}",
		"! t:1:24: 'nosuch' is not defined"},
	    {"{{ nosuch | segment_fit: 1 }}",
		"! t:1:4: 'nosuch' is not defined"},
	    {"{{ name | segment_fit: 1 }}", "Ana"},
	    {"{% echo name | upcase | segment_fit: '1', '...' %}", "ANA"},
	    {"{% capture x %}1{% endcapture %}{{ name | segment_fit: x }}",
		"Ana"},
	    {"{{ 5 | segment_fit: 1 }}{{ yes | segment_fit: 1 }}", "5true"},
	    {"{{ list | segment_fit: 1 }}",
		"! t:1:11: filter 'segment_fit' needs a text, not a list"},
	    {"{% liquid\n echo name | segment_fit: 1 %}", "Ana"},
	    {"{% ifchanged %}{{ name | segment_fit: 1 }}{% endifchanged %}",
		"! t:1:26: 'segment_fit' cannot cut what is captured"},
	};

	TEST("only what is printed can be cut")
	{
		CHECK_ALL(f, places);
	}
	TEST("a name that is not defined is nothing to cut when lax")
	{
		f->scope.lax = true;
		CHECK_STR(
		    rendered(f, "a {{ nosuch | segment_fit: 1 }}b"), "a b");
		f->scope.lax = false;
	}
}

/* ---- where it cuts ------------------------------------------------------ */

struct cut_case {
	const char *a, *s, *b, *want;
};

static void
check_cuts(struct fixture *f, const char *source, const struct cut_case *cases,
    size_t count, int line)
{
	struct buf json;
	size_t i;

	buf_init(&json, BUF_NO_CAP);
	for (i = 0; i < count; i++) {
		set_parts(f, &json, cases[i].a, cases[i].s, cases[i].b);
		test_slice(slice_of(rendered(f, source)),
		    slice_of(cases[i].want), __FILE__, line, cases[i].want);
	}
	f->data = view_of(slice_of(usual));
	buf_release(&json);
}

#define CHECK_CUTS(f, source, cases)                                           \
	check_cuts((f), (source), (cases), sizeof(cases) / sizeof((cases)[0]), \
	    __LINE__)

static const char usual_source[] = "{{ a }}{{ s | segment_fit: 1 }}{{ b }}";

static void
test_words(struct fixture *f)
{
	/* 160 septets are one segment, 161 are two. */
	static const struct cut_case words[] = {
	    {A140, " two words and more.", "", A140 " two words and more."},
	    {A140, " two words and more!!", "", A140 " two words and"},
	    {A140, " two words and    more!!", "", A140 " two words and"},
	    {A140, " two words and mo", " end", A140 " two words and end"},
	    {A140, " one", " Reply STOP", A140 " one Reply STOP"},
	    {A140, " one two six", " Reply STOP", A140 " one two Reply STOP"},
	    /* The extension table takes two. */
	    {A140, " 9" EURO " 8" EURO " 7" EURO " 6" EURO " 5" EURO, "",
		A140 " 9" EURO " 8" EURO " 7" EURO " 6" EURO " 5" EURO},
	    {A140, " 9" EURO " 8" EURO " 7" EURO " 6" EURO " 55" EURO, "",
		A140 " 9" EURO " 8" EURO " 7" EURO " 6" EURO},
	    /* Blanks at the end do not count. */
	    {A140, " two words and more.", " \n", A140 " two words and more."},
	    {"", "a", "  ", "a"},
	    {"", "", "", ""},
	};
	static const struct cut_case dotted[] = {
	    {A140, " two words and more.", "", A140 " two words and more."},
	    {A140, " two words and more!!", "", A140 " two words and..."},
	    {A140, " two words and mo", " end", A140 " two words... end"},
	    {A140, " incomprehensibilities", "", A140 " incomprehensibil..."},
	    {A140 "12345678901234567", "word", "", A140 "12345678901234567"},
	};

	TEST("a text is cut behind the last word that it has room for")
	{
		CHECK_CUTS(f, usual_source, words);
	}
	TEST("what is left may end in an ellipsis, which counts")
	{
		CHECK_CUTS(
		    f, "{{ a }}{{ s | segment_fit: 1, '...' }}{{ b }}", dotted);
	}
}

static void
test_parts_of_words(struct fixture *f)
{
	static const struct cut_case parted[] = {
	    {A140, " incomprehensibilities", "", A140 " incomprehensibiliti"},
	    {A140, " incomprehensibilities.", "", A140 " incomprehensibiliti"},
	    {A140 "1234567890", " incomprehensibly much", "!",
		A140 "1234567890 incompre!"},
	    {A140 "1234567890123456789", "word", "!",
		A140 "1234567890123456789!"},
	};
	static const struct cut_case whole[] = {
	    {A140, " 123456789012345678901", "", A140},
	    {A140, " maple.example/confirm", "", A140},
	    {A140, " reception@maplestreet", "", A140},
	    {A140, " maplestreet.community", "", A140},
	};

	TEST("a first word that there is no room for is cut inside")
	{
		CHECK_CUTS(f, usual_source, parted);
	}
	TEST("half a number, link or address is never left")
	{
		CHECK_CUTS(f, usual_source, whole);
	}
}

static void
test_alphabets(struct fixture *f)
{
	/* In UCS-2 70 units are one segment. */
	static const struct cut_case cases[] = {
	    {TIMES_50(ACUTE), " 34567890123456789.", "",
		TIMES_50(ACUTE) " 34567890123456789."},
	    {TIMES_50(ACUTE), " 345 78901234567890123", "",
		TIMES_50(ACUTE) " 345"},
	    /* Without the emoji all of it is GSM. */
	    {TIMES_50("a") TIMES_10("b"), " one two " WAVE, ".",
		TIMES_50("a") TIMES_10("b") " one two."},
	    /* A family is 11 units, a letter with a mark 2. */
	    {"", FAMILY FAMILY, TIMES_50("b"), FAMILY TIMES_50("b")},
	    {TIMES_50("b") TIMES_10("c") "567", MARKED MARKED MARKED MARKED, "",
		TIMES_50("b") TIMES_10("c") "567" MARKED MARKED MARKED},
	};
	static const struct cut_case two[] = {
	    {A140, " x y", A140 TIMES_10("c") TIMES_10("d") "34",
		A140 " x y" A140 TIMES_10("c") TIMES_10("d") "34"},
	    {A140, " x y", A140 TIMES_10("c") TIMES_10("d") "345",
		A140 " x" A140 TIMES_10("c") TIMES_10("d") "345"},
	};

	TEST("segments count as the whole text travels, GSM or UCS-2")
	{
		CHECK_CUTS(f, usual_source, cases);
	}
	TEST("two segments hold 306 septets")
	{
		CHECK_CUTS(f, "{{ a }}{{ s | segment_fit: 2 }}{{ b }}", two);
	}
}

/* ---- several stretches, none that helps --------------------------------- */

static void
test_stretches(struct fixture *f)
{
	static const struct cut_case both[] = {
	    {A140 " bb cc dd", " one two six", "", A140 " bb cc dd one two"},
	    {A140 " bb cc dd ee ff gg", " one", "!",
		A140 " bb cc dd ee ff gg!"},
	    {A140 " bb cc dd ee ff gg hh ii", " one", "!",
		A140 " bb cc dd ee ff gg!"},
	};
	static const struct cut_case loop[] = {
	    {"", A140, "", A140 " 1 2 3 4 5 6 7 8 9"},
	};

	TEST("the last stretch is cut first, then the one before it")
	{
		CHECK_CUTS(f,
		    "{{ a | segment_fit: 1 }}{{ s | segment_fit: 1 }}{{ b }}",
		    both);
	}
	TEST("the smallest number of segments holds for all of the text")
	{
		CHECK_CUTS(f,
		    "{{ a | segment_fit: 1 }}{{ s | segment_fit: 3 }}{{ b }}",
		    both);
	}
	TEST("each round of a loop prints a stretch of its own")
	{
		CHECK_CUTS(f,
		    "{{ s }}{% for i in (1..30) %}"
		    "{{ i | prepend: ' ' | segment_fit: 1 }}{% endfor %}",
		    loop);
	}
}

static void
test_hopeless(struct fixture *f)
{
	static const struct cut_case strict[] = {
	    {A140, " one two", TIMES_140("b"),
		"! t:1:15: the text is already 2 segments without what "
		"'segment_fit' may cut, more than 1"},
	};
	static const struct cut_case lax[] = {
	    {A140, " one two", TIMES_140("b"), A140 TIMES_140("b")},
	};

	TEST("a text that cannot fit is an error")
	{
		CHECK_CUTS(f, usual_source, strict);
	}
	TEST("and as short as it gets when lax")
	{
		f->scope.lax = true;
		CHECK_CUTS(f, usual_source, lax);
		f->scope.lax = false;
	}
	TEST("what was rendered before is no part of the text")
	{
		struct error err = {0};
		struct template *template = template_parse(
		    slice_of("{{ name | segment_fit: 1 }} "), "t", 1, &err);

		buf_reset(&f->out);
		buf_adds(&f->out, A140 TIMES_140("y") " ");
		CHECK_INT(template_render(
			      template, &f->scope, &f->arena, &f->out, &err),
		    0);
		CHECK_STR(buf_text(&f->out), A140 TIMES_140("y") " Ana");
		template_free(template);
	}
}

/* ---- what outputs printed ------------------------------------------------ */

/* "<start+length>" for each output, behind the text. */
static struct buf *told;

static void
tell(void *context, size_t start, size_t length, struct slice name)
{
	(void)context;
	(void)name;
	buf_addf(told, "<%zu+%zu>", start, length);
}

static void
test_told(struct fixture *f)
{
	static const struct {
		const char *source, *want;
	} cases[] = {
	    {"{{ b }}{{ '' }}{{ s | segment_fit: 1 }}{{ '' }}{{ b }}.",
		"<0+4><4+0><4+10><14+0><14+4>"},
	    {"{{ a }}{{ b }}{{ s | segment_fit: 1 }}{{ b }}.",
		"<0+140><140+4><144+10><154+4>"},
	    {"{{ a }}{{ s | segment_fit: 1, '..' }}{{ '' }}"
	     "{{ a | segment_fit: 1 }}{{ b }}",
		"<0+140><140+10><150+0><150+6><156+4>"},
	    {"{{ a }}{{ s | segment_fit: 1, '..' }}{{ b }}{{ b }}{{ b }}",
		"<0+140><140+6><146+4><150+4><154+4>"},
	    {"{{ b }}{{ '  ' }}{{ '' | segment_fit: 1 }}", "<0+4><4+0><4+0>"},
	};
	struct buf json, list;
	size_t i;

	buf_init(&json, BUF_NO_CAP);
	buf_init(&list, BUF_NO_CAP);
	told = &list;
	f->scope.printed = tell;
	set_parts(f, &json, A140, " one two a", "stop");
	TEST("outputs are told of where the cuts have moved them to")
	{
		for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
			buf_reset(&list);
			(void)rendered(f, cases[i].source);
			CHECK_STR(buf_text(&list), cases[i].want);
		}
	}
	f->scope.printed = NULL;
	f->data = view_of(slice_of(usual));
	buf_release(&json);
	buf_release(&list);
}

/* ---- partials ----------------------------------------------------------- */

/* Any name finds the one template that the test has parsed. */
static struct template *stretch;

static const struct template *
find_partial(void *context, struct slice name, struct error *err)
{
	(void)context;
	(void)name;
	(void)err;
	return stretch;
}

static void
test_partials(struct fixture *f)
{
	static const struct cut_case cases[] = {
	    {A140, " two words and more!!", "", A140 " two words and"},
	};
	static const struct cut_case hopeless[] = {
	    {A140 A140, " one", "",
		"! p:1:8: the text is already 2 segments without what "
		"'segment_fit' may cut, more than 1"},
	};
	static const struct cut_case captured[] = {
	    {"", "", "", "! p:1:8: 'segment_fit' cannot cut what is captured"},
	};
	struct error err;

	stretch = template_parse(
	    slice_of("{{ s | segment_fit: 1 }}"), "p", 1, &err);
	f->scope.partial = find_partial;
	TEST("a stretch that a partial prints is part of the whole text")
	{
		CHECK_CUTS(f, "{{ a }}{% include 'p' %}{{ b }}", cases);
		CHECK_CUTS(f, "{{ a }}{% render 'p', s: s %}{{ b }}", cases);
		CHECK_CUTS(f, "{{ a }}{% include 'p' %}", hopeless);
	}
	TEST("what a partial prints into capture cannot be cut either")
	{
		CHECK_CUTS(f,
		    "{% capture x %}{% include 'p' %}{% endcapture %}",
		    captured);
	}
	f->scope.partial = NULL;
	template_free(stretch);
}

/* ---- against trying all ways -------------------------------------------- */

static unsigned
draw(uint64_t *seed, unsigned below)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (unsigned)((*seed >> 33) % below);
}

static const char *
draw_text(uint64_t *seed, unsigned most, struct buf *buf)
{
	static const char *const pieces[] = {
	    "a", "b", "c", " ", "d", "e", " ", "\xc3\xa9", EURO};
	const unsigned count = sizeof(pieces) / sizeof(pieces[0]);
	unsigned left = draw(seed, most + 1);

	buf_reset(buf);
	for (; left > 0; left--)
		buf_adds(buf, pieces[draw(seed, count)]);
	if (draw(seed, 10) == 0)
		buf_adds(buf, ACUTE);
	return buf_text(buf);
}

/* a, the first `kept` bytes of s, the ellipsis, b; no blanks at the end */
static struct slice
assemble(struct buf *buf, const char *a, struct slice kept,
    const char *ellipsis, const char *b)
{
	struct slice text;

	buf_reset(buf);
	buf_adds(buf, a);
	buf_addslice(buf, kept);
	buf_adds(buf, ellipsis);
	buf_adds(buf, b);
	text = buf_slice(buf);
	while (text.n > 0 && text.p[text.n - 1] == ' ')
		text.n--;
	return text;
}

/* May s end there?  Behind a word, or (second choice) inside of its first. */
static bool
may_end(const char *s, size_t at, bool inside)
{
	size_t start = strspn(s, " "), end = start + strcspn(s + start, " ");

	if (s[at - 1] == ' ' || ((unsigned char)s[at] & 0xc0) == 0x80)
		return false;
	return inside ? at < end : s[at] == ' ';
}

/* The text by trying all ends, the longest first; false: none fits. */
static bool
try_all(struct buf *buf, const char *a, const char *s, const char *b,
    size_t most, struct slice *text)
{
	size_t n = strlen(s), at;
	int inside;

	*text = assemble(buf, a, (struct slice){s, n}, "", b);
	if (count_segments(*text) <= most)
		return true;
	for (inside = 0; inside <= 1; inside++)
		for (at = n; at > 0; at--) {
			if (!may_end(s, at, inside != 0))
				continue;
			*text = assemble(
			    buf, a, (struct slice){s, at}, "..", b);
			if (count_segments(*text) <= most)
				return true;
		}
	*text = assemble(buf, a, slice_of(""), "", b);
	return count_segments(*text) <= most;
}

static void
test_best(struct fixture *f)
{
	enum { ROUNDS = 3000 };
	struct buf a, s, b, json, want;
	size_t i, most, wrong = 0, hopeless = 0;
	struct slice text;
	uint64_t seed = 1;
	char source[80];

	buf_init(&a, BUF_NO_CAP);
	buf_init(&s, BUF_NO_CAP);
	buf_init(&b, BUF_NO_CAP);
	buf_init(&json, BUF_NO_CAP);
	buf_init(&want, BUF_NO_CAP);
	f->scope.lax = true;
	TEST("the cut is the best one of all that are possible")
	{
		for (i = 0; i < ROUNDS; i++) {
			most = 1 + draw(&seed, 3);
			set_parts(f, &json, draw_text(&seed, 200, &a),
			    draw_text(&seed, 400, &s),
			    draw_text(&seed, 100, &b));
			(void)snprintf(source, sizeof(source),
			    "{{ a }}{{ s | segment_fit: %zu, '..' }}{{ b }}",
			    most);
			hopeless += !try_all(&want, buf_text(&a), buf_text(&s),
			    buf_text(&b), most, &text);
			wrong += !slice_equal(
			    slice_of(rendered(f, source)), text);
		}
		CHECK_INT(wrong, 0);
		CHECK(hopeless > 0 && hopeless < ROUNDS / 2);
	}
	f->scope.lax = false;
	f->data = view_of(slice_of(usual));
	buf_release(&a);
	buf_release(&s);
	buf_release(&b);
	buf_release(&json);
	buf_release(&want);
}

/* ---- sizes -------------------------------------------------------------- */

static void
test_sizes(struct fixture *f)
{
	struct buf json, words;
	size_t i;

	buf_init(&json, BUF_NO_CAP);
	buf_init(&words, BUF_NO_CAP);
	for (i = 0; i < 200000; i++)
		buf_adds(&words, i % 2 == 0 ? "word " : "\xc3\xa9t\xc3\xa9 ");
	set_parts(f, &json, "a ", buf_text(&words), " b");
	TEST("a megabyte is cut to what there is room for")
	{
		(void)rendered(f, usual_source);
		CHECK_INT(count_segments(buf_slice(&f->out)), 1);
		CHECK_INT(strlen(buf_text(&f->out)), 190);
		CHECK_STR(buf_text(&f->out) + 182, " \xc3\xa9t\xc3\xa9 b");
		(void)rendered(f, "{{ a }}{{ s | segment_fit: 100 }}{{ b }}");
		CHECK_INT(count_segments(buf_slice(&f->out)), 100);
	}
	TEST("a word of a megabyte is cut too")
	{
		memset(words.data, 'w', words.len);
		set_parts(f, &json, "a ", buf_text(&words), " b");
		CHECK_INT(strlen(rendered(f, usual_source)), 160);
	}
	TEST("thousands of stretches cost no more than their text")
	{
		CHECK_STR(rendered(f,
			      "{% for i in (1..30000) %}"
			      "{{ 'x ' | segment_fit: 1 }}{% endfor %}"),
		    TIMES_50("x ") TIMES_10("x ")
			TIMES_10("x ") "x x x x x x x x x x");
	}
	f->data = view_of(slice_of(usual));
	buf_release(&json);
	buf_release(&words);
}

int
main(void)
{
	struct fixture fixture;

	fixture_init(&fixture);
	test_places(&fixture);
	test_words(&fixture);
	test_parts_of_words(&fixture);
	test_alphabets(&fixture);
	test_stretches(&fixture);
	test_hopeless(&fixture);
	test_told(&fixture);
	test_partials(&fixture);
	test_best(&fixture);
	test_sizes(&fixture);
	fixture_release(&fixture);
	return test_done();
}
