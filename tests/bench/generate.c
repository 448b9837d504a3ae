/* SPDX-License-Identifier: ISC */
/*
 * generate KIND COUNT: records for benchmarks, the same ones each time.
 * KIND is call, message, delivery or event (three deliveries a message); a call
 * is about 490 bytes.
 */
#include "base/num.h"
#include "base/slice.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { SEED = 20261123, COUNT_MAX = 100 * 1000 * 1000 };

/* Numerical Recipes' generator: it needs to be the same, not good. */
static uint32_t
next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static const char *const names[] = {"Dana Whitlock", "Luis Ferro",
    "Priya Nadar", "Ewan Brook", "Ana Souza", "Jo Park", "Ines Marin"};
static const char *const services[] = {
    "cleaning", "check-up", "whitening", "filling", "consultation"};
static const char *const carriers[] = {"AT&T", "T-Mobile", "Verizon"};
static const char *const states[] = {
    "delivered", "delivered", "delivered", "delivered", "undelivered"};

#define PICK(list, r) (list)[(r) % (sizeof(list) / sizeof((list)[0]))]

static void
print_call(int64_t n, uint32_t *seed)
{
	uint32_t r = next(seed), s = next(seed);

	(void)printf(
	    "{\"record\":\"call\",\"record_version\":1,\"source\":\"vapi\","
	    "\"call_id\":\"9d3c2f0a-6a1e-4f0e-9a55-%012" PRIx64 "\","
	    "\"stage\":\"analyzed\",\"tenant\":\"maple-street\","
	    "\"direction\":\"inbound\",\"customer_number\":\"+1212555%04u\","
	    "\"business_number\":\"+12125550100\",\"customer_name\":\"%s\","
	    "\"ended_at\":\"2026-11-30T15:%02u:%02u.904Z\","
	    "\"data\":{\"intent\":\"book\",\"sms_consent\":true},"
	    "\"appointment\":{\"appointment_id\":\"A-%" PRId64 "\","
	    "\"starts_at\":\"2026-12-%02uT%02u:30:00Z\","
	    "\"service\":\"%s\",\"status\":\"booked\"},"
	    "\"consent\":{\"sms\":\"granted\",\"evidence\":null}}\n",
	    (uint64_t)n, r % 9000 + 1000, PICK(names, r), s % 60, r % 60, n,
	    s % 28 + 1, r % 10 + 8, PICK(services, s));
}

static void
print_message(int64_t n, uint32_t *seed)
{
	uint32_t r = next(seed);

	(void)printf(
	    "{\"record\":\"message\",\"record_version\":1,"
	    "\"message_id\":\"m%032" PRIx64 "\",\"dedupe_key\":"
	    "\"maple-street/A-%" PRId64 "@1/confirm/+1212555%04u\","
	    "\"tenant\":\"maple-street\",\"to\":\"+1212555%04u\","
	    "\"from\":\"+12125550100\",\"sender_kind\":\"10dlc\","
	    "\"purpose\":\"confirmation\",\"category\":\"transactional\","
	    "\"program\":\"appointments\",\"campaign\":\"appointments\","
	    "\"body\":\"Maple Street Dental: %s, your %s is Tue Dec 8, "
	    "2:30 PM. Reply C to confirm, R to reschedule. Reply STOP to opt "
	    "out.\",\"created_at\":\"2026-11-30T15:51:29.100Z\","
	    "\"status\":\"rendered\"}\n",
	    (uint64_t)n, n, r % 9000 + 1000, r % 9000 + 1000, PICK(names, r),
	    PICK(services, r));
}

static void
print_delivery(int64_t n, uint32_t *seed)
{
	uint32_t r = next(seed);

	(void)printf("{\"record\":\"delivery\",\"record_version\":1,"
		     "\"message_id\":\"m%032" PRIx64 "\","
		     "\"provider\":\"twilio\",\"provider_message_id\":"
		     "\"SM%032" PRIx64 "\",\"to\":\"+1212555%04u\","
		     "\"status\":\"%s\",\"terminal\":true,"
		     "\"carrier\":\"%s\",\"template_id\":\"confirm\","
		     "\"purpose\":\"confirmation\",\"segments\":1,"
		     "\"received_at\":\"2026-11-30T15:51:%02u.700Z\"}\n",
	    (uint64_t)n, (uint64_t)n, r % 9000 + 1000, PICK(states, r),
	    PICK(carriers, r), r % 60);
}

/*
 * One of three events of a message, as smssend and the receipts write them.
 * Those of ten messages are mixed: all accepted, all sent, all settled.
 */
enum { BLOCK = 10, STAGES = 3 };

static void
print_event(int64_t n, uint32_t *seed)
{
	int64_t at = (n - 1) % (BLOCK * STAGES), stage = at / BLOCK;
	int64_t message = (n - 1) / (BLOCK * STAGES) * BLOCK + at % BLOCK;
	uint32_t own = SEED + (uint32_t)message * 2654435761u, r, s;
	const char *last, *status;
	int64_t second;

	(void)seed;
	r = next(&own);
	s = next(&own);
	second = message / 50 + stage * 3 + s % 2;
	last = r % 40 == 0 ? "undelivered" : "delivered";
	status = stage == 0 ? "accepted" : stage == 1 ? "sent" : last;
	(void)printf(
	    "{\"record\":\"delivery\",\"record_version\":1,"
	    "\"message_id\":\"m%032" PRIx64 "\",\"provider\":\"twilio\","
	    "\"provider_message_id\":\"SM%032" PRIx64
	    "\",\"to\":\"+1%03u555%04u\","
	    "\"from\":\"+12125550100\",\"status\":\"%s\",\"terminal\":%s,"
	    "%s\"carrier\":\"%s\",\"template_id\":\"template-%u\","
	    "\"campaign\":\"appointments\",\"purpose\":\"confirmation\","
	    "\"category\":\"transactional\",\"language\":\"en\","
	    "\"segments\":1,\"cost_estimate\":\"0.0083\",\"currency\":\"USD\","
	    "\"call_id\":\"%08" PRIx64
	    "-6a1e\",\"received_at\":\"2026-11-%02uT%02u:%02u:%02u.%03uZ\"}\n",
	    (uint64_t)message, (uint64_t)message * 7, 201 + s % 700,
	    r % 9000 + 1000, status, stage == 2 ? "true" : "false",
	    stage == 2 && r % 40 == 0
		? "\"error_code\":\"30007\",\"error_class\":"
		  "\"carrier_filtered\","
		: "",
	    PICK(carriers, r), s % 20, (uint64_t)message,
	    (unsigned)(1 + second / 86400 % 28), (unsigned)(second / 3600 % 24),
	    (unsigned)(second / 60 % 60), (unsigned)(second % 60), r % 1000);
}

static const struct {
	const char *kind;
	void (*print)(int64_t n, uint32_t *seed);
} kinds[] = {
    {"call", print_call},
    {"message", print_message},
    {"delivery", print_delivery},
    {"event", print_event},
};

int
main(int argc, char **argv)
{
	uint32_t seed = SEED;
	int64_t count, n;
	size_t i;

	if (argc == 3 &&
	    num_parse(slice_of(argv[2]), 0, COUNT_MAX, &count) == 0)
		for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			if (strcmp(argv[1], kinds[i].kind) == 0) {
				for (n = 1; n <= count; n++)
					kinds[i].print(n, &seed);
				return fflush(stdout) != 0;
			}
	(void)fputs(
	    "usage: generate call|message|delivery|event count\n", stderr);
	return 64;
}
