/* SPDX-License-Identifier: ISC */
#include "acc.h"

#include "time/instant.h"

#include <string.h>

/* Fates are numbered by their bits; one more is not a fate. */
enum { LOSS_LINT = 15, LOSS_BITS = 4 };

static uint32_t
key_reason(const struct outcome *outcome)
{
	return outcome->reason;
}

static void
label_reason(
    const struct words *words, uint32_t key, struct slice labels[ACC_LABELS])
{
	labels[0] = key != 0 ? words_text(words, key) : slice_of("not stated");
}

static uint32_t
key_class(const struct outcome *outcome)
{
	return outcome->error;
}

static void
label_class(
    const struct words *words, uint32_t key, struct slice labels[ACC_LABELS])
{
	(void)words;
	labels[0] = event_errors[key].name;
	labels[1] = slice_of(event_errors[key].words);
}

static uint32_t
key_code(const struct outcome *outcome)
{
	return outcome->code;
}

/* The fold made the word of three, each but the last with its NUL. */
static void
label_code(
    const struct words *words, uint32_t key, struct slice labels[ACC_LABELS])
{
	struct slice text = words_text(words, key);
	const char *end = text.p + text.n;
	int i;

	for (i = 0; i < ACC_LABELS - 1; i++) {
		labels[i] = (struct slice){text.p, strlen(text.p)};
		text.p += labels[i].n + 1;
	}
	labels[i] = (struct slice){text.p, (size_t)(end - text.p)};
}

/* The fate and, where one was told, the reason. */
static uint32_t
key_loss(const struct outcome *outcome)
{
	uint32_t fate = (outcome->is & IS_LINT) != 0
	    ? LOSS_LINT
	    : (uint32_t)__builtin_ctz(outcome->is & IS_MESSAGE);

	return fate | (fate == LOSS_LINT ? 0 : outcome->reason) << LOSS_BITS;
}

static void
label_loss(
    const struct words *words, uint32_t key, struct slice labels[ACC_LABELS])
{
	struct outcome outcome = {
	    .is = UINT32_C(1) << (key & ((1u << LOSS_BITS) - 1))};

	labels[0] = outcome.is == 1u << LOSS_LINT ? slice_of("lint")
						  : outcome_fate_name(&outcome);
	labels[1] = words_text(words, key >> LOSS_BITS);
}

