/* SPDX-License-Identifier: ISC */
/* export: all entries, oldest first, for import elsewhere or for a table. */
#include "csv.h"
#include "session.h"
#include "verbs.h"

#include "consent/line.h"
#include "record/stream.h"

#include <string.h>

struct options {
	struct opt_common common;
	const char *format;
};

static const struct opt own_options[] = {
    {0, "format", "jsonl|csv", OPT_CHOICE, offsetof(struct options, format),
	"consent records (jsonl), or a table of their main fields"},
    VERB_NOW,
};

/* The columns of the table, and where a consent record has them. */
static const struct {
	const char *name, *path;
} columns[] = {
    {"number", "number"},
    {"action", "action"},
    {"effective_at", "effective_at"},
    {"recorded_at", "recorded_at"},
    {"tenant", "tenant"},
    {"program", "program"},
    {"channel", "channel"},
    {"category", "category"},
    {"kind", "kind"},
    {"basis", "basis"},
    {"method", "method"},
    {"scope", "scope"},
    {"name", "name"},
    {"consent_text", "evidence.consent_text"},
    {"disclosure_text", "evidence.disclosure_text"},
    {"excerpt", "evidence.excerpt"},
    {"consent_id", "consent_id"},
    {"expires_at", "expires_at"},
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

struct exporter {
	struct stream_writer out;
	struct record record;
	struct buf line;
	bool csv;
};

static int
export_csv(struct exporter *exporter, struct error *err)
{
	struct buf row;
	int result;
	size_t i;

	if (record_fill(&exporter->record, buf_slice(&exporter->line), err) !=
	    0)
		return -1;
	buf_init(&row, BUF_NO_CAP);
	for (i = 0; i < COLUMNS; i++) {
		if (i > 0)
			buf_addc(&row, ',');
		csv_write(&row,
		    view_text(record_path(&exporter->record, columns[i].path),
			&exporter->record.arena));
	}
	result = stream_write_text(&exporter->out, buf_slice(&row), err);
	buf_release(&row);
	return result;
}

/* The ledger's own entries, its name, its key and who was erased, are nobody's.
 */
static int
export_entry(void *context, const struct ledger_entry *entry, struct error *err)
{
	struct exporter *exporter = context;

	if (entry->action.p == NULL || slice_is(entry->action, LEDGER_NAMED) ||
	    slice_is(entry->action, LEDGER_KEYED) ||
	    slice_is(entry->action, LEDGER_ERASED))
		return 0;
	buf_reset(&exporter->line);
	line_write(entry, &exporter->line);
	if (exporter->csv)
		return export_csv(exporter, err);
	return stream_write_text(
	    &exporter->out, buf_slice(&exporter->line), err);
}

static int
export_head(struct exporter *exporter, struct error *err)
{
	struct buf row;
	int result;
	size_t i;

	if (!exporter->csv)
		return 0;
	buf_init(&row, BUF_NO_CAP);
	for (i = 0; i < COLUMNS; i++)
		buf_addf(&row, "%s%s", i > 0 ? "," : "", columns[i].name);
	result = stream_write_text(&exporter->out, buf_slice(&row), err);
	buf_release(&row);
	return result;
}

static int
export_all(struct session *session, const void *given, struct slice number,
    struct error *err)
{
	const struct options *options = given;
	struct exporter exporter = {.csv = options->format != NULL &&
		strcmp(options->format, "csv") == 0};
	struct error other;
	int result;

	(void)number;
	buf_init(&exporter.line, BUF_NO_CAP);
	result = stream_writer_open(&exporter.out, NULL, err);
	if (result == 0)
		result = export_head(&exporter, err);
	if (result == 0)
		result = ledger_walk(
		    session->store, export_entry, &exporter, err);
	if (stream_writer_close(&exporter.out, &other) != 0 && result == 0) {
		*err = other;
		result = -1;
	}
	buf_release(&exporter.line);
	record_release(&exporter.record);
	return result == 0 ? 1 : -1;
}

static int
export_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};

	return session_run(program, argc, argv, &options, true, export_all);
}

const struct verb verb_export = {
    .word = "export",
    .program = {.name = "smsconsent export",
	.operands = "",
	.about = "Print all entries of the ledger.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = export_run,
};
