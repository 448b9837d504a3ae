/* SPDX-License-Identifier: ISC */
#include "text/ordinal.h"

#include "text/language.h"

#include <stddef.h>

struct suffixes {
	const char *languages;
	const char *first[2], *other[2]; /* for a feminine noun: the second */
};

/* The first row counts.  English goes by the last digits. */
static const struct suffixes languages[] = {
    {"es pt-PT", {".o", ".a"}, {".o", ".a"}},
    {"pt it", {"o", "a"}, {"o", "a"}},
    {"fr", {"er", "re"}, {"e", "e"}},
    {"de", {".", "."}, {".", "."}},
    {"nl", {"e", "e"}, {"e", "e"}},
};

static const char *
english_suffix(uint64_t number)
{
	static const char *const suffixes[] = {"th", "st", "nd", "rd"};
	uint64_t last = number % 10, teens = number / 10 % 10;

	return suffixes[last <= 3 && teens != 1 ? last : 0];
}

const char *
ordinal_suffix(int64_t number, const char *language, bool feminine)
{
	uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	const struct suffixes *row;
	size_t i;

	for (i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
		row = &languages[i];
		if (language_in(language, row->languages))
			return (size == 1 ? row->first : row->other)[feminine];
	}
	return english_suffix(size);
}
