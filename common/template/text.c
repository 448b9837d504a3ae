/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/lex.h"
#include "template/render.h"

enum { TEXT_USUAL = 64 }; /* bytes that most built texts fit in */

static bool
is_blank(struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (!lex_is_blank(text.p[i]))
			return false;
	return true;
}

int
render_view(struct render *render, struct view view, const struct slice *origin,
    struct value *value)
{
	*value = value_of_view(view, origin, render->arena);
	if (value->type == VALUE_TEXT && render->scope->guard == NULL)
		value->origin = NULL;
	else if (value->type == VALUE_TEXT && is_blank(value->text))
		value->text.n = 0; /* as good as "" */
	if (value->type == VALUE_TEXT && value->text.p != view.p + 1)
		return render_spend(render, value->text.n); /* a copy */
	return 0;
}

int
render_read(struct render *render, struct value *value)
{
	const struct template_scope *scope = render->scope;
	struct slice seen;

	if (value->type != VALUE_TEXT || value->origin == NULL)
		return 0;
	if (scope->guard != NULL) {
		if (scope->guard(scope->context, *value->origin, value->text,
			render->arena, &seen, render->err) != 0)
			return template_blame(
			    render->template, render->at, render->err);
		if (seen.p != value->text.p &&
		    render_spend(render, seen.n) != 0)
			return -1;
		value->text = seen;
	}
	value->origin = NULL;
	if (value->text.p == NULL)
		*value = value_nil();
	return 0;
}

static void
add_quoted(struct build *build, struct slice text)
{
	size_t i;

	build_char(build, '"');
	for (i = 0; i < text.n; i++) {
		if (text.p[i] == '"' || text.p[i] == '\\')
			build_char(build, '\\');
		build_char(build, text.p[i]);
	}
	build_char(build, '"');
}

static int add_value(
    struct build *build, const struct value *value, bool inspect);

/* An object as Ruby shows it: {"a" => 1, "b" => "x"} */
static int
add_object(struct build *build, const struct value *object)
{
	struct render *render = build->render;
	struct view_step step = {0};
	struct value pair;
	bool first = true;

	build_char(build, '{');
	while (view_next(object->view, &step)) {
		if (!first)
			build_add(build, slice_of(", "));
		first = false;
		if (render_pair(render, &step, object->origin, &pair) != 0 ||
		    add_value(build, &pair.list.items[0], true) != 0)
			return -1;
		build_add(build, slice_of(" => "));
		if (add_value(build, &pair.list.items[1], true) != 0)
			return -1;
	}
	build_char(build, '}');
	return 0;
}

static int
add_items(struct build *build, const struct value *array, bool inspect)
{
	struct value list;
	size_t i;

	if (render_items(build->render, array, &list) != 0)
		return -1;
	if (inspect)
		build_char(build, '[');
	for (i = 0; i < list.list.count; i++) {
		if (inspect && i > 0)
			build_add(build, slice_of(", "));
		if (add_value(build, &list.list.items[i], inspect) != 0)
			return -1;
	}
	if (inspect)
		build_char(build, ']');
	return 0;
}

static int
add_value(struct build *build, const struct value *value, bool inspect)
{
	struct value seen = *value;

	if (value_is_object(value))
		return add_object(build, value);
	if (value_is_array(value))
		return add_items(build, value, inspect);
	if (render_read(build->render, &seen) != 0)
		return -1;
	if (inspect && seen.type == VALUE_TEXT)
		add_quoted(build, seen.text);
	else if (inspect && seen.type == VALUE_NIL)
		build_add(build, slice_of("nil"));
	else
		build_add(build, value_plain(&seen, build->render->arena));
	return 0;
}

static int
range_text(struct render *render, const struct value *range, struct slice *text)
{
	struct value first = value_int(range->first);
	struct value last = value_int(range->last);
	struct build build;

	build_start(&build, render, TEXT_USUAL);
	build_add(&build, value_plain(&first, render->arena));
	build_add(&build, slice_of(".."));
	build_add(&build, value_plain(&last, render->arena));
	return build_end(&build, text);
}

int
render_text(
    struct render *render, const struct value *value, struct slice *text)
{
	struct value seen = *value;
	struct build build;

	if (value->type == VALUE_TEXT) {
		if (render_read(render, &seen) != 0)
			return -1;
		*text = value_plain(&seen, render->arena);
		return 0;
	}
	if (value->type == VALUE_RANGE)
		return range_text(render, value, text);
	if (!value_is_object(value) && !value_is_array(value)) {
		*text = value_plain(value, render->arena);
		return render_spend(render, VALUE_NUMBER_KEPT);
	}
	build_start(&build, render, TEXT_USUAL);
	if (add_value(&build, value, false) != 0)
		return -1;
	return build_end(&build, text);
}
