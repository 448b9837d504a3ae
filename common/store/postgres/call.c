/* SPDX-License-Identifier: ISC */
#include "store/postgres/pg.h"

/* pg_type.dat of PostgreSQL; they never change. */
enum {
	OID_BOOL = 16,
	OID_BYTEA = 17,
	OID_INT8 = 20,
	OID_TEXT = 25,
	OID_TEXTS = 1009,
	OID_INT8S = 1016,
};

enum { FORM_TEXT = 0, FORM_BINARY = 1 };

void
pg_start(struct pg_call *call, enum sql which)
{
	call->which = which;
	call->text = NULL;
	call->count = 0;
}

static void
call_add(
    struct pg_call *call, Oid type, const char *value, size_t len, int form)
{
	call->types[call->count] = type;
	call->values[call->count] = value;
	call->lengths[call->count] = (int)len;
	call->formats[call->count] = form;
	call->count++;
}

void
pg_text(struct pg_call *call, struct slice text)
{
	call_add(call, OID_TEXT, text.p, text.n, FORM_BINARY);
}

void
pg_bytes(struct pg_call *call, struct slice bytes)
{
	call_add(call, OID_BYTEA, bytes.p, bytes.n, FORM_BINARY);
}

void
pg_int(struct pg_call *call, int64_t value)
{
	char *bytes = call->ints[call->count];
	uint64_t bits = (uint64_t)value;
	int i;

	for (i = 7; i >= 0; i--, bits >>= 8)
		bytes[i] = (char)(bits & 0xff);
	call_add(call, OID_INT8, bytes, 8, FORM_BINARY);
}

void
pg_null_int(struct pg_call *call)
{
	call_add(call, OID_INT8, NULL, 0, FORM_BINARY);
}

void
pg_bool(struct pg_call *call, bool value)
{
	call->ints[call->count][0] = (char)value;
	call_add(call, OID_BOOL, call->ints[call->count], 1, FORM_BINARY);
}

void
pg_ints(struct pg_call *call, const char *text)
{
	call_add(call, OID_INT8S, text, 0, FORM_TEXT);
}

void
pg_texts(struct pg_call *call, const char *text)
{
	call_add(call, OID_TEXTS, text, 0, FORM_TEXT);
}

void
pg_row(struct pg_call *call, const struct shape *shape, const void *row)
{
	int i;

	for (i = 0; i < shape->count; i++) {
		const void *member = (const char *)row +
		    shape->columns[i].where;

		switch (shape->columns[i].kind) {
		case COLUMN_TEXT:
			pg_text(call, *(const struct slice *)member);
			break;
		case COLUMN_BYTES:
			pg_bytes(call, *(const struct slice *)member);
			break;
		case COLUMN_INT:
			pg_int(call, *(const int64_t *)member);
			break;
		case COLUMN_BOOL:
			pg_bool(call, *(const bool *)member);
			break;
		case COLUMN_STATE:
			pg_text(call,
			    slice_of(journal_state_name(
				*(const enum journal_state *)member)));
			break;
		}
	}
}
