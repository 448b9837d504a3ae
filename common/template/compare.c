/* SPDX-License-Identifier: ISC */
#include "template/compare.h"

static int
holds_equal(const struct value *a, const struct value *b, struct arena *arena)
{
	return value_equal(a, b, arena);
}

static int
holds_unequal(const struct value *a, const struct value *b, struct arena *arena)
{
	return !value_equal(a, b, arena);
}

static int
holds_less(const struct value *a, const struct value *b, struct arena *arena)
{
	int order, known = value_order(a, b, &order);

	(void)arena;
	return known == 1 ? order < 0 : known;
}

static int
holds_greater(const struct value *a, const struct value *b, struct arena *arena)
{
	return holds_less(b, a, arena);
}

static int
holds_at_most(const struct value *a, const struct value *b, struct arena *arena)
{
	int order, known = value_order(a, b, &order);

	(void)arena;
	return known == 1 ? order <= 0 : known;
}

static int
holds_at_least(
    const struct value *a, const struct value *b, struct arena *arena)
{
	return holds_at_most(b, a, arena);
}

static bool
list_contains(
    const struct value *list, const struct value *item, struct arena *arena)
{
	size_t i;

	for (i = 0; i < list->list.count; i++)
		if (value_equal(&list->list.items[i], item, arena))
			return true;
	return false;
}

static bool
view_contains(struct view view, const struct value *item, struct arena *arena)
{
	struct view_step step = {0};
	struct value other;

	if (view_type(view) == SCAN_OBJECT)
		return item->type == VALUE_TEXT &&
		    view_get(view, item->text).p != NULL;
	while (view_next(view, &step)) {
		other = value_of_view(step.value, NULL, arena);
		if (value_equal(&other, item, arena))
			return true;
	}
	return false;
}

/* What has no text of its own is in no text; blank and empty are "". */
static bool
text_contains(struct slice text, const struct value *part, struct arena *arena)
{
	if (part->type == VALUE_BLANK || part->type == VALUE_EMPTY)
		return true;
	return value_is_scalar(part) &&
	    slice_find(text, value_plain(part, arena)) != SIZE_MAX;
}

static int
holds_contains(
    const struct value *a, const struct value *b, struct arena *arena)
{
	if (!value_holds(b))
		return 0;
	switch (a->type) {
	case VALUE_TEXT:
		return text_contains(a->text, b, arena);
	case VALUE_VIEW:
		return view_contains(a->view, b, arena);
	case VALUE_LIST:
		return list_contains(a, b, arena);
	case VALUE_RANGE:
		return b->type == VALUE_INT && b->integer >= a->first &&
		    b->integer <= a->last;
	default:
		return 0;
	}
}

static const struct comparison comparisons[] = {
    {"==", holds_equal},
    {"!=", holds_unequal},
    {"<>", holds_unequal},
    {"<", holds_less},
    {">", holds_greater},
    {"<=", holds_at_most},
    {">=", holds_at_least},
    {"contains", holds_contains},
};

const struct comparison *
comparison_find(struct slice name)
{
	size_t i;

	for (i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]); i++)
		if (slice_is(name, comparisons[i].name))
			return &comparisons[i];
	return NULL;
}
