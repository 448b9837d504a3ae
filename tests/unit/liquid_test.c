/* SPDX-License-Identifier: ISC */
/*
 * golden-liquid, the suite of Shopify's Liquid as other implementations run it,
 * over the language in lax mode: each case renders to its result, or is refused
 * where the suite says "invalid".
 */
#include "base/file.h"
#include "base/mem.h"
#include "record/scan.h"
#include "template/template.h"
#include "tests/unit/test.h"

#include <stdlib.h>

enum {
	SUITE_CASES = 641,
	SUITE_BYTES_MAX = 4 * 1024 * 1024,
	PARTIALS_MAX = 16, /* of one case */
};

struct partial {
	struct slice name;
	struct template *template;
};

/* One case, and what its rendering asks for. */
struct golden {
	struct view test, data, templates;
	struct partial partials[PARTIALS_MAX];
	size_t count;
	struct arena arena;
};

static struct view
golden_lookup(void *context, struct slice name)
{
	const struct golden *golden = context;

	return view_get(golden->data, name);
}

static const struct template *
golden_partial(void *context, struct slice name, struct error *err)
{
	struct golden *golden = context;
	struct partial *partial;
	struct slice source;
	size_t i;

	for (i = 0; i < golden->count; i++)
		if (slice_equal(golden->partials[i].name, name))
			return golden->partials[i].template;
	source = view_string(view_get(golden->templates, name), &golden->arena);
	if (source.p == NULL || golden->count == PARTIALS_MAX) {
		error_set(err, EX_DATAERR, "no such partial");
		return NULL;
	}
	partial = &golden->partials[golden->count];
	partial->name = arena_slice(&golden->arena, name);
	partial->template = template_parse(source, "partial", 1, err);
	golden->count += partial->template != NULL;
	return partial->template;
}

static struct view
member(struct view view, const char *name)
{
	return view_get(view, slice_of(name));
}

/* Is it the result, or one of the results? */
static bool
is_result(struct golden *golden, struct slice got)
{
	struct view results = member(golden->test, "results");
	struct view_step step = {0};

	if (results.p == NULL)
		return slice_equal(got,
		    view_string(
			member(golden->test, "result"), &golden->arena));
	while (view_next(results, &step))
		if (slice_equal(got, view_string(step.value, &golden->arena)))
			return true;
	return false;
}

static bool
golden_holds(struct golden *golden, struct buf *out)
{
	struct template_scope scope = {.lookup = golden_lookup,
	    .partial = golden_partial,
	    .context = golden,
	    .now_ms = 1796758200000, /* 2026-12-08T19:30:00Z */
	    .lax = true};
	struct error err = {0};
	struct template *template;
	bool invalid = view_type(member(golden->test, "invalid")) == SCAN_TRUE;
	bool rendered;

	template = template_parse(
	    view_string(member(golden->test, "template"), &golden->arena),
	    "case", 1, &err);
	rendered = template != NULL &&
	    template_render(template, &scope, &golden->arena, out, &err) == 0;
	template_free(template);
	if (!rendered)
		buf_addf(out, "! %s", err.text);
	return invalid ? !rendered
		       : rendered && is_result(golden, buf_slice(out));
}

static void
golden_case(struct view test)
{
	struct golden golden = {.test = test,
	    .data = member(test, "data"),
	    .templates = member(test, "templates")};
	struct buf out;
	bool holds;
	size_t i;

	buf_init(&out, BUF_NO_CAP);
	holds = golden_holds(&golden, &out);
	CHECK(holds);
	if (!holds)
		(void)printf("# got '%s'\n", buf_text(&out));
	for (i = 0; i < golden.count; i++)
		template_free(golden.partials[i].template);
	arena_release(&golden.arena);
	buf_release(&out);
}

static int
golden_suite(struct slice text)
{
	struct view_step step = {0};
	struct arena arena = {0};
	struct scan_fault fault;
	struct view tests;
	char name[128];
	int count = 0;

	if (scan_value(text, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD)
		return 0;
	tests = member(view_of(text), "tests");
	while (view_next(tests, &step)) {
		struct slice what = view_string(
		    member(step.value, "name"), &arena);

		(void)snprintf(
		    name, sizeof(name), "golden: %.*s", SLICE_ARG(what));
		TEST(name)
		{
			golden_case(step.value);
		}
		count++;
	}
	arena_release(&arena);
	return count;
}

int
main(void)
{
	const char *root = getenv("SMSPIPE_CONFORMANCE");
	char path[1024];
	struct error err;
	struct buf text;
	int count;

	(void)snprintf(path, sizeof(path), "%s/golden-liquid.json",
	    root != NULL ? root : "../shared/conformance");
	buf_init(&text, SUITE_BYTES_MAX);
	if (file_read(path, &text, &err) != 0) {
		(void)printf(
		    "ok 1 - golden-liquid # SKIP %s\n1..1\n", err.text);
		buf_release(&text);
		return 0;
	}
	count = golden_suite(buf_slice(&text));
	TEST("golden-liquid is whole")
	{
		CHECK_INT(count, SUITE_CASES);
	}
	buf_release(&text);
	return test_done();
}
