/* SPDX-License-Identifier: ISC */
/*
 * The longest text of a template: tables, and renderings of calls made up at
 * random, none of which may cost more.
 */
#include "template/bound.h"
#include "template/bounds.h"
#include "template/filter.h"
#include "tests/unit/template_fixture.h"
#include "text/segment.h"

#include <stdlib.h>

static const struct {
	const char *path;
	size_t max;
	const char *sample;
} declared[] = {
    {"a", 5, "word"},
    {"b", 3, NULL},
    {"wide", 4, "\xc5\x82"}, /* l with stroke: not in the GSM alphabet */
    {"euro", 3, "\xe2\x82\xac"}, /* two septets each */
    {"at", 0, "2026-12-08T14:30:00Z"},
    {"list.0", 2, "it"},
};

static bool
find_declared(void *context, struct slice path, struct bound_variable *variable)
{
	size_t i;

	(void)context;
	for (i = 0; i < sizeof(declared) / sizeof(declared[0]); i++) {
		if (!slice_is(path, declared[i].path))
			continue;
		*variable = (struct bound_variable){
		    declared[i].max, slice_of(declared[i].sample)};
		return true;
	}
	return false;
}

static bool
is_fixed(void *context, struct slice name)
{
	(void)context;
	return slice_is(name, "brand");
}

/* "TEXT <tag|tag> !open", a line for each body. */
static void
show_body(void *context, const struct bound_body *body)
{
	struct buf *out = context;
	size_t i;

	if (out->len > 0)
		buf_addc(out, '\n');
	buf_addslice(out, body->text);
	for (i = 0; i < body->path_length; i++)
		buf_addf(out, "%s%.*s", i == 0 ? " <" : "|",
		    SLICE_ARG(body->path[i].label));
	if (body->path_length > 0)
		buf_addc(out, '>');
	if (body->open != NULL)
		buf_addf(out, " !%d:%d %.*s", body->open->line,
		    body->open->column, SLICE_ARG(body->open->label));
}

static const char *
bounded(struct fixture *f, const char *source)
{
	const struct bound_scope scope = {
	    .scope = &f->scope, .fixed = is_fixed, .declared = find_declared};
	struct error err = {0};
	struct template *template = template_parse(
	    slice_of(source), "t", 1, &err);

	buf_reset(&f->out);
	arena_reset(&f->arena);
	if (template == NULL ||
	    template_bound(
		template, &scope, &f->arena, show_body, &f->out, &err) != 0)
		buf_addf(&f->out, "! %s", err.text);
	template_free(template);
	return buf_text(&f->out);
}

static void
check_bounds(
    struct fixture *f, const struct example *examples, size_t count, int line)
{
	size_t i;

	for (i = 0; i < count; i++)
		test_slice(slice_of(bounded(f, examples[i].source)),
		    slice_of(examples[i].want), __FILE__, line,
		    examples[i].source);
}

#define BOUNDS(f, examples)           \
	check_bounds((f), (examples), \
	    sizeof(examples) / sizeof((examples)[0]), __LINE__)

