/* SPDX-License-Identifier: ISC */
#include "rules.h"
#include "shorteners.h"

#include <strings.h>

void
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

void
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
