/* SPDX-License-Identifier: ISC */
#include "part.h"

#include "base/num.h"
#include "record/view.h"

#include <inttypes.h>
#include <stdlib.h>

enum { PART_FLUSH = 256 * 1024 }; /* bytes that a worker gathers */

struct part_worker {
	struct buf text;
	uint64_t lines;
};

struct part_writer {
	struct fold *fold;
	struct filter *filter;
	struct part_worker workers[BULK_WORKERS_MAX];
};

/* ---- values ----------------------------------------------------------------
 */

static void
add_int(struct buf *out, int64_t value)
{
	char text[NUM_TEXT_MAX], *at = text + sizeof(text);
	uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do
		*--at = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (value < 0)
		*--at = '-';
	buf_add(out, at, (size_t)(text + sizeof(text) - at));
}

static void
add_member(struct buf *out, const char *name)
{
	buf_adds(out, ",\"");
	buf_adds(out, name);
	buf_adds(out, "\":");
}

static void
add_key(struct buf *out, const char *name, struct hash_key key)
{
	static const char digits[] = "0123456789abcdef";
	char text[24];
	uint64_t high = key.high;
	uint32_t low = key.low;
	int i;

	for (i = 15; i >= 0; i--, high >>= 4)
		text[i] = digits[high & 15];
	for (i = 23; i >= 16; i--, low >>= 4)
		text[i] = digits[low & 15];
	add_member(out, name);
	buf_addc(out, '"');
	buf_add(out, text, sizeof(text));
	buf_addc(out, '"');
}

static void
add_word(struct buf *out, const struct fold *fold, uint32_t word)
{
	if (word == 0)
		buf_adds(out, "null");
	else
		view_write_string(out, words_text(&fold->words, word));
}

/* ---- lines -----------------------------------------------------------------
 */

static void
add_mark(struct buf *out, const struct fold *fold, const char *name,
    const struct mark *mark)
{
	if (mark->state == STATE_NONE)
		return;
	add_member(out, name);
	buf_addc(out, '[');
	add_int(out, mark->state);
	buf_addc(out, ',');
	add_int(out, mark->at);
	buf_addc(out, ',');
	add_int(out, mark->class);
	buf_addc(out, ',');
	add_word(out, fold, mark->text);
	buf_addc(out, ']');
}

static void
add_times(struct buf *out, const struct message *message)
{
	int i;

	add_member(out, "times");
	for (i = 0; i < TIME_COUNT; i++) {
		buf_addc(out, i == 0 ? '[' : ',');
		if (message->times[i] == MESSAGE_NEVER)
			buf_adds(out, "null");
		else
			add_int(out, message->times[i]);
	}
	buf_addc(out, ']');
}

static void
add_known(
    struct buf *out, const struct fold *fold, const struct message *message)
{
	if (message->person != 0) {
		add_member(out, "to");
		add_int(out, message->person);
	}
	if (message->answer != ANSWER_NONE) {
		add_member(out, "answer");
		buf_addc(out, '[');
		add_int(out, message->answer);
		buf_addc(out, ',');
		add_int(out, message->answered_at);
		buf_addc(out, ']');
	}
	if (message->cost.rank != COST_NONE) {
		add_member(out, "cost");
		buf_addc(out, '[');
		add_int(out, message->cost.rank);
		buf_addc(out, ',');
		add_int(out, message->cost.amount);
		buf_addc(out, ',');
		add_word(out, fold, message->cost.currency);
		buf_addc(out, ',');
		add_int(out, message->cost.mixed);
		buf_addc(out, ']');
	}
	if (message->segments != 0) {
		add_member(out, "segments");
		add_int(out, message->segments);
	}
}

/* [["template_id",AT,"\"reminder\""],…]: the value as its JSON stood. */
static void
add_traits(
    struct buf *out, const struct fold *fold, const struct message *message)
{
	bool first = true;
	size_t i;

	for (i = 0; i < fold->dims->count; i++) {
		const struct dim *dim = &fold->dims->list[i];

		if (dim->derive != NULL ||
		    message->traits[dim->trait].text == 0)
			continue;
		if (first)
			add_member(out, "traits");
		buf_adds(out, first ? "[[" : ",[");
		first = false;
		view_write_string(out, slice_of(dim->member.p));
		buf_addc(out, ',');
		add_int(out, message->traits[dim->trait].at);
		buf_addc(out, ',');
		add_word(out, fold, message->traits[dim->trait].text);
		buf_addc(out, ']');
	}
	if (!first)
		buf_addc(out, ']');
}

