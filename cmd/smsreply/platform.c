/* SPDX-License-Identifier: ISC */
#include "platform.h"

#include <stddef.h>
#include <string.h>

/*
 * A second text would be refused (Twilio 21610, Telnyx 40300), or be one too
 * many.  twilio.com advanced-opt-out tutorial; support.twilio.com 223134027
 * and 360058144374; developers.telnyx.com advanced-opt-in-out;
 * support.bandwidth.com 360010785613; docs.plivo.com dnd-service; AWS
 * keywords-required and opt-out-list; developer.vonage.com opt-out-assist.
 * At a toll-free number the network answers, whoever the provider is.
 */
static const struct {
	const char *provider; /* NULL: any */
	const char *kind; /* of the sender; NULL: any that is not named */
	const char *words; /* | between them */
} platforms[] = {
    {"twilio", "toll_free", "STOP|START|UNSTOP|HELP|INFO"},
    {"plivo", "toll_free", "STOP|START|UNSTOP|HELP|INFO"},
    {"sns", "toll_free", "STOP|START|UNSTOP|HELP"},
    {"aws-sms", "toll_free", "STOP|START|UNSTOP|HELP"},
    {NULL, "toll_free", "STOP|START|UNSTOP"},
    {"twilio", "short_code", ""},
    {"vonage", "short_code",
	"STOP|END|QUIT|CANCEL|UNSUBSCRIBE|START|JOIN|HELP"},
    {"twilio", NULL,
	"STOP|STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT|"
	"START|YES|UNSTOP|HELP|INFO"},
    {"telnyx", NULL,
	"STOP|STOPALL|STOP ALL|UNSUBSCRIBE|CANCEL|END|QUIT|START|UNSTOP|HELP"},
    {"plivo", NULL,
	"STOP|END|QUIT|CANCEL|UNSUB|UNSUBSCRIBE|STOP ALL|START|UNSTOP|HELP|"
	"INFO"},
    {"sns", NULL,
	"ARRET|CANCEL|END|OPT-OUT|OPTOUT|QUIT|REMOVE|STOP|TD|UNSUBSCRIBE|HELP"},
    {"aws-sms", NULL,
	"ARRET|CANCEL|END|OPT-OUT|OPTOUT|QUIT|REMOVE|STOP|TD|UNSUBSCRIBE|HELP"},
};

static const char *
platform_words(struct slice provider, const char *sender_kind)
{
	size_t i;

	for (i = 0; i < sizeof(platforms) / sizeof(platforms[0]); i++)
		if ((platforms[i].provider == NULL ||
			slice_is(provider, platforms[i].provider)) &&
		    (platforms[i].kind == NULL ||
			(sender_kind != NULL &&
			    strcmp(sender_kind, platforms[i].kind) == 0)))
			return platforms[i].words;
	return "";
}

bool
platform_answers(
    struct slice provider, const char *sender_kind, struct slice word)
{
	return slice_among(word, platform_words(provider, sender_kind));
}

bool
platform_yes_is_start(struct slice provider, const char *sender_kind)
{
	return platform_answers(provider, sender_kind, slice_of("YES"));
}
