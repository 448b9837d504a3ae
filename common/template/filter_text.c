/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/filter.h"

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
	if (build_end(&build, &text) != 0)
		return -1;
	*value = value_text(text);
	return 0;
}

/* ---- replacing --------------------------------------------------------- */

/* An empty pattern is found before each character and at the end. */
static int
replace(struct render *render, struct value *value, struct slice pattern,
    struct slice with, size_t most)
{
	struct build build;
	struct slice text;
	size_t i = 0, found = 0;

	if (render_text(render, value, &text) != 0)
		return -1;
	build_start(&build, render, text.n + with.n);
	while (i <= text.n) {
		bool here = found < most && pattern.n <= text.n - i &&
		    ((unsigned char)(i < text.n ? text.p[i] : 0) & 0xc0) !=
			0x80 &&
		    slice_equal((struct slice){text.p + i, pattern.n}, pattern);

		if (here) {
			build_add(&build, with);
			found++;
			i += pattern.n;
		}
		if (here && pattern.n > 0)
			continue;
		if (i < text.n)
			build_char(&build, text.p[i]);
		i++;
	}
	if (build_end(&build, &text) != 0)
		return -1;
	*value = value_text(text);
	return 0;
}

static int
replace_by_args(struct render *render, struct value *value,
    const struct filter_args *args, size_t most)
{
	struct slice pattern, with;

	if (filter_text(render, args, 0, "", &pattern) != 0 ||
	    filter_text(render, args, 1, "", &with) != 0)
		return -1;
	return replace(render, value, pattern, with, most);
}

int
filter_replace(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return replace_by_args(render, value, args, SIZE_MAX);
}

int
filter_replace_first(
    struct render *render, struct value *value, const struct filter_args *args)
{
	return replace_by_args(render, value, args, 1);
}
