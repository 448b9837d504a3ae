/* SPDX-License-Identifier: ISC */
#include "record/doc.h"
#include "record/record.h"
#include "tests/unit/test.h"

#include <stdlib.h>
#include <sys/resource.h>

static enum scan_result
scan_text(const char *text, size_t len, const char **what)
{
	struct scan_index index = {0};
	struct scan_fault fault;
	enum scan_result result;

	result = scan_object((struct slice){text, len}, &index, &fault);
	*what = fault.what;
	scan_index_release(&index);
	return result;
}

/* Texts that json-c alone accepts, or cuts, or changes in silence. */
static void
test_hazards(void)
{
	static const struct {
		const char *name, *text, *what;
	} hazards[] = {
	    {"duplicate keys", "{\"a\":1,\"a\":2}",
		"duplicate_key: this key came before"},
	    {"duplicate keys, one written with an escape",
		"{\"a\":1,\"\\u0061\":2}",
		"duplicate_key: this key came before"},
	    {"\\u0000 in a key", "{\"a\\u0000b\":1}", "key with \\u0000"},
	    {"NaN", "{\"a\":NaN}", "expected a value"},
	    {"Infinity", "{\"a\":Infinity}", "expected a value"},
	    {"-Infinity", "{\"a\":-Infinity}", "expected a digit"},
	    {"a leading zero", "{\"a\":-012}", "expected ',' or '}'"},
	    {"a fraction without digits", "{\"a\":2.}", "expected a digit"},
	    {"single quotes", "{'a':1}", "expected a key in double quotes"},
	    {"a raw newline in a string", "{\"a\":\"\n\"}",
		"raw control character in a string"},
	    {"a raw tab in a key", "{\"a\t\":1}",
		"raw control character in a string"},
	    {"a lone high surrogate", "{\"a\":\"\\ud800\"}",
		"surrogate without its second half"},
	    {"a lone low surrogate", "{\"a\":\"\\udc00\"}",
		"surrogate without its first half"},
	    {"overlong UTF-8", "{\"a\":\"\xc0\xaf\"}", "invalid UTF-8"},
	    {"an encoded surrogate", "{\"a\":\"\xed\xa0\x80\"}",
		"invalid UTF-8"},
	    {"beyond U+10FFFF", "{\"a\":\"\xf4\x90\x80\x80\"}",
		"invalid UTF-8"},
	    {"text behind the value", "{\"a\":1} x", "text after the value"},
	    {"a comment", "{\"a\":1}//", "text after the value"},
	    {"a trailing comma", "{\"a\":1,}",
		"expected a key in double quotes"},
	    {"an array at the top", "[1]", "a record is a JSON object"},
	    {"a bare word at the top", "null", "a record is a JSON object"},
	};
	const char *what;
	char name[80];
	size_t i;

	for (i = 0; i < sizeof(hazards) / sizeof(hazards[0]); i++) {
		(void)snprintf(
		    name, sizeof(name), "refused: %s", hazards[i].name);
		TEST(name)
		{
			CHECK_INT(scan_text(hazards[i].text,
				      strlen(hazards[i].text), &what),
			    SCAN_BAD);
			CHECK_STR(what, hazards[i].what);
		}
	}
	TEST("refused: a NUL byte that would end a C string")
	{
		CHECK_INT(scan_text("{\"a\":1}\0{}", 10, &what), SCAN_BAD);
		CHECK_INT(scan_text("{\"a\":\"\0\"}", 9, &what), SCAN_BAD);
	}
}

enum { MEMORY_MAX_KIB = 512 * 1024 }; /* with what a sanitizer takes */

