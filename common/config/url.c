/* SPDX-License-Identifier: ISC */
#include "config/url.h"

#include <arpa/inet.h>
#include <string.h>

enum {
	URL_HOST_MAX = 256, /* bytes, with the NUL; RFC 1035, 2.3.4 */
	URL_LOOPBACK_NET = 127, /* RFC 1122, 3.2.1.3 (g) */
};

/* What stands behind a prefix; not there when url has another one. */
static struct slice
url_after(struct slice url, const char *prefix)
{
	size_t len = strlen(prefix);

	if (url.n < len || memcmp(url.p, prefix, len) != 0)
		return (struct slice){NULL, 0};
	return (struct slice){url.p + len, url.n - len};
}

static bool
url_is_odd(struct slice url)
{
	size_t i;

	for (i = 0; i < url.n; i++)
		if (url.p[i] <= ' ' || url.p[i] > '~' || url.p[i] == '\\')
			return true;
	return false;
}

/* Only digits, or nothing at all. */
static bool
url_is_port(const char *text)
{
	return text[strspn(text, "0123456789")] == '\0';
}

/* host[:port] up to the path; false when that is malformed. */
static bool
url_host(struct slice authority, char host[URL_HOST_MAX])
{
	char *end, *port;

	if (authority.n == 0 || authority.n >= URL_HOST_MAX ||
	    memchr(authority.p, '@', authority.n) != NULL)
		return false;
	memcpy(host, authority.p, authority.n);
	host[authority.n] = '\0';
	end = host[0] == '[' ? strchr(host, ']') : host;
	if (end == NULL)
		return false;
	port = end + strcspn(end, ":");
	if (host[0] == '[' && port != end + 1)
		return false;
	if (*port == ':' && !url_is_port(port + 1))
		return false;
	*port = '\0';
	return host[0] != '\0';
}

static bool
url_is_loopback(const char *host)
{
	struct in_addr address;

	if (strcmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0)
		return true;
	return inet_pton(AF_INET, host, &address) == 1 &&
	    ntohl(address.s_addr) >> 24 == URL_LOOPBACK_NET;
}

enum url_safety
url_safety(struct slice url)
{
	struct slice secure = url_after(url, "https://");
	struct slice open = url_after(url, "http://");
	struct slice authority = secure.p != NULL ? secure : open;
	char host[URL_HOST_MAX];
	size_t n = 0;

	if (authority.p == NULL || url_is_odd(url))
		return URL_BAD;
	while (n < authority.n && strchr("/?#", authority.p[n]) == NULL)
		n++;
	authority.n = n;
	if (!url_host(authority, host))
		return URL_BAD;
	return secure.p != NULL || url_is_loopback(host) ? URL_SAFE : URL_OPEN;
}
