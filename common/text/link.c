/* SPDX-License-Identifier: ISC */
#include "text/link_host.h"

#include "base/ascii.h"

#include <strings.h>

/* ---- scheme: ------------------------------------------------------------ */

/* Part of a scheme: RFC 3986, 3.1. */
static bool
link_is_scheme_char(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || c == '+' ||
	    c == '.' || c == '-';
}

/* What a telephone acts upon without slashes. */
static const char *const schemes[] = {"http", "https", "ftp", "rtsp", "mailto",
    "tel", "telprompt", "callto", "sms", "smsto", "mms", "mmsto", "facetime",
    "whatsapp", "javascript", "intent", "market"};

static bool
link_is_scheme(struct slice word)
{
	size_t i;

	for (i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (word.n == strlen(schemes[i]) &&
		    strncasecmp(word.p, schemes[i], word.n) == 0)
			return true;
	return false;
}

/* The host in "user@host:port". */
static void
link_take_authority(struct link *link, struct slice authority)
{
	size_t i;

	for (i = authority.n; i > 0; i--)
		if (authority.p[i - 1] == '@') {
			link->user = true;
			authority.p += i;
			authority.n -= i;
			break;
		}
	for (i = 0; i < authority.n && authority.p[i] != ':'; i++)
		;
	link->host = (struct slice){authority.p, i};
}

static bool
link_at_colon(
    struct slice text, size_t colon, size_t len, size_t *at, struct link *link)
{
	size_t start = colon, end = colon + len, host, n;
	bool slashes = text.n - end >= 2 && memcmp(text.p + end, "//", 2) == 0;

	while (start > *at && link_is_scheme_char(text.p[start - 1]))
		start--;
	*link = (struct link){
	    .scheme = {text.p + start, colon - start}, .host = {text.p, 0}};
	end += slashes ? 2 : 0;
	if (end == text.n || link_stops(text.p[end]) ||
	    (!slashes && !link_is_scheme(link->scheme)))
		return false;
	*at = link_end(text, end);
	link->text = (struct slice){text.p + start, *at - start};
	host = slashes ? end : *at;
	for (n = 0;
	     host + n < *at && memchr("/?#\\", text.p[host + n], 4) == NULL;
	     n++)
		;
	link_take_authority(link, (struct slice){text.p + host, n});
	return true;
}

/* ---- both --------------------------------------------------------------- */

/* Where a full stop or colon may start, of full width too. */
static const bool link_marks[256] = {
    ['.'] = true,
    [':'] = true,
    [0xe3] = true,
    [0xef] = true,
};

bool
link_next(struct slice text, size_t *at, struct link *link)
{
	size_t i, len;
	uint32_t point;

	for (i = *at;; i += len) {
		while (i < text.n && !link_marks[(unsigned char)text.p[i]])
			i++;
		if (i == text.n)
			break;
		point = link_point(text, i, &len);
		if (point == ':' && link_at_colon(text, i, len, at, link))
			return true;
		if (point != '.')
			continue;
		if (link_at_dot(text, i, len, at, link))
			return true;
		if (*at > i)
			len = *at - i;
	}
	*at = text.n;
	return false;
}

bool
link_is_below(const struct link *link, const char *const *domains, size_t count)
{
	struct slice host = link->host;
	size_t i, n;

	while (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	for (i = 0; i < count; i++) {
		n = strlen(domains[i]);
		if (host.n >= n &&
		    strncasecmp(host.p + host.n - n, domains[i], n) == 0 &&
		    (host.n == n || host.p[host.n - n - 1] == '.'))
			return true;
	}
	return false;
}
