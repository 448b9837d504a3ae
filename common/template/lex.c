/* SPDX-License-Identifier: ISC */
#include "template/lex.h"

#include "base/ascii.h"

#include "text/utf8.h"

#include <string.h>

bool
lex_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_name_letter(char c)
{
	return ascii_is_letter(c) || c == '_';
}

/* ---- the source ------------------------------------------------------ */

static struct slice
trim_left(struct slice text)
{
	while (text.n > 0 && lex_is_blank(text.p[0])) {
		text.p++;
		text.n--;
	}
	return text;
}

static struct slice
trim_right(struct slice text)
{
	while (text.n > 0 && lex_is_blank(text.p[text.n - 1]))
		text.n--;
	return text;
}

/* The offset of the next "{{" or "{%", or of the end. */
static size_t
find_opening(struct slice source, size_t at)
{
	const char *p;

	while (at < source.n) {
		p = memchr(source.p + at, '{', source.n - at);
		if (p == NULL)
			break;
		at = (size_t)(p - source.p);
		if (at + 1 < source.n && (p[1] == '{' || p[1] == '%'))
			return at;
		at++;
	}
	return source.n;
}

/* The offset of the closing "%}", or of the end. */
static size_t
find_tag_end(struct slice source, size_t at)
{
	for (; at + 1 < source.n; at++)
		if (source.p[at] == '%' && source.p[at + 1] == '}')
			return at;
	return source.n;
}

/*
 * The offset of the closing "}}", or of the end.  As in Liquid, a lone } or a
 * {% before it means that it was forgotten.
 */
static size_t
find_output_end(struct slice source, size_t at)
{
	for (; at + 1 < source.n; at++) {
		if (source.p[at] == '}')
			return source.p[at + 1] == '}' ? at : source.n;
		if (source.p[at] == '{' && source.p[at + 1] == '%')
			break;
	}
	return source.n;
}

static struct part
cut_text(struct cutter *cutter, size_t end)
{
	struct slice source = cutter->source, text;

	text = (struct slice){source.p + cutter->at, end - cutter->at};
	if (cutter->trim)
		text = trim_left(text);
	if (end + 2 < source.n && source.p[end + 2] == '-')
		text = trim_right(text);
	cutter->trim = false;
	cutter->at = end;
	return (struct part){PART_TEXT, text};
}

/* The next line that is not blank, as a tag. */
static struct part
cut_line(struct cutter *cutter)
{
	struct slice source = cutter->source, line = {NULL, 0};
	const char *end;

	while (cutter->at < source.n && line.n == 0) {
		line = (struct slice){
		    source.p + cutter->at, source.n - cutter->at};
		end = memchr(line.p, '\n', line.n);
		if (end != NULL)
			line.n = (size_t)(end - line.p);
		cutter->at += line.n + (end != NULL);
		line = trim_right(trim_left(line));
	}
	if (line.n == 0)
		return (struct part){PART_END, {source.p + source.n, 0}};
	return (struct part){PART_TAG, line};
}

struct part
cut_next(struct cutter *cutter)
{
	struct slice source = cutter->source, markup;
	size_t open, close;
	struct part part;

	if (cutter->lines)
		return cut_line(cutter);
	open = find_opening(source, cutter->at);
	if (open > cutter->at)
		return cut_text(cutter, open);
	if (open == source.n)
		return (struct part){PART_END, {source.p + source.n, 0}};
	part.kind = source.p[open + 1] == '{' ? PART_OUTPUT : PART_TAG;
	close = part.kind == PART_OUTPUT ? find_output_end(source, open + 2)
					 : find_tag_end(source, open + 2);
	if (close == source.n)
		return (struct part){PART_OPEN, {source.p + open, 2}};
	markup = (struct slice){source.p + open + 2, close - open - 2};
	if (markup.n > 0 && markup.p[0] == '-') {
		markup.p++;
		markup.n--;
	}
	cutter->trim = source.p[close - 1] == '-' && close > open + 2;
	if (cutter->trim && markup.n > 0)
		markup.n--;
	cutter->at = close + 2;
	part.text = markup;
	return part;
}

void
cut_over(struct cutter *cutter)
{
	struct slice source = cutter->source;
	size_t at = cutter->at + 2;

	while (at < source.n && source.p[at] != '}' &&
	    (source.p[at] != '{' || at + 1 == source.n ||
		source.p[at + 1] != '%'))
		at++;
	if (at < source.n && source.p[at] == '{')
		at = find_tag_end(source, at) + 1;
	cutter->at = at < source.n ? at + 1 : source.n;
	cutter->trim = false;
}

struct slice
lex_tag_name(struct slice markup, struct slice *rest)
{
	struct slice name = trim_left(markup);
	size_t n = 0;

	if (name.n > 0 && name.p[0] == '#')
		n = 1;
	else
		while (n < name.n &&
		    (is_name_letter(name.p[n]) || ascii_is_digit(name.p[n])))
			n++;
	*rest = (struct slice){name.p + n, name.n - n};
	name.n = n;
	return name;
}