static void
test_limits(void)
{
	struct rusage usage;
	struct buf deep;
	const char *what;
	int i;

	buf_init(&deep, BUF_NO_CAP);
	TEST("32 levels pass, 33 do not")
	{
		for (i = 1; i < SCAN_DEPTH_MAX; i++)
			buf_adds(&deep, "{\"a\":");
		buf_adds(&deep, "{}");
		for (i = 1; i < SCAN_DEPTH_MAX; i++)
			buf_addc(&deep, '}');
		CHECK_INT(scan_text(deep.data, deep.len, &what), SCAN_GOOD);
		buf_splice(&deep, 0, 0, slice_of("{\"a\":"));
		buf_addc(&deep, '}');
		CHECK_INT(scan_text(deep.data, deep.len, &what), SCAN_BAD);
		CHECK_STR(what, "nested too deep");
	}
	TEST("every prefix of a good text is truncated, not bad")
	{
		static const char good[] =
		    "{\"k\\u00e9\":[true,null,-1.5e+3,{\"x\":\"\xf0\x9f\x98\x80"
		    "\\ud83d\\ude00\"}]}";
		size_t n;

		for (n = 0; n < sizeof(good) - 1; n++)
			CHECK_INT(scan_text(good, n, &what), SCAN_TRUNCATED);
		CHECK_INT(scan_text(good, n, &what), SCAN_GOOD);
	}
	TEST("too many members are refused")
	{
		buf_reset(&deep);
		for (i = 0; i <= SCAN_MEMBERS_MAX; i++)
			buf_addf(&deep, "%c\"k%d\":0", i == 0 ? '{' : ',', i);
		buf_addc(&deep, '}');
		CHECK_INT(scan_text(deep.data, deep.len, &what), SCAN_BAD);
		CHECK_STR(what, "too many members");
	}
	TEST("thousands of keys with escapes take no memory to speak of")
	{
		buf_reset(&deep);
		for (i = 0; i < SCAN_MEMBERS_MAX; i++)
			buf_addf(&deep, "%c\"\\u0041%0240d\":0",
			    i == 0 ? '{' : ',', i);
		buf_addc(&deep, '}');
		CHECK_INT(scan_text(deep.data, deep.len, &what), SCAN_GOOD);
		CHECK_INT(getrusage(RUSAGE_SELF, &usage), 0);
		CHECK(usage.ru_maxrss < MEMORY_MAX_KIB);
	}
	buf_release(&deep);
}

/* The record of a text with edits made by `edit`, written out. */
static void
check_edit(const char *text, void (*edit)(struct record *), const char *want)
{
	struct record record = {0};
	struct error err;
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	CHECK_INT(record_fill(&record, slice_of(text), &err), 0);
	edit(&record);
	record_write(&record, &out);
	CHECK_SLICE(buf_slice(&out), want);
	/* What was written is a record again. */
	CHECK_INT(record_fill(&record, buf_slice(&out), &err), 0);
	buf_release(&out);
	record_release(&record);
}

static void
edit_nothing(struct record *record)
{
	(void)record;
}

static void
edit_replace(struct record *record)
{
	record_set_text(record, "status", slice_of("held"));
}

static void
edit_add(struct record *record)
{
	record_set_int(record, "segments", 2);
	record_set_text(record, "say", slice_of("a\"b\n\xe2\x80\xa8/"));
	record_set_int(record, "segments", 3);
}

static void
edit_remove_middle(struct record *record)
{
	record_remove(record, "b");
}

static void
edit_remove_all(struct record *record)
{
	record_remove(record, "a");
	record_remove(record, "b");
	record_remove(record, "c");
	record_remove(record, "absent");
}

static void
edit_mixed(struct record *record)
{
	record_set_bool(record, "new", true);
	record_set_int(record, "c", 9);
	record_remove(record, "a");
	record_set_null(record, "b");
}

static void
test_edits(void)
{
	static const char odd[] =
	    " { \"n\" : 1.10 , \"s\":\"\\u0041\\/\",\"big\":1e400 } \r";

	TEST("a record nobody touched is written byte for byte")
	{
		check_edit(odd, edit_nothing, odd);
	}
	TEST("a replaced value leaves everything around it alone")
	{
		check_edit("{ \"x\" : 1.10,\"status\" : \"sent\" ,\"y\":[ ] }",
		    edit_replace,
		    "{ \"x\" : 1.10,\"status\" : \"held\" ,\"y\":[ ] }");
	}
	TEST("a key written with escapes is found and replaced in place")
	{
		check_edit("{\"st\\u0061tus\":\"sent\"}", edit_replace,
		    "{\"st\\u0061tus\":\"held\"}");
	}
	TEST("new fields come last, in order, the last value wins")
	{
		check_edit("{\"a\":1}", edit_add,
		    "{\"a\":1,\"segments\":3,"
		    "\"say\":\"a\\\"b\\n\\u2028/\"}");
		check_edit(" \t{}", edit_add,
		    " \t{\"segments\":3,\"say\":\"a\\\"b\\n\\u2028/\"}");
		check_edit("{ }", edit_add,
		    "{\"segments\":3,\"say\":\"a\\\"b\\n\\u2028/\"}");
	}
	TEST("removing takes the comma along")
	{
		check_edit("{\"a\":1, \"b\":2, \"c\":3}", edit_remove_middle,
		    "{\"a\":1, \"c\":3}");
		check_edit(
		    "{\"b\":2,\"c\":3}", edit_remove_middle, "{\"c\":3}");
		check_edit(
		    "{\"a\":1, \"b\":2}", edit_remove_middle, "{\"a\":1}");
		check_edit("{\"a\":1,\"b\":2,\"c\":3}", edit_remove_all, "{}");
		check_edit("{\"a\":1,\"b\":2,\"c\":3}", edit_mixed,
		    "{\"b\":null,\"c\":9,\"new\":true}");
		check_edit("{\"c\":1,\"a\":2}", edit_mixed,
		    "{\"c\":9,\"new\":true,\"b\":null}");
	}
}

