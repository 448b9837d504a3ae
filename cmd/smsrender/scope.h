/* SPDX-License-Identifier: ISC */
/*
 * scope: what a template sees: the fields of a record, and `brand` from the
 * configuration, which no caller can change.
 */
#ifndef SMSRENDER_SCOPE_H
#define SMSRENDER_SCOPE_H

#include "config/config.h"
#include "marks.h"
#include "record/record.h"
#include "template/partials.h"
#include "template/template.h"
#include "template/template_file.h"

struct scope {
	const struct config *config;
	struct partials partials;
	struct view brand;
	const struct record *record;
	const struct template_file *file; /* its variables; NULL: none */
	struct marks *marks; /* of the text being rendered; NULL: unwanted */
	bool url; /* what is printed becomes part of a URL */
	struct view dynamic; /* a model's text, where a frame is rendered */
	struct buf links; /* values that were let through as links */
};

void scope_init(struct scope *scope, const struct config *config);
void scope_release(struct scope *scope);

/* Before each text that is rendered: is it a URL? */
void scope_start(struct scope *scope, bool url);

/* template_scope.lookup for messages: `brand` is the configuration's. */
struct view scope_lookup(void *context, struct slice name);

/* The same where the record's own `brand` comes first (-e). */
struct view scope_lookup_plain(void *context, struct slice name);

/* template_scope.shared: `brand` alone. */
struct view scope_shared(void *context, struct slice name);

/* template_scope.partial */
const struct template *scope_partial(
    void *context, struct slice name, struct error *err);

/* template_scope.guard: all but the brand is the caller's. */
int scope_guard(void *context, struct slice path, struct slice value,
    struct arena *arena, struct slice *out, struct error *err);

/* template_scope.printed: notes the mark; `marks` is there. */
void scope_printed(
    void *context, size_t start, size_t length, struct slice name);

#endif
