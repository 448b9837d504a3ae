/* SPDX-License-Identifier: ISC */
#include "base/file.h"
#include "base/mem.h"
#include "record/stream.h"
#include "tests/unit/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What a reader makes of some bytes, a line each: "2:{…}" or "2!text". */
static struct buf result;

static const char *
read_bytes(struct slice bytes, bool documents)
{
	char path[] = "/tmp/smspipe-stream.XXXXXX";
	char *operands[] = {path, NULL};
	struct stream_reader reader;
	struct record record = {0};
	struct error err;
	int fd = mkstemp(path), got;

	buf_reset(&result);
	CHECK(fd >= 0 && file_write(fd, bytes.p, bytes.n) == 0);
	(void)close(fd);
	stream_reader_init(&reader, operands);
	reader.documents = documents;
	while ((got = stream_next(&reader, &record, &err)) != 0) {
		buf_addf(
		    &result, "%d%c", (int)reader.line, got > 0 ? ':' : '!');
		if (got > 0)
			record_write(&record, &result);
		else
			buf_adds(&result, strrchr(err.text, ':') + 2);
		buf_addc(&result, ' ');
		if (got < 0 && err.code != EX_DATAERR)
			break;
	}
	stream_reader_release(&reader);
	record_release(&record);
	(void)unlink(path);
	return buf_text(&result);
}

static const char *
read_text(const char *text, bool documents)
{
	return read_bytes(slice_of(text), documents);
}

static void
test_lines(void)
{
	TEST("a last line needs no newline, blank lines are skipped")
	{
		CHECK_STR(read_text("{\"a\":1}\n\n \t\r\n{\"b\":2}", false),
		    "1:{\"a\":1} 4:{\"b\":2} ");
		CHECK_STR(read_text("", false), "");
		CHECK_STR(read_text("\n\n", false), "");
	}
	TEST("a bad line is told with its number and the stream goes on")
	{
		CHECK_STR(read_text("{\"a\":1}\n{\"a\"\n{\"b\":2}\n", false),
		    "1:{\"a\":1} 2!unexpected end 3:{\"b\":2} ");
	}
	TEST("carriage returns pass with their line")
	{
		CHECK_STR(read_text("{\"a\":1}\r\n", false), "1:{\"a\":1}\r ");
	}
}

/* {"a":"xxx…"} of exactly that many bytes. */
static void
add_line(struct buf *out, size_t size)
{
	size_t i;

	buf_adds(out, "{\"a\":\"");
	for (i = 8; i < size; i++)
		buf_addc(out, 'x');
	buf_adds(out, "\"}");
}

static void
test_long_lines(void)
{
	const char *told;
	struct buf in;

	buf_init(&in, BUF_NO_CAP);
	TEST("a line of exactly the limit is a record")
	{
		add_line(&in, RECORD_LINE_MAX);
		buf_adds(&in, "\n{\"b\":2}\n");
		told = read_bytes(buf_slice(&in), false);
		CHECK(strncmp(told, "1:{\"a\":", 7) == 0);
		CHECK(strstr(told, " 2:{\"b\":2} ") != NULL);
	}
	TEST("a longer line is refused whole, with the right numbers after it")
	{
		buf_reset(&in);
		buf_adds(&in, "{}\n");
		add_line(&in, RECORD_LINE_MAX + 1);
		buf_adds(&in, "\n{\"b\":2}\n");
		add_line(&in, 3 * RECORD_LINE_MAX);
		buf_adds(&in, "\n{\"c\":3}\n");
		add_line(&in, 2 * RECORD_LINE_MAX);
		told = read_bytes(buf_slice(&in), false);
		CHECK_STR(told,
		    "1:{} 2!longer than 1048576 bytes 3:{\"b\":2} "
		    "4!longer than 1048576 bytes 5:{\"c\":3} "
		    "6!longer than 1048576 bytes ");
	}
	buf_release(&in);
}

