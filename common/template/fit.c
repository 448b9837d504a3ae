/* SPDX-License-Identifier: ISC */
#include "template/fit.h"

#include "text/segment.h"

/*
 * No text of so many bytes fits in one segment: a septet is a character of two
 * bytes at most, and the euro sign takes two.
 */
enum { FIT_SEGMENT_BYTES = 3 * SEGMENT_GSM7_SINGLE };

/* ---- noting ------------------------------------------------------------ */

static struct slice
shortened(struct slice text, size_t n)
{
	if (text.n <= n)
		return text;
	while (n > 0 && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n--;
	return (struct slice){text.p, n};
}

int
fit_note(struct render *render, struct slice *text, size_t most,
    struct slice ellipsis)
{
	struct fit *fit = render_alloc(render, sizeof(*fit));

	if (fit == NULL)
		return -1;
	*text = shortened(*text, most * FIT_SEGMENT_BYTES);
	*fit = (struct fit){.start = render->out->len - render->start,
	    .length = text->n,
	    .most = most,
	    .ellipsis = ellipsis,
	    .template = render->template,
	    .at = render->at,
	    .before = render->fits};
	render->fits = fit;
	return 0;
}

/* ---- cutting ----------------------------------------------------------- */

/* What is left of the nth stretch from the end. */
static size_t
left_of(const struct fit *fit, size_t n, const struct fit_cut *cut)
{
	if (n < cut->gone)
		return 0;
	return n == cut->gone && cut->partly ? cut->kept + fit->ellipsis.n
					     : fit->length;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Outputs stand where the cuts before them moved them to. */
static void
move_printed(struct render *render, const struct fit_cut *cut, size_t length)
{
	const struct fit *fit;
	struct printed *printed;
	size_t gone = 0, n = 0;

	for (fit = render->fits; fit != NULL; fit = fit->before)
		gone += fit->length - left_of(fit, n++, cut);
	n = 0;
	fit = render->fits;
	for (printed = render->printed; printed != NULL;
	     printed = printed->before) {
		for (; fit != NULL && fit->start >= printed->start;
		     fit = fit->before, n++) {
			size_t left = left_of(fit, n, cut);

			gone -= fit->length - left;
			if (fit->start == printed->start &&
			    fit->length == printed->length)
				printed->length = left;
		}
		printed->start = least(printed->start - gone, length);
		printed->length = least(
		    printed->length, length - printed->start);
	}
}

int
fit_text(struct render *render)
{
	struct slice text = buf_slice(render->out), fitting;
	struct fit_cut cut;

	if (render->fits == NULL)
		return 0;
	text.p += render->start;
	text.n -= render->start;
	if (fit_find(render, render->fits, text, &cut, &fitting) != 0)
		return -1;
	buf_splice(render->out, render->start, text.n, fitting);
	move_printed(render, &cut, fitting.n);
	return 0;
}
