/* SPDX-License-Identifier: ISC */
#include "scope.h"

#include "guard.h"

#include <string.h>

static const char scope_brand[] = "brand";

void
scope_init(struct scope *scope, const struct config *config)
{
	*scope = (struct scope){.config = config};
	if (config->brand_json != NULL)
		scope->brand = view_of(slice_of(config->brand_json));
}

struct view
scope_lookup(void *context, struct slice name)
{
	const struct scope *scope = context;

	return slice_is(name, scope_brand) ? scope->brand
					   : record_get(scope->record, name);
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

int
scope_guard(void *context, struct slice path, struct slice value,
    struct arena *arena, struct slice *out, struct error *err)
{
	const struct scope *scope = context;
	const struct template_file *file = scope->file;
	struct guard guard = {.domains = scope->config->brand.domains,
	    .domain_count = scope->config->brand.domain_count};
	size_t i;

	*out = value;
	if (scope_is_brand(path))
		return 0;
	for (i = 0; i < file->variable_count; i++)
		if (slice_is(path, file->variables[i].path)) {
			guard.max = file->variables[i].max;
			guard.link = file->variables[i].link;
			break;
		}
	if (guard_value(&guard, value, arena, out, err) == 0)
		return 0;
	return error_prefix(err, "%.*s", SLICE_ARG(path));
}

void
scope_printed(void *context, size_t start, size_t length, struct slice name)
{
	const struct scope *scope = context;

	marks_add(scope->marks, start, length, name);
}
