/* SPDX-License-Identifier: ISC */
/*
 * wire_plivo: what its files share among themselves.
 */
#ifndef SMSSIM_WIRE_PLIVO_H
#define SMSSIM_WIRE_PLIVO_H

#include "wire.h"

#define PLIVO_ROOT "/v1/Account/"

/* The account's values. */
enum { PLIVO_AUTH_ID, PLIVO_AUTH_TOKEN };

enum {
	PLIVO_GSM_MAX = 1600, /* characters of a text */
	PLIVO_UNICODE_MAX = 737,
	PLIVO_MEDIA_MAX = 10,
	PLIVO_PAGE = 20, /* messages a page, the most there are */
};

/* An answer with the member that every answer has; the caller's. */
struct json_object *plivo_document(const struct wire_call *call);

/* An error in Plivo's form: words without a code. */
void plivo_error(const struct wire_call *call, int status, const char *words);

/* A message as the API lists it; the caller's. */
struct json_object *plivo_message(const struct sim_message *message);

/* GET of the list. */
void plivo_list(const struct wire_call *call);

bool plivo_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out);

#endif
