/* SPDX-License-Identifier: ISC */
#include "tests/unit/template_fixture.h"

#include <stdlib.h>

/* ---- the language ------------------------------------------------------ */

static void
test_output(struct fixture *f)
{
	static const struct example plain[] = {
	    {"", ""},
	    {"no tags, { or } or %}", "no tags, { or } or %}"},
	    {"Hi {{ name }}!", "Hi Ana!"},
	    {"{{name}}{{ n }}{{ price }}{{ yes }}", "Ana312.50true"},
	    {"{{ note }}", "say \"hi\""},
	    {"{{ 'it' }} {{ \"is\" }} {{ 5 }} {{ -1.50 }} {{ false }}",
		"it is 5 -1.50 false"},
	    {"{{ }}{{ nil }}{{ blank }}{{ empty }}", ""},
	    {"{{ (1..3) }}", "1..3"},
	    {"{{ list }}", "abc"},
	};
	static const struct example paths[] = {
	    {"{{ brand.name }}", "Maple Street Dental"},
	    {"{{ brand['name'] }}", "Maple Street Dental"},
	    {"{{ ['brand'] . name }}", "Maple Street Dental"},
	    {"{{ appointment[key] }}", "cleaning"},
	    {"{{ list[0] }}{{ list[-1] }}{{ list.first }}{{ list.last }}",
		"acac"},
	    {"{{ list.size }} {{ name.size }} {{ appointment.size }}", "3 3 4"},
	    {"{{ brand.size }}", "7"},
	    {"{{ items[1].k }}{{ items.first.k }}", "yx"},
	    {"{{ nested[0][1] }}", "2"},
	    {"{% assign r = (2..5) %}{{ r.last }}{{ r.size }}", "54"},
	};
	static const struct example trimmed[] = {
	    {"a {{- 'b' -}} c", "abc"},
	    {"a \n{%- if yes -%}\n b \n{%- endif -%}\n c", "abc"},
	    {"a {{ 'b' -}} \t\n", "a b"},
	    {"{% if yes %}  {% endif %}", ""},
	    {"{% if yes %} x {% endif %}", " x "},
	};

	TEST("output prints values and literals")
	{
		CHECK_ALL(f, plain);
	}
	TEST("paths lead through objects and lists")
	{
		CHECK_ALL(f, paths);
	}
	TEST("dashes and empty blocks take blanks away")
	{
		CHECK_ALL(f, trimmed);
	}
}

static void
test_conditions(struct fixture *f)
{
	static const struct example operators[] = {
	    {"{% if n == 3 %}a{% endif %}{% if n == 3.0 %}b{% endif %}", "ab"},
	    {"{% if n != 3 %}a{% endif %}{% if n <> 4 %}b{% endif %}", "b"},
	    {"{% if n < 4 and n <= 3 and n > 2 and n >= 3 %}a{% endif %}", "a"},
	    {"{% if name < 'Bob' %}a{% endif %}", "a"},
	    {"{% if n == '3' %}a{% else %}b{% endif %}", "b"},
	    {"{% if list contains 'b' %}a{% endif %}", "a"},
	    {"{% if name contains 'na' %}a{% endif %}", "a"},
	    {"{% if brand contains 'name' %}a{% endif %}", "a"},
	    {"{% if (1..3) contains 2 %}a{% endif %}", "a"},
	    {"{% if list contains nosuch %}a{% else %}b{% endif %}", "b"},
	    {"{% if bare == empty %}a{% endif %}", "a"},
	    {"{% if bare == blank and none == blank %}a{% endif %}", "a"},
	    {"{% if none == nil and nosuch == nil %}a{% endif %}", "a"},
	    {"{% if list == list and brand == brand %}a{% endif %}", "a"},
	    {"{% if none < 1 or 1 < none %}a{% else %}b{% endif %}", "b"},
	    {"{% if 0 %}a{% endif %}{% if bare %}b{% endif %}", "ab"},
	    {"{% if no %}a{% endif %}{% if none %}b{% endif %}", ""},
	};
	/* From the left these would read (no and no) or yes, and so on. */
	static const struct example groups[] = {
	    {"{% if yes or no and no %}a{% else %}b{% endif %}", "a"},
	    {"{% if no and no or yes %}a{% else %}b{% endif %}", "b"},
	    {"{% if no and yes or yes and yes %}a{% else %}b{% endif %}", "b"},
	    {"{% if no or yes and yes %}a{% else %}b{% endif %}", "a"},
	};
	static const struct example branches[] = {
	    {"{% if no %}a{% elsif n == 3 %}b{% else %}c{% endif %}", "b"},
	    {"{% if no %}a{% elsif no %}b{% else %}c{% endif %}", "c"},
	    {"{% if no %}a{% else %}b{% elsif yes %}c{% endif %}", "b"},
	    {"{% unless yes %}a{% else %}b{% endunless %}", "b"},
	    {"{% unless no %}a{% endunless %}", "a"},
	    {"{% unless yes %}a{% elsif yes %}b{% endunless %}", "b"},
	    {"{% case n %} x {% when 1, 2 %}a{% when 3 or 4 %}b{% endcase %}",
		"b"},
	    {"{% case name %}{% when 'Bo' %}a{% else %}b{% endcase %}", "b"},
	    {"{% case nosuch %}{% when nil %}a{% endcase %}", "a"},
	    {"{% assign x = 1 %}{% case x %}{% when 1 %}a{% assign x = 2 %}"
	     "{% when 2, 2 %}b{% else %}c{% endcase %}",
		"abb"},
	};

	TEST("operators compare by value and kind")
	{
		CHECK_ALL(f, operators);
	}
	TEST("and and or are read from the right, without precedence")
	{
		CHECK_ALL(f, groups);
	}
	TEST("branches are taken in order")
	{
		CHECK_ALL(f, branches);
	}
}

