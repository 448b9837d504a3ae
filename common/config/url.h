/* SPDX-License-Identifier: ISC */
/*
 * url: is this an address that secrets and texts may be sent to?
 */
#ifndef CONFIG_URL_H
#define CONFIG_URL_H

#include "base/slice.h"

enum url_safety {
	URL_BAD, /* no http(s) URL, or one with user info or odd characters */
	URL_OPEN, /* http:// to another machine: everybody between can read */
	URL_SAFE, /* https://, or http:// to a loopback address */
};

/* Loopback is localhost, 127.0.0.0/8 in four decimal parts, and [::1]. */
enum url_safety url_safety(struct slice url);

#endif
