/* SPDX-License-Identifier: ISC */
#include "base/diag.h"

#include <stdarg.h>
#include <stdio.h>

/* A control character, or the first byte of one of U+0080 to U+009F. */
static bool
diag_steers(const char *line, size_t len, size_t at)
{
	unsigned char c = (unsigned char)line[at];

	return c < 0x20 || c == 0x7f ||
	    (c == 0xc2 && at + 1 < len && (unsigned char)line[at + 1] < 0xa0);
}

/*
 * One write a message, so that programs of a pipeline that share stderr do not
 * cut into each other's lines.  Bytes that could steer a terminal are masked.
 */
__attribute__((format(printf, 2, 0))) static void
diag_print(const struct diag *diag, const char *fmt, va_list ap)
{
	char line[2 * ERROR_TEXT_MAX];
	int head, body;
	size_t len, i;

	head = snprintf(line, sizeof(line), "%s: ", diag->program);
	if (head < 0 || (size_t)head >= sizeof(line))
		return;
	len = (size_t)head;
	body = vsnprintf(line + len, sizeof(line) - len - 1, fmt, ap);
	if (body < 0)
		return;
	len += (size_t)body < sizeof(line) - len - 1 ? (size_t)body
						     : sizeof(line) - len - 2;
	for (i = 0; i < len; i++)
		if (diag_steers(line, len, i))
			line[i] = '?';
	line[len++] = '\n';
	(void)fwrite(line, 1, len, stderr);
	(void)fflush(stderr);
}

__attribute__((format(printf, 2, 3))) static void
diag_printf(const struct diag *diag, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	diag_print(diag, fmt, ap);
	va_end(ap);
}

void
diag_error(const struct diag *diag, const struct error *err)
{
	diag_printf(diag, "%s", err->text);
}

void
diag_warn(const struct diag *diag, const char *fmt, ...)
{
	va_list ap;

	if (diag->quiet)
		return;
	va_start(ap, fmt);
	diag_print(diag, fmt, ap);
	va_end(ap);
}

void
diag_warn_all(const struct diag *diag, const char *const *texts, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		diag_warn(diag, "%s", texts[i]);
}

void
diag_note(const struct diag *diag, const char *fmt, ...)
{
	va_list ap;

	if (diag->quiet || diag->verbose < 1)
		return;
	va_start(ap, fmt);
	diag_print(diag, fmt, ap);
	va_end(ap);
}
