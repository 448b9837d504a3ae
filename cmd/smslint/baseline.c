/* SPDX-License-Identifier: ISC */
#include "baseline.h"

#include "base/crypto.h"
#include "base/file.h"
#include "record/doc.h"

#include <string.h>

enum {
	BASELINE_MAX = 64 * 1024 * 1024, /* bytes of a file */
	BASELINE_PRINT = 16, /* hex digits */
};

void
baseline_print(const struct sheet_finding *finding, struct buf *out)
{
	const struct sheet_file *file = finding->file;
	size_t left = file->source.n - finding->at;
	char hash[CRYPTO_SHA256_HEX];
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "%s\n%s\n", file->path, finding->rule->id);
	buf_addslice(&text, finding->message);
	buf_addc(&text, '\n');
	buf_add(&text, file->source.p + finding->at,
	    finding->length < left ? finding->length : left);
	crypto_sha256_hex(buf_slice(&text), hash);
	buf_add(out, hash, BASELINE_PRINT);
	buf_release(&text);
}

/* Marks the first finding of that print that is not known yet. */
static bool
baseline_mark(struct sheet *sheet, struct slice print)
{
	struct buf own;
	bool found = false;
	size_t i;

	buf_init(&own, BUF_NO_CAP);
	for (i = 0; i < sheet->count && !found; i++) {
		if (sheet->findings[i].known)
			continue;
		buf_reset(&own);
		baseline_print(&sheet->findings[i], &own);
		found = slice_equal(buf_slice(&own), print);
		sheet->findings[i].known = found;
	}
	buf_release(&own);
	return found;
}

static int
baseline_line(struct sheet *sheet, const char *path, size_t number,
    struct slice line, const struct diag *diag)
{
	struct json_object *entry;
	struct error err;
	struct slice print;
	int code = 0;

	entry = doc_parse(line, &err);
	print = doc_text(doc_get(entry, "print"));
	if (print.n != BASELINE_PRINT) {
		error_set(&err, EX_DATAERR, "%s:%zu: no finding", path, number);
		diag_error(diag, &err);
		code = EX_DATAERR;
	} else if (!baseline_mark(sheet, print)) {
		diag_warn(diag, "%s:%zu: not found any more: take it out", path,
		    number);
	}
	doc_free(entry);
	return code;
}

int
baseline_apply(struct sheet *sheet, const char *path, const struct diag *diag)
{
	struct slice rest, line;
	struct error err;
	struct buf text;
	size_t number = 0;
	int code = 0;

	buf_init(&text, BASELINE_MAX);
	if (file_read(path, &text, &err) != 0) {
		diag_error(diag, &err);
		code = err.code;
	}
	for (rest = buf_slice(&text); code != EX_NOINPUT && rest.n > 0;
	     rest = (struct slice){rest.p + line.n, rest.n - line.n}) {
		line = rest;
		if (memchr(rest.p, '\n', rest.n) != NULL)
			line.n = (size_t)((const char *)memchr(
					      rest.p, '\n', rest.n) -
				     rest.p) +
			    1;
		number++;
		if (slice_trim(line, " \t\r\n").n > 0)
			code = error_worse(code,
			    baseline_line(sheet, path, number,
				slice_trim(line, " \t\r\n"), diag));
	}
	buf_release(&text);
	return code;
}
