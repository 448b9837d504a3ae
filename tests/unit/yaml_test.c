/* SPDX-License-Identifier: ISC */
#include "base/buf.h"
#include "config/yaml.h"
#include "tests/unit/test.h"

static struct yaml_document *
parse(const char *text, struct error *err)
{
	return yaml_read_text(slice_of(text), "t.yaml", err);
}

/* The error that the text gives; "" when it is accepted. */
static const char *
refusal(struct slice text, struct error *err)
{
	struct yaml_document *document = yaml_read_text(text, "t.yaml", err);

	if (document != NULL) {
		yaml_close(document);
		return "";
	}
	return err->code == EX_CONFIG ? err->text : "wrong code";
}

#define CHECK_REFUSED(source, text) \
	CHECK_STR(refusal(slice_of(source), &err), (text))

/* The same word many times: what an attacker sends. */
static const char *
repeated(struct buf *buf, const char *word, int times)
{
	int i;

	buf_reset(buf);
	for (i = 0; i < times; i++)
		buf_adds(buf, word);
	return buf_text(buf);
}

static void
test_nodes(void)
{
	static const char text[] = "a: one\n"
				   "b: \"NO\"\n"
				   "list: [x, 0123]\n"
				   "map:\n"
				   "  deep: 1:20\n"
				   "none:\n";
	struct error err;
	struct yaml_document *document = parse(text, &err);
	const struct yaml_node *root = yaml_root(document), *node;

	node = yaml_get(root, "list");
	TEST("keys, lists and maps are nodes in the order of the file")
	{
		CHECK_INT(root->type, YAML_MAP);
		CHECK_INT(yaml_count(root), 5);
		CHECK_STR(yaml_text(root, "a"), "one");
		CHECK_INT(node->type, YAML_LIST);
		CHECK_SLICE(node->first->text, "x");
		CHECK_STR(yaml_text(yaml_get(root, "map"), "deep"), "1:20");
	}
	TEST("a scalar is text, whatever YAML would make of it")
	{
		CHECK_STR(yaml_text(root, "b"), "NO");
		CHECK(!yaml_get(root, "b")->plain);
		CHECK_SLICE(node->first->next->text, "0123");
		CHECK(node->first->next->plain);
	}
	TEST("a node knows its line and column, and the line of its key")
	{
		node = yaml_get(yaml_get(root, "map"), "deep");
		CHECK_INT(node->line, 5);
		CHECK_INT(node->column, 9);
		CHECK_INT(node->key_line, 5);
	}
	TEST("a key without a value is empty, one in quotes is not")
	{
		CHECK(yaml_is_empty(yaml_get(root, "none")));
		CHECK(!yaml_is_empty(yaml_get(root, "a")));
	}
	TEST("what is not there is NULL")
	{
		CHECK(yaml_get(root, "nope") == NULL);
		CHECK(yaml_get(NULL, "a") == NULL);
		CHECK(yaml_text(root, "list") == NULL);
		CHECK_INT(yaml_count(NULL), 0);
	}
	yaml_close(document);
}

static void
test_blocks(void)
{
	static const char text[] = "en: |\n  Hi,\n  you\n"
				   "es: >- # folded\n  Hola,\n  tú\n"
				   "de: 'Hallo'\n";
	struct error err;
	struct yaml_document *document = parse(text, &err);
	const struct yaml_node *node;

	TEST("a block scalar knows the line where its text starts")
	{
		CHECK(document != NULL);
		node = yaml_get(yaml_root(document), "en");
		CHECK(node->block);
		CHECK_SLICE(node->text, "Hi,\nyou\n");
		CHECK_INT(node->line, 1);
		CHECK_INT(node->text_line, 2);
		node = yaml_get(yaml_root(document), "es");
		CHECK(node->block);
		CHECK_SLICE(node->text, "Hola, tú");
		CHECK_INT(node->text_line, 5);
	}
	TEST("another scalar's text starts on its own line")
	{
		node = yaml_get(yaml_root(document), "de");
		CHECK(!node->block);
		CHECK_INT(node->text_line, 7);
	}
	yaml_close(document);
}

static void
test_empty(void)
{
	static const char *const texts[] = {
	    "", "\n\n", "# only a comment\n", "\xEF\xBB\xBF"};
	struct yaml_document *document;
	struct error err;
	size_t i;

	TEST("an empty file is an empty map")
	{
		for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
			document = parse(texts[i], &err);
			CHECK(document != NULL);
			if (document == NULL)
				continue;
			CHECK_INT(yaml_root(document)->type, YAML_MAP);
			CHECK_INT(yaml_count(yaml_root(document)), 0);
			yaml_close(document);
		}
	}
}

