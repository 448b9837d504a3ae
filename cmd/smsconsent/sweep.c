/* SPDX-License-Identifier: ISC */
#include "sweep.h"

/* Asks and waits for the answer. */
static int
sweep_ask(struct http_client *client, const struct sweep_list *list,
    const char *next, struct arena *arena, struct http_answer *answer,
    struct error *err)
{
	struct http_request request;

	if (list->provider->missed_build(
		&list->values, &list->query, next, arena, &request, err) != 0 ||
	    http_client_start(client, &request, err) != 0)
		return -1;
	while (!http_client_next(client, answer))
		(void)http_client_wait(client, -1, HTTP_TIMEOUT_MS);
	return 0;
}

int
sweep_list(struct http_client *client, const struct sweep_list *list,
    int (*take)(void *context, const struct sweep_list *list,
	const struct provider_missed_page *page, struct error *err),
    void *context, struct error *err)
{
	struct arena arenas[2] = {{0}, {0}}; /* a page's, and the one before */
	struct provider_missed_page page = {.next = NULL};
	struct http_answer answer;
	int result = 0, pages = 0;

	do {
		struct arena *arena = &arenas[pages % 2];

		arena_reset(arena);
		if (pages++ == SWEEP_PAGES_MAX)
			result = error_set(
			    err, EX_UNAVAILABLE, "the list does not end");
		else
			result = sweep_ask(
			    client, list, page.next, arena, &answer, err);
		if (result == 0)
			result = list->provider->missed_parse(
			    &list->values, &answer, arena, &page, err);
		if (result == 0)
			result = take(context, list, &page, err);
	} while (result == 0 && page.next != NULL);
	arena_release(&arenas[0]);
	arena_release(&arenas[1]);
	return result;
}
