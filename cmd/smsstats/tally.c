/* SPDX-License-Identifier: ISC */
#include "tally.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/* A value is a number in the fold's words, of JSON text; or, with this bit, in
 * the tally's own, of plain text.  0: not known.  Conditions are asked about
 * values as they are; groups go by what is shown, which has the bit. */
#define VALUE_PLAIN (UINT32_C(1) << 31)

void
tally_init(struct tally *tally, const struct ask *ask, struct fold *fold)
{
	*tally = (struct tally){.ask = ask, .fold = fold};
	words_init(&tally->words, &fold->seed);
}

static void
release_group(struct group *group)
{
	acc_set_release(&group->accs[PERIOD_NOW]);
	acc_set_release(&group->accs[PERIOD_BEFORE]);
	free(group->values);
	*group = (struct group){.values = NULL};
}

void
tally_release(struct tally *tally)
{
	size_t i;

	for (i = 0; i < tally->count; i++)
		release_group(&tally->groups[i]);
	for (i = 0; i < TALLY_SPLITS; i++) {
		map_release(&tally->splits[i].map);
		free(tally->splits[i].rows);
	}
	free(tally->groups);
	free(tally->shown);
	map_release(&tally->map);
	map_release(&tally->answers);
	words_release(&tally->words);
	arena_release(&tally->arena);
	*tally = (struct tally){.ask = NULL};
}

/* ---- values ---------------------------------------------------------------
 */

static uint32_t
plain_value(struct tally *tally, struct slice text)
{
	return text.n > 0 ? words_number(&tally->words, text) | VALUE_PLAIN : 0;
}

static uint32_t
value_of(
    struct tally *tally, const struct dim *dim, const struct dim_sight *sight)
{
	char text[DIM_TEXT_MAX];
	struct slice value;
	bool json;

	if (dim->derive == NULL)
		return sight->message->traits[dim->trait].text;
	value = dim_value(dim, sight, text, &json);
	return plain_value(tally, value);
}

/* What a value shows: number 1 is as good as the text "1", and an empty text
 * as good as none. */
static uint32_t
shown_value(struct tally *tally, uint32_t value)
{
	size_t room = tally->fold->words.count + 1;
	struct slice json, text;

	if (value == 0 || (value & VALUE_PLAIN) != 0)
		return value;
	if (tally->shown == NULL)
		tally->shown = mem_zalloc(room, sizeof(*tally->shown));
	if (tally->shown[value] == 0) {
		json = words_text(&tally->fold->words, value);
		arena_reset(&tally->arena);
		text = view_string(
		    (struct view){json.p, json.n}, &tally->arena);
		tally->shown[value] = VALUE_PLAIN |
		    plain_value(tally, text.p != NULL ? text : json);
	}
	return tally->shown[value] != VALUE_PLAIN ? tally->shown[value] : 0;
}

struct slice
tally_text(const struct tally *tally, uint32_t value)
{
	return words_text(&tally->words, value & ~VALUE_PLAIN);
}

static struct hash_key
values_key(const struct tally *tally, const uint32_t *values, size_t count)
{
	return hash_text(&tally->fold->seed,
	    (struct slice){
		(const char *)(const void *)values, count * sizeof(*values)});
}

/* ---- conditions -----------------------------------------------------------
 */

struct where_scope {
	struct tally *tally;
	const uint32_t *values;
};

/* A value of the template language is one of JSON. */
static struct view
where_lookup(void *context, struct slice name)
{
	struct where_scope *scope = context;
	const struct dims *dims = scope->tally->ask->dims;
	struct buf json;
	struct slice text;
	uint32_t value;
	size_t i;

	for (i = 0; i < dims->count; i++)
		if (slice_is(name, dims->list[i].name))
			break;
	value = i < dims->count ? scope->values[i] : 0;
	if (value == 0)
		return (struct view){NULL, 0};
	if ((value & VALUE_PLAIN) == 0) {
		text = words_text(&scope->tally->fold->words, value);
		return (struct view){text.p, text.n};
	}
	buf_init(&json, BUF_NO_CAP);
	view_write_string(
	    &json, words_text(&scope->tally->words, value & ~VALUE_PLAIN));
	text = arena_slice(&scope->tally->arena, buf_slice(&json));
	buf_release(&json);
	return (struct view){text.p, text.n};
}

