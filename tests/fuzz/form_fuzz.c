/* SPDX-License-Identifier: ISC */
/*
 * form: what is read can be written and read again; every text survives an
 * escape.
 */
#include "http/form.h"
#include "tests/fuzz/fuzz.h"

#include <ctype.h>
#include <string.h>

static char *
c_text(struct slice text, struct arena *arena)
{
	char *copy = arena_alloc(arena, text.n + 1);

	if (text.n > 0)
		memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	HOLDS(strlen(copy) == text.n); /* no NUL came through */
	return copy;
}

static void
check_again(const struct form *form, struct arena *arena)
{
	struct form *again = arena_alloc(arena, sizeof(*again));
	struct error err;
	struct buf out;
	size_t i;

	buf_init(&out, BUF_NO_CAP);
	for (i = 0; i < form->count; i++) {
		char *name = c_text(form->fields[i].name, arena);

		(void)c_text(form->fields[i].value, arena);
		HOLDS(form_get(form, name).p != NULL);
		form_add(&out, name, form->fields[i].value);
	}
	HOLDS(form_parse(buf_slice(&out), again, arena, &err) == 0);
	HOLDS(again->count == form->count);
	for (i = 0; i < form->count; i++)
		HOLDS(
		    slice_equal(again->fields[i].name, form->fields[i].name) &&
		    slice_equal(again->fields[i].value, form->fields[i].value));
	buf_release(&out);
}

static size_t
pieces(struct slice text)
{
	size_t i, count = 0;

	for (i = 0; i < text.n; i++)
		count += text.p[i] != '&' && (i == 0 || text.p[i - 1] == '&');
	return count;
}

static void
check_escape(struct slice text, struct arena *arena)
{
	struct slice back;
	struct buf out;
	size_t i;

	buf_init(&out, BUF_NO_CAP);
	form_escape(&out, text);
	for (i = 0; i < out.len; i++)
		HOLDS(isalnum((unsigned char)out.data[i]) ||
		    strchr("-._~%", out.data[i]) != NULL);
	if (memchr(text.p, '\0', text.n) != NULL)
		HOLDS(form_unescape(buf_slice(&out), arena, &back) == -1);
	else
		HOLDS(form_unescape(buf_slice(&out), arena, &back) == 0 &&
		    slice_equal(back, text));
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_slice(data, size), plain;
	struct arena arena = {0};
	struct form *form = arena_alloc(&arena, sizeof(*form));
	struct error err;

	if (form_parse(text, form, &arena, &err) == 0) {
		HOLDS(form->count == pieces(text));
		check_again(form, &arena);
	} else {
		HOLDS(err.code == EX_DATAERR);
	}
	if (form_unescape(text, &arena, &plain) == 0)
		HOLDS(plain.n <= text.n);
	check_escape(text, &arena);
	arena_release(&arena);
	return 0;
}
