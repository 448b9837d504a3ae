/* SPDX-License-Identifier: ISC */
/*
 * request: what drivers share when they build requests.
 */
#ifndef PROVIDER_REQUEST_H
#define PROVIDER_REQUEST_H

#include "provider/provider.h"

enum {
	REQUEST_MEDIA_MAX = 10, /* files of one message */
	REQUEST_TIMEOUT_MAX_MS = 600 * 1000,
};

/* Adds the setting base_url, else `base`, without a slash at its end. */
void request_add_base(
    const struct provider_values *values, const char *base, struct buf *url);

/*
 * A request to base_url, else `base`, and the path behind it, with the settings
 * that all drivers share.  EX_CONFIG for a bad timeout_ms.
 */
int request_start(const struct provider *provider,
    const struct provider_values *values, const char *method, const char *base,
    struct slice path, struct arena *arena, struct http_request *out,
    struct error *err);

/* Adds a header; both texts are borrowed. */
void request_header(
    struct http_request *request, const char *name, const char *value);

/* "Authorization: Bearer KEY" */
void request_bearer(
    struct http_request *request, const char *key, struct arena *arena);

/* A body, copied, and its type. */
void request_body(struct http_request *request, const char *type,
    const struct buf *body, struct arena *arena);

/* The URL with our reference in its query, "ref": it comes back so. */
void request_add_callback(
    struct buf *out, const char *url, const char *reference);

/*
 * The message's media_urls; `max` (REQUEST_MEDIA_MAX at most) of them may be
 * there.  EX_DATAERR for more, or for one that is no URL.
 */
struct request_media {
	struct slice urls[REQUEST_MEDIA_MAX];
	size_t count;
};
int request_media(struct record *message, size_t max,
    struct request_media *media, struct error *err);

/* Adds ',"name":["…",…]' unless there are none. */
void request_add_media(
    struct buf *json, const char *name, const struct request_media *media);

/* The kind of a sender, PROVIDER_NUMBER and so on; 0 for none of them. */
unsigned request_sender(struct slice from);

/* EX_DATAERR for a `from` that the provider does not send from; one that is not
 * there asks for PROVIDER_POOL. */
int request_check_sender(const struct provider *provider, struct slice from,
    bool has_pool, struct error *err);

/* The number without its '+'. */
struct slice request_digits(struct slice number);

#endif
