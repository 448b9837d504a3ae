/* SPDX-License-Identifier: ISC */
/*
 * import: what another system, or a provider, knows of people.  A withdrawal
 * that is in the ledger stands: no import overrides it.
 */
#include "row_act.h"
#include "rows.h"
#include "session.h"
#include "verbs.h"

#include "base/file.h"
#include "consent/ledger.h"
#include "time/zone.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
	IMPORT_FILE_MAX = 1024 * 1024 * 1024, /* bytes */
	IMPORT_BATCH = 1000, /* rows of one commit */
};

struct options {
	struct opt_common common;
	struct opt_list map;
	const char *status, *tenant, *program;
	bool dry_run;
};

#define OPTION(member) offsetof(struct options, member)

static const struct opt own_options[] = {
    {0, "dry-run", NULL, OPT_FLAG, OPTION(dry_run),
	"say what would be done, and do nothing"},
    {0, "map", "field=column", OPT_LIST, OPTION(map),
	"number, status, out, out_at, at, name, program or text is in this "
	"column "
	"(repeatable)"},
    {0, "program", "name", OPT_NAME, OPTION(program),
	"for this program, where a row names none"},
    {0, "status", "granted|revoked", OPT_CHOICE, OPTION(status),
	"what all rows say that do not say it themselves"},
    {0, "tenant", "name", OPT_NAME, OPTION(tenant),
	"for this business; else the configuration's"},
    VERB_NOW,
};

struct import {
	struct session session;
	const struct options *options;
	const char *file;
	struct zone_set zones;
	struct row_rules rules;
	int64_t before; /* seq of the last entry there was before */
	struct record record, entry;
	struct arena arena;
	size_t waiting; /* rows of the open transaction */
	size_t granted, revoked, known, refused;
	int code;
};

/* ---- one row ------------------------------------------------------------ */

static void
import_refuse(void *context, size_t line, const struct error *err)
{
	struct import *import = context;

	diag_warn(
	    &import->session.diag, "%s:%zu: %s", import->file, line, err->text);
	import->refused++;
	import->code = error_worse(import->code, EX_DATAERR);
}

/* What the ledger knows of the number of an act. */
struct import_known {
	bool same; /* the act itself, by its consent_id */
	bool before; /* a withdrawal from before this import began */
	bool now; /* a withdrawal is in force */
};

/* Is a withdrawal in force on that channel? */
static bool
import_is_withdrawn(const struct import *import, const struct ledger_act *act,
    const char *channel, const struct ledger_entry *entries, size_t count)
{
	struct verdict_query query = {.tenant = act->tenant,
	    .category = slice_of("transactional"),
	    .channel = slice_of(channel),
	    .now_ms = clock_now(&import->session.clock)};
	struct verdict verdict;

	verdict_fold(entries, count, &query, &verdict);
	return !verdict.allowed &&
	    slice_among(
		slice_of(verdict.reason), "consent_revoked|consent_denied");
}

static int
import_look(struct import *import, const struct ledger_act *act,
    struct slice id, struct import_known *known, struct error *err)
{
	struct ledger_entry *entries;
	size_t count, i;
	bool no;

	*known = (struct import_known){.same = false};
	if (ledger_entries(import->session.store, act->number, &import->arena,
		&entries, &count, err) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		no = slice_among(entries[i].action, "revoked|denied");
		if (no && entries[i].seq <= import->before)
			known->before = true;
		if (id.p != NULL && slice_equal(entries[i].consent_id, id) &&
		    no == row_act_is_no(act))
			known->same = true;
	}
	known->now = import_is_withdrawn(import, act,
	    slice_is(slice_of(act->channel), "any") ? "sms" : act->channel,
	    entries, count);
	return 0;
}

static int
import_begin(struct import *import, struct error *err)
{
	if (import->waiting > 0)
		return 0;
	if (store_begin(import->session.store, err) != 0)
		return -1;
	import->waiting = 1;
	return 0;
}

static int
import_commit(struct import *import, struct error *err)
{
	if (import->waiting == 0)
		return 0;
	import->waiting = 0;
	if (!import->options->dry_run)
		return store_commit(import->session.store, err);
	store_rollback(import->session.store);
	return 0;
}

/*
 * 1 added, 0 known already, -1.  A list without dates that has a person who
 * came back since it was first imported tells of another withdrawal.
 */
static int
import_add(struct import *import, struct ledger_act *act, bool withdrawn,
    struct error *err)
{
	int64_t now = clock_now(&import->session.clock);
	struct store *store = import->session.store;
	int added = ledger_write(store, act, now, &import->entry, err);

	if (added != 0 || withdrawn || act->entry != NULL ||
	    act->effective_ms != 0 || !row_act_is_no(act))
		return added;
	act->effective_ms = now;
	act->source = row_act_source(act, &import->arena);
	return ledger_write(store, act, now, &import->entry, err);
}

/*
 * Writes the act, but for a yes of somebody who has said no.  1 done; 0
 * refused, err says why; -1 the end.
 */
static int
import_write(struct import *import, struct ledger_act *act, struct slice id,
    struct error *err)
{
	struct import_known known;
	bool yes = !row_act_is_no(act);
	int added = 0;

	if (import_begin(import, err) != 0 ||
	    import_look(import, act, id, &known, err) != 0)
		return -1;
	if (yes && known.before && !known.same) {
		error_set(err, EX_DATAERR,
		    "opted out: only the person's own word changes that");
		return 0;
	}
	added = known.same && act->entry == NULL && act->effective_ms != 0
	    ? 0
	    : import_add(import, act, known.now, err);
	if (added < 0)
		return err->code == EX_DATAERR ? 0 : -1;
	import->known += added == 0;
	import->granted += added > 0 && yes;
	import->revoked += added > 0 && !yes;
	if (++import->waiting > IMPORT_BATCH && import_commit(import, err) != 0)
		return -1;
	return 1;
}

