/* SPDX-License-Identifier: ISC */
/*
 * provider: the contract of a driver, one file each, one line in providers.c.
 *
 * Drivers are pure: no input or output, no clock, no state.  They say what is
 * to be sent and what an answer means; http/ and cmd/ do the rest.
 */
#ifndef PROVIDER_PROVIDER_H
#define PROVIDER_PROVIDER_H

#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "config/config.h"
#include "http/client.h"
#include "http/form.h"
#include "record/key.h"
#include "record/record.h"

#include <stdbool.h>
#include <stdint.h>

/* One setting of `providers: NAME:` in the configuration. */
struct provider_setting {
	const char *name;
	bool required;
	bool secret;
	const char *about;
};

/* The settings' values, by the index of the driver's table; NULL: not set. */
enum { PROVIDER_SETTINGS_MAX = 12 };
struct provider_values {
	const char *values[PROVIDER_SETTINGS_MAX];
};

/* What sending a message takes; all borrowed from the arena. */
struct provider_request {
	struct http_request http; /* url NULL: not HTTP but a line … */
	const char *append_path; /* … added to this file and synced */
	struct slice append_line;
};

/*
 * What became of an attempt.  Each but the first and the fourth is proof that
 * the message was not accepted.
 */
enum provider_verdict {
	PROVIDER_SENT, /* accepted, id is the provider's */
	PROVIDER_FAILED, /* refused for good */
	PROVIDER_RETRY, /* provably not received, or told to wait */
	PROVIDER_AMBIGUOUS, /* nobody knows */
	PROVIDER_FATAL, /* the account is refused: no message can go */
};

/* Texts are in the arena that parse was given. */
struct provider_outcome {
	enum provider_verdict verdict;
	struct slice id; /* provider_message_id */
	struct slice status_raw; /* the provider's word */
	struct slice error_code;
	struct slice error_text;
	const char *error_class; /* sms-record.5; NULL for none */
	int64_t retry_after_ms; /* -1: unknown */
	struct slice segments; /* as the provider counts; digits or none */
	struct slice price, currency;
};

/* Which of its messages the provider is to list. */
struct provider_query {
	struct slice to;
	struct slice from; /* not there: any sender of ours */
	int64_t since_ms; /* none of that instant or later is left out */
};

/* A message as the provider lists it; texts are in the arena. */
struct provider_listed {
	struct slice id, to;
	struct slice from; /* not there: none is chosen yet */
	struct slice body; /* not there, or empty: not kept */
	int64_t created_ms; /* 0: not told */
	const char *status; /* ours (sms-record.5), "accepted" at least */
	struct slice status_raw, error_code;
	const char *error_class; /* NULL for none */
	struct slice segments, price, currency;
};

struct provider_page {
	struct provider_listed *messages; /* that were sent by request */
	size_t count;
	const char *next; /* URL of the next page; NULL: this is the last */
};

/* A webhook as it came in, for verify, receipt and inbound. */
struct provider_hook {
	const char *method;
	struct slice url; /* as configured at the provider, query included */
	struct slice body;
	const char *(*header)(const void *context, const char *name);
	const void *context;
	struct slice secret; /* what signs it */
	int64_t now_ms;
};

struct provider {
	const char *name;
	const char *summary;
	const struct provider_setting *settings; /* ends with a NULL name */

	/*
	 * The request that sends `message` (its `from` is set, or the settings
	 * name a pool of senders).  `reference` is ours, one an attempt, made
	 * of letters and digits; the driver puts it where the provider echoes
	 * it.  EX_DATAERR for a message that cannot be sent.
	 */
	int (*build)(const struct provider_values *values,
	    struct record *message, const char *reference, struct arena *arena,
	    struct provider_request *out, struct error *err);

	/* What the answer means; never fails.  NULL where append_path is. */
	void (*parse)(const struct http_answer *answer, struct arena *arena,
	    struct provider_outcome *out);

	/*
	 * What the provider was given, a page at a time, to find out what
	 * became of a message whose answer was lost.  Both NULL: it cannot be
	 * asked.  list_build makes the request of the first page (next NULL)
	 * or of the one that list_parse named, which is on the same server.
	 * Anything but a whole, understood page is an error: EX_NOPERM when
	 * the account is refused.
	 */
	int (*list_build)(const struct provider_values *values,
	    const struct provider_query *query, const char *next,
	    struct arena *arena, struct http_request *out, struct error *err);
	int (*list_parse)(const struct provider_values *values,
	    const struct http_answer *answer, struct arena *arena,
	    struct provider_page *out, struct error *err);

	/* Is the webhook's signature right?  NULL: the provider signs none. */
	bool (*verify)(const struct provider_hook *hook, struct arena *arena);

	/*
	 * Fills a delivery (1) or a reply (1) from a webhook; 0: it is none; -1
	 * with EX_DATAERR: it is broken.  A delivery carries our `reference`
	 * if the provider sent it back.
	 */
	int (*receipt)(const struct provider_hook *hook, struct arena *arena,
	    struct record *out, struct error *err);
	int (*inbound)(const struct provider_hook *hook, struct arena *arena,
	    struct record *out, struct error *err);

	/* What it expects as the answer to an inbound text. */
	const char *inbound_answer_type;
	const char *inbound_answer;
};

/* NULL when there is none of that name. */
const struct provider *provider_find(const char *name);

/* All drivers, ending with NULL. */
const struct provider *const *provider_table(void);

/*
 * The values of providers.NAME of the configuration, borrowed from it.  A
 * required setting that is not there is EX_CONFIG.
 */
int provider_configure(const struct provider *provider,
    const struct config *config, struct provider_values *values,
    struct error *err);

/* Could sending the same text again help, by its error_class? */
bool provider_class_is_retryable(const char *error_class);

/* Our id of an inbound text: 'r' and 32 hex digits of SHA-256 over
 * "provider/provider_message_id". */
void provider_reply_id(const char *provider, struct slice provider_message_id,
    char id[KEY_ID_SIZE]);

#endif
