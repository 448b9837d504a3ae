/* SPDX-License-Identifier: ISC */
/*
 * message: one call and one template make one message record.
 */
#ifndef SMSRENDER_MESSAGE_H
#define SMSRENDER_MESSAGE_H

#include "base/crypto.h"
#include "config/config.h"
#include "dynamic.h"
#include "facts.h"
#include "scope.h"
#include "template/template.h"
#include "template/template_file.h"
#include "time/zone.h"

struct selection; /* select.h */

/* What all messages of a run share; its buffers are used again for each. */
struct press {
	const struct config *config;
	const char *dynamic; /* of --dynamic; or NULL */
	struct zone_set zones;
	struct crypto_sha256 *digest;
	struct scope scope;
	struct template_scope view; /* over `scope` */
	struct slice language; /* of --language; may not be there */
	int64_t now_ms;
	char now_text[INSTANT_TEXT_MAX]; /* the same, formatted once */
	struct selection *selection; /* the templates of the run */
	struct slice *senders; /* JSON members, in the configuration's order */
	struct arena memory; /* of senders */
	struct arena arena; /* scratch of one call */
	struct buf body, key, json;
	struct error why; /* a model's text was not used */
};

void press_init(struct press *press, const struct config *config);
void press_release(struct press *press);

/* Makes ready for the messages of one call; facts are borrowed till the next.
 */
void press_start(
    struct press *press, const struct facts *facts, int64_t now_ms);

/* What became of a message. */
struct outcome {
	bool suppressed; /* its status says that it may not go */
	int64_t send_ms; /* when it is due; only of one that is past */
	struct dynamic dynamic; /* not used: press->why says why */
};

/*
 * Renders the message into press->json as one JSON object, and its text into
 * press->body: 1.  0 when it was due too long ago (SCHEDULE_GRACE_MS), so that
 * nothing is rendered; -1 when it cannot be: EX_DATAERR.
 */
int press_message(struct press *press, const struct facts *facts,
    const struct template_file *file, struct outcome *outcome,
    struct error *err);

/*
 * Renders what the template says of its samples, the same way: a message to
 * nobody, without an identity and times.  facts are those of samples_call.
 */
int press_sample(struct press *press, const struct facts *facts,
    const struct template_file *file, struct error *err);

/* From now on the marks of each text are noted; NULL: no longer. */
void press_mark(struct press *press, struct marks *marks);

#endif