/*
 * The length of "{%- name -%}" when it stands at the offset, else 0.  What is
 * behind the name does not matter.
 */
static size_t
tag_length(struct slice source, size_t at, const char *name, bool *trim)
{
	struct slice rest = {source.p + at, source.n - at}, found;
	size_t close;

	if (rest.n < 2 || rest.p[0] != '{' || rest.p[1] != '%')
		return 0;
	rest = (struct slice){rest.p + 2, rest.n - 2};
	if (rest.n > 0 && rest.p[0] == '-')
		rest = (struct slice){rest.p + 1, rest.n - 1};
	found = lex_tag_name(rest, &rest);
	if (!slice_is(found, name))
		return 0;
	close = find_tag_end(source, (size_t)(rest.p - source.p));
	if (close == source.n)
		return 0;
	*trim = source.p[close - 1] == '-';
	return close + 2 - at;
}

struct slice
cut_until_tag(struct cutter *cutter, const char *name)
{
	struct slice source = cutter->source, text;
	size_t at = cutter->at, len;
	bool trim;

	for (; at < source.n && !cutter->lines; at++) {
		at = find_opening(source, at);
		len = tag_length(source, at, name, &trim);
		if (len == 0)
			continue;
		text = (struct slice){source.p + cutter->at, at - cutter->at};
		cutter->at = at + len;
		cutter->trim = trim;
		return text;
	}
	return (struct slice){NULL, 0};
}

/* ---- the markup ------------------------------------------------------ */

static size_t
name_length(const char *p, const char *end)
{
	const char *first = p;

	while (
	    p < end && (is_name_letter(*p) || ascii_is_digit(*p) || *p == '-'))
		p++;
	if (p < end && *p == '?')
		p++;
	return (size_t)(p - first);
}

/* "-12" or "3.14"; "1..5" ends before the dots. */
static size_t
number_length(const char *p, const char *end)
{
	const char *first = p;

	if (*p == '-')
		p++;
	while (p < end && ascii_is_digit(*p))
		p++;
	if (end - p >= 2 && *p == '.' && ascii_is_digit(p[1]))
		for (p++; p < end && ascii_is_digit(*p);)
			p++;
	return (size_t)(p - first);
}

static size_t
operator_length(const char *p, const char *end)
{
	static const char *const operators[] = {
	    "==", "!=", "<>", "<=", ">=", "<", ">"};
	size_t i, n;

	for (i = 0; i < sizeof(operators) / sizeof(operators[0]); i++) {
		n = strlen(operators[i]);
		if ((size_t)(end - p) >= n && memcmp(p, operators[i], n) == 0)
			return n;
	}
	return 0;
}

static void
take(struct lexer *lexer, int type, size_t len)
{
	lexer->token = (struct token){type, {lexer->p, len}};
	lexer->p += len;
}

static size_t
character_length(const char *p, const char *end)
{
	size_t n = 1;

	while (p + n < end && utf8_continues(p[n]))
		n++;
	return n;
}

static void
take_quoted(struct lexer *lexer)
{
	const char *text = lexer->p + 1;
	const char *quote = memchr(
	    text, *lexer->p, (size_t)(lexer->end - text));

	if (quote == NULL) {
		take(lexer, TOKEN_BAD, (size_t)(lexer->end - lexer->p));
		return;
	}
	lexer->token = (struct token){
	    TOKEN_TEXT, {text, (size_t)(quote - text)}};
	lexer->p = quote + 1;
}

void
lex_next(struct lexer *lexer)
{
	const char *end = lexer->end;
	size_t n;

	while (lexer->p < end && lex_is_blank(*lexer->p))
		lexer->p++;
	if (lexer->p == end)
		take(lexer, TOKEN_END, 0);
	else if (*lexer->p == '\'' || *lexer->p == '"')
		take_quoted(lexer);
	else if (is_name_letter(*lexer->p))
		take(lexer, TOKEN_NAME, name_length(lexer->p, end));
	else if (ascii_is_digit(*lexer->p) ||
	    (*lexer->p == '-' && end - lexer->p > 1 &&
		ascii_is_digit(lexer->p[1])))
		take(lexer, TOKEN_NUMBER, number_length(lexer->p, end));
	else if ((n = operator_length(lexer->p, end)) > 0)
		take(lexer, TOKEN_OPERATOR, n);
	else if (end - lexer->p >= 2 && memcmp(lexer->p, "..", 2) == 0)
		take(lexer, TOKEN_DOTS, 2);
	else if (strchr(".,:|[]()=", *lexer->p) != NULL && *lexer->p != '\0')
		take(lexer, *lexer->p, 1);
	else
		take(lexer, TOKEN_BAD, character_length(lexer->p, end));
}

void
lex_start(struct lexer *lexer, struct slice markup)
{
	*lexer = (struct lexer){.p = markup.p, .end = markup.p + markup.n};
	lex_next(lexer);
}
