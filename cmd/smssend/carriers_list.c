/* SPDX-License-Identifier: ISC */
#include "carriers_list.h"

#include "base/buf.h"
#include "health.h"
#include "record/record.h"

#include <stdio.h>
#include <string.h>

/* A bit of a set, in a word. */
struct ability {
	unsigned bit;
	const char *name;
};

static const struct ability channels[] = {
    {PROVIDER_SMS, "sms"},
    {PROVIDER_MMS, "mms"},
    {PROVIDER_EMAIL, "email"},
    {PROVIDER_VOICE, "voice"},
    {0, NULL},
};

static const struct ability senders[] = {
    {PROVIDER_NUMBER, "number"},
    {PROVIDER_SHORT_CODE, "short_code"},
    {PROVIDER_ALPHANUMERIC, "alphanumeric"},
    {PROVIDER_POOL, "pool"},
    {PROVIDER_ADDRESS, "address"},
    {0, NULL},
};

static const char *const proofs[] = {
    [PROVIDER_PROVES_NOTHING] = "nothing",
    [PROVIDER_PROVES_CALLER] = "caller",
    [PROVIDER_PROVES_BODY] = "body",
};

/* A JSON list of texts that are free of quotes. */
static void
list_add(struct buf *json, const char *text)
{
	buf_addf(json, "%s\"%s\"", json->len > 1 ? "," : "", text);
}

static void
list_set(struct record *out, const char *name, const struct ability *abilities,
    unsigned set)
{
	struct buf json;

	buf_init(&json, BUF_NO_CAP);
	buf_addc(&json, '[');
	for (; abilities->name != NULL; abilities++)
		if ((set & abilities->bit) != 0)
			list_add(&json, abilities->name);
	buf_addc(&json, ']');
	record_set_json(out, name, buf_slice(&json));
	buf_release(&json);
}

/* Our senders that are its own. */
static void
list_numbers(
    struct record *out, const struct config *config, const char *provider)
{
	struct buf json;
	size_t i;

	buf_init(&json, BUF_NO_CAP);
	buf_addc(&json, '[');
	for (i = 0; i < config->sender_count; i++)
		if (config->senders[i].provider != NULL &&
		    strcmp(config->senders[i].provider, provider) == 0)
			list_add(&json, config->senders[i].number);
	buf_addc(&json, ']');
	record_set_json(out, "our_senders", buf_slice(&json));
	buf_release(&json);
}

static void
list_place(
    struct record *out, const struct config *config, const char *provider)
{
	size_t i;

	for (i = 0; i < config->route_count; i++)
		if (strcmp(config->route[i], provider) == 0)
			record_set_int(out, "route_place", (int64_t)i + 1);
}

static void
list_health(struct record *out, const struct health *health)
{
	record_set_text(out, "health", slice_of(health_word(health)));
	record_set_int(out, "misses", health->misses);
	if (health->misses > 0)
		record_set_time(out, "rests_until", health->until_ms);
}

static int
list_one(struct store *store, const struct config *config,
    const struct provider *provider, struct record *out, struct error *err)
{
	struct health health = {.misses = 0};
	bool configured = yaml_get(config->providers, provider->name) != NULL;

	if (configured && store != NULL &&
	    health_read(store, provider->name, &health, err) != 0)
		return -1;
	record_start(out, RECORD_OTHER);
	record_set_text(out, "provider", slice_of(provider->name));
	record_set_text(out, "about", slice_of(provider->summary));
	record_set_bool(out, "configured", configured);
	list_set(out, "carries", channels, provider->carries);
	list_set(out, "sender_kinds", senders, provider->senders);
	record_set_bool(out, "reconciles", provider->list_build != NULL);
	record_set_text(
	    out, "webhooks_prove", slice_of(proofs[provider->proof]));
	if (!configured)
		return 0;
	list_place(out, config, provider->name);
	list_numbers(out, config, provider->name);
	list_health(out, &health);
	return 0;
}

static int
list_all(struct store *store, const struct config *config, struct buf *text,
    struct error *err)
{
	const struct provider *const *provider = provider_table();
	struct record out = {0};
	int result = 0;

	for (; result == 0 && *provider != NULL; provider++) {
		result = list_one(store, config, *provider, &out, err);
		record_write(&out, text);
		buf_addc(text, '\n');
	}
	record_release(&out);
	return result;
}

/* Without a store nothing is known of their health. */
static int
list_store(const struct config *config, struct store **store, struct error *err)
{
	*store = NULL;
	if (!store_is_there(config->store))
		return 0;
	*store = store_open(config->store, true, err);
	if (*store == NULL)
		return -1;
	return store_begin(*store, err);
}

int
carriers_list(const struct diag *diag, const struct config *config)
{
	struct store *store;
	struct error err;
	struct buf text;
	int code = 0;

	buf_init(&text, BUF_NO_CAP);
	if (list_store(config, &store, &err) != 0 ||
	    list_all(store, config, &text, &err) != 0) {
		diag_error(diag, &err);
		code = err.code;
	} else if (fwrite(buf_text(&text), 1, text.len, stdout) != text.len ||
	    fflush(stdout) != 0) {
		code = EX_IOERR;
	}
	if (store != NULL) {
		store_rollback(store);
		store_close(store);
	}
	buf_release(&text);
	return code;
}
