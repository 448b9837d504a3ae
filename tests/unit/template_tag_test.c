/* SPDX-License-Identifier: ISC */
/*
 * Tags that keep a state, make tables, or bring other templates in.
 */
#include "tests/unit/template_fixture.h"

#include <stdlib.h>

static const struct {
	const char *name, *source;
} partials[] = {
    {"hello", "Hello {{ hello }}{{ name }}"},
    {"dir/item", "[{{ item }}{{ item.k }}]"},
    {"counts", "{% increment c %}{% assign made = 'in' %}{{ brand.name }}"},
    {"stops", "{{ i }}{% break %}never"},
    {"place", "{{ forloop.index }}/{{ forloop.length }} "},
    {"itself", "{% include 'itself' %}"},
    {"twice", "{% include 'twice' %}{% include 'twice' %}"},
    {"inside", "{% include 'hello' %}"},
    {"broken", "line one\n{% if %}"},
};

enum { PARTIALS = sizeof(partials) / sizeof(partials[0]) };

static struct template *parsed[PARTIALS];

static const struct template *
find_partial(void *context, struct slice name, struct error *err)
{
	size_t i;

	(void)context;
	for (i = 0; i < PARTIALS; i++) {
		if (!slice_is(name, partials[i].name))
			continue;
		if (parsed[i] == NULL)
			parsed[i] = template_parse(slice_of(partials[i].source),
			    partials[i].name, 1, err);
		return parsed[i];
	}
	error_set(err, EX_DATAERR, "no partial '%.*s'", SLICE_ARG(name));
	return NULL;
}

static void
release_partials(void)
{
	size_t i;

	for (i = 0; i < PARTIALS; i++)
		template_free(parsed[i]);
}

static void
test_counts(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{% increment c %}{% increment c %}{{ c }}", "012"},
	    {"{% decrement c %}{% increment c %}", "-1-1"},
	    {"{% increment n %}{{ n }}", "34"}, /* from the scope's 3 */
	    {"{% assign c = 'x' %}{% increment c %}{{ c }}", "0x"},
	    {"{% increment name %}", "! t:1:4: 'name' does not count"},
	    {"{% for i in list %}{% cycle 'odd', 'even' %} {% endfor %}",
		"odd even odd "},
	    {"{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}{% cycle 'a', 'c' %}",
		"aba"},
	    {"{% cycle 'g': 1, 2 %}{% cycle 'g': 1, 2, 3 %}", "12"},
	    {"{% cycle n, name %}{% cycle n, name %}", "33"},
	    {"{% for i in (1..2) %}{% cycle n, name %}{% endfor %}", "3Ana"},
	    {"{% for i in list %}{% ifchanged %}{{ n }}{% endifchanged %}"
	     "{{ i }}{% endfor %}",
		"3abc"},
	};

	TEST("counters, cycles and ifchanged remember")
	{
		CHECK_ALL(f, examples);
	}
}

static void
test_lines(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{% liquid\n  if yes\n    echo name | upcase\n  endif\n"
	     "  assign x = 2\n  # a remark\n  echo x %}",
		"ANA2"},
	    {"{% liquid for i in list\n echo i\n endfor -%}  x", "abcx"},
	    {"{% liquid\n\n if yes %}{% endif %}",
		"! t:3:2: 'if' is never closed"},
	    {"{% liquid\n echo\n nosuch %}", "! t:3:2: unknown tag 'nosuch'"},
	    {"{% doc %}\n @param {string} x\n{% enddoc %}y", "y"},
	    {"{% doc %}{% doc %}{% enddoc %}",
		"! t:1:12: 'doc' inside another"},
	    {"{% doc %}", "! t:1:4: 'doc' is never closed"},
	    {"{%- raw -%} {{ a }} {%- endraw -%} b", " {{ a }} b"},
	    {"{% comment %}{{ a } {% if %}{% endcomment %}z", "z"},
	    {"{% comment %}{{ '{% endcomment %}' }}{% endcomment %}z", "z"},
	    {"{% comment %}{{ a {% endcomment %}z",
		"! t:1:4: 'comment' is never closed"},
	};

	TEST("liquid reads a tag a line, doc and raw read nothing")
	{
		CHECK_ALL(f, examples);
	}
}