static void
test_values(struct fixture *f)
{
	static const struct example examples[] = {
	    {"fixed text", "fixed text"},
	    {"{{ brand.name }}", "Maple Street Dental"},
	    {"{{ a }},{{ b }}", "wordw,xxx"},
	    {"{{ a | upcase }} {{ a | append: '!' }}", "WORDW wordw!"},
	    {"{{ brand.name | truncate: 8 }}", "Maple..."},
	    {"{{ nosuch }}", "xxxxxxxxxxxxxxxx !1:4 nosuch"},
	    {"{{ at }}", "2026-12-08T14:30:00Z !1:4 at"},
	    {"{{ nosuch | truncate: 4 }}", "xxxx"},
	    {"{{ a | default: 'somebody' }}", "somebody"},
	    {"{{ a | replace: 'o', '00' }}", "wordwwordw"},
	    {"{{ a | size }} {{ a | escape | size }}", "999999 999999"},
	    {"{{ a | split: '' | join: '-' }}", "wordw !1:8 split"},
	    {"{% assign x = a | append: b %}{{ x }}{{ x }}",
		"wordwxxxwordwxxx"},
	    {"{% capture x %}[{{ a }}]{% endcapture %}{{ x | upcase }}",
		"[WORDW]"},
	    {"{% increment c %}", "999999"},
	    {"{% cycle 'a', 'bbb', 'cc' %}", "bbb"},
	    {"{% raw %}{{ a }}{% endraw %}{% comment %}x{% endcomment %}",
		"{{ a }}"},
	    {"{{ at | date: '%A' }}", "Wednesday"},
	    {"{{ a | date: '' }}", "wordw"},
	    {"{{ nosuch | date: '%-d. %B %-I %p' | size }}", "17"},
	    {"{{ nosuch | date: '%a' | replace: 'Wed', 'Wednesday' }}",
		"Wednesday"},
	    {"{% liquid\n echo a\n echo b %}", "wordwxxx"},
	};

	TEST("declared values are as long as they may be")
	{
		BOUNDS(f, examples);
	}
	TEST("the longest day is found in the language of the text")
	{
		static const struct example spanish[] = {
		    {"{{ at | date: '%-d de %B' }}", "20 de septiembre"},
		};

		f->scope.language = "es";
		BOUNDS(f, spanish);
		f->scope.language = NULL;
	}
}

static void
test_messages(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ wide | gsm7 }} {{ a | gsm7 }}", "llll wordw"},
	    {"{{ nosuch | phone }}", "999999999999999999999"},
	    {"{{ nosuch | money }}", "999999999999999999999999"},
	    {"{{ brand.size | ordinal }}", "7th"},
	    {"{{ at | time_zone: 'UTC' }}", "99999999999999999999999999999"},
	    {"{{ at | time_zone: 'UTC' | date: '%A' }}", "Wednesday"},
	    {"{{ a | segment_fit: 1 }}", "wordw"},
	    {"{{ brand.name | segment_fit: 1 }}.", "Maple Street Dental."},
	    {"{{ a | segment_fit: b }}", "wordw"},
	    {"{{ nosuch | segment_fit: b }}", "xxxxxxxxxxxxxxxx !1:4 nosuch"},
	};
	static const char open[] =
	    "Hi {{ nosuch | segment_fit: 2 }}{{ a }} Reply STOP";

	TEST("what a filter for messages prints has a limit")
	{
		BOUNDS(f, examples);
	}
	TEST("a text that is cut to its segments is no longer than they are")
	{
		struct segment_count count;

		segment_count(slice_of(bounded(f, open)), &count);
		CHECK_INT(count.segments, 2);
		CHECK_INT(count.left, 0);
		CHECK_STR(
		    buf_text(&f->out) + f->out.len - 16, "wordw Reply STOP");
	}
}

static void
test_branches(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{% if a %}with {{ a }}{% else %}alone{% endif %}",
		"with wordw <if a>\nalone <else>"},
	    {"{% if a %}x{% endif %}.", "x. <if a>"},
	    {"{% if a %}x{% elsif b %}yyy{% else %}zz{% endif %}",
		"yyy <elsif b>\nx <if a>\nzz <else>"},
	    {"{% unless a %}none{% endunless %}", "none <unless a>"},
	    {"{% if brand.name %}always{% else %}never and never{% endif %}",
		"always <if brand.name>"},
	    {"{% if brand.nosuch %}never{% else %}always{% endif %}",
		"always <else>"},
	    {"{% unless brand.name == blank %}y{% endunless %}",
		"y <unless brand.name == blank>"},
	    {"{% case a %}{% when 'q', b %}one{% when 'q' %}two{% endcase %}",
		"oneonetwo <when 'q', b|when 'q', b|when 'q'>"},
	    {"{% case a %}{% when 'q' %}one{% when 'r', 's' %}three"
	     "{% else %}no{% endcase %}",
		"three <when 'r', 's'>\none <when 'q'>\nno <else>"},
	    {"{% if a %}{% if b %}inner{% endif %}{% else %}outer!{% endif %}",
		"outer! <else>\ninner <if a|if b>"},
	    {"{% if a %}{% assign x = 'long' %}{% else %}{% assign x = 'no' %}"
	     "{% endif %}{{ x }}",
		"long <if a>\nlong <else>"},
	    /* One wide letter makes 70 characters of 160: the shorter costs. */
	    {"{% if a %}0123456789012345678901234567890123456789"
	     "01234567890123456789012345678901234567890123456789"
	     "{% else %}\xc5\x82"
	     "0123456789012345678901234567890123456789"
	     "0123456789012345678901234567890{% endif %}",
		"\xc5\x82"
		"0123456789012345678901234567890123456789"
		"0123456789012345678901234567890 <else>\n"
		"0123456789012345678901234567890123456789"
		"01234567890123456789012345678901234567890123456789 <if a>"},
	    {"{% if a %}{{ euro }}{% else %}12345{% endif %}",
		"\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac <if a>\n12345 <else>"},
	};

	TEST("of two ways the one that costs more is taken, the others follow")
	{
		BOUNDS(f, examples);
	}
}

