/* SPDX-License-Identifier: ISC */
#include "report.h"

#include "base/mem.h"
#include "report_parts.h"

#include <stdlib.h>
#include <string.h>

static const struct report_form forms[] = {
    {"table", report_table, true},
    {"json", report_json, true},
    {"jsonl", report_jsonl, false},
    {"csv", report_csv, false},
    {"openmetrics", report_openmetrics, false},
    {"html", report_html, true},
};

const struct report_form *
report_form_find(const char *name)
{
	size_t i;

	for (i = 0; name != NULL && i < sizeof(forms) / sizeof(forms[0]); i++)
		if (strcmp(forms[i].name, name) == 0)
			return &forms[i];
	return &forms[0];
}

const struct figure *
report_figure(const struct figure *figures, const char *id)
{
	size_t count, i;

	(void)acc_table(&count);
	for (i = 0; i < count; i++)
		if (strcmp(figures[i].acc->id, id) == 0)
			return &figures[i];
	return NULL;
}

/* ---- groups ----------------------------------------------------------------
 */

/* The most frequent first, then by labels; times by themselves. */
static int
compare_groups(const void *left, const void *right)
{
	const struct report_group *a = left, *b = right;
	size_t i;
	int order;

	if (!a->by_time && a->messages != b->messages)
		return a->messages < b->messages ? 1 : -1;
	for (i = 0; i < a->label_count; i++) {
		order = slice_compare(a->labels[i], b->labels[i]);
		if (order != 0)
			return order;
	}
	return 0;
}

static void
emit_group(struct report *report, struct report_group *group,
    struct acc_set accs[PERIODS])
{
	const struct words *words = &report->tally->fold->words;

	group->figures = acc_set_emit(&accs[PERIOD_NOW], words);
	if (report->ask->compare)
		group->before = acc_set_emit(&accs[PERIOD_BEFORE], words);
}

static void
make_group(struct report *report, struct group *from,
    struct report_group *group, bool total)
{
	const struct tally *tally = report->tally;
	const struct dims *dims = report->ask->dims;
	size_t by = report->ask->by, i;
	int p;

	*group = (struct report_group){
	    .from = from, .label_count = by, .messages = from->messages};
	group->labels = arena_alloc(
	    &report->arena, by * sizeof(*group->labels));
	for (i = 0; i < by; i++) {
		group->labels[i] = tally_text(tally, from->values[i]);
		group->by_time = group->by_time ||
		    slice_among(
			slice_of(dims->list[i].name), "hour|day|week|month");
	}
	for (p = 0; total && p < PERIODS; p++)
		acc_set_merge(&report->totals[p], &from->accs[p]);
}

/* The groups from `top` on become one. */
static void
make_rest(struct report *report, size_t top)
{
	struct report_group rest = report->groups[top];
	size_t i;
	int p;

	for (p = 0; p < PERIODS; p++)
		acc_set_init(&report->rest[p]);
	for (i = top; i < report->group_count; i++) {
		for (p = 0; p < PERIODS; p++)
			acc_set_merge(
			    &report->rest[p], &report->groups[i].from->accs[p]);
		rest.messages += i > top ? report->groups[i].messages : 0;
	}
	rest.rest = report->group_count - top;
	memset(rest.labels, 0, rest.label_count * sizeof(*rest.labels));
	emit_group(report, &rest, report->rest);
	report->groups[top] = rest;
	report->group_count = top + 1;
}

static void
make_groups(struct report *report, size_t top, bool total)
{
	struct tally *tally = report->tally;
	size_t i;

	report->groups = mem_zalloc(tally->count + 1, sizeof(*report->groups));
	for (i = 0; i < tally->count; i++)
		make_group(
		    report, &tally->groups[i], &report->groups[i], total);
	report->group_count = tally->count;
	if (report->group_count > 1)
		qsort(report->groups, report->group_count,
		    sizeof(*report->groups), compare_groups);
	if (top > 0 && report->group_count > top + 1)
		make_rest(report, top);
	for (i = 0; i < report->group_count; i++)
		if (report->groups[i].rest == 0)
			emit_group(report, &report->groups[i],
			    report->groups[i].from->accs);
}

