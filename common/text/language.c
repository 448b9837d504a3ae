/* SPDX-License-Identifier: ISC */
#include "text/language.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

/* The length of the tag's first part: "es" of "es-MX". */
static size_t
part_length(const char *tag)
{
	size_t n = 0;

	while (tag[n] != '\0' && tag[n] != '-' && tag[n] != '_')
		n++;
	return n;
}

/* Is the tag that range, or does it begin with it and a hyphen? */
static bool
begins_with(const char *tag, const char *range, size_t length)
{
	size_t i = 0, n;

	for (;;) {
		n = part_length(tag);
		if (n > length - i || strncasecmp(tag, range + i, n) != 0)
			return false;
		i += n;
		if (i == length)
			return true;
		if (range[i] != '-' || tag[n] == '\0')
			return false;
		i++;
		tag += n + 1;
	}
}

bool
language_in(const char *tag, const char *ranges)
{
	size_t length;

	if (tag == NULL)
		return false;
	if (strcmp(tag, ranges) == 0) /* as most are: "en" */
		return true;
	for (; *ranges != '\0'; ranges += length + (ranges[length] == ' ')) {
		length = 0;
		while (ranges[length] != '\0' && ranges[length] != ' ')
			length++;
		if (begins_with(tag, ranges, length))
			return true;
	}
	return false;
}

bool
language_has_region(const char *tag, const char *region)
{
	size_t n;

	if (tag == NULL)
		return false;
	for (;;) {
		n = part_length(tag);
		if (tag[n] == '\0')
			return false;
		tag += n + 1;
		n = part_length(tag);
		if (n == strlen(region) && strncasecmp(tag, region, n) == 0)
			return true;
	}
}
