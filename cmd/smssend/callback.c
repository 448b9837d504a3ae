/* SPDX-License-Identifier: ISC */
#include "callback.h"

#include "record/key.h"
#include "text/phone.h"
#include "time/instant.h"

enum {
	CALLBACK_PRIORITY = 50, /* as an answer: somebody waits for it */
	CALLBACK_WITHIN_S = 24 * 60 * 60, /* of the reply, or not at all */
};

/* What is said of each call. */
static void
callback_call(const struct config *config, struct slice from, struct slice to,
    struct record *order)
{
	record_start(order, RECORD_MESSAGE);
	record_set_text(order, "channel", slice_of("voice"));
	record_copy_text(order, "to", to);
	record_copy_text(order, "from",
	    config->callback.from != NULL ? slice_of(config->callback.from)
					  : from);
	record_copy_text(order, "call_url", slice_of(config->callback.url));
}

/* Does the provider make a call of it?  Numbers to try that with are nobody's.
 */
static int
callback_try(const struct carrier *carrier, const struct config *config,
    struct error *err)
{
	struct provider_request request;
	struct record order = {0};
	struct error why;
	int result;

	callback_call(
	    config, slice_of("+12025550100"), slice_of("+12025550101"), &order);
	result = carrier->provider->build(
	    &carrier->values, &order, "trial", &order.arena, &request, &why);
	record_release(&order);
	return result == 0
	    ? 0
	    : error_set(err, EX_CONFIG, "setting callback: %s", why.text);
}

int
callback_check(const struct carriers *carriers, const struct config *config,
    struct error *err)
{
	const char *name = config->callback.provider;
	const char *from = config->callback.from;
	const struct carrier *carrier;

	if (config->callback.map == NULL)
		return 0;
	if (name == NULL)
		return error_set(err, EX_CONFIG,
		    "setting callback.provider is missing: who makes calls");
	if (from != NULL && !phone_is_e164(slice_of(from)))
		return error_set(err, EX_CONFIG,
		    "setting callback.from: '%s' is no number in E.164 form",
		    from);
	carrier = carriers_find(carriers, slice_of(name));
	if (carrier == NULL)
		return error_set(err, EX_CONFIG,
		    "setting callback.provider: '%s' is not configured", name);
	if ((carrier->provider->carries & PROVIDER_VOICE) == 0)
		return error_set(err, EX_CONFIG,
		    "setting callback.provider: '%s' makes no calls", name);
	return callback_try(carrier, config, err);
}

/* One reply, one call, whoever reads it again. */
static void
callback_name(struct slice reply_id, struct record *order)
{
	struct buf key;

	buf_init(&key, BUF_NO_CAP);
	key_add(&key, reply_id);
	buf_adds(&key, "/callback");
	key_name(order, NULL, buf_slice(&key));
	buf_release(&key);
}

bool
callback_is_asked(const struct config *config, struct record *reply)
{
	return config->callback.map != NULL &&
	    slice_is(record_text(reply, "action"), "request_callback");
}

void
callback_make(const struct config *config, struct record *reply,
    struct record *answered, int64_t now_ms, struct record *order)
{
	struct slice tenant = record_text(reply, "tenant");
	int64_t asked_ms;

	/* A clock that is ahead makes no call later than a day from now. */
	if (!record_time(reply, "received_at", &asked_ms) || asked_ms > now_ms)
		asked_ms = now_ms;
	callback_call(config, record_text(reply, "to"),
	    record_text(reply, "from"), order);
	callback_name(record_text(reply, "reply_id"), order);
	record_copy_text(order, "tenant",
	    tenant.p != NULL ? tenant : slice_of(config->tenant));
	if (answered != NULL)
		record_copy_text(
		    order, "program", record_text(answered, "program"));
	record_set_text(order, "purpose", slice_of("callback"));
	record_set_text(order, "category", slice_of("transactional"));
	record_set_text(order, "body", slice_of("Call back, as asked."));
	record_copy_text(order, "language", record_text(reply, "language"));
	record_set_time(order, "created_at", now_ms);
	record_set_time(order, "expires_at",
	    asked_ms + (int64_t)CALLBACK_WITHIN_S * INSTANT_SECOND);
	record_set_int(order, "priority", CALLBACK_PRIORITY);
	record_set_text(order, "status", slice_of("rendered"));
}
