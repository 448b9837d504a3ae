/* SPDX-License-Identifier: ISC */
#include "base/ascii.h"
#include "disguise.h"
#include "rules.h"
#include "shorteners.h"

#include <string.h>
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

/* ---- whose it is -------------------------------------------------------- */

/* "203.0.113.7", "[2001:db8::7]", "0xcb007107": an address for a name. */
static bool
is_address(const struct link *link)
{
	struct slice host = link->host;
	bool plain = link->scheme.p == NULL && link->text.n == host.n;
	size_t i, letters = 0;

	if (host.n == 0 || plain) /* "version 1.2.3.4" */
		return false;
	if (host.p[0] == '[')
		return true;
	if (host.n > 2 && host.p[0] == '0' && (host.p[1] | 0x20) == 'x')
		return memchr(host.p, '.', host.n) == NULL;
	for (i = 0; i < host.n; i++)
		letters += host.p[i] != '.' && !ascii_is_digit(host.p[i]);
	return letters == 0;
}

/* A page on the web, not "mailto:" or "tel:". */
static bool
is_page(const struct link *link)
{
	return link->host.n > 0;
}

static void
rule_url_brand_mismatch(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct link *link;
	size_t i;

	if (settings->config->brand.domain_count == 0)
		return;
	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		if (is_page(link) && !lint_is_of_brand(link, settings) &&
		    shortener_of(link->host) == NULL && !is_address(link) &&
		    !link->user)
			lint_add(report, LINT_WARNING, link->text, LINT_NONE,
			    "'%.*s' is not below a domain of the brand",
			    SLICE_ARG(lint_excerpt(link->host)));
	}
}

static void
rule_url_raw_ip(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct link *link;
	size_t i;

	(void)settings;
	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		if (is_address(link))
			lint_add(report, LINT_ERROR, link->text, LINT_NONE,
			    "the link has an address for a host");
	}
}

static void
rule_url_userinfo(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct link *link;
	size_t i;

	(void)settings;
	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		if (link->user && is_page(link))
			lint_add(report, LINT_ERROR, link->text, LINT_NONE,
			    "the host of the link is '%.*s', not what stands "
			    "before the '@'",
			    SLICE_ARG(lint_excerpt(link->host)));
	}
}

static bool
is_punycode(struct slice host)
{
	size_t i;

	for (i = 0; i + 4 <= host.n; i++)
		if ((i == 0 || host.p[i - 1] == '.') &&
		    strncasecmp(host.p + i, "xn--", 4) == 0)
			return true;
	return false;
}

static void
rule_url_punycode(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct link *link;
	unsigned word;
	size_t i;

	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		if (is_punycode(link->host) ||
		    disguise_mixed(link->host, settings->lexicon, &word))
			lint_add(report, LINT_ERROR, link->text, LINT_NONE,
			    "letters of other alphabets in the host '%.*s'",
			    SLICE_ARG(lint_excerpt(link->host)));
	}
}

static void
rule_url_port(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct link *link;
	const char *after, *end;
	size_t i;

	(void)settings;
	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		after = link->host.p + link->host.n;
		end = link->text.p + link->text.n;
		if (is_page(link) && end - after > 1 && after[0] == ':' &&
		    ascii_is_digit(after[1]) &&
		    (end - after < 4 || memcmp(after, ":443", 4) != 0))
			lint_add(report, LINT_ERROR, link->text, LINT_NONE,
			    "the link names a port");
	}
}

/* ---- how it is written -------------------------------------------------- */

static void
rule_url_many(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct link *link, *first = NULL;
	size_t i;

	(void)settings;
	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		if (!is_page(link) ||
		    (first != NULL && slice_equal(first->text, link->text)))
			continue;
		if (first != NULL) {
			lint_add(report, LINT_WARNING, link->text, LINT_NONE,
			    "more than one link");
			return;
		}
		first = link;
	}
}

static void
rule_url_bare(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const char *end = message->body.p + message->body.n, *after;
	const struct link *link;
	struct buf better;
	size_t i;

	(void)settings;
	buf_init(&better, BUF_NO_CAP);
	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		if (link->scheme.p != NULL)
			continue;
		after = link->text.p + link->text.n;
		buf_reset(&better);
		buf_adds(&better, "https://");
		buf_addslice(&better, link->text);
		lint_add(report, LINT_INFO, link->text, buf_slice(&better),
		    "a link without https:// in front%s",
		    after < end && *after == '.'
			? ": some phones take the full stop for a part of it"
			: "");
	}
	buf_release(&better);
}

/* Hosts that lead elsewhere and are open to anyone. */
static const char *const redirects[] = {"l.facebook.com", "lm.facebook.com",
    "l.instagram.com", "t.me", "telegram.me", "youtu.be", "amzn.to", "fb.me",
    "g.co", "page.link", "onelink.me", "bnc.lt", "adj.st", "mailchi.mp",
    "eepurl.com", "list-manage.com", "sendgrid.net", "mandrillapp.com",
    "hubspotlinks.com", "rs6.net", "lnk.to", "ffm.to", "awstrack.me",
    "googleadservices.com", "doubleclick.net", "urldefense.com",
    "safelinks.protection.outlook.com", "spoti.fi", "pin.it", "discord.gg",
    "chat.whatsapp.com", "linktree.com", "solo.to", "taplink.cc", "lnk.at",
    "carrd.co", "milkshake.app", "hoo.be"};