static void
test_loops(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{% for i in (1..3) %}{{ i }},{% endfor %}", "1,2,3,"},
	    {"{% for i in list limit: 2 %}{{ i }} {% endfor %}",
		"it it  <for i in list limit: 2>"},
	    {"{% for i in list %}{{ i }}{% else %}nothing{% endfor %}",
		"nothing <else> !1:13 list\n"
		"it <for i in list> !1:13 list"},
	    {"{% for i in (1..2) %}{% if a %}y{% else %}no{% endif %}"
	     "{% endfor %}",
		"nono <else|else>\nyy <if a|if a>"},
	    {"{% assign x = '' %}{% for i in (1..3) %}"
	     "{% assign x = x | append: a %}{% endfor %}{{ x }}",
		"wordwwordwwordw"},
	    {"{% for i in (1..900) %}x{% endfor %}{% for i in (1..2) %}{{ "
	     "forloop.index }}{% endfor %}",
		NULL},
	};
	size_t i;

	TEST("loops go as far as they can")
	{
		for (i = 0; examples[i].want != NULL; i++)
			check_bounds(f, &examples[i], 1, __LINE__);
		CHECK(strstr(bounded(f, examples[i].source),
			  "999999999999 !1:13 (1..900)") != NULL);
		(void)bounded(f,
		    "{% assign s = '' %}{% for i in (1..60) %}"
		    "{% capture s %}{{ s }}{{ s }}{% if a %}{% else %}"
		    "{% endif %}{% endcapture %}{% endfor %}{{ s }}");
		CHECK(f->out.len > 0 && f->out.len < 1024 * 1024);
	}
}

/* ---- gaps and parts ----------------------------------------------------- */

/* "TEXT <tag|not tag>", a line for each body. */
static void
show_gaps(void *context, const struct bound_body *body)
{
	struct buf *out = context;
	size_t i;

	if (out->len > 0)
		buf_addc(out, '\n');
	buf_addf(out, "%.*s <", SLICE_ARG(body->text));
	for (i = 0; i < body->path_length; i++)
		buf_addf(out, "%s%s%.*s", i == 0 ? "" : "|",
		    body->path[i].gap ? "not " : "",
		    SLICE_ARG(body->path[i].label));
	buf_addc(out, '>');
}

/* "AT:text" for what stands in the source, "@AT:text" for outputs. */
static void
show_parts(void *context, const struct bound_body *body)
{
	const struct bound_part *part;
	struct buf *out = context;
	size_t i;

	if (out->len > 0)
		buf_addc(out, '\n');
	for (i = 0; i < body->part_count; i++) {
		part = &body->parts[i];
		buf_addf(out, "%s%s%zu:%.*s", i == 0 ? "" : " ",
		    part->literal ? "" : "@", part->at, (int)part->length,
		    body->text.p + part->start);
	}
}

