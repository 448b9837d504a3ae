/* SPDX-License-Identifier: ISC */
#include "base/nearest.h"
#include "config/setting.h"

#include <string.h>

#define IN(member) offsetof(struct config, member)
#define OF_SENDER(member) offsetof(struct config_sender, member)
#define OF_CAMPAIGN(member) offsetof(struct config_campaign, member)

static const char *const sender_kinds[] = {"10dlc", "toll_free", "short_code",
    "long_code", "alphanumeric", "mobile_sim", NULL};

static const char *const categories[] = {
    "transactional", "conversational", "promotional", NULL};

/* The intents of a reply record (sms-record.5). */
static const char *const intents[] = {"stop", "start", "help", "confirm",
    "reschedule", "cancel", "yes", "no", "late", "other", NULL};

static const struct setting settings[] = {
    {"tenant", SETTING_TEXT, IN(tenant), .about = "name of the business"},
    {"brand", SETTING_MAP, .about = "who speaks, as templates see it"},
    {"brand.name", SETTING_TEXT, IN(brand.name),
	.about = "name that stands in texts"},
    {"brand.trade", SETTING_TEXT, IN(brand.trade),
	.about = "line of business: health, legal, finance, retail"},
    {"brand.domains", SETTING_TEXTS, IN(brand.domains), IN(brand.domain_count),
	.about = "domains that links may lead to"},
    {"brand.phone", SETTING_TEXT, IN(brand.phone),
	.about = "number to call for people"},
    {"brand.email", SETTING_TEXT, IN(brand.email), .about = "mail address"},
    {"numbers", SETTING_NUMBERS, IN(numbers), IN(number_count),
	.about = "further numbers of ours"},
    {"timezone", SETTING_TEXT, IN(timezone), .about = "IANA zone"},
    {"store", SETTING_STORE, IN(store), .about = "where state is kept"},
    {"templates", SETTING_PATH, IN(templates), .about = "folder of templates"},

    {"calls", SETTING_MAP, IN(calls),
	.about = "where a call's payload keeps what"},
    {"calls.appointment", SETTING_ANY,
	.about = "field of the appointment: path"},
    {"calls.consent", SETTING_TEXT, .about = "path of the caller's yes"},
    {"calls.mappings", SETTING_ANY, .about = "payloads of ours, field: path"},

    {"senders", SETTING_MAP, .about = "numbers that texts come from"},
    {"senders.*", SETTING_SENDER, .about = "one number"},
    {"senders.*.kind", SETTING_WORD, OF_SENDER(kind), .words = sender_kinds,
	.about = "kind of number"},
    {"senders.*.provider", SETTING_PROVIDER, OF_SENDER(provider),
	.about = "who carries its texts"},
    {"senders.*.campaign", SETTING_TEXT, OF_SENDER(campaign),
	.about = "campaign it belongs to"},
    {"senders.*.registered", SETTING_BOOL, OF_SENDER(registered),
	.fallback = "false", .about = "registered with the carriers"},
    {"senders.*.mps", SETTING_RATE, OF_SENDER(mps),
	.about = "messages a second"},

    {"campaigns", SETTING_MAP, .about = "what was registered"},
    {"campaigns.*", SETTING_CAMPAIGN, .about = "one campaign"},
    {"campaigns.*.tcr_id", SETTING_TEXT, OF_CAMPAIGN(tcr_id),
	.about = "id at The Campaign Registry"},
    {"campaigns.*.use_case", SETTING_TEXT, OF_CAMPAIGN(use_case),
	.about = "use case at the registry"},
    {"campaigns.*.category", SETTING_WORD, OF_CAMPAIGN(category),
	.words = categories, .about = "category of its texts"},
    {"campaigns.*.embedded_link", SETTING_BOOL, OF_CAMPAIGN(embedded_link),
	.fallback = "false", .about = "links were declared"},
    {"campaigns.*.embedded_phone", SETTING_BOOL, OF_CAMPAIGN(embedded_phone),
	.fallback = "false", .about = "phone numbers were declared"},
    {"campaigns.*.samples", SETTING_TEXTS, OF_CAMPAIGN(samples),
	OF_CAMPAIGN(sample_count), .about = "registered sample texts"},

    {"providers", SETTING_MAP, IN(providers), .about = "accounts"},
    {"providers.file", SETTING_MAP, .about = "an outbox of JSON lines"},
    {"providers.file.path", SETTING_PATH, .about = "file that texts go to"},
    {"providers.twilio", SETTING_MAP, .about = "an account at Twilio"},
    {"providers.twilio.account_sid", SETTING_REFERENCE,
	.about = "id of the account"},
    {"providers.twilio.auth_token", SETTING_SECRET,
	.about = "key of the account"},
    {"providers.twilio.base_url", SETTING_URL,
	.about = "another place for its API"},
    {"providers.twilio.insecure", SETTING_BOOL, .fallback = "false",
	.about = "http:// to other machines is fine"},
    {"providers.twilio.messaging_service_sid", SETTING_REFERENCE,
	.about = "messaging service to send through"},
    {"providers.twilio.status_callback", SETTING_URL,
	.about = "where receipts are to go"},
    {"route", SETTING_PROVIDERS, IN(route), IN(route_count),
	.about = "providers in the order to try"},

    {"hook", SETTING_MAP, .about = "the door for webhooks"},
    {"hook.base_url", SETTING_URL, IN(hook_base_url),
	.about = "address that the world sees"},
    {"hook.secrets", SETTING_MAP, IN(hook_secrets),
	.about = "keys that sign webhooks"},
    {"hook.secrets.retell", SETTING_SECRET, .about = "key of Retell AI"},
    {"hook.secrets.vapi", SETTING_SECRET, .about = "key of Vapi"},

    {"reply", SETTING_MAP, IN(reply), .about = "words of ours in replies"},
    {"reply.*", SETTING_WORD, .words = intents, .about = "what it means"},
    {"prices", SETTING_MAP, IN(prices), .about = "price of a segment"},
    {"prices.*", SETTING_PRICES, .about = "those of one provider"},
    {"prices.*.*", SETTING_PRICE, .words = sender_kinds,
	.about = "by kind of number, in USD"},
    {"policy", SETTING_MAP, .about = "limits"},
    {"policy.max_segments", SETTING_COUNT, IN(max_segments), .fallback = "3",
	.about = "segments of one message"},
};

