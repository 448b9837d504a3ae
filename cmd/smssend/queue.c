/* SPDX-License-Identifier: ISC */
#include "queue.h"

#include "output.h"

static int
queue_print(struct filter *filter, const struct journal_row *row,
    struct record *out, struct record *message, struct error *err)
{
	struct output output = output_of_row(row);

	if (record_fill(message, row->record, err) != 0)
		return -1;
	output_fill(out, &output, message);
	if (row->not_before_ms > 0 && row->state <= JOURNAL_HELD)
		record_set_time(out, "send_at", row->not_before_ms);
	filter_write(filter, out);
	return 0;
}

static int
queue_rows(const struct options *options, struct store *store,
    struct filter *filter, struct arena *arena, struct error *err)
{
	struct journal_filter wanted = {
	    .by_state = options->status != NULL, .to = slice_of(options->to)};
	struct record out = {0}, message = {0};
	struct journal_row *rows;
	size_t count, i;
	int result;

	if (options->status != NULL)
		(void)journal_state_find(
		    slice_of(options->status), &wanted.state);
	result = journal_list(store, &wanted, arena, &rows, &count, err);
	for (i = 0; result == 0 && i < count; i++)
		result = queue_print(filter, &rows[i], &out, &message, err);
	record_release(&out);
	record_release(&message);
	return result;
}

int
queue_list(const struct options *options, const struct diag *diag,
    const struct config *config)
{
	char *const none[] = {NULL};
	struct arena arena = {0};
	struct filter filter;
	struct store *store = NULL;
	struct error err;

	if (filter_open(&filter, diag, &options->common, none) == 0) {
		store = store_open(config->store, true, &err);
		if (store == NULL || store_begin(store, &err) != 0 ||
		    queue_rows(options, store, &filter, &arena, &err) != 0)
			filter_fail(&filter, &err);
	}
	store_rollback(store);
	store_close(store);
	arena_release(&arena);
	return filter_close(&filter);
}