static const char *
told(struct fixture *f, const char *source,
    void (*tell)(void *context, const struct bound_body *body))
{
	const struct bound_scope scope = {.scope = &f->scope,
	    .fixed = is_fixed,
	    .declared = find_declared,
	    .gaps = true};
	struct error err = {0};
	struct template *template = template_parse(
	    slice_of(source), "t", 1, &err);

	buf_reset(&f->out);
	arena_reset(&f->arena);
	if (template == NULL ||
	    template_bound(template, &scope, &f->arena, tell, &f->out, &err) !=
		0)
		buf_addf(&f->out, "! %s", err.text);
	template_free(template);
	return buf_text(&f->out);
}

static void
test_gaps(struct fixture *f)
{
	TEST("not to print a tag that has no else is a way of its own")
	{
		CHECK_STR(told(f, "a{% if a %}x{% endif %}", show_gaps),
		    "ax <if a>\na <not if a>");
		CHECK_STR(
		    told(f, "{% if a %}x{% else %}yy{% endif %}", show_gaps),
		    "yy <else>\nx <if a>");
		CHECK_STR(told(f, "{% unless a %}x{% endunless %}", show_gaps),
		    "x <unless a>\n <not unless a>");
		CHECK_STR(told(f, "{% case a %}{% when 1 %}x{% endcase %}.",
			      show_gaps),
		    "x. <when 1>\n. <not case a>");
		CHECK_STR(told(f, "{% for i in list limit: 1 %}x{% endfor %}.",
			      show_gaps),
		    "x. <for i in list limit: 1>\n"
		    ". <not for i in list limit: 1>");
		CHECK_STR(told(f, "{% if brand.name %}x{% endif %}", show_gaps),
		    "x <if brand.name>");
	}
}

static void
test_parts(struct fixture *f)
{
	TEST("each part of a longest text knows where it comes from")
	{
		CHECK_STR(told(f, "Hi {{ b }}, bye", show_parts),
		    "0:Hi  @5:xxx 10:, bye");
		CHECK_STR(told(f, "{% if a %}no{% else %}yes{% endif %}.",
			      show_parts),
		    "22:yes 36:.\n10:no 36:.");
		CHECK_STR(told(f, "{{ b | default: 'friend' }}", show_parts),
		    "@2:friend");
		CHECK_STR(told(f, "{% capture x %}STOP{% endcapture %}-{{ x }}",
			      show_parts),
		    "35:- 15:STOP");
	}
	TEST("what stands around a value that is cut is still known")
	{
		CHECK_STR(told(f,
			      "Hi {{ brand.name | segment_fit: 1 }}. "
			      "0123456789012345678901234567890123456789"
			      "0123456789012345678901234567890123456789"
			      "0123456789012345678901234567890123456789"
			      "0123456789012345678901234567890123456789",
			      show_parts),
		    "0:Hi  36:. "
		    "0123456789012345678901234567890123456789"
		    "0123456789012345678901234567890123456789"
		    "0123456789012345678901234567890123456789"
		    "0123456789012345678901234567890123456789");
	}
}

/* ---- against renderings ------------------------------------------------- */

static uint32_t
next_random(uint32_t *state, uint32_t below)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 8) % below;
}

/* Up to `max` letters, some not in the GSM alphabet; or nothing. */
static void
add_member(struct buf *json, uint32_t *state, const char *name, size_t max)
{
	static const char *const letters[] = {
	    "a", "B", " ", "9", "-", "&", "e", "o"};
	size_t n = next_random(state, (uint32_t)max + 1);

	if (next_random(state, 4) == 0)
		return;
	buf_addf(json, "%s\"%s\":\"", json->len > 1 ? "," : "", name);
	while (n-- > 0)
		buf_adds(json, letters[next_random(state, 8)]);
	buf_addc(json, '"');
}

