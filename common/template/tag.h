/* SPDX-License-Identifier: ISC */
/*
 * tag: what may stand in a template, as a table: each row parses its markup
 * and its block into node->data, and renders that.
 */
#ifndef TEMPLATE_TAG_H
#define TEMPLATE_TAG_H

#include "template/bounds.h"
#include "template/parse.h"
#include "template/render.h"

struct tag {
	const char *name;
	/* The lexer stands behind the name. */
	int (*parse)(struct parser *parser, struct node *node);
	/* NULL: prints nothing and does nothing. */
	int (*render)(struct render *render, const struct node *node);
	/* The longest that render can print; NULL: nothing. */
	int (*bound)(struct bounder *bounder, const struct node *node,
	    struct bounds *out);
};

enum {
	TAG_CYCLE_MAX = 64, /* values of one cycle */
	TAG_COUNTER_DIGITS = 6, /* that a counter gets to in a text */
};

/* What is no tag: text between them, and {{ output }}. */
extern const struct tag tag_text;
extern const struct tag tag_output;

/* NULL when there is none of that name. */
const struct tag *tag_find(struct slice name);

/* The known name nearest to that one, those in `ends` included; or NULL. */
const char *tag_nearest(struct slice name, const char *const *ends);

/* ---- the rows, by file ------------------------------------------------- */

int tag_parse_text(struct parser *parser, struct node *node);
int tag_render_text(struct render *render, const struct node *node);
int tag_parse_output(struct parser *parser, struct node *node);
int tag_render_output(struct render *render, const struct node *node);
int tag_parse_doc(struct parser *parser, struct node *node);
int tag_parse_liquid(struct parser *parser, struct node *node);
int tag_render_liquid(struct render *render, const struct node *node);
int tag_parse_comment(struct parser *parser, struct node *node);
int tag_parse_inline_comment(struct parser *parser, struct node *node);
int tag_parse_raw(struct parser *parser, struct node *node);

int tag_parse_assign(struct parser *parser, struct node *node);
int tag_render_assign(struct render *render, const struct node *node);
int tag_parse_capture(struct parser *parser, struct node *node);
int tag_render_capture(struct render *render, const struct node *node);

int tag_parse_if(struct parser *parser, struct node *node);
int tag_parse_unless(struct parser *parser, struct node *node);
int tag_render_if(struct render *render, const struct node *node);
int tag_parse_case(struct parser *parser, struct node *node);
int tag_render_case(struct render *render, const struct node *node);

int tag_parse_for(struct parser *parser, struct node *node);
int tag_render_for(struct render *render, const struct node *node);
int tag_parse_interrupt(struct parser *parser, struct node *node);
int tag_render_break(struct render *render, const struct node *node);
int tag_render_continue(struct render *render, const struct node *node);

int tag_parse_tablerow(struct parser *parser, struct node *node);
int tag_render_tablerow(struct render *render, const struct node *node);

int tag_parse_include(struct parser *parser, struct node *node);
int tag_parse_render(struct parser *parser, struct node *node);
int tag_render_partial(struct render *render, const struct node *node);

int tag_parse_increment(struct parser *parser, struct node *node);
int tag_parse_decrement(struct parser *parser, struct node *node);
int tag_render_counter(struct render *render, const struct node *node);
int tag_parse_cycle(struct parser *parser, struct node *node);
int tag_render_cycle(struct render *render, const struct node *node);
int tag_parse_ifchanged(struct parser *parser, struct node *node);
int tag_render_ifchanged(struct render *render, const struct node *node);

/* ---- their bounds ------------------------------------------------------- */

int tag_bound_text(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_output(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_liquid(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_assign(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_capture(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_if(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_case(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_for(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_tablerow(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_partial(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_counter(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_cycle(
    struct bounder *bounder, const struct node *node, struct bounds *out);
int tag_bound_ifchanged(
    struct bounder *bounder, const struct node *node, struct bounds *out);

#endif
