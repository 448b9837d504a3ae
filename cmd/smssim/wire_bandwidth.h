/* SPDX-License-Identifier: ISC */
/*
 * wire_bandwidth: what its files share among themselves.
 */
#ifndef SMSSIM_WIRE_BANDWIDTH_H
#define SMSSIM_WIRE_BANDWIDTH_H

#include "wire.h"

#define BANDWIDTH_ROOT "/api/v2/users/"

/* The account's values. */
enum {
	BANDWIDTH_ACCOUNT,
	BANDWIDTH_USER,
	BANDWIDTH_PASSWORD,
	BANDWIDTH_APPLICATION,
	BANDWIDTH_CALLBACK,
};

enum {
	BANDWIDTH_TEXT_MAX = 2048, /* characters */
	BANDWIDTH_TAG_MAX = 1024,
	BANDWIDTH_GROUP_MAX = 10, /* recipients */
	BANDWIDTH_PAGE = 100, /* messages a page, unless asked for */
	BANDWIDTH_PAGE_MAX = 1000,
};

/* An error in Bandwidth's form; field NULL: of none. */
void bandwidth_error(struct http_reply *reply, int status, const char *type,
    const char *field, const char *description);

/* A message as callbacks show it; the caller's. */
struct json_object *bandwidth_message(const struct sim_message *message);

/* GET of the list. */
void bandwidth_list(const struct wire_call *call);

void bandwidth_name(
    const char hex[WIRE_HEX_SIZE], bool mms, char out[SIM_SID_MAX]);
bool bandwidth_post(const struct sim *sim, const struct sim_message *message,
    enum status status, const char *url, struct arena *arena,
    struct http_request *out);

#endif
