/* SPDX-License-Identifier: ISC */
#include "output.h"

#include "channel.h"

#include <string.h>

/* sms.jsonl alone feeds smsstats: what is reported by stands in each line. */
static const char *const copied[] = {"call_id", "call_ended_at",
    "appointment_id", "template_id", "campaign", "program", "purpose",
    "category", "language", "sender_kind", "tenant", "send_at", "segments",
    "cost_estimate", "currency", "channel", "email", "fallback_of"};

void
output_copy(struct record *record, struct record *message)
{
	struct view value;
	size_t i;

	for (i = 0; i < sizeof(copied) / sizeof(copied[0]); i++) {
		value = record_view(message, copied[i]);
		if (!view_is_null(value) &&
		    view_is_null(record_view(record, copied[i])))
			record_set_json(record, copied[i],
			    (struct slice){value.p, value.n});
	}
}

struct output
output_of_row(const struct journal_row *row)
{
	return (struct output){.id = row->id,
	    .to = row->to,
	    .provider = row->provider,
	    .provider_id = row->provider_id,
	    .state = row->state,
	    .reason = row->reason,
	    .attempt = row->attempts,
	    .attempted_ms = row->attempted_ms,
	    .received_ms = row->changed_ms};
}

/* A row keeps the class as its reason. */
static bool
output_is_class(struct slice reason)
{
	return slice_among(reason,
	    field_find("error_class", strlen("error_class"), RECORD_DELIVERY)
		->words);
}

static void
output_class(struct record *record, const char *class)
{
	record_set_text(record, "error_class", slice_of(class));
	record_set_bool(
	    record, "retryable", provider_class_is_retryable(class));
}

static void
output_outcome(struct record *record, const struct provider_outcome *outcome)
{
	record_copy_text(record, "status_raw", outcome->status_raw);
	record_copy_text(record, "error_code", outcome->error_code);
	record_copy_text(record, "error_text", outcome->error_text);
	if (outcome->error_class != NULL)
		output_class(record, outcome->error_class);
	if (outcome->price.n > 0) {
		record_set_text(record, "price", outcome->price);
		record_copy_text(record, "currency", outcome->currency);
	}
}

static bool
output_is_failure(enum journal_state state)
{
	return state == JOURNAL_UNDELIVERED || state == JOURNAL_FAILED ||
	    state == JOURNAL_REJECTED;
}

/* Did an attempt lead there?  What waits, or was taken back, says nothing of
 * the last one. */
static bool
output_is_of_attempt(const struct output *output)
{
	enum journal_state state = output->state;

	return output->outcome != NULL || output_is_failure(state) ||
	    (state >= JOURNAL_AMBIGUOUS && state <= JOURNAL_READ);
}

/* What the row alone says of how it went: a rerun says it again. */
static void
output_course(
    struct record *record, const struct output *output, struct record *message)
{
	int64_t deadline;

	if (output->outcome == NULL && output_is_failure(output->state) &&
	    output_is_class(output->reason))
		output_class(
		    record, arena_string(&record->arena, output->reason));
	if (output->attempted_ms > 0 && output_is_of_attempt(output) &&
	    output->received_ms >= output->attempted_ms)
		record_set_int(record, "latency_ms",
		    output->received_ms - output->attempted_ms);
	if (output->state == JOURNAL_ACCEPTED &&
	    record_time(message, "deadline_at", &deadline) &&
	    output->received_ms > deadline)
		record_set_bool(record, "late", true);
}

void
output_ends(struct record *record, struct slice to, struct record *message)
{
	if (channel_of(message)->carries != PROVIDER_EMAIL &&
	    view_is_null(record_view(record, "to")))
		record_copy_text(record, "to", to);
	if (view_is_null(record_view(record, "from")))
		record_copy_text(record, "from", record_text(message, "from"));
}

void
output_fill(
    struct record *record, const struct output *output, struct record *message)
{
	record_start(record, RECORD_DELIVERY);
	record_set_text(record, "message_id", output->id);
	if (output->provider.p != NULL)
		record_set_text(record, "provider", output->provider);
	else
		record_set_null(record, "provider");
	record_copy_text(record, "provider_message_id", output->provider_id);
	output_ends(record, output->to, message);
	record_set_text(
	    record, "status", slice_of(journal_state_name(output->state)));
	record_set_bool(record, "terminal", output->state >= JOURNAL_DELIVERED);
	record_copy_text(record, "reason", output->reason);
	if (output->outcome != NULL)
		output_outcome(record, output->outcome);
	if (output->attempt > 0)
		record_set_int(record, "attempt", output->attempt);
	record_set_time(record, "received_at", output->received_ms);
	output_course(record, output, message);
	if (output->explained.n > 0)
		record_set_json(record, "explain", output->explained);
	if (output->until_ms > 0)
		record_set_time(record, "send_at", output->until_ms);
	output_copy(record, message);
}
