/* SPDX-License-Identifier: ISC */
#include "entry.h"

#include "base/num.h"
#include "channel.h"
#include "config/price.h"
#include "policy/cadence.h"
#include "policy/place.h"
#include "record/key.h"
#include "text/cost.h"
#include "text/segment.h"

#include <string.h>

enum {
	ENTRY_COST_PLACES = 4,
	ENTRY_SEGMENTS_MAX = 255, /* 3GPP TS 23.040, 9.2.3.24.1 */
	ENTRY_ANSWER_PRIORITY = 50, /* somebody has just written to us */
};

#define ENTRY_BY_ROUTE "route" /* from_basis: not the message's, but ours */

bool
entry_is_derived(struct record *message, struct crypto_sha256 *digest)
{
	struct slice id = record_text(message, "message_id");
	struct slice key = record_text(message, "dedupe_key");
	char derived[KEY_ID_SIZE];

	if (key.p == NULL)
		return false;
	key_id(digest, 'm', key, derived);
	return slice_is(id, derived);
}

void
entry_hash(struct record *message, struct crypto_sha256 *digest,
    char hex[CRYPTO_SHA256_HEX])
{
	uint8_t sum[CRYPTO_SHA256_SIZE];
	struct view_step step = {0};

	crypto_sha256_start(digest);
	crypto_sha256_add_field(digest, record_text(message, "from"));
	crypto_sha256_add_field(digest, record_text(message, "to"));
	crypto_sha256_add_field(digest, record_text(message, "body"));
	if (channel_of(message)->lane != NULL) {
		crypto_sha256_add_field(digest, record_text(message, "email"));
		crypto_sha256_add_field(
		    digest, record_text(message, "subject"));
	}
	while (view_next(record_view(message, "media_urls"), &step))
		crypto_sha256_add_field(
		    digest, view_string(step.value, &message->arena));
	crypto_sha256_end(digest, sum);
	crypto_hex(sum, sizeof(sum), hex);
}

static void
entry_default(struct record *message, const char *name, const char *value)
{
	if (value != NULL && view_is_null(record_view(message, name)))
		record_set_text(message, name, slice_of(value));
}

/* False when the price is not known.  US carriers' fees are for the US. */
static bool
entry_cost(const struct config *config, const struct carrier_choice *choice,
    struct slice to, size_t segments, int64_t *cost)
{
	const char *kind = choice->sender != NULL ? choice->sender->kind : NULL;
	const char *provider = choice->carrier->provider->name;
	const struct slice none = {NULL, 0};
	struct place place;
	int64_t price;

	if (place_find(to, &place) && place.country != NULL &&
	    strcmp(place.country, "US") != 0 &&
	    strcmp(place.country, "PR") != 0) {
		if (!price_abroad(config, provider, place.country, &price))
			return false;
		*cost = cost_of_message(segments, price, none, none);
		return true;
	}
	if (!price_of_segment(config, provider, slice_of(kind), &price))
		return false;
	*cost = cost_of_message(segments, price, slice_of(kind), none);
	return true;
}

bool
entry_says_cost(struct record *message, int64_t *cost)
{
	struct slice currency = record_text(message, "currency");

	return (currency.n == 0 || slice_is(currency, "USD")) &&
	    num_parse_money(record_text(message, "cost_estimate"), cost) == 0;
}

/*
 * What smslint sets, for messages that did not pass through it.  Rates and
 * budgets count with segments and price: less than what the text needs is not
 * believed, nor what cannot be, nor a price in another money than ours.
 */
static void
entry_count(const struct config *config, const struct carrier_choice *choice,
    struct record *message)
{
	char text[NUM_TEXT_MAX];
	struct segment_count count;
	int64_t segments, cost, said;

	segment_count(record_text(message, "body"), &count);
	entry_default(
	    message, "encoding", segment_encoding_name(count.encoding));
	if (!record_int(message, "segments", &segments) ||
	    segments < (int64_t)count.segments ||
	    segments > ENTRY_SEGMENTS_MAX) {
		segments = (int64_t)count.segments;
		record_set_int(message, "segments", segments);
	}
	if (!entry_cost(config, choice, record_text(message, "to"),
		(size_t)segments, &cost) ||
	    (entry_says_cost(message, &said) && said >= cost))
		return;
	num_format_money(cost, ENTRY_COST_PLACES, text);
	record_set_text(message, "cost_estimate", slice_of(text));
	record_set_text(message, "currency", slice_of("USD"));
}

