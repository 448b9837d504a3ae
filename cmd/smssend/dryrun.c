/* SPDX-License-Identifier: ISC */
#include "dryrun.h"

#include "health.h"
#include "intake.h"
#include "mask.h"
#include "output.h"
#include "policies.h"

#include <strings.h>

static void
dryrun_headers(struct run *run, const struct carrier *carrier,
    const struct http_request *http)
{
	struct slice value;
	struct buf json;
	size_t i;

	buf_init(&json, BUF_NO_CAP);
	for (i = 0; i < http->header_count; i++) {
		value = mask_secrets(
		    carrier, slice_of(http->headers[i].value), &run->arena);
		if (strcasecmp(http->headers[i].name, "Authorization") == 0)
			value = slice_of(MASK_TEXT);
		view_write_member(&json, http->headers[i].name, value);
	}
	if (json.len > 0) {
		buf_addc(&json, '}');
		record_set_json(&run->out, "headers", buf_slice(&json));
	}
	buf_release(&json);
}

static void
dryrun_request(struct run *run, struct record *message,
    const struct carrier *carrier, const struct provider_request *request,
    struct slice explained)
{
	struct record *out = &run->out;
	int64_t send_at;

	record_start(out, RECORD_OTHER);
	record_copy_text(out, "message_id", record_text(message, "message_id"));
	record_set_text(out, "provider", slice_of(carrier->provider->name));
	if (record_time(message, "send_at", &send_at))
		record_set_time(out, "send_at", send_at);
	if (request->http.url == NULL) {
		record_set_text(
		    out, "append_to", slice_of(request->append_path));
		record_set_text(out, "line", request->append_line);
	} else {
		record_set_text(out, "method", slice_of(request->http.method));
		record_set_text(out, "url",
		    mask_secrets(
			carrier, slice_of(request->http.url), &run->arena));
		record_copy_text(out, "user", slice_of(request->http.user));
		if (request->http.password != NULL)
			record_set_text(out, "password", slice_of(MASK_TEXT));
		dryrun_headers(run, carrier, &request->http);
		record_set_text(out, "body",
		    mask_secrets(carrier, request->http.body, &run->arena));
	}
	if (explained.n > 0)
		record_set_json(out, "explain", explained);
	run_print(run);
}

static void
dryrun_decline(struct run *run, const struct journal_row *row,
    struct record *message, const struct policy_finding *finding,
    struct slice explained)
{
	struct output output = output_of_row(row);

	output.state = policies_state(finding);
	output.reason = slice_of(finding->reason);
	output.until_ms = finding->until_ms;
	output.explained = explained;
	output.received_ms = clock_now(&run->clock);
	output_fill(&run->out, &output, message);
	run_print(run);
}

int
dryrun_message(struct run *run, struct record *message,
    const struct journal_row *row, struct error *err)
{
	struct provider_request request;
	struct carrier_choice choice;
	struct policy_finding finding;
	struct slice explained;

	if (row->state == JOURNAL_EXPIRED) {
		intake_refuse(run, message, row->state, row->reason);
		return 1;
	}
	if (policies_judge(
		run, row, message, &run->arena, &finding, &explained, err) != 0)
		return -1;
	if (finding.verdict != POLICY_PASSES) {
		dryrun_decline(run, row, message, &finding, explained);
		return 1;
	}
	if (carriers_of_lane(&run->carriers, run->config, row->from,
		health_down(run), &choice, err) != 0 ||
	    choice.carrier->provider->build(&choice.carrier->values, message,
		"dryrun", &run->arena, &request, err) != 0)
		return -1;
	dryrun_request(run, message, choice.carrier, &request, explained);
	return 1;
}

static int
dryrun_due(struct run *run, struct error *err)
{
	int64_t now = clock_now(&run->clock);
	const struct journal_filter filter = {.due_ms = now};
	struct journal_row *rows;
	size_t count, i;

	if (run->store == NULL)
		return 0;
	if (journal_list(
		run->store, &filter, &run->arena, &rows, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		if (record_fill(&run->message, rows[i].record, err) != 0 ||
		    dryrun_message(run, &run->message, &rows[i], err) < 0)
			return -1;
		run_flush(run);
	}
	return 0;
}

static int
dryrun_all(struct run *run, struct error *err)
{
	if (run->options->due)
		return dryrun_due(run, err);
	while (!run->filter.ended && !run->filter.stop) {
		if (intake_records(run, err) != 0)
			return -1;
		run_flush(run);
		arena_reset(&run->arena);
	}
	return 0;
}

void
dryrun_work(struct run *run)
{
	struct error err;

	if ((run->store != NULL &&
		(store_begin(run->store, &err) != 0 ||
		    health_load(run, &err) != 0)) ||
	    dryrun_all(run, &err) != 0)
		run_fail(run, &err);
	run_flush(run);
	store_rollback(run->store);
}
