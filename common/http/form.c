/* SPDX-License-Identifier: ISC */
#include "http/form.h"

#include "base/ascii.h"

#include <stdint.h>
#include <string.h>

/* The byte that "%XX" at text.p[at] stands for; -1 when it is no escape. */
static int
form_byte(struct slice text, size_t at)
{
	int high, low;

	if (text.n - at < 3)
		return -1;
	high = ascii_hex(text.p[at + 1]);
	low = ascii_hex(text.p[at + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* Escapes read, and '+' as a blank when plus is set. */
static int
form_decode(
    struct slice text, bool plus, struct arena *arena, struct slice *out)
{
	size_t i = 0, n = 0;
	char *copy;
	int byte;

	while (i < text.n && text.p[i] != '\0' && text.p[i] != '%' &&
	    !(plus && text.p[i] == '+'))
		i++;
	*out = text;
	if (i == text.n)
		return 0;
	copy = arena_alloc(arena, text.n);
	for (i = 0; i < text.n; i++) {
		byte = (unsigned char)text.p[i];
		if (byte == '%') {
			byte = form_byte(text, i);
			i += 2;
		} else if (plus && byte == '+') {
			byte = ' ';
		}
		if (byte <= 0)
			return -1;
		copy[n++] = (char)byte;
	}
	*out = (struct slice){copy, n};
	return 0;
}

int
form_unescape(struct slice text, struct arena *arena, struct slice *out)
{
	return form_decode(text, false, arena, out);
}

/* Cuts what stands before the first c (or all) off the text's front. */
static struct slice
form_cut(struct slice *text, char c)
{
	const char *at = text->n > 0 ? memchr(text->p, c, text->n) : NULL;
	struct slice head = *text;

	if (at != NULL)
		head.n = (size_t)(at - text->p);
	text->p += head.n + (at != NULL);
	text->n -= head.n + (at != NULL);
	return head;
}

int
form_parse(struct slice text, struct form *form, struct arena *arena,
    struct error *err)
{
	struct slice value, name;
	struct form_field *field;

	form->count = 0;
	while (text.n > 0) {
		value = form_cut(&text, '&');
		if (value.n == 0)
			continue;
		if (form->count == FORM_FIELDS_MAX)
			return error_set(err, EX_DATAERR,
			    "more than %d form fields", FORM_FIELDS_MAX);
		field = &form->fields[form->count++];
		name = form_cut(&value, '=');
		if (form_decode(name, true, arena, &field->name) != 0 ||
		    form_decode(value, true, arena, &field->value) != 0)
			return error_set(err, EX_DATAERR,
			    "bad escape or NUL in form field %zu", form->count);
	}
	return 0;
}

struct slice
form_get(const struct form *form, const char *name)
{
	size_t i;

	for (i = 0; i < form->count; i++)
		if (slice_is(form->fields[i].name, name))
			return form->fields[i].value;
	return (struct slice){NULL, 0};
}

void
form_add(struct buf *out, const char *name, struct slice value)
{
	if (out->len > 0)
		buf_addc(out, '&');
	form_escape(out, slice_of(name));
	buf_addc(out, '=');
	form_escape(out, value);
}

/* One bit for each byte: the unreserved ones of RFC 3986, 2.3. */
static const uint64_t form_unreserved[] = {
    0x03ff600000000000, /* - . 0-9 */
    0x47fffffe87fffffe, /* A-Z _ a-z ~ */
    0,
    0,
};

static bool
form_is_unreserved(char c)
{
	unsigned char byte = (unsigned char)c;

	return (form_unreserved[byte / 64] >> byte % 64 & 1) != 0;
}

void
form_escape(struct buf *out, struct slice text)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t i, len = text.n;
	unsigned char byte;
	char *at;

	for (i = 0; i < text.n; i++)
		len += form_is_unreserved(text.p[i]) ? 0 : 2;
	at = buf_reserve(out, len);
	if (at == NULL)
		return;
	for (i = 0; i < text.n; i++) {
		byte = (unsigned char)text.p[i];
		if (form_is_unreserved(text.p[i])) {
			*at++ = text.p[i];
			continue;
		}
		*at++ = '%';
		*at++ = digits[byte >> 4];
		*at++ = digits[byte & 15];
	}
	*at = '\0';
	out->len += len;
}
