/* SPDX-License-Identifier: ISC */
/*
 * Who a SIP header names (RFC 3261, 20.10): "Kei Sato" <sip:+1718…@host>;tag=1,
 * or an address alone.
 */
#include "base/ascii.h"
#include "call/mapping.h"
#include "text/phone.h"

#include <string.h>
#include <strings.h>

/* Names that say only that there is none. */
static const char *const sip_nobody[] = {
    "anonymous", "private", "restricted", "unavailable", "unknown", "withheld"};

struct sip_address {
	struct slice name, uri;
};

static struct slice
sip_trim(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	while (end > p && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	return (struct slice){p, (size_t)(end - p)};
}

/* Behind the quoted string at p. */
static const char *
sip_skip_quoted(const char *p, const char *end)
{
	for (p++; p < end && *p != '"'; p++)
		p += *p == '\\' && p + 1 < end;
	return p < end ? p + 1 : end;
}

/* The first of the letters outside of quotes, or the end. */
static const char *
sip_find(const char *p, const char *end, const char *letters)
{
	while (p < end && strchr(letters, *p) == NULL)
		p = *p == '"' ? sip_skip_quoted(p, end) : p + 1;
	return p < end ? p : end;
}

/* The first of the addresses; *header becomes what is behind its comma. */
static struct sip_address
sip_take(struct slice *header)
{
	const char *p = header->p, *end = p + header->n;
	const char *open = sip_find(p, end, "<,"), *close;
	struct sip_address address = {0};

	if (open < end && *open == '<') {
		address.name = sip_trim(p, open);
		close = sip_find(open, end, ">");
		address.uri = sip_trim(open + 1, close);
	} else {
		close = sip_find(p, end, ";,");
		address.uri = sip_trim(p, close);
	}
	close = sip_find(close, end, ",");
	close += close < end;
	*header = (struct slice){close, (size_t)(end - close)};
	return address;
}

struct slice
call_sip_number(struct slice header, struct arena *arena)
{
	struct slice uri = {NULL, 0};
	char number[PHONE_MAX];
	struct sip_address address;

	while (header.n > 0) {
		address = sip_take(&header);
		if (phone_from_end(address.uri, number))
			return arena_slice(arena, slice_of(number));
		if (uri.p == NULL && address.uri.n > 0)
			uri = address.uri;
	}
	return uri;
}

/* The inside of a quoted string, its escapes read. */
static struct slice
sip_unquote(struct slice text, struct arena *arena)
{
	char *copy = arena_alloc(arena, text.n);
	size_t i, n = 0;

	for (i = 1; i + 1 < text.n; i++) {
		i += text.p[i] == '\\' && i + 2 < text.n;
		copy[n++] = text.p[i];
	}
	return sip_trim(copy, copy + n);
}

/* A name has a letter; what is no ASCII counts as one. */
static bool
sip_is_name(struct slice text)
{
	bool letter = false;
	size_t i;

	for (i = 0; i < sizeof(sip_nobody) / sizeof(sip_nobody[0]); i++)
		if (text.n == strlen(sip_nobody[i]) &&
		    strncasecmp(text.p, sip_nobody[i], text.n) == 0)
			return false;
	for (i = 0; i < text.n && text.p[i] != '\0'; i++)
		letter = letter || (text.p[i] & 0x80) != 0 ||
		    ascii_is_letter(text.p[i]);
	return letter && i == text.n;
}

struct slice
call_sip_name(struct slice header, struct arena *arena)
{
	struct slice name;

	while (header.n > 0) {
		name = sip_take(&header).name;
		if (name.n > 1 && name.p[0] == '"')
			name = sip_unquote(name, arena);
		if (sip_is_name(name))
			return name;
	}
	return (struct slice){NULL, 0};
}
