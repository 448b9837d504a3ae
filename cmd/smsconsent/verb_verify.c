/* SPDX-License-Identifier: ISC */
/* verify: is the ledger as it was written? */
#include "session.h"
#include "verbs.h"

#include "base/crypto.h"
#include "consent/audit.h"
#include "record/stream.h"

#include <inttypes.h>
#include <stdlib.h>

struct options {
	struct opt_common common;
	const char *against;
	bool json;
};

#define OPTION(name, arg, kind, member, help)                              \
	{                                                                  \
		0, name, arg, kind, offsetof(struct options, member), help \
	}

static const struct opt own_options[] = {
    OPTION("against", "file", OPT_TEXT, against,
	"look for what checkpoint printed into this file too"),
    OPTION("json", NULL, OPT_FLAG, json, "print one JSON object"),
    VERB_NOW,
};

struct points {
	struct audit_checkpoint *points;
	size_t count;
};

/* All lines of the file; a line that is no checkpoint is an error: who asks
 * for a comparison must not get less of it. */
static int
read_points(const char *path, struct points *points, struct error *err)
{
	char *operands[] = {mem_strdup(path), NULL};
	struct stream_reader in;
	struct record record = {0};
	int got;

	stream_reader_init(&in, operands);
	while ((got = stream_next(&in, &record, err)) > 0) {
		points->points = mem_realloc(
		    points->points, points->count + 1, sizeof(*points->points));
		if (audit_checkpoint_read(
			&record, &points->points[points->count], err) != 0) {
			error_prefix(err, "%s", record_place(&record));
			got = -1;
			break;
		}
		points->count++;
	}
	if (got == 0 && points->count == 0)
		got = error_set(
		    err, EX_DATAERR, "%s: holds no checkpoint", path);
	stream_reader_release(&in);
	record_release(&record);
	free(operands[0]);
	return got;
}

static void
write_words(const struct audit *audit, struct buf *out)
{
	char hex[2 * CHAIN_HASH + 1];

	crypto_hex(audit->head, CHAIN_HASH, hex);
	if (audit->fault == NULL)
		buf_addf(out,
		    "ledger %s: %" PRId64 " entries, %" PRId64
		    " with a person, %" PRId64 " erased; head %s",
		    audit->name, audit->entries, audit->people, audit->erased,
		    hex);
	else if (audit->first_bad == audit->last_bad)
		buf_addf(out, "entry %" PRId64 ": %s", audit->first_bad,
		    audit->fault);
	else
		buf_addf(out, "entry %" PRId64 " to %" PRId64 ": %s",
		    audit->first_bad, audit->last_bad, audit->fault);
}

static void
write_json(const struct audit *audit, int64_t now_ms, struct record *record)
{
	struct audit_checkpoint here = {
	    .entries = audit->entries, .at_ms = now_ms};

	memcpy(here.name, audit->name, sizeof(here.name));
	memcpy(here.head, audit->head, sizeof(here.head));
	audit_checkpoint_write(&here, record);
	record_set_int(record, "people", audit->people);
	record_set_int(record, "erased", audit->erased);
	record_set_bool(record, "intact", audit->fault == NULL);
	if (audit->fault == NULL)
		return;
	record_set_text(record, "fault", slice_of(audit->fault));
	record_set_int(record, "first_bad", audit->first_bad);
	record_set_int(record, "last_bad", audit->last_bad);
}

static int
print(const struct audit *audit, const struct session *session, bool json,
    struct error *err)
{
	struct record record = {0};
	struct stream_writer out;
	struct buf text;
	int result = stream_writer_open(&out, NULL, err);

	buf_init(&text, BUF_NO_CAP);
	if (json) {
		write_json(audit, clock_now(&session->clock), &record);
		record_write(&record, &text);
	} else {
		write_words(audit, &text);
	}
	if (result == 0)
		result = stream_write_text(&out, buf_slice(&text), err);
	if (stream_writer_close(&out, err) != 0)
		result = -1;
	buf_release(&text);
	record_release(&record);
	return result;
}

static int
verify(struct session *session, const void *given, struct slice number,
    struct error *err)
{
	const struct options *options = given;
	struct points points = {NULL, 0};
	struct audit audit = {.entries = 0};
	int result = 0;

	(void)number;
	if (options->against != NULL)
		result = read_points(options->against, &points, err);
	if (result == 0)
		result = audit_run(
		    session->store, points.points, points.count, &audit, err);
	if (result == 0)
		result = print(&audit, session, options->json, err);
	free(points.points);
	return result != 0 ? -1 : audit.fault == NULL;
}

static int
verify_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};

	return session_run(program, argc, argv, &options, true, verify);
}

const struct verb verb_verify = {
    .word = "verify",
    .program = {.name = "smsconsent verify",
	.operands = "",
	.about =
	    "Say whether the ledger is as it was written; exit 1 when not.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = verify_run,
};
