/* SPDX-License-Identifier: ISC */
#include "wrap.h"

#include "text/cluster.h"
#include "text/width.h"

/* The cluster that starts there. */
static struct slice
wrap_cluster(const struct wrap *wrap, size_t at)
{
	struct slice rest = {wrap->text.p + at, wrap->text.n - at};

	rest.n = cluster_length(rest);
	return rest;
}

/* Blanks at the end of a line are not seen. */
static size_t
wrap_trim(const struct wrap *wrap, size_t start, size_t end)
{
	while (end > start && wrap->text.p[end - 1] == ' ')
		end--;
	return end;
}

/*
 * Where the line from `start` on ends at the latest: in front of a line feed,
 * behind the last cluster that has room, or at the end of the text.  *good is
 * the last place on the way where it may be broken.
 */
static size_t
wrap_reach(const struct wrap *wrap, size_t start, size_t *good)
{
	size_t at, width, used = 0;
	struct slice cluster;
	bool wide = false;

	*good = start;
	for (at = start; at < wrap->text.n; at += cluster.n) {
		cluster = wrap_cluster(wrap, at);
		if (slice_is(cluster, "\n"))
			break;
		if (slice_is(cluster, " ")) {
			used++;
			*good = at + cluster.n;
			wide = false;
			continue;
		}
		width = width_of_cluster(cluster);
		if (wide || width == WIDTH_WIDE)
			*good = at;
		if (used + width > wrap->columns && at > start)
			break;
		used += width;
		wide = width == WIDTH_WIDE;
	}
	return at;
}

bool
wrap_next(struct wrap *wrap, struct wrap_line *line)
{
	size_t start = wrap->at, good, reach;

	if (start >= wrap->text.n)
		return false;
	reach = wrap_reach(wrap, start, &good);
	if (reach < wrap->text.n && wrap->text.p[reach] != '\n' && good > start)
		reach = good;
	line->start = start;
	line->end = wrap_trim(wrap, start, reach);
	line->next = reach +
	    (reach < wrap->text.n && wrap->text.p[reach] == '\n');
	wrap->at = line->next;
	return true;
}
