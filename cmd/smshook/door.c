/* SPDX-License-Identifier: ISC */
#include "door.h"

#include <string.h>

/* The end of a call, from a voice platform. */
#define PLATFORM(platform, ...)                                             \
	{                                                                   \
		.name = (platform), .path = "/hook/" platform,              \
		.kind = DOOR_PLATFORM, .methods = "POST",                   \
		.types = {"application/json"}, .body_max = DOOR_CALL_MAX,   \
		.proofs = {__VA_ARGS__}, .answer_type = "application/json", \
		.answer = "{}",                                             \
	}

static const struct door doors[] = {
    {
	.name = "aws-sms",
	.path = "/hook/aws-sms",
	.kind = DOOR_PROVIDER,
	.methods = "POST",
	.types = {"text/plain", "application/json"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "signing_certificate",
    },
    {
	.name = "kannel",
	.path = "/hook/kannel",
	.kind = DOOR_PROVIDER,
	.methods = "GET",
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "hook_key",
    },
    {
	.name = "mailgun",
	.path = "/hook/mailgun",
	.kind = DOOR_PROVIDER,
	.methods = "POST",
	.types = {"application/json", "application/x-www-form-urlencoded"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "signing_key",
    },
    {
	.name = "sendgrid",
	.path = "/hook/sendgrid",
	.kind = DOOR_PROVIDER,
	.methods = "POST",
	.types = {"application/json"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "public_key",
	.proofs = {"X-Twilio-Email-Event-Webhook-Signature"},
    },
    {
	.name = "sns",
	.path = "/hook/sns",
	.kind = DOOR_PROVIDER,
	.methods = "POST",
	.types = {"text/plain", "application/json"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "signing_certificate",
    },
    {
	.name = "twilio",
	.path = "/hook/twilio",
	.kind = DOOR_PROVIDER,
	.methods = "GET, POST",
	.types = {"application/x-www-form-urlencoded", "application/json"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "auth_token",
	.proofs = {"X-Twilio-Signature"},
    },
    {
	.name = "twilio-voice",
	.path = "/hook/twilio-voice",
	.kind = DOOR_PROVIDER,
	.methods = "GET, POST",
	.types = {"application/x-www-form-urlencoded"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "auth_token",
	.proofs = {"X-Twilio-Signature"},
    },
    {
	.name = "telnyx",
	.path = "/hook/telnyx",
	.kind = DOOR_PROVIDER,
	.methods = "POST",
	.types = {"application/json"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "public_key",
	.proofs = {"Telnyx-Signature-Ed25519"},
    },
    {
	.name = "bandwidth",
	.path = "/hook/bandwidth",
	.kind = DOOR_PROVIDER,
	.methods = "POST",
	.types = {"application/json"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "callback_credentials",
	.proofs = {"Authorization"},
    },
    {
	.name = "plivo",
	.path = "/hook/plivo",
	.kind = DOOR_PROVIDER,
	.methods = "GET, POST",
	.types = {"application/x-www-form-urlencoded"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "auth_token",
	.proofs = {"X-Plivo-Signature-V3", "X-Plivo-Signature-Ma-V3",
	    "X-Plivo-Signature-V2", "X-Plivo-Signature-Ma-V2"},
    },
    {
	.name = "vonage",
	.path = "/hook/vonage",
	.kind = DOOR_PROVIDER,
	.methods = "GET, POST",
	.types = {"application/x-www-form-urlencoded", "application/json"},
	.body_max = DOOR_MESSAGE_MAX,
	.setting = "signature_secret",
    },
    {
	.name = "twilio-call",
	.path = "/hook/twilio-call",
	.kind = DOOR_PLATFORM,
	.methods = "POST",
	.types = {"application/x-www-form-urlencoded"},
	.body_max = DOOR_CALL_MAX,
	.proofs = {"X-Twilio-Signature"},
	.signer = "twilio",
	.answer_type = "text/xml",
	.answer = "<Response/>",
    },
    PLATFORM("bland", "X-Webhook-Signature"),
    PLATFORM("elevenlabs", "ElevenLabs-Signature"),
    PLATFORM("generic", "Authorization"),
    PLATFORM("livekit", "Authorization"),
    PLATFORM("openai", "webhook-signature"),
    PLATFORM("pipecat", "Authorization"),
    PLATFORM("retell", "X-Retell-Signature"),
    PLATFORM("synthflow", "Authorization"),
    PLATFORM("telnyx-voice", "Telnyx-Signature-Ed25519"),
    PLATFORM("vapi", "X-Vapi-Secret", "Authorization"),
    PLATFORM("vcon", "Authorization"),
};

enum { DOOR_COUNT = sizeof(doors) / sizeof(doors[0]) };

const struct door *
door_table(size_t *count)
{
	*count = DOOR_COUNT;
	return doors;
}

bool
door_signs_url(const struct door *door)
{
	return door->kind == DOOR_PROVIDER || door->signer != NULL;
}

const struct door *
door_at(const char *path)
{
	size_t i;

	for (i = 0; i < DOOR_COUNT; i++)
		if (strcmp(doors[i].path, path) == 0)
			return &doors[i];
	return NULL;
}

const struct door *
door_named(struct slice name)
{
	size_t i;

	for (i = 0; i < DOOR_COUNT; i++)
		if (slice_is(name, doors[i].name))
			return &doors[i];
	return NULL;
}

int
door_secret(const struct door *door, const struct config *config,
    const char **secret, struct error *err)
{
	if (door->setting != NULL)
		return config_provider(
		    config, door->name, door->setting, secret, err);
	return config_hook_secret(config, door->name, secret, err);
}
