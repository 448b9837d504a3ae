/* SPDX-License-Identifier: ISC */
#include "rules.h"
#include "shorteners.h"

#include <strings.h>

static void
rule_url_shortener(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct link *link;
	const char *host;
	size_t i;

	(void)settings;
	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		host = shortener_of(link->host);
		if (host != NULL)
			lint_add(report, LINT_ERROR, link->text, LINT_NONE,
			    "'%s' is a public shortener: link to a domain of "
			    "the brand",
			    host);
	}
}

static void
rule_url_http(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct link *link;
	struct buf better;
	size_t i;

	(void)settings;
	buf_init(&better, BUF_NO_CAP);
	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		if (link->scheme.n != 4 ||
		    strncasecmp(link->scheme.p, "http", 4) != 0)
			continue;
		buf_reset(&better);
		buf_adds(&better, "https");
		buf_add(&better, link->text.p + link->scheme.n,
		    link->text.n - link->scheme.n);
		lint_add(report, LINT_WARNING, link->text, buf_slice(&better),
		    "the link to '%.*s' is not https",
		    SLICE_ARG(lint_excerpt(link->host)));
	}
	buf_release(&better);
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "url-shortener",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a link of a public shortener",
	.why = "Carriers block links that hide where they lead: the host is "
	       "shared "
	       "with spammers. Link to a domain of the brand.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.2; "
		  "AT&T's "
		  "block list",
	.example = LINT_BODY("Maple Street Dental: book at "
			     "https://bit.ly/3xAmPle Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: book at https://maple.example/bit.ly Reply "
	    "STOP to opt out."),
	.check = rule_url_shortener},
    {.id = "url-http",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "a link that is not https",
	.why = "A link without encryption looks like phishing to filters, and "
	       "browsers warn of it.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.2",
	.example = LINT_BODY("Maple Street Dental: book at "
			     "http://maple.example/b Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: book at https://maple.example/b?from=http "
	    "Reply STOP to opt out."),
	.check = rule_url_http},
};

const struct lint_family rules_link = LINT_FAMILY(rows);
