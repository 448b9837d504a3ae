/* SPDX-License-Identifier: ISC */
#include "queue.h"

#include "entry.h"
#include "output.h"

#include <string.h>

/* What one look at the journal works with. */
struct queue {
	const struct options *options;
	const struct opt_list *conditions; /* FIELD=VALUE, all must hold */
	struct clock clock;
	struct store *store;
	struct filter filter;
	struct arena arena;
	struct record out, message;
	struct buf lines; /* printed after the commit */
};

bool
queue_is_condition(const char *text)
{
	const char *value = strchr(text, '=');

	return value != NULL && value > text;
}

static void
queue_fill(struct queue *queue, const struct journal_row *row)
{
	struct output output = output_of_row(row);

	output_fill(&queue->out, &output, &queue->message);
	if (row->not_before_ms > 0 && row->not_before_ms < JOURNAL_NEVER &&
	    row->state <= JOURNAL_HELD)
		record_set_time(&queue->out, "send_at", row->not_before_ms);
}

/* Is that the text, number, true or false of the field, as it is printed of the
 * row, else as its message has it? */
static bool
queue_has(struct queue *queue, struct slice name, const char *value)
{
	struct record *record = &queue->out;
	struct view view = record_get(record, name);
	enum scan_type type;

	if (view_is_null(view)) {
		record = &queue->message;
		view = record_get(record, name);
	}
	type = view_type(view);
	if (type == SCAN_TRUE || type == SCAN_FALSE)
		return slice_is((struct slice){view.p, view.n}, value);
	return slice_is(view_text(view, &record->arena), value);
}

static bool
queue_holds(struct queue *queue)
{
	const char *text, *value;
	struct slice name;
	size_t i;

	for (i = 0; i < queue->conditions->count; i++) {
		text = queue->conditions->items[i];
		value = strchr(text, '=') + 1;
		name = (struct slice){text, (size_t)(value - text) - 1};
		if (!queue_has(queue, name, value))
			return false;
	}
	return true;
}

static int
queue_show_row(struct queue *queue, struct journal_row *row, struct error *err)
{
	(void)row;
	(void)err;
	filter_write(&queue->filter, &queue->out);
	return 0;
}

static int
queue_cancel_row(
    struct queue *queue, struct journal_row *row, struct error *err)
{
	const struct journal_change change = {
	    .state = JOURNAL_CANCELLED, .reason = slice_of("operator")};

	if (!entry_waits(row->state))
		return 0;
	row->state = change.state;
	row->reason = change.reason;
	row->changed_ms = clock_now(&queue->clock);
	if (journal_settle(
		queue->store, row->seq, &change, row->changed_ms, err) < 0)
		return -1;
	queue_fill(queue, row);
	if (queue->lines.len > 0)
		buf_addc(&queue->lines, '\n');
	record_write(&queue->out, &queue->lines);
	return 0;
}

/* Each row that is asked for, in order of arrival. */
static int
queue_each(struct queue *queue,
    int (*each)(struct queue *, struct journal_row *, struct error *),
    struct error *err)
{
	const struct options *options = queue->options;
	struct journal_filter wanted = {.by_state = options->status != NULL,
	    .to = options->to.count > 0 ? slice_of(options->to.items[0])
					: slice_of(NULL)};
	struct journal_row *rows;
	size_t count, i;

	if (options->status != NULL)
		(void)journal_state_find(
		    slice_of(options->status), &wanted.state);
	if (journal_list(
		queue->store, &wanted, &queue->arena, &rows, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		if (record_fill(&queue->message, rows[i].record, err) != 0)
			return -1;
		queue_fill(queue, &rows[i]);
		if (queue_holds(queue) && each(queue, &rows[i], err) != 0)
			return -1;
	}
	return 0;
}

static int
queue_close(struct queue *queue)
{
	store_rollback(queue->store);
	store_close(queue->store);
	record_release(&queue->out);
	record_release(&queue->message);
	arena_release(&queue->arena);
	buf_release(&queue->lines);
	return filter_close(&queue->filter);
}

int
queue_list(const struct options *options, const struct diag *diag,
    const struct config *config)
{
	struct queue queue = {
	    .options = options, .conditions = &options->where};
	char *const none[] = {NULL};
	struct error err;

	if (filter_open(&queue.filter, diag, &options->common, none) == 0) {
		queue.store = store_open(config->store, true, &err);
		if (queue.store == NULL ||
		    store_begin(queue.store, &err) != 0 ||
		    queue_each(&queue, queue_show_row, &err) != 0)
			filter_fail(&queue.filter, &err);
	}
	return queue_close(&queue);
}

int
queue_cancel(const struct options *options, const struct diag *diag,
    const struct config *config)
{
	struct queue queue = {
	    .options = options, .conditions = &options->cancel};
	char *const none[] = {NULL};
	struct error err;

	buf_init(&queue.lines, BUF_NO_CAP);
	if (filter_open(&queue.filter, diag, &options->common, none) == 0) {
		if (clock_init(&queue.clock, options->common.now, &err) == 0)
			queue.store = store_open(config->store, false, &err);
		if (queue.store == NULL ||
		    store_begin(queue.store, &err) != 0 ||
		    queue_each(&queue, queue_cancel_row, &err) != 0 ||
		    store_commit(queue.store, &err) != 0)
			filter_fail(&queue.filter, &err);
		else if (queue.lines.len > 0)
			filter_write_text(
			    &queue.filter, buf_slice(&queue.lines));
		else
			diag_warn(diag, "nothing that waits matches");
	}
	return queue_close(&queue);
}