static void
test_getters(void)
{
	static const char text[] =
	    "{\"record\":\"message\",\"t\":\"a\\u00e9\",\"n\":42,"
	    "\"f\":1.0,\"big\":9007199254740993,\"z\":null,\"b\":false,"
	    "\"o\":{\"list\":[{\"x\":\"deep\"}],\"k\\\"q\":1}}";
	struct record record = {0};
	struct error err;
	bool flag = true;
	int64_t n = 0;

	CHECK_INT(record_fill(&record, slice_of(text), &err), 0);
	TEST("values are read where they lie")
	{
		CHECK_INT(record_kind(&record), RECORD_MESSAGE);
		CHECK_SLICE(record_text(&record, "t"), "a\xc3\xa9");
		CHECK(record_int(&record, "n", &n));
		CHECK_INT(n, 42);
		CHECK(record_bool(&record, "b", &flag));
		CHECK(!flag);
		CHECK_SLICE(view_string(record_path(&record, "o.list.0.x"),
				&record.arena),
		    "deep");
		CHECK(view_int(
		    view_get(record_view(&record, "o"), slice_of("k\"q")), &n));
	}
	TEST("absent, null and another type are not there")
	{
		CHECK(record_text(&record, "absent").p == NULL);
		CHECK(record_text(&record, "z").p == NULL);
		CHECK(record_text(&record, "n").p == NULL);
		CHECK(!record_int(&record, "f", &n));
		CHECK(!record_int(&record, "big", &n));
		CHECK(record_path(&record, "o.list.1.x").p == NULL);
		CHECK(record_path(&record, "t.x").p == NULL);
	}
	TEST("a kind written with escapes is the same kind")
	{
		CHECK_INT(record_fill(&record,
			      slice_of("{\"record\":\"c\\u0061ll\"}"), &err),
		    0);
		CHECK_INT(record_kind(&record), RECORD_CALL);
		CHECK_INT(record_fill(&record, slice_of(text), &err), 0);
	}
	TEST("getters see what was set")
	{
		record_set_text(&record, "t", slice_of("new"));
		CHECK_SLICE(record_text(&record, "t"), "new");
		record_remove(&record, "t");
		CHECK(record_text(&record, "t").p == NULL);
	}
	record_release(&record);
}

static void
test_texts(void)
{
	const struct slice none = {NULL, 0};
	struct arena arena = {0};
	struct buf out;

	TEST("a text or a number is a text, nothing else is")
	{
		CHECK_SLICE(view_text(view_of(slice_of("\"a\"")), &arena), "a");
		CHECK_SLICE(
		    view_text(view_of(slice_of("1.50")), &arena), "1.50");
		CHECK(view_text(view_of(slice_of("\"\"")), &arena).p == NULL);
		CHECK(view_text(view_of(slice_of("true")), &arena).p == NULL);
		CHECK(view_text(view_of(none), &arena).p == NULL);
	}
	TEST("members find their comma")
	{
		buf_init(&out, BUF_NO_CAP);
		view_write_member(&out, "a", slice_of("\""));
		view_write_member(&out, "b", none);
		buf_adds(&out, ",\"c\":{");
		view_write_member(&out, "d", slice_of(""));
		CHECK_STR(buf_text(&out),
		    "{\"a\":\"\\\"\",\"b\":null,\"c\":{\"d\":\"\"");
		buf_release(&out);
	}
	arena_release(&arena);
}

