/* SPDX-License-Identifier: ISC */
#include "base/num.h"
#include "call/mapping.h"
#include "time/instant.h"
#include "time/loose.h"

#include <string.h>

/* Epoch numbers from here on are milliseconds: as seconds, the year 33658. */
#define CALL_EPOCH_MS_FROM 1e12
#define CALL_NUMBER_MAX 9e15 /* what a double holds to the unit, about */
/* Years 0000 to 9999, in ms. */
#define CALL_TIME_FIRST INT64_C(-62167219200000)
#define CALL_TIME_LAST INT64_C(253402300799999)

/* What an evaluation says instead of true and false. */
static const struct call_word outcomes[] = {
    {"pass", "true"},
    {"success", "true"},
    {"fail", "false"},
    {"failure", "false"},
    {0},
};

bool
call_is_there(struct json_object *node)
{
	struct doc_step step = {0};

	switch (doc_type(node)) {
	case SCAN_NULL:
		return false;
	case SCAN_STRING:
		return doc_text(node).n > 0;
	case SCAN_ARRAY:
		return doc_count(node) > 0;
	case SCAN_OBJECT:
		return doc_next(node, &step);
	default:
		return true;
	}
}

/* No text of a record may hold U+0000; what a model wrote may. */
static struct slice
call_drop_nul(struct slice text, struct arena *arena)
{
	char *copy;
	size_t i, n = 0;

	if (text.n == 0 || memchr(text.p, '\0', text.n) == NULL)
		return text;
	copy = arena_alloc(arena, text.n);
	for (i = 0; i < text.n; i++)
		if (text.p[i] != '\0')
			copy[n++] = text.p[i];
	return (struct slice){copy, n};
}

struct slice
call_read_text(struct json_object *node, struct arena *arena)
{
	struct slice text = call_drop_nul(doc_text(node), arena);
	struct buf json;

	switch (doc_type(node)) {
	case SCAN_STRING:
		return text.n > 0 ? text : (struct slice){NULL, 0};
	case SCAN_NUMBER:
	case SCAN_TRUE:
	case SCAN_FALSE:
		break;
	default:
		return (struct slice){NULL, 0};
	}
	buf_init(&json, BUF_NO_CAP);
	doc_write(node, &json);
	text = arena_slice(arena, buf_slice(&json));
	buf_release(&json);
	return text;
}

bool
call_read_bool(struct json_object *node, bool *out)
{
	struct slice text = doc_text(node);
	const char *outcome = call_word(outcomes, text);
	int64_t number;
	int truth = -1;

	if (doc_bool(node, out))
		return true;
	if (!doc_int(node, &number))
		truth = call_truth(outcome != NULL ? slice_of(outcome) : text);
	else if (number == 0 || number == 1)
		truth = (int)number;
	*out = truth == 1;
	return truth >= 0;
}

/* A number, or a string that is one. */
static bool
call_read_number(struct json_object *node, double *out)
{
	struct slice text = doc_text(node);
	int64_t millionths;

	if (text.p != NULL) {
		if (num_parse_money(text, &millionths) != 0)
			return false;
		*out = (double)millionths / NUM_MONEY_ONE;
	} else if (!doc_number(node, out)) {
		return false;
	}
	return *out > -CALL_NUMBER_MAX && *out < CALL_NUMBER_MAX;
}

static bool
call_scale(double number, double unit, int64_t *out)
{
	number *= unit;
	if (!(number > -CALL_NUMBER_MAX && number < CALL_NUMBER_MAX))
		return false;
	*out = (int64_t)(number < 0 ? number - 0.5 : number + 0.5);
	return true;
}

static double
call_epoch_unit(double number)
{
	return number >= CALL_EPOCH_MS_FROM ? 1 : INSTANT_SECOND;
}

bool
call_is_time(int64_t unix_ms)
{
	return unix_ms >= CALL_TIME_FIRST && unix_ms <= CALL_TIME_LAST;
}

bool
call_guess_time(struct slice text, int64_t *unix_ms)
{
	int64_t number;

	return num_parse(text, 0, (int64_t)CALL_NUMBER_MAX, &number) == 0 &&
	    call_scale(
		(double)number, call_epoch_unit((double)number), unix_ms) &&
	    call_is_time(*unix_ms);
}

static bool
call_read_any_time(
    struct json_object *node, enum call_reading reading, int64_t *unix_ms)
{
	struct slice text = doc_text(node);
	double number;

	if (reading == CALL_TIME_ISO)
		return instant_parse(text, unix_ms) == 0;
	if (reading == CALL_TIME_MAIL)
		return loose_instant(text, unix_ms) == 0;
	if (reading == CALL_TIME_GUESS &&
	    (instant_parse(text, unix_ms) == 0 ||
		loose_instant(text, unix_ms) == 0))
		return true;
	if (!call_read_number(node, &number))
		return false;
	if (reading == CALL_TIME_GUESS)
		return call_scale(number, call_epoch_unit(number), unix_ms);
	return call_scale(
	    number, reading == CALL_TIME_S ? INSTANT_SECOND : 1, unix_ms);
}

bool
call_read_time(
    struct json_object *node, enum call_reading reading, int64_t *unix_ms)
{
	return call_read_any_time(node, reading, unix_ms) &&
	    call_is_time(*unix_ms);
}

/* A duration of ISO 8601; days have 24 hours, months no length. */
static bool
call_read_iso_span(struct slice text, int64_t *ms)
{
	struct duration span;

	if (text.p == NULL || duration_parse(text, &span) != 0 ||
	    span.months != 0)
		return false;
	*ms = span.days * INSTANT_DAY + span.ms;
	return *ms >= 0;
}

bool
call_read_span(struct json_object *node, enum call_reading reading, int64_t *ms)
{
	double number, unit = 1;

	if (reading == CALL_SPAN_ISO)
		return call_read_iso_span(doc_text(node), ms);
	if (reading == CALL_SPAN_S)
		unit = INSTANT_SECOND;
	else if (reading == CALL_SPAN_MIN)
		unit = INSTANT_MINUTE;
	return call_read_number(node, &number) && number >= 0 &&
	    call_scale(number, unit, ms);
}
