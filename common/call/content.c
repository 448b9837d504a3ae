/* SPDX-License-Identifier: ISC */
/*
 * What was said in the call and what the agent made of it.
 */
#include "call/draft.h"

#include <string.h>

static const struct call_word roles[] = {
    {"agent", "agent"},
    {"assistant", "agent"},
    {"bot", "agent"},
    {"customer", "customer"},
    {"user", "customer"},
    {"tool*", "tool"},
    {"function*", "tool"},
    {"transfer_target", "transfer_target"},
    {0},
};

static void
call_put_tree_take(
    struct record *out, const char *field, struct json_object *tree)
{
	struct buf json;

	buf_init(&json, BUF_NO_CAP);
	doc_write(tree, &json);
	record_set_json(out, field, buf_slice(&json));
	buf_release(&json);
	doc_free(tree);
}

/* ---- turns -------------------------------------------------------------- */

/* A text, or a list of its parts: texts, or objects with a `text`. */
static struct slice
call_turn_text(struct call_draft *draft, struct json_object *node)
{
	struct slice text = doc_text(node), part;
	struct buf whole;
	size_t i;

	if (doc_type(node) != SCAN_ARRAY)
		return text;
	buf_init(&whole, BUF_NO_CAP);
	for (i = 0; i < doc_count(node); i++) {
		part = doc_text(doc_at(node, i));
		if (part.p == NULL)
			part = doc_text(doc_get(doc_at(node, i), "text"));
		if (part.n > 0 && whole.len > 0)
			buf_addc(&whole, '\n');
		buf_addslice(&whole, part);
	}
	text = arena_slice(draft->arena, buf_slice(&whole));
	buf_release(&whole);
	return text;
}

/* From the start of the call; null where that is not known. */
static struct json_object *
call_turn_offset(struct call_draft *draft, struct json_object *item)
{
	const struct call_turns *turns = &draft->mapping->turns;
	struct json_object *at = turns->at != NULL ? doc_get(item, turns->at)
						   : NULL;
	int64_t ms;

	if (turns->reading == CALL_SPAN_S)
		return call_read_span(at, CALL_SPAN_S, &ms) ? doc_new_int(ms)
							    : NULL;
	if (draft->has_started && call_read_time(at, turns->reading, &ms) &&
	    ms >= draft->started_ms)
		return doc_new_int(ms - draft->started_ms);
	return NULL;
}

static struct json_object *
call_turn(struct call_draft *draft, struct json_object *item)
{
	const struct call_turns *turns = &draft->mapping->turns;
	struct slice text = call_turn_text(draft, doc_get(item, turns->text));
	const char *role = call_word(
	    roles, doc_text(doc_get(item, turns->role)));
	struct json_object *turn;

	if (text.n == 0)
		return NULL;
	turn = doc_new_object();
	doc_put_take(turn, "role",
	    doc_new_text(slice_of(role != NULL ? role : "system")));
	doc_put_take(turn, "text", doc_new_text(text));
	doc_put_take(turn, "offset_ms", call_turn_offset(draft, item));
	return turn;
}

static void
call_put_turns(struct call_draft *draft)
{
	const struct call_turns *turns = &draft->mapping->turns;
	struct json_object *list = NULL, *turn, *all;
	size_t i;

	for (i = 0; i < CALL_PATHS && list == NULL && turns->lists[i] != NULL;
	     i++)
		list = call_first(draft, turns->lists[i]);
	all = doc_new_array();
	for (i = 0; i < doc_count(list); i++) {
		turn = call_turn(draft, doc_at(list, i));
		if (turn != NULL)
			doc_push_take(all, turn);
	}
	if (doc_count(all) > 0)
		call_put_tree_take(draft->out, "turns", all);
	else
		doc_free(all);
}

/* ---- variables ---------------------------------------------------------- */

/* Where members go on their way from a payload into "data" or "metadata". */
struct merge {
	struct call_draft *draft;
	const struct call_row *row;
	struct json_object *into;
};

/* By our name for it.  What is not known never hides what is. */
static void
merge_member(struct merge *merge, const char *key, struct json_object *value)
{
	const char *name = call_word(merge->row->words, slice_of(key));

	if (name == NULL)
		name = key;
	if (*name != '\0' &&
	    (value != NULL || doc_get(merge->into, name) == NULL))
		doc_put_take(merge->into, name, doc_share(value));
}

static void
merge_object(struct merge *merge, struct json_object *object)
{
	struct doc_step step = {0};

	while (doc_next(object, &step))
		merge_member(merge, step.key, step.value);
}

static void
merge_values(struct merge *merge, struct json_object *object)
{
	struct doc_step step = {0};

	while (doc_next(object, &step))
		merge_member(merge, step.key, doc_get(step.value, "value"));
}

/*
 * A result that is one value is a variable of that name.  A result that is an
 * object of variables counts where there are no others.
 */
static void
merge_outputs(struct merge *merge, struct json_object *outputs)
{
	bool alone = !call_is_there(merge->into);
	struct doc_step step = {0};

	while (doc_next(outputs, &step)) {
		struct slice name = doc_text(doc_get(step.value, "name"));
		struct json_object *result = doc_get(step.value, "result");
		enum scan_type type = doc_type(result);

		if (type == SCAN_OBJECT && alone)
			merge_object(merge, result);
		else if (type != SCAN_OBJECT && type != SCAN_ARRAY &&
		    type != SCAN_NULL && name.n > 0 && strlen(name.p) == name.n)
			merge_member(merge, name.p, result);
	}
}

static bool
merge_visit(void *context, struct json_object *node)
{
	struct merge *merge = context;

	if (merge->row->reading == CALL_VALUES)
		merge_values(merge, node);
	else if (merge->row->reading == CALL_OUTPUTS)
		merge_outputs(merge, node);
	else
		merge_object(merge, call_unfold(merge->draft, node));
	return false;
}

/* "data.NAME": one variable. */
static void
merge_one(struct merge *merge, const char *name)
{
	struct json_object *value = call_at(merge->draft, merge->row);
	const char *word = call_word(
	    merge->row->words, call_read_text(value, merge->draft->arena));

	if (word != NULL)
		doc_put_take(merge->into, name, doc_new_text(slice_of(word)));
	else if (value != NULL)
		doc_put_take(merge->into, name, doc_share(value));
}

/* Adds what one row of "data", "metadata" or "data.NAME" says. */
static void
call_add_row(struct call_draft *draft, const struct call_row *row,
    const char *field, struct json_object *into)
{
	struct merge merge = {draft, row, into};
	size_t len = strlen(field), i;

	if (strncmp(row->field, field, len) != 0)
		return;
	if (row->field[len] == '.')
		merge_one(&merge, row->field + len + 1);
	else if (row->field[len] == '\0')
		for (i = 0; i < CALL_PATHS && row->paths[i] != NULL; i++)
			(void)call_walk(
			    draft, row->paths[i], merge_visit, &merge);
}

static void
call_put_variables(struct call_draft *draft, const char *field, bool empty)
{
	struct json_object *into = doc_new_object();
	size_t i;

	for (i = 0; i < draft->mapping->row_count; i++)
		call_add_row(draft, &draft->mapping->rows[i], field, into);
	if (empty || call_is_there(into))
		call_put_tree_take(draft->out, field, into);
	else
		doc_free(into);
}

void
call_put_content(struct call_draft *draft)
{
	call_put_turns(draft);
	call_put_variables(draft, "data", true);
	call_put_variables(draft, "metadata", false);
}
