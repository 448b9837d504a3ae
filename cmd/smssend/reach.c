/* SPDX-License-Identifier: ISC */
#include "reach.h"

#include "channel.h"
#include "time/instant.h"

#include <stdio.h>

enum { REACH_NAME_MAX = 320 };

#define REACH_MS ((int64_t)REACH_DAYS * 24 * INSTANT_HOUR)

/* By what stands in the store, from 1 on; new ones come last. */
static const char *const classes[] = {NULL, "landline", "invalid_number"};

enum { CLASSES = sizeof(classes) / sizeof(classes[0]) };

/* Kept as a meter; false for calls, which reach a landline. */
static bool
reach_name(struct record *message, char name[REACH_NAME_MAX])
{
	const struct channel *channel = channel_of(message);
	struct slice to = channel_recipient(message);

	if (to.n == 0 || channel->carries == PROVIDER_VOICE)
		return false;
	(void)snprintf(name, REACH_NAME_MAX, "reach/%s/%.*s", channel->name,
	    SLICE_ARG(to));
	return true;
}

int
reach_note(struct run *run, struct record *message, struct slice class,
    struct error *err)
{
	char name[REACH_NAME_MAX];
	int i;

	for (i = 1; i < CLASSES; i++)
		if (slice_is(class, classes[i]))
			break;
	if (i == CLASSES || !reach_name(message, name))
		return 0;
	return meter_write(
	    run->store, slice_of(name), clock_now(&run->clock), i, err);
}

/* 1 with what is remembered; 0 nothing; -1 the store fails. */
static int
reach_read(struct run *run, struct record *message, const char **class,
    int64_t *noted_ms, struct error *err)
{
	char name[REACH_NAME_MAX];
	int64_t index = 0;
	int found;

	if (!reach_name(message, name))
		return 0;
	found = meter_read(run->store, slice_of(name), noted_ms, &index, err);
	if (found <= 0 || index <= 0 || index >= CLASSES)
		return found < 0 ? -1 : 0;
	*class = classes[index];
	return 1;
}

int
reach_clear(struct run *run, struct record *message, struct error *err)
{
	char name[REACH_NAME_MAX];
	const char *class;
	int64_t noted_ms;
	int found = reach_read(run, message, &class, &noted_ms, err);

	if (found <= 0)
		return found;
	(void)reach_name(message, name);
	return meter_write(run->store, slice_of(name), noted_ms, 0, err);
}

int
reach_check(struct run *run, struct record *message, int64_t now_ms,
    struct policy_finding *finding, struct error *err)
{
	struct slice any = {NULL, 0};
	int64_t noted_ms = 0, wrote_ms = 0;
	char noted[INSTANT_TEXT_MAX];
	const char *class = NULL;
	struct buf text;
	int found = reach_read(run, message, &class, &noted_ms, err);

	if (found <= 0)
		return found;
	if (inbound_last(run->store, channel_recipient(message), any, now_ms,
		&wrote_ms, err) < 0)
		return -1;
	if (now_ms - noted_ms > REACH_MS || wrote_ms > noted_ms)
		return 0;
	finding->verdict = POLICY_REFUSES;
	finding->reason = class;
	instant_format(noted_ms, noted);
	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "reported at %s", noted);
	finding->rule = arena_slice(&run->arena, buf_slice(&text));
	buf_release(&text);
	return 0;
}
