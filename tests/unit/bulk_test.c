/* SPDX-License-Identifier: ISC */
#include "test.h"

#include "base/file.h"
#include "base/mem.h"
#include "record/bulk.h"
#include "store/spill.h"

#include <stdlib.h>
#include <unistd.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- a text that is like another one ----------------------------------- */

static bool
same_member(const struct scan_member *a, const struct scan_member *b)
{
	return a->key == b->key && a->key_len == b->key_len &&
	    a->value == b->value && a->value_len == b->value_len;
}

/* Does the quick way, where it answers, say what the thorough one says?
 * `length` is of the object it saw. */
static bool
agrees(const char *like, const char *text, size_t *length)
{
	struct scan_index index = {.count = 0}, want = {.count = 0};
	struct scan_fault fault;
	bool same = true;
	size_t i;

	CHECK(scan_object(slice_of(like), &index, &fault) == SCAN_GOOD);
	*length = scan_object_alike(slice_of(text), slice_of(like), &index);
	if (*length > 0) {
		same = scan_object((struct slice){text, *length}, &want,
			   &fault) == SCAN_GOOD &&
		    want.count == index.count;
		for (i = 0; same && i < want.count; i++)
			same = same_member(&want.members[i], &index.members[i]);
	}
	scan_index_release(&index);
	scan_index_release(&want);
	return same;
}

static void
test_alike(void)
{
	static const char like[] =
	    "{\"a\":\"x\",\"long_name\":[1,{\"b\":2}],\"c\":null}";
	static const struct {
		const char *text;
		bool quick; /* whatever follows the object */
	} cases[] = {
	    {"{\"a\":\"y\",\"long_name\":[1,{\"b\":2}],\"c\":null}", true},
	    {"{\"a\":1.5e3,\"long_name\":{},\"c\":\"\\u00e9\"} ", true},
	    {"{\"a\":\"y\",\"long_name\":[1,{\"b\":2}],\"c\":nul}", false},
	    {"{\"a\":\"y\",\"long_name\":[1,{\"b\":2}]],\"c\":null}", false},
	    {"{\"a\":\"y\",\"long_name\":[1,{\"b\":2},\"c\":null}", false},
	    {"{\"a\":\"y\",\"long_nam_\":[1],\"c\":null}", false},
	    {"{\"a\":\"y\",\"long_name\":[1]}", false},
	    {"{\"a\":\"y\",\"long_name\":[1],\"c\":null,\"d\":1}", false},
	    {"{\"a\":\"y\",\"long_name\":[1],\"c\":null}x", true},
	    {"{\"a\":\"x\",\"long_name\":[1,\n{\"b\":2}],\"c\":null}", false},
	    {"{\"a\":\"x\",\"long_name\":[1,{\"b\":2}],\"c\":null,}", false},
	    {"{\"a\":\"x\\\"\",\"long_name\":[1,{\"b\":2}],\"c\":null}", true},
	    {"{\"a\":\"x\",\"long_name\":[1,{\"b\":2}],\"c\":nullx}", false},
	    {"{\"a\":\"y\",\"long_name\":[1],\"c\":null", false},
	    {"{\"a\":\"\x01\",\"long_name\":[1],\"c\":null}", false},
	    {"{\"a\":\"\xff\",\"long_name\":[1],\"c\":null}", false},
	    {"{\"a\":01,\"long_name\":[1],\"c\":null}", false},
	    {"{\"a\":,\"long_name\":[1],\"c\":null}", false},
	    {"{ \"a\":1,\"long_name\":[1],\"c\":null}", false},
	    {"{\"a\" :1,\"long_name\":[1],\"c\":null}", false},
	    {"", false},
	    {"{", false},
	    {"[]", false},
	};
	char text[sizeof(like) + 1];
	bool same;
	size_t i, length, differ = 0;
	int c;

	TEST("a text like another one is seen to be so, or looked at anew")
	for (i = 0; i < COUNT(cases); i++) {
		CHECK(agrees(like, cases[i].text, &length));
		CHECK((length > 0) == cases[i].quick);
	}
	TEST("with any byte changed the two ways never disagree")
	{
		for (i = 0; i + 1 < sizeof(like); i++)
			for (c = 1; c < 256; c++) {
				memcpy(text, like, sizeof(like));
				text[i] = (char)c;
				same = agrees(like, text, &length);
				differ += !same;
			}
		CHECK_INT(differ, 0);
	}
}

