/* SPDX-License-Identifier: ISC */
#include "base/error.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

int
error_vset(struct error *err, int code, const char *fmt, va_list ap)
{
	err->code = code;
	(void)vsnprintf(err->text, sizeof(err->text), fmt, ap);
	return -1;
}

int
error_set(struct error *err, int code, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)error_vset(err, code, fmt, ap);
	va_end(ap);
	return -1;
}

int
error_set_errno(struct error *err, int code, const char *fmt, ...)
{
	const char *reason = strerror(errno);
	va_list ap;
	size_t used;

	err->code = code;
	va_start(ap, fmt);
	(void)vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	used = strlen(err->text);
	(void)snprintf(
	    err->text + used, sizeof(err->text) - used, ": %s", reason);
	return -1;
}

int
error_prefix(struct error *err, const char *fmt, ...)
{
	char old[ERROR_TEXT_MAX];
	va_list ap;
	size_t used;

	memcpy(old, err->text, sizeof(old));
	va_start(ap, fmt);
	(void)vsnprintf(err->text, sizeof(err->text), fmt, ap);
	va_end(ap);
	used = strlen(err->text);
	(void)snprintf(err->text + used, sizeof(err->text) - used, ": %s", old);
	return -1;
}

int
error_worse(int a, int b)
{
	static const int order[] = {EX_SOFTWARE, EX_OSERR, EX_CANTCREAT,
	    EX_IOERR, EX_NOPERM, EX_CONFIG, EX_UNAVAILABLE, EX_TEMPFAIL,
	    EX_NOINPUT, EX_DATAERR, EX_NO};
	size_t i;

	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (a == order[i] || b == order[i])
			return order[i];
	return a != 0 ? a : b;
}
