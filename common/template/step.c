/* SPDX-License-Identifier: ISC */
#include "template/step.h"

#include <stddef.h>

/* ---- forloop ----------------------------------------------------------- */

static struct value
loop_name(const struct loop *loop)
{
	return value_text(loop->name);
}

static struct value
loop_length(const struct loop *loop)
{
	return value_int((int64_t)loop->length);
}

static struct value
loop_index(const struct loop *loop)
{
	return value_int((int64_t)loop->index + 1);
}

static struct value
loop_index0(const struct loop *loop)
{
	return value_int((int64_t)loop->index);
}

static struct value
loop_rindex(const struct loop *loop)
{
	return value_int((int64_t)(loop->length - loop->index));
}

static struct value
loop_rindex0(const struct loop *loop)
{
	return value_int((int64_t)(loop->length - loop->index) - 1);
}

static struct value
loop_first(const struct loop *loop)
{
	return value_bool(loop->index == 0);
}

static struct value
loop_last(const struct loop *loop)
{
	return value_bool(loop->index + 1 == loop->length);
}

static struct value
loop_parent(const struct loop *loop)
{
	if (loop->parent == NULL)
		return value_nil();
	return (struct value){.type = VALUE_LOOP, .loop = loop->parent};
}

static struct value
loop_column(const struct loop *loop)
{
	return value_int(loop->column);
}

static struct value
loop_column0(const struct loop *loop)
{
	return value_int(loop->column - 1);
}

static struct value
loop_column_first(const struct loop *loop)
{
	return value_bool(loop->column == 1);
}

static struct value
loop_column_last(const struct loop *loop)
{
	return value_bool(loop->column == loop->columns);
}

static struct value
loop_row(const struct loop *loop)
{
	return value_int(loop->row);
}

enum { IN_FOR = 1, IN_TABLE = 2 };

static const struct {
	const char *name;
	struct value (*get)(const struct loop *loop);
	int where;
} loop_members[] = {
    {"col", loop_column, IN_TABLE},
    {"col0", loop_column0, IN_TABLE},
    {"col_first", loop_column_first, IN_TABLE},
    {"col_last", loop_column_last, IN_TABLE},
    {"first", loop_first, IN_FOR | IN_TABLE},
    {"index", loop_index, IN_FOR | IN_TABLE},
    {"index0", loop_index0, IN_FOR | IN_TABLE},
    {"last", loop_last, IN_FOR | IN_TABLE},
    {"length", loop_length, IN_FOR | IN_TABLE},
    {"name", loop_name, IN_FOR},
    {"parentloop", loop_parent, IN_FOR},
    {"rindex", loop_rindex, IN_FOR | IN_TABLE},
    {"rindex0", loop_rindex0, IN_FOR | IN_TABLE},
    {"row", loop_row, IN_TABLE},
};

static struct value
member_of_loop(const struct loop *loop, struct slice name)
{
	int where = loop->table ? IN_TABLE : IN_FOR;
	size_t i;

	for (i = 0; i < sizeof(loop_members) / sizeof(loop_members[0]); i++)
		if ((loop_members[i].where & where) != 0 &&
		    slice_is(name, loop_members[i].name))
			return loop_members[i].get(loop);
	return value_nil();
}

/* ---- arrays ------------------------------------------------------------ */

/* A negative index counts from the end; false: there is no such item. */
static bool
index_within(int64_t index, size_t count, size_t *at)
{
	if (index < 0)
		index += (int64_t)count;
	if (index < 0 || (uint64_t)index >= count)
		return false;
	*at = (size_t)index;
	return true;
}

static int
item_of_view(struct render *render, struct value *value, int64_t index,
    const struct slice *origin)
{
	struct view array = value->view;
	struct view_step step = {0};
	size_t at, i;

	if (render_look(render, array.n) != 0)
		return -1;
	if (!index_within(index, view_count(array), &at)) {
		*value = value_nil();
		return 0;
	}
	for (i = 0; i <= at; i++)
		(void)view_next(array, &step);
	return render_view(render, step.value, origin, value);
}