static void
test_documents(void)
{
	struct buf in;
	size_t size;

	TEST("a document over several lines is one record on one line")
	{
		CHECK_STR(read_text("{\n  \"a\": {\n \"}\": 1 }\n }\n", true),
		    "1:{   \"a\": {  \"}\": 1 }  } ");
	}
	TEST("a record a line may follow it, and its lines are counted")
	{
		CHECK_STR(read_text("{\"a\":\n1}\n{\"b\":2}\nx\n", true),
		    "1:{\"a\": 1} 3:{\"b\":2} 4!a record is a JSON object ");
	}
	TEST("a broken first line does not swallow the lines behind it")
	{
		CHECK_STR(read_text("{\"a\":1\n{\"b\":2}\n{\"c\":3}\n", true),
		    "1!unexpected end 2:{\"b\":2} 3:{\"c\":3} ");
		CHECK_STR(read_text("{\"a\":[\n", true), "1!unexpected end ");
	}
	TEST("only the first record may do so")
	{
		CHECK_STR(read_text("{}\n{\n}\n", true),
		    "1:{} 2!unexpected end 3!a record is a JSON object ");
	}
	buf_init(&in, BUF_NO_CAP);
	TEST("a document may end where a read ends")
	{
		/* Reads bring powers of two: one of them ends at the brace. */
		for (size = 1024; size <= RECORD_LINE_MAX; size *= 2) {
			buf_reset(&in);
			add_line(&in, size - 1);
			buf_splice(&in, 5, 0, slice_of("\n"));
			buf_adds(&in, "\n{\"b\":2}\n");
			CHECK(strstr(read_bytes(buf_slice(&in), true),
				  " 3:{\"b\":2} ") != NULL);
		}
	}
	TEST("a document longer than a line may be is none")
	{
		buf_reset(&in);
		add_line(&in, RECORD_LINE_MAX);
		buf_splice(&in, 5, 0, slice_of("\n"));
		CHECK(strncmp(read_bytes(buf_slice(&in), true),
			  "1!unexpected end ", 17) == 0);
	}
	buf_release(&in);
	TEST("a newline inside a string is no document")
	{
		CHECK_STR(read_text("{\"a\":\"x\ny\"}\n", true),
		    "1!unexpected end 2!a record is a JSON object ");
	}
}

static void
test_operands(void)
{
	char absent[] = "/nonexistent/a", empty[] = "/dev/null";
	char *operands[] = {absent, empty, NULL};
	struct stream_reader reader;
	struct record record = {0};
	struct error err;

	TEST("an operand that cannot be opened is told, the next one is read")
	{
		stream_reader_init(&reader, operands);
		CHECK_INT(stream_next(&reader, &record, &err), -1);
		CHECK_INT(err.code, EX_NOINPUT);
		CHECK_INT(stream_next(&reader, &record, &err), 0);
		CHECK_INT(stream_next(&reader, &record, &err), 0);
		stream_reader_release(&reader);
	}
	TEST("a disk that is full is an error, at the latest when closing")
	{
		struct stream_writer writer;

		CHECK_INT(stream_writer_open(&writer, "/dev/full", &err), 0);
		CHECK_INT(stream_write_text(&writer, slice_of("{}"), &err), 0);
		CHECK_INT(stream_writer_close(&writer, &err), -1);
		CHECK_INT(err.code, EX_IOERR);
		CHECK_INT(stream_writer_close(&writer, &err), 0);
	}
	record_release(&record);
}

static void
test_no_wait(void)
{
	struct stream_reader reader;
	struct record record = {0};
	struct error err;
	char path[32];
	char *operands[] = {path, NULL};
	int ends[2];

	CHECK_INT(pipe(ends), 0);
	(void)snprintf(path, sizeof(path), "/dev/fd/%d", ends[0]);
	stream_reader_init(&reader, operands);
	reader.no_wait = true;
	TEST("a reader that may not wait says so and keeps half a line")
	{
		CHECK_INT(stream_next(&reader, &record, &err), -1);
		CHECK_INT(err.code, EX_TEMPFAIL);
		CHECK_INT(file_write(ends[1], "\n{\"a\"", 5), 0);
		CHECK_INT(stream_next(&reader, &record, &err), -1);
		CHECK_INT(err.code, EX_TEMPFAIL);
		CHECK_INT(file_write(ends[1], ":1}\n", 4), 0);
		CHECK_INT(stream_next(&reader, &record, &err), 1);
		CHECK_SLICE(record.text, "{\"a\":1}");
	}
	TEST("it sees the end of its input")
	{
		(void)close(ends[1]);
		CHECK_INT(stream_next(&reader, &record, &err), 0);
	}
	(void)close(ends[0]);
	stream_reader_release(&reader);
	record_release(&record);
}

int
main(void)
{
	buf_init(&result, BUF_NO_CAP);
	test_lines();
	test_long_lines();
	test_documents();
	test_operands();
	test_no_wait();
	buf_release(&result);
	return test_done();
}
