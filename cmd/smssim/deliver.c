/* SPDX-License-Identifier: ISC */
#include "deliver.h"

#include "base/mem.h"
#include "config/url.h"
#include "http/client.h"
#include "time/clock.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>

struct deliver_step {
	int64_t due; /* monotonic ms */
	uint64_t order; /* equal times keep their order */
	struct sim_message *message;
};

struct deliver {
	struct sim *sim;
	struct http_client *client;
	int64_t arrival_ms;
	struct deliver_step *heap; /* the soonest first, its children at 2i+1 */
	size_t count, room;
	uint64_t order;
	struct arena arena;
};

struct deliver *
deliver_new(struct sim *sim, int64_t arrival_ms, struct error *err)
{
	struct http_client *client = http_client_new(err);
	struct deliver *deliver;

	if (client == NULL)
		return NULL;
	deliver = mem_zalloc(1, sizeof(*deliver));
	deliver->sim = sim;
	deliver->client = client;
	deliver->arrival_ms = arrival_ms;
	return deliver;
}

void
deliver_free(struct deliver *deliver)
{
	if (deliver == NULL)
		return;
	http_client_free(deliver->client);
	free(deliver->heap);
	arena_release(&deliver->arena);
	free(deliver);
}

static bool
deliver_sooner(const struct deliver_step *a, const struct deliver_step *b)
{
	return a->due != b->due ? a->due < b->due : a->order < b->order;
}

static void
deliver_push(struct deliver *deliver, struct sim_message *message, int64_t due)
{
	struct deliver_step step = {due, deliver->order++, message};
	size_t at = deliver->count++, parent;

	if (deliver->count > deliver->room) {
		deliver->room = 2 * deliver->count;
		deliver->heap = mem_realloc(
		    deliver->heap, deliver->room, sizeof(*deliver->heap));
	}
	for (; at > 0; at = parent) {
		parent = (at - 1) / 2;
		if (!deliver_sooner(&step, &deliver->heap[parent]))
			break;
		deliver->heap[at] = deliver->heap[parent];
	}
	deliver->heap[at] = step;
}

static struct sim_message *
deliver_pop(struct deliver *deliver)
{
	struct sim_message *message = deliver->heap[0].message;
	struct deliver_step last = deliver->heap[--deliver->count];
	size_t at = 0, child;

	while ((child = 2 * at + 1) < deliver->count) {
		if (child + 1 < deliver->count &&
		    deliver_sooner(
			&deliver->heap[child + 1], &deliver->heap[child]))
			child++;
		if (!deliver_sooner(&deliver->heap[child], &last))
			break;
		deliver->heap[at] = deliver->heap[child];
		at = child;
	}
	deliver->heap[at] = last;
	return message;
}

void
deliver_add(
    struct deliver *deliver, struct sim_message *message, int64_t delay_ms)
{
	deliver_push(deliver, message, clock_monotonic() + delay_ms);
}

bool
deliver_may_post(const char *url)
{
	return strncmp(url, "http:", 5) == 0 &&
	    url_safety(slice_of(url)) == URL_SAFE;
}

/* Where the message's next post goes; NULL: nowhere. */
static const char *
deliver_target(const struct sim_message *message)
{
	const char *url = message->origin == SIM_INBOUND
	    ? message->account->hook_url
	    : message->callback;

	return url != NULL && deliver_may_post(url) ? url : NULL;
}

/* The step is done; the next one follows after a while. */
static void
deliver_go_on(struct deliver *deliver, struct sim_message *message)
{
	const struct receipt *receipt = message->receipt;

	message->tries = 0;
	if (message->origin == SIM_INBOUND)
		return;
	if (receipt->steps[message->step] != STATUS_NONE)
		message->step++;
	if (receipt->steps[message->step] != STATUS_NONE)
		deliver_push(
		    deliver, message, clock_monotonic() + deliver->arrival_ms);
	else
		sim_advance(deliver->sim, message, receipt->end);
}

static void
deliver_take_step(struct deliver *deliver, struct sim_message *message)
{
	const char *target = deliver_target(message);
	struct http_request request;
	struct error err;
	enum status status = STATUS_RECEIVED;

	if (message->origin == SIM_API) {
		status = message->receipt->steps[message->step];
		sim_advance(deliver->sim, message, status);
	}
	if (target == NULL || status == STATUS_NONE ||
	    !message->account->wire->post(deliver->sim, message, status, target,
		&deliver->arena, &request)) {
		arena_reset(&deliver->arena);
		deliver_go_on(deliver, message);
		return;
	}
	request.timeout_ms = DELIVER_TIMEOUT_MS;
	request.tag = message;
	message->tries++;
	if (http_client_start(deliver->client, &request, &err) != 0) {
		message->post_failed++;
		deliver_go_on(deliver, message);
	}
	arena_reset(&deliver->arena);
}

/* A post has ended: on with the message, or once more. */
static void
deliver_finish(struct deliver *deliver, const struct http_answer *answer)
{
	struct sim_message *message = answer->tag;

	if (answer->outcome == HTTP_ANSWERED && answer->status / 100 == 2) {
		message->posted++;
		deliver_go_on(deliver, message);
	} else if (message->tries < DELIVER_TRIES) {
		deliver_push(
		    deliver, message, clock_monotonic() + DELIVER_AGAIN_MS);
	} else {
		message->post_failed++;
		deliver_go_on(deliver, message);
	}
}

void
deliver_run(struct deliver *deliver, int fd, int timeout_ms)
{
	struct http_answer answer;
	int64_t left;

	if (deliver->count > 0 &&
	    http_client_running(deliver->client) < DELIVER_POSTS_MAX) {
		left = deliver->heap[0].due - clock_monotonic();
		if (left < timeout_ms)
			timeout_ms = left > 0 ? (int)left : 0;
	}
	(void)http_client_wait(deliver->client, fd, timeout_ms);
	while (http_client_next(deliver->client, &answer))
		deliver_finish(deliver, &answer);
	while (deliver->count > 0 &&
	    deliver->heap[0].due <= clock_monotonic() &&
	    http_client_running(deliver->client) < DELIVER_POSTS_MAX)
		deliver_take_step(deliver, deliver_pop(deliver));
}
