/* SPDX-License-Identifier: ISC */
/*
 * One row of a mapping of the configuration: where a fact stands, in which unit
 * and in whose words.
 *
 *	started_at: begin
 *	customer_number: [caller.phone, lead.phone]
 *	duration_ms: {path: call.seconds, unit: s}
 *	end_reason: {path: outcome, words: {gone: customer_hangup, "*": failed}}
 */
#include "call/mapping.h"
#include "record/field.h"

#include <string.h>

/* Units of what stands at a path; CALL_TEXT where they do not fit. */
static const struct own_unit {
	const char *name;
	enum call_reading time, span;
} own_units[] = {
    {"s", CALL_TIME_S, CALL_SPAN_S},
    {"ms", CALL_TIME_MS, CALL_SPAN_MS},
    {"min", CALL_TEXT, CALL_SPAN_MIN},
    {"iso", CALL_TIME_ISO, CALL_SPAN_ISO},
    {"guess", CALL_TIME_GUESS, CALL_TEXT},
};

static const struct call_word own_channels[] = {
    {"sms", "sms"},
    {"text", "sms"},
    {"email", "email"},
    {"e-mail", "email"},
    {"voice", "voice"},
    {"phone", "voice"},
    {"call", "voice"},
    {0},
};

/* Words that need not be said in the configuration. */
static const struct {
	const char *field;
	const struct call_word *words;
} own_words[] = {
    {"answered_by", call_voicemails},
    {"channel_preferred", own_channels},
    {"direction", call_directions},
    {"end_reason", call_end_reasons},
};

/* Fields that a mapping does not set: they follow from others. */
static const char own_derived[] =
    "record|record_version|source|stage|ended_at_basis|end_reason_raw|"
    "appointment|consent|turns|received_at";

enum {
	OWN_UNITS = sizeof(own_units) / sizeof(own_units[0]),
	OWN_DEFAULTS = sizeof(own_words) / sizeof(own_words[0]),
	OWN_NAMES_MAX = 128, /* to choose the nearest from */
};

/* ---- paths -------------------------------------------------------------- */

/* Is each bracket that starts a part closed, and "[name=value]" a choice? */
static bool
own_is_path(const char *path)
{
	const char *p = path, *close;

	if (*path == '=')
		return true;
	for (; *p != '\0'; p += strcspn(p, "."), p += *p == '.') {
		if (*p != '[' && *p != '(')
			continue;
		close = strchr(p, *p == '[' ? ']' : ')');
		if (close == NULL ||
		    (*p == '[' && memchr(p, '=', (size_t)(close - p)) == NULL))
			return false;
		p = close;
	}
	return true;
}

static int
own_paths(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_row *row, struct error *err)
{
	size_t i;

	if (call_own_texts(config, node, arena, row->paths, CALL_PATHS, err) !=
	    0)
		return -1;
	for (i = 0; i < CALL_PATHS && row->paths[i] != NULL; i++)
		if (!own_is_path(row->paths[i]))
			return call_own_refuse(
			    config, node, "not a path", row->paths[i], err);
	return 0;
}

/* ---- fields ------------------------------------------------------------- */

static bool
own_is_variable(const char *name)
{
	return (strncmp(name, "data.", 5) == 0 && name[5] != '\0') ||
	    (strncmp(name, "metadata.", 9) == 0 && name[9] != '\0');
}

/* Is it a field of a call that a mapping may set, or data.NAME? */
static int
own_check_field(const struct config *config, const struct yaml_node *node,
    struct error *err)
{
	const char *names[OWN_NAMES_MAX];
	const struct field *fields;
	size_t total, count = 0, i;

	if (own_is_variable(node->key))
		return 0;
	fields = field_table(&total);
	for (i = 0; i < total && count < OWN_NAMES_MAX - 1; i++)
		if ((fields[i].in & RECORD_CALL) != 0 &&
		    !slice_among(slice_of(fields[i].name), own_derived))
			names[count++] = fields[i].name;
	names[count++] = "recognise";
	return call_own_known(
	    config, node, "field", node->key, names, count, err);
}

/* How the field is read where nothing else is said. */
static enum call_reading
own_reading(const struct field *field)
{
	if (field == NULL)
		return CALL_COPY;
	switch (field->type) {
	case FIELD_TIME:
		return CALL_TIME_GUESS;
	case FIELD_INT:
		return CALL_SPAN_MS;
	case FIELD_BOOL:
		return CALL_BOOL;
	case FIELD_OBJECT:
		return CALL_MERGE;
	case FIELD_WORD:
		return CALL_WORD;
	case FIELD_TEXT:
	case FIELD_ID:
	case FIELD_E164:
	case FIELD_SUBJECT:
	case FIELD_MONEY:
	case FIELD_ARRAY:
		break;
	}
	return CALL_TEXT;
}

