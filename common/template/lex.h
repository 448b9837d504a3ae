/* SPDX-License-Identifier: ISC */
/*
 * lex: the two cuts through a template's source.  First into text, outputs
 * and tags; then each of these, its markup, into tokens.
 */
#ifndef TEMPLATE_LEX_H
#define TEMPLATE_LEX_H

#include "base/slice.h"

#include <stdbool.h>
#include <stddef.h>

enum part_kind {
	PART_END,
	PART_TEXT,
	PART_OUTPUT, /* {{ markup }} */
	PART_TAG, /* {% markup %} */
	PART_OPEN, /* a {{ or {% that is never closed */
};

struct part {
	enum part_kind kind;
	struct slice text; /* of a text, what "-" leaves of it; else the markup
			      without braces and "-" */
};

struct cutter {
	struct slice source;
	size_t at; /* of what comes next */
	bool trim; /* the part before ended in "-" */
	bool lines; /* inside {% liquid %}: each line is a tag */
};

struct part cut_next(struct cutter *cutter);

/*
 * Moves behind a "{{" that is never closed, where that does not matter: behind
 * the lone } or the tag before which its end was missed.
 */
void cut_over(struct cutter *cutter);

/*
 * The source up to {% name %} as it stands, the cutter moved behind that tag;
 * not there when no such tag follows.  Inside {% liquid %} none does.
 */
struct slice cut_until_tag(struct cutter *cutter, const char *name);

/* A character that stands for itself is its own type. */
enum {
	TOKEN_END = 256,
	TOKEN_BAD, /* no token starts here, or a text is never closed */
	TOKEN_NAME, /* letters, digits, _ and -, maybe a ? at the end */
	TOKEN_TEXT, /* quoted; text is what is between the quotes */
	TOKEN_NUMBER,
	TOKEN_OPERATOR, /* == != <> < > <= >= */
	TOKEN_DOTS, /* .. */
};

struct token {
	int type;
	struct slice text;
};

struct lexer {
	const char *p, *end; /* behind the token */
	struct token token; /* the one to look at */
};

/* Looks at the first token. */
void lex_start(struct lexer *lexer, struct slice markup);
void lex_next(struct lexer *lexer);

/* The letters, digits and _ that markup starts with: the name of a tag. */
struct slice lex_tag_name(struct slice markup, struct slice *rest);

bool lex_is_blank(char c);

#endif
