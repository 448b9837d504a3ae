/* SPDX-License-Identifier: ISC */
#include "rules.h"

#include "base/ascii.h"
#include "policy/place.h"
#include "text/phone.h"
#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

/* ---- finding them ------------------------------------------------------- */

/* A text being read, up to its end. */
struct dial {
	const char *p, *end;
};

static bool
dial_digits(struct dial *dial, size_t count, char *out)
{
	size_t i;

	if ((size_t)(dial->end - dial->p) < count)
		return false;
	for (i = 0; i < count; i++)
		if (!ascii_is_digit(dial->p[i]))
			return false;
	memcpy(out, dial->p, count);
	dial->p += count;
	return true;
}

static bool
dial_skip(struct dial *dial, const char *any)
{
	if (dial->p == dial->end || *dial->p == '\0' ||
	    strchr(any, *dial->p) == NULL)
		return false;
	dial->p++;
	return true;
}

/* No letter or digit goes on where the number ends. */
static bool
dial_ends(const struct dial *dial)
{
	return dial->p == dial->end ||
	    (!ascii_is_digit(*dial->p) && !ascii_is_letter(*dial->p));
}

/* "(212) 555-0100", "1-212-555-0100", "212.555.0100": digits to `out`. */
static bool
dial_grouped(struct dial *dial, char out[PHONE_MAX])
{
	bool open;

	memcpy(out, "+1", 2);
	(void)dial_skip(dial, "+");
	if (dial->p < dial->end && *dial->p == '1') {
		dial->p++;
		if (!dial_skip(dial, " -.") && *dial->p != '(')
			return false;
	}
	open = dial_skip(dial, "(");
	if (!dial_digits(dial, 3, out + 2) || out[2] < '2' ||
	    (open && !dial_skip(dial, ")")))
		return false;
	if (!dial_skip(dial, " -./") && !open)
		return false;
	if (!dial_digits(dial, 3, out + 5) || out[5] < '2' ||
	    !dial_skip(dial, " -.") || !dial_digits(dial, 4, out + 8))
		return false;
	out[12] = '\0';
	return dial_ends(dial);
}

/* "+442079460123", "+44 20 7946 0123" */
static bool
dial_international(struct dial *dial, char out[PHONE_MAX])
{
	size_t n = 1;

	if (!dial_skip(dial, "+"))
		return false;
	out[0] = '+';
	while (n < PHONE_MAX - 1) {
		if (dial_digits(dial, 1, out + n))
			n++;
		else if (dial->end - dial->p < 2 ||
		    strchr(" -.()", *dial->p) == NULL ||
		    !ascii_is_digit(dial->p[1]))
			break;
		else
			dial->p++;
	}
	out[n] = '\0';
	return dial_ends(dial) && phone_is_e164(slice_of(out));
}

/* May a number start at p: behind no letter, digit or amount? */
static bool
dial_starts(const char *body, const char *p)
{
	char before = p > body ? p[-1] : ' ';

	if (before == '(' || *p == '(' || *p == '+')
		return before == ' ' || before == '(' || before == ':' ||
		    before == '\n';
	return strchr(" \n:;,/", before) != NULL;
}

/* The first number that starts at p or later; NULL: none. */
static const char *
dial_next(
    struct slice body, const char *p, char out[PHONE_MAX], const char **stop)
{
	const char *end = body.p + body.n;

	for (; p < end; p++) {
		struct dial grouped = {p, end}, other = {p, end};

		if ((!ascii_is_digit(*p) && *p != '(' && *p != '+') ||
		    !dial_starts(body.p, p))
			continue;
		if (dial_grouped(&grouped, out)) {
			*stop = grouped.p;
			return p;
		}
		if (dial_international(&other, out)) {
			*stop = other.p;
			return p;
		}
	}
	return NULL;
}

/* ---- judging them ------------------------------------------------------- */

static bool
is_ours(const struct config *config, const char *number)
{
	char own[PHONE_MAX];

	if (config->brand.phone != NULL &&
	    phone_read(slice_of(config->brand.phone), own) &&
	    strcmp(own, number) == 0)
		return true;
	return config_is_ours(config, slice_of(number));
}

static void
judge(const char *number, struct slice place,
    const struct lint_message *message, const struct config *config,
    struct lint_report *report)
{
	struct place where;

	if (place_find(slice_of(number), &where) && where.kind == PLACE_PREMIUM)
		lint_add(report, LINT_ERROR, place, LINT_NONE,
		    "a number that costs extra");
	else if ((config->brand.phone != NULL || config->number_count > 0) &&
	    !is_ours(config, number))
		lint_add(report, LINT_WARNING, place, LINT_NONE,
		    "a number that is not the brand's by the configuration");
	else if (message->campaign != NULL &&
	    !message->campaign->embedded_phone)
		lint_add(report, LINT_WARNING, place, LINT_NONE,
		    "the campaign '%s' does not say that its texts have "
		    "numbers in them",
		    message->campaign->name);
}

static void
rule_phone_in_body(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const char *p = message->body.p, *stop = p;
	char number[PHONE_MAX];

	while ((p = dial_next(message->body, stop, number, &stop)) != NULL)
		if (!links_cover(&message->links, p))
			judge(number, (struct slice){p, (size_t)(stop - p)},
			    message, settings->config, report);
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "phone-in-body",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a telephone number that is not the brand's, or costs extra",
	.why =
	    "A number to call is judged like a link: it has to be the "
	    "brand's, and the campaign has to say that its texts have one. A "
	    "warning, but an error for one that costs extra. Nothing is said "
	    "of whose it is when the configuration has neither brand.phone "
	    "nor numbers.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.3; "
		  "embeddedPhone of The Campaign Registry",
	.example = LINT_BODY(
	    "Maple Street Dental: call 1-900-555-0123 today. Reply STOP to "
	    "opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: call (212) 555-0100, your reference is "
	    "1900-555-0123. Reply STOP to opt out."),
	.check = rule_phone_in_body},
};

const struct lint_family rules_phone = LINT_FAMILY(rows);
