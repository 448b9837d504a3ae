/* SPDX-License-Identifier: ISC */
#include "base/nearest.h"
#include "config/setting.h"

#include <string.h>

#define IN(member) offsetof(struct config, member)
#define OF_SENDER(member) offsetof(struct config_sender, member)
#define OF_ROUTE(member) offsetof(struct config_route, member)
#define OF_CAMPAIGN(member) offsetof(struct config_campaign, member)

static const char *const sender_kinds[] = {"10dlc", "toll_free", "short_code",
    "long_code", "alphanumeric", "mobile_sim", NULL};

static const char *const categories[] = {
    "transactional", "conversational", "promotional", NULL};

/* The intents of a reply record (sms-record.5). */
static const char *const intents[] = {"stop", "start", "help", "confirm",
    "reschedule", "cancel", "yes", "no", "late", "other", NULL};

/* What a text is taken for that may be a stop. */
static const char *const unsure_words[] = {"stop", "ask", NULL};

/* What the hours of the day hold back (policy/quiet.h). */
static const char *const quiet_profiles[] = {"default", "strict", "off", NULL};

static const struct setting settings[] = {
    {"tenant", .kind = SETTING_TEXT, IN(tenant)},
    {"brand", .kind = SETTING_MAP},
    {"brand.name", .kind = SETTING_TEXT, IN(brand.name)},
    {"brand.trade", .kind = SETTING_TEXT, IN(brand.trade)},
    {"brand.domains", .kind = SETTING_TEXTS, IN(brand.domains),
	IN(brand.domain_count)},
    {"brand.phone", .kind = SETTING_TEXT, IN(brand.phone)},
    {"brand.email", .kind = SETTING_TEXT, IN(brand.email)},
    {"numbers", .kind = SETTING_NUMBERS, IN(numbers), IN(number_count)},
    {"timezone", .kind = SETTING_TEXT, IN(timezone)},
    {"store", .kind = SETTING_STORE, IN(store)},
    {"templates", .kind = SETTING_PATH, IN(templates)},

    {"calls", .kind = SETTING_MAP, IN(calls)},
    {"calls.appointment", .kind = SETTING_ANY},
    {"calls.consent", .kind = SETTING_TEXT},
    {"calls.consent_email", .kind = SETTING_TEXT},
    {"calls.mappings", .kind = SETTING_ANY},

    {"senders", .kind = SETTING_MAP},
    {"senders.*", .kind = SETTING_SENDER},
    {"senders.*.kind", .kind = SETTING_WORD, OF_SENDER(kind),
	.words = sender_kinds},
    {"senders.*.provider", .kind = SETTING_PROVIDER, OF_SENDER(provider)},
    {"senders.*.campaign", .kind = SETTING_TEXT, OF_SENDER(campaign)},
    {"senders.*.registered", .kind = SETTING_BOOL, OF_SENDER(registered),
	.fallback = "false"},
    {"senders.*.mps", .kind = SETTING_RATE, OF_SENDER(mps)},

    {"campaigns", .kind = SETTING_MAP},
    {"campaigns.*", .kind = SETTING_CAMPAIGN},
    {"campaigns.*.tcr_id", .kind = SETTING_TEXT, OF_CAMPAIGN(tcr_id)},
    {"campaigns.*.use_case", .kind = SETTING_TEXT, OF_CAMPAIGN(use_case)},
    {"campaigns.*.category", .kind = SETTING_WORD, OF_CAMPAIGN(category),
	.words = categories},
    {"campaigns.*.embedded_link", .kind = SETTING_BOOL,
	OF_CAMPAIGN(embedded_link), .fallback = "false"},
    {"campaigns.*.embedded_phone", .kind = SETTING_BOOL,
	OF_CAMPAIGN(embedded_phone), .fallback = "false"},
    {"campaigns.*.description", .kind = SETTING_TEXT, OF_CAMPAIGN(description)},
    {"campaigns.*.message_flow", .kind = SETTING_TEXT,
	OF_CAMPAIGN(message_flow)},
    {"campaigns.*.opt_in_message", .kind = SETTING_TEXT,
	OF_CAMPAIGN(opt_in_message)},
    {"campaigns.*.opt_out_message", .kind = SETTING_TEXT,
	OF_CAMPAIGN(opt_out_message)},
    {"campaigns.*.help_message", .kind = SETTING_TEXT,
	OF_CAMPAIGN(help_message)},
    {"campaigns.*.age_gated", .kind = SETTING_BOOL, OF_CAMPAIGN(age_gated),
	.fallback = "false"},
    {"campaigns.*.direct_lending", .kind = SETTING_BOOL,
	OF_CAMPAIGN(direct_lending), .fallback = "false"},
    {"campaigns.*.affiliate_marketing", .kind = SETTING_BOOL,
	OF_CAMPAIGN(affiliate_marketing), .fallback = "false"},
    {"campaigns.*.sub_use_cases", .kind = SETTING_TEXTS,
	OF_CAMPAIGN(sub_use_cases), OF_CAMPAIGN(sub_use_case_count)},
    {"campaigns.*.india_entity_id", .kind = SETTING_TEXT,
	OF_CAMPAIGN(india_entity_id)},
    {"campaigns.*.india_template_id", .kind = SETTING_TEXT,
	OF_CAMPAIGN(india_template_id)},
    {"campaigns.*.samples", .kind = SETTING_TEXTS, OF_CAMPAIGN(samples),
	OF_CAMPAIGN(sample_count)},

    {"providers", .kind = SETTING_MAP, IN(providers)},
    {"providers.aws-sms", .kind = SETTING_MAP},
    {"providers.aws-sms.access_key_id", .kind = SETTING_REFERENCE},
    {"providers.aws-sms.base_url", .kind = SETTING_URL},
    {"providers.aws-sms.configuration_set", .kind = SETTING_REFERENCE},
    {"providers.aws-sms.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.aws-sms.origination_identity", .kind = SETTING_REFERENCE},
    {"providers.aws-sms.region", .kind = SETTING_REFERENCE},
    {"providers.aws-sms.secret_access_key", .kind = SETTING_SECRET},
    {"providers.aws-sms.session_token", .kind = SETTING_SECRET},
    {"providers.aws-sms.signing_certificate", .kind = SETTING_REFERENCE},
    {"providers.aws-sms.timeout_ms", .kind = SETTING_COUNT},
    {"providers.bandwidth", .kind = SETTING_MAP},
    {"providers.bandwidth.account_id", .kind = SETTING_REFERENCE},
    {"providers.bandwidth.application_id", .kind = SETTING_REFERENCE},
    {"providers.bandwidth.base_url", .kind = SETTING_URL},
    {"providers.bandwidth.callback_credentials", .kind = SETTING_SECRET},
    {"providers.bandwidth.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.bandwidth.password", .kind = SETTING_SECRET},
    {"providers.bandwidth.timeout_ms", .kind = SETTING_COUNT},
    {"providers.bandwidth.username", .kind = SETTING_REFERENCE},
    {"providers.file", .kind = SETTING_MAP},
    {"providers.file.path", .kind = SETTING_PATH},
    {"providers.kannel", .kind = SETTING_MAP},
    {"providers.kannel.base_url", .kind = SETTING_URL},
    {"providers.kannel.hook_key", .kind = SETTING_SECRET},
    {"providers.kannel.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.kannel.password", .kind = SETTING_SECRET},
    {"providers.kannel.smsc", .kind = SETTING_TEXT},
    {"providers.kannel.status_callback", .kind = SETTING_URL},
    {"providers.kannel.timeout_ms", .kind = SETTING_COUNT},
    {"providers.kannel.username", .kind = SETTING_REFERENCE},
    {"providers.mailgun", .kind = SETTING_MAP},
    {"providers.mailgun.api_key", .kind = SETTING_SECRET},
    {"providers.mailgun.base_url", .kind = SETTING_URL},
    {"providers.mailgun.domain", .kind = SETTING_REFERENCE},
    {"providers.mailgun.from", .kind = SETTING_TEXT},
    {"providers.mailgun.from_name", .kind = SETTING_TEXT},
    {"providers.mailgun.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.mailgun.signing_key", .kind = SETTING_SECRET},
    {"providers.mailgun.timeout_ms", .kind = SETTING_COUNT},
    {"providers.sendgrid", .kind = SETTING_MAP},
    {"providers.sendgrid.api_key", .kind = SETTING_SECRET},
    {"providers.sendgrid.base_url", .kind = SETTING_URL},
    {"providers.sendgrid.from", .kind = SETTING_TEXT},
    {"providers.sendgrid.from_name", .kind = SETTING_TEXT},
    {"providers.sendgrid.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.sendgrid.public_key", .kind = SETTING_REFERENCE},
    {"providers.sendgrid.timeout_ms", .kind = SETTING_COUNT},
    {"providers.sns", .kind = SETTING_MAP},
    {"providers.sns.access_key_id", .kind = SETTING_REFERENCE},
    {"providers.sns.base_url", .kind = SETTING_URL},
    {"providers.sns.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.sns.region", .kind = SETTING_REFERENCE},
    {"providers.sns.secret_access_key", .kind = SETTING_SECRET},
    {"providers.sns.session_token", .kind = SETTING_SECRET},
    {"providers.sns.signing_certificate", .kind = SETTING_REFERENCE},
    {"providers.sns.timeout_ms", .kind = SETTING_COUNT},
    {"providers.plivo", .kind = SETTING_MAP},
    {"providers.plivo.auth_id", .kind = SETTING_REFERENCE},
    {"providers.plivo.auth_token", .kind = SETTING_SECRET},
    {"providers.plivo.base_url", .kind = SETTING_URL},
    {"providers.plivo.dlt_template_category", .kind = SETTING_TEXT},
    {"providers.plivo.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.plivo.powerpack_uuid", .kind = SETTING_REFERENCE},
    {"providers.plivo.status_callback", .kind = SETTING_URL},
    {"providers.plivo.timeout_ms", .kind = SETTING_COUNT},
    {"providers.telnyx", .kind = SETTING_MAP},
    {"providers.telnyx.api_key", .kind = SETTING_SECRET},
    {"providers.telnyx.base_url", .kind = SETTING_URL},
    {"providers.telnyx.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.telnyx.messaging_profile_id", .kind = SETTING_REFERENCE},
    {"providers.telnyx.public_key", .kind = SETTING_REFERENCE},
    {"providers.telnyx.status_callback", .kind = SETTING_URL},
    {"providers.telnyx.timeout_ms", .kind = SETTING_COUNT},
    {"providers.twilio", .kind = SETTING_MAP},
    {"providers.twilio.account_sid", .kind = SETTING_REFERENCE},
    {"providers.twilio.auth_token", .kind = SETTING_SECRET},
    {"providers.twilio.base_url", .kind = SETTING_URL},
    {"providers.twilio.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.twilio.messaging_service_sid", .kind = SETTING_REFERENCE},
    {"providers.twilio.status_callback", .kind = SETTING_URL},
    {"providers.twilio.timeout_ms", .kind = SETTING_COUNT},
    {"providers.twilio-voice", .kind = SETTING_MAP},
    {"providers.twilio-voice.account_sid", .kind = SETTING_REFERENCE},
    {"providers.twilio-voice.auth_token", .kind = SETTING_SECRET},
    {"providers.twilio-voice.base_url", .kind = SETTING_URL},
    {"providers.twilio-voice.insecure", .kind = SETTING_BOOL,
	.fallback = "false"},
    {"providers.twilio-voice.status_callback", .kind = SETTING_URL},
    {"providers.twilio-voice.timeout_ms", .kind = SETTING_COUNT},
    {"providers.twilio-voice.twiml", .kind = SETTING_TEXT},
    {"providers.twilio-voice.url", .kind = SETTING_URL},
    {"providers.vonage", .kind = SETTING_MAP},
    {"providers.vonage.api_key", .kind = SETTING_REFERENCE},
    {"providers.vonage.api_secret", .kind = SETTING_SECRET},
    {"providers.vonage.base_url", .kind = SETTING_URL},
    {"providers.vonage.insecure", .kind = SETTING_BOOL, .fallback = "false"},
    {"providers.vonage.pool_id", .kind = SETTING_REFERENCE},
    {"providers.vonage.signature_secret", .kind = SETTING_SECRET},
    {"providers.vonage.status_callback", .kind = SETTING_URL},
    {"providers.vonage.timeout_ms", .kind = SETTING_COUNT},
    {"route", .kind = SETTING_PROVIDERS, IN(route), IN(route_count)},
    {"routes", .kind = SETTING_MAP},
    {"routes.*", .kind = SETTING_ROUTE},
    {"routes.*.category", .kind = SETTING_WORD, OF_ROUTE(category),
	.words = categories},
    {"routes.*.countries", .kind = SETTING_COUNTRIES, OF_ROUTE(countries),
	OF_ROUTE(country_count)},
    {"routes.*.route", .kind = SETTING_PROVIDERS, OF_ROUTE(providers),
	OF_ROUTE(provider_count)},

    {"hook", .kind = SETTING_MAP},
    {"hook.base_url", .kind = SETTING_URL, IN(hook_base_url)},
    {"hook.secrets", .kind = SETTING_MAP, IN(hook_secrets)},
    {"hook.secrets.bland", .kind = SETTING_SECRET},
    {"hook.secrets.elevenlabs", .kind = SETTING_SECRET},
    {"hook.secrets.generic", .kind = SETTING_SECRET},
    {"hook.secrets.livekit", .kind = SETTING_SECRET},
    {"hook.secrets.openai", .kind = SETTING_SECRET},
    {"hook.secrets.pipecat", .kind = SETTING_SECRET},
    {"hook.secrets.retell", .kind = SETTING_SECRET},
    {"hook.secrets.synthflow", .kind = SETTING_SECRET},
    {"hook.secrets.telnyx-voice", .kind = SETTING_SECRET},
    {"hook.secrets.twilio-call", .kind = SETTING_SECRET},
    {"hook.secrets.vapi", .kind = SETTING_SECRET},
    {"hook.secrets.vcon", .kind = SETTING_SECRET},

    {"callback", .kind = SETTING_MAP, IN(callback.map)},
    {"callback.provider", .kind = SETTING_PROVIDER, IN(callback.provider)},
    {"callback.url", .kind = SETTING_URL, IN(callback.url)},
    {"callback.from", .kind = SETTING_TEXT, IN(callback.from)},
    {"inbound", .kind = SETTING_MAP},
    {"inbound.answers", .kind = SETTING_MAP, IN(answers)},
    {"inbound.answers.*", .kind = SETTING_MAP},
    {"inbound.answers.*.*", .kind = SETTING_TEXT},
    {"inbound.link", .kind = SETTING_URL, IN(inbound_link)},
    {"inbound.unsure", .kind = SETTING_WORD, IN(inbound_unsure),
	.words = unsure_words, .fallback = "stop"},
    {"reply", .kind = SETTING_MAP, IN(reply)},
    {"reply.*", .kind = SETTING_WORD, .words = intents},
    {"prices", .kind = SETTING_MAP, IN(prices)},
    {"prices.*", .kind = SETTING_PRICES},
    {"prices.*.*", .kind = SETTING_PRICE, .words = sender_kinds},
    {"policy", .kind = SETTING_MAP},
    {"policy.cadence", .kind = SETTING_CADENCE, IN(cadence), IN(cadence_count),
	.fallback = "[2 per 10m, 6 per 24h]"},
    {"policy.max_segments", .kind = SETTING_COUNT, IN(max_segments),
	.fallback = "3"},
    {"policy.promotional_days", .kind = SETTING_COUNT, IN(promotional_days)},
    {"policy.spend_per_day", .kind = SETTING_DOLLARS, IN(spend_per_day)},
    {"policy.spend_per_prefix", .kind = SETTING_DOLLARS, IN(spend_per_prefix)},
    {"policy.t_mobile_per_day", .kind = SETTING_COUNT, IN(t_mobile_per_day)},
    {"policy.countries", .kind = SETTING_COUNTRIES, IN(countries),
	IN(country_count)},
    {"policy.quiet_hours", .kind = SETTING_WORD, IN(quiet_hours),
	.words = quiet_profiles, .fallback = "default"},

    {"alerts", .kind = SETTING_MAP},
    {"alerts.sample", .kind = SETTING_COUNT, IN(alerts.sample),
	.fallback = "50"},
    {"alerts.delivery_rate", .kind = SETTING_SHARE, IN(alerts.delivery_rate),
	.fallback = "0.90"},
    {"alerts.error_rate", .kind = SETTING_SHARE, IN(alerts.error_rate),
	.fallback = "0.08"},
    {"alerts.filter_rate", .kind = SETTING_SHARE, IN(alerts.filter_rate),
	.fallback = "0.03"},
    {"alerts.unknown_rate", .kind = SETTING_SHARE, IN(alerts.unknown_rate),
	.fallback = "1"},
    {"alerts.response_rate", .kind = SETTING_SHARE, IN(alerts.response_rate),
	.fallback = "0"},
    {"alerts.opt_out_rate", .kind = SETTING_SHARE, IN(alerts.opt_out_rate),
	.fallback = "0.02"},
    {"alerts.complaint_rate", .kind = SETTING_SHARE, IN(alerts.complaint_rate),
	.fallback = "0.001"},
    {"alerts.accepted_in_30s", .kind = SETTING_SHARE,
	IN(alerts.accepted_in_30s), .fallback = "0"},
    {"alerts.delivered_in_30s", .kind = SETTING_SHARE,
	IN(alerts.delivered_in_30s), .fallback = "0"},
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