static void
start_line(struct part_worker *worker)
{
	if (worker->text.len > 0)
		buf_addc(&worker->text, '\n');
	buf_adds(&worker->text, "{\"record\":\"stats\"");
	worker->lines++;
}

static void
flush_worker(struct part_writer *writer, struct part_worker *worker)
{
	if (worker->text.len == 0)
		return;
	bulk_lock_take(writer->fold->lock);
	filter_write_text(writer->filter, buf_slice(&worker->text));
	bulk_lock_give(writer->fold->lock);
	buf_reset(&worker->text);
}

static void
write_message(void *context, size_t number, const struct message *message)
{
	struct part_writer *writer = context;
	struct part_worker *worker = &writer->workers[number];
	const struct fold *fold = writer->fold;
	struct buf *out = &worker->text;

	start_line(worker);
	add_key(out, "key", message->key);
	if (!hash_is_none(message->alias))
		add_key(out, "alias", message->alias);
	add_member(out, "bits");
	add_int(out, message->bits);
	add_mark(out, fold, "state", &message->marks[MARK_STATE]);
	add_mark(out, fold, "reason", &message->marks[MARK_REASON]);
	add_mark(out, fold, "error", &message->marks[MARK_ERROR]);
	add_times(out, message);
	add_known(out, fold, message);
	add_traits(out, fold, message);
	buf_addc(out, '}');
	if (out->len >= PART_FLUSH)
		flush_worker(writer, worker);
}

static void
write_people(struct part_writer *writer)
{
	struct part_worker *worker = &writer->workers[0];
	const struct map *people = &writer->fold->people;
	size_t i;

	for (i = 0; i < people->room; i++) {
		const struct map_place *place = &people->places[i];

		if (place->value == 0)
			continue;
		start_line(worker);
		add_key(&worker->text, "person",
		    (struct hash_key){place->high, place->low});
		add_member(&worker->text, "known");
		add_int(&worker->text, place->value);
		buf_addc(&worker->text, '}');
	}
	flush_worker(writer, worker);
}

static void
add_fields(struct buf *out, const struct dims *dims)
{
	bool first = true;
	size_t i;

	add_member(out, "fields");
	buf_addc(out, '[');
	for (i = 0; i < dims->count; i++) {
		if (dims->list[i].derive != NULL)
			continue;
		if (!first)
			buf_addc(out, ',');
		first = false;
		view_write_string(out, slice_of(dims->list[i].member.p));
	}
	buf_addc(out, ']');
}

static void
write_end(struct part_writer *writer)
{
	struct part_worker *worker = &writer->workers[0];
	const struct fold *fold = writer->fold;
	struct buf *out = &worker->text;
	uint64_t lines = 0;
	int i;

	for (i = 0; i < BULK_WORKERS_MAX; i++)
		lines += writer->workers[i].lines;
	start_line(worker);
	add_member(out, "lines");
	add_int(out, (int64_t)lines);
	add_member(out, "version");
	add_int(out, PART_VERSION);
	add_fields(out, fold->dims);
	if (fold->newest != INT64_MIN) {
		add_member(out, "newest");
		add_int(out, fold->newest);
	}
	add_member(out, "counts");
	for (i = 0; i < FOLD_COUNTS; i++) {
		buf_addc(out, i == 0 ? '[' : ',');
		add_int(out, (int64_t)fold->counts[i]);
	}
	buf_adds(out, "]}");
	flush_worker(writer, worker);
}

int
part_write(struct fold *fold, struct filter *filter, struct error *err)
{
	struct part_writer writer = {.fold = fold, .filter = filter};
	int result, i;

	for (i = 0; i < BULK_WORKERS_MAX; i++)
		buf_init(&writer.workers[i].text, BUF_NO_CAP);
	result = fold_pieces(fold, write_message, &writer, err);
	for (i = 0; i < BULK_WORKERS_MAX && result == 0; i++)
		flush_worker(&writer, &writer.workers[i]);
	if (result == 0) {
		write_people(&writer);
		write_end(&writer);
	}
	for (i = 0; i < BULK_WORKERS_MAX; i++)
		buf_release(&writer.workers[i].text);
	return result;
}
