/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/filter.h"
#include "template/lex.h"

/* ---- joining and trimming ---------------------------------------------- */

int
filter_append(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice text, more;

	if (render_text(render, value, &text) != 0 ||
	    filter_text(render, args, 0, "", &more) != 0)
		return -1;
	return build_concat(render, text, more, value);
}

int
filter_prepend(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice text, more;

	if (render_text(render, value, &text) != 0 ||
	    filter_text(render, args, 0, "", &more) != 0)
		return -1;
	return build_concat(render, more, text, value);
}

static int
strip(struct render *render, struct value *value, bool left, bool right)
{
	struct slice text;

	if (render_text(render, value, &text) != 0)
		return -1;
	while (left && text.n > 0 && filter_is_space(text.p[0])) {
		text.p++;
		text.n--;
	}
	while (right && text.n > 0 && filter_is_space(text.p[text.n - 1]))
		text.n--;
	*value = value_text(text);
	return 0;
}

int
filter_strip(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return strip(render, value, true, true);
}

int
filter_lstrip(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return strip(render, value, true, false);
}

int
filter_rstrip(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return strip(render, value, false, true);
}

/* Each run of blanks becomes one, and none is left at the ends. */
int
filter_squish(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct build build;
	struct slice text;
	size_t i;

	if (filter_strip(render, value, args) != 0)
		return -1;
	text = value->text;
	build_start(&build, render, text.n);
	for (i = 0; i < text.n; i++) {
		if (!lex_is_blank(text.p[i]))
			build_char(&build, text.p[i]);
		else if (!lex_is_blank(text.p[i - 1]))
			build_char(&build, ' ');
	}
	return build_value(&build, value);
}

/* A line's end goes, be it LF or CR LF; a lone CR stays. */
int
filter_strip_newlines(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct build build;
	struct slice text;
	size_t i;

	(void)args;
	if (render_text(render, value, &text) != 0)
		return -1;
	build_start(&build, render, text.n);
	for (i = 0; i < text.n; i++)
		if (text.p[i] != '\n' &&
		    (text.p[i] != '\r' || i + 1 == text.n ||
			text.p[i + 1] != '\n'))
			build_char(&build, text.p[i]);
	return build_value(&build, value);
}

/* ---- replacing --------------------------------------------------------- */

/* How far the next piece of the text reaches that stays as it is. */
static size_t
until_pattern(struct slice text, struct slice pattern)
{
	size_t found = slice_find(text, pattern);

	return found != SIZE_MAX ? found : text.n;
}

/* An empty pattern is found before each character and at the end. */
static void
replace_all(struct build *build, struct slice text, struct slice pattern,
    struct slice with, size_t most)
{
	size_t i = 0, n;

	for (; most > 0; most--) {
		n = until_pattern(
		    (struct slice){text.p + i, text.n - i}, pattern);
		build_add(build, (struct slice){text.p + i, n});
		i += n;
		if (i == text.n && pattern.n > 0)
			return;
		build_add(build, with);
		i += pattern.n;
		if (pattern.n > 0)
			continue;
		if (i == text.n)
			return;
		n = value_prefix((struct slice){text.p + i, text.n - i}, 1);
		build_add(build, (struct slice){text.p + i, n});
		i += n;
	}
	build_add(build, (struct slice){text.p + i, text.n - i});
}

static int
replace(struct render *render, struct value *value,
    const struct filter_args *args, size_t most)
{
	struct slice text, pattern, with;
	struct build build;

	if (filter_text(render, args, 0, "", &pattern) != 0 ||
	    filter_text(render, args, 1, "", &with) != 0 ||
	    render_text(render, value, &text) != 0)
		return -1;
	build_start(&build, render, text.n + with.n);
	replace_all(&build, text, pattern, with, most);
	return build_value(&build, value);
}

int
filter_replace(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return replace(render, value, args, SIZE_MAX);
}

int
filter_replace_first(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return replace(render, value, args, 1);
}

/* Where the pattern begins in the text last; SIZE_MAX: nowhere. */
static size_t
find_last(struct slice text, struct slice pattern)
{
	size_t i;

	if (pattern.n > text.n)
		return SIZE_MAX;
	for (i = text.n - pattern.n + 1; i > 0; i--)
		if (memcmp(text.p + i - 1, pattern.p, pattern.n) == 0)
			return i - 1;
	return SIZE_MAX;
}

int
filter_replace_last(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice text, pattern, with;
	struct build build;
	size_t at;

	if (filter_text(render, args, 0, "", &pattern) != 0 ||
	    filter_text(render, args, 1, "", &with) != 0 ||
	    render_text(render, value, &text) != 0)
		return -1;
	at = find_last(text, pattern);
	if (at == SIZE_MAX) {
		*value = value_text(text);
		return 0;
	}
	build_start(&build, render, text.n + with.n);
	build_add(&build, (struct slice){text.p, at});
	build_add(&build, with);
	at += pattern.n;
	build_add(&build, (struct slice){text.p + at, text.n - at});
	return build_value(&build, value);
}
