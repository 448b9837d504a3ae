/* SPDX-License-Identifier: ISC */
/*
 * vCon, draft-ietf-vcon-vcon-core-04: the originator is the first of a dialog's
 * parties, and nothing says whose end is whose but our own numbers.
 */
#include "call/platforms.h"

/* Of a dialog of the type "incomplete". */
static const struct call_word vcon_dispositions[] = {
    {"no-answer", "no_answer"},
    {"busy", "busy"},
    {"congestion", "failed"},
    {"failed", "failed"},
    {"hung-up", "cancelled"},
    {"voicemail*", "voicemail"},
    {0},
};

#define ORIGINATOR "parties.(dialog.0.parties.0|0)."
#define OTHER "parties.(dialog.0.parties.1|1)."

static const struct call_row vcon_rows[] = {
    ROW("call_id", TEXT, "uuid"),
    ROW("from", TEXT, ORIGINATOR "tel", ORIGINATOR "sip"),
    ROW("to", TEXT, OTHER "tel", OTHER "sip"),
    ROW("from_name", TEXT, ORIGINATOR "name"),
    ROW("to_name", TEXT, OTHER "name"),
    ROW("from_email", TEXT, ORIGINATOR "mailto"),
    ROW("to_email", TEXT, OTHER "mailto"),
    ROW("started_at", TIME_ISO, "dialog.*.start"),
    ROW("occurred_at", TIME_ISO, "updated_at", "created_at"),
    WORD("end_reason", vcon_dispositions,
	"dialog.[type=incomplete].disposition"),
    ROW("summary", TEXT, "analysis.[type=summary].body"),
    ROW("transcript", TEXT, "analysis.[type=transcript].body"),
    ROW("data", MERGE, "analysis.[type=report].body"),
    ROW("recording_url", TEXT, "dialog.[type=recording].url"),
};

const struct call_mapping call_vcon = {
    .name = "vcon",
    .source = "vcon",
    .signs = {{"uuid", "parties", "dialog"}, {"vcon", "parties"}},
    CALL_ROWS(vcon_rows),
    .legs = {.list = "dialog", .start = "start", .duration = "duration"},
};
