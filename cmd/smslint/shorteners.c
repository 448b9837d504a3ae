/* SPDX-License-Identifier: ISC */
#include "shorteners.h"

#include <string.h>
#include <strings.h>

/* Sorted.  Our own selection; AT&T's published list is in it. */
/* clang-format off */
static const char *const shorteners[] = {
    "0.gp", "1url.cz", "2.gp", "9qr.de", "adf.ly", "adfoc.us", "alturl.com",
    "app.link", "b.link", "bc.vc", "beacons.ai", "bio.link", "bit.do",
    "bit.ly", "bitly.com", "bitly.is", "bitly.lc", "bitly.ws", "bityl.co",
    "bl.ink", "budurl.com", "buff.ly", "campsite.bio", "cl.ly", "clck.ru",
    "cli.re", "clicky.me", "cutt.ly", "cutt.us", "da.gd", "db.tt", "dlvr.it",
    "dub.sh", "exe.io", "faturl.com", "firsturl.de", "fmurl.cc", "forms.gle",
    "gg.gg", "go-link.ru", "goo.by", "goo.gl", "goo.su", "goolnk.com",
    "hyperurl.co", "iplogger.org", "is.gd", "ity.im", "j.mp", "kutt.it",
    "l8r.it", "lc.chat", "linki.la", "linkin.bio", "linktr.ee", "lnk.bz",
    "lnkd.in", "lnkiy.com", "m.me", "me2.kr", "migre.me", "minilink.io",
    "minm.xyz", "n9.cl", "notlong.com", "ouo.io", "ow.ly", "owl.li", "po.st",
    "ppt.cc", "q.gs", "qr.ae", "qr.net", "qrco.de", "qrs.ly", "rb.gy",
    "rebrand.ly", "reurl.cc", "rotf.lol", "s.id", "s2r.co", "serveirc.com",
    "short.gy", "short.io", "shorturl.at", "shorturl.gg", "shrinkme.io",
    "shrt.co", "shrtco.de", "smarturl.it", "snip.ly", "snipurl.com", "soo.gd",
    "su.pr", "surl.li", "t.co", "t.ly", "t2m.io", "tiny.cc", "tiny.one",
    "tiny.pl", "tinyurl.com", "tny.im", "tr.im", "trib.al", "u.to", "urlz.fr",
    "urlzs.com", "v.gd", "v.ht", "vo.la", "vzturl.com", "wa.me", "wp.me",
    "x.co", "x.gd", "zpr.io", "zws.im",
};
/* clang-format on */

static int
shortener_compare(struct slice host, const char *name)
{
	int order = strncasecmp(host.p, name, host.n);

	return order != 0 ? order : -(name[host.n] != '\0');
}

static const char *
shortener_find(struct slice host)
{
	size_t low = 0, high = sizeof(shorteners) / sizeof(shorteners[0]);
	size_t middle;
	int order;

	while (low < high) {
		middle = low + (high - low) / 2;
		order = shortener_compare(host, shorteners[middle]);
		if (order == 0)
			return shorteners[middle];
		if (order > 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const char *
shortener_of(struct slice host)
{
	const char *found, *dot;

	while (host.n > 0 && host.p[host.n - 1] == '.')
		host.n--;
	while (host.n > 0) {
		found = shortener_find(host);
		if (found != NULL)
			return found;
		dot = memchr(host.p, '.', host.n);
		if (dot == NULL)
			return NULL;
		host.n -= (size_t)(dot + 1 - host.p);
		host.p = dot + 1;
	}
	return NULL;
}