static int
item_of(struct render *render, struct value *value, int64_t index,
    const struct slice *origin)
{
	size_t at;

	if (value->type == VALUE_VIEW)
		return item_of_view(render, value, index, origin);
	if (index_within(index, value_size(value), &at))
		*value = render_item(value, at);
	else
		*value = value_nil();
	return 0;
}

/* ---- .size, .first, .last ---------------------------------------------- */

/* The path of what is in a view, unless somebody knows it already. */
static int
path_of(struct render *render, const struct value *value, struct slice name,
    const struct slice **origin)
{
	if (*origin != NULL || value->type != VALUE_VIEW)
		return 0;
	return render_origin(render, value->origin, name, origin);
}

static int
first_pair(
    struct render *render, struct value *object, const struct slice *origin)
{
	struct view_step step = {0};

	if (view_next(object->view, &step))
		return render_pair(render, &step, origin, object);
	*object = value_nil();
	return 0;
}

static bool
has_items(const struct value *value)
{
	return value_is_array(value) || value->type == VALUE_RANGE;
}

/* The first or last character; of "", that is "". */
static void
end_of_text(struct value *text, bool last)
{
	size_t size = value_size(text), skipped;

	skipped = last && size > 0 ? value_prefix(text->text, size - 1) : 0;
	text->text = (struct slice){
	    text->text.p + skipped, text->text.n - skipped};
	text->text.n = value_prefix(text->text, 1);
}

int
step_own(struct render *render, struct value *value, struct slice name,
    const struct slice *origin)
{
	bool sized = has_items(value) || value_is_object(value) ||
	    value->type == VALUE_TEXT;

	if (value->type == VALUE_INT && slice_is(name, "size") &&
	    render->scope->lax) { /* bytes, in Ruby */
		*value = value_int(sizeof(value->integer));
		return 0;
	}

	if (path_of(render, value, name, &origin) != 0)
		return -1;
	if (value->type == VALUE_TEXT &&
	    (slice_is(name, "first") || slice_is(name, "last"))) {
		end_of_text(value, slice_is(name, "last"));
		return 0;
	}
	if (slice_is(name, "size") && sized) {
		if (value->type == VALUE_VIEW &&
		    render_look(render, value->view.n) != 0)
			return -1;
		*value = value_int((int64_t)value_size(value));
		return 0;
	}
	if (slice_is(name, "first") && has_items(value))
		return item_of(render, value, 0, origin);
	if (slice_is(name, "last") && has_items(value))
		return item_of(render, value, -1, origin);
	if (slice_is(name, "first") && value_is_object(value))
		return first_pair(render, value, origin);
	*value = value_nil();
	return 0;
}

/* The bytes that were passed on the way to a member; all if it is not there. */
static size_t
way_to(struct view object, struct view member)
{
	return member.p != NULL ? (size_t)(member.p + member.n - object.p)
				: object.n;
}

int
step_down(struct render *render, struct value *value, const struct value *key,
    bool dotted, const struct slice *origin)
{
	struct view member;

	if (origin == NULL && value->type == VALUE_VIEW &&
	    render_origin(render, value->origin,
		value_plain(key, render->arena), &origin) != 0)
		return -1;
	if (value_is_object(value) && key->type == VALUE_TEXT) {
		member = view_get(value->view, key->text);
		if (render_look(render, way_to(value->view, member)) != 0)
			return -1;
		if (member.p != NULL)
			return render_view(render, member, origin, value);
	}
	if (value->type == VALUE_LOOP && key->type == VALUE_TEXT) {
		*value = member_of_loop(value->loop, key->text);
		return 0;
	}
	if (value_is_array(value) && key->type == VALUE_INT)
		return item_of(render, value, key->integer, origin);
	if (dotted)
		return step_own(render, value, key->text, origin);
	*value = value_nil();
	return 0;
}
