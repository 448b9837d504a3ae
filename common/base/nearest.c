/* SPDX-License-Identifier: ISC */
#include "base/nearest.h"

#include <string.h>

enum { NEAREST_NAME_MAX = 48 }; /* bytes; a longer name is near to nothing */

static size_t
smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* The optimal string alignment distance, three rows of its table at a time. */
static size_t
distance(const char *a, size_t an, const char *b, size_t bn)
{
	size_t rows[3][NEAREST_NAME_MAX + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2], *next;
	size_t i, j;

	for (j = 0; j <= bn; j++)
		above[j] = j;
	for (i = 1; i <= an; i++) {
		row[0] = i;
		for (j = 1; j <= bn; j++) {
			row[j] = above[j - 1] + (a[i - 1] != b[j - 1]);
			row[j] = smaller(row[j], above[j] + 1);
			row[j] = smaller(row[j], row[j - 1] + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = smaller(row[j], before[j - 2] + 1);
		}
		next = before;
		before = above;
		above = row;
		row = next;
	}
	return above[bn];
}

const char *
nearest_name(const char *name, const char *const *names, size_t count)
{
	return nearest_slice(slice_of(name), names, count);
}

const char *
nearest_slice(struct slice name, const char *const *names, size_t count)
{
	size_t best = NEAREST_NAME_MAX, other, apart, i;
	const char *found = NULL;

	if (name.n > NEAREST_NAME_MAX)
		return NULL;
	for (i = 0; i < count; i++) {
		other = strlen(names[i]);
		if (other > NEAREST_NAME_MAX)
			continue;
		apart = distance(name.p, name.n, names[i], other);
		if (apart < best &&
		    3 * apart <= (name.n > other ? name.n : other)) {
			best = apart;
			found = names[i];
		}
	}
	return found;
}
