/* SPDX-License-Identifier: ISC */
/*
 * hook: what drivers share when they read webhooks.
 */
#ifndef PROVIDER_HOOK_H
#define PROVIDER_HOOK_H

#include "provider/provider.h"

enum {
	HOOK_MEDIA_MAX = 10,
	HOOK_WINDOW_S = 300, /* how old, or early, a signed webhook may be */
};

/* Are these seconds since 1970 (decimal) within the window around now? */
bool hook_is_recent(const struct provider_hook *hook, struct slice seconds);

/* The query of the hook's URL; empty when there is none. */
struct slice hook_query(const struct provider_hook *hook);

/* A field of that query by its name, "ref" for one; not there otherwise. */
struct slice hook_query_field(
    const struct provider_hook *hook, const char *name, struct arena *arena);

/*
 * The fields of a form, or of the query of a GET.  A body that begins as JSON
 * has none.
 */
int hook_form(const struct provider_hook *hook, struct form *form,
    struct arena *arena, struct error *err);

/* The body as JSON. */
int hook_json(
    const struct provider_hook *hook, struct view *body, struct error *err);

/* The first of the two fields that is not empty. */
struct slice hook_either(
    const struct form *form, const char *first, const char *second);

/* A number that came as digits alone, with its '+'; short codes stay. */
struct slice hook_number(struct slice number, struct arena *arena);

/* What a receipt says; texts that are not there are left out. */
struct hook_delivery {
	const struct provider *provider;
	const struct provider_status *status;
	struct slice id, event_id, reference, to, from;
	struct slice status_raw;
	struct slice error_code; /* "0" and "000" are none */
	struct slice error_text;
	const char *error_class; /* where the code has no row; NULL: unknown */
	bool class_is_sure; /* it counts for more than the code's row */
	struct slice segments, price, currency, carrier;
};
void hook_delivery(const struct provider_hook *hook,
    const struct hook_delivery *delivery, struct record *out);

/* What an inbound text says. */
struct hook_reply {
	const struct provider *provider;
	struct slice id, from, to, body;
	struct slice opt_out; /* STOP, START or HELP; not there: none */
	struct slice media[HOOK_MEDIA_MAX];
	size_t media_count;
};
void hook_reply(const struct provider_hook *hook,
    const struct hook_reply *reply, struct record *out);

#endif
