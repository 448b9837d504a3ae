/* SPDX-License-Identifier: ISC */
/*
 * phone: the numbers that any text holds are numbers, and a masked one shows
 * no more than its country and its end.
 */
#include "tests/fuzz/fuzz.h"
#include "text/phone.h"

#include <string.h>

/* Where parameters or a host begin. */
static size_t
end_of(struct slice text)
{
	size_t i;

	for (i = 0; i < text.n && text.p[i] != ';' && text.p[i] != '@'; i++)
		;
	return i;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_slice(data, size);
	char number[PHONE_MAX], again[PHONE_MAX], mask[PHONE_MAX];
	size_t i, shown = 0;

	HOLDS(!phone_is_e164(text) || !phone_is_short_code(text));
	if (phone_from_end(text, number)) {
		HOLDS(memchr(text.p, '\0', end_of(text)) == NULL);
		HOLDS(phone_is_e164(slice_of(number)));
		HOLDS(phone_from_end(slice_of(number), again));
		HOLDS(strcmp(number, again) == 0);
	}
	if (phone_certain(text, number)) {
		HOLDS(phone_is_e164(slice_of(number)));
		HOLDS(phone_certain(slice_of(number), again));
		HOLDS(strcmp(number, again) == 0);
	}
	if (phone_is_alphanumeric(text))
		HOLDS(text.n >= 1 && text.n <= 11);
	phone_mask(text, mask);
	HOLDS(strlen(mask) < PHONE_MAX);
	if (!phone_is_e164(text))
		return 0;
	HOLDS(strlen(mask) == text.n);
	for (i = 0; i < text.n; i++)
		shown += mask[i] >= '0' && mask[i] <= '9';
	HOLDS(shown <= 5);
	return 0;
}