static void
test_loops(struct fixture *f)
{
	static const struct example loops[] = {
	    {"{% for x in list %}{{ x }}{% endfor %}", "abc"},
	    {"{% for x in list reversed limit:2 offset:1 %}{{ x }}{% endfor %}",
		"cb"},
	    {"{% for x in list offset: 9 %}{{ x }}{% else %}-{% endfor %}",
		"-"},
	    {"{% for x in nosuch %}{{ x }}{% else %}-{% endfor %}", "-"},
	    {"{% for x in (1..n) %}{{ x }}{% endfor %}", "123"},
	    {"{% for x in list %}{% if x == 'b' %}{% break %}{% endif %}"
	     "{{ x }}{% endfor %}",
		"a"},
	    {"{% for x in list %}{% if x == 'b' %}{% continue %}{% endif %}"
	     "{{ x }}{% endfor %}",
		"ac"},
	    {"{% for x in list %}{{ forloop.index }}{{ forloop.rindex0 }}"
	     "{{ forloop.first }}{{ forloop.last }} {% endfor %}",
		"12truefalse 21falsefalse 30falsetrue "},
	    {"{% for x in nested %}{% for y in x %}"
	     "{{ forloop.parentloop.index }}{{ y }} {% endfor %}{% endfor %}",
		"11 12 23 "},
	    {"{% for x in brand %}{{ x[0] }}={{ x[1] }};{% endfor %}",
		"name=Maple Street Dental;size=7;"},
	    {"{% for x in list limit: 1 %}{{ x }}{% endfor %}-"
	     "{% for x in list offset: continue %}{{ x }}{% endfor %}",
		"a-bc"},
	    {"{% for x in 'text' %}{{ x }}{% endfor %}", "text"},
	};

	TEST("for goes over lists, ranges, objects and texts")
	{
		CHECK_ALL(f, loops);
	}
}

static void
test_tags(struct fixture *f)
{
	static const struct example others[] = {
	    {"{% assign x = 'v' | append: n %}{{ x }}", "v3"},
	    {"{% assign name = 'Bo' %}{{ name }}", "Bo"},
	    {"{% assign a = appointment %}{{ a.service }}", "cleaning"},
	    {"{% capture x %}<{{ name }}>{% endcapture %}{{ x }}{{ x }}",
		"<Ana><Ana>"},
	    {"a{% comment %}{{ x }}{% comment %}{% endcomment %}{% if %}"
	     "{% endcomment %}b",
		"ab"},
	    {"a{% # one line %}b{%-\n # or\n # more -%} c", "abc"},
	    {"{% raw %}{{ name }} {% if %}{% endraw %}", "{{ name }} {% if %}"},
	    {"{% echo name | upcase %}", "ANA"},
	    {"{% for x in list %}{% assign y = forloop %}{% endfor %}"
	     "{{ y.length }}",
		"3"},
	};

	TEST("the other tags do what Liquid's do")
	{
		CHECK_ALL(f, others);
	}
	TEST("data is never read as a template")
	{
		f->data = view_of(slice_of("{\"x\":\"{{ y }}{% if %}\","
					   "\"y\":\"no\"}"));
		CHECK_STR(rendered(f, "{{ x }}{{ x | append: '{{ y }}' }}"),
		    "! t:1:23: a quote is never closed");
		CHECK_STR(rendered(f, "{{ x }}{{ x | append: x | upcase }}"),
		    "{{ y }}{% if %}{{ Y }}{% IF %}{{ Y }}{% IF %}");
		f->data = view_of(slice_of(usual));
	}
}

