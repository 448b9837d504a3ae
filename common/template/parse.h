/* SPDX-License-Identifier: ISC */
/*
 * parse: source to tree.  What a tag's parser needs is here; the tags
 * themselves are the rows of tag.c.
 *
 * Functions return -1 or NULL after filling the parser's error.
 */
#ifndef TEMPLATE_PARSE_H
#define TEMPLATE_PARSE_H

#include "template/lex.h"
#include "template/tree.h"

struct parser {
	struct template *template;
	struct cutter cutter;
	struct lexer lexer; /* over the markup of the part at hand */
	struct slice markup; /* behind the tag's name, unlexed */
	size_t depth; /* tags inside each other */
	size_t expr_depth; /* expressions inside each other */
	size_t captures; /* blocks around us whose text is not printed */
	struct error *err;
};

/* Sets "PLACE:LINE:COLUMN: text" for that offset; returns -1. */
int parse_fail(struct parser *parser, size_t at, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Zeroed memory of the template. */
void *parse_alloc(struct parser *parser, size_t size);

/* The offset of a text of the source. */
size_t parse_offset(const struct parser *parser, const char *p);

/*
 * Parses parts up to a tag named in `ends` (NULL-terminated), which becomes
 * *end with the lexer behind its name; ends NULL: up to the end of the source.
 * `opener` is the tag whose block this is.
 */
int parse_block(struct parser *parser, const struct node *opener,
    const char *const *ends, struct block *block, struct slice *end);

/* A block of nothing but blanks and quiet tags prints nothing at all. */
void parse_drop_blanks(struct block *block);

const struct expr *parse_expr(struct parser *parser);
int parse_pipeline(struct parser *parser, struct pipeline *pipeline);

/* One that is printed: segment_fit may be its last filter. */
int parse_printed(struct parser *parser, struct pipeline *pipeline);

const struct condition *parse_condition(struct parser *parser);

/* Takes the token if it is that character, or that name. */
bool parse_take(struct parser *parser, int type);
bool parse_take_name(struct parser *parser, const char *name);

/* The next token must be ... */
int parse_expect(struct parser *parser, int type, const char *what);
int parse_variable(struct parser *parser, struct slice *name);
int parse_end(struct parser *parser);

/* "unexpected 'x', expected WHAT" about the token at hand. */
int parse_unexpected(struct parser *parser, const char *what);

#endif
