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
	const char *env; /* the variable that its users keep it in; or NULL */
};

/*
 * The settings' values, by the index of the driver's table; NULL: not set.  A
 * driver that sends by HTTP starts its table with PROVIDER_HTTP_SETTINGS.
 */
enum {
	PROVIDER_BASE_URL,
	PROVIDER_INSECURE,
	PROVIDER_TIMEOUT,
	PROVIDER_OWN, /* the first of the driver's own */
	PROVIDER_SETTINGS_MAX = 16,
};
struct provider_values {
	const char *values[PROVIDER_SETTINGS_MAX];
};

#define PROVIDER_HTTP_SETTINGS                                               \
	[PROVIDER_BASE_URL] = {"base_url", false, false,                     \
	    "scheme and host of another server that speaks this API", NULL}, \
	[PROVIDER_INSECURE] = {"insecure", false, false,                     \
	    "http is allowed to that server", NULL},                         \
	[PROVIDER_TIMEOUT] = {                                               \
	    "timeout_ms", false, false, "how long a request may take", NULL}

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

/*
 * What an error code means: in an answer (class and verdict) or in a receipt
 * (class alone).  `code` is the provider's word, or a number or range of
 * numbers, "21211" or "21701-21705"; the first row that fits is taken.  A table
 * ends with a NULL code.
 */
struct provider_code {
	const char *code;
	const char *class; /* error_class of sms-record.5 */
	enum provider_verdict verdict;
	const char *about; /* in a few words */
};

/* NULL for a code that no row has, or a NULL table. */
const struct provider_code *provider_code_find(
    const struct provider_code *codes, struct slice code);

/* A provider's word for a message's state, in ours.  Ends with a NULL word. */
struct provider_status {
	const char *word, *status;
	bool terminal;
};
const struct provider_status *provider_status_find(
    const struct provider_status *statuses, struct slice word);

/* Texts are in the arena that parse was given. */
struct provider_outcome {
	enum provider_verdict verdict;
	/* provider_message_id.  Not there although PROVIDER_SENT: the provider
	 * names none (names_no_id), and our reference stands for it.
	 */
	struct slice id;
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
	struct slice to; /* not there: anybody */
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

/* What a webhook that did not reach us would have told. */
struct provider_missed {
	struct slice id; /* of a text; not there: the provider's list says that
			    this person has opted out */
	struct slice from; /* the person */
	struct slice to; /* our sender */
	struct slice body;
	int64_t at_ms; /* 0: not told */
};

struct provider_missed_page {
	struct provider_missed *list;
	size_t count;
	const char *next; /* names the next page; NULL: this is the last */
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

/* What it carries, and from whom: sets of these. */
enum {
	PROVIDER_SMS = 1,
	PROVIDER_MMS = 2,
	PROVIDER_EMAIL = 4,
	PROVIDER_VOICE = 8,
};
enum {
	PROVIDER_NUMBER = 1, /* E.164 */
	PROVIDER_SHORT_CODE = 2,
	PROVIDER_ALPHANUMERIC = 4,
	PROVIDER_POOL = 8, /* a service or profile chooses, with no `from` */
	PROVIDER_ADDRESS = 16, /* of email */
};

/* What verify proves. */
enum provider_proof {
	PROVIDER_PROVES_NOTHING, /* there is no verify */
	PROVIDER_PROVES_CALLER, /* they know the secret; the body is not signed
				 */
	PROVIDER_PROVES_BODY,
};

struct provider {
	const char *name;
	const char *summary;
	const struct provider_setting *settings; /* ends with a NULL name */
	unsigned carries, senders;
	enum provider_proof proof;
	/* Its codes in answers and in receipts; NULL: it has none. */
	const struct provider_code *codes, *receipt_codes;
	bool names_no_id; /* see provider_outcome */

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

	/*
	 * What our sender query->to was told since then, or any of ours where
	 * it is not there: texts, or the provider's list of who opted out.
	 * Both NULL: it cannot be asked.  Pages and errors as above; the query
	 * is the same for each page.
	 */
	int (*missed_build)(const struct provider_values *values,
	    const struct provider_query *query, const char *next,
	    struct arena *arena, struct http_request *out, struct error *err);
	int (*missed_parse)(const struct provider_values *values,
	    const struct http_answer *answer, struct arena *arena,
	    struct provider_missed_page *out, struct error *err);

	/* Is the webhook's signature right?  NULL: the provider signs none. */
	bool (*verify)(const struct provider_hook *hook, struct arena *arena);

	/*
	 * Fills a delivery (1) or a reply (1) from a webhook; 0: it is none; -1
	 * with EX_DATAERR: it is broken.  A delivery carries our `reference`
	 * if the provider sent it back.  The fields of a GET are in the query
	 * of the URL.  With is_list the body is a JSON array of events: verify
	 * sees all of it, these are called with one element after another.
	 */
	bool is_list;
	int (*receipt)(const struct provider_hook *hook, struct arena *arena,
	    struct record *out, struct error *err);
	int (*inbound)(const struct provider_hook *hook, struct arena *arena,
	    struct record *out, struct error *err);

	/* What a webhook that is neither asks of the operator, in the arena;
	 * NULL for nothing, or for a driver that has none to ask. */
	const char *(*notice)(
	    const struct provider_hook *hook, struct arena *arena);

	/* What it expects as the answer to an inbound text. */
	const char *inbound_answer_type;
	const char *inbound_answer;
};

/* NULL when there is none of that name. */
const struct provider *provider_find(const char *name);

/* A missed text as the reply that the webhook would have made. */
void provider_missed_reply(const struct provider *provider,
    const struct provider_missed *missed, int64_t now_ms, struct record *out);

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