void
report_make(struct report *report, struct tally *tally, size_t top,
    const struct report_form *form)
{
	const struct words *words = &tally->fold->words;
	int p;

	*report = (struct report){.ask = tally->ask,
	    .tally = tally,
	    .as_of = tally->ask->as_of,
	    .left_out = tally->left_out};
	(void)acc_table(&report->count);
	for (p = 0; p < PERIODS; p++) {
		acc_set_init(&report->totals[p]);
		report->calls[p] = tally->calls[p];
	}
	memcpy(report->counts, tally->fold->counts, sizeof(report->counts));
	memcpy(report->notes, tally->notes, sizeof(report->notes));
	make_groups(report, top, form->total || tally->ask->by == 0);
	report->figures = acc_set_emit(&report->totals[PERIOD_NOW], words);
	if (report->ask->compare)
		report->before = acc_set_emit(
		    &report->totals[PERIOD_BEFORE], words);
	report->messages = report_figure(report->figures, "messages")->hits;
	report_make_changes(report);
	report_make_funnel(report);
}

void
report_release(struct report *report)
{
	size_t i;
	int p;

	for (i = 0; i < report->group_count; i++) {
		figures_free(report->groups[i].figures);
		figures_free(report->groups[i].before);
	}
	free(report->groups);
	figures_free(report->figures);
	figures_free(report->before);
	free(report->changes);
	for (p = 0; p < PERIODS; p++) {
		acc_set_release(&report->totals[p]);
		acc_set_release(&report->rest[p]);
	}
	arena_release(&report->arena);
	*report = (struct report){.ask = NULL};
}

/* ---- the footer ------------------------------------------------------------
 */

static const struct {
	const char *id, *words;
} count_notes[FOLD_COUNTS] = {
    [FOLD_RECORDS] = {"records", "records read"},
    [FOLD_OTHER_KIND] = {"other_records", "records of kinds not counted here"},
    [FOLD_REFUSED] = {"refused", "lines refused: no record, or a bad one"},
    [FOLD_CUT] = {"cut", "of those cut off at the end of a file"},
    [FOLD_ROTATED] = {"rotated", "times that the file was another one"},
    [FOLD_DAMAGED] = {"damaged",
	"files damaged or cut, read so far as they go"},
    [FOLD_MISSING] = {"missing", "files that could not be opened"},
};

static const struct {
	const char *id, *words;
} tally_notes[NOTE_COUNT] = {
    [NOTE_NO_MESSAGE] = {"receipts_without_message",
	"known by receipts alone, their message was not seen"},
    [NOTE_NO_RECEIPT] = {"messages_without_receipt",
	"sent, and no receipt was seen"},
    [NOTE_REPLY_ALONE] = {"replies_without_message",
	"answered, but the message was not seen"},
    [NOTE_NEGATIVE] = {"negative_latencies",
	"with clocks that disagree: a latency below 0, left out"},
    [NOTE_MIXED] = {"mixed_costs",
	"priced in several currencies, of which one counts"},
    [NOTE_FUTURE] = {"after_now", "from after the time that counts as now"},
    [NOTE_WHERE] = {"where_unasked",
	"that the condition cannot be asked about, left out"},
};

size_t
report_notes(
    const struct report *report, struct report_note notes[REPORT_NOTES])
{
	const struct figure *cost = report_figure(report->figures, "cost");
	size_t n = 0, i;

	for (i = 0; i < FOLD_COUNTS; i++)
		notes[n++] = (struct report_note){
		    count_notes[i].id, count_notes[i].words, report->counts[i]};
	for (i = 0; i < NOTE_COUNT; i++)
		notes[n++] = (struct report_note){
		    tally_notes[i].id, tally_notes[i].words, report->notes[i]};
	notes[n++] = (struct report_note){"contested_ids",
	    "provider ids of several messages, their receipts left alone",
	    report->tally->fold->contested};
	notes[n++] = (struct report_note){
	    "left_out", "messages not asked for", report->left_out};
	notes[n++] = (struct report_note){"currencies",
	    "currencies, summed each by itself",
	    cost->row_count > 1 ? cost->row_count : 0};
	return n;
}
