/* SPDX-License-Identifier: ISC */
#include "broken.h"

#include "base/ascii.h"
#include "text/utf8.h"

#include <string.h>

static const char broken_rule[] = "template-broken";

/* Takes "12:" off the text; 0 when there is none. */
static size_t
broken_number(const char **text)
{
	const char *at = *text;
	size_t number = 0;

	while (ascii_is_digit(*at) && number < YAML_BYTES_MAX)
		number = number * 10 + (size_t)(*at++ - '0');
	if (at == *text || *at != ':')
		return 0;
	*text = at + 1;
	return number;
}

/* The byte that line and column, from 1, lead to. */
static size_t
broken_byte(struct slice source, size_t line, size_t column)
{
	size_t at = 0;

	for (; line > 1 && at < source.n; at++)
		line -= source.p[at] == '\n';
	while (column > 1 && at < source.n && source.p[at] != '\n') {
		at++;
		column -= at == source.n || !utf8_continues(source.p[at]);
	}
	return at;
}

void
broken_add(const struct linter *linter, struct sheet *sheet,
    const struct sheet_file *file, const char *text)
{
	struct sheet_finding finding = {.severity = LINT_ERROR, .file = file};
	size_t n = strlen(file->path), line, column;

	finding.rule = linter_rule(linter, broken_rule, &finding.severity);
	if (finding.rule == NULL)
		return;
	if (strncmp(text, file->path, n) == 0 && text[n] == ':') {
		text += n + 1;
		line = broken_number(&text);
		column = line > 0 ? broken_number(&text) : 0;
		finding.at = broken_byte(file->source, line, column);
	}
	finding.message = slice_trim(slice_of(text), " ");
	sheet_add(sheet, &finding);
}
