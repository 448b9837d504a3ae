/* SPDX-License-Identifier: ISC */
/*
 * What a value counts as.
 */
#include "template/number.h"

#include "base/ascii.h"
#include "template/build.h"
#include "template/filter.h"

/* "-3" or "-3.14" and nothing else; *point: it has one. */
static bool
is_plain(struct slice text, bool *point)
{
	size_t i = text.n > 0 && text.p[0] == '-', digits = 0;

	for (*point = false; i < text.n; i++) {
		if (text.p[i] == '.' && digits > 0 && !*point) {
			*point = true;
			digits = 0;
		} else if (ascii_is_digit(text.p[i])) {
			digits++;
		} else {
			return false;
		}
	}
	return digits > 0;
}

/* The integer that a text starts with, "_" between digits left out. */
static int
leading_integer(struct render *render, struct slice text, struct value *number)
{
	struct build digits;
	struct slice found;
	size_t i = 0;

	build_start(&digits, render, text.n);
	if (i < text.n && (text.p[i] == '-' || text.p[i] == '+')) {
		if (text.p[i++] == '-')
			build_char(&digits, '-');
	}
	for (; i < text.n; i++) {
		if (ascii_is_digit(text.p[i]))
			build_char(&digits, text.p[i]);
		else if (text.p[i] != '_' || i == 0 ||
		    !ascii_is_digit(text.p[i - 1]))
			break;
	}
	if (build_end(&digits, &found) != 0)
		return -1;
	if (found.n == 0 || !ascii_is_digit(found.p[found.n - 1]))
		found = slice_of("0");
	*number = value_of_number(found, render->arena);
	return 0;
}

static int
number_of_text(
    struct render *render, const struct value *value, struct value *number)
{
	struct slice text = filter_trim(value->text);
	bool point, plain = is_plain(text, &point);

	if (text.n > NUMBER_DIGITS_MAX && plain)
		return render_fail(render, "a number has more than %d digits",
		    NUMBER_DIGITS_MAX);
	if (plain) {
		*number = value_of_number(text, render->arena);
		return 0;
	}
	if (!render->scope->lax)
		return render_fail(
		    render, "'%.*s' is no number", SLICE_ARG(value->text));
	if (text.n > NUMBER_DIGITS_MAX)
		text.n = NUMBER_DIGITS_MAX;
	return leading_integer(render, text, number);
}

int
number_of(
    struct render *render, const struct value *value, struct value *number)
{
	if (value->type == VALUE_INT || value->type == VALUE_FLOAT) {
		*number = *value;
		return 0;
	}
	if (value->type == VALUE_TEXT)
		return number_of_text(render, value, number);
	*number = value_int(0);
	if (render->scope->lax || value->type == VALUE_NIL)
		return 0;
	return render_fail(render, "%s is no number", value_type_name(value));
}

bool
number_to_int(const struct value *value, int64_t *integer)
{
	switch (value->type) {
	case VALUE_INT:
		*integer = value->integer;
		return true;
	case VALUE_FLOAT:
		*integer = filter_whole(value->number);
		return true;
	case VALUE_TEXT:
		*integer = value_leading_int(value->text);
		return true;
	case VALUE_NIL:
		*integer = 0;
		return true;
	default:
		return false;
	}
}
