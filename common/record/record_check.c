/* SPDX-License-Identifier: ISC */
#include "record/record.h"

#include "base/num.h"
#include "text/address.h"
#include "text/phone.h"
#include "time/instant.h"

#include <string.h>

/* NULL when the string fits the field, else what it must be. */
static const char *
record_check_text(const struct field *field, struct slice text)
{
	int64_t n;

	if (text.p == NULL)
		return "a string";
	if (memchr(text.p, '\0', text.n) != NULL)
		return "a string without \\u0000";
	switch (field->type) {
	case FIELD_E164:
		return phone_is_e164(text) ? NULL : "an E.164 number";
	case FIELD_SUBJECT:
		return phone_is_e164(text) || address_is_key(text)
		    ? NULL
		    : "an E.164 number, or an e-mail address in small letters";
	case FIELD_TIME:
		return instant_parse(text, &n) == 0 ? NULL : "an RFC 3339 time";
	case FIELD_MONEY:
		return num_parse_money(text, &n) == 0 ? NULL : "a decimal";
	case FIELD_WORD:
		return slice_among(text, field->words) ? NULL : field->words;
	default:
		return NULL;
	}
}

static const char *
record_check_value(
    struct record *record, const struct field *field, struct view value)
{
	enum scan_type type = view_type(value);
	int64_t n;

	if (type == SCAN_NULL)
		return NULL;
	switch (field->type) {
	case FIELD_INT:
		return view_int(value, &n) ? NULL : "an integer within 2^53";
	case FIELD_BOOL:
		return type == SCAN_TRUE || type == SCAN_FALSE
		    ? NULL
		    : "true or false";
	case FIELD_ARRAY:
		return type == SCAN_ARRAY ? NULL : "an array";
	case FIELD_OBJECT:
		return type == SCAN_OBJECT ? NULL : "an object";
	default:
		return record_check_text(
		    field, view_string(value, &record->arena));
	}
}

/* Names the first required field that is missing, or an empty id. */
static int
record_check_required(
    struct record *record, enum record_kind kind, struct error *err)
{
	const struct field *fields;
	size_t count, i;

	fields = field_table(&count);
	for (i = 0; i < count; i++) {
		if ((fields[i].required & kind) == 0)
			continue;
		if (view_is_null(record_view(record, fields[i].name)))
			return error_set(err, EX_DATAERR,
			    "%s: required field is missing", fields[i].name);
		if (fields[i].type == FIELD_ID &&
		    record_text(record, fields[i].name).n == 0)
			return error_set(err, EX_DATAERR,
			    "%s: required field is empty", fields[i].name);
	}
	return 0;
}

/* The row of a member, NULL for a name we do not know. */
static const struct field *
record_field(struct record *record, const struct scan_member *member,
    enum record_kind kind)
{
	struct slice key = {record->text.p + member->key, member->key_len};

	if (member->escaped)
		key = view_unescape(key, &record->arena);
	return field_find(key.p, key.n, kind);
}

int
record_check(struct record *record, struct error *err)
{
	enum record_kind kind = record_kind(record);
	const struct field *field;
	const char *want;
	struct view value;
	size_t i;

	for (i = 0; i < record->index.count; i++) {
		const struct scan_member *m = &record->index.members[i];

		field = record_field(record, m, kind);
		if (field == NULL)
			continue;
		value = record->edit_count > 0
		    ? record_view(record, field->name)
		    : (struct view){record->text.p + m->value, m->value_len};
		want = record_check_value(record, field, value);
		if (want != NULL)
			return error_set(err, EX_DATAERR, "%s: must be %s",
			    field->name, want);
	}
	return record_check_required(record, kind, err);
}
