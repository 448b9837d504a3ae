/* SPDX-License-Identifier: ISC */
#include "wire_form.h"

#include "record/scan.h"

#include <string.h>

enum { FORM_BOUNDARY_MAX = 70 }; /* RFC 2046, 5.1.1 */

static struct form *
form_checked(struct form *form)
{
	size_t i;

	for (i = 0; i < form->count; i++)
		if (scan_utf8_prefix(form->fields[i].value) <
		    form->fields[i].value.n)
			return NULL;
	return form;
}

struct form *
wire_form(const struct wire_call *call, struct slice text)
{
	struct arena *arena = call->http->arena;
	struct form *form = arena_alloc(arena, sizeof(*form));
	struct error err;

	if (form_parse(text, form, arena, &err) != 0)
		return NULL;
	return form_checked(form);
}

/* "--" and the boundary that the content type names; 0 when there is none. */
static int
form_boundary(const struct wire_call *call, struct buf *out)
{
	const char *type = http_call_header(call->http, "Content-Type");
	const char *at = type != NULL ? strstr(type, "boundary=") : NULL;
	size_t n;

	if (at == NULL)
		return -1;
	at += strlen("boundary=");
	at += *at == '"';
	n = strcspn(at, "\"; ");
	if (n == 0 || n > FORM_BOUNDARY_MAX)
		return -1;
	buf_adds(out, "--");
	buf_add(out, at, n);
	return 0;
}

/* A part: its headers, a blank line, its value, CRLF. */
static int
form_add_part(struct form *form, struct slice part)
{
	static const char name[] = " name=\"";
	size_t blank = slice_find(part, slice_of("\r\n\r\n")), at;
	struct slice head, value;

	if (blank == SIZE_MAX || part.n < blank + 6 ||
	    form->count == FORM_FIELDS_MAX)
		return -1;
	head = (struct slice){part.p, blank};
	value = (struct slice){part.p + blank + 4, part.n - blank - 6};
	at = slice_find(head, slice_of(name));
	if (at == SIZE_MAX)
		return -1;
	at += sizeof(name) - 1;
	head = (struct slice){head.p + at, head.n - at};
	at = slice_find(head, slice_of("\""));
	if (at == SIZE_MAX)
		return -1;
	form->fields[form->count].name = (struct slice){head.p, at};
	form->fields[form->count++].value = value;
	return 0;
}

static struct form *
form_multipart(const struct wire_call *call, struct slice boundary)
{
	struct form *form = arena_alloc(call->http->arena, sizeof(*form));
	struct slice rest = call->http->body, part;
	size_t at = slice_find(rest, boundary);

	form->count = 0;
	while (at != SIZE_MAX) {
		at += boundary.n;
		rest = (struct slice){rest.p + at, rest.n - at};
		if (rest.n >= 2 && memcmp(rest.p, "--", 2) == 0)
			return form_checked(form);
		at = slice_find(rest, boundary);
		if (at == SIZE_MAX)
			break;
		part = (struct slice){rest.p, at};
		if (form_add_part(form, part) != 0)
			return NULL;
	}
	return NULL;
}

struct form *
wire_form_any(const struct wire_call *call)
{
	struct form *form = NULL;
	struct buf boundary;

	if (wire_is_type(call->http, "application/x-www-form-urlencoded"))
		return wire_form(call, call->http->body);
	if (!wire_is_type(call->http, "multipart/form-data"))
		return NULL;
	buf_init(&boundary, BUF_NO_CAP);
	if (form_boundary(call, &boundary) == 0)
		form = form_multipart(call, buf_slice(&boundary));
	buf_release(&boundary);
	return form;
}
