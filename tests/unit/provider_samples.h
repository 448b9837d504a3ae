/* SPDX-License-Identifier: ISC */
/*
 * provider_samples: for each driver that sends by HTTP an account with invented
 * secrets, a message, and the answer that accepts it.  One that has none ends
 * the test (sample_of).
 */
#ifndef TESTS_UNIT_PROVIDER_SAMPLES_H
#define TESTS_UNIT_PROVIDER_SAMPLES_H

#include "provider/provider.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLE_SECRET "canary5ecret" /* begins each secret */
#define SAMPLE_SID "0123456789abcdef0123456789abcdef"
#define SAMPLE_UUID "40385f64-5717-4562-b3fc-2c963f66afa6"

struct sample_setting {
	const char *name, *value;
};

struct sample {
	const char *provider;
	struct sample_setting settings[10]; /* ends with a NULL name */
	const char *message; /* a record */
	int status;
	const char *answer;
	const char *page; /* of its list, empty; NULL: it has none */
};

#define SAMPLE_MESSAGE(more)                                            \
	"{\"record\":\"message\",\"record_version\":1,\"message_id\":"  \
	"\"m-1\",\"to\":\"+12125550147\",\"from\":\"+12125550100\","    \
	"\"category\":\"transactional\",\"created_at\":"                \
	"\"2026-11-30T15:51:29.100Z\",\"body\":\"Maple Street Dental: " \
	"see you Tue 2:30 PM. Reply STOP to opt out.\"" more "}"
#define SAMPLE_CALLBACK                                              \
	{                                                            \
		"status_callback", "https://hooks.example.test/hook" \
	}

static const struct sample samples[] = {
    {"aws-sms",
	{{"region", "us-east-1"}, {"access_key_id", "AKIDINVENTED00000001"},
	    {"secret_access_key", SAMPLE_SECRET "/+="},
	    {"session_token", SAMPLE_SECRET "session"},
	    {"configuration_set", "events"}},
	SAMPLE_MESSAGE(""), 200, "{\"MessageId\":\"" SAMPLE_UUID "\"}", NULL},
    {"bandwidth",
	{{"account_id", "9900000"}, {"username", "user-1"},
	    {"password", SAMPLE_SECRET "&password"},
	    {"application_id", "93de2206-0000-4000-8000-000000000001"},
	    {"callback_credentials", "hooks:" SAMPLE_SECRET}},
	SAMPLE_MESSAGE(""), 202,
	"{\"id\":\"1589228074636lm4k2je7j7jklbn2\",\"segmentCount\":1}",
	"{\"totalCount\":0,\"pageInfo\":{},\"messages\":[]}"},
    {"kannel",
	{{"username", "tester"}, {"password", SAMPLE_SECRET "&password"},
	    {"hook_key", SAMPLE_SECRET "key"}, SAMPLE_CALLBACK},
	SAMPLE_MESSAGE(""), 202, "0: Accepted for delivery", NULL},
    {"mailgun",
	{{"api_key", SAMPLE_SECRET "key"}, {"domain", "mg.maple.example"},
	    {"from", "desk@maple.example"},
	    {"signing_key", SAMPLE_SECRET "signing"}},
	SAMPLE_MESSAGE(",\"channel\":\"email\",\"email\":\"ann@example.test\","
		       "\"subject\":\"Tuesday\""),
	200,
	"{\"id\":\"<20260102030405.1.ABCDEF@mg.maple.example>\","
	"\"message\":\"Queued. Thank you.\"}",
	NULL},
    {"plivo",
	{{"auth_id", "MAINVENTED0000000001"},
	    {"auth_token", SAMPLE_SECRET "token"}, SAMPLE_CALLBACK},
	SAMPLE_MESSAGE(""), 202,
	"{\"api_id\":\"x\",\"message\":\"message(s) queued\","
	"\"message_uuid\":[\"" SAMPLE_UUID "\"]}",
	"{\"api_id\":\"x\",\"meta\":{\"limit\":20,\"next\":null},"
	"\"objects\":[]}"},
    {"sendgrid",
	{{"api_key", "SG." SAMPLE_SECRET}, {"from", "desk@maple.example"}},
	SAMPLE_MESSAGE(",\"channel\":\"email\",\"email\":\"ann@example.test\","
		       "\"subject\":\"Tuesday\""),
	202, "", NULL},
    {"sns",
	{{"region", "us-east-1"}, {"access_key_id", "AKIDINVENTED00000001"},
	    {"secret_access_key", SAMPLE_SECRET "/+="},
	    {"session_token", SAMPLE_SECRET "session"}},
	SAMPLE_MESSAGE(""), 200,
	"<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
	"<PublishResult><MessageId>" SAMPLE_UUID "</MessageId></PublishResult>"
	"<ResponseMetadata><RequestId>x</RequestId></ResponseMetadata>"
	"</PublishResponse>",
	NULL},
    {"telnyx", {{"api_key", "KEY" SAMPLE_SECRET}, SAMPLE_CALLBACK},
	SAMPLE_MESSAGE(""), 200,
	"{\"data\":{\"id\":\"" SAMPLE_UUID "\",\"parts\":1}}", NULL},
    {"twilio",
	{{"account_sid", "AC00112233445566778899aabbccddeeff"},
	    {"auth_token", SAMPLE_SECRET "token"}, SAMPLE_CALLBACK},
	SAMPLE_MESSAGE(""), 201,
	"{\"sid\":\"SM" SAMPLE_SID "\",\"status\":\"queued\"}",
	"{\"messages\":[],\"next_page_uri\":null}"},
    {"twilio-voice",
	{{"account_sid", "AC00112233445566778899aabbccddeeff"},
	    {"auth_token", SAMPLE_SECRET "token"},
	    {"url", "https://agent.maple.example/callback"}, SAMPLE_CALLBACK},
	SAMPLE_MESSAGE(",\"channel\":\"voice\""), 201,
	"{\"sid\":\"CA" SAMPLE_SID "\",\"status\":\"queued\"}", NULL},
    {"vonage",
	{{"api_key", "abcd1234"}, {"api_secret", SAMPLE_SECRET "secret"},
	    {"signature_secret", SAMPLE_SECRET "signing"}, SAMPLE_CALLBACK},
	SAMPLE_MESSAGE(""), 200,
	"{\"message-count\":\"1\",\"messages\":[{\"to\":\"12125550147\","
	"\"message-id\":\"" SAMPLE_UUID "\",\"status\":\"0\","
	"\"message-price\":\"0.0333\"}]}",
	NULL},
};

static inline const struct sample *
sample_of(const struct provider *provider)
{
	size_t i;

	for (i = 0; i < sizeof(samples) / sizeof(samples[0]); i++)
		if (strcmp(samples[i].provider, provider->name) == 0)
			return &samples[i];
	(void)printf("Bail out! no sample of %s\n", provider->name);
	exit(1);
}

/* The values of its settings; base_url NULL: the provider's own. */
static inline struct provider_values
sample_values(const struct provider *provider, const char *base_url)
{
	const struct sample_setting *set = sample_of(provider)->settings;
	struct provider_values values = {{NULL}};
	size_t i;

	for (; set->name != NULL; set++) {
		for (i = 0; provider->settings[i].name != NULL; i++)
			if (strcmp(provider->settings[i].name, set->name) == 0)
				break;
		if (provider->settings[i].name == NULL) {
			(void)printf("Bail out! %s has no setting %s\n",
			    provider->name, set->name);
			exit(1);
		}
		values.values[i] = set->value;
	}
	values.values[PROVIDER_BASE_URL] = base_url;
	return values;
}

#endif