/* ---- strictness, errors, limits ---------------------------------------- */

static const struct example undefined[] = {
    {"Hi {{ nosuch }},", "! t:1:7: 'nosuch' is not defined"},
    {"Hi {{ none }},", "! t:1:7: 'none' is not defined"},
    {"\n\n é {{ nosuch | upcase }}", "! t:3:7: 'nosuch' is not defined"},
    {"{{ appointment.servce }}",
	"! t:1:4: 'appointment.servce' is not defined, did you mean "
	"'service'?"},
    {"{{ name | append: nosuch }}", "! t:1:19: 'nosuch' is not defined"},
    {"{{ list[7] }}", "! t:1:4: 'list[7]' is not defined"},
    {"{{ '' | split: ',' | first }}", "! t:1:22: filter 'first' gave nothing"},
    {"{{ '' | split: ',' | first | upcase }}",
	"! t:1:22: filter 'first' gave nothing"},
    {"{% assign x = nosuch %}{{ x }}", "! t:1:27: 'x' is not defined"},
    {"{{ appointment }}",
	"! t:1:4: 'appointment' is an object, which has no text"},
    {"{{ items }}", "! t:1:4: an object has no text"},
    {"{{ items | join: ', ' }}", "! t:1:12: an object has no text"},
    {"{{ name | append: appointment }}", "! t:1:11: an object has no text"},
    {"{{ name | append: list }}", "! t:1:11: a list has no text"},
    {"{% for i in list %}{{ name | append: forloop }}{% endfor %}",
	"! t:1:30: a loop has no text"},
    {"{% cycle nosuch, 'a' %}", "! t:1:10: 'nosuch' is not defined"},
    {"{% for i in list limit: nosuch %}{{ i }}{% endfor %}",
	"! t:1:25: 'nosuch' is not defined"},
    {"{% for i in list offset: none %}{{ i }}{% endfor %}",
	"! t:1:26: 'none' is not defined"},
    {"{% tablerow i in list cols: nosuch %}{{ i }}{% endtablerow %}",
	"! t:1:29: 'nosuch' is not defined"},
    {"{{ 1000000000.0 | times: 1000000000.0 | round }}", "1000000000000000000"},
    {"{% assign x = 10.0 %}{% for i in (1..9) %}"
     "{% assign x = x | times: x %}{% endfor %}{{ x }}",
	"! t:1:61: a number is not finite"},
};

static const struct example passed[] = {
    {"Hi {{ nosuch }},{{ none | upcase }}{{ list[7] }}", "Hi ,"},
    {"{{ name | append: nosuch.deeper }}", "Ana"},
    {"{{ 'next week' | date: '%F' }}", "next week"},
    {"{{ 0 | date: '%Q50' }}", "%Q50"},
    {"{{ items[0] }} {{ list | append: '' }}",
	"{\"k\"=>\"x\"} [\"a\", \"b\", \"c\"]"},
    {"{{ price }} {{ 'x' | plus: 1 }}", "12.5 1"},
    {"{{ nosuch | plus: 1 }}", "1"},
    {"{{ items }}", "{\"k\"=>\"x\"}{\"k\"=>\"y\"}"},
    {"{% cycle nosuch, 'a' %}", ""},
    {"{% for i in list limit: nosuch %}{{ i }}{% endfor %}", "abc"},
};