/* ---- units and words ---------------------------------------------------- */

static int
own_unit(const struct config *config, const struct yaml_node *node,
    const struct field *field, struct call_row *row, struct error *err)
{
	const struct yaml_node *unit = yaml_get(node, "unit");
	const char *name = yaml_text(node, "unit");
	const char *names[OWN_UNITS];
	enum call_reading reading = CALL_TEXT;
	size_t i;

	if (unit == NULL)
		return 0;
	for (i = 0; i < OWN_UNITS; i++)
		names[i] = own_units[i].name;
	if (call_own_known(config, unit, "unit", name, names, OWN_UNITS, err) !=
	    0)
		return -1;
	for (i = 0; strcmp(own_units[i].name, name) != 0;)
		i++;
	if (field != NULL && field->type == FIELD_TIME)
		reading = own_units[i].time;
	else if (field != NULL && field->type == FIELD_INT)
		reading = own_units[i].span;
	if (reading == CALL_TEXT)
		return call_own_refuse(
		    config, unit, "this field has no unit", name, err);
	row->reading = reading;
	return 0;
}

static const struct call_word *
own_default_words(const char *field)
{
	size_t i;

	for (i = 0; i < OWN_DEFAULTS; i++)
		if (strcmp(own_words[i].field, field) == 0)
			return own_words[i].words;
	return NULL;
}

/* May the field be that word? */
static int
own_check_word(const struct config *config, const struct yaml_node *node,
    const struct field *field, struct arena *arena, struct error *err)
{
	const char *names[OWN_NAMES_MAX];
	const char *words = field == NULL ? NULL
	    : field->type == FIELD_BOOL	  ? "true|false"
					  : field->words;
	size_t count = 0, n;

	if (node->type != YAML_TEXT ||
	    (node->text.n == 0 &&
		(field == NULL || field->type != FIELD_OBJECT)))
		return call_own_refuse(
		    config, node, "no word for", node->key, err);
	for (; words != NULL && *words != '\0' && count < OWN_NAMES_MAX;
	     words += n + (words[n] == '|')) {
		n = strcspn(words, "|");
		names[count++] = arena_string(arena, (struct slice){words, n});
	}
	return count == 0 ? 0
			  : call_own_known(config, node, "word", node->text.p,
				names, count, err);
}

/* The configuration's words in front of those that we know. */
static int
own_words_of(const struct config *config, const struct yaml_node *node,
    const struct field *field, struct arena *arena, struct call_row *row,
    struct error *err)
{
	const struct call_word *known = own_default_words(row->field);
	const struct yaml_node *words = yaml_get(node, "words"), *child;
	struct call_word *all;
	size_t count = 0;

	row->words = known;
	if (words == NULL)
		return 0;
	if (words->type != YAML_MAP ||
	    (field != NULL &&
		(field->type == FIELD_TIME || field->type == FIELD_INT)))
		return call_own_refuse(
		    config, words, "no words can stand for", row->field, err);
	while (known != NULL && known[count].pattern != NULL)
		count++;
	all = arena_alloc(
	    arena, (yaml_count(words) + count + 1) * sizeof(*all));
	row->words = all;
	for (child = words->first; child != NULL; child = child->next) {
		if (own_check_word(config, child, field, arena, err) != 0)
			return -1;
		*all++ = (struct call_word){
		    arena_string(arena, slice_of(child->key)),
		    arena_string(arena, child->text)};
	}
	if (count > 0)
		memcpy(all, known, count * sizeof(*all));
	all[count] = (struct call_word){0};
	return 0;
}

/* ---- the row ------------------------------------------------------------ */

int
call_own_row(const struct config *config, const struct yaml_node *node,
    struct arena *arena, struct call_row *row, struct error *err)
{
	static const char *const keys[] = {"path", "unit", "words"};
	const struct yaml_node *paths = node, *child;
	const struct field *field;

	if (own_check_field(config, node, err) != 0)
		return -1;
	field = field_find(node->key, strlen(node->key), RECORD_CALL);
	*row = (struct call_row){
	    .field = arena_string(arena, slice_of(node->key)),
	    .reading = own_reading(field)};
	if (node->type == YAML_MAP) {
		for (child = node->first; child != NULL; child = child->next)
			if (call_own_known(config, child, "key", child->key,
				keys, sizeof(keys) / sizeof(keys[0]), err) != 0)
				return -1;
		paths = yaml_get(node, "path");
	}
	if (paths == NULL)
		return call_own_refuse(
		    config, node, "no path for", node->key, err);
	if (own_unit(config, node, field, row, err) != 0 ||
	    own_words_of(config, node, field, arena, row, err) != 0)
		return -1;
	return own_paths(config, paths, arena, row, err);
}
