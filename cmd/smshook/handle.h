/* SPDX-License-Identifier: ISC */
/*
 * handle: from a request to records and a reply.  A pure function: no input
 * or output, no clock, no memory of earlier requests.
 */
#ifndef SMSHOOK_HANDLE_H
#define SMSHOOK_HANDLE_H

#include "base/crypto.h"
#include "base/mem.h"
#include "base/slice.h"
#include "config/config.h"
#include "door.h"
#include "record/record.h"

#include <stdbool.h>
#include <stdint.h>

/* A request whose framing is sound; all borrowed. */
struct handle_request {
	const struct door *door; /* NULL: there is none at that path */
	const char *method;
	/* As the sender knows it and signs it, query included.  Never made
	 * from the Host header: that is the sender's to choose.
	 */
	struct slice url;
	struct slice body;
	const char *(*header)(const void *context, const char *name);
	const void *context;
	struct slice secret; /* empty: the door is closed … */
	bool insecure; /* … or, with this, open to everybody */
	int64_t now_ms;
	const struct config *config;
};

/* What makes two webhooks the same event. */
struct handle_key {
	uint8_t hash[CRYPTO_SHA256_SIZE];
};

/* An event that we keep. */
struct handle_event {
	struct slice line; /* its record */
	struct handle_key key;
};

/* Texts and events are static or in the arena. */
struct handle_result {
	int status;
	const char *content_type; /* NULL: none */
	const char *body;
	const char *allow; /* methods, with status 405 */
	const char *what; /* in a few words, for people: no secret, no body */
	struct handle_event *events;
	size_t event_count;
};

/*
 * Judges in this order: path, method, size, content type, signature, body.  One
 * request may tell of several events; one that is broken breaks them all.
 */
void handle(const struct handle_request *request, struct arena *arena,
    struct handle_result *result);

/* Turns the result into a refusal. */
void handle_refuse(struct handle_result *result, int status, const char *what);

#endif
