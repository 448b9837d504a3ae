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

static void
call_put_turns(struct call_draft *draft)
{
	const struct call_turns *turns = &draft->mapping->turns;
	struct json_object *list, *item, *turn, *all;
	const char *role;
	int64_t offset;
	size_t i;

	if (turns->list == NULL)
		return;
	list = doc_path(draft->root, turns->list);
	all = doc_new_array();
	for (i = 0; i < doc_count(list); i++) {
		item = doc_at(list, i);
		if (!call_is_there(doc_get(item, turns->text)))
			continue;
		role = call_word(roles, doc_text(doc_get(item, turns->role)));
		turn = doc_new_object();
		doc_put_take(turn, "role",
		    doc_new_text(slice_of(role != NULL ? role : "system")));
		doc_put_take(
		    turn, "text", doc_share(doc_get(item, turns->text)));
		if (call_read_span(
			doc_get(item, turns->offset_s), CALL_SPAN_S, &offset))
			doc_put_take(turn, "offset_ms", doc_new_int(offset));
		doc_push_take(all, turn);
	}
	if (doc_count(all) > 0)
		call_put_tree_take(draft->out, "turns", all);
	else
		doc_free(all);
}

/* ---- variables ---------------------------------------------------------- */

/* The members of `from` into `into`; the later wins. */
static void
call_merge(struct json_object *into, struct json_object *from)
{
	struct doc_step step = {0};

	while (doc_next(from, &step))
		doc_put_take(into, step.key, doc_share(step.value));
}

/*
 * Vapi's structured outputs, {id: {name, result}}: a result that is one value
 * is a variable of that name.  A result that is an object of variables counts
 * where there are no others.
 */
static void
call_merge_outputs(struct json_object *into, struct json_object *outputs)
{
	bool alone = !call_is_there(into);
	struct doc_step step = {0};

	while (doc_next(outputs, &step)) {
		struct slice name = doc_text(doc_get(step.value, "name"));
		struct json_object *result = doc_get(step.value, "result");
		enum scan_type type = doc_type(result);

		if (type == SCAN_OBJECT && alone)
			call_merge(into, result);
		else if (type != SCAN_OBJECT && type != SCAN_ARRAY &&
		    type != SCAN_NULL && name.n > 0 && strlen(name.p) == name.n)
			doc_put_take(into, name.p, doc_share(result));
	}
}

/* Adds what one row of "data", "metadata" or "data.NAME" says. */
static void
call_add_row(struct call_draft *draft, const struct call_row *row,
    const char *field, struct json_object *into)
{
	size_t len = strlen(field), i;

	if (strncmp(row->field, field, len) != 0)
		return;
	if (row->field[len] == '.') {
		struct json_object *value = call_at(draft, row);

		if (value != NULL)
			doc_put_take(
			    into, row->field + len + 1, doc_share(value));
		return;
	}
	if (row->field[len] != '\0')
		return;
	for (i = 0; i < CALL_PATHS && row->paths[i] != NULL; i++) {
		struct call_row one = {
		    row->field, row->reading, {row->paths[i]}};

		if (row->reading == CALL_OUTPUTS)
			call_merge_outputs(into, call_at(draft, &one));
		else
			call_merge(into, call_at(draft, &one));
	}
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
	(void)call_put(draft, "transcript");
	call_put_turns(draft);
	call_put_variables(draft, "data", true);
	call_put_variables(draft, "metadata", false);
}
