/* SPDX-License-Identifier: ISC */
/*
 * What the tests of call/ share: a configuration, and one payload after the
 * other that becomes a call record under it.
 */
#ifndef TESTS_UNIT_CALL_FIXTURE_H
#define TESTS_UNIT_CALL_FIXTURE_H

#include "call/call.h"
#include "tests/unit/folder.h"
#include "tests/unit/test.h"
#include "time/instant.h"

#define RECEIVED_MS INT64_C(1796066558000) /* 2026-11-30T19:22:38Z */
#define RECEIVED_AT "2026-11-30T19:22:38.000Z"

struct fixture {
	struct folder folder;
	struct config config;
	struct call_memory *memory; /* NULL: none */
	struct buf text;
	struct record call;
	struct error err;
};

static inline void
fixture_open(struct fixture *fixture, const char *config)
{
	*fixture = (struct fixture){0};
	folder_make(&fixture->folder);
	buf_init(&fixture->text, BUF_NO_CAP);
	if (config_load(&fixture->config,
		folder_put(&fixture->folder, "smspipe.yaml", config, 0600),
		&fixture->err) != 0)
		(void)printf("# %s\n", fixture->err.text);
}

static inline void
fixture_close(struct fixture *fixture)
{
	call_memory_free(fixture->memory);
	record_release(&fixture->call);
	buf_release(&fixture->text);
	config_release(&fixture->config);
	folder_remove(&fixture->folder);
}

/* What is in fixture->text. */
static inline int
normalise_text(struct fixture *fixture, const char *from)
{
	return call_normalise_text(buf_slice(&fixture->text),
	    &(struct call_context){.config = &fixture->config,
		.from = from,
		.memory = fixture->memory,
		.received_ms = RECEIVED_MS},
	    &fixture->call, &fixture->err);
}

/* A payload with ' for each ". */
static inline int
normalise(struct fixture *fixture, const char *from, const char *payload)
{
	buf_reset(&fixture->text);
	for (; *payload != '\0'; payload++)
		buf_addc(&fixture->text, *payload == '\'' ? '"' : *payload);
	return normalise_text(fixture, from);
}

/* A string, or any other value as JSON; not there when it is absent. */
static inline struct slice
text(struct fixture *fixture, const char *path)
{
	struct view view = record_path(&fixture->call, path);
	struct slice string = view_string(view, &fixture->call.arena);

	return string.p != NULL ? string : (struct slice){view.p, view.n};
}

#define CHECK_FIELD(path, want) CHECK_SLICE(text(f, path), want)

/* Takes the payload, and one field of what becomes of it. */
#define CHECK_BECOMES(payload, path, want)                   \
	do {                                                 \
		CHECK_INT(normalise(f, NULL, (payload)), 1); \
		CHECK_FIELD(path, want);                     \
	} while (0)

#endif