static void
test_refusals(void)
{
	struct error err;

	TEST("anchors and aliases are refused")
	{
		CHECK_REFUSED("a: &x 1\nb: *x\n",
		    "t.yaml:1:4: anchors are not allowed '&x'");
		CHECK_REFUSED(
		    "a: &x [1]\n", "t.yaml:1:4: anchors are not allowed '&x'");
		CHECK_REFUSED("a: &x {b: 1}\n",
		    "t.yaml:1:4: anchors are not allowed '&x'");
		CHECK_REFUSED(
		    "b: *x\n", "t.yaml:1:4: aliases are not allowed '*x'");
	}
	TEST("tags are refused")
	{
		CHECK_REFUSED("a: !exec ls\n",
		    "t.yaml:1:4: tags are not allowed '!exec'");
		CHECK_REFUSED("a: !!map {}\n",
		    "t.yaml:1:4: tags are not allowed "
		    "'tag:yaml.org,2002:map'");
		CHECK_REFUSED(
		    "!x a: 1\n", "t.yaml:1:1: tags are not allowed '!x'");
	}
	TEST("merge keys are refused, a quoted << is a key like others")
	{
		CHECK_REFUSED("a: {<<: {b: 1}}\n",
		    "t.yaml:1:5: merge keys are not allowed");
		CHECK_REFUSED("\"<<\": 1\n", "");
	}
	TEST("a key that stands twice in a map is refused")
	{
		CHECK_REFUSED("a: 1\nb: 2\n'a': 3\n",
		    "t.yaml:3:1: the key stands here twice 'a'");
		CHECK_REFUSED("a: {k: 1}\nb: {k: 1}\n", "");
	}
	TEST("a key that is no text is refused")
	{
		CHECK_REFUSED("[a]: 1\n", "t.yaml:1:1: a key must be a text");
		CHECK_REFUSED(
		    "? {a: 1}\n: 1\n", "t.yaml:1:3: a key must be a text");
	}
}

static void
test_more_refusals(void)
{
	struct error err;

	TEST("a second document is refused, an end mark is not")
	{
		CHECK_REFUSED("a: 1\n---\nb: 2\n",
		    "t.yaml:2:1: a second document is not allowed");
		CHECK_REFUSED("---\na: 1\n...\n", "");
	}
	TEST("a NUL character is refused")
	{
		CHECK_REFUSED("a: \"x\\0y\"\n",
		    "t.yaml:1:4: a NUL character is not allowed");
		CHECK_REFUSED("\"x\\0y\": 1\n",
		    "t.yaml:1:1: a NUL character is not allowed");
	}
	TEST("a byte order mark may lead, lines may end in CR LF")
	{
		CHECK_REFUSED("\xEF\xBB\xBFid: 1\r\nb: |\r\n  x\r\n", "");
		CHECK_REFUSED("\xEF\xBB\xBFid: 1\nid: 2\n",
		    "t.yaml:2:1: the key stands here twice 'id'");
		CHECK_REFUSED("a: 1\n\xEF\xBB\xBF"
			      "b: 2\n",
		    "t.yaml:2:2: did not find expected key");
	}
	TEST("what is no YAML is refused where it stops being that")
	{
		CHECK_REFUSED("a: [1\nb: 2\n",
		    "t.yaml:2:2: did not find expected ',' or ']'");
		CHECK_REFUSED("a: 1\nb: x\xff\n",
		    "t.yaml:2:5: invalid leading UTF-8 octet");
	}
}

static void
test_limits(void)
{
	struct error err;
	struct buf buf;
	int i;

	buf_init(&buf, BUF_NO_CAP);
	TEST("nesting stops at its limit, however much of it follows")
	{
		CHECK_REFUSED(repeated(&buf, "[", 100000),
		    "t.yaml:1:17: nested deeper than 16");
		CHECK_REFUSED(repeated(&buf, "{a: ", 20000),
		    "t.yaml:1:65: nested deeper than 16");
		CHECK_REFUSED(repeated(&buf, "- ", 50000),
		    "t.yaml:1:33: nested deeper than 16");
		CHECK_REFUSED("[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", "");
	}
	TEST("nodes are counted, keys included")
	{
		buf_reset(&buf);
		for (i = 0; i < YAML_NODES_MAX; i++)
			buf_addf(&buf, "k%d: 1\n", i);
		CHECK_REFUSED(
		    buf_text(&buf), "t.yaml:5000:8: more than 10000 nodes");
		CHECK_REFUSED(repeated(&buf, "- x\n", YAML_NODES_MAX),
		    "t.yaml:10000:3: more than 10000 nodes");
		CHECK_REFUSED(repeated(&buf, "- x\n", YAML_NODES_MAX - 1), "");
	}
	TEST("bytes are counted before anything is parsed")
	{
		CHECK_REFUSED(repeated(&buf, "#", YAML_BYTES_MAX + 1),
		    "t.yaml: larger than 262144 bytes");
		CHECK_REFUSED(repeated(&buf, "#", YAML_BYTES_MAX), "");
	}
	buf_release(&buf);
}

static void
test_files(void)
{
	struct error err;

	TEST("a file that is missing or endless is refused")
	{
		CHECK(yaml_read_file("/nonexistent.yaml", &err) == NULL);
		CHECK_INT(err.code, EX_NOINPUT);
		CHECK(yaml_read_file("/dev/zero", &err) == NULL);
		CHECK_INT(err.code, EX_CONFIG);
	}
}

int
main(void)
{
	test_nodes();
	test_blocks();
	test_empty();
	test_refusals();
	test_more_refusals();
	test_limits();
	test_files();
	return test_done();
}