static bool
ask_where(struct tally *tally, const uint32_t *values)
{
	struct where_scope scope = {.tally = tally, .values = values};
	struct template_scope look = {.lookup = where_lookup,
	    .context = &scope,
	    .zone = tally->ask->zone,
	    .now_ms = tally->ask->as_of,
	    .lax = true};
	struct error err;
	int holds;

	arena_reset(&tally->arena);
	holds = template_test(tally->ask->where, &look, &tally->arena, &err);
	if (holds < 0) {
		tally->notes[NOTE_WHERE]++;
		if (tally->where.code == 0)
			tally->where = err;
	}
	return holds > 0;
}

/* Messages with the same values have the same answer. */
static bool
where_holds(struct tally *tally, const uint32_t *values)
{
	uint32_t *answer;

	if (tally->ask->where == NULL)
		return true;
	answer = map_put(&tally->answers,
	    values_key(tally, values, tally->ask->dims->count));
	if (*answer == 0)
		*answer = ask_where(tally, values) ? 2 : 1;
	return *answer == 2;
}

/* ---- groups ---------------------------------------------------------------
 */

static struct group *
find_group(struct tally *tally, const uint32_t *values)
{
	size_t by = tally->ask->by;
	struct group *group;
	uint32_t *place;

	place = map_put(&tally->map, values_key(tally, values, by));
	if (*place != 0)
		return &tally->groups[*place - 1];
	if (tally->count == tally->room) {
		tally->room = tally->room > 0 ? 2 * tally->room : 16;
		tally->groups = mem_realloc(
		    tally->groups, tally->room, sizeof(*tally->groups));
	}
	group = &tally->groups[tally->count++];
	*place = (uint32_t)tally->count;
	*group = (struct group){.values = mem_zalloc(by + 1, sizeof(*values))};
	memcpy(group->values, values, by * sizeof(*values));
	acc_set_init(&group->accs[PERIOD_NOW]);
	if (tally->ask->compare)
		acc_set_init(&group->accs[PERIOD_BEFORE]);
	return group;
}

static struct split_row *
find_row(struct split *split, uint32_t value)
{
	uint32_t *place = map_put(&split->map, (struct hash_key){value, 0});

	if (*place != 0)
		return &split->rows[*place - 1];
	if (split->count == split->room) {
		split->room = split->room > 0 ? 2 * split->room : 16;
		split->rows = mem_realloc(
		    split->rows, split->room, sizeof(*split->rows));
	}
	split->rows[split->count] = (struct split_row){.value = value};
	*place = (uint32_t)++split->count;
	return &split->rows[split->count - 1];
}

static void
add_splits(struct tally *tally, const uint32_t *values,
    const struct outcome *outcome, enum period period)
{
	struct split_row *row;
	size_t i, dim;

	for (i = 0; i < TALLY_SPLITS && (outcome->is & IS_SENT) != 0; i++) {
		dim = tally->ask->splits[i];
		if (dim == SIZE_MAX)
			continue;
		row = find_row(&tally->splits[i], values[dim]);
		row->sent[period]++;
		row->delivered[period] += (outcome->is & IS_DELIVERED) != 0;
		row->failed[period] += (outcome->is & IS_ERROR) != 0;
	}
}

/* False: of no time that is asked about. */
static bool
find_period(const struct ask *ask, int64_t at, enum period *period)
{
	*period = PERIOD_NOW;
	if (at >= ask->since && (at < ask->until || ask->until == INT64_MAX))
		return true;
	*period = PERIOD_BEFORE;
	return ask->compare && at < ask->since &&
	    at >= ask->since - (ask->until - ask->since);
}

