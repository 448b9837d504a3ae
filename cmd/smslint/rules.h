/* SPDX-License-Identifier: ISC */
/*
 * rules: the table of what is looked for, in families of a file each.  An id
 * never changes its meaning.
 */
#ifndef SMSLINT_RULES_H
#define SMSLINT_RULES_H

#include "base/buf.h"
#include "lint.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	RULES_MAX = 128, /* room for those of the table; a test holds it */
	RULES_ID_MAX = 32, /* bytes of an id, with the NUL; the same */
};

/* What a rule looks at. */
enum lint_scope {
	LINT_MESSAGE = 1 << 0, /* one text */
	LINT_MEDIA = 1 << 1, /* its attachments */
	LINT_BATCH = 1 << 2, /* one text, and those before it in the run */
	LINT_TEMPLATE = 1 << 3,
	LINT_CONFIG = 1 << 4, /* senders and campaigns */
};

struct subject; /* subject.h */

struct lint_rule {
	const char *id;
	enum lint_severity severity; /* the highest it has */
	unsigned scope; /* a set of enum lint_scope */
	const char *summary; /* when it speaks up, in a few words */
	const char *why; /* for --explain, complete sentences */
	const char *source; /* where the rule comes from */
	/*
	 * Complete inputs, which the tests run: for `example` exactly this
	 * rule speaks up, for `near_miss` none does.  Of a message, of media
	 * and of a batch: one JSON object a line, whose members are laid over
	 * those of a plain message; the rule speaks up at the last line.  Of a
	 * template or a configuration: the file.
	 */
	const char *example, *near_miss;
	bool fix; /* --fix may put its suggestion in place */
	/* Of a message, of media and of a batch; else NULL. */
	void (*check)(const struct lint_message *message,
	    const struct lint_settings *settings, struct lint_report *report);
	/* Of a template and of a configuration; else NULL. */
	void (*check_template)(const struct subject *subject);
	void (*check_config)(const struct subject *subject);
};

/* The input of a rule that looks at the body alone. */
#define LINT_BODY(text) "{\"body\": \"" text "\"}"

struct lint_family {
	const struct lint_rule *rules;
	size_t count;
};

#define LINT_FAMILY(rows)                              \
	{                                              \
		rows, sizeof(rows) / sizeof((rows)[0]) \
	}

extern const struct lint_family rules_brand; /* who speaks */
extern const struct lint_family rules_optout; /* and how to make it stop */
extern const struct lint_family rules_service; /* what kind of text it is */
extern const struct lint_family rules_length; /* what being long costs */
extern const struct lint_family rules_link;
extern const struct lint_family rules_phone;
extern const struct lint_family rules_prohibited; /* whoever writes it */
extern const struct lint_family rules_fraud; /* and spam, by words */
extern const struct lint_family rules_style; /* what looks like spam */
extern const struct lint_family rules_evasion; /* of filters */
extern const struct lint_family rules_placeholder;
extern const struct lint_family rules_private; /* what must not be in it */
extern const struct lint_family rules_sender;
extern const struct lint_family rules_quiet;
extern const struct lint_family rules_record; /* what others have said */
extern const struct lint_family rules_media;
extern const struct lint_family rules_batch;
extern const struct lint_family rules_template;
extern const struct lint_family rules_campaign;
extern const struct lint_family rules_packet; /* what --campaign writes */
extern const struct lint_family rules_comment; /* the last */

/* All rules, in the order in which they are run. */
size_t rules_count(void);
const struct lint_rule *rules_at(size_t index);

/* NULL when there is none of that id. */
const struct lint_rule *rules_find(const char *id);

/* The id that was probably meant, or NULL. */
const char *rules_nearest(const char *id);

/* "message", or "message, template". */
void rules_add_scope(const struct lint_rule *rule, struct buf *out);

/* --rules and --explain. */
void rules_list(struct buf *out);
void rules_explain(const struct lint_rule *rule, struct buf *out);

#endif
