/* SPDX-License-Identifier: ISC */
/*
 * What the tests of the template language share: data to look at, and tables
 * of templates with what they render to.
 */
#ifndef TESTS_UNIT_TEMPLATE_FIXTURE_H
#define TESTS_UNIT_TEMPLATE_FIXTURE_H

#include "base/mem.h"
#include "template/template.h"
#include "tests/unit/test.h"

/* What every case may look at, unless it brings its own. */
static const char usual[] =
    "{\"name\":\"Ana\",\"note\":\"say \\\"hi\\\"\",\"n\":3,\"price\":12.50,"
    "\"none\":null,\"bare\":\"\",\"yes\":true,\"no\":false,"
    "\"brand\":{\"name\":\"Maple Street Dental\",\"size\":7},"
    "\"appointment\":{\"service\":\"cleaning\","
    "\"starts_at\":\"2026-12-08T19:30:00Z\",\"local\":\"2026-12-08T14:30\","
    "\"day\":\"2026-12-08\"},"
    "\"list\":[\"a\",\"b\",\"c\"],\"nested\":[[1,2],[3]],"
    "\"items\":[{\"k\":\"x\"},{\"k\":\"y\"}],\"key\":\"service\"}";

struct fixture {
	struct view data;
	struct zone_set zones;
	struct arena arena;
	struct buf out;
	struct template_scope scope;
};

static inline struct view
lookup(void *context, struct slice name)
{
	const struct fixture *fixture = context;

	return view_get(fixture->data, name);
}

static inline void
fixture_init(struct fixture *fixture)
{
	*fixture = (struct fixture){.data = view_of(slice_of(usual))};
	buf_init(&fixture->out, BUF_NO_CAP);
	fixture->scope = (struct template_scope){.lookup = lookup,
	    .context = fixture,
	    .zones = &fixture->zones,
	    .now_ms = 1796758200000}; /* 2026-12-08T19:30:00Z */
}

static inline void
fixture_release(struct fixture *fixture)
{
	buf_release(&fixture->out);
	zone_set_release(&fixture->zones);
	arena_release(&fixture->arena);
}

/* Where and in which language it renders; a zone of NULL: in none. */
static inline void
set_place(struct fixture *fixture, const char *zone, const char *language)
{
	struct error err;

	fixture->scope.zone = zone == NULL
	    ? NULL
	    : zone_find(&fixture->zones, slice_of(zone), &err);
	fixture->scope.language = language;
}

/* What a template renders to, or the error's text behind "! ". */
static inline const char *
rendered(struct fixture *fixture, const char *source)
{
	struct error err = {0};
	struct template *template = template_parse(
	    slice_of(source), "t", 1, &err);

	buf_reset(&fixture->out);
	arena_reset(&fixture->arena);
	if (template == NULL ||
	    template_render(template, &fixture->scope, &fixture->arena,
		&fixture->out, &err) != 0)
		buf_addf(&fixture->out, "! %s", err.text);
	template_free(template);
	return buf_text(&fixture->out);
}

struct example {
	const char *source, *want;
};

static inline void
check(struct fixture *fixture, const struct example *examples, size_t count,
    const char *file, int line)
{
	size_t i;

	for (i = 0; i < count; i++)
		test_slice(slice_of(rendered(fixture, examples[i].source)),
		    slice_of(examples[i].want), file, line, examples[i].source);
}

#define CHECK_ALL(fixture, examples)                                           \
	check((fixture), (examples), sizeof(examples) / sizeof((examples)[0]), \
	    __FILE__, __LINE__)

#endif
