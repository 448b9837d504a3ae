/* SPDX-License-Identifier: ISC */
/*
 * Facts of a payload, by the rows of its mapping.
 */
#include "call/draft.h"

#include <string.h>

const struct call_row *
call_next_row(const struct call_mapping *mapping, const char *field,
    const struct call_row *row)
{
	const struct call_row *end = mapping->rows + mapping->row_count;

	for (row = row == NULL ? mapping->rows : row + 1; row < end; row++)
		if (strcmp(row->field, field) == 0)
			return row;
	return NULL;
}

/* ---- what a row makes of a node ----------------------------------------- */

static struct slice
fact_text(struct call_draft *draft, const struct call_row *row,
    struct json_object *node)
{
	const struct slice none = {NULL, 0};
	struct slice text = call_read_text(node, draft->arena);
	const char *word = call_word(row->words, text);

	if (row->reading == CALL_SIP_NUMBER)
		return call_sip_number(text, draft->arena);
	if (row->reading == CALL_SIP_NAME)
		return call_sip_name(text, draft->arena);
	if (word != NULL)
		return slice_of(word);
	return row->reading == CALL_WORD ? none : text;
}

static bool
fact_bool(struct call_draft *draft, const struct call_row *row,
    struct json_object *node, bool *out)
{
	const char *word = call_word(
	    row->words, call_read_text(node, draft->arena));

	if (word == NULL)
		return call_read_bool(node, out);
	*out = call_truth(slice_of(word)) == 1;
	return true;
}

static bool
fact_reads(struct call_draft *draft, const struct call_row *row,
    struct json_object *node)
{
	int64_t ms;
	bool truth;

	switch (row->reading) {
	case CALL_TEXT:
	case CALL_WORD:
	case CALL_SIP_NUMBER:
	case CALL_SIP_NAME:
		return fact_text(draft, row, node).p != NULL;
	case CALL_BOOL:
		return fact_bool(draft, row, node, &truth);
	case CALL_TIME_ISO:
	case CALL_TIME_MAIL:
	case CALL_TIME_S:
	case CALL_TIME_MS:
	case CALL_TIME_GUESS:
		return call_read_time(node, row->reading, &ms);
	case CALL_SPAN_MS:
	case CALL_SPAN_S:
	case CALL_SPAN_MIN:
	case CALL_SPAN_ISO:
		return call_read_span(node, row->reading, &ms);
	case CALL_COPY:
	case CALL_MERGE:
	case CALL_VALUES:
	case CALL_OUTPUTS:
		break;
	}
	return call_is_there(node);
}

/* ---- finding ------------------------------------------------------------ */

struct fact_search {
	struct call_draft *draft;
	const struct call_row *row;
	struct json_object *found;
};

static bool
fact_visit(void *context, struct json_object *node)
{
	struct fact_search *search = context;

	if (!fact_reads(search->draft, search->row, node))
		return false;
	search->found = node;
	return true;
}

struct json_object *
call_at(struct call_draft *draft, const struct call_row *row)
{
	struct fact_search search = {draft, row, NULL};
	size_t i;

	for (i = 0; i < CALL_PATHS && row->paths[i] != NULL; i++)
		if (call_walk(draft, row->paths[i], fact_visit, &search))
			break;
	return search.found;
}

const struct call_row *
call_find(
    struct call_draft *draft, const char *field, struct json_object **node)
{
	const struct call_row *row = NULL;

	while ((row = call_next_row(draft->mapping, field, row)) != NULL) {
		*node = call_at(draft, row);
		if (*node != NULL)
			return row;
	}
	return NULL;
}

struct slice
call_text(struct call_draft *draft, const char *field)
{
	struct json_object *node;
	const struct call_row *row = call_find(draft, field, &node);

	return row != NULL ? fact_text(draft, row, node)
			   : (struct slice){NULL, 0};
}

bool
call_time(struct call_draft *draft, const char *field, int64_t *unix_ms)
{
	struct json_object *node;
	const struct call_row *row = call_find(draft, field, &node);

	return row != NULL && call_read_time(node, row->reading, unix_ms);
}

bool
call_span(struct call_draft *draft, const char *field, int64_t *ms)
{
	struct json_object *node;
	const struct call_row *row = call_find(draft, field, &node);

	return row != NULL && call_read_span(node, row->reading, ms);
}

/* ---- setting ------------------------------------------------------------ */

bool
call_put(struct call_draft *draft, const char *field)
{
	struct json_object *node;
	const struct call_row *row = call_find(draft, field, &node);
	int64_t ms;
	bool truth;

	if (row == NULL)
		return false;
	switch (row->reading) {
	case CALL_BOOL:
		(void)fact_bool(draft, row, node, &truth);
		record_set_bool(draft->out, field, truth);
		return true;
	case CALL_TIME_ISO:
	case CALL_TIME_MAIL:
	case CALL_TIME_S:
	case CALL_TIME_MS:
	case CALL_TIME_GUESS:
		(void)call_read_time(node, row->reading, &ms);
		record_set_time(draft->out, field, ms);
		return true;
	default:
		record_set_text(draft->out, field, fact_text(draft, row, node));
		return true;
	}
}
