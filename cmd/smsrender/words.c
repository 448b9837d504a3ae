/* SPDX-License-Identifier: ISC */
#include "words.h"

#include "template/date.h"
#include "text/utf8.h"
#include "text/visible.h"
#include "text/width.h"

#include <inttypes.h>
#include <strings.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- times -------------------------------------------------------------- */

/* "2:30 PM" */
static void
words_clock(struct buf *out, int hour, int minute)
{
	buf_addf(out, "%d:%02d %s", hour % 12 == 0 ? 12 : hour % 12, minute,
	    hour < 12 ? "AM" : "PM");
}

void
words_time(struct buf *out, int64_t unix_ms, const struct zone *zone)
{
	const struct date_names *names = date_names_find(NULL);
	const char *abbreviation;
	struct civil civil;

	zone_civil(zone, unix_ms, &civil, NULL, &abbreviation);
	buf_addf(out, "%s %s %d %d, ", names->short_days[civil_weekday(&civil)],
	    names->short_months[civil.month - 1], civil.day, civil.year);
	words_clock(out, civil.hour, civil.minute);
	buf_addf(out, " %s (%s)", abbreviation, zone_name(zone));
}

/* "2 days", with what parts it from the words before. */
static void
words_amount(struct buf *out, size_t start, int64_t *rest, int64_t unit,
    const char *name)
{
	int64_t count = *rest / unit;

	*rest %= unit;
	if (count == 0)
		return;
	if (out->len > start)
		buf_addc(out, ' ');
	buf_addf(out, "%" PRId64 " %s%s", count, name, count == 1 ? "" : "s");
}

/* "1 day", "2 hours 30 minutes", without a sign. */
static void
words_duration(struct buf *out, const struct duration *duration, int64_t sign)
{
	int64_t months = sign * duration->months;
	int64_t days = sign * duration->days, ms = sign * duration->ms;
	size_t start = out->len;

	words_amount(out, start, &months, 12, "year");
	words_amount(out, start, &months, 1, "month");
	words_amount(out, start, &days, 1, "day");
	words_amount(out, start, &ms, INSTANT_HOUR, "hour");
	words_amount(out, start, &ms, INSTANT_MINUTE, "minute");
	words_amount(out, start, &ms, INSTANT_SECOND, "second");
	words_amount(out, start, &ms, 1, "millisecond");
}

static int64_t
words_sign(const struct duration *duration)
{
	int64_t sum[] = {duration->months, duration->days, duration->ms};
	size_t i;

	for (i = 0; i < COUNT(sum); i++)
		if (sum[i] != 0)
			return sum[i] < 0 ? -1 : 1;
	return 0;
}

void
words_schedule(struct buf *out, const struct schedule *schedule)
{
	const struct duration *offset = &schedule->offset;
	const char *anchor = schedule->anchor;
	int64_t sign = words_sign(offset);

	if (!schedule->set) {
		buf_adds(out, "at once");
		return;
	}
	if (anchor == NULL)
		anchor = "the hang-up";
	if (sign != 0) {
		words_duration(out, offset, sign);
		buf_addf(out, " %s %s", sign < 0 ? "before" : "after", anchor);
	} else {
		buf_addf(out, "%s %s",
		    schedule->has_time ? "on the day of" : "at", anchor);
	}
	if (schedule->has_time) {
		buf_adds(out, ", at ");
		words_clock(out, schedule->hour, schedule->minute);
	} else if (sign != 0 && offset->ms == 0) {
		buf_adds(out, ", same time of day");
	}
}

/* ---- lengths ------------------------------------------------------------ */

/* "'á' (U+00E1)", or the number alone of what is not seen. */
static void
words_character(struct buf *out, struct slice text)
{
	struct slice character = {text.p, 0};
	uint32_t point = utf8_decode(text.p, &character.n);

	if (!visible_steers(point) && width_of_text(character) > 0)
		buf_addf(out, "'%.*s' (U+%04" PRIX32 ")", SLICE_ARG(character),
		    point);
	else
		buf_addf(out, "U+%04" PRIX32, point);
}

void
words_size(struct buf *out, const struct segment_count *size, struct slice body)
{
	bool gsm7 = size->encoding == SEGMENT_GSM7, one = size->segments == 1;
	size_t single = gsm7 ? SEGMENT_GSM7_SINGLE : SEGMENT_UCS2_SINGLE;
	size_t part = gsm7 ? SEGMENT_GSM7_PART : SEGMENT_UCS2_PART;

	buf_addf(out, "%zu segment%s, %s, %zu of %zu %s", size->segments,
	    one ? "" : "s", gsm7 ? "GSM-7" : "UCS-2", size->units,
	    one ? single : size->segments * part, gsm7 ? "septets" : "units");
	if (gsm7)
		return;
	buf_adds(out, ", because of ");
	words_character(out,
	    (struct slice){body.p + size->offender, body.n - size->offender});
}

/* ---- names -------------------------------------------------------------- */

const char *
words_reason(struct slice reason)
{
	static const struct {
		const char *reason, *words;
	} table[] = {
	    {"no_number", "the call had no number"},
	    {"invalid_number", "the number to call back is none"},
	    {"own_number", "it would go to ourselves"},
	    {"direction_unknown",
		"nobody knows which end of the call is the customer"},
	    {"channel_preferred", "the person asked for e-mail or a call"},
	    {"expired", "it would go out after it expires"},
	};
	size_t i;

	for (i = 0; i < COUNT(table); i++)
		if (slice_is(reason, table[i].reason))
			return table[i].words;
	return NULL;
}

const char *
words_language(struct slice language)
{
	static const struct {
		const char *tag, *words;
	} table[] = {
	    {"de", "German"},
	    {"en", "English"},
	    {"es", "Spanish"},
	    {"fr", "French"},
	    {"it", "Italian"},
	    {"nl", "Dutch"},
	    {"pt", "Portuguese"},
	};
	size_t i;

	for (i = 0; i < COUNT(table); i++)
		if (language.n >= 2 &&
		    strncasecmp(language.p, table[i].tag, 2) == 0 &&
		    (language.n == 2 || language.p[2] == '-' ||
			language.p[2] == '_'))
			return table[i].words;
	return NULL;
}
