/* SPDX-License-Identifier: ISC */
/*
 * template: any text as a template and as a condition, rendered over the same
 * data lax, strict and with a guard, itself its only partial.  Limits hold,
 * errors have a place, UTF-8 stays UTF-8, and the longest text is found.
 */
#include "template/bound.h"
#include "template/template.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

#define PLACE "t:"

static const char scope_data[] =
    "{\"name\":\"Ana\",\"note\":\"say \\\"hi\\\"\",\"n\":3,\"price\":12.50,"
    "\"big\":9007199254740993,\"tiny\":1e-400,\"huge\":1e400,\"neg\":-7,"
    "\"none\":null,\"bare\":\"\",\"yes\":true,\"no\":false,"
    "\"long\":\"Ol\\u00e1 \\ud83d\\udc4b, a <b>bold</b> text & "
    "more\\r\\nlines\\tof it\",\"gr\":\"\\u03a3\\u0391 stra\\u00dfe\","
    "\"brand\":{\"name\":\"Maple Street Dental\",\"size\":7},"
    "\"appointment\":{\"service\":\"cleaning\","
    "\"starts_at\":\"2026-12-08T19:30:00Z\",\"local\":\"2026-12-08T14:30\","
    "\"day\":\"2026-12-08\",\"unix\":1796758200},"
    "\"list\":[\"a\",\"b\",\"c\"],\"nested\":[[1,2],[3,[4,[]]]],"
    "\"items\":[{\"k\":\"x\",\"v\":2},{\"k\":\"y\",\"v\":1.5},{}],"
    "\"mixed\":[3,\"1\",null,true,{},[]],\"esc\\u0061ped\":\"\\u0000x\","
    "\"key\":\"service\",\"\":\"nameless\"}";

struct stage {
	struct zone_set zones;
	const struct zone *zone;
	const struct template *template; /* the one at work */
};

static struct view
look_up(void *context, struct slice name)
{
	(void)context;
	return view_get(view_of(slice_of(scope_data)), name);
}

static const struct template *
find_partial(void *context, struct slice name, struct error *err)
{
	const struct stage *stage = context;

	if (slice_is(name, "p"))
		return stage->template;
	error_set(err, EX_DATAERR, "no such partial");
	return NULL;
}

/* Lets everything pass, and looks at what it is shown. */
static int
guard(void *context, struct slice path, struct slice value, struct arena *arena,
    struct slice *out, struct error *err)
{
	(void)context;
	(void)arena;
	(void)err;
	HOLDS(path.p != NULL && value.p != NULL && fuzz_is_utf8(value));
	*out = value;
	return 0;
}

static void
check_error(const struct error *err)
{
	HOLDS(err->code == EX_DATAERR);
	HOLDS(strncmp(err->text, PLACE, strlen(PLACE)) == 0);
}

/* 0 and the text, or -1; what was in out before stays. */
static int
render(const struct template *template, const struct template_scope *scope,
    bool utf8, struct buf *out)
{
	struct arena arena = {0};
	struct error err = {0};
	int result;

	buf_reset(out);
	buf_addc(out, '|');
	result = template_render(template, scope, &arena, out, &err);
	HOLDS(out->len >= 1 && out->data[0] == '|');
	HOLDS(out->len <= 1 + TEMPLATE_OUTPUT_MAX);
	if (result != 0) {
		check_error(&err);
		HOLDS(out->len == 1);
	} else if (utf8) {
		HOLDS(fuzz_is_utf8(buf_slice(out)));
	}
	arena_release(&arena);
	return result;
}

static bool
fixed(void *context, struct slice name)
{
	(void)context;
	return slice_is(name, "brand");
}

static bool
declared(void *context, struct slice path, struct bound_variable *variable)
{
	(void)context;
	*variable = (struct bound_variable){path.n % 9, slice_of("Ol\u00e1")};
	return path.n % 3 != 0;
}

static void
take_body(void *context, const struct bound_body *body)
{
	bool *utf8 = context;

	HOLDS(body->text.p != NULL);
	HOLDS(!*utf8 || fuzz_is_utf8(body->text));
}

static void
check_bound(const struct template *template, const struct template_scope *scope,
    bool utf8)
{
	const struct bound_scope bound = {.scope = scope,
	    .fixed = fixed,
	    .declared = declared,
	    .context = scope->context};
	struct arena arena = {0};
	struct error err = {0};

	if (template_bound(template, &bound, &arena, take_body, &utf8, &err) !=
	    0)
		check_error(&err);
	arena_release(&arena);
}

static void
check_template(struct slice text, const struct template_scope *usual)
{
	struct template_scope scope = *usual;
	struct stage *stage = scope.context;
	bool utf8 = fuzz_is_utf8(text);
	struct template *template;
	struct error err = {0};
	struct buf out;

	template = template_parse(text, "t", 1, &err);
	if (template == NULL) {
		check_error(&err);
		return;
	}
	stage->template = template;
	buf_init(&out, BUF_NO_CAP);
	scope.lax = true;
	(void)render(template, &scope, utf8, &out);
	scope.lax = false;
	(void)render(template, &scope, utf8, &out);
	scope.lax = true;
	scope.guard = guard;
	scope.language = "es";
	(void)render(template, &scope, utf8, &out);
	check_bound(template, &scope, utf8);
	template_free(template);
	buf_release(&out);
}

static void
check_condition(struct slice text, const struct template_scope *scope)
{
	struct arena arena = {0};
	struct error err = {0};
	struct template *template = template_parse_condition(
	    text, "t", 1, &err);
	int result = -1;

	if (template != NULL)
		result = template_test(template, scope, &arena, &err);
	HOLDS(result >= -1 && result <= 1);
	if (result < 0)
		check_error(&err);
	template_free(template);
	arena_release(&arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct stage stage;
	struct slice text = fuzz_slice(data, size);
	struct template_scope scope = {.lookup = look_up,
	    .shared = look_up,
	    .partial = find_partial,
	    .context = &stage,
	    .zones = &stage.zones,
	    .now_ms = 1796758200000}; /* 2026-12-08T19:30:00Z */
	struct error err;

	if (stage.zone == NULL)
		stage.zone = zone_find(
		    &stage.zones, slice_of("America/New_York"), &err);
	HOLDS(stage.zone != NULL);
	scope.zone = stage.zone;
	check_template(text, &scope);
	check_condition(text, &scope);
	return 0;
}