static void
test_depth(void)
{
	size_t length;
	int c;

	TEST("nested too deep is refused at the same depth")
	{
		char deep[256] = "{\"a\":", *at = deep + strlen(deep);

		for (c = 0; c < SCAN_DEPTH_MAX - 1; c++)
			*at++ = '[';
		for (c = 0; c < SCAN_DEPTH_MAX - 1; c++)
			*at++ = ']';
		memcpy(at, "}", 2);
		CHECK(agrees("{\"a\":1}", deep, &length));
		CHECK_INT(length, strlen(deep));
		at = deep + strlen("{\"a\":");
		for (c = 0; c < SCAN_DEPTH_MAX; c++)
			*at++ = '[';
		for (c = 0; c < SCAN_DEPTH_MAX; c++)
			*at++ = ']';
		memcpy(at, "}", 2);
		CHECK(agrees("{\"a\":1}", deep, &length));
		CHECK_INT(length, 0);
	}
}

/* ---- reading in bulk ----------------------------------------------------- */

struct seen {
	uint64_t records[BULK_WORKERS_MAX], lines[BULK_WORKERS_MAX];
	struct buf faults;
	size_t stop_after; /* faults; 0: never */
	size_t fault_count;
};

/* Records say which line they are. */
static int
take(void *context, size_t worker, struct record *record, bool alike,
    struct error *err)
{
	struct seen *seen = context;
	int64_t line = 0;

	(void)alike;
	if (!record_int(record, "n", &line))
		return error_set(err, EX_DATAERR, "no n");
	seen->records[worker]++;
	seen->lines[worker] += (uint64_t)line;
	return 0;
}

static bool
refuse(void *context, const struct bulk_fault *fault)
{
	struct seen *seen = context;

	buf_addf(&seen->faults, "%s%s\n", strrchr(fault->err.text, '/') + 1,
	    fault->cut ? " (cut)" : "");
	return seen->stop_after == 0 || ++seen->fault_count < seen->stop_after;
}

/* How many records there are, and the sum of their numbers. */
static void
run(struct seen *seen, size_t workers, char *const *paths, uint64_t *records,
    uint64_t *lines)
{
	struct bulk bulk = {
	    .operands = paths, .context = seen, .take = take, .refuse = refuse};
	size_t i;

	buf_init(&seen->faults, BUF_NO_CAP);
	bulk_run(&bulk, workers);
	*records = *lines = 0;
	for (i = 0; i < BULK_WORKERS_MAX; i++) {
		*records += seen->records[i];
		*lines += seen->lines[i];
	}
}

enum { LINES = 60000, BAD_EVERY = 9999, LONG_LINE = 31234 };

static void
write_lines(const char *path)
{
	struct buf text;
	struct error err;
	int i;

	buf_init(&text, BUF_NO_CAP);
	for (i = 1; i <= LINES; i++) {
		if (i % BAD_EVERY == 0)
			buf_addf(&text, "{\"n\":%d,}\n", i);
		else if (i == LONG_LINE)
			buf_addf(&text, "{\"n\":1,\"pad\":\"%0*d\"}\n",
			    3 * RECORD_LINE_MAX, 0);
		else
			buf_addf(&text, "{\"n\":%d,\"pad\":\"%0*d\"}\n", i,
			    20 + i % 30, 0);
	}
	buf_adds(&text, "{\"n\":7");
	CHECK(file_replace(path, buf_slice(&text), 0600, &err) == 0);
	buf_release(&text);
}

static const char want_faults[] =
    "lines.jsonl:9999: column 11: not a record: expected a key in double "
    "quotes\n"
    "lines.jsonl:19998: column 12: not a record: expected a key in double "
    "quotes\n"
    "lines.jsonl:29997: column 12: not a record: expected a key in double "
    "quotes\n"
    "lines.jsonl:31234: longer than 1048576 bytes\n"
    "lines.jsonl:39996: column 12: not a record: expected a key in double "
    "quotes\n"
    "lines.jsonl:49995: column 12: not a record: expected a key in double "
    "quotes\n"
    "lines.jsonl:59994: column 12: not a record: expected a key in double "
    "quotes\n"
    "lines.jsonl:60001: column 7: not a record: unexpected end (cut)\n";

