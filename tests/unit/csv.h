/* SPDX-License-Identifier: ISC */
/*
 * csv: the lists in tests/fixtures (RFC 4180, no line breaks in quotes), for
 * tests that hold a table of the code against the list it was made from.
 */
#ifndef TESTS_UNIT_CSV_H
#define TESTS_UNIT_CSV_H

#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "tests/unit/test.h"

enum { CSV_COLUMNS_MAX = 16 };

struct csv {
	struct buf file;
	struct arena memory; /* of the fields */
	const char *at;
	struct slice heads[CSV_COLUMNS_MAX], fields[CSV_COLUMNS_MAX];
	size_t head_count;
};

/* The field that `at` stands on; it moves behind its comma. */
static inline struct slice
csv_field(struct csv *csv)
{
	struct slice field = {csv->at, strcspn(csv->at, ",\n")};
	struct buf text;

	if (*csv->at == '"') {
		buf_init(&text, BUF_NO_CAP);
		for (csv->at++; *csv->at != '\0'; csv->at++) {
			if (*csv->at == '"' && *++csv->at != '"')
				break;
			buf_addc(&text, *csv->at);
		}
		field = arena_slice(&csv->memory, buf_slice(&text));
		buf_release(&text);
	} else {
		csv->at += field.n;
	}
	return field;
}

/* How many fields the next line has; 0: there is none. */
static inline size_t
csv_line(struct csv *csv, struct slice fields[CSV_COLUMNS_MAX])
{
	size_t count = 0;

	if (*csv->at == '\0')
		return 0;
	while (count < CSV_COLUMNS_MAX) {
		fields[count++] = csv_field(csv);
		if (*csv->at != ',')
			break;
		csv->at++;
	}
	csv->at += *csv->at == '\n';
	return count;
}

static inline void
csv_open(struct csv *csv, const char *path)
{
	struct error err = {0};

	*csv = (struct csv){.at = ""};
	buf_init(&csv->file, BUF_NO_CAP);
	if (test_check(file_read(path, &csv->file, &err) == 0, __FILE__,
		__LINE__, path))
		csv->at = buf_text(&csv->file);
	csv->head_count = csv_line(csv, csv->heads);
}

static inline bool
csv_next(struct csv *csv)
{
	size_t count = csv_line(csv, csv->fields);

	if (count > 0)
		CHECK_INT(count, csv->head_count);
	return count > 0 && count == csv->head_count;
}

/* The field of that column. */
static inline struct slice
csv_get(const struct csv *csv, const char *column)
{
	size_t i;

	for (i = 0; i < csv->head_count; i++)
		if (slice_is(csv->heads[i], column))
			return csv->fields[i];
	(void)test_check(false, __FILE__, __LINE__, column);
	return (struct slice){"", 0};
}

static inline void
csv_close(struct csv *csv)
{
	buf_release(&csv->file);
	arena_release(&csv->memory);
}

#endif
