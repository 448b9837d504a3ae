/* SPDX-License-Identifier: ISC */
/*
 * The table of fields.  `field_test --list` prints "kind name" of each, for
 * the comparison with sms-record.5.
 */
#include "record/field.h"
#include "tests/unit/test.h"

static const enum record_kind kinds[] = {
    RECORD_CALL, RECORD_MESSAGE, RECORD_DELIVERY, RECORD_REPLY, RECORD_CONSENT};

static void
list_fields(void)
{
	const struct field *fields;
	size_t count, i, k;

	fields = field_table(&count);
	for (k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
		for (i = 0; i < count; i++)
			/* Those that every record has are told once, above. */
			if ((fields[i].in & kinds[k]) != 0 &&
			    fields[i].required != RECORD_ANY &&
			    strcmp(fields[i].name, "record_version") != 0)
				(void)printf("%s %s\n",
				    field_kind_name(kinds[k]), fields[i].name);
}

int
main(int argc, char **argv)
{
	const struct field *fields;
	size_t count, i, k;

	if (argc > 1 && strcmp(argv[1], "--list") == 0) {
		list_fields();
		return 0;
	}
	fields = field_table(&count);
	TEST("the table is sorted, so that every row is found")
	{
		for (i = 0; i < count; i++)
			for (k = 0; k < sizeof(kinds) / sizeof(kinds[0]); k++)
				if ((fields[i].in & kinds[k]) != 0)
					CHECK(field_find(fields[i].name,
						  strlen(fields[i].name),
						  kinds[k]) == &fields[i]);
	}
	TEST("a name of another kind, or part of a name, is not found")
	{
		CHECK(field_find("intent", 6, RECORD_MESSAGE) == NULL);
		CHECK(field_find("inten", 5, RECORD_REPLY) == NULL);
		CHECK(field_find("intents", 7, RECORD_REPLY) == NULL);
		CHECK(field_find("", 0, RECORD_REPLY) == NULL);
	}
	TEST("a name that means two things has its own row for each kind")
	{
		CHECK(field_find("to", 2, RECORD_MESSAGE)->type == FIELD_E164);
		CHECK(field_find("to", 2, RECORD_CALL)->type == FIELD_TEXT);
	}
	TEST("words are given exactly for fields that are words")
	{
		for (i = 0; i < count; i++)
			CHECK((fields[i].words != NULL) ==
			    (fields[i].type == FIELD_WORD));
	}
	return test_done();
}
