/* SPDX-License-Identifier: ISC */
#include "length.h"
#include "rules.h"

#include "text/gsm7.h"
#include "text/utf8.h"

#include <inttypes.h>

enum {
	SEGMENTS_LIMIT = 10, /* platforms refuse more */
	UCS2_NAMED = 8, /* different characters named in one message */
	UCS2_FOREIGN = 4, /* from one in so many on, the script is another */
};

static void
rule_segments_many(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct segment_count *size = &message->size;

	if (message->media || size->segments <= settings->segments_max)
		return;
	lint_add(report,
	    size->segments > SEGMENTS_LIMIT ? LINT_ERROR : LINT_WARNING,
	    LINT_WHOLE, LINT_NONE,
	    "%zu segments, more than %zu: %zu %s, cut %zu to save one",
	    size->segments,
	    size->segments > SEGMENTS_LIMIT ? (size_t)SEGMENTS_LIMIT
					    : settings->segments_max,
	    size->units,
	    size->encoding == SEGMENT_GSM7 ? "GSM septets" : "UCS-2 characters",
	    length_over(size));
}

/* What forces UCS-2 in a text. */
struct foreigners {
	struct slice places[UCS2_NAMED]; /* the first of each, in the body */
	size_t named;
	size_t without; /* characters without a substitute */
	size_t characters; /* of the whole text */
};

static void
foreigners_name(struct foreigners *foreigners, struct slice place)
{
	size_t i;

	for (i = 0; i < foreigners->named; i++)
		if (slice_equal(foreigners->places[i], place))
			return;
	if (foreigners->named < UCS2_NAMED)
		foreigners->places[foreigners->named++] = place;
}

/* Adds the body with each foreigner replaced, or left out. */
static void
foreigners_replace(
    struct slice body, struct foreigners *foreigners, struct buf *plain)
{
	const char *substitute;
	uint32_t point;
	size_t i, len;

	for (i = 0; i < body.n; i += len) {
		struct slice place = {body.p + i, 0};

		point = utf8_decode(place.p, &len);
		place.n = len;
		foreigners->characters++;
		if (gsm7_septets(point) > 0) {
			buf_addslice(plain, place);
			continue;
		}
		foreigners_name(foreigners, place);
		substitute = gsm7_substitute(point);
		if (substitute != NULL)
			buf_adds(plain, substitute);
		else
			foreigners->without++;
	}
}

static void
rule_ucs2_cost(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	struct foreigners foreigners = {.named = 0};
	struct segment_count size;
	struct buf plain;
	uint32_t point;
	size_t i, len;

	if (message->size.encoding == SEGMENT_GSM7 || message->media ||
	    message->size.segments == 1)
		return;
	buf_init(&plain, BUF_NO_CAP);
	foreigners_replace(message->body, &foreigners, &plain);
	lint_count(settings, buf_slice(&plain), &size);
	buf_release(&plain);
	if (size.segments >= message->size.segments ||
	    foreigners.without * UCS2_FOREIGN > foreigners.characters)
		return;
	for (i = 0; i < foreigners.named; i++) {
		struct slice place = foreigners.places[i];

		point = utf8_decode(place.p, &len);
		lint_add(report, LINT_INFO, place,
		    slice_of(gsm7_substitute(point)),
		    "'%.*s' (U+%04" PRIX32 ") makes it UCS-2: %zu segments, "
		    "%zu without such characters",
		    SLICE_ARG(place), point, message->size.segments,
		    size.segments);
	}
}

static void
rule_cluster_cut(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct segment_count *size = &message->size;

	(void)settings;
	if (!message->media && size->clusters > size->segments)
		lint_add(report, LINT_INFO, LINT_WHOLE, LINT_NONE,
		    "%zu segments, %zu where characters of several code points "
		    "are kept whole",
		    size->segments, size->clusters);
}

/* ---- the table --------------------------------------------------------- */

/* One to readers: a man, a woman, a girl and a boy, joined. */
#define FAMILY "👨\u200d👩\u200d👧\u200d👦"

static const struct lint_rule rows[] = {
    {.id = "segments-many",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "more segments than policy.max_segments",
	.why =
	    "Each segment is paid for, long texts are filtered more often, and "
	    "parts can arrive out of order. A warning above "
	    "policy.max_segments "
	    "(3 when not set), an error above 10, where platforms refuse it.",
	.source = "3GPP TS 23.040, 9.2.3.24.1; limits of the platforms",
	.example = LINT_BODY(
	    "Maple Street Dental: before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. Reply STOP to opt out."),
	.check = rule_segments_many},
    {.id = "ucs2-cost",
	.severity = LINT_INFO,
	.scope = LINT_MESSAGE,
	.summary = "a character outside the GSM alphabet costs a segment",
	.why = "One character that the GSM 7 bit alphabet lacks turns the "
	       "whole text "
	       "to UCS-2, 70 characters a segment and not 160. Named are those "
	       "whose "
	       "substitute, or absence, would save a segment. Letters with "
	       "accents "
	       "are not replaced, since that would misspell the word.",
	.source = "3GPP TS 23.038, 6.2.1; Twilio smart encoding",
	.example = LINT_BODY("Maple Street Dental: we’re glad to see you Tue "
			     "Dec 8, 2:30 PM. Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: we’re open. Text STOP to end."),
	.fix = true,
	.check = rule_ucs2_cost},
    {.id = "cluster-cut",
	.severity = LINT_INFO,
	.scope = LINT_MESSAGE,
	.summary = "a segment more where composed characters are kept whole",
	.why = "Networks cut between code points; some platforms and "
	       "calculators keep a flag or a family of emoji in one part, "
	       "which can take one part more.",
	.source = "3GPP TS 23.040, 9.2.3.24.1; Unicode UAX 29",
	.example = LINT_BODY("Maple Street Dental: hi, " FAMILY FAMILY FAMILY
		FAMILY FAMILY FAMILY FAMILY FAMILY " Text STOP to end."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: see you " FAMILY ". Text STOP to end."),
	.check = rule_cluster_cut},
};

const struct lint_family rules_length = LINT_FAMILY(rows);
