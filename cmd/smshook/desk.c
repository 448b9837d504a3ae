/* SPDX-License-Identifier: ISC */
#include "desk.h"

#include "call/call.h"

#include <string.h>

int
desk_open(struct desk *desk, struct error *err)
{
	const struct door *doors;
	size_t count, i;

	if (call_check(desk->config, NULL, err) != 0)
		return -1;
	doors = door_table(&count);
	for (i = 0; i < count && i < DESK_DOORS_MAX; i++)
		if (door_secret(
			&doors[i], desk->config, &desk->secrets[i], err) != 0)
			return -1;
	return 0;
}

void
desk_release(struct desk *desk)
{
	seen_release(&desk->seen);
	capture_close(&desk->capture);
}

int
desk_prepare(struct desk *desk, bool local, struct error *err)
{
	const struct door *doors;
	size_t count, i, open = 0;

	doors = door_table(&count);
	for (i = 0; i < count; i++) {
		if (desk->secrets[i] != NULL && door_signs_url(&doors[i]) &&
		    desk->config->hook_base_url == NULL && !local) {
			diag_warn(desk->diag,
			    "%s: setting hook.base_url is missing, so no "
			    "signature can be checked",
			    doors[i].path);
			desk->secrets[i] = NULL;
		}
		if (desk->secrets[i] == NULL && desk->insecure)
			diag_warn(desk->diag,
			    "%s: open to everybody (--insecure)",
			    doors[i].path);
		open += desk->secrets[i] != NULL || desk->insecure;
	}
	if (open > 0)
		return 0;
	return error_set(err, EX_CONFIG,
	    "no door has a secret: set providers.twilio.auth_token with "
	    "hook.base_url, or hook.secrets");
}

struct slice
desk_secret(const struct desk *desk, const struct door *door)
{
	const struct door *doors;
	size_t count;

	doors = door_table(&count);
	return slice_of(desk->secrets[door - doors]);
}

void
desk_take(struct desk *desk, const struct handle_request *request,
    struct arena *arena, struct handle_result *result)
{
	size_t i, kept = 0;
	struct error err;

	if (capture_write(&desk->capture, request, &err) != 0)
		diag_error(desk->diag, &err);
	handle(request, arena, result);
	for (i = 0; i < result->event_count; i++)
		if (!seen_has(&desk->seen, &result->events[i].key))
			result->events[kept++] = result->events[i];
	if (result->event_count > 0 && kept == 0)
		result->what = "seen before";
	result->event_count = kept;
}

void
desk_forget(struct desk *desk)
{
	seen_release(&desk->seen);
	desk->seen = (struct seen){0};
}

void
desk_remember(struct desk *desk, const struct handle_result *result)
{
	size_t i;

	for (i = 0; i < result->event_count; i++)
		seen_add(&desk->seen, &result->events[i].key);
}

struct slice
desk_url(const char *base, const char *target, struct buf *url)
{
	size_t n = strlen(base);

	while (n > 0 && base[n - 1] == '/')
		n--;
	buf_reset(url);
	buf_add(url, base, n);
	buf_adds(url, target);
	return buf_slice(url);
}

void
desk_log(const struct desk *desk, const struct door *door,
    const struct handle_result *result)
{
	const char *path = door != NULL ? door->path : "elsewhere";

	if (result->status == 200)
		diag_note(desk->diag, "%s: 200: %s", path, result->what);
	else
		diag_warn(desk->diag, "%s: %d: %s", path, result->status,
		    result->what);
}