static const char *const templates[] = {
    "{{ a | default: 'you' }}: {{ b | default: '-' | upcase }}{% if a %}, {{ a "
    "| escape | default: 'x' }}{% elsif b == 'B' %}{{ b }}{{ b }}{% endif %}",
    "{% for i in (1..4) %}{% if a contains i %}{{ a | default: '' }}{% else "
    "%}{{ b | append: '--' }}{% endif %}{% endfor %}",
    "{% case a.size %}{% when 1 %}{{ a | url_encode }}{% when 2, 3 %}{{ a | "
    "prepend: 'ab' | capitalize }}{% else %}{{ b | truncate: 2 }}{% endcase %}",
    "{% assign x = a | default: 'long enough' %}{% unless b %}{% assign x = x "
    "| replace: 'o', 'oo' %}{% endunless %}{{ x | strip }}{{ a | size }}",
    "{{ a | base64_encode }}{{ a | newline_to_br }}{{ b | slice: 0, 2 }}",
    "{% if a > b %}{{ a | plus: 1 }}{% endif %}{% cycle 'x', 'yyy' %}"
    "{{ a | truncatewords: 1 }}",
};

struct longest {
	struct segment_count count;
	bool seen;
};

static void
take_longest(void *context, const struct bound_body *body)
{
	struct longest *longest = context;

	if (!longest->seen)
		segment_count(body->text, &longest->count);
	longest->seen = true;
}

/* Renders the template for that call: how much more than its bound? */
static void
check_call(struct fixture *f, const struct template *template,
    const struct longest *longest, struct slice call)
{
	struct segment_count count;
	struct error err;

	f->data = view_of(call);
	buf_reset(&f->out);
	arena_reset(&f->arena);
	if (template_render(template, &f->scope, &f->arena, &f->out, &err) != 0)
		return;
	segment_count(buf_slice(&f->out), &count);
	if (count.units > longest->count.units)
		(void)printf(
		    "# %.*s gives '%s'\n", SLICE_ARG(call), buf_text(&f->out));
	CHECK(count.units <= longest->count.units);
}

static void
test_renderings(struct fixture *f)
{
	const struct bound_scope scope = {
	    .scope = &f->scope, .fixed = is_fixed, .declared = find_declared};
	struct template *template;
	struct longest longest;
	uint32_t state = 20261125;
	struct error err = {0};
	struct buf call;
	size_t i;
	int n;

	buf_init(&call, BUF_NO_CAP);
	f->scope.lax = true;
	TEST("no call renders to more than the longest text")
	{
		for (i = 0; i < sizeof(templates) / sizeof(templates[0]); i++) {
			longest.seen = false;
			template = template_parse(
			    slice_of(templates[i]), "t", 1, &err);
			CHECK_STR(err.text, "");
			CHECK_INT(template_bound(template, &scope, &f->arena,
				      take_longest, &longest, &err),
			    0);
			for (n = 0; n < 400; n++) {
				buf_reset(&call);
				buf_addc(&call, '{');
				add_member(&call, &state, "a", 5);
				add_member(&call, &state, "b", 3);
				buf_addc(&call, '}');
				check_call(
				    f, template, &longest, buf_slice(&call));
			}
			template_free(template);
		}
	}
	buf_release(&call);
}

int
main(void)
{
	struct fixture fixture;
	const char *unknown;

	fixture_init(&fixture);
	test_values(&fixture);
	test_messages(&fixture);
	test_branches(&fixture);
	test_loops(&fixture);
	test_gaps(&fixture);
	test_parts(&fixture);
	TEST("what would be too long for any rendering has no bound")
	{
		CHECK(strstr(bounded(&fixture,
				 "{% assign s = a %}{% for i in (1..60) %}"
				 "{% assign s = s | append: s %}{% endfor %}"
				 "{{ s }}"),
			  "too long") != NULL);
		CHECK(strlen(bounded(
			  &fixture, "{{ nosuch | truncate: 9999999999 }}")) ==
		    TEMPLATE_OUTPUT_MAX);
	}
	TEST("every filter has a rule")
	{
		unknown = filter_without(bound_knows_filter);
		CHECK_STR(unknown != NULL ? unknown : "", "");
	}
	test_renderings(&fixture);
	fixture_release(&fixture);
	return test_done();
}
