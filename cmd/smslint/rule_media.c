/* SPDX-License-Identifier: ISC */
/* Attachments: what travels as MMS. */
#include "rules.h"

#include <strings.h>

enum {
	MEDIA_MAX = 10, /* attachments that platforms take */
	MEDIA_SIZE = 600 * 1000, /* bytes; carriers shrink or refuse larger */
	MEDIA_TOTAL = 5 * 1000 * 1000, /* bytes of all that platforms take */
	MEDIA_WORTH = 2, /* segments, up to which a text costs less than MMS */
};

static void
rule_media_https(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	struct view_step step = {.at = NULL};
	struct slice url;

	(void)settings;
	while (view_next(message->media_urls, &step)) {
		url = view_string(step.value, message->arena);
		if (url.p == NULL || url.n < 8 ||
		    strncasecmp(url.p, "https://", 8) != 0)
			lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
			    "an attachment is not at an https:// address");
	}
}

static void
rule_media_count(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	size_t count = view_count(message->media_urls);

	(void)settings;
	if (count > MEDIA_MAX)
		lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
		    "%zu attachments, more than %d", count, MEDIA_MAX);
}

/* The name's ending, without the dot; not there: it has none. */
static struct slice
media_ending(struct slice url)
{
	size_t end = 0, at;

	while (end < url.n && url.p[end] != '?' && url.p[end] != '#')
		end++;
	for (at = end; at > 0 && url.p[at - 1] != '/'; at--)
		if (url.p[at - 1] == '.')
			return (struct slice){url.p + at, end - at};
	return LINT_NONE;
}

/* Every telephone shows these; of others some do. */
static const char *const shown[] = {"jpg", "jpeg", "png", "gif"};

static bool
is_shown(struct slice ending)
{
	size_t i;

	for (i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
		if (ending.n == strlen(shown[i]) &&
		    strncasecmp(ending.p, shown[i], ending.n) == 0)
			return true;
	return false;
}

static void
rule_media_type(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	struct view_step step = {.at = NULL};
	struct slice ending;

	(void)settings;
	while (view_next(message->media_urls, &step)) {
		ending = media_ending(view_string(step.value, message->arena));
		if (ending.n > 0 && !is_shown(ending))
			lint_add(report, LINT_WARNING, LINT_WHOLE, LINT_NONE,
			    "an attachment of the type '%.*s': not every "
			    "telephone shows it",
			    SLICE_ARG(lint_excerpt(ending)));
	}
}

static void
rule_media_size(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	struct view_step step = {.at = NULL};
	int64_t size, total = 0;

	(void)settings;
	while (view_next(message->media_sizes, &step)) {
		if (!view_int(step.value, &size) || size < 0 ||
		    size > MEDIA_TOTAL)
			size = MEDIA_TOTAL + 1;
		total += total <= MEDIA_TOTAL ? size : 0;
		if (size > MEDIA_SIZE && size <= MEDIA_TOTAL)
			lint_add(report, LINT_WARNING, LINT_WHOLE, LINT_NONE,
			    "an attachment of %d kB, more than %d",
			    (int)(size / 1000), MEDIA_SIZE / 1000);
	}
	if (total > MEDIA_TOTAL)
		lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
		    "attachments of more than %d kB together",
		    MEDIA_TOTAL / 1000);
}

