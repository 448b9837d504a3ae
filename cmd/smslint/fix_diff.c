/* SPDX-License-Identifier: ISC */
/*
 * A fix changes bytes within lines and keeps the lines, so the difference is
 * found by walking both side by side; should it not, all between the first and
 * the last line that differ is one change.
 */
#include "fix.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { DIFF_CONTEXT = 3 }; /* lines around a change */

struct lines {
	struct slice *list;
	size_t count;
};

static struct lines
diff_split(struct slice text)
{
	struct lines lines = {NULL, 0};
	const char *end;
	size_t n;

	while (text.n > 0) {
		end = memchr(text.p, '\n', text.n);
		n = end != NULL ? (size_t)(end - text.p) + 1 : text.n;
		lines.list = mem_realloc(
		    lines.list, lines.count + 1, sizeof(*lines.list));
		lines.list[lines.count++] = (struct slice){text.p, n};
		text = (struct slice){text.p + n, text.n - n};
	}
	return lines;
}

static void
diff_line(struct buf *out, char sign, struct slice line)
{
	buf_addc(out, sign);
	buf_addslice(out, line);
	if (line.n == 0 || line.p[line.n - 1] != '\n')
		buf_adds(out, "\n\\ No newline at end of file\n");
}

/* Lines [from, to) of the old one became [from, new_to) of the new one. */
struct change {
	size_t from, to, new_to;
};

/* "@@ … @@" and the lines in front of the change; returns those behind it. */
static size_t
diff_open(struct buf *out, const struct lines *old, const struct change *change)
{
	size_t start = change->from > DIFF_CONTEXT ? change->from - DIFF_CONTEXT
						   : 0;
	size_t behind = old->count - change->to, i;

	if (behind > DIFF_CONTEXT)
		behind = DIFF_CONTEXT;
	buf_addf(out, "@@ -%zu,%zu +%zu,%zu @@\n", start + 1,
	    change->to + behind - start, start + 1,
	    change->new_to + behind - start);
	for (i = start; i < change->from; i++)
		diff_line(out, ' ', old->list[i]);
	return behind;
}

static void
diff_lines(struct buf *out, char sign, const struct lines *lines, size_t from,
    size_t to)
{
	for (; from < to; from++)
		diff_line(out, sign, lines->list[from]);
}

/* Both have as many lines; those that are the same stand between. */
static void
diff_hunk(struct buf *out, const struct lines *old, const struct lines *new,
    const struct change *change)
{
	size_t behind = diff_open(out, old, change), i = change->from, end;

	while (i < change->to) {
		for (end = i; end < change->to &&
		     !slice_equal(old->list[end], new->list[end]);
		     end++)
			;
		diff_lines(out, '-', old, i, end);
		diff_lines(out, '+', new, i, end);
		for (i = end;
		     i < change->to && slice_equal(old->list[i], new->list[i]);
		     i++)
			diff_line(out, ' ', old->list[i]);
	}
	diff_lines(out, ' ', old, change->to, change->to + behind);
}

/* Changes closer than twice their context are one. */
static void
diff_pairs(struct buf *out, const struct lines *old, const struct lines *new)
{
	size_t i = 0, last, to;

	while (i < old->count) {
		if (slice_equal(old->list[i], new->list[i])) {
			i++;
			continue;
		}
		last = i;
		for (to = i + 1;
		     to < old->count && to <= last + 2 * DIFF_CONTEXT; to++)
			if (!slice_equal(old->list[to], new->list[to]))
				last = to;
		diff_hunk(out, old, new,
		    &(const struct change){i, last + 1, last + 1});
		i = last + 1;
	}
}

static void
diff_middle(struct buf *out, const struct lines *old, const struct lines *new)
{
	size_t from = 0, tail = 0, behind;
	struct change change;

	while (from < old->count &&
	    from < new->count &&slice_equal(old->list[from], new->list[from]))
		from++;
	while (tail < old->count - from &&
	    tail < new->count -
		    from &&slice_equal(old->list[old->count - 1 - tail],
			new->list[new->count - 1 - tail]))
		tail++;
	change = (struct change){from, old->count - tail, new->count - tail};
	behind = diff_open(out, old, &change);
	diff_lines(out, '-', old, from, change.to);
	diff_lines(out, '+', new, from, change.new_to);
	diff_lines(out, ' ', old, change.to, change.to + behind);
}

void
fix_diff(const char *path, struct slice old, struct slice new, struct buf *out)
{
	struct lines before, after;

	if (slice_equal(old, new))
		return;
	before = diff_split(old);
	after = diff_split(new);
	buf_addf(out, "--- a/%s\n+++ b/%s\n", path, path);
	if (before.count == after.count)
		diff_pairs(out, &before, &after);
	else
		diff_middle(out, &before, &after);
	free(before.list);
	free(after.list);
}
