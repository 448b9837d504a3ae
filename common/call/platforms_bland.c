/* SPDX-License-Identifier: ISC */
/*
 * Bland and Synthflow.  docs.bland.ai/api-v1/get/calls-id;
 * docs.synthflow.ai/webhooks and /post-call-webhook.
 */
#include "call/platforms.h"

/* ---- Bland: post-call --------------------------------------------------- */

static const struct call_word bland_directions[] = {
    {"true", "inbound"},
    {"false", "outbound"},
    {0},
};

/* What the status says of a call that nobody could end. */
static const struct call_word bland_failures[] = {
    {"no-answer", "no_answer"},
    {"busy", "busy"},
    {"canceled", "cancelled"},
    {"failed", "failed"},
    {0},
};

static const struct call_word bland_enders[] = {
    {"USER", "customer_hangup"},
    {"ASSISTANT", "agent_hangup"},
    {0},
};

static const struct call_word bland_errors[] = {
    {"*", "failed"},
    {0},
};

/* What Bland puts among the variables itself, and what has a place elsewhere.
 */
static const struct call_word bland_variables[] = {
    {"now*", ""},
    {"short_*", ""},
    {"from", ""},
    {"to", ""},
    {"call_id", ""},
    {"phone_number", ""},
    {"country", ""},
    {"state", ""},
    {"city", ""},
    {"zip", ""},
    {"language", ""},
    {"timezone", ""},
    {"timestamp", ""},
    {"customer_name", ""},
    {0},
};

static const struct call_row bland_rows[] = {
    ROW("call_id", TEXT, "call_id", "c_id"),
    ROW("tenant", TEXT, "metadata.tenant"),
    WORD("direction", bland_directions, "inbound"),
    ROW("from", TEXT, "from"),
    ROW("to", TEXT, "to"),
    ROW("customer_name", TEXT, "variables.customer_name"),
    ROW("customer_timezone", TEXT, "variables.timezone"),
    ROW("started_at", TIME_ISO, "started_at"),
    ROW("ended_at", TIME_ISO, "end_at"),
    ROW("duration_ms", SPAN_S, "corrected_duration"),
    ROW("duration_ms", SPAN_MIN, "call_length"),
    WORD("end_reason", bland_failures, "status", "answered_by"),
    WORD("end_reason", bland_enders, "call_ended_by"),
    WORD("end_reason", bland_errors, "error_message"),
    ROW("end_reason_raw", TEXT, "call_ended_by", "error_message", "status"),
    WORD("answered_by", call_voicemails, "answered_by"),
    ROW("summary", TEXT, "summary"),
    ROW("transcript", TEXT, "concatenated_transcript"),
    NAMES("data", bland_variables, "variables"),
    ROW("data.appointment_id", COPY, "metadata.appointment_id"),
    ROW("data.disposition_tag", COPY, "disposition_tag"),
    ROW("data", MERGE, "analysis"),
    ROW("metadata", MERGE, "metadata"),
    ROW("recording_url", TEXT, "recording_url"),
    ROW("agent_id", TEXT, "pathway_id"),
};

const struct call_mapping call_bland = {
    .name = "bland",
    .source = "bland",
    .signs = {{"c_id"}, {"concatenated_transcript"}},
    CALL_ROWS(bland_rows),
    /* Variables are there before. */
    .analyzed = {"summary", "analysis"},
};

/* ---- Synthflow: post-call ----------------------------------------------- */

static const struct call_word synthflow_end_reasons[] = {
    {"human_*", "customer_hangup"},
    {"agent_*", "agent_hangup"},
    {"custom_end_call", "agent_hangup"},
    {"*transfer*", "transferred"},
    {"*voicemail*", "voicemail"},
    {"no_answer", "no_answer"},
    {"no-answer", "no_answer"},
    {"busy", "busy"},
    {"user_canceled", "cancelled"},
    {"user-canceled", "cancelled"},
    {"*inactiv*", "silence_timeout"},
    {"*silence*", "silence_timeout"},
    {"max_duration*", "max_duration"},
    {"*error*", "failed"},
    {"failed", "failed"},
    {0},
};

static const struct call_row synthflow_rows[] = {
    ROW("call_id", TEXT, "call.call_id"),
    ROW("from", TEXT, "call.phone_number_from"),
    ROW("to", TEXT, "call.phone_number_to"),
    ROW("customer_number", TEXT, "lead.phone_number"),
    ROW("customer_name", TEXT, "lead.name"),
    ROW("customer_timezone", TEXT, "call.timezone"),
    ROW("started_at", TIME_ISO, "call.start_time"),
    ROW("duration_ms", SPAN_S, "call.duration"),
    WORD("end_reason", synthflow_end_reasons, "call.end_call_reason",
	"call.status", "status"),
    ROW("summary", TEXT, "analysis.call_summary"),
    ROW("transcript", TEXT, "call.transcript"),
    ROW("data", VALUES, "collected_variables"),
    ROW("data", MERGE, "executed_actions.*.return_value"),
    ROW("metadata.external_id", COPY, "call.external_id"),
    ROW("recording_url", TEXT, "call.recording_url"),
    ROW("agent_id", TEXT, "call.model_id"),
};

const struct call_mapping call_synthflow = {
    .name = "synthflow",
    .source = "synthflow",
    .signs = {{"call", "lead"}},
    CALL_ROWS(synthflow_rows),
};
