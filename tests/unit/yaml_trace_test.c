/* SPDX-License-Identifier: ISC */
#include "config/yaml.h"
#include "tests/unit/test.h"

/* The text under the key "t" of a source, and where its bytes stand. */
struct traced {
	struct yaml_document *document;
	struct slice source;
	const struct yaml_node *node;
};

static void
traced_open(struct traced *traced, const char *source)
{
	struct error err;

	*traced = (struct traced){.source = slice_of(source)};
	traced->document = yaml_read_text(traced->source, "t.yaml", &err);
	if (traced->document == NULL) {
		(void)printf("# %s\n", err.text);
		return;
	}
	traced->node = yaml_get(yaml_root(traced->document), "t");
}

static void
traced_close(struct traced *traced)
{
	yaml_close(traced->document);
}

/*
 * Each visible character of the text stands where the way back leads; the
 * number of those that do not.
 */
static int
strays(const char *source)
{
	struct traced traced;
	size_t i, at;
	int count = 0;

	traced_open(&traced, source);
	if (traced.node == NULL)
		return -1;
	for (i = 0; i < traced.node->text.n; i++) {
		char c = traced.node->text.p[i];

		if (c == ' ' || c == '\n')
			continue;
		at = yaml_trace(traced.source, traced.node, i);
		count += at >= traced.source.n || traced.source.p[at] != c;
	}
	traced_close(&traced);
	return count;
}

/* "LINE:COLUMN" of the first place of `part` in the text. */
static const char *
place_of(const char *source, const char *part)
{
	static char text[32];
	struct traced traced;
	size_t at;
	int line, column;

	traced_open(&traced, source);
	if (traced.node == NULL)
		return "not read";
	at = slice_find(traced.node->text, slice_of(part));
	if (at == SIZE_MAX) {
		traced_close(&traced);
		return "not there";
	}
	at = yaml_trace(traced.source, traced.node, at);
	yaml_place(traced.source, at, &line, &column);
	(void)snprintf(text, sizeof(text), "%d:%d", line, column);
	traced_close(&traced);
	return text;
}

static void
test_every_style(void)
{
	static const char *const sources[] = {
	    "t: plain words in a row\n",
	    "t: plain words\n  that go on\n\n\n  after a gap\nb: x\n",
	    "t: 'it''s a ''quoted'' text'\n",
	    "t: 'folded\n  over\n\n  lines''s end'\n",
	    "t: \"say \\\"hi\\\" there\\n\\\n   next \\u00e9 a\\x41b "
	    "\\U0001F600 e\"\n",
	    "t: \"a  \n    b\n\n\n    c\\\n\n   d\\n\n  e\"\n",
	    "t: \"x\n\n\\ny\"\n",
	    "a: {b: c}\nt: |\n  one two\n  three\n\n  four\nz: 1\n",
	    "t: |-\n\n\n    deep\n      deeper\n    back\n",
	    "t: |2\n   one blank is its own\n  none\n",
	    "t: >\n  folded text\n  goes on\n\n  new part\n    kept\n    as "
	    "is\n  on\n",
	    "t: >+\n\n  first\n\n\n  second\n\n",
	    "t: | # why\r\n  crlf one\r\n  two\r\n",
	    "t: \"\xc3\xa9t\xc3\xa9 \xf0\x9f\x98\x80 end\"\n",
	    "{u: v, t: [not], w: x}\n",
	    "\xef\xbb\xbft: |\n  behind a mark\n",
	};
	size_t i;

	TEST("each character is found again, in every style of scalar")
	{
		for (i = 0; i < sizeof(sources) / sizeof(sources[0]); i++) {
			int count = strays(sources[i]);

			if (count != 0)
				(void)printf("# %zu: %s\n", i, sources[i]);
			CHECK_INT(
			    count, i == 4 ? 9 : 0); /* what escapes made */
		}
	}
}

static void
test_places(void)
{
	TEST("a place is line and column in characters")
	{
		CHECK_STR(place_of("t: abc\n", "bc"), "1:5");
		CHECK_STR(place_of("t: \"\xc3\xa9 x\"\n", "x"), "1:7");
		CHECK_STR(place_of("a: 1\nt: |\n  one\n  two words\n", "words"),
		    "4:7");
		CHECK_STR(place_of("t: >\n  one\n  two\n\n  three\n", "three"),
		    "5:3");
		CHECK_STR(place_of("t: 'a''b c'\n", "c"), "1:10");
		CHECK_STR(place_of("t: \"a\\tb\"\n", "\t"), "1:6");
		CHECK_STR(place_of("t: \"a\\\n  b\"\n", "b"), "2:3");
		CHECK_STR(place_of("{a: 1, t: x y}\n", "y"), "1:13");
	}
	TEST("carriage returns count as ends of lines once")
	{
		CHECK_STR(place_of("a: 1\r\nt: |\r\n  one\r\n  two\r\n", "two"),
		    "4:3");
	}
}

static void
test_extent(void)
{
	struct traced traced;

	traced_open(&traced, "a: 1\nt: |\n  one\n  two\nz: {y: 2}\n");
	TEST("a node knows its first and its last line, and where its key is")
	{
		CHECK_INT(traced.node->key_line, 2);
		CHECK_INT(traced.node->key_column, 1);
		CHECK_INT(traced.node->key_at, 5);
		CHECK_INT(traced.node->line, 2);
		CHECK_INT(traced.node->end_line, 4);
		CHECK_INT(traced.node->at, 8);
		traced.node = traced.node->next;
		CHECK_INT(traced.node->end_line, 5);
		CHECK_INT(traced.node->first->key_column, 5);
		CHECK_INT(traced.node->first->at, 29);
		CHECK_INT(traced.node->first->end, 30);
	}
	traced_close(&traced);
}

int
main(void)
{
	test_every_style();
	test_places();
	test_extent();
	return test_done();
}