/* 1 done; 0 refused, err says why; -1 the end. */
static int
import_record(struct import *import, const struct row *row, struct error *err)
{
	struct ledger_act act;

	if (record_fill(&import->record, row->record, err) != 0 ||
	    record_check(&import->record, err) != 0)
		return 0;
	if (ledger_act_of(&import->record, &act, err) <= 0)
		return 0;
	if (act.tenant.p == NULL)
		act.tenant = import->rules.tenant;
	return import_write(
	    import, &act, record_text(&import->record, "consent_id"), err);
}

/* The same. */
static int
import_fields(struct import *import, const struct row *row, struct error *err)
{
	struct ledger_act act;
	struct error note;

	if (row_act(&import->rules, row, &import->arena, &act, &note, err) != 0)
		return 0;
	if (note.code != 0)
		diag_warn(&import->session.diag,
		    "%s:%zu: %s: the withdrawal counts from now", import->file,
		    row->line, note.text);
	return import_write(import, &act, row->fields[ROW_ID], err);
}

static int
import_row(void *context, const struct row *row, struct error *err)
{
	struct import *import = context;
	int done;

	arena_reset(&import->arena);
	done = row->record.p != NULL ? import_record(import, row, err)
				     : import_fields(import, row, err);
	if (done == 0)
		import_refuse(import, row->line, err);
	return done < 0 ? -1 : 0;
}

static void
import_more(void *context, const char *text)
{
	struct import *import = context;

	diag_warn(&import->session.diag,
	    "%s: %s: the list has more than this page: fetch and import the "
	    "others too",
	    import->file, text);
}

/* ---- files -------------------------------------------------------------- */

static void
import_file(struct import *import, const char *path)
{
	const struct rows_visitor visitor = {.row = import_row,
	    .bad = import_refuse,
	    .more = import_more,
	    .context = import};
	bool stdin_meant = path == NULL || strcmp(path, "-") == 0;
	struct error err;
	struct buf text;
	int result;

	import->file = stdin_meant ? "stdin" : path;
	buf_init(&text, IMPORT_FILE_MAX);
	result = stdin_meant ? file_read_fd(STDIN_FILENO, "stdin", &text, &err)
			     : file_read(path, &text, &err);
	if (result == 0) {
		result = rows_read(
		    buf_slice(&text), &import->options->map, &visitor, &err);
		if (result != 0)
			error_prefix(&err, "%s", import->file);
	}
	if (result != 0) {
		diag_error(&import->session.diag, &err);
		import->code = error_worse(import->code, err.code);
	}
	buf_release(&text);
}

static void
import_end(struct import *import)
{
	struct error err;

	if (import_commit(import, &err) != 0) {
		diag_error(&import->session.diag, &err);
		import->code = error_worse(import->code, err.code);
		return;
	}
	diag_warn(&import->session.diag,
	    "%s%zu granted, %zu revoked, %zu known already, %zu refused",
	    import->options->dry_run ? "would be: " : "", import->granted,
	    import->revoked, import->known, import->refused);
}

static int
import_open(struct import *import, struct error *err)
{
	const char *zone = import->session.config.timezone;
	struct ledger_head head;

	import->rules = (struct row_rules){.config = &import->session.config,
	    .status = import->options->status,
	    .tenant = session_tenant(
		&import->session, slice_of(import->options->tenant)),
	    .program = slice_of(import->options->program),
	    .now_ms = clock_now(&import->session.clock)};
	if (zone != NULL)
		import->rules.zone = zone_find(
		    &import->zones, slice_of(zone), err);
	if (ledger_head(import->session.store, &head, err) != 0)
		return -1;
	import->before = head.seq;
	return 0;
}

static int
import_check(const struct opt_program *program, const struct options *options)
{
	size_t i;

	for (i = 0; i < options->map.count; i++) {
		const char *sign = strchr(options->map.items[i], '=');
		struct slice name = {options->map.items[i],
		    sign != NULL ? (size_t)(sign - options->map.items[i]) : 0};

		if (sign == NULL || sign[1] == '\0' || columns_field(name) < 0)
			return opt_refuse(program,
			    "'%s' is no FIELD=COLUMN, FIELD being number, "
			    "status, out, out_at, at, expires_at, name, "
			    "program, "
			    "tenant, channel or text",
			    options->map.items[i]);
	}
	return 0;
}

static int
import_run(const struct opt_program *program, int argc, char **argv)
{
	struct options options = {0};
	struct import import = {.options = &options};
	struct error err;
	int operand, code;

	operand = opt_parse(program, argc, argv, &options, &code);
	if (operand >= 0)
		code = import_check(program, &options);
	if (operand >= 0 && code == 0 &&
	    session_open(&import.session, &options.common, false, &code) == 0) {
		if (import_open(&import, &err) != 0) {
			diag_error(&import.session.diag, &err);
			import.code = err.code;
		} else if (argv[operand] == NULL) {
			import_file(&import, NULL);
		}
		for (; import.code != EX_IOERR && argv[operand] != NULL;
		     operand++)
			import_file(&import, argv[operand]);
		import_end(&import);
		code = import.code;
	}
	session_close(&import.session);
	zone_set_release(&import.zones);
	record_release(&import.record);
	record_release(&import.entry);
	arena_release(&import.arena);
	opt_list_release(&options.map);
	return code;
}

const struct verb verb_import = {
    .word = "import",
    .program = {.name = "smsconsent import",
	.operands = "[file ...]",
	.about = "Take over what another system or a provider knows.",
	.own = own_options,
	.own_count = sizeof(own_options) / sizeof(own_options[0])},
    .run = import_run,
};
