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

enum { TWILIO_SID, TWILIO_TOKEN }; /* the account's values */

enum {
	TWILIO_BODY_MAX = 1600, /* characters */
	TWILIO_MEDIA_MAX = 10,
	TWILIO_PAGE = 50, /* messages a page, unless asked for */
	TWILIO_PAGE_MAX = 1000,
};

/* An error in Twilio's form. */
void twilio_error(
    struct http_reply *reply, int status, int code, const char *message);

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

bool twilio_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out);

#endif
