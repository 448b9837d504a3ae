/* SPDX-License-Identifier: ISC */
/*
 * fit: cutting a rendering until it fits in so many segments.  What may be cut
 * is noted while it is printed; how much of it must go is known at the end.
 */
#ifndef TEMPLATE_FIT_H
#define TEMPLATE_FIT_H

#include "template/render.h"

enum { FIT_SEGMENTS_MAX = 255 }; /* of a message: 3GPP TS 23.040, 9.2.3.24.1 */

/* A stretch of the text that may be cut. */
struct fit {
	size_t start, length; /* from the start of the rendering */
	size_t most; /* segments of the whole text */
	struct slice ellipsis; /* behind what is left of it, if anything is */
	const struct template *template; /* and where in it, for messages */
	size_t at;
	struct fit *before; /* the one printed before it */
};

/*
 * Notes the text that is printed next.  One that could never fit is shortened
 * at once, so that its size alone is no error.
 */
int fit_note(struct render *render, struct slice *text, size_t most,
    struct slice ellipsis);

/* A way to cut: so many stretches from the end are gone. */
struct fit_cut {
	size_t gone;
	bool partly; /* the one before them ends after `kept` bytes */
	size_t kept;
};

/*
 * The text with its stretches cut, the last one first, at the end of a word;
 * inside of its first word, between characters as a reader sees them, when
 * there is no room for that and it is neither number nor link.  The whole text
 * has then no more segments than each stretch asked for, and no blanks at its
 * end.  When even without the stretches it has more: an error, or that when
 * lax.  There is one stretch at least.
 */
int fit_find(struct render *render, const struct fit *fits, struct slice text,
    struct fit_cut *cut, struct slice *out);

/* Does so to a finished rendering, if it has stretches, and what is known of
 * its outputs. */
int fit_text(struct render *render);

#endif
