/* SPDX-License-Identifier: ISC */
#include "policy/appointment.h"
#include "tests/unit/test.h"

static const struct appointment_message first = {.template_id = {"reminder", 8},
    .version = 1,
    .call_ended_ms = 1000,
    .later = true};

static struct appointment_message
changed(const char *template_id, int64_t version, int64_t call_ended_ms)
{
	struct appointment_message message = first;

	message.template_id = slice_of(template_id);
	message.version = version;
	message.call_ended_ms = call_ended_ms;
	return message;
}

int
main(void)
{
	struct appointment_message older = first, newer;

	TEST("a higher version replaces the same template, never the reverse")
	{
		newer = changed("reminder", 2, 1000);
		CHECK(appointment_supersedes(&newer, &older));
		CHECK(!appointment_supersedes(&older, &newer));
		CHECK(!appointment_supersedes(&older, &older));
	}
	TEST("and what was to be sent later, but no other text of the moment")
	{
		newer = changed("confirmation", 2, 2000);
		CHECK(appointment_supersedes(&newer, &older));
		older.later = false;
		CHECK(!appointment_supersedes(&newer, &older));
	}
	TEST("versions win over the order of calls")
	{
		newer = changed("reminder", 2, 500);
		CHECK(appointment_supersedes(&newer, &older));
	}
	TEST("without versions the later call counts, for the same template")
	{
		older = changed("reminder", -1, 1000);
		newer = changed("reminder", -1, 2000);
		CHECK(appointment_supersedes(&newer, &older));
		CHECK(!appointment_supersedes(&older, &newer));
		newer = changed("confirmation", -1, 2000);
		CHECK(!appointment_supersedes(&newer, &older));
	}
	TEST("a cancellation takes back all that was said before it")
	{
		older = first;
		newer = changed("cancelled", 1, 2000);
		CHECK(!appointment_supersedes(&newer, &older));
		newer.cancels = true;
		CHECK(appointment_supersedes(&newer, &older));
		CHECK(!appointment_supersedes(&older, &newer));
		newer.version = older.version = -1;
		CHECK(appointment_supersedes(&newer, &older));
	}
	return test_done();
}
