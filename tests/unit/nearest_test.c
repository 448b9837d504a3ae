/* SPDX-License-Identifier: ISC */
#include "base/nearest.h"
#include "tests/unit/test.h"

static const char *const names[] = {
    "upcase", "downcase", "truncate", "truncatewords", "date", "default"};

static const char *
nearest(const char *name)
{
	return nearest_name(name, names, sizeof(names) / sizeof(names[0]));
}

int
main(void)
{
	TEST("a wrong, missing, extra or swapped letter is forgiven")
	{
		CHECK_STR(nearest("upcasf"), "upcase");
		CHECK_STR(nearest("upcse"), "upcase");
		CHECK_STR(nearest("upccase"), "upcase");
		CHECK_STR(nearest("pucase"), "upcase");
		CHECK_STR(nearest("truncate_words"), "truncatewords");
	}
	TEST("a name that is near to none has none")
	{
		CHECK(nearest("frobnicate") == NULL);
		CHECK(nearest("") == NULL);
		CHECK(nearest("zzzz") == NULL);
		CHECK(nearest_name("a", NULL, 0) == NULL);
	}
	TEST("a name as long as a page is near to none")
	{
		char page[2000];

		memset(page, 'a', sizeof(page) - 1);
		page[sizeof(page) - 1] = '\0';
		CHECK(nearest(page) == NULL);
	}
	return test_done();
}
