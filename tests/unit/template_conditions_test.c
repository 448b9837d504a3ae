/* SPDX-License-Identifier: ISC */
#include "template/conditions.h"
#include "tests/unit/template_fixture.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const char *const questions[] = {"name", "name == 'Ana'",
    "name == 'Bob'", "nosuch", "nosuch == nil", "nosuch.thing", "none == nil",
    "bare", "bare == ''", "bare == blank", "yes", "no", "no == false",
    "appointment", "appointment.service == 'cleaning'",
    "appointment.service == \"crown\"", "appointment['service'] == 'cleaning'",
    "appointment.nosuch == nil", "appointment.size == 3",
    "appointment['size'] == 3", "appointment.first", "brand.size == 7",
    "list.size == 3", "list.first == 'a'", "list.last == 'c'",
    "list.nosuch == nil", "list[1] == 'b'", "list[-1] == 'c'", "name.size == 3",
    "name.nosuch == nil", "nested[0][1] == 2", "items[1].k == 'y'",
    "appointment[key] == 'cleaning'", "[key]", "list contains 'b'",
    "list contains name", "n == 3", "n > 2 and n < 4", "price == 12.5",
    "n == '3'", "(1..3) contains n", "name == 'Bob' or yes and no",
    "name == 'Bob' or no or n == 3", "name == 'Ana' and no or yes",
    "'x' == name", "name > 1", "n < 'x'", "no and name > 1", "yes or name > 1",
    "escaped['a/b'] == 1", "\"\""};

/* What the scope looks at, and how often it was asked. */
struct counted {
	struct fixture fixture; /* first: what lookup takes */
	int lookups;
};

static struct view
counting_lookup(void *context, struct slice name)
{
	struct counted *counted = context;

	counted->lookups++;
	return lookup(context, name);
}

/* What is compared is never shown to it. */
static int
no_guard(void *context, struct slice path, struct slice value,
    struct arena *arena, struct slice *out, struct error *err)
{
	(void)context;
	(void)path;
	(void)arena;
	*out = value;
	return error_set(err, EX_SOFTWARE, "guarded");
}

/* All at once, as each by itself. */
static void
check_all(struct counted *counted, struct conditions *conditions,
    struct template *const *templates)
{
	const struct template_scope *scope = &counted->fixture.scope;
	struct arena *arena = &counted->fixture.arena;
	struct error got = {0}, want = {0};
	size_t i;
	int holds;

	conditions_start(conditions, scope, arena);
	for (i = 0; i < COUNT(questions); i++) {
		got.text[0] = want.text[0] = '\0';
		holds = conditions_hold(conditions, i, &got);
		if (!test_check(holds ==
			    template_test(templates[i], scope, arena, &want),
			__FILE__, __LINE__, questions[i]))
			continue;
		CHECK_STR(got.text, want.text);
	}
}

static const char other[] =
    "{\"name\":\"Bob\",\"n\":\"x\",\"appointment\":[1,2],\"list\":{\"b\":1},"
    "\"escaped\":{\"a\\/b\":1},\"brand\":null,\"yes\":\" \",\"key\":\"name\"}";

static void
test_conditions(struct counted *counted, struct conditions *conditions,
    struct template *const *templates)
{
	struct fixture *f = &counted->fixture;
	struct error err;
	size_t i;

	TEST("conditions asked together hold as each does alone")
	{
		check_all(counted, conditions, templates);
	}
	TEST("with other data, and a guard, they are asked anew")
	{
		f->data = view_of(slice_of(other));
		check_all(counted, conditions, templates);
		f->scope.guard = no_guard;
		check_all(counted, conditions, templates);
		f->data = view_of(slice_of(usual));
		check_all(counted, conditions, templates);
	}
	TEST("what several look at is looked up once")
	{
		conditions_start(conditions, &f->scope, &f->arena);
		counted->lookups = 0;
		for (i = 0; i < 4; i++)
			(void)conditions_hold(conditions, i, &err);
		CHECK_INT(counted->lookups, 2); /* name, nosuch */
		for (i = 0; i < 4; i++)
			(void)conditions_hold(conditions, i, &err);
		CHECK_INT(counted->lookups, 2);
	}
}

int
main(void)
{
	struct template *templates[COUNT(questions)];
	struct conditions *conditions = conditions_new();
	struct counted counted = {.lookups = 0};
	struct error err;
	size_t i;

	fixture_init(&counted.fixture);
	counted.fixture.scope.lookup = counting_lookup;
	for (i = 0; i < COUNT(questions); i++) {
		templates[i] = template_parse_condition(
		    slice_of(questions[i]), "t", 1, &err);
		if (templates[i] == NULL) {
			(void)printf("# %s: %s\n", questions[i], err.text);
			return 1;
		}
		(void)conditions_add(conditions, templates[i]);
	}
	test_conditions(&counted, conditions, templates);
	conditions_free(conditions);
	for (i = 0; i < COUNT(questions); i++)
		template_free(templates[i]);
	fixture_release(&counted.fixture);
	return test_done();
}
