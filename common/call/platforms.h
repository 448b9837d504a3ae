/* SPDX-License-Identifier: ISC */
/*
 * platforms: the built-in mappings, by family.  The path of each fact is from
 * the vendor's own SDK types or documentation.  Only call/ includes this.
 */
#ifndef CALL_PLATFORMS_H
#define CALL_PLATFORMS_H

#include "call/mapping.h"

/* Rows of a mapping: the field, how it is read, and where it stands. */
#define ROW(name, how, ...)                             \
	{                                               \
		.field = (name), .reading = CALL_##how, \
		.paths = {__VA_ARGS__},                 \
	}

/* The same for one of these words, and for members by these names. */
#define WORD(name, table, ...)                                                 \
	{                                                                      \
		.field = (name), .reading = CALL_WORD, .paths = {__VA_ARGS__}, \
		.words = (table),                                              \
	}
#define NAMES(name, table, ...)                           \
	{                                                 \
		.field = (name), .reading = CALL_MERGE,   \
		.paths = {__VA_ARGS__}, .words = (table), \
	}

#define CALL_ROWS(table) \
	.rows = (table), .row_count = sizeof(table) / sizeof((table)[0])

extern const struct call_mapping call_vapi, call_retell;
extern const struct call_mapping call_bland, call_synthflow;
extern const struct call_mapping call_elevenlabs, call_elevenlabs_failure;
extern const struct call_mapping call_twilio, call_twilio_relay;
extern const struct call_mapping call_telnyx_ended, call_telnyx_insights;
extern const struct call_mapping call_telnyx_hangup;
extern const struct call_mapping call_livekit, call_livekit_js;
extern const struct call_mapping call_pipecat, call_openai, call_vcon;

#endif
