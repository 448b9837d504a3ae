/* SPDX-License-Identifier: ISC */
#include "base/mem.h"
#include "tests/unit/link_words.h"
#include "tests/unit/test.h"
#include "text/link.h"

/* The hosts of the links of a text, each with a blank behind it. */
static const char *
hosts_in(const char *text, struct arena *arena)
{
	char *hosts = arena_alloc(arena, 2 * strlen(text) + 2);
	size_t at = 0, n = 0;
	struct link link;

	while (link_next(slice_of(text), &at, &link)) {
		memcpy(hosts + n, link.host.p, link.host.n);
		n += link.host.n;
		hosts[n++] = ' ';
	}
	hosts[n] = '\0';
	return hosts;
}

static void
test_links(void)
{
	struct arena arena = {0};
	size_t i;

	TEST("what a telephone makes a link of is one")
	{
		for (i = 0; i < COUNT(links); i++)
			CHECK_STR(
			    hosts_in(links[i].text, &arena), links[i].hosts);
	}
	TEST("other words are none")
	{
		for (i = 0; i < COUNT(no_links); i++)
			CHECK_STR(hosts_in(no_links[i], &arena), "");
	}
	arena_release(&arena);
}

/* Values of hostile shape must not be walked from each of their dots. */
static void
test_time(void)
{
	static const char *const shapes[] = {"a.", "1.", "a@b.co.", "w.",
	    "co:", "://", ".", "www.", "é.", "x@a."};
	struct arena arena = {0};
	size_t i, n, at;
	struct link link;
	char *text = arena_alloc(&arena, 1 << 20);

	TEST("a megabyte of dots is looked through once")
	{
		for (i = 0; i < COUNT(shapes); i++) {
			for (n = 0; n + 8 < 1 << 20; n += strlen(shapes[i]))
				memcpy(text + n, shapes[i], strlen(shapes[i]));
			at = 0;
			while (link_next((struct slice){text, n}, &at, &link))
				;
			CHECK_INT(at, n);
		}
	}
	arena_release(&arena);
}

int
main(void)
{
	test_links();
	test_time();
	return test_done();
}
