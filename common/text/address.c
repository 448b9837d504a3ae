/* SPDX-License-Identifier: ISC */
#include "text/address.h"

#include <string.h>

bool
address_is_valid(struct slice text)
{
	static const char never[] = " \"(),:;<>@[\\]";
	const char *at = text.n > 0 ? memchr(text.p, '@', text.n) : NULL;
	size_t i;

	if (at == NULL || text.n >= ADDRESS_MAX || at == text.p ||
	    at + 1 == text.p + text.n)
		return false;
	for (i = 0; i < text.n; i++)
		if (text.p + i != at &&
		    ((unsigned char)text.p[i] < ' ' || text.p[i] == '\x7f' ||
			strchr(never, text.p[i]) != NULL))
			return false;
	return true;
}

bool
address_is_key(struct slice text)
{
	char key[ADDRESS_MAX];

	return address_key(text, key) && slice_is(text, key);
}

bool
address_key(struct slice text, char out[ADDRESS_MAX])
{
	size_t i;

	if (!address_is_valid(text))
		return false;
	for (i = 0; i < text.n; i++)
		out[i] = text.p[i] >= 'A' && text.p[i] <= 'Z'
		    ? (char)(text.p[i] + ('a' - 'A'))
		    : text.p[i];
	out[i] = '\0';
	return true;
}