static struct carrier_question
entry_question(const struct entry_context *context, struct record *message)
{
	const struct channel *channel = channel_of(message);
	struct slice from = record_text(message, "from");

	return (struct carrier_question){
	    .carries = channel->lane != NULL ? channel->carries : 0,
	    .from = from.n > 0 ? from : (struct slice){NULL, 0},
	    .to = record_text(message, "to"),
	    .category = record_text(message, "category"),
	    .message = message,
	    .down = context->down};
}

/* The sender is ours to choose, and to exchange while the message waits. */
static void
entry_set_sender(struct record *message, const struct carrier_choice *choice)
{
	record_set_text(message, "from", choice->from);
	record_set_text(message, "from_basis", slice_of(ENTRY_BY_ROUTE));
}

/* What other countries want to see of its campaign. */
static void
entry_register(const struct config *config, struct record *message)
{
	struct slice name = record_text(message, "campaign");
	const struct config_campaign *campaign;

	if (name.p == NULL)
		return;
	campaign = config_find_campaign(
	    config, arena_string(&message->arena, name));
	if (campaign == NULL)
		return;
	entry_default(message, "india_entity_id", campaign->india_entity_id);
	entry_default(
	    message, "india_template_id", campaign->india_template_id);
}

static int
entry_complete(const struct entry_context *context, struct record *message,
    struct carrier_choice *choice, struct error *err)
{
	struct carrier_question question = entry_question(context, message);

	if (question.from.p == NULL)
		record_remove(message, "from"); /* it may be empty */
	if (carriers_choose(context->carriers, context->config, &question,
		choice, err) != 0)
		return -1;
	entry_default(message, "tenant", context->config->tenant);
	if (question.carries != 0)
		return 0;
	if (question.from.p == NULL && choice->from.p != NULL)
		entry_set_sender(message, choice);
	if (choice->sender != NULL) {
		record_set_text(
		    message, "sender_kind", slice_of(choice->sender->kind));
		entry_default(message, "campaign", choice->sender->campaign);
	}
	entry_register(context->config, message);
	entry_count(context->config, choice, message);
	return 0;
}

/* Blanks alone say nothing either. */
static bool
entry_says_nothing(struct record *message)
{
	return slice_trim(record_text(message, "body"), " \t\r\n").n == 0 &&
	    view_count(record_view(message, "media_urls")) == 0;
}

/* A trial: what no provider can send is refused before it is in the journal. */
static int
entry_try(const struct carrier *carrier, struct record *message,
    struct arena *arena, struct error *err)
{
	struct provider_request request;

	return carrier->provider->build(
	    &carrier->values, message, "trial", arena, &request, err);
}

static void
entry_times(struct record *message, int64_t now_ms, struct journal_row *row)
{
	if (!record_int(message, "priority", &row->priority))
		row->priority = row->answer ? ENTRY_ANSWER_PRIORITY : 0;
	if (!record_int(
		message, "appointment_version", &row->appointment_version))
		row->appointment_version = -1;
	if (!record_time(message, "expires_at", &row->expires_ms))
		row->expires_ms = 0;
	else if (row->expires_ms < 1)
		row->expires_ms = 1; /* long over, which 0 does not say */
	if (!record_time(message, "send_at", &row->not_before_ms) ||
	    row->not_before_ms <= now_ms)
		row->not_before_ms = 0;
	row->state = row->not_before_ms > 0 ? JOURNAL_SCHEDULED
					    : JOURNAL_QUEUED;
	if (row->expires_ms > 0 &&
	    (row->expires_ms <= now_ms ||
		row->expires_ms <= row->not_before_ms)) {
		row->state = JOURNAL_EXPIRED;
		row->reason = slice_of("expired");
	}
	row->changed_ms = now_ms;
}

