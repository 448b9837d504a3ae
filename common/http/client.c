/* SPDX-License-Identifier: ISC */
#include "http/client.h"

#include "base/mem.h"
#include "http/transfer.h"
#include "time/clock.h"

#include <curl/curl.h>

#include <stdlib.h>

enum { CLIENT_CONNECTIONS = 128 }; /* idle ones kept for the next requests */

struct http_client {
	CURLM *multi;
	size_t running;
	struct http_transfer *all; /* by sibling */
	struct http_transfer *free;
	struct http_transfer *done, **done_end; /* in the order they ended */
	struct http_transfer *shown; /* the answer that the caller reads */
};

const char *
http_answer_header(const struct http_answer *answer, const char *name)
{
	return answer->header != NULL ? answer->header(answer->context, name)
				      : NULL;
}

struct http_client *
http_client_new(struct error *err)
{
	struct http_client *client;

	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
		error_set(err, EX_SOFTWARE, "libcurl does not start");
		return NULL;
	}
	client = mem_zalloc(1, sizeof(*client));
	client->done_end = &client->done;
	client->multi = curl_multi_init();
	if (client->multi == NULL ||
	    curl_multi_setopt(client->multi, CURLMOPT_MAXCONNECTS,
		(long)CLIENT_CONNECTIONS) != CURLM_OK) {
		error_set(err, EX_SOFTWARE, "libcurl does not start");
		http_client_free(client);
		return NULL;
	}
	return client;
}

void
http_client_free(struct http_client *client)
{
	struct http_transfer *transfer, *next;

	if (client == NULL)
		return;
	for (transfer = client->all; transfer != NULL; transfer = next) {
		next = transfer->sibling;
		(void)curl_multi_remove_handle(client->multi, transfer->easy);
		transfer_free(transfer);
	}
	(void)curl_multi_cleanup(client->multi);
	free(client);
	curl_global_cleanup();
}

/* A transfer that is not in use, made when there is none. */
static struct http_transfer *
client_take(struct http_client *client, struct error *err)
{
	struct http_transfer *transfer = client->free;

	if (transfer != NULL) {
		client->free = transfer->next;
		return transfer;
	}
	transfer = transfer_new(err);
	if (transfer != NULL) {
		transfer->sibling = client->all;
		client->all = transfer;
	}
	return transfer;
}

static void
client_give_back(struct http_client *client, struct http_transfer *transfer)
{
	transfer->next = client->free;
	client->free = transfer;
}

int
http_client_start(struct http_client *client,
    const struct http_request *request, struct error *err)
{
	struct http_transfer *transfer = client_take(client, err);

	if (transfer == NULL)
		return -1;
	if (transfer_fill(transfer, request, err) != 0) {
		client_give_back(client, transfer);
		return -1;
	}
	if (curl_multi_add_handle(client->multi, transfer->easy) != CURLM_OK) {
		client_give_back(client, transfer);
		return error_set(err, EX_SOFTWARE, "libcurl refuses a request");
	}
	client->running++;
	return 0;
}

size_t
http_client_running(const struct http_client *client)
{
	return client->running;
}

/* Works on what can go on, and moves what ended to the done list. */
static void
client_perform(struct http_client *client)
{
	struct http_transfer *transfer = NULL;
	CURLMsg *message;
	int count;

	(void)curl_multi_perform(client->multi, &count);
	while (
	    (message = curl_multi_info_read(client->multi, &count)) != NULL) {
		if (message->msg != CURLMSG_DONE)
			continue;
		(void)curl_easy_getinfo(
		    message->easy_handle, CURLINFO_PRIVATE, &transfer);
		transfer->code = message->data.result;
		(void)curl_multi_remove_handle(client->multi, transfer->easy);
		transfer->next = NULL;
		*client->done_end = transfer;
		client->done_end = &transfer->next;
	}
}

bool
http_client_wait(struct http_client *client, int fd, int timeout_ms)
{
	int64_t deadline = clock_monotonic() + timeout_ms, left;
	struct curl_waitfd extra = {.fd = fd, .events = CURL_WAIT_POLLIN};
	int active;

	/* A poll that ends early without activity met a signal or a timer. */
	do {
		client_perform(client);
		left = deadline - clock_monotonic();
		if (client->done != NULL || left < 0)
			left = 0;
		if (left == 0 && fd < 0)
			break;
		active = 0;
		(void)curl_multi_poll(
		    client->multi, &extra, fd >= 0, (int)left, &active);
	} while (left > 0 && active > 0 && extra.revents == 0);
	return extra.revents != 0;
}

bool
http_client_next(struct http_client *client, struct http_answer *answer)
{
	if (client->shown != NULL)
		client_give_back(client, client->shown);
	client->shown = client->done;
	if (client->shown == NULL)
		return false;
	client->done = client->shown->next;
	if (client->done == NULL)
		client->done_end = &client->done;
	client->running--;
	transfer_answer(client->shown, answer);
	return true;
}
