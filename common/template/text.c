/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/lex.h"
#include "template/render.h"

#include <string.h>

enum {
	TEXT_USUAL = 64, /* bytes that most built texts fit in */
	GUARD_LOOKS = 16, /* how much longer the guard takes than a scan */
};

static bool
is_blank(struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (!lex_is_blank(text.p[i]))
			return false;
	return true;
}

void
render_settle(const struct render *render, struct value *value)
{
	if (value->type == VALUE_FLOAT && render->scope->lax &&
	    !value_is_big(value))
		value->text = (struct slice){NULL, 0};
}

int
render_view(struct render *render, struct view view, const struct slice *origin,
    struct value *value)
{
	*value = value_of_view(view, origin, render->arena);
	render_settle(render, value);
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
		if (render_look(render, GUARD_LOOKS * value->text.n) != 0)
			return -1;
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

int
render_check_number(
    struct render *render, struct slice path, const struct value *number)
{
	const struct template_scope *scope = render->scope;
	struct slice text = value_plain(number, render->arena), seen;

	if (scope->guard(scope->context, path, text, render->arena, &seen,
		render->err) != 0)
		return template_blame(
		    render->template, render->at, render->err);
	if (seen.n >= text.n)
		return 0;
	return render_fail(render, "'%.*s' is too long a number '%.*s'",
	    SLICE_ARG(path), SLICE_ARG(text));
}

/* ---- as Ruby's inspect shows it ------------------------------------------ */

static void
add_escaped(struct build *build, unsigned char c)
{
	static const char from[] = "\a\b\t\n\v\f\r\033\"\\",
			  to[] = "abtnvfre\"\\";
	static const char hex[] = "0123456789ABCDEF";
	const char *at = c != '\0' ? strchr(from, c) : NULL;

	if (at != NULL) {
		build_char(build, '\\');
		build_char(build, to[at - from]);
		return;
	}
	build_add(build, slice_of("\\u00"));
	build_char(build, hex[c >> 4]);
	build_char(build, hex[c & 15]);
}

static void
add_quoted(struct build *build, struct slice text)
{
	unsigned char c;
	size_t i;

	build_char(build, '"');
	for (i = 0; i < text.n; i++) {
		c = (unsigned char)text.p[i];
		if (c == '#' && i + 1 < text.n &&
		    (text.p[i + 1] == '{' || text.p[i + 1] == '$' ||
			text.p[i + 1] == '@'))
			build_char(build, '\\');
		if (c < ' ' || c == 0x7f || c == '"' || c == '\\')
			add_escaped(build, c);
		else
			build_char(build, text.p[i]);
	}
	build_char(build, '"');
}

static int inspect(struct build *build, const struct value *value);

/* {"a"=>1, "b"=>"x"} */
static int
inspect_object(struct build *build, const struct value *object)
{
	struct render *render = build->render;
	struct view_step step = {0};
	const char *comma = "";
	struct value pair;

	build_char(build, '{');
	while (view_next(object->view, &step)) {
		build_add(build, slice_of(comma));
		comma = ", ";
		if (render_pair(render, &step, object->origin, &pair) != 0 ||
		    inspect(build, &pair.list.items[0]) != 0)
			return -1;
		build_add(build, slice_of("=>"));
		if (inspect(build, &pair.list.items[1]) != 0)
			return -1;
	}
	build_char(build, '}');
	return 0;
}

/* [1, "x"] */
static int
inspect_array(struct build *build, const struct value *array)
{
	struct value list;
	size_t i;

	if (render_items(build->render, array, &list) != 0)
		return -1;
	build_char(build, '[');
	for (i = 0; i < list.list.count; i++) {
		if (i > 0)
			build_add(build, slice_of(", "));
		if (inspect(build, &list.list.items[i]) != 0)
			return -1;
	}
	build_char(build, ']');
	return 0;
}

static void
add_range(struct build *build, const struct value *range)
{
	struct value first = value_int(range->first);
	struct value last = value_int(range->last);

	build_add(build, value_plain(&first, build->render->arena));
	build_add(build, slice_of(".."));
	build_add(build, value_plain(&last, build->render->arena));
}

static int
inspect(struct build *build, const struct value *value)
{
	struct value seen = *value;

	if (value_is_object(value))
		return inspect_object(build, value);
	if (value_is_array(value))
		return inspect_array(build, value);
	if (render_read(build->render, &seen) != 0)
		return -1;
	if (seen.type == VALUE_TEXT)
		add_quoted(build, seen.text);
	else if (seen.type == VALUE_NIL)
		build_add(build, slice_of("nil"));
	else if (seen.type == VALUE_RANGE)
		add_range(build, &seen);
	else
		build_add(build, value_plain(&seen, build->render->arena));
	return 0;
}

/* ---- texts of values ----------------------------------------------------- */

int
render_text(
    struct render *render, const struct value *value, struct slice *text)
{
	struct value seen = *value;
	struct build build;
	int result = 0;

	if (value->type == VALUE_TEXT) {
		if (render_read(render, &seen) != 0)
			return -1;
		*text = value_plain(&seen, render->arena);
		return 0;
	}
	if (!render->scope->lax &&
	    (value->type == VALUE_VIEW || value->type == VALUE_LIST ||
		value->type == VALUE_LOOP))
		return render_fail(
		    render, "%s has no text", value_type_name(value));
	if (value->type != VALUE_RANGE && value->type != VALUE_VIEW &&
	    value->type != VALUE_LIST) {
		*text = value_plain(value, render->arena);
		return render_spend(render, VALUE_NUMBER_MAX);
	}
	build_start(&build, render, TEXT_USUAL);
	if (value->type == VALUE_RANGE)
		add_range(&build, value);
	else
		result = inspect(&build, value);
	return result == 0 ? build_end(&build, text) : -1;
}

int
render_show(struct render *render, const struct value *value)
{
	struct value list;
	struct slice text;
	size_t i;

	if (!value_is_array(value)) {
		if (render_text(render, value, &text) != 0)
			return -1;
		return render_put(render, text);
	}
	if (render_items(render, value, &list) != 0)
		return -1;
	for (i = 0; i < list.list.count; i++)
		if (render_show(render, &list.list.items[i]) != 0)
			return -1;
	return 0;
}
