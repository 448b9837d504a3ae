/* SPDX-License-Identifier: ISC */
#include "http/framing.h"

#include "base/num.h"

#include <string.h>
#include <strings.h>

/* Its text lies where it came in, each end of a line turned into NULs; from
 * 1.0 on the strict library refuses by itself what is looked for there. */
#define FRAMING_LIES_AS_SENT (MHD_VERSION < 0x01000000)

enum { LINE_END = sizeof("\r\n") - 1 };

/* What the headers say about where the request ends. */
struct framing {
	int hosts, lengths;
	int64_t length;
	const char *fault; /* NULL: none */
	const char *next; /* where the next line begins */
};

/*
 * One line follows the other.  What the library glued together, skipped or
 * never saw, a folded line, the rest behind a NUL, leaves a gap.
 */
static void
framing_follow(struct framing *framing, const char *name, const char *value)
{
	const char *behind = name + strlen(name) + 1;

	if (name != framing->next || value != behind + strspn(behind, " \t"))
		framing->fault =
		    "a folded line, a NUL or a bare LF in the head";
	framing->next = value + strlen(value) + LINE_END;
}

static enum MHD_Result
framing_add(
    void *context, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct framing *framing = context;

	(void)kind;
	if (value == NULL)
		value = "";
	if (FRAMING_LIES_AS_SENT)
		framing_follow(framing, name, value);
	if (name[strcspn(name, " \t")] != '\0' || name[0] == '\0')
		framing->fault = "blank in a header name";
	else if (strcasecmp(name, "Transfer-Encoding") == 0)
		framing->fault = "Transfer-Encoding is not taken";
	else if (strcasecmp(name, "Host") == 0)
		framing->hosts++;
	else if (strcasecmp(name, "Content-Length") == 0) {
		framing->lengths++;
		if (num_parse(
			slice_of(value), 0, INT64_MAX, &framing->length) != 0)
			framing->fault = "odd Content-Length";
	}
	return MHD_YES;
}

const char *
framing_judge(struct MHD_Connection *connection, const char *method,
    size_t uri_len, const char *version, int64_t *length)
{
	struct framing framing = {.next = version + strlen(version) + LINE_END};
	const char *end = method +
	    MHD_get_connection_info(
		connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)
		->header_size;

	if (FRAMING_LIES_AS_SENT &&
	    version != method + strlen(method) + 1 + uri_len + 1)
		return "odd request line";
	(void)MHD_get_connection_values(
	    connection, MHD_HEADER_KIND, framing_add, &framing);
	*length = framing.length;
	if (framing.fault != NULL)
		return framing.fault;
	if (FRAMING_LIES_AS_SENT && framing.next + LINE_END != end)
		return "a folded line, a NUL or a bare LF in the head";
	if (framing.hosts != 1)
		return "one Host is needed";
	if (framing.lengths > 1)
		return "second Content-Length";
	return NULL;
}
