/* SPDX-License-Identifier: ISC */
/* Answers in binary form, and rows as structs. */
#include "store/postgres/pg.h"

int64_t
pg_get_int(const PGresult *answer, int row, int column)
{
	const char *bytes = PQgetvalue(answer, row, column);
	uint64_t bits = 0;
	int i;

	for (i = 0; i < PQgetlength(answer, row, column); i++)
		bits = bits << 8 | (unsigned char)bytes[i];
	return (int64_t)bits;
}

bool
pg_get_bool(const PGresult *answer, int row, int column)
{
	return pg_get_int(answer, row, column) != 0;
}

struct slice
pg_get_text(const PGresult *answer, int row, int column, struct arena *arena)
{
	const struct slice text = {PQgetvalue(answer, row, column),
	    (size_t)PQgetlength(answer, row, column)};

	if (PQgetisnull(answer, row, column))
		return (struct slice){NULL, 0};
	return arena != NULL
	    ? (struct slice){arena_copy(arena, text.p, text.n), text.n}
	    : text;
}

int
pg_read(const PGresult *answer, int row, const struct shape *shape,
    struct arena *arena, void *out, struct error *err)
{
	struct slice word;
	int i;

	for (i = 0; i < shape->count; i++) {
		void *member = (char *)out + shape->columns[i].where;

		switch (shape->columns[i].kind) {
		case COLUMN_TEXT:
		case COLUMN_BYTES:
			*(struct slice *)member = pg_get_text(
			    answer, row, i, arena);
			break;
		case COLUMN_INT:
			*(int64_t *)member = pg_get_int(answer, row, i);
			break;
		case COLUMN_BOOL:
			*(bool *)member = pg_get_bool(answer, row, i);
			break;
		case COLUMN_STATE:
			word = pg_get_text(answer, row, i, NULL);
			if (journal_state_find(word, member) != 0)
				return error_set(err, EX_SOFTWARE,
				    "no state of a message: '%.*s'",
				    SLICE_ARG(word));
			break;
		}
	}
	return 0;
}

int
pg_only(struct pg *pg, const struct pg_call *call, const struct shape *shape,
    struct arena *arena, void *row, struct error *err)
{
	PGresult *answer = pg_ask(pg, call, err);
	int got = -1;

	if (answer == NULL)
		return -1;
	if (PQntuples(answer) == 0)
		got = 0;
	else if (pg_read(answer, 0, shape, arena, row, err) == 0)
		got = 1;
	PQclear(answer);
	return got;
}

int
pg_all(struct pg *pg, const struct pg_call *call, const struct shape *shape,
    struct arena *arena, void **rows, size_t *count, struct error *err)
{
	PGresult *answer = pg_ask(pg, call, err);
	int result = 0, i, n;
	char *all;

	if (answer == NULL)
		return -1;
	n = PQntuples(answer);
	all = arena_alloc(arena, (size_t)n * shape->size);
	for (i = 0; i < n && result == 0; i++)
		result = pg_read(answer, i, shape, arena,
		    all + (size_t)i * shape->size, err);
	*rows = all;
	*count = (size_t)n;
	PQclear(answer);
	return result;
}

int
pg_only_int(
    struct pg *pg, const struct pg_call *call, int64_t *out, struct error *err)
{
	PGresult *answer = pg_ask(pg, call, err);
	int got;

	if (answer == NULL)
		return -1;
	got = PQntuples(answer) > 0 && !PQgetisnull(answer, 0, 0);
	if (got)
		*out = pg_get_int(answer, 0, 0);
	PQclear(answer);
	return got;
}
