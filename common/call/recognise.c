/* SPDX-License-Identifier: ISC */
/*
 * Which platform is this payload from?
 */
#include "call/draft.h"

#include <string.h>

struct call_member {
	struct slice key; /* its escapes read */
	struct view value;
};

/*
 * All signs are looked for among the top-level members, so these are listed
 * once: a payload may be long and is not walked again for each.
 */
static void
call_list_members(struct call_payload *payload, struct arena *arena)
{
	struct view_step step = {0};

	if (view_type(payload->body) != SCAN_OBJECT)
		return;
	payload->members = arena_alloc(
	    arena, (view_count(payload->body) + 1) * sizeof(*payload->members));
	while (view_next(payload->body, &step))
		payload->members[payload->member_count++] =
		    (struct call_member){
			view_unescape(step.key, arena), step.value};
}

struct call_payload
call_unwrap(const struct record *input, struct arena *arena)
{
	struct call_payload payload = {.body = view_of(input->text)};
	struct view data = record_view(input, "data");

	if (view_type(data) == SCAN_OBJECT &&
	    view_type(record_view(input, "specversion")) == SCAN_STRING &&
	    view_type(record_view(input, "type")) == SCAN_STRING) {
		payload.envelope = payload.body;
		payload.body = data;
	}
	call_list_members(&payload, arena);
	return payload;
}

static struct view
call_member_at(const struct call_payload *payload, const char *path, size_t len)
{
	const struct slice name = {path, len};
	size_t i;

	for (i = 0; i < payload->member_count; i++)
		if (slice_equal(payload->members[i].key, name))
			return payload->members[i].value;
	return (struct view){NULL, 0};
}

/* Does "path" stand there, or "path=one|other" hold? */
static bool
call_value_holds(struct view value, const char *wanted, struct arena *arena)
{
	if (wanted == NULL)
		return !view_is_null(value);
	if (view_type(value) == SCAN_STRING)
		return slice_among(view_string(value, arena), wanted);
	return slice_among((struct slice){value.p, value.n}, wanted);
}

static bool
call_sign_holds(
    const struct call_payload *payload, const char *sign, struct arena *arena)
{
	size_t len = strcspn(sign, "="), head = strcspn(sign, ".=");
	const char *wanted = sign[len] == '=' ? sign + len + 1 : NULL;
	struct view member = call_member_at(payload, sign, head);
	char *path;

	if (member.p == NULL && payload->envelope.p == NULL)
		return false;
	path = arena_string(arena, (struct slice){sign, len});
	return call_value_holds(
		   view_path(member, path + head), wanted, arena) ||
	    call_value_holds(view_path(payload->envelope, path), wanted, arena);
}

static bool
call_recognise(const struct call_mapping *mapping,
    const struct call_payload *payload, struct arena *arena)
{
	size_t way, i;

	for (way = 0; way < CALL_WAYS; way++) {
		const char *const *signs = mapping->signs[way];

		if (signs[0] == NULL)
			return false;
		for (i = 0; i < CALL_SIGNS && signs[i] != NULL; i++)
			if (!call_sign_holds(payload, signs[i], arena))
				break;
		if (i == CALL_SIGNS || signs[i] == NULL)
			return true;
	}
	return false;
}

/* Of several of one name the one that fits, else the first. */
static const struct call_mapping *
call_choose_known(
    const struct call_payload *payload, const char *from, struct arena *arena)
{
	const struct call_mapping *first = NULL, *mapping;
	size_t i;

	for (i = 0; i < call_platform_count; i++) {
		mapping = call_platforms[i];
		if (from != NULL && strcmp(mapping->name, from) != 0)
			continue;
		if (call_recognise(mapping, payload, arena))
			return mapping;
		if (from != NULL && first == NULL)
			first = mapping;
	}
	return first;
}

int
call_choose(const struct call_payload *payload, const char *from,
    const struct config *config, struct arena *arena,
    struct call_mapping *mapping, struct error *err)
{
	const struct yaml_node *own = call_own_find(config, from);
	const struct call_mapping *known;

	for (; own != NULL; own = from == NULL ? own->next : NULL) {
		if (call_own_signs(config, own, arena, mapping, err) != 0)
			return -1;
		if (from != NULL || call_recognise(mapping, payload, arena))
			return call_own_mapping(
				   config, own, arena, mapping, err) == 0
			    ? 1
			    : -1;
	}
	known = call_choose_known(payload, from, arena);
	if (known != NULL)
		*mapping = *known;
	else if (from != NULL)
		return error_set(err, EX_USAGE, "unknown platform '%s'", from);
	return known != NULL;
}
