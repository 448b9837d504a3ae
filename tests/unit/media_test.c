/* SPDX-License-Identifier: ISC */
#include "template/media.h"
#include "tests/unit/test.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* prefix + the veiled value + suffix, finished. */
static const char *
address(const char *prefix, const char *value, const char *suffix,
    struct buf *url, struct arena *arena)
{
	buf_reset(url);
	buf_adds(url, prefix);
	buf_addslice(url, media_veil(slice_of(value), arena));
	buf_adds(url, suffix);
	media_finish(url);
	return buf_text(url);
}

static const struct {
	const char *value, *want;
} values[] = {
    {"plain-1_2.~", "plain-1_2.~"}, {"123 Main St", "123%20Main%20St"},
    {"a/b?c#d", "a%2Fb%3Fc%23d"}, {"x&admin=1;y,z", "x%26admin%3D1%3By%2Cz"},
    {"100%25", "100%2525"}, {"@evil.com:80", "%40evil.com%3A80"},
    {"a\\b", "a%5Cb"}, {"+12125550147", "%2B12125550147"},
    {"O'Brien (Jr.)", "O'Brien%20(Jr.)"},
    {"\"<>^`{|}", "%22%3C%3E%5E%60%7B%7C%7D"}, {"Zoë", "Zo%C3%AB"},
    {"\uf22f", "%2F"}, /* a veil of the caller's own is one all the same */
};

static void
test_values(void)
{
	struct arena arena = {0};
	struct buf url;
	size_t i;

	buf_init(&url, BUF_NO_CAP);
	TEST("a value is encoded once, and is no part of the structure")
	{
		for (i = 0; i < COUNT(values); i++)
			CHECK_STR(
			    address("", values[i].value, "", &url, &arena),
			    values[i].want);
	}
	TEST("what url_encode made of a veil is the same")
	{
		CHECK_STR(address("a", "", "%EF%88%AF%ef%88%a6b", &url, &arena),
		    "a%2F%26b");
		CHECK_STR(address("%C3%AB", "", "%EF%88", &url, &arena),
		    "%C3%AB%EF%88");
		CHECK_STR(address("%EF%88%", "", "%EF%88%zz", &url, &arena),
		    "%EF%88%%EF%88%zz");
	}
	TEST("the author's own structure stays, blanks around it go")
	{
		CHECK_STR(address(" https://a.example/x?y=", "1&2", "#z\n",
			      &url, &arena),
		    "https://a.example/x?y=1%262#z");
	}
	buf_release(&url);
	arena_release(&arena);
}

static const struct {
	const char *source, *fixed;
} sources[] = {
    {"https://cdn.example/{{ x }}.png", "https://cdn.example"},
    {"https://cdn.example?q={{ x }}", "https://cdn.example"},
    {"https://cdn.example", "https://cdn.example"},
    {"https://{{ x }}/a", ""},
    {"https://cdn.example{{ x }}/a", ""},
    {"https://cdn.example:{{ x }}/a", ""},
    {"https://cdn.example{%- if x %}/a{% endif %}", ""},
    {"{{ x }}://cdn.example/", ""},
    {"{{ x }}", ""},
    {"cdn.example/a", ""},
    {"", ""},
};

static void
test_fixed(void)
{
	size_t i;

	TEST("a host is fixed when no tag stands before its end")
	{
		for (i = 0; i < COUNT(sources); i++) {
			struct slice source = slice_of(sources[i].source);

			source.n = media_fixed(source);
			CHECK_SLICE(source, sources[i].fixed);
		}
	}
}

static const struct url {
	const char *url;
	bool fixed, good;
} urls[] = {
    {"https://cdn.example/a.png", true, true},
    {"https://cdn.example/a.png", false, false},
    {"https://maple.example/a.png", false, true},
    {"https://m.maple.example:8443/a.png", false, true},
    {"http://127.0.0.1:8080/a.png", true, true},
    {"http://maple.example/a.png", false, false},
    {"http://maple.example/a.png", true, false},
    {"ftp://maple.example/a.png", true, false},
    {"javascript:alert(1)", false, false},
    {"maple.example/a.png", false, false},
    {"https://a@maple.example/", false, false},
    {"https://maple.example.evil.test/", false, false},
    {"https://maple.example\\@evil.test/", true, false},
    {"https://maple.example/a b", true, false},
    {"https://maple.example/m/../a", true, false},
    {"https://maple.example/m/./a", true, false},
    {"https://maple.example/..", true, false},
    {"https://maple.example/..?x", true, false},
    {"https://maple.example/a..b/...", true, true},
    {"https://maple.example/?x=/../", true, true},
    {"https:///a", false, false},
    {"", false, false},
};

static const char *const maple[] = {"maple.example"};

static bool
good(const struct url *url)
{
	struct error err;

	return media_check(slice_of(url->url), url->fixed, maple, 1, &err) == 0;
}

static void
test_urls(void)
{
	struct error err;
	size_t i;

	TEST("an address leads to a fixed host or to our own domains")
	{
		for (i = 0; i < COUNT(urls); i++)
			CHECK(good(&urls[i]) == urls[i].good);
		CHECK(media_check(slice_of("https://maple.example/"), false,
			  NULL, 0, &err) != 0);
	}
}

int
main(void)
{
	test_values();
	test_fixed();
	test_urls();
	return test_done();
}
