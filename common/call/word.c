/* SPDX-License-Identifier: ISC */
/*
 * Words for things: the platforms' into ours.
 */
#include "call/mapping.h"
#include "text/utf8.h"

#include <string.h>

const struct call_word call_directions[] = {
    {"inbound", "inbound"},
    {"inboundPhoneCall", "inbound"},
    {"incoming", "inbound"},
    {"outbound", "outbound"},
    {"outboundPhoneCall", "outbound"},
    {"outbound-api", "outbound"},
    {"outbound-dial", "outbound"},
    {"outgoing", "outbound"},
    {"web", "web"},
    {"webCall", "web"},
    {"web_call", "web"},
    {"vapi.websocketCall", "web"},
    {0},
};

/* Did a machine pick up? */
const struct call_word call_voicemails[] = {
    {"true", "voicemail"},
    {"false", "human"},
    {"human", "human"},
    {"voicemail*", "voicemail"},
    {"machine*", "voicemail"},
    {"ivr", "ivr"},
    {0},
};

const struct call_word call_end_reasons[] = {
    {"completed", "completed"},
    {"customer_hangup", "customer_hangup"},
    {"client_disconnected", "customer_hangup"},
    {"remote_hangup", "customer_hangup"},
    {"agent_hangup", "agent_hangup"},
    {"transferred", "transferred"},
    {"voicemail*", "voicemail"},
    {"no_answer", "no_answer"},
    {"no-answer", "no_answer"},
    {"busy", "busy"},
    {"rejected", "rejected"},
    {"cancelled", "cancelled"},
    {"canceled", "cancelled"},
    {"silence_timeout", "silence_timeout"},
    {"max_duration", "max_duration"},
    {"*error*", "failed"},
    {"failed", "failed"},
    {0},
};

static const struct {
	const char *word;
	int truth;
} truths[] = {
    {"true", 1},
    {"yes", 1},
    {"y", 1},
    {"1", 1},
    {"granted", 1},
    {"ok", 1},
    {"sí", 1},
    {"si", 1},
    {"false", 0},
    {"no", 0},
    {"n", 0},
    {"0", 0},
    {"denied", 0},
};

int
call_truth(struct slice text)
{
	size_t i;

	for (i = 0; i < sizeof(truths) / sizeof(truths[0]); i++)
		if (utf8_equal_fold(text, slice_of(truths[i].word)))
			return truths[i].truth;
	return -1;
}

/*
 * "*" stands for any letters, also none.  Only the last star met is tried
 * again, so a long text costs no more than its length times the pattern's.
 */
static bool
word_fits(const char *pattern, const char *p, const char *end)
{
	const char *star = NULL, *from = NULL;

	while (p < end) {
		if (*pattern == '*') {
			star = ++pattern;
			from = p;
		} else if (*pattern != '\0' && *pattern == *p) {
			pattern++;
			p++;
		} else if (star != NULL) {
			pattern = star;
			p = ++from;
		} else {
			return false;
		}
	}
	pattern += strspn(pattern, "*");
	return *pattern == '\0';
}

const char *
call_word(const struct call_word *words, struct slice text)
{
	if (text.p == NULL || words == NULL)
		return NULL;
	for (; words->pattern != NULL; words++)
		if (word_fits(words->pattern, text.p, text.p + text.n))
			return words->word;
	return NULL;
}
