/* SPDX-License-Identifier: ISC */
#include "draw.h"

#include "base/nearest.h"
#include "base/num.h"

#include <string.h>

enum {
	DRAW_WHOLE = 100 *
	    NUM_MONEY_ONE, /* 100 %, in millionths of a percent */
	DRAW_COUNT_MAX = 1000000,
	DRAW_NAMES_MAX = 64, /* courses that a suggestion looks through */
};

void
draw_init(struct draw *draw, draw_name *name, uint64_t seed)
{
	*draw = (struct draw){.name = name, .state = seed};
}

void
draw_clear(struct draw *draw)
{
	draw->count = 0;
}

static int
draw_unknown(const struct draw *draw, struct slice name, struct error *err)
{
	const char *names[DRAW_NAMES_MAX], *near = NULL;
	char wanted[DRAW_NAMES_MAX];
	size_t count = 0;

	while (count < DRAW_NAMES_MAX && draw->name(count) != NULL) {
		names[count] = draw->name(count);
		count++;
	}
	if (name.n < sizeof(wanted)) {
		memcpy(wanted, name.p, name.n);
		wanted[name.n] = '\0';
		near = nearest_name(wanted, names, count);
	}
	if (near == NULL)
		return error_set(err, EX_USAGE, "no fate or receipt '%.*s'",
		    SLICE_ARG(name));
	return error_set(err, EX_USAGE,
	    "no fate or receipt '%.*s', perhaps '%s'", SLICE_ARG(name), near);
}

/* "5", "2.5%" or, not there, everything. */
static int
draw_read_amount(struct slice text, int64_t *left, int64_t *share)
{
	*left = *share = 0;
	if (text.p == NULL) {
		*share = DRAW_WHOLE;
		return 0;
	}
	if (text.n > 0 && text.p[text.n - 1] == '%') {
		text.n--;
		return num_parse_money(text, share) == 0 && *share >= 0 &&
			*share <= DRAW_WHOLE
		    ? 0
		    : -1;
	}
	return num_parse(text, 1, DRAW_COUNT_MAX, left);
}

int
draw_add(struct draw *draw, struct slice rule, struct error *err)
{
	const char *colon = rule.n > 0 ? memchr(rule.p, ':', rule.n) : NULL;
	struct slice name = rule, amount = {NULL, 0};
	int64_t left, share, all = 0;
	size_t course = 0, i;

	if (colon != NULL) {
		name.n = (size_t)(colon - rule.p);
		amount = (struct slice){colon + 1, rule.n - name.n - 1};
	}
	while (
	    draw->name(course) != NULL && !slice_is(name, draw->name(course)))
		course++;
	if (draw->name(course) == NULL)
		return draw_unknown(draw, name, err);
	if (draw_read_amount(amount, &left, &share) != 0)
		return error_set(err, EX_USAGE,
		    "'%.*s' is neither a count nor a share", SLICE_ARG(amount));
	for (i = 0; i < draw->count; i++)
		all += draw->rules[i].share;
	if (all + share > DRAW_WHOLE)
		return error_set(err, EX_USAGE, "more than 100%% with '%.*s'",
		    SLICE_ARG(rule));
	if (draw->count == DRAW_RULES_MAX)
		return error_set(
		    err, EX_USAGE, "more than %d rules", DRAW_RULES_MAX);
	draw->rules[draw->count].course = course;
	draw->rules[draw->count].left = left;
	draw->rules[draw->count].share = share;
	draw->count++;
	return 0;
}

/* SplitMix64 (Steele, Lea, Flood 2014): small, and the same everywhere. */
static uint64_t
draw_random(struct draw *draw)
{
	uint64_t z = draw->state += 0x9e3779b97f4a7c15U;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
	return z ^ (z >> 31);
}

size_t
draw_next(struct draw *draw)
{
	int64_t point;
	size_t i;

	for (i = 0; i < draw->count; i++)
		if (draw->rules[i].left > 0) {
			draw->rules[i].left--;
			return draw->rules[i].course;
		}
	point = (int64_t)(draw_random(draw) % DRAW_WHOLE);
	for (i = 0; i < draw->count; i++) {
		if (point < draw->rules[i].share)
			return draw->rules[i].course;
		point -= draw->rules[i].share;
	}
	return 0;
}