static void
rule_media_cost(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	if (message->media && message->size.segments <= MEDIA_WORTH)
		lint_add(report, LINT_INFO, LINT_WHOLE, LINT_NONE,
		    "an MMS costs about twice what a segment does: a link to "
		    "the picture would do with %zu",
		    message->size.segments);
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "media-https",
	.severity = LINT_ERROR,
	.scope = LINT_MEDIA,
	.summary = "an attachment that is not at an https:// address",
	.why = "Platforms fetch attachments over https, and refuse other "
	       "addresses or warn of them.",
	.source = "providers' documentation of MMS",
	.example =
	    "{\"body\": \"Maple Street Dental: before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. Reply "
	    "STOP to opt out.\", \"media_urls\": "
	    "[\"http://maple.example/map.png\"]}",
	.near_miss =
	    "{\"body\": \"Maple Street Dental: before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. Reply "
	    "STOP to opt out.\", \"media_urls\": "
	    "[\"https://maple.example/map.png\"]}",
	.check = rule_media_https},
    {.id = "media-count",
	.severity = LINT_ERROR,
	.scope = LINT_MEDIA,
	.summary = "more than 10 attachments",
	.why = "Platforms refuse more than 10.",
	.source = "providers' documentation of MMS",
	.example =
	    "{\"body\": \"Maple Street Dental: before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. Reply "
	    "STOP to opt out.\", \"media_urls\": "
	    "[\"https://maple.example/0.png\", "
	    "\"https://maple.example/1.png\", "
	    "\"https://maple.example/2.png\", "
	    "\"https://maple.example/3.png\", "
	    "\"https://maple.example/4.png\", "
	    "\"https://maple.example/5.png\", "
	    "\"https://maple.example/6.png\", "
	    "\"https://maple.example/7.png\", "
	    "\"https://maple.example/8.png\", "
	    "\"https://maple.example/9.png\", "
	    "\"https://maple.example/10.png\"]}",
	.near_miss =
	    "{\"body\": \"Maple Street Dental: before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. Reply "
	    "STOP to opt out.\", \"media_urls\": "
	    "[\"https://maple.example/0.png\", "
	    "\"https://maple.example/1.png\", "
	    "\"https://maple.example/2.png\", "
	    "\"https://maple.example/3.png\", "
	    "\"https://maple.example/4.png\", "
	    "\"https://maple.example/5.png\", "
	    "\"https://maple.example/6.png\", "
	    "\"https://maple.example/7.png\", "
	    "\"https://maple.example/8.png\", "
	    "\"https://maple.example/9.png\"]}",
	.check = rule_media_count},
    {.id = "media-type",
	.severity = LINT_WARNING,
	.scope = LINT_MEDIA,
	.summary = "an attachment that not every telephone shows",
	.why = "JPEG, PNG and GIF are shown everywhere; what other types are "
	       "depends on carrier and telephone. Judged by the ending of the "
	       "name.",
	.source = "providers' documentation of MMS",
	.example =
	    "{\"body\": \"Maple Street Dental: before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. Reply "
	    "STOP to opt out.\", \"media_urls\": "
	    "[\"https://maple.example/map.webp\"]}",
	.near_miss =
	    "{\"body\": \"Maple Street Dental: before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. Reply "
	    "STOP to opt out.\", \"media_urls\": "
	    "[\"https://maple.example/a.b/map?x=.webp\"]}",
	.check = rule_media_type},
    {.id = "media-size",
	.severity = LINT_ERROR,
	.scope = LINT_MEDIA,
	.summary = "an attachment above 600 kB; 5 MB together",
	.why = "Carriers shrink or refuse large attachments, from about 600 kB "
	       "on; platforms refuse more than 5 MB in all. Judged by "
	       "media_sizes of the record, in bytes.",
	.source = "providers' documentation of MMS",
	.example =
	    "{\"body\": \"Maple Street Dental: before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. Reply "
	    "STOP to opt out.\", \"media_urls\": "
	    "[\"https://maple.example/a.png\"], \"media_sizes\": [600001]}",
	.near_miss =
	    "{\"body\": \"Maple Street Dental: before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. Reply "
	    "STOP to opt out.\", \"media_urls\": "
	    "[\"https://maple.example/a.png\"], \"media_sizes\": [600000]}",
	.check = rule_media_size},
    {.id = "media-cost",
	.severity = LINT_INFO,
	.scope = LINT_MEDIA,
	.summary = "an attachment to a text of one or two segments",
	.why = "Carriers ask for an MMS about what they ask for two segments, "
	       "and platforms more. A link to the picture costs one.",
	.source = "surcharges of AT&T, T-Mobile and Verizon as of 2026",
	.example = "{\"media_urls\": [\"https://maple.example/map.png\"]}",
	.near_miss =
	    "{\"body\": \"Maple Street Dental: before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. before "
	    "your visit, please read this. before your visit, please read "
	    "this. before your visit, please read this. before your visit, "
	    "please read this. before your visit, please read this. Reply "
	    "STOP to opt out.\", \"media_urls\": "
	    "[\"https://maple.example/map.png\"]}",
	.check = rule_media_cost},
};

const struct lint_family rules_media = LINT_FAMILY(rows);
