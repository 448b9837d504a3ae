/* SPDX-License-Identifier: ISC */
/*
 * wire_twilio: Twilio's side of its API for messages (2010-04-01), written
 * from its reference (https://www.twilio.com/docs/messaging/api): what its
 * files share among themselves.
 */
#ifndef SMSSIM_WIRE_TWILIO_H
#define SMSSIM_WIRE_TWILIO_H

#include "wire.h"

#define TWILIO_ROOT "/2010-04-01/"

enum { TWILIO_SID, TWILIO_TOKEN }; /* the accounts' values */

#define TWILIO_VALUES                           \
	[TWILIO_SID] = {.name = "account_sid",  \
	    .env = "TWILIO_ACCOUNT_SID",        \
	    .prefix = "AC",                     \
	    .needed = true,                     \
	    .word = true},                      \
	[TWILIO_TOKEN] = {.name = "auth_token", \
	    .env = "TWILIO_AUTH_TOKEN",         \
	    .prefix = "",                       \
	    .needed = true}

enum {
	TWILIO_BODY_MAX = 1600, /* characters */
	TWILIO_MEDIA_MAX = 10,
	TWILIO_PAGE = 50, /* messages a page, unless asked for */
	TWILIO_PAGE_MAX = 1000,
};

/* An error in Twilio's form. */
void twilio_error(
    struct http_reply *reply, int status, int code, const char *message);

/* The error that a fate names; of messages and calls. */
void twilio_fail(const struct wire_call *call, const struct fate *fate);

/* Are the credentials right?  False: the answer is made. */
bool twilio_knows(const struct wire_call *call);

/* What follows "Accounts/SID/" in the path; NULL for another account. */
const char *twilio_resource(const char *sid, const char *path);

/* Is it for a wire of calls? */
bool twilio_is_call(const struct http_call *call);

/* A message as the API shows it; the caller's. */
struct json_object *twilio_message(const struct sim_message *message);

/* The fields of a request to send that we look at. */
struct twilio_draft {
	const struct sim *sim;
	struct slice to, from, service, body, callback, validity;
	size_t media;
};

/* What is wrong with one: an error code and its text. */
struct twilio_fault {
	bool (*holds)(const struct twilio_draft *send);
	int code;
	const char *message;
};

/* The first fault that holds; NULL for none. */
const struct twilio_fault *twilio_check(const struct twilio_draft *send);

/* POST and GET of Messages.json. */
void twilio_send(const struct wire_call *call);
void twilio_list(const struct wire_call *call);

/* A post of form fields, in their order, and its signature. */
enum { TWILIO_FIELDS_MAX = 24 };

struct twilio_form {
	struct twilio_field {
		const char *name, *value;
	} fields[TWILIO_FIELDS_MAX];
	size_t count;
};

void twilio_add(struct twilio_form *form, const char *name, const char *value);
void twilio_post_form(const struct twilio_form *form,
    const struct account *account, const char *url, struct arena *arena,
    struct http_request *out);

bool twilio_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out);

#endif