enum { SETTINGS_COUNT = sizeof(settings) / sizeof(settings[0]) };

const struct setting *
setting_table(size_t *count)
{
	*count = SETTINGS_COUNT;
	return settings;
}

/* The pattern's rest behind the first `depth` names, or NULL: no match. */
static const char *
setting_match(
    const char *pattern, const struct setting_place *place, size_t depth)
{
	const char *name;
	size_t i, n;

	for (i = 0; i < depth; i++) {
		name = place->names[i];
		n = strcspn(pattern, ".");
		if (n == 0)
			return NULL;
		if (pattern[0] != '*' &&
		    (strlen(name) != n || memcmp(name, pattern, n) != 0))
			return NULL;
		pattern += n + (pattern[n] == '.');
	}
	return pattern;
}

const struct setting *
setting_find(const struct setting_place *place)
{
	const char *rest;
	size_t i;

	for (i = 0; i < SETTINGS_COUNT; i++) {
		rest = setting_match(settings[i].path, place, place->depth);
		if (rest != NULL && rest[0] == '\0')
			return &settings[i];
	}
	return NULL;
}

const char *
setting_nearest(const struct setting_place *place)
{
	const char *names[SETTINGS_COUNT], *rest;
	size_t i, count = 0;

	for (i = 0; i < SETTINGS_COUNT; i++) {
		rest = setting_match(settings[i].path, place, place->depth - 1);
		if (rest != NULL && rest[0] != '\0' &&
		    strchr(rest, '.') == NULL)
			names[count++] = rest;
	}
	return nearest_name(place->names[place->depth - 1], names, count);
}
