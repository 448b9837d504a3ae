/* SPDX-License-Identifier: ISC */
#include "inbox.h"

int
inbox_list(struct store *store, struct filter *filter, struct error *err)
{
	const struct inbound_filter waiting = {.limit = 0};
	struct arena arena = {.head = NULL};
	struct inbound_text *texts;
	size_t count, i;
	int result;

	result = inbound_list(store, &waiting, &arena, &texts, &count, err);
	for (i = result == 0 ? count : 0; i > 0; i--) {
		struct record reply = {.file = NULL};

		result = record_fill(&reply, texts[i - 1].record, err);
		if (result == 0)
			filter_write(filter, &reply);
		record_release(&reply);
		if (result != 0)
			break;
	}
	arena_release(&arena);
	return result;
}

int
inbox_close(
    struct store *store, const char *number, int64_t now_ms, struct error *err)
{
	size_t count;

	if (store_begin(store, err) != 0)
		return -1;
	if (inbound_close(store, slice_of(number), now_ms, &count, err) != 0 ||
	    store_commit(store, err) != 0) {
		store_rollback(store);
		return -1;
	}
	if (count == 0)
		return error_set(err, EX_NO, "nothing waits from '%s'", number);
	return 0;
}