/* "?url=https://…" */
static bool
carries_link(struct slice text)
{
	size_t i;

	for (i = 0; i + 5 <= text.n; i++)
		if (text.p[i] == '=' &&
		    strncasecmp(text.p + i + 1, "http", 4) == 0 &&
		    i + 6 < text.n &&
		    (text.p[i + 5] == ':' || text.p[i + 5] == '%' ||
			text.p[i + 6] == ':' || text.p[i + 6] == '%'))
			return true;
	return false;
}

static void
rule_url_redirect(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	const struct link *link;
	size_t i;

	for (i = 0; i < message->links.count; i++) {
		link = &message->links.list[i];
		if (shortener_of(link->host) != NULL)
			continue;
		if (carries_link(link->text) ||
		    (!lint_is_of_brand(link, settings) &&
			link_is_below(link, redirects,
			    sizeof(redirects) / sizeof(redirects[0]))))
			lint_add(report, LINT_INFO, link->text, LINT_NONE,
			    "the link leads on to another host");
	}
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
    {.id = "url-brand-mismatch",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "a link that is not below brand.domains",
	.why =
	    "People and filters trust a link to the domain of who writes. "
	    "Nothing is said when the configuration has no brand.domains, nor "
	    "on top of what the other link rules say of a host.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.2",
	.example = LINT_BODY(
	    "Maple Street Dental: book at https://oak.example/b today. Reply "
	    "STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: book at "
	    "https://www.maple.example/b?from=oak.example today. Reply STOP "
	    "to opt out."),
	.check = rule_url_brand_mismatch},
    {.id = "url-raw-ip",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a link to an address instead of a name",
	.why =
	    "An address hides who is behind it. What filters and people take "
	    "for phishing.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.2",
	.example = LINT_BODY(
	    "Maple Street Dental: book at https://203.0.113.7/b today. Reply "
	    "STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: read section 1.2.3.4 of the form. Reply "
	    "STOP to opt out."),
	.check = rule_url_raw_ip},
    {.id = "url-userinfo",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a link with a user before the host",
	.why = "What stands before the @ looks like the host and is not. What "
	       "filters and people take for phishing.",
	.source = "RFC 3986, 7.6; CTIA Messaging Principles and Best Practices "
		  "(2023), 5.3.2",
	.example = LINT_BODY(
	    "Maple Street Dental: book at https://maple.example@oak.example/b "
	    "today. Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: write to desk@maple.example today. Reply "
	    "STOP to opt out."),
	.check = rule_url_userinfo},
    {.id = "url-punycode",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "letters of other alphabets in the host",
	.why = "Letters that look alike make a name that is another one. What "
	       "filters and people take for phishing.",
	.source = "Unicode TR 36; CTIA Messaging Principles and Best Practices "
		  "(2023), 5.3.2",
	.example = LINT_BODY(
	    "Maple Street Dental: book at "
	    "https://xn--mple-53d.maple.example/b today. Reply STOP to opt "
	    "out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: book at https://maple.example/xn--b today. "
	    "Reply STOP to opt out."),
	.check = rule_url_punycode},
    {.id = "url-port",
	.severity = LINT_ERROR,
	.scope = LINT_MESSAGE,
	.summary = "a link with a port",
	.why = "No page for the public needs one. What filters and people take "
	       "for phishing.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.2",
	.example = LINT_BODY(
	    "Maple Street Dental: book at https://maple.example:8080/b today. "
	    "Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: book at https://maple.example/b:8080 today. "
	    "Reply STOP to opt out."),
	.check = rule_url_port},
    {.id = "url-many",
	.severity = LINT_WARNING,
	.scope = LINT_MESSAGE,
	.summary = "more than one link",
	.why = "Filters count links; a text has one thing to do.",
	.source =
	    "content guidelines of AT&T, T-Mobile and Verizon; CTIA Messaging "
	    "Principles and Best Practices (2023), 5.3.2",
	.example = LINT_BODY(
	    "Maple Street Dental: book at https://maple.example/b or see "
	    "https://maple.example/c first. Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: book at https://maple.example/b today: "
	    "https://maple.example/b Reply STOP to opt out."),
	.check = rule_url_many},
    {.id = "url-bare",
	.severity = LINT_INFO,
	.scope = LINT_MESSAGE,
	.summary = "a link without https://",
	.why =
	    "Not every phone makes a link of it, and some take the full stop "
	    "behind it for a part.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.2",
	.example = LINT_BODY(
	    "Maple Street Dental: book at maple.example/b today. Reply STOP "
	    "to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: write to desk@maple.example, or see u.To "
	    "book, call. Reply STOP to opt out."),
	.check = rule_url_bare},
    {.id = "url-redirect",
	.severity = LINT_INFO,
	.scope = LINT_MESSAGE,
	.summary = "a link that leads on to another host",
	.why = "Filters follow where it leads, or refuse it. Named are hosts "
	       "that are known to, and links that carry another one.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.2",
	.example = LINT_BODY(
	    "Maple Street Dental: book at "
	    "https://maple.example/r?url=https%3A%2F%2Foak.example today. "
	    "Reply STOP to opt out."),
	.near_miss = LINT_BODY(
	    "Maple Street Dental: book at https://maple.example/r?url=httpbin "
	    "today. Reply STOP to opt out."),
	.check = rule_url_redirect},
};

const struct lint_family rules_link = LINT_FAMILY(rows);
