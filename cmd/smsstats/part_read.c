/* SPDX-License-Identifier: ISC */
#include "part.h"

#include "acc.h"
#include "base/num.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

const struct hash_seed part_seed = {
    UINT64_C(0x736d737374617473), UINT64_C(0x2d2d7061727469ff)};

/* Instants that a record can have: the years 0 to 9999, in ms. */
static const int64_t first_instant = INT64_C(-62167219200000);
static const int64_t last_instant = INT64_C(253402300799999);

enum {
	MARK_LENGTH = 4,
	COST_LENGTH = 4,
	TRAIT_LENGTH = 3,
	PART_DEPTH_MAX = 32
};

struct part_line {
	struct fold *fold;
	size_t worker;
	struct record *record;
	bool bad; /* something is not as part_write writes it */
};

/* ---- values ----------------------------------------------------------------
 */

static int64_t
read_int(struct part_line *line, struct view view, int64_t min, int64_t max)
{
	int64_t value = min;

	if (num_parse(view_number(view), min, max, &value) != 0)
		line->bad = true;
	return value;
}

static int64_t
read_instant(struct part_line *line, struct view view)
{
	return read_int(line, view, first_instant, last_instant);
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static struct hash_key
read_key(struct part_line *line, struct view view)
{
	struct slice text = view_string(view, &line->record->arena);
	struct hash_key key = {0, 0};
	size_t i;
	int digit;

	line->bad = line->bad || text.n != 24;
	for (i = 0; i < text.n && !line->bad; i++) {
		digit = hex_digit(text.p[i]);
		line->bad = digit < 0;
		if (i < 16)
			key.high = key.high << 4 | (uint64_t)(digit & 15);
		else
			key.low = key.low << 4 | (uint32_t)(digit & 15);
	}
	return key;
}

static struct slice
read_text(struct part_line *line, struct view view)
{
	struct slice text = view_string(view, &line->record->arena);

	if (text.p == NULL && !view_is_null(view))
		line->bad = true;
	return text;
}

static uint32_t
read_word(struct part_line *line, struct view view)
{
	return fold_word(line->fold, line->worker, read_text(line, view));
}

/* The elements of an array that has so many. */
static bool
read_array(
    struct part_line *line, struct view array, struct view *into, size_t count)
{
	struct view_step step = {.at = NULL};
	size_t i = 0;

	if (view_type(array) != SCAN_ARRAY || view_count(array) != count) {
		line->bad = true;
		return false;
	}
	while (view_next(array, &step))
		into[i++] = step.value;
	return true;
}

/* ---- a message --------------------------------------------------------------
 */

/* An error's code stands between two NULs (fold.c). */
static bool
is_label(struct slice text)
{
	size_t i, nuls = 0;

	for (i = 0; i < text.n; i++)
		nuls += text.p[i] == '\0';
	return text.p == NULL || nuls == ACC_LABELS - 1;
}

static void
read_mark(struct part_line *line, const char *name, enum mark_kind kind,
    struct message *message)
{
	struct view parts[MARK_LENGTH], view = record_view(line->record, name);
	struct mark *mark = &message->marks[kind];

	if (view.p == NULL || !read_array(line, view, parts, MARK_LENGTH))
		return;
	mark->state = (int16_t)read_int(
	    line, parts[0], STATE_RENDERED, JOURNAL_STATES - 1);
	mark->at = read_instant(line, parts[1]);
	mark->class = (uint8_t)read_int(line, parts[2], 0, ERROR_COUNT - 1);
	if (kind == MARK_ERROR && !is_label(read_text(line, parts[3])))
		line->bad = true;
	mark->text = read_word(line, parts[3]);
}

static void
read_times(struct part_line *line, struct message *message)
{
	struct view parts[TIME_COUNT];
	int i;

	if (!read_array(
		line, record_view(line->record, "times"), parts, TIME_COUNT))
		return;
	for (i = 0; i < TIME_COUNT; i++)
		if (!view_is_null(parts[i]))
			message->times[i] = read_instant(line, parts[i]);
}

static void
read_known(struct part_line *line, struct message *message)
{
	struct view parts[COST_LENGTH], view;

	view = record_view(line->record, "to");
	if (view.p != NULL)
		message->person = read_int(line, view, 0, INT64_MAX);
	view = record_view(line->record, "answer");
	if (view.p != NULL && read_array(line, view, parts, 2)) {
		message->answer = (uint8_t)read_int(
		    line, parts[0], ANSWER_NONE, ANSWER_CANCEL);
		message->answered_at = read_instant(line, parts[1]);
	}
	view = record_view(line->record, "cost");
	if (view.p != NULL && read_array(line, view, parts, COST_LENGTH)) {
		message->cost.rank = (uint8_t)read_int(
		    line, parts[0], COST_NONE, COST_PRICE);
		message->cost.amount = read_int(line, parts[1], 0, INT64_MAX);
		message->cost.currency = read_word(line, parts[2]);
		message->cost.mixed = read_int(line, parts[3], 0, 1) != 0;
	}
	view = record_view(line->record, "segments");
	if (view.p != NULL)
		message->segments = (uint32_t)read_int(
		    line, view, 0, UINT32_MAX);
}

/* A field's value stands as JSON in a text, without blanks around it. */
static void
check_json(struct part_line *line, struct slice text)
{
	struct scan_fault fault;

	if (text.p != NULL &&
	    (scan_value(text, PART_DEPTH_MAX, &fault) != SCAN_GOOD ||
		slice_trim(text, " \t\r\n").n != text.n))
		line->bad = true;
}

/* Fields that this run does not ask about are passed over. */
static void
read_trait(struct part_line *line, struct view view, struct message *message)
{
	const struct dims *dims = line->fold->dims;
	struct view parts[TRAIT_LENGTH];
	struct slice name;
	size_t i;

	if (!read_array(line, view, parts, TRAIT_LENGTH))
		return;
	name = read_text(line, parts[0]);
	check_json(line, read_text(line, parts[2]));
	if (line->bad)
		return;
	for (i = 0; i < dims->count; i++) {
		const struct dim *dim = &dims->list[i];

		if (dim->derive != NULL || !slice_is(name, dim->member.p))
			continue;
		message->traits[dim->trait].at = read_instant(line, parts[1]);
		message->traits[dim->trait].text = read_word(line, parts[2]);
	}
}

static void
read_message(struct part_line *line, struct view key)
{
	struct view view, alias = record_view(line->record, "alias");
	struct view_step step = {.at = NULL};
	struct message *message;

	/* The arena's memory is aligned for any object. */
	message = arena_alloc(
	    &line->record->arena, message_size(line->fold->dims->traits));
	message_init(message, line->fold->dims->traits);
	message->key = read_key(line, key);
	if (alias.p != NULL)
		message->alias = read_key(line, alias);
	view = record_view(line->record, "bits");
	message->bits = (uint8_t)read_int(line, view, 0, UINT8_MAX);
	read_mark(line, "state", MARK_STATE, message);
	read_mark(line, "reason", MARK_REASON, message);
	read_mark(line, "error", MARK_ERROR, message);
	read_times(line, message);
	read_known(line, message);
	view = record_view(line->record, "traits");
	while (view.p != NULL && view_next(view, &step))
		read_trait(line, step.value, message);
	if (!line->bad)
		fold_put(line->fold, line->worker, message);
}

/* ---- the other lines --------------------------------------------------------
 */

static void
read_person(struct part_line *line, struct view view)
{
	struct hash_key key = read_key(line, view);
	int64_t known = read_int(line, record_view(line->record, "known"), 0,
	    PERSON_OPTED_OUT | PERSON_COMPLAINED);

	if (!line->bad)
		fold_put_person(line->fold, line->worker, key, (unsigned)known);
}

/* The name of a field that is asked about and not among these, or NULL. */
static const char *
missing_field(struct part_line *line, struct view fields)
{
	const struct dims *dims = line->fold->dims;
	struct view_step step;
	bool found;
	size_t i;

	for (i = 0; i < dims->count; i++) {
		if (dims->list[i].derive != NULL)
			continue;
		step = (struct view_step){.at = NULL};
		for (found = false; !found && view_next(fields, &step);)
			found = slice_is(read_text(line, step.value),
			    dims->list[i].member.p);
		if (!found)
			return dims->list[i].name;
	}
	return NULL;
}

static int
read_end(struct part_line *line, struct view lines, struct part_sum *sum,
    struct error *err)
{
	struct record *record = line->record;
	struct fold_worker *worker = &line->fold->workers[line->worker];
	struct view counts[FOLD_COUNTS], newest = record_view(record, "newest");
	int64_t told = read_int(line, lines, 0, INT64_MAX), at;
	const char *field;
	size_t i;

	(void)read_int(
	    line, record_view(record, "version"), PART_VERSION, PART_VERSION);
	if (line->bad ||
	    !read_array(
		line, record_view(record, "counts"), counts, FOLD_COUNTS))
		return 0;
	field = missing_field(line, record_view(record, "fields"));
	if (field != NULL)
		return error_set(err, EX_DATAERR,
		    "this part was made without --by or --where '%s'", field);
	for (i = 0; i < FOLD_COUNTS; i++)
		worker->counts[i] += (uint64_t)read_int(
		    line, counts[i], 0, INT64_MAX);
	if (newest.p != NULL) {
		at = read_instant(line, newest);
		worker->newest = at > worker->newest ? at : worker->newest;
	}
	sum->told += (uint64_t)told;
	return 0;
}

int
part_read(struct fold *fold, size_t worker, struct part_sum *sum,
    struct record *record, struct error *err)
{
	struct part_line line = {fold, worker, record, false};
	struct view key = record_view(record, "key");
	struct view person = record_view(record, "person");
	struct view lines = record_view(record, "lines");

	line.bad = !slice_is(record_text(record, "record"), "stats");
	if (line.bad)
		return error_set(err, EX_DATAERR,
		    "not a line that --partial of this version wrote");
	if (lines.p != NULL) {
		if (read_end(&line, lines, sum, err) != 0)
			return -1;
	} else if (person.p != NULL) {
		read_person(&line, person);
	} else {
		read_message(&line, key);
	}
	if (line.bad)
		return error_set(err, EX_DATAERR,
		    "not a line that --partial of this version wrote");
	sum->seen += lines.p == NULL;
	return 0;
}

int
part_check(const struct part_sum *sums, size_t count, struct error *err)
{
	uint64_t seen = 0, told = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		seen += sums[i].seen;
		told += sums[i].told;
	}
	if (seen == told)
		return 0;
	return error_set(err, EX_DATAERR,
	    "the parts are not whole: %" PRIu64 " lines of %" PRIu64
	    ", no report",
	    seen, told);
}