/* clang-format off */
static const struct acc accs[] = {
    {.id = "messages", .title = "messages", .kind = &acc_count, .of = IS_MESSAGE},
    {.id = "sent", .title = "sent", .level = 1, .kind = &acc_count, .of = IS_SENT},
    {.id = "delivered", .title = "delivered", .level = 2, .kind = &acc_count, .of = IS_DELIVERED},
    {.id = "undelivered", .title = "undelivered", .level = 2, .kind = &acc_count, .of = IS_UNDELIVERED},
    {.id = "failed", .title = "failed", .level = 2, .kind = &acc_count, .of = IS_FAILED},
    {.id = "unknown", .title = "unknown after 24 h", .level = 2, .kind = &acc_count, .of = IS_UNKNOWN},
    {.id = "pending", .title = "pending", .level = 2, .kind = &acc_count, .of = IS_PENDING},
    {.id = "ambiguous", .title = "ambiguous", .level = 1, .kind = &acc_count, .of = IS_AMBIGUOUS},
    {.id = "queued", .title = "queued", .level = 1, .kind = &acc_count, .of = IS_QUEUED},
    {.id = "scheduled", .title = "scheduled", .level = 1, .kind = &acc_count, .of = IS_SCHEDULED},
    {.id = "held", .title = "held", .level = 1, .kind = &acc_count, .of = IS_HELD},
    {.id = "suppressed", .title = "suppressed", .level = 1, .kind = &acc_count, .of = IS_SUPPRESSED},
    {.id = "cancelled", .title = "cancelled", .level = 1, .kind = &acc_count, .of = IS_CANCELLED},
    {.id = "expired", .title = "expired unsent", .level = 1, .kind = &acc_count, .of = IS_EXPIRED},

    {.id = "recipients", .title = "people texted", .kind = &acc_people, .among = IS_SENT},

    {.id = "asked", .title = "questions asked", .kind = &acc_count, .of = IS_ASKED},
    {.id = "answered", .title = "answered", .level = 1, .kind = &acc_count, .of = IS_ANSWERED},
    {.id = "confirmed", .title = "confirmed", .level = 2, .kind = &acc_count, .of = IS_CONFIRMED},
    {.id = "reschedule", .title = "reschedule", .level = 2, .kind = &acc_count, .of = IS_RESCHEDULE},
    {.id = "cancel", .title = "cancel", .level = 2, .kind = &acc_count, .of = IS_CANCEL},

    {.id = "delivery_rate", .title = "delivery rate", .kind = &acc_rate, .of = IS_DELIVERED, .among = IS_SENT},
    {.id = "error_rate", .title = "error rate", .kind = &acc_rate, .of = IS_ERROR, .among = IS_SENT},
    {.id = "filter_rate", .title = "spam filter rate", .kind = &acc_rate, .of = IS_FILTERED, .among = IS_SENT},
    {.id = "unknown_rate", .title = "unknown rate", .kind = &acc_rate, .of = IS_UNKNOWN, .among = IS_SENT},
    {.id = "response_rate", .title = "response rate", .kind = &acc_rate, .of = IS_ANSWERED, .among = IS_ASKED},
    {.id = "confirm_rate", .title = "confirmed, of asked", .kind = &acc_rate, .of = IS_CONFIRMED, .among = IS_ASKED},
    {.id = "reschedule_rate", .title = "reschedule, of asked", .kind = &acc_rate, .of = IS_RESCHEDULE, .among = IS_ASKED},
    {.id = "opt_out_rate", .title = "opt-out rate, people", .kind = &acc_share, .of = IS_OPTED_OUT},
    {.id = "complaint_rate", .title = "complaints, people", .kind = &acc_share, .of = IS_COMPLAINED},

    {.id = "hangup_to_accepted", .title = "hang-up to accepted", .kind = &acc_latency, .latency = LATENCY_HANGUP, .in_time = 30 * INSTANT_SECOND},
    {.id = "accepted_to_delivered", .title = "accepted to delivered", .kind = &acc_latency, .latency = LATENCY_DELIVERY, .in_time = 30 * INSTANT_SECOND},
    {.id = "segments", .title = "segments a message", .kind = &acc_segments, .of = IS_SENT},
    {.id = "cost", .title = "cost", .kind = &acc_cost, .of = IS_SENT},
    {.id = "over_time", .title = "sent over time", .kind = &acc_series, .of = IS_SENT},

    {.id = "suppressed_reasons", .title = "suppressed because of", .kind = &acc_tally, .of = IS_SUPPRESSED,
	.key = key_reason, .label = label_reason, .labels = {"reason"}},
    {.id = "losses", .title = "not delivered", .hidden = true, .kind = &acc_tally, .of = IS_MESSAGE & ~IS_DELIVERED,
	.key = key_loss, .label = label_loss, .labels = {"fate", "reason"}},
    {.id = "held_reasons", .title = "held because of", .kind = &acc_tally, .of = IS_HELD,
	.key = key_reason, .label = label_reason, .labels = {"reason"}},
    {.id = "error_classes", .title = "errors by class", .kind = &acc_tally, .of = IS_ERROR,
	.key = key_class, .label = label_class, .labels = {"class", "words"}},
    {.id = "error_codes", .title = "errors by code", .kind = &acc_tally, .of = IS_CODED,
	.key = key_code, .label = label_code, .labels = {"provider", "code", "class"}},
};
/* clang-format on */

const struct acc *
acc_table(size_t *count)
{
	*count = sizeof(accs) / sizeof(accs[0]);
	return accs;
}
