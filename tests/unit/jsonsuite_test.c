/* SPDX-License-Identifier: ISC */
/*
 * JSONTestSuite over the scanner function, and over the stream: every file that
 * is one line stands between two good lines, must be reported with its line
 * number when it is no record, and must not stop the others.
 *
 * `jsonsuite_test --table` prints our answers to the i_ files.
 */
#include "base/file.h"
#include "base/mem.h"
#include "record/stream.h"
#include "tests/unit/test.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum {
	SUITE_Y = 95, /* files of each kind in the suite */
	SUITE_N = 188,
	SUITE_I = 35,
};

static struct {
	char folder[1024];
	char scratch[32];
	int y, y_good, n, n_bad, i, i_good;
	int streamed, streamed_right;
} suite;

/* The whole file, the caller's to free. */
static char *
suite_read(const char *name, size_t *len)
{
	char path[2048];
	struct error err;
	struct buf buf;
	char *text;

	(void)snprintf(path, sizeof(path), "%s/%s", suite.folder, name);
	buf_init(&buf, RECORD_LINE_MAX);
	if (file_read(path, &buf, &err) != 0)
		CHECK_STR(err.text, "");
	*len = buf.len;
	text = mem_alloc(buf.len + 1);
	if (buf.len > 0)
		memcpy(text, buf.data, buf.len);
	buf_release(&buf);
	return text;
}

static bool
suite_is_one_line(struct slice text)
{
	size_t i;

	if (memchr(text.p, '\n', text.n) != NULL)
		return false;
	for (i = 0; i < text.n; i++)
		if (strchr(" \t\r", text.p[i]) == NULL)
			return true;
	return false;
}

/* {"a":1} LINE {"b":2}: good, good or bad at line 2, good at line 3. */
static bool
suite_stream(struct slice line, bool object)
{
	char *operands[] = {suite.scratch, NULL};
	struct stream_reader reader;
	struct record record = {0};
	struct error err;
	struct buf text;
	bool right;
	int fd;

	buf_init(&text, BUF_NO_CAP);
	buf_adds(&text, "{\"a\":1}\n");
	buf_addslice(&text, line);
	buf_adds(&text, "\n{\"b\":2}\n");
	fd = open(suite.scratch, O_WRONLY | O_TRUNC);
	right = fd >= 0 && file_write(fd, text.data, text.len) == 0;
	(void)close(fd);
	buf_release(&text);

	stream_reader_init(&reader, operands);
	reader.documents = true; /* must make no difference here */
	right = right && stream_next(&reader, &record, &err) == 1 &&
	    record.line == 1;
	right = right &&
	    stream_next(&reader, &record, &err) == (object ? 1 : -1) &&
	    reader.line == 2 && (object || strstr(err.text, ":2: ") != NULL);
	right = right && stream_next(&reader, &record, &err) == 1 &&
	    record.line == 3 && record_view(&record, "b").p != NULL;
	right = right && stream_next(&reader, &record, &err) == 0;
	stream_reader_release(&reader);
	record_release(&record);
	return right;
}

static void
suite_file(const char *name, bool table)
{
	struct scan_index index = {0};
	struct scan_fault fault, inner;
	struct slice text;
	char *content = suite_read(name, &text.n);
	bool good, object, right;

	text.p = content;
	good = scan_value(text, SCAN_DEPTH_MAX, &fault) == SCAN_GOOD;
	object = scan_object(text, &index, &inner) == SCAN_GOOD;
	scan_index_release(&index);
	suite.y += name[0] == 'y';
	suite.n += name[0] == 'n';
	suite.i += name[0] == 'i';
	suite.y_good += name[0] == 'y' && good;
	suite.n_bad += name[0] == 'n' && !good;
	suite.i_good += name[0] == 'i' && good;
	if ((name[0] == 'y' && !good) || (name[0] == 'n' && good))
		(void)printf("# wrong: %s\n", name);
	if (table && name[0] == 'i')
		(void)printf("%.*s\t%s\n", (int)strcspn(name, "."), name,
		    good ? "accepted" : fault.what);
	if (suite_is_one_line(text)) {
		right = suite_stream(text, object);
		suite.streamed++;
		suite.streamed_right += right;
		if (!right)
			(void)printf("# stream went wrong: %s\n", name);
	}
	free(content);
}

static int
suite_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Runs over all files in the order of their names; false: no suite. */
static bool
suite_walk(bool table)
{
	DIR *dir = opendir(suite.folder);
	struct dirent *entry;
	char *names[1024];
	size_t count = 0, i;

	if (dir == NULL)
		return false;
	while ((entry = readdir(dir)) != NULL)
		if (strstr(entry->d_name, ".json") != NULL && count < 1024)
			names[count++] = mem_strdup(entry->d_name);
	(void)closedir(dir);
	qsort(names, count, sizeof(names[0]), suite_compare);
	for (i = 0; i < count; i++) {
		suite_file(names[i], table);
		free(names[i]);
	}
	return count > 0;
}

int
main(int argc, char **argv)
{
	const char *root = getenv("SMSPIPE_CONFORMANCE");
	bool table = argc > 1 && strcmp(argv[1], "--table") == 0;
	int fd;

	(void)snprintf(suite.folder, sizeof(suite.folder),
	    "%s/JSONTestSuite/test_parsing",
	    root != NULL ? root : "../shared/conformance");
	(void)snprintf(
	    suite.scratch, sizeof(suite.scratch), "/tmp/smspipe.XXXXXX");
	fd = mkstemp(suite.scratch);
	(void)close(fd);
	if (!suite_walk(table)) {
		(void)unlink(suite.scratch);
		(void)printf("ok 1 - JSONTestSuite # SKIP not at %s\n1..1\n",
		    suite.folder);
		return 0;
	}
	(void)unlink(suite.scratch);
	if (table)
		return 0;
	TEST("JSONTestSuite: all y_ files are accepted")
	{
		CHECK_INT(suite.y, SUITE_Y);
		CHECK_INT(suite.y_good, SUITE_Y);
	}
	TEST("JSONTestSuite: all n_ files are refused")
	{
		CHECK_INT(suite.n, SUITE_N);
		CHECK_INT(suite.n_bad, SUITE_N);
	}
	TEST("JSONTestSuite: the i_ files are answered as sms-record.5 says")
	{
		CHECK_INT(suite.i, SUITE_I);
		CHECK_INT(suite.i_good, 10);
	}
	TEST("JSONTestSuite: a file between two good lines spoils neither")
	{
		CHECK(suite.streamed > SUITE_N);
		CHECK_INT(suite.streamed_right, suite.streamed);
	}
	return test_done();
}
