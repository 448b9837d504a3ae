/* SPDX-License-Identifier: ISC */
/*
 * The way back from a scalar's text to the source.  libyaml has read it, so it
 * is well-formed: both are walked side by side, and the text says what the
 * breaks of the source became.
 */
#include "config/yaml.h"

#include "text/utf8.h"

/* Where the walk stands. */
struct trace {
	struct slice source, text;
	size_t at; /* in the source */
	size_t done; /* of the text */
	size_t indent; /* of a block's lines */
};

static char
trace_char(const struct trace *trace, size_t ahead)
{
	size_t at = trace->at + ahead;

	return at < trace->source.n ? trace->source.p[at] : '\0';
}

static bool
trace_is_break(const struct trace *trace)
{
	char c = trace_char(trace, 0);

	return c == '\n' || c == '\r';
}

static void
trace_skip_break(struct trace *trace)
{
	if (trace_char(trace, 0) == '\r' && trace_char(trace, 1) == '\n')
		trace->at++;
	trace->at++;
}

static void
trace_skip_blanks(struct trace *trace)
{
	while (trace_char(trace, 0) == ' ' || trace_char(trace, 0) == '\t')
		trace->at++;
}

/* Line feeds of the text, so many at most. */
static void
trace_feeds(struct trace *trace, size_t most)
{
	while (most-- > 0 && trace->done < trace->text.n &&
	    trace->text.p[trace->done] == '\n')
		trace->done++;
}

/* What breaks became: line feeds, or else a blank. */
static void
trace_fold(struct trace *trace, size_t feeds)
{
	size_t start = trace->done;

	trace_feeds(trace, feeds);
	if (trace->done == start && start < trace->text.n &&
	    trace->text.p[start] == ' ')
		trace->done++;
}

/* ---- plain and quoted --------------------------------------------------- */

/* Blanks, breaks and their blanks; how many breaks there were. */
static size_t
trace_skip_breaks(struct trace *trace)
{
	size_t breaks = 0;

	trace_skip_blanks(trace);
	while (trace_is_break(trace)) {
		trace_skip_break(trace);
		trace_skip_blanks(trace);
		breaks++;
	}
	return breaks;
}

/* One break is a blank, more are a line feed less. */
static bool
trace_flow_breaks(struct trace *trace)
{
	size_t start = trace->at, breaks = trace_skip_breaks(trace);

	if (breaks > 0)
		trace_fold(trace, breaks - 1);
	else
		trace->at = start;
	return breaks > 0;
}

/* The digits of \x, \u and \U. */
static size_t
trace_digits(char c)
{
	return c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
}

/* An escape of a text in double quotes. */
static void
trace_escape(struct trace *trace)
{
	struct slice rest;
	size_t len = 1;

	trace->at++;
	if (trace_is_break(trace)) { /* the text goes on in the next line */
		trace_feeds(trace, trace_skip_breaks(trace) - 1);
		return;
	}
	trace->at += 1 + trace_digits(trace_char(trace, 0));
	rest = (struct slice){
	    trace->text.p + trace->done, trace->text.n - trace->done};
	if (rest.n > 0)
		(void)utf8_decode(rest.p, &len);
	trace->done += len;
}

/* A break that an escape makes nothing of. */
static bool
trace_goes_on(const struct trace *trace, char quote)
{
	char next = trace_char(trace, 1);

	return quote == '"' && trace_char(trace, 0) == '\\' &&
	    (next == '\n' || next == '\r');
}

/* One character, escape or fold. */
static void
trace_flow_step(struct trace *trace, char quote)
{
	char c = trace_char(trace, 0);

	if ((c == ' ' || c == '\t' || trace_is_break(trace)) &&
	    trace_flow_breaks(trace))
		return;
	if (quote == '"' && c == '\\') {
		trace_escape(trace);
		return;
	}
	if (quote == '\'' && c == '\'')
		trace->at++;
	trace->at++;
	trace->done++;
}

/* ---- blocks ------------------------------------------------------------- */

/* To the first line of the block, and its indentation. */
static void
trace_block_start(struct trace *trace)
{
	struct trace look;
	size_t blanks;

	while (trace->at < trace->source.n && !trace_is_break(trace))
		trace->at++;
	trace_skip_break(trace);
	/* What the text begins with tells blanks of its own from indentation.
	 */
	look = *trace;
	while (look.at < look.source.n) {
		for (blanks = 0; trace_char(&look, 0) == ' '; blanks++)
			look.at++;
		if (!trace_is_break(&look))
			break;
		trace_skip_break(&look);
	}
	for (blanks = 0; look.at > 0 && look.source.p[look.at - 1] == ' ';
	     blanks++)
		look.at--;
	look.done = 0;
	while (look.done < look.text.n && look.text.p[look.done] == '\n')
		look.done++;
	while (look.done < look.text.n && look.text.p[look.done] == ' ' &&
	    blanks > 0) {
		look.done++;
		blanks--;
	}
	trace->indent = blanks;
}

/* Into a line, behind its indentation. */
static void
trace_indent(struct trace *trace)
{
	size_t i;

	for (i = 0; i < trace->indent && trace_char(trace, 0) == ' '; i++)
		trace->at++;
}

/* Breaks from here to the next line that is not empty. */
static void
trace_block_breaks(struct trace *trace)
{
	size_t breaks = 0;

	while (trace_is_break(trace)) {
		trace_skip_break(trace);
		trace_indent(trace);
		breaks++;
	}
	trace_fold(trace, breaks);
}

static void
trace_block_step(struct trace *trace)
{
	if (trace_is_break(trace)) {
		trace_block_breaks(trace);
		return;
	}
	trace->at++;
	trace->done++;
}

/* ---- all ---------------------------------------------------------------- */

size_t
yaml_trace(struct slice source, const struct yaml_node *node, size_t offset)
{
	struct trace trace = {
	    .source = source, .text = node->text, .at = node->at};
	char first = trace_char(&trace, 0);
	size_t before;

	if (node->block) {
		trace_block_start(&trace);
		trace_indent(&trace);
	} else if (first == '"' || first == '\'') {
		trace.at++;
	}
	while (trace.done < offset || trace_goes_on(&trace, first)) {
		before = trace.at;
		if (trace.at >= node->end && trace.at >= source.n)
			break;
		if (node->block)
			trace_block_step(&trace);
		else
			trace_flow_step(&trace, first);
		if (trace.done > offset)
			return before; /* inside of what an escape made */
	}
	if (trace.done != offset || trace.at > source.n)
		return node->at;
	return trace.at;
}

void
yaml_place(struct slice source, size_t at, int *line, int *column)
{
	size_t i;

	*line = *column = 1;
	for (i = 0; i < at && i < source.n; i++) {
		if (source.p[i] == '\n' ||
		    (source.p[i] == '\r' &&
			(i + 1 == source.n || source.p[i + 1] != '\n'))) {
			++*line;
			*column = 1;
		} else if (((unsigned char)source.p[i] & 0xc0) != 0x80) {
			++*column;
		}
	}
}
