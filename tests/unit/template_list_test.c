/* SPDX-License-Identifier: ISC */
#include "tests/unit/template_fixture.h"

/* Lists as callers' data has them. */
static const char lists[] =
    "{\"a\":[3,1,2],\"w\":[\"b\",\"A\",\"c\"],\"mixed\":[1,\"1\",1.0,1],"
    "\"o\":[{\"k\":3,\"n\":\"c\",\"p\":true},{\"k\":1,\"n\":\"B\"},"
    "{\"k\":2,\"n\":\"a\",\"p\":false}],\"n\":5,"
    "\"same\":[{\"x\":1,\"y\":2},{\"y\":2,\"x\":1},{\"x\":2}]}";

static void
test_find(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ o | map: 'n' | join: ',' }}", "c,B,a"},
	    {"{{ o | where: 'k', 2 | map: 'n' }}", "a"},
	    {"{{ o | where: 'p' | map: 'n' }}", "c"},
	    {"{{ o | reject: 'p' | map: 'n' | join }}", "B a"},
	    {"{{ o | find: 'n', 'B' | map: 'k' }}", "1"},
	    {"{{ o | find_index: 'n', 'a' }}", "2"},
	    {"{{ o | has: 'n', 'z' }}{{ o | has: 'p' }}", "falsetrue"},
	    {"{{ o | map: 'p' | compact | size }}", "2"},
	    {"{{ o | compact: 'p' | size }}", "2"},
	    {"{{ o | sum: 'k' }} {{ a | sum }}", "6 6"},
	    {"{{ a | concat: w | join }}", "3 1 2 b A c"},
	    {"{{ a | slice: 1, 2 | join }} {{ a | slice: -1 }}", "1 2 2"},
	    {"{{ 'h\303\251llo' | slice: 1, 3 }}", "\303\251ll"},
	    {"{{ a | first }}{{ a | last }}{{ w[0] | first }}", "32b"},
	};
	static const struct example wrong[] = {
	    {"{{ n | map: 'k' }}",
		"! t:1:8: filter 'map' needs a list, not a number"},
	    {"{{ a | map: 'k' }}", "! t:1:8: a number has no property 'k'"},
	    {"{{ a | concat: n }}",
		"! t:1:8: filter 'concat' adds a list, not a number"},
	    {"{{ o | find: 'n', 'z' }}", "! t:1:8: filter 'find' gave nothing"},
	    {"{{ a | upcase }}",
		"! t:1:8: filter 'upcase' needs a text, not a list"},
	};

	TEST("filters look at a property of each item")
	{
		CHECK_ALL(f, examples);
	}
	TEST("a filter that gets a value of the wrong type says so")
	{
		CHECK_ALL(f, wrong);
	}
}

static void
test_sort(struct fixture *f)
{
	static const struct example examples[] = {
	    {"{{ a | sort | join }} {{ w | sort | join }}", "1 2 3 A b c"},
	    {"{{ w | sort_natural | join }}", "A b c"},
	    {"{{ o | sort: 'k' | map: 'n' | join }}", "B a c"},
	    {"{{ o | sort_natural: 'n' | map: 'n' | join }}", "a B c"},
	    {"{{ o | sort: 'p' }}",
		"! t:1:8: cannot sort a truth value and a "
		"truth value"},
	    {"{{ mixed | sort }}", "! t:1:12: cannot sort a number and a text"},
	    {"{{ mixed | uniq | size }}", "3"},
	    {"{{ same | uniq | size }}", "2"},
	    {"{{ same | uniq: 'x' | size }}", "2"},
	    {"{{ a | reverse | sort | reverse | join }}", "3 2 1"},
	};

	TEST("sort orders by value, uniq keeps the first of what is equal")
	{
		CHECK_ALL(f, examples);
	}
}

int
main(void)
{
	struct fixture fixture;

	fixture_init(&fixture);
	fixture.data = view_of(slice_of(lists));
	test_find(&fixture);
	test_sort(&fixture);
	fixture_release(&fixture);
	return test_done();
}
