/* SPDX-License-Identifier: ISC */
#include "callback.h"

#include "record/key.h"
#include "time/instant.h"

enum {
	CALLBACK_PRIORITY = 50, /* as an answer: somebody waits for it */
	CALLBACK_WITHIN_S = 24 * 60 * 60, /* of the reply, or not at all */
};

int
callback_check(const struct carriers *carriers, const struct config *config,
    struct error *err)
{
	const char *name = config->callback.provider;
	const struct carrier *carrier;

	if (name == NULL)
		return 0;
	carrier = carriers_find(carriers, slice_of(name));
	if (carrier == NULL)
		return error_set(err, EX_CONFIG,
		    "setting callback.provider: '%s' is not configured", name);
	if ((carrier->provider->carries & PROVIDER_VOICE) == 0)
		return error_set(err, EX_CONFIG,
		    "setting callback.provider: '%s' makes no calls", name);
	return 0;
}

/* One reply, one call, whoever reads it again. */
static void
callback_name(struct slice reply_id, struct record *order)
{
	char id[KEY_ID_SIZE];
	struct buf key;

	buf_init(&key, BUF_NO_CAP);
	key_add(&key, reply_id);
	buf_adds(&key, "/callback");
	key_id(NULL, 'm', buf_slice(&key), id);
	record_set_text(order, "message_id", slice_of(id));
	record_set_text(order, "dedupe_key", buf_slice(&key));
	buf_release(&key);
}

bool
callback_make(const struct config *config, struct record *reply, int64_t now_ms,
    struct record *order)
{
	const char *from = config->callback.from;
	struct slice tenant = record_text(reply, "tenant");
	int64_t received_ms;

	if (config->callback.provider == NULL ||
	    !slice_is(record_text(reply, "action"), "request_callback"))
		return false;
	if (!record_time(reply, "received_at", &received_ms))
		received_ms = now_ms;
	record_start(order, RECORD_MESSAGE);
	callback_name(record_text(reply, "reply_id"), order);
	record_copy_text(order, "tenant",
	    tenant.p != NULL ? tenant : slice_of(config->tenant));
	record_set_text(order, "channel", slice_of("voice"));
	record_copy_text(order, "to", record_text(reply, "from"));
	record_copy_text(order, "from",
	    from != NULL ? slice_of(from) : record_text(reply, "to"));
	record_copy_text(order, "call_url", slice_of(config->callback.url));
	record_set_text(order, "purpose", slice_of("callback"));
	record_set_text(order, "category", slice_of("transactional"));
	record_set_text(order, "body", slice_of("Call back, as asked."));
	record_copy_text(order, "language", record_text(reply, "language"));
	record_set_time(order, "created_at", now_ms);
	record_set_time(order, "expires_at",
	    received_ms + (int64_t)CALLBACK_WITHIN_S * INSTANT_SECOND);
	record_set_int(order, "priority", CALLBACK_PRIORITY);
	record_set_text(order, "status", slice_of("rendered"));
	return true;
}