static void
test_strict(struct fixture *f)
{
	TEST("what is undefined is an error where it is printed or filtered")
	{
		CHECK_ALL(f, undefined);
	}
	TEST("lax lets pass what Liquid lets pass")
	{
		f->scope.lax = true;
		CHECK_ALL(f, passed);
		f->scope.lax = false;
	}
	TEST("a rendering that fails leaves the output as it was")
	{
		struct error err;
		struct template *template = template_parse(
		    slice_of("text {{ nosuch }}"), "t", 1, &err);

		buf_reset(&f->out);
		buf_adds(&f->out, "before");
		CHECK_INT(template_render(
			      template, &f->scope, &f->arena, &f->out, &err),
		    -1);
		CHECK_STR(buf_text(&f->out), "before");
		CHECK_INT(err.code, EX_DATAERR);
		template_free(template);
	}
}

static void
test_mistakes(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ name | upcse }}",
		"! t:1:11: unknown filter 'upcse', did you mean 'upcase'?"},
	    {"{{ name | zzz }}", "! t:1:11: unknown filter 'zzz'"},
	    {"{% asign x = 1 %}",
		"! t:1:4: unknown tag 'asign', did you mean 'assign'?"},
	    {"{% if yes %}{% elseif no %}{% endif %}",
		"! t:1:16: unknown tag 'elseif', did you mean 'elsif'?"},
	    {"{% endif %}", "! t:1:4: unknown tag 'endif'"},
	    {"a {% if yes %}b", "! t:1:6: 'if' is never closed"},
	    {"{% comment %}b", "! t:1:4: 'comment' is never closed"},
	    {"{% raw %}b", "! t:1:4: 'raw' is never closed"},
	    {"a {{ name }", "! t:1:3: '{{' is never closed"},
	    {"a {% if name }}", "! t:1:3: '{%' is never closed"},
	    {"{{ name | append }}",
		"! t:1:11: filter 'append' takes 1 argument, not 0"},
	    {"{{ name | truncate: 1, 2, 3 }}",
		"! t:1:11: filter 'truncate' takes 0 to 2 arguments, not 3"},
	    {"{{ name | upcase: x: 1 }}",
		"! t:1:19: filter 'upcase' has no argument 'x'"},
	    {"{{ name.0 }}", "! t:1:9: expected a name instead of '0'"},
	    {"{{ @name }}", "! t:1:4: expected a value instead of '@'"},
	    {"{{ 'name }}", "! t:1:4: a quote is never closed"},
	    {"{% if name = 'x' %}{% endif %}",
		"! t:1:12: expected the end of the tag instead of '='"},
	    {"{% if %}{% endif %}", "! t:1:7: expected a value"},
	    {"{% for x list %}{% endfor %}",
		"! t:1:10: expected 'in' instead of 'list'"},
	    {"{% assign x %}", "! t:1:13: expected '='"},
	    {"{% if '2' > 1 %}{% endif %}",
		"! t:1:7: '>' cannot compare a text with a number"},
	    {"{{ name | truncate: 'x' }}", "! t:1:11: 'x' is no whole number"},
	    {"{{ (1..2 }}", "! t:1:10: expected ')'"},
	    {"{% %}", "! t:1:4: expected the name of a tag"},
	};

	TEST("a mistake is named with its place and what was probably meant")
	{
		CHECK_ALL(f, examples);
	}
	TEST("messages count from the line that the template starts at")
	{
		struct error err;

		CHECK(template_parse(slice_of("a\n{{ 'x }}"),
			  "templates/a.yaml", 7, &err) == NULL);
		CHECK_STR(
		    err.text, "templates/a.yaml:8:4: a quote is never closed");
	}
}

/* `count` copies of a text. */
static char *
repeated(const char *text, size_t count)
{
	struct buf buf;

	buf_init(&buf, BUF_NO_CAP);
	while (count-- > 0)
		buf_adds(&buf, text);
	return buf_take(&buf);
}

static void
check_repeated(
    struct fixture *f, const char *text, size_t count, const char *want)
{
	char *source = repeated(text, count);

	CHECK_STR(rendered(f, source), want);
	free(source);
}

/* Renders that in a long loop, with data of 64 KiB and more. */
static void
check_looks(struct fixture *f, const char *source)
{
	char *text = repeated("a", 1 << 16), *items = repeated("1,", 1 << 15);
	struct view data = f->data;
	struct buf json, loop;

	buf_init(&json, BUF_NO_CAP);
	buf_init(&loop, BUF_NO_CAP);
	buf_addf(&json, "{\"long\":\"%s\",\"o\":{\"long\":\"%s\"},\"l\":[%s2]}",
	    text, text, items);
	buf_addf(&loop, "{%% for i in (1..9999) %%}%s{%% endfor %%}", source);
	f->data = view_of(buf_slice(&json));
	CHECK(strstr(rendered(f, buf_text(&loop)),
		  "looks through more than 268435456 bytes of values") != NULL);
	f->data = data;
	buf_release(&json);
	buf_release(&loop);
	free(items);
	free(text);
}

