/* SPDX-License-Identifier: ISC */
#include "optout.h"

#include "base/fault.h"
#include "channel.h"
#include "consent/ledger.h"

#include <string.h>

static const char class[] = "opted_out";

/* The channel that it is about: an address that refuses e-mail says nothing of
 * texts, and a number that refuses texts means all of them. */
static const char *
optout_channel(const struct channel *channel)
{
	return channel->carries == PROVIDER_EMAIL ? "email" : "any";
}

static int
optout_write(struct run *run, struct record *message, struct slice number,
    const struct optout_word *word, struct error *err)
{
	struct record consent = {0};
	struct ledger_act act = {.tenant = record_text(message, "tenant"),
	    .number = number,
	    .action = "revoked",
	    .method = "provider",
	    .category = "any",
	    .channel = optout_channel(channel_of(message)),
	    .scope = "tenant",
	    .sender = record_text(message, "from")};
	struct buf source, words;
	int result;

	buf_init(&source, BUF_NO_CAP);
	buf_addf(&source, "provider:%.*s/%.*s", SLICE_ARG(number),
	    SLICE_ARG(record_text(message, "message_id")));
	buf_init(&words, BUF_NO_CAP);
	buf_addf(&words, "%.*s %.*s", SLICE_ARG(word->provider),
	    SLICE_ARG(word->error_code));
	if (word->error_text.n > 0)
		buf_addf(&words, ": %.*s", SLICE_ARG(word->error_text));
	act.source = buf_slice(&source);
	act.excerpt = buf_slice(&words);
	result = ledger_write(
	    run->store, &act, clock_now(&run->clock), &consent, err);
	record_release(&consent);
	buf_release(&words);
	buf_release(&source);
	return result < 0 ? -1 : 0;
}

int
optout_note(struct run *run, struct record *message,
    const struct optout_word *word, struct error *err)
{
	struct slice number = channel_recipient(message);

	/* What must never be: only the message ends, and the next one goes. */
	if (!slice_is(word->error_class, class) || number.n == 0 ||
	    fault_broken("optout-unheard"))
		return 0;
	return optout_write(run, message, number, word, err);
}

bool
optout_is_near(const struct run *run)
{
	size_t i;

	for (i = 0; i < run->slots; i++)
		if (run->attempts[i].stage == ATTEMPT_ENDED &&
		    run->attempts[i].outcome.error_class != NULL &&
		    strcmp(run->attempts[i].outcome.error_class, class) == 0)
			return true;
	return false;
}