static const char *
check_error(const char *text)
{
	static struct error err;
	struct record record = {0};

	err.text[0] = '\0';
	if (record_fill(&record, slice_of(text), &err) == 0)
		(void)record_check(&record, &err);
	record_release(&record);
	return err.text;
}

#define DELIVERY                                        \
	"{\"record\":\"delivery\",\"status\":\"sent\"," \
	"\"received_at\":\"2026-11-30T15:51:34.700Z\""

static void
test_checks(void)
{
	TEST("known fields have their type, or the error names them")
	{
		CHECK_STR(check_error(DELIVERY "}"), "");
		CHECK_STR(check_error(DELIVERY ",\"segments\":\"1\"}"),
		    "segments: must be an integer within 2^53");
		CHECK_STR(check_error(DELIVERY ",\"price\":0.1}"),
		    "price: must be a string");
		CHECK_STR(check_error(DELIVERY ",\"price\":\"1e3\"}"),
		    "price: must be a decimal");
		CHECK_STR(check_error(DELIVERY ",\"error_class\":\"bad\"}"),
		    "error_class: must be "
		    "invalid_number|opted_out|unregistered|carrier_filtered|"
		    "unreachable|landline|rate_limited|auth|queue_expired|"
		    "content_rejected|media|insufficient_funds|provider_fault|"
		    "ambiguous|unknown");
		CHECK_STR(check_error(DELIVERY ",\"tenant\":\"a\\u0000\"}"),
		    "tenant: must be a string without \\u0000");
		CHECK_STR(check_error(DELIVERY ",\"occurred_at\":\"today\"}"),
		    "occurred_at: must be an RFC 3339 time");
		CHECK_STR(check_error(DELIVERY ",\"mine\":[1,2]}"), "");
		CHECK_STR(check_error(DELIVERY ",\"segments\":null}"), "");
	}
	TEST("a required field that is missing or null is named")
	{
		CHECK_STR(check_error("{\"record\":\"reply\"}"),
		    "body: required field is missing");
	}
	TEST("a required id that is empty is named, an empty text is none")
	{
		CHECK_STR(
		    check_error(
			"{\"record\":\"reply\",\"body\":\"\",\"from\":\"a\","
			"\"to\":\"b\",\"provider\":\"c\",\"reply_id\":\"\","
			"\"received_at\":\"2026-01-01T00:00:00Z\"}"),
		    "reply_id: required field is empty");
		CHECK_STR(check_error(DELIVERY ",\"message_id\":\"\"}"), "");
	}
	TEST("a record of no known kind is not judged")
	{
		CHECK_STR(check_error("{\"to\":5}"), "");
	}
}

static void
test_docs(void)
{
	struct json_object *tree;
	struct error err;
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	TEST("a document keeps its number texts and slashes")
	{
		tree = doc_parse(
		    slice_of("{\"a\":[1.10,1e400],\"u\":\"x/y\"}"), &err);
		CHECK(tree != NULL);
		doc_write(tree, &out);
		CHECK_SLICE(
		    buf_slice(&out), "{\"a\":[1.10,1e400],\"u\":\"x/y\"}");
		doc_free(tree);
	}
	TEST("equal keys are refused at any depth, however they are written")
	{
		CHECK(doc_parse(slice_of("{\"a\":[{\"ok\":\"no\","
					 "\"o\\u006b\":\"yes\"}]}"),
			  &err) == NULL);
		CHECK_STR(
		    err.text, "duplicate_key: 'ok' comes twice in one object");
		tree = doc_parse(
		    slice_of("{\"a\":{\"b\":1},\"b\":{\"b\":2}}"), &err);
		CHECK(tree != NULL);
		doc_free(tree);
	}
	TEST("what the scanner refuses never reaches json-c")
	{
		CHECK(doc_parse(slice_of("{\"a\":NaN}"), &err) == NULL);
		CHECK_INT(err.code, EX_DATAERR);
		CHECK(doc_parse(slice_of(""), &err) == NULL);
	}
	buf_release(&out);
}

int
main(void)
{
	test_hazards();
	test_limits();
	test_edits();
	test_getters();
	test_texts();
	test_checks();
	test_docs();
	return test_done();
}