static void
add_notes(struct tally *tally, const struct message *message,
    const struct outcome *outcome)
{
	uint64_t *notes = tally->notes;
	int i;

	notes[NOTE_NO_MESSAGE] += (message->bits & MESSAGE_ORPHAN) != 0;
	notes[NOTE_MIXED] += message->cost.mixed && outcome->costed;
	notes[NOTE_NO_RECEIPT] += (outcome->is & IS_SENT) != 0 &&
	    (message->bits & MESSAGE_RECEIPT) == 0;
	notes[NOTE_FUTURE] += message->times[TIME_FIRST] != MESSAGE_NEVER &&
	    message->times[TIME_FIRST] > tally->ask->as_of;
	for (i = 0; i < LATENCY_COUNT; i++)
		if (outcome->latencies[i] < 0 &&
		    outcome->latencies[i] != OUTCOME_NO_LATENCY) {
			notes[NOTE_NEGATIVE]++;
			break;
		}
}

void
tally_add(struct tally *tally, const struct message *message)
{
	const struct ask *ask = tally->ask;
	uint32_t values[DIMS_MAX] = {0};
	struct outcome outcome;
	struct dim_sight sight = {
	    message, &outcome, &tally->fold->words, ask->zone};
	enum period period;
	struct group *group;
	size_t i;

	outcome_read(message, fold_person(tally->fold, message->person),
	    ask->as_of, &outcome);
	if (outcome.is == IS_CALL) {
		if (find_period(ask, outcome.at, &period))
			tally->calls[period]++;
		return;
	}
	if (outcome.is == 0) {
		tally->notes[NOTE_REPLY_ALONE] += message->answer != 0;
		return;
	}
	for (i = 0; i < ask->dims->count; i++)
		values[i] = value_of(tally, &ask->dims->list[i], &sight);
	if (!find_period(ask, outcome.at, &period) ||
	    !where_holds(tally, values)) {
		tally->left_out++;
		return;
	}
	for (i = 0; i < ask->dims->count; i++)
		values[i] = shown_value(tally, values[i]);
	if (period == PERIOD_NOW)
		add_notes(tally, message, &outcome);
	group = find_group(tally, values);
	group->messages += period == PERIOD_NOW;
	acc_set_add(&group->accs[period], &outcome);
	add_splits(tally, values, &outcome, period);
}

/* ---- merging --------------------------------------------------------------
 */

static uint32_t
take_value(struct tally *tally, const struct tally *other, uint32_t value)
{
	return plain_value(
	    tally, words_text(&other->words, value & ~VALUE_PLAIN));
}

/* A group is freed as soon as it was added: there may be many. */
static void
merge_group(struct tally *tally, const struct tally *other, struct group *from)
{
	uint32_t values[DIMS_MAX] = {0};
	struct group *group;
	size_t i;
	int p;

	for (i = 0; i < tally->ask->by; i++)
		values[i] = take_value(tally, other, from->values[i]);
	group = find_group(tally, values);
	group->messages += from->messages;
	for (p = 0; p < PERIODS; p++)
		acc_set_merge(&group->accs[p], &from->accs[p]);
	release_group(from);
}

static void
merge_split(struct tally *tally, size_t number, const struct tally *other)
{
	const struct split *from = &other->splits[number];
	struct split_row *row;
	size_t i;
	int p;

	for (i = 0; i < from->count; i++) {
		row = find_row(&tally->splits[number],
		    take_value(tally, other, from->rows[i].value));
		for (p = 0; p < PERIODS; p++) {
			row->sent[p] += from->rows[i].sent[p];
			row->delivered[p] += from->rows[i].delivered[p];
			row->failed[p] += from->rows[i].failed[p];
		}
	}
}

void
tally_merge(struct tally *tally, struct tally *other)
{
	size_t i;
	int p;

	for (i = 0; i < other->count; i++)
		merge_group(tally, other, &other->groups[i]);
	for (i = 0; i < TALLY_SPLITS; i++)
		merge_split(tally, i, other);
	for (p = 0; p < PERIODS; p++)
		tally->calls[p] += other->calls[p];
	for (i = 0; i < NOTE_COUNT; i++)
		tally->notes[i] += other->notes[i];
	tally->left_out += other->left_out;
	if (tally->where.code == 0)
		tally->where = other->where;
}
