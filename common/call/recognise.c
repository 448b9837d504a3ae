/* SPDX-License-Identifier: ISC */
/*
 * Which platform is this payload from?
 */
#include "call/draft.h"

#include <string.h>

/* Does "path" stand there, or "path=value" hold? */
static bool
call_sign_holds(struct view root, const char *sign, struct arena *arena)
{
	size_t len = strcspn(sign, "=");
	char *path = arena_copy(arena, sign, len + 1);
	struct view value;

	path[len] = '\0';
	value = view_path(root, path);
	if (sign[len] == '\0')
		return !view_is_null(value);
	if (view_type(value) == SCAN_STRING)
		return slice_is(view_string(value, arena), sign + len + 1);
	return slice_is((struct slice){value.p, value.n}, sign + len + 1);
}

struct call_payload
call_unwrap(const struct record *input)
{
	struct call_payload payload = {.body = view_of(input->text)};
	struct view data = record_view(input, "data");

	if (view_type(data) == SCAN_OBJECT &&
	    view_type(record_view(input, "specversion")) == SCAN_STRING &&
	    view_type(record_view(input, "type")) == SCAN_STRING) {
		payload.envelope = payload.body;
		payload.body = data;
	}
	return payload;
}

static bool
call_recognise(const struct call_mapping *mapping,
    const struct call_payload *payload, struct arena *arena)
{
	size_t way, i;
	bool holds;

	for (way = 0; way < CALL_WAYS; way++) {
		const char *const *signs = mapping->signs[way];

		if (signs[0] == NULL)
			return false;
		holds = true;
		for (i = 0; i < CALL_SIGNS && signs[i] != NULL; i++)
			holds = holds &&
			    (call_sign_holds(payload->body, signs[i], arena) ||
				call_sign_holds(
				    payload->envelope, signs[i], arena));
		if (holds)
			return true;
	}
	return false;
}

int
call_choose(const struct call_payload *payload, const char *from,
    const struct config *config, struct arena *arena,
    struct call_mapping *mapping, struct error *err)
{
	const struct yaml_node *own = call_own_find(config, from);
	const struct call_mapping *known;
	size_t i;

	for (; own != NULL; own = from == NULL ? own->next : NULL) {
		if (call_own_mapping(config, own, arena, mapping, err) != 0)
			return -1;
		if (from != NULL || call_recognise(mapping, payload, arena))
			return 1;
	}
	for (i = 0; i < call_platform_count; i++) {
		known = &call_platforms[i];
		if (from != NULL ? strcmp(known->name, from) == 0
				 : call_recognise(known, payload, arena)) {
			*mapping = *known;
			return 1;
		}
	}
	if (from == NULL)
		return 0;
	return error_set(err, EX_USAGE, "unknown platform '%s'", from);
}