static void
test_limits(struct fixture *f)
{
	TEST("tags and expressions have a depth")
	{
		check_repeated(f, "{% if yes %}", 100,
		    "! t:1:760: tags are nested deeper than 64");
		check_repeated(f, "{{ a[", 1, "! t:1:1: '{{' is never closed");
		check_repeated(f,
		    "{% if [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
		    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ %}",
		    1, "! t:1:71: expressions are nested deeper than 64");
	}
	TEST("loops, output and memory have an end")
	{
		CHECK_STR(rendered(f,
			      "{% for x in (1..1000000000) %}"
			      "{% assign y = 1 %}{% endfor %}"),
		    "! t:1:4: loops more than 100000 times");
		CHECK_STR(
		    rendered(f, "{% for x in (1..70000) %}ab{% endfor %}"),
		    "! t:1:26: renders to more than 65536 bytes");
		CHECK_STR(rendered(f,
			      "{% assign x = 'abcdefgh' %}"
			      "{% for i in (1..40) %}"
			      "{% assign x = x | append: x %}{% endfor %}"),
		    "! t:1:68: needs more than 8388608 bytes of memory");
		CHECK_STR(rendered(f, "{{ (1..99999999999) | join: '' }}"),
		    "! t:1:23: needs more than 8388608 bytes of memory");
	}
	TEST("looking through a long value again and again has an end")
	{
		check_looks(f, "{% if long contains 'b' %}{% endif %}");
		check_looks(f, "{% if o.other %}{% endif %}");
		check_looks(f, "{% if l[-1] == 2 %}{% endif %}");
		check_looks(f, "{% if l.size == 2 %}{% endif %}");
		check_looks(f, "{% assign x = l | first %}");
	}
	TEST("a source has a size")
	{
		char *source = repeated("a", TEMPLATE_SOURCE_MAX + 1);
		struct error err;

		CHECK(template_parse(slice_of(source), "t", 3, &err) == NULL);
		CHECK_STR(
		    err.text, "t:3: a template is larger than 262144 bytes");
		source[TEMPLATE_SOURCE_MAX] = '\0';
		CHECK_STR(rendered(f, source),
		    "! t:1:1: renders to more than 65536 bytes");
		free(source);
	}
}

/* ---- conditions of their own ------------------------------------------- */

static int
holds(struct fixture *f, const char *source, struct error *err)
{
	struct template *template = template_parse_condition(
	    slice_of(source), "t", 1, err);
	int result = -1;

	if (template != NULL)
		result = template_test(template, &f->scope, &f->arena, err);
	template_free(template);
	return result;
}

static void
test_when(struct fixture *f)
{
	struct error err;

	TEST("a bare condition holds or not; undefined is nil")
	{
		CHECK_INT(
		    holds(f, "name == \"Ana\" and appointment.starts_at", &err),
		    1);
		CHECK_INT(holds(f, "nosuch.thing", &err), 0);
		CHECK_INT(holds(f, "nosuch == nil", &err), 1);
		CHECK_INT(holds(f, "yes", &err), 1);
	}
	TEST("a bare condition with a mistake says where")
	{
		CHECK_INT(holds(f, "name == 'Ana' &&", &err), -1);
		CHECK_STR(err.text,
		    "t:1:15: expected the end of the tag instead of '&'");
		CHECK_INT(holds(f, "", &err), -1);
		CHECK_STR(err.text, "t:1:1: expected a value");
		CHECK_INT(holds(f, "name > 1", &err), -1);
		CHECK_STR(
		    err.text, "t:1:1: '>' cannot compare a text with a number");
	}
}

int
main(void)
{
	struct fixture fixture;

	fixture_init(&fixture);
	test_output(&fixture);
	test_conditions(&fixture);
	test_loops(&fixture);
	test_tags(&fixture);
	test_strict(&fixture);
	test_mistakes(&fixture);
	test_limits(&fixture);
	test_when(&fixture);
	fixture_release(&fixture);
	return test_done();
}
