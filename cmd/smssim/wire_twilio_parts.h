/* SPDX-License-Identifier: ISC */
/*
 * wire_twilio_parts: what the files of wire_twilio share among themselves.
 */
#ifndef SMSSIM_WIRE_TWILIO_PARTS_H
#define SMSSIM_WIRE_TWILIO_PARTS_H

#include "fate.h"
#include "http/form.h"
#include "wire_twilio.h"

struct json_object;

enum {
	TWILIO_BODY_MAX = 1600, /* characters */
	TWILIO_MEDIA_MAX = 10,
	TWILIO_PAGE = 50, /* messages a page, unless asked for */
	TWILIO_PAGE_MAX = 1000,
};

/* An error in Twilio's form. */
void twilio_error(
    struct http_reply *reply, int status, int code, const char *message);

/* Sets the answer to this document; takes it. */
void twilio_answer_take(
    struct http_reply *reply, int status, struct json_object *document);

/* The error that the fate names. */
void twilio_fail(const struct fate *fate, struct http_reply *reply);

/* The usual answer, made as odd as the fate wants it. */
void twilio_twist(
    const struct fate *fate, const struct sim *sim, struct http_reply *reply);

/* A message as the API shows it; the caller's. */
struct json_object *twilio_message(
    const struct sim *sim, const struct sim_message *message);

/* The number as text, of the arena. */
const char *twilio_count(struct arena *arena, size_t count);

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
void twilio_send(struct sim *sim, struct deliver *deliver,
    const struct http_call *call, struct http_reply *reply);
void twilio_list(
    struct sim *sim, const struct http_call *call, struct http_reply *reply);

#endif