static void
test_bulk(const char *folder)
{
	static const size_t workers[] = {1, 2, 5};
	uint64_t records, lines, sum = 0;
	struct seen seen;
	struct buf path;
	char *paths[3];
	size_t i;

	buf_init(&path, BUF_NO_CAP);
	buf_addf(&path, "%s/lines.jsonl", folder);
	write_lines(buf_text(&path));
	for (i = 1; i <= LINES; i++)
		sum += i % BAD_EVERY == 0 || i == LONG_LINE ? 0 : i;
	paths[0] = paths[1] = path.data;
	paths[2] = NULL;
	TEST("every good line is taken once, the bad ones told in order")
	for (i = 0; i < COUNT(workers); i++) {
		seen = (struct seen){.stop_after = 0};
		run(&seen, workers[i], paths + 1, &records, &lines);
		CHECK_INT(records, LINES - 7);
		CHECK_INT(lines, sum);
		CHECK_STR(buf_text(&seen.faults), want_faults);
		buf_release(&seen.faults);
	}
	TEST("lines of a second file are counted from 1 again")
	{
		seen = (struct seen){.stop_after = 0};
		run(&seen, 2, paths, &records, &lines);
		CHECK_INT(records, 2 * (LINES - 7));
		CHECK(strstr(buf_text(&seen.faults) + sizeof(want_faults) - 1,
			  want_faults) != NULL);
		buf_release(&seen.faults);
	}
	TEST("reading stops where the first fault says so")
	{
		/* Several may be past it by the time it is told. */
		seen = (struct seen){.stop_after = 1};
		run(&seen, 1, paths, &records, &lines);
		CHECK(records < LINES - 7);
		buf_release(&seen.faults);
		seen = (struct seen){.stop_after = 1};
		run(&seen, 2, paths, &records, &lines);
		CHECK_INT(seen.faults.len, strcspn(want_faults, "\n") + 1);
		buf_release(&seen.faults);
	}
	buf_release(&path);
}

/* What follows a good line, and a newline inside of one, behind a line that it
 * is alike to. */
static void
test_ends(const char *folder)
{
	static const char text[] = "{\"n\":1,\"a\":[1]}\n"
				   "{\"n\":2,\"a\":[1]} \t\r\n"
				   "\n"
				   "{\"n\":3,\"a\":[1]}\n"
				   "{\"n\":4,\"a\":[1]}x\n"
				   "{\"n\":5,\"a\":[1]}\n"
				   "{\"n\":6,\"a\":[2,\n3]}\n"
				   "{\"n\":8,\"a\":[1]}\n"
				   "{\"n\":9,\"a\":[1]}{\"n\":9,\"a\":[1]}\n"
				   "{\"n\":10,\"a\":[1]}\n"
				   "{\"n\":11,\"a\":[1]}";
	static const char faults[] =
	    "ends.jsonl:5: column 16: not a record: text after the value\n"
	    "ends.jsonl:7: column 15: not a record: unexpected end\n"
	    "ends.jsonl:8: column 1: not a record: a record is a JSON object\n"
	    "ends.jsonl:10: column 16: not a record: text after the value\n";
	struct seen seen = {.stop_after = 0};
	uint64_t records, lines;
	char *paths[2] = {NULL, NULL};
	struct error err;
	struct buf path;

	buf_init(&path, BUF_NO_CAP);
	buf_addf(&path, "%s/ends.jsonl", folder);
	paths[0] = path.data;
	CHECK(file_replace(paths[0], slice_of(text), 0600, &err) == 0);
	TEST("a line ends where its newline is, alike or not")
	{
		run(&seen, 1, paths, &records, &lines);
		CHECK_STR(buf_text(&seen.faults), faults);
		CHECK_INT(records, 7);
		CHECK_INT(lines, 1 + 2 + 3 + 5 + 8 + 10 + 11);
		buf_release(&seen.faults);
	}
	(void)unlink(paths[0]);
	buf_release(&path);
}

/* ---- the temporary file -------------------------------------------------- */

static void
test_spill(void)
{
	struct spill *spill;
	struct error err;
	struct buf got;

	TEST("parts come back whole and in order, and go when dropped")
	{
		spill = spill_open(&err);
		CHECK(spill != NULL);
		buf_init(&got, BUF_NO_CAP);
		CHECK(spill_add(spill, 1, slice_of("ab"), &err) == 0);
		CHECK(spill_add(spill, 2, slice_of("x"), &err) == 0);
		CHECK(spill_add(spill, 1, slice_of("c"), &err) == 0);
		CHECK(spill_read(spill, 1, &got, &err) == 0);
		CHECK_STR(buf_text(&got), "abc");
		CHECK(spill_drop(spill, 2, &err) == 0);
		buf_reset(&got);
		CHECK(spill_read(spill, 2, &got, &err) == 0);
		CHECK_INT(got.len, 0);
		CHECK(spill_read(spill, 1, &got, &err) == 0);
		CHECK_STR(buf_text(&got), "abc");
		buf_release(&got);
		spill_close(spill);
	}
}

int
main(void)
{
	char folder[] = "/tmp/bulk_test.XXXXXX";
	struct buf path;

	CHECK(mkdtemp(folder) != NULL);
	test_alike();
	test_depth();
	test_bulk(folder);
	test_ends(folder);
	test_spill();
	buf_init(&path, BUF_NO_CAP);
	buf_addf(&path, "%s/lines.jsonl", folder);
	(void)unlink(buf_text(&path));
	(void)rmdir(folder);
	buf_release(&path);
	return test_done();
}
