/* SPDX-License-Identifier: ISC */
/*
 * lint: a message as the rules see it, what they compare it with, and the
 * report that they write their findings into.
 */
#ifndef SMSLINT_LINT_H
#define SMSLINT_LINT_H

#include "base/buf.h"
#include "base/mem.h"
#include "batch.h"
#include "config/config.h"
#include "lexicon.h"
#include "links.h"
#include "record/record.h"
#include "text/segment.h"
#include "tokens.h"
#include "words.h"

#include <stdbool.h>
#include <stddef.h>

enum lint_severity { LINT_INFO, LINT_WARNING, LINT_ERROR };
enum { LINT_AS_IS = -1 }; /* the severity is the rule's own */

const char *lint_severity_name(enum lint_severity severity);

/* ---- the message -------------------------------------------------------- */

/* What stays the same from message to message. */
struct lint_settings {
	const struct config *config;
	struct words brand; /* the brand's name; empty when it is not known */
	struct lexicon *lexicon;
	bool brand_hides; /* words of the brand's name are in the lexicon */
	size_t segments_max;
	bool reference_16; /* parts are numbered with 16 bits */
};

void lint_settings_init(
    struct lint_settings *settings, const struct config *config);
void lint_settings_release(struct lint_settings *settings);

/* Texts are not there when the record does not say. */
struct lint_message {
	struct slice body, to, from, purpose, category;
	struct slice kind; /* of the sender, by the record or configuration */
	struct slice status, reason;
	const struct config_sender *sender; /* NULL: not in the configuration */
	const struct config_campaign *campaign; /* NULL: the same */
	bool first; /* the first text to this person, as far as is known */
	bool media; /* it travels as MMS */
	bool dynamic; /* a model wrote it */
	struct segment_count size;
	struct words words; /* of the body */
	struct links links;
	struct tokens tokens;
	struct lexicon_hits hits; /* phrases that rules look for */
	bool consent_known, consent_allowed; /* by `consent_check` */
	struct slice consent_reason;
	struct slice id;
	int64_t at_ms; /* send_at, else created_at; 0: not known */
	struct view media_urls, media_sizes;
	struct arena *arena; /* of the record */
	struct batch_answer batch; /* zeroed where no batch is looked at */
};

/* Reads a checked record; the arrays of `message` are used again. */
void lint_message_read(struct lint_message *message, struct record *record,
    const struct lint_settings *settings);
void lint_message_release(struct lint_message *message);

/* How the text travels, by the reference of the settings. */
void lint_count(const struct lint_settings *settings, struct slice text,
    struct segment_count *size);

/* Is one of its links to a host that is none of the brand's? */
bool lint_links_elsewhere(
    const struct lint_message *message, const struct lint_settings *settings);

/* The domain of the brand, or below one?  False when it has none. */
bool lint_is_of_brand(
    const struct link *link, const struct lint_settings *settings);

/* A number of the North American plan (+1)? */
bool lint_is_nanp(struct slice number);

/*
 * The cost of the message in millionths of a US dollar.  False when the price
 * is not known, and for MMS, which is not priced by segments.
 */
bool lint_message_cost(const struct lint_message *message,
    const struct lint_settings *settings, int64_t *cost);

/* ---- the report --------------------------------------------------------- */

struct lint_rule; /* rules.h */

enum {
	LINT_FINDINGS_MAX = 100, /* of one message; the rest only counts */
	LINT_EXCERPT_MAX = 80, /* bytes of a body quoted in a finding */
	LINT_SUGGESTION_MAX = 2048, /* bytes; a longer one is left out */
};

struct lint_finding {
	const struct lint_rule *rule;
	enum lint_severity severity;
	struct slice message;
	struct slice place; /* in the body; not there: the whole message */
	struct slice text; /* an excerpt of it, or a mask for it */
	struct slice suggestion; /* what to write instead; may be not there */
};

struct lint_report {
	struct lint_finding findings[LINT_FINDINGS_MAX];
	size_t count;
	size_t errors, warnings;
	bool harder; /* warnings are errors: nobody has approved the text */
	const struct lint_rule *rule; /* the one at work */
	int level; /* a severity that the user wants, or LINT_AS_IS */
	const char *body; /* places are counted from here */
	struct arena *arena; /* of the record: holds the texts */
};

/* Empties it for the message of a record. */
void lint_report_start(struct lint_report *report,
    const struct lint_message *message, struct record *record);

/*
 * Adds a finding of the rule at work.  place: a part of the body, or
 * LINT_WHOLE.  The suggestion is copied; it may be LINT_NONE.  A body or a
 * setting goes into the message through lint_excerpt only.
 */
#define LINT_WHOLE ((struct slice){NULL, 0})
#define LINT_NONE ((struct slice){NULL, 0})
void lint_add(struct lint_report *report, enum lint_severity severity,
    struct slice place, struct slice suggestion, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* The start of a text, whole characters, short enough to be quoted. */
struct slice lint_excerpt(struct slice text);

/* Shows this text (copied) instead of what stands at the last place. */
void lint_mask(struct lint_report *report, const char *text);

/* The value of the record's `lint`: {"errors":…,"warnings":…,"findings":[…]} */
void lint_report_json(const struct lint_report *report, struct buf *out);

/*
 * One line a finding: "PLACE: SEVERITY: MESSAGE [RULE]", control characters
 * masked; with colour when `colour` is set.
 */
void lint_report_text(const struct lint_report *report, const char *place,
    bool colour, struct buf *out);

#endif
