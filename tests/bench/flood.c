/* SPDX-License-Identifier: ISC */
/*
 * flood URL USER:PASSWORD: posts each line of its input there, 64 at a time,
 * with libcurl's multi loop as it comes: no journal, no checks, no outcome but
 * the number of those that were answered with 201.  What smssend is measured
 * against.
 */
#include <curl/curl.h>

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

enum { FLOOD_SLOTS = 64, FLOOD_POLL_MS = 20 };

static size_t
flood_ignore(char *data, size_t size, size_t count, void *context)
{
	(void)data;
	(void)context;
	return size * count;
}

/* The next line as the body of a request; false at the end. */
static bool
flood_next(CURLM *multi, CURL *easy)
{
	static char *line;
	static size_t room;
	ssize_t n = getline(&line, &room, stdin);

	if (n <= 0)
		return false;
	line[strcspn(line, "\n")] = '\0';
	(void)curl_easy_setopt(easy, CURLOPT_COPYPOSTFIELDS, line);
	return curl_multi_add_handle(multi, easy) == CURLM_OK;
}

static CURL *
flood_handle(const char *url, const char *credentials)
{
	CURL *easy = curl_easy_init();

	if (easy == NULL)
		exit(71);
	(void)curl_easy_setopt(easy, CURLOPT_URL, url);
	(void)curl_easy_setopt(easy, CURLOPT_USERPWD, credentials);
	(void)curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, flood_ignore);
	(void)curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	return easy;
}

/* Takes what has ended, and starts as many again. */
static long
flood_refill(CURLM *multi, int *running)
{
	long good = 0, status;
	CURLMsg *message;
	CURL *easy;
	int left;

	while ((message = curl_multi_info_read(multi, &left)) != NULL) {
		easy = message->easy_handle;
		status = 0;
		(void)curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
		good += status == 201;
		(void)curl_multi_remove_handle(multi, easy);
		if (!flood_next(multi, easy)) {
			curl_easy_cleanup(easy);
			(*running)--;
		}
	}
	return good;
}

int
main(int argc, char **argv)
{
	int running = 0, active, i;
	long good = 0;
	CURLM *multi;
	CURL *easy;

	if (argc != 3) {
		(void)fputs("usage: flood url user:password <bodies\n", stderr);
		return 64;
	}
	(void)curl_global_init(CURL_GLOBAL_DEFAULT);
	multi = curl_multi_init();
	for (i = 0; i < FLOOD_SLOTS; i++) {
		easy = flood_handle(argv[1], argv[2]);
		if (flood_next(multi, easy))
			running++;
		else
			curl_easy_cleanup(easy);
	}
	while (running > 0) {
		(void)curl_multi_perform(multi, &active);
		good += flood_refill(multi, &running);
		(void)curl_multi_poll(multi, NULL, 0, FLOOD_POLL_MS, NULL);
	}
	(void)curl_multi_cleanup(multi);
	curl_global_cleanup();
	(void)printf("%ld\n", good);
	return 0;
}
