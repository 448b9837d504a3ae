/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/filter.h"
#include "text/utf8.h"

static uint32_t
lower(uint32_t point)
{
	return point == 0x2019 ? point : utf8_fold(point); /* no letter */
}

/*
 * The capital of a small letter: the one that folds to it.  These are the ways
 * back that the alphabets know; the commonest first.
 */
static uint32_t
upper(uint32_t point)
{
	static const uint32_t ways[] = {32, 1, 80, 37, 38, 63, 64, 48};
	size_t i;

	if (point < 0x80)
		return point >= 'a' && point <= 'z' ? point - 32 : point;
	if (point == 0x00ff) /* y with diaeresis */
		return 0x0178;
	if (point == 0x0131) /* i without a dot */
		return 'I';
	if (point == 0x03c2) /* sigma at a word's end */
		return 0x03a3;
	if (utf8_fold(point) != point)
		return point;
	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
		if (lower(point - ways[i]) == point)
			return point - ways[i];
	return point;
}

static void
add_point(struct build *build, uint32_t point)
{
	char bytes[UTF8_MAX];

	build_add(build, (struct slice){bytes, utf8_encode(point, bytes)});
}

static void
add_upper(struct build *build, uint32_t point)
{
	if (point == 0x00df) /* sharp s has no capital in common use */
		build_add(build, slice_of("SS"));
	else
		add_point(build, upper(point));
}

/* The first `capitals` characters in capitals, the others in small letters. */
static int
change_case(struct render *render, struct value *value, size_t capitals)
{
	struct build build;
	struct slice text;
	uint32_t point;
	size_t i, len;

	if (render_text(render, value, &text) != 0)
		return -1;
	build_start(&build, render, text.n);
	for (i = 0; i < text.n; i += len) {
		point = utf8_decode(text.p + i, &len);
		if (capitals > 0)
			add_upper(&build, point);
		else
			add_point(&build, lower(point));
		capitals -= capitals > 0;
	}
	return build_value(&build, value);
}

int
filter_upcase(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return change_case(render, value, SIZE_MAX);
}

int
filter_downcase(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return change_case(render, value, 0);
}

/* As Ruby's String#capitalize: what follows the first letter becomes small. */
int
filter_capitalize(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return change_case(render, value, 1);
}
