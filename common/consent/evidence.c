/* SPDX-License-Identifier: ISC */
#include "consent/evidence.h"

#include "record/view.h"

enum { PROOFS_MAX = 5 };

/* What makes an act of each method the person's own: `always`, and one of
 * `any`. */
static const struct {
	const char *method;
	const char *always; /* NULL: nothing */
	const char *any[PROOFS_MAX + 1];
} own_acts[] = {
    {"keyword", NULL, {"reply_id", "inbound_message_id"}},
    {"web_form", NULL,
	{"form_url", "url", "consent_text", "text_shown", "scan_id"}},
    {"paper", NULL, {"scan_id", "url"}},
    {"voice_call", "call_id", {"recording_url", "recording_id", "excerpt"}},
};

enum { OWN_ACTS = sizeof(own_acts) / sizeof(own_acts[0]) };

/* The evidence of an entry.  What another hand wrote into the store may be no
 * JSON: then there is none. */
static struct view
evidence_of(const struct ledger_entry *entry)
{
	struct scan_fault fault;

	if (entry->record.p == NULL ||
	    scan_value(entry->record, SCAN_DEPTH_MAX, &fault) != SCAN_GOOD)
		return (struct view){NULL, 0};
	return view_get(view_of(entry->record), slice_of("evidence"));
}

/* Is there a string that is not empty? */
static bool
evidence_has(struct view evidence, const char *name)
{
	struct view value = view_get(evidence, slice_of(name));

	return view_type(value) == SCAN_STRING && value.n > 2;
}

static bool
evidence_has_any(struct view evidence, const char *const *names)
{
	for (; *names != NULL; names++)
		if (evidence_has(evidence, *names))
			return true;
	return false;
}

bool
evidence_is_own_act(const struct ledger_entry *entry)
{
	struct view evidence;
	int i;

	for (i = 0; i < OWN_ACTS; i++)
		if (slice_is(entry->method, own_acts[i].method))
			break;
	if (i == OWN_ACTS)
		return false;
	evidence = evidence_of(entry);
	return evidence_has_any(evidence, own_acts[i].any) &&
	    (own_acts[i].always == NULL ||
		evidence_has(evidence, own_acts[i].always));
}

bool
evidence_has_disclosure(const struct ledger_entry *entry)
{
	static const char *const shown[] = {
	    "disclosure_text", "text_shown", NULL};

	return evidence_has_any(evidence_of(entry), shown);
}
