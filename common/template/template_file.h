/* SPDX-License-Identifier: ISC */
/*
 * template_file: a template as sms-template.5 describes it, one YAML file.
 */
#ifndef TEMPLATE_TEMPLATE_FILE_H
#define TEMPLATE_TEMPLATE_FILE_H

#include "base/crypto.h"
#include "base/error.h"
#include "base/mem.h"
#include "config/yaml.h"
#include "template/template.h"
#include "time/instant.h"

#include <stdbool.h>
#include <stddef.h>

/* When: an instant of the call, moved, and set to a time of day. */
struct schedule {
	bool set;
	const char *name; /* "send" or "expires" */
	const char *anchor; /* path in the call record; NULL: the hang-up */
	struct duration offset;
	bool has_time; /* on the day that offset leads to */
	int hour, minute;
	int line;
};

/* One text in its languages; a single text has language NULL. */
struct wording {
	const char *language;
	struct template *text;
	struct slice source; /* of the text, as the author wrote it */
	int line;
};
struct wordings {
	struct wording *items;
	size_t count;
};

/* What the caller's words may do at a place of the text. */
struct variable {
	const char *path;
	size_t max; /* characters; 0: no limit */
	bool link; /* may be a link */
	const struct yaml_node *sample; /* of it; NULL: none */
	int line;
};

struct template_file {
	const char *path; /* of the file */
	const char *id, *purpose, *category, *program, *campaign;
	struct template *when; /* NULL: always */
	const char *when_text; /* the same as it is written */
	struct schedule send, expires;
	bool quiet_hours; /* false: the courtesy hours are lifted */
	bool of_appointment; /* it looks at the call's appointment */
	bool cancels; /* its purpose is cancellation */
	const char *priority; /* decimal text, or NULL */
	const char *replies; /* a JSON object, or NULL */
	struct wordings body, subject, email; /* of the e-mail: may be empty */
	int64_t email_after_s; /* when it stands in for a text; 0: at once */
	struct wordings media; /* addresses, one for each */
	struct {
		const char *field; /* where a model's text is, or NULL */
		int64_t max_segments; /* 0: as policy.max_segments says */
		struct wordings frame; /* around it; may be empty */
	} dynamic;
	struct variable *variables;
	size_t variable_count;
	char hash[CRYPTO_SHA256_HEX]; /* of the file's bytes */
	/* The members that all its messages share: JSON, a comma in front. */
	const char *fixed; /* purpose to template_hash */
	const char *tail; /* quiet_hours, priority, replies */

	/* Private. */
	struct yaml_document *document;
	struct arena memory;
};

/*
 * Reads the file, or its text, into a zeroed struct; path is borrowed.
 * EX_CONFIG with "PATH:LINE: " in front, EX_NOINPUT when there is no such file.
 * template_file_release is due in either case.
 */
int template_file_load(
    struct template_file *file, const char *path, struct error *err);
int template_file_read(struct template_file *file, struct slice text,
    const char *path, struct error *err);
void template_file_release(struct template_file *file);

/*
 * The wording for a language (BCP 47; may not be there): the same, else the one
 * that is closest of the same primary language, else the first.
 */
const struct wording *wordings_choose(
    const struct wordings *wordings, struct slice language);

/* The array belongs to the file, the parsed texts are freed. */
void wordings_release(struct wordings *wordings);

#endif
