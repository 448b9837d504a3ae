/* SPDX-License-Identifier: ISC */
/*
 * Which of the ways to cut a text leaves most of it.
 */
#include "base/ascii.h"
#include "record/scan.h"
#include "template/filter.h"
#include "template/fit.h"
#include "text/cluster.h"
#include "text/segment.h"
#include "text/utf8.h"

/* ---- trying ------------------------------------------------------------ */

struct fitting {
	struct slice text; /* the whole rendering */
	const struct fit *fits;
	size_t most; /* segments */
	char *scratch, *scratch_end; /* for one text that was cut */
};

static char *
put_before(char *at, const char *first, const char *end)
{
	size_t n = (size_t)(end - first);

	at -= n;
	memcpy(at, first, n);
	return at;
}

/* The text with that cut, written from its end to its start. */
static struct slice
cut_text(const struct fitting *fitting, const struct fit_cut *cut)
{
	const char *text = fitting->text.p, *rest = text + fitting->text.n;
	char *at = fitting->scratch_end;
	const struct fit *fit = fitting->fits;
	struct slice result;
	size_t i;

	for (i = 0; fit != NULL && i < cut->gone; i++, fit = fit->before) {
		at = put_before(at, text + fit->start + fit->length, rest);
		rest = text + fit->start;
	}
	if (cut->partly) {
		at = put_before(at, text + fit->start + fit->length, rest);
		at = put_before(
		    at, fit->ellipsis.p, fit->ellipsis.p + fit->ellipsis.n);
		rest = text + fit->start + cut->kept;
	}
	at = put_before(at, text, rest);
	result = (struct slice){at, (size_t)(fitting->scratch_end - at)};
	while (result.n > 0 && filter_is_space(result.p[result.n - 1]))
		result.n--;
	return result;
}

static size_t
segments(const struct fitting *fitting, const struct fit_cut *cut)
{
	struct segment_count count;

	segment_count(cut_text(fitting, cut), &count);
	return count.segments;
}

static bool
fits(const struct fitting *fitting, const struct fit_cut *cut)
{
	return segments(fitting, cut) <= fitting->most;
}

/* ---- where a stretch may end ------------------------------------------- */

/* Behind each word that a blank follows; how many there are. */
static size_t
word_ends(struct slice text, size_t *ends)
{
	size_t i, count = 0;

	for (i = 1; i < text.n; i++)
		if (filter_is_space(text.p[i]) &&
		    !filter_is_space(text.p[i - 1]))
			ends[count++] = i;
	return count;
}

/* Half a number, a link or an address would be another one. */
static bool
may_be_parted(struct slice word)
{
	size_t i;

	for (i = 0; i < word.n; i++)
		if (ascii_is_digit(word.p[i]) || word.p[i] == '/' ||
		    word.p[i] == '@' || (word.p[i] == '.' && i + 1 < word.n))
			return false;
	return true;
}

/* Behind each character of the first word, if that may be parted. */
static size_t
cluster_ends(struct slice text, size_t *ends)
{
	struct cluster walk = {0};
	size_t first = 0, end, i, len, count = 0;

	while (first < text.n && filter_is_space(text.p[first]))
		first++;
	for (end = first; end < text.n && !filter_is_space(text.p[end]); end++)
		;
	if (!may_be_parted((struct slice){text.p + first, end - first}))
		return 0;
	for (i = first; i < end; i += len)
		if (!cluster_joins(&walk, utf8_decode(text.p + i, &len)) &&
		    i > first)
			ends[count++] = i;
	return count;
}

/*
 * The longest of these that fits; what is longer takes no fewer segments.
 * False: none does.
 */
static bool
choose_end(const struct fitting *fitting, const size_t *ends, size_t count,
    struct fit_cut *cut)
{
	size_t low = 0, high = count, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		cut->kept = ends[middle];
		if (fits(fitting, cut))
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return false;
	cut->kept = ends[low - 1];
	return true;
}

/* ---- cutting ----------------------------------------------------------- */

/* As few stretches gone as will do; false: it is too much without any. */
static bool
drop_stretches(const struct fitting *fitting, size_t count, struct fit_cut *cut)
{
	size_t low = 0, high = count;

	*cut = (struct fit_cut){.gone = count};
	if (!fits(fitting, cut))
		return false;
	while (low < high) {
		cut->gone = low + (high - low) / 2;
		if (fits(fitting, cut))
			high = cut->gone;
		else
			low = cut->gone + 1;
	}
	cut->gone = low;
	return true;
}

/* Brings back what there is room for of the last stretch that went. */
static int
restore_part(
    struct render *render, const struct fitting *fitting, struct fit_cut *cut)
{
	struct fit_cut partly = {.gone = cut->gone - 1, .partly = true};
	const struct fit *fit = fitting->fits;
	struct slice stretch;
	size_t *ends, i;

	for (i = 0; i < partly.gone; i++)
		fit = fit->before;
	stretch = (struct slice){fitting->text.p + fit->start, fit->length};
	ends = render_alloc(render, (stretch.n + 1) * sizeof(*ends));
	if (ends == NULL)
		return -1;
	if (choose_end(fitting, ends, word_ends(stretch, ends), &partly) ||
	    choose_end(fitting, ends, cluster_ends(stretch, ends), &partly))
		*cut = partly;
	return 0;
}

static int
refuse(struct render *render, const struct fitting *fitting, size_t count)
{
	const struct fit_cut bare = {.gone = count};
	size_t left = segments(fitting, &bare);

	render->template = fitting->fits->template;
	render->at = fitting->fits->at;
	return render_fail(render,
	    "the text is already %zu segments without what 'segment_fit' may "
	    "cut, more than %zu",
	    left, fitting->most);
}

/* Looks at all stretches: what they demand, and the room that it may take. */
static int
start_fitting(struct render *render, struct fitting *fitting, size_t *stretches)
{
	size_t ellipsis = 0, room;
	const struct fit *fit;

	*stretches = 0;
	for (fit = fitting->fits; fit != NULL; fit = fit->before) {
		++*stretches;
		if (fit->most < fitting->most)
			fitting->most = fit->most;
		if (fit->ellipsis.n > ellipsis)
			ellipsis = fit->ellipsis.n;
	}
	room = fitting->text.n + ellipsis;
	fitting->scratch = render_alloc(render, room + 1);
	if (fitting->scratch == NULL)
		return -1;
	fitting->scratch_end = fitting->scratch + room;
	return 0;
}

int
fit_find(struct render *render, const struct fit *fits, struct slice text,
    struct fit_cut *cut, struct slice *out)
{
	struct fitting fitting = {
	    .text = text, .fits = fits, .most = FIT_SEGMENTS_MAX};
	size_t count;

	if (start_fitting(render, &fitting, &count) != 0)
		return -1;
	if (scan_utf8_prefix(text) < text.n)
		return render_fail(
		    render, "a text that is not UTF-8 cannot be cut");
	if (!drop_stretches(&fitting, count, cut)) {
		if (!render->scope->lax)
			return refuse(render, &fitting, count);
	} else if (cut->gone > 0 && restore_part(render, &fitting, cut) != 0) {
		return -1;
	}
	*out = cut_text(&fitting, cut);
	return 0;
}