static void
test_table(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{% tablerow i in list cols: 2 %}{{ i }}{% endtablerow %}",
		"<tr class=\"row1\">\n<td class=\"col1\">a</td>"
		"<td class=\"col2\">b</td></tr>\n<tr class=\"row2\">"
		"<td class=\"col1\">c</td></tr>\n"},
	    {"{% tablerow i in (1..9) limit: 1, offset: 2 %}{{ i }}"
	     "{{ tablerowloop.col_last }}{% endtablerow %}",
		"<tr class=\"row1\">\n<td class=\"col1\">3true</td></tr>\n"},
	    {"{% tablerow i in nosuch %}{{ i }}{% endtablerow %}", ""},
	    {"{% tablerow i in list rows: 2 %}{% endtablerow %}",
		"! t:1:23: expected cols, limit or offset instead of 'rows'"},
	};

	TEST("tablerow makes rows of cells")
	{
		CHECK_ALL(f, examples);
	}
}

static void
test_partials(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{% include 'hello' %}", "! hello:1:10: 'hello' is not defined"},
	    {"{% include 'hello' with list %}",
		"Hello aAnaHello bAnaHello cAna"},
	    {"{% include 'hello' with 'x', name: 'B' %}", "Hello xB"},
	    {"{% include 'dir/item' for items %}",
		"! dir/item:1:5: 'item' is "
		"an object, which has no "
		"text"},
	    {"{% include 'counts' %}{{ made }}{% increment c %}",
		"0Maple Street Dentalin1"},
	    {"{% for i in list %}{% include 'stops' %}{% endfor %}", "a"},
	    {"{% render 'hello' with n, name: 'B' %}", "Hello 3B"},
	    {"{% render 'hello' with n %}",
		"! hello:1:21: 'name' is not defined"},
	    {"{% for i in list %}{% render 'stops', i: i %}{% endfor %}",
		"abc"},
	    {"{% render 'place' for list %}", "1/3 2/3 3/3 "},
	    {"{% render 'inside' %}",
		"! inside:1:4: include is not allowed inside render"},
	    {"{% render hello %}",
		"! t:1:11: expected the quoted name of a "
		"partial instead of 'hello'"},
	    {"{% include 'nosuch' %}", "! t:1:4: no partial 'nosuch'"},
	    {"{% include n %}", "! t:1:4: the name of a partial is no text"},
	    {"{% include 'broken' %}", "! t:1:4: broken:2:7: expected a value"},
	};
	static const struct example endless[] = {
	    {"{% include 'itself' %}",
		"! itself:1:4: blocks and partials are nested deeper than 160"},
	    {"{% include 'twice' %}",
		"! twice:1:4: blocks and partials are nested deeper than 160"},
	};

	TEST("include shares variables, render sees what it is given")
	{
		CHECK_ALL(f, examples);
	}
	TEST("a partial that includes itself is an error, not an end")
	{
		CHECK_ALL(f, endless);
	}
	TEST("without partials include says so")
	{
		f->scope.partial = NULL;
		CHECK_STR(rendered(f, "{% include 'hello' %}"),
		    "! t:1:4: there are no partials to find 'hello' in");
		f->scope.partial = find_partial;
	}
	TEST("render sees the names that the scope shares")
	{
		f->scope.shared = lookup;
		CHECK_STR(rendered(f, "{% render 'counts' %}"),
		    "0Maple Street Dental");
		f->scope.shared = NULL;
	}
}

int
main(void)
{
	struct fixture fixture;

	fixture_init(&fixture);
	fixture.scope.partial = find_partial;
	test_counts(&fixture);
	test_lines(&fixture);
	test_table(&fixture);
	test_partials(&fixture);
	fixture_release(&fixture);
	release_partials();
	return test_done();
}
