/* SPDX-License-Identifier: ISC */
#include "scope.h"

#include "guard.h"
#include "template/media.h"

#include <string.h>

static const char scope_brand[] = "brand";
static const char scope_dynamic[] = "dynamic";

void
scope_init(struct scope *scope, const struct config *config)
{
	*scope = (struct scope){.config = config};
	if (config->brand_json != NULL)
		scope->brand = view_of(slice_of(config->brand_json));
	buf_init(&scope->links, BUF_NO_CAP);
}

void
scope_release(struct scope *scope)
{
	buf_release(&scope->links);
}

void
scope_start(struct scope *scope, bool url)
{
	scope->url = url;
	buf_reset(&scope->links);
}

struct view
scope_lookup(void *context, struct slice name)
{
	const struct scope *scope = context;

	if (slice_is(name, scope_brand))
		return scope->brand;
	if (scope->dynamic.p != NULL && slice_is(name, scope_dynamic))
		return scope->dynamic;
	return record_get(scope->record, name);
}

struct view
scope_lookup_plain(void *context, struct slice name)
{
	const struct scope *scope = context;
	struct view view = record_get(scope->record, name);

	return view.p == NULL && slice_is(name, scope_brand) ? scope->brand
							     : view;
}

struct view
scope_shared(void *context, struct slice name)
{
	const struct scope *scope = context;

	return slice_is(name, scope_brand) ? scope->brand
					   : (struct view){NULL, 0};
}

const struct template *
scope_partial(void *context, struct slice name, struct error *err)
{
	struct scope *scope = context;

	return partials_find(&scope->partials, name, err);
}

static bool
scope_is_brand(struct slice path)
{
	const size_t n = sizeof(scope_brand) - 1;

	return path.n >= n && memcmp(path.p, scope_brand, n) == 0 &&
	    (path.n == n || path.p[n] == '.' || path.p[n] == '[');
}

static const struct variable *
scope_variable(const struct scope *scope, struct slice path)
{
	const struct template_file *file = scope->file;
	size_t i;

	for (i = 0; i < file->variable_count; i++)
		if (slice_is(path, file->variables[i].path))
			return &file->variables[i];
	return NULL;
}

int
scope_guard(void *context, struct slice path, struct slice value,
    struct arena *arena, struct slice *out, struct error *err)
{
	struct scope *scope = context;
	const struct variable *variable = scope_variable(scope, path);
	struct guard guard = {.domains = scope->config->brand.domains,
	    .domain_count = scope->config->brand.domain_count};

	if (variable != NULL) {
		guard.max = variable->max;
		guard.link = variable->link;
	}
	*out = value;
	if (scope->url && !guard.link) {
		*out = media_veil(
		    guard_clean(value, guard.max, GUARD_NO_OWN, arena), arena);
		return 0;
	}
	if (scope_is_brand(path) ||
	    (scope->dynamic.p != NULL && slice_is(path, scope_dynamic)))
		return 0;
	if (guard_value(&guard, value, arena, out, err) != 0)
		return error_prefix(err, "%.*s", SLICE_ARG(path));
	if (guard.link) {
		buf_addslice(&scope->links, *out);
		buf_addc(&scope->links, ' ');
	}
	return 0;
}

void
scope_printed(void *context, size_t start, size_t length, struct slice name)
{
	const struct scope *scope = context;

	marks_add(scope->marks, start, length, name);
}
