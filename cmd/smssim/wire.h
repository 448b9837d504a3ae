/* SPDX-License-Identifier: ISC */
/*
 * wire: the providers that are simulated, a row each, and what their sides of
 * the wire share.  A wire is written from the provider's reference and shares
 * nothing with the driver that talks to it.
 *
 * A request to send goes through it so: the wire checks credentials and
 * content type and reads the fields, wire_fate says what is to become of it,
 * the wire checks the fields, wire_take takes the message and answers.
 */
#ifndef SMSSIM_WIRE_H
#define SMSSIM_WIRE_H

#include "account.h"
#include "base/mem.h"
#include "deliver.h"
#include "fate.h"
#include "http/client.h"
#include "http/form.h"
#include "http/server.h"
#include "receipt.h"
#include "record/view.h"
#include "sim.h"

struct json_object;

enum { WIRE_HEX_SIZE = 33 }; /* 32 hex digits and a NUL */

/* A request to a provider, and what it is to be answered. */
struct wire_call {
	struct sim *sim;
	struct deliver *deliver;
	const struct account *account;
	const struct http_call *http;
	struct http_reply *reply;
};

struct wire {
	const char *name; /* as the drivers are named */
	const char *root; /* of its paths; NULL: `takes` decides */
	bool (*takes)(const struct http_call *call);

	/* The credentials, ending with a NULL name. */
	struct account_value {
		const char *name; /* of the driver's setting */
		const char *env; /* the variable; NULL: none */
		const char *prefix; /* of one that is made up */
		bool needed; /* given with the other needed ones, or not */
		bool word; /* stands in paths or before the colon of Basic */
		bool shown; /* no secret: set_up makes it, always told */
	} values[ACCOUNT_VALUES_MAX + 1];

	/* Makes keys and what depends on them; NULL: nothing to do. */
	void (*set_up)(struct account *account);

	/* An id of a message from 32 hex digits, whose last eight it must end
	 * with; NULL: Twilio's. */
	void (*name_message)(
	    const char hex[WIRE_HEX_SIZE], bool mms, char out[SIM_SID_MAX]);

	/* Answers a request below root. */
	void (*handle)(const struct wire_call *call);

	/* The error that the fate names, in the provider's form. */
	void (*fail)(const struct wire_call *call, const struct fate *fate);

	/* The error code of each reason; 0: none. */
	int codes[REASON_COUNT];

	/*
	 * The post that tells `url` of the message's status, or of an inbound
	 * text, signed.  False: the provider says nothing of that status.  All
	 * of it lives in the arena.
	 */
	bool (*post)(const struct sim *sim, const struct sim_message *message,
	    enum status status, const char *url, struct arena *arena,
	    struct http_request *out);
};

/* All wires, ending with NULL; the first is the usual one. */
const struct wire *const *wire_table(void);
const struct wire *wire_named(struct slice name);

extern const struct wire wire_aws_sms;
extern const struct wire wire_bandwidth;
extern const struct wire wire_kannel;
extern const struct wire wire_mailgun;
extern const struct wire wire_plivo;
extern const struct wire wire_sendgrid;
extern const struct wire wire_sns;
extern const struct wire wire_telnyx;
extern const struct wire wire_twilio;
extern const struct wire wire_twilio_voice;
extern const struct wire wire_vonage;

/* ---- what is sent -------------------------------------------------------- */

/*
 * What is to become of this request to text this number (E.164), which may be a
 * magic one; NULL: it is not accepted, and the answer is made.
 */
const struct fate *wire_fate(const struct wire_call *call, struct slice to);

/* The same for a request for a list, whose answer is made odd by wire_twist. */
const struct fate *wire_list_fate(const struct wire_call *call);
void wire_twist(const struct wire_call *call, const struct fate *fate);

/*
 * Takes the message and answers with `answer`, or as the fate wants it; false
 * when the simulator is full.  Fills the draft's account, origin and fate.
 */
bool wire_take(const struct wire_call *call, const struct fate *fate,
    struct sim_draft *draft,
    void (*answer)(
	const struct wire_call *call, const struct sim_message *message));

/* Our own reference of an attempt: "ref" in the query of the callback. */
struct slice wire_reference(
    const struct wire_call *call, struct slice callback);

/* ---- helpers ------------------------------------------------------------- */

/* HTTP Basic (RFC 7617) with these; "Bearer" with that key. */
bool wire_is_basic(
    const struct http_call *call, const char *user, const char *password);
bool wire_is_bearer(const struct http_call *call, const char *key);

/* Is that the content type, whatever follows behind ';'? */
bool wire_is_type(const struct http_call *call, const char *type);

bool wire_is_method(const struct http_call *call, const char *method);

/* The body as a JSON object; false: it is none, or its type says another. */
bool wire_json(const struct wire_call *call, struct view *body);

/* A string, or a number as it stands; not there for others. */
struct slice wire_string(
    const struct wire_call *call, struct view object, const char *key);

/*
 * A number as providers write and take it ("12125550147", "+1 (212) 555-0147"),
 * as E.164; a short code, a name and anything else as it stands.
 */
struct slice wire_number(struct slice text, struct arena *arena);

/* Of valid UTF-8. */
size_t wire_characters(struct slice text);

/* Is it there, and no URL of http or https? */
bool wire_is_bad_url(struct slice url);

/* Sets the answer to this document; takes it. */
void wire_answer_take(
    struct http_reply *reply, int status, struct json_object *document);

void wire_header(struct http_reply *reply, const char *name, const char *value);

/* Puts a text; NULL is null. */
void wire_put(struct json_object *object, const char *key, const char *text);

/* Puts an instant (RFC 3339); 0 is null. */
void wire_put_time(struct json_object *object, const char *key, int64_t ms);

/* The document as text, in the arena; takes it. */
struct slice wire_json_take(struct json_object *document, struct arena *arena);

/* The number as text, in the arena. */
const char *wire_count(struct arena *arena, size_t count);

/* 8-4-4-4-12: for name_message. */
void wire_uuid(const char hex[WIRE_HEX_SIZE], bool mms, char out[SIM_SID_MAX]);

#endif
