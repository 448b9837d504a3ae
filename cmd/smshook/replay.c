/* SPDX-License-Identifier: ISC */
#include "replay.h"

#include "record/filter.h"
#include "time/instant.h"

#include <stdlib.h>
#include <strings.h>

/* The captured headers, for handle(). */
struct replay_headers {
	struct view object;
	struct arena *arena;
};

static const char *
replay_header(const void *context, const char *name)
{
	const struct replay_headers *headers = context;
	struct view_step step = {0};

	while (view_next(headers->object, &step))
		if (step.key.n == strlen(name) &&
		    strncasecmp(step.key.p, name, step.key.n) == 0)
			return arena_string(headers->arena,
			    view_string(step.value, headers->arena));
	return NULL;
}

/* What the line says wins over the configuration and the clock. */
static int
replay_request(const struct desk *desk, struct record *line,
    struct replay_headers *headers, struct handle_request *request,
    struct error *err)
{
	struct slice secret = record_text(line, "secret");
	int64_t now_s;

	*request = (struct handle_request){
	    .door = door_named(record_text(line, "provider")),
	    .method = arena_string(headers->arena, record_text(line, "method")),
	    .url = record_text(line, "url"),
	    .body = record_text(line, "body"),
	    .header = replay_header,
	    .context = headers,
	    .secret = secret.p != NULL ? secret
				       : record_text(line, "public_key"),
	    .insecure = desk->insecure,
	    .now_ms = clock_now(&desk->clock),
	    .config = desk->config};
	if (request->door == NULL)
		return error_set(
		    err, EX_DATAERR, "field provider: no door of that name");
	if (request->method == NULL)
		return error_set(err, EX_DATAERR, "field method: no text");
	if (request->url.p == NULL)
		return error_set(err, EX_DATAERR, "field url: no text");
	if (request->secret.p == NULL)
		request->secret = desk_secret(desk, request->door);
	if (record_int(line, "now", &now_s))
		request->now_ms = now_s * INSTANT_SECOND;
	headers->object = record_view(line, "headers");
	return 0;
}

/* One line through its door; the exit code that it is worth. */
static int
replay_line(struct desk *desk, struct filter *filter, struct record *line,
    struct arena *arena)
{
	struct replay_headers headers = {.arena = arena};
	struct handle_request request;
	struct handle_result result;
	struct error err;
	size_t i;

	if (replay_request(desk, line, &headers, &request, &err) != 0) {
		filter_reject(filter, line, &err);
		return 0;
	}
	desk_take(desk, &request, arena, &result);
	if (result.status != 200) {
		diag_warn(desk->diag, "%s: refused with %d: %s",
		    record_place(line), result.status, result.what);
		return EX_NO;
	}
	for (i = 0; i < result.event_count; i++)
		filter_write_text(filter, result.events[i].line);
	desk_remember(desk, &result);
	diag_note(
	    desk->diag, "%s: accepted: %s", record_place(line), result.what);
	return 0;
}

int
replay(struct desk *desk, const struct opt_common *common, const char *path)
{
	char *const operands[] = {mem_strdup(path), NULL};
	struct record line = {0};
	struct arena arena = {0};
	struct filter filter;
	int code = 0;

	if (filter_open(&filter, desk->diag, common, operands) == 0)
		while (filter_next(&filter, &line)) {
			code = error_worse(
			    code, replay_line(desk, &filter, &line, &arena));
			arena_reset(&arena);
		}
	code = error_worse(code, filter_close(&filter));
	arena_release(&arena);
	record_release(&line);
	free(operands[0]);
	return code;
}
