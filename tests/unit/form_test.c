/* SPDX-License-Identifier: ISC */
#include "http/form.h"
#include "tests/unit/test.h"

#include <stdlib.h>

static int
parse(const char *text, struct form *form, struct arena *arena)
{
	struct error err;

	return form_parse(slice_of(text), form, arena, &err);
}

static void
test_round_trips(struct arena *arena, struct form *form)
{
	char every[255];
	struct slice all = {every, sizeof(every)}, back;
	struct buf out;
	size_t i;

	for (i = 0; i < sizeof(every); i++)
		every[i] = (char)(i + 1);
	buf_init(&out, BUF_NO_CAP);
	TEST("every byte but NUL survives a form")
	{
		form_add(&out, "Body", slice_of("a"));
		form_add(&out, "a b&c=d", all);
		CHECK_INT(parse(buf_text(&out), form, arena), 0);
		CHECK_INT(form->count, 2);
		CHECK_SLICE(form->fields[1].name, "a b&c=d");
		CHECK(slice_equal(form->fields[1].value, all));
	}
	TEST("every byte but NUL survives an escape")
	{
		buf_reset(&out);
		form_escape(&out, all);
		CHECK_INT(form_unescape(buf_slice(&out), arena, &back), 0);
		CHECK(slice_equal(back, all));
	}
	TEST("only unreserved characters stay, escapes are in capitals")
	{
		buf_reset(&out);
		form_add(&out, "To", slice_of("+1212 5550147-._~/\xc3\xbc"));
		CHECK_STR(buf_text(&out), "To=%2B1212%205550147-._~%2F%C3%BC");
	}
	buf_release(&out);
}

static void
test_reading(struct arena *arena, struct form *form)
{
	struct slice out;

	TEST("a plus is a blank in a form and a plus in a path")
	{
		CHECK_INT(parse("a+b=c+d", form, arena), 0);
		CHECK_SLICE(form_get(form, "a b"), "c d");
		CHECK_INT(form_unescape(slice_of("c+%64"), arena, &out), 0);
		CHECK_SLICE(out, "c+d");
	}
	TEST("of equal names the first counts, and all are kept")
	{
		CHECK_INT(parse("M=1&M=2&m=3", form, arena), 0);
		CHECK_INT(form->count, 3);
		CHECK_SLICE(form_get(form, "M"), "1");
		CHECK_SLICE(form_get(form, "m"), "3");
	}
	TEST("an empty value is there, a missing field is not")
	{
		CHECK_INT(parse("&a=&&b&c=x=y&", form, arena), 0);
		CHECK_INT(form->count, 3);
		CHECK_SLICE(form_get(form, "a"), "");
		CHECK_SLICE(form_get(form, "b"), "");
		CHECK_SLICE(form_get(form, "c"), "x=y");
		CHECK_SLICE(form_get(form, "d"), NULL);
	}
	TEST("no text is a form without fields")
	{
		CHECK_INT(parse("", form, arena), 0);
		CHECK_INT(form->count, 0);
	}
}

static void
test_refusals(struct arena *arena, struct form *form)
{
	static const char *const bad[] = {
	    "a=%", "a=%4", "a=%4g", "a=%g4", "%=a", "a=%00", "a=1&b=%zz"};
	struct slice out;
	struct error err;
	struct buf many;
	size_t i;

	TEST("bad escapes and escaped NUL are refused")
	{
		for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
			CHECK_INT(parse(bad[i], form, arena), -1);
		CHECK_INT(form_unescape(slice_of("%4"), arena, &out), -1);
		CHECK_INT(form_unescape(slice_of("a%00"), arena, &out), -1);
	}
	TEST("a raw NUL is refused")
	{
		CHECK_INT(
		    form_parse((struct slice){"a=b\0c", 5}, form, arena, &err),
		    -1);
		CHECK_INT(err.code, EX_DATAERR);
	}
	TEST("as many fields as there is room for, and not one more")
	{
		buf_init(&many, BUF_NO_CAP);
		for (i = 0; i < FORM_FIELDS_MAX; i++)
			form_add(&many, "a", slice_of("b"));
		CHECK_INT(parse(buf_text(&many), form, arena), 0);
		CHECK_INT(form->count, FORM_FIELDS_MAX);
		form_add(&many, "a", slice_of("b"));
		CHECK_INT(parse(buf_text(&many), form, arena), -1);
		buf_release(&many);
	}
}

int
main(void)
{
	struct arena arena = {0};
	struct form *form = mem_alloc(sizeof(*form));

	test_round_trips(&arena, form);
	test_reading(&arena, form);
	test_refusals(&arena, form);
	free(form);
	arena_release(&arena);
	return test_done();
}