int
entry_make(const struct entry_context *context, struct record *message,
    struct arena *arena, struct journal_row *row, struct error *err)
{
	const struct channel *channel = channel_of(message);
	struct carrier_choice choice;
	char hex[CRYPTO_SHA256_HEX];
	struct buf line;

	/* Before `from` is filled in: the same input has the same hash. */
	entry_hash(message, context->digest, hex);
	if (entry_says_nothing(message))
		return error_set(err, EX_DATAERR, "field body: empty");
	if (entry_complete(context, message, &choice, err) != 0 ||
	    entry_try(choice.carrier, message, arena, err) != 0)
		return -1;
	*row = (struct journal_row){.id = record_text(message, "message_id"),
	    .content_hash = arena_slice(arena, slice_of(hex)),
	    .key_given = context->key_given ||
		!entry_is_derived(message, context->digest),
	    .tenant = record_text(message, "tenant"),
	    .to = channel_recipient(message),
	    .from = channel_lane(channel, record_text(message, "from"),
		choice.carrier->provider->name, arena),
	    .appointment_id = record_text(message, "appointment_id"),
	    .template_id = record_text(message, "template_id"),
	    .answer = cadence_is_answer(message)};
	entry_times(message, context->now_ms, row);
	buf_init(&line, BUF_NO_CAP);
	record_write(message, &line);
	row->record = arena_slice(arena, buf_slice(&line));
	buf_release(&line);
	return 0;
}

/* Is the sender ours to choose?  Of e-mail and calls the lane alone says who
 * sends them. */
static bool
entry_is_routed(struct record *message)
{
	return channel_of(message)->lane != NULL ||
	    record_text(message, "from").n == 0 ||
	    slice_is(record_text(message, "from_basis"), ENTRY_BY_ROUTE);
}

/* As if that one had been the first choice. */
static void
entry_exchange(struct record *message, const struct carrier_choice *choice)
{
	if (choice->sender == NULL) {
		record_remove(message, "from");
		record_remove(message, "sender_kind");
		return;
	}
	entry_set_sender(message, choice);
	record_set_text(message, "sender_kind", slice_of(choice->sender->kind));
	record_copy_text(
	    message, "campaign", slice_of(choice->sender->campaign));
}

bool
entry_reroute(const struct entry_context *context,
    const struct carrier *carrier, struct record *message, struct slice *lane)
{
	struct carrier_question question = entry_question(context, message);
	struct carrier_choice choice;
	struct error ignored;

	if (!entry_is_routed(message))
		return false;
	question.from = (struct slice){NULL, 0};
	question.well = true;
	if (carriers_choose(context->carriers, context->config, &question,
		&choice, &ignored) != 0 ||
	    choice.carrier == carrier)
		return false;
	if (question.carries == 0) {
		entry_exchange(message, &choice);
		entry_count(context->config, &choice, message);
	}
	*lane = channel_lane(channel_of(message), choice.from,
	    choice.carrier->provider->name, &message->arena);
	return true;
}

bool
entry_waits(enum journal_state state)
{
	return state == JOURNAL_QUEUED || state == JOURNAL_SCHEDULED ||
	    state == JOURNAL_HELD;
}

bool
entry_is_unfound(const struct journal_row *row)
{
	return row->state == JOURNAL_HELD &&
	    slice_is(row->reason, ENTRY_UNFOUND);
}

bool
entry_is_taken_back(const struct journal_row *row)
{
	return row->attempts == 0 &&
	    ((row->state == JOURNAL_CANCELLED &&
		 slice_is(row->reason, ENTRY_SUPERSEDED)) ||
		(row->state == JOURNAL_SUPPRESSED &&
		    slice_is(row->reason, ENTRY_STALE)));
}

bool
entry_differs(const struct journal_row *known, const struct journal_row *row)
{
	if (!slice_equal(known->content_hash, row->content_hash) ||
	    known->expires_ms != row->expires_ms)
		return true;
	/* A queued row's time is that of its next attempt, not send_at. */
	return known->not_before_ms != row->not_before_ms &&
	    (known->state == JOURNAL_SCHEDULED ||
		row->state == JOURNAL_SCHEDULED);
}
