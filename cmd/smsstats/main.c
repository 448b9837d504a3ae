/* SPDX-License-Identifier: ISC */
/*
 * smsstats: is it arriving, is it wanted?  Records in, one report out.
 */
#include "acc.h"
#include "base/crypto.h"
#include "base/diag.h"
#include "base/opt.h"
#include "config/config.h"
#include "draft.h"
#include "event.h"
#include "fold.h"
#include "outcome.h"
#include "record/filter.h"
#include "report.h"
#include "time/clock.h"

#include <stddef.h>
#include <string.h>

struct options {
	struct opt_common common;
	const char *format;
};

static const struct opt own_options[] = {
    {0, "format", "table|json", OPT_CHOICE, offsetof(struct options, format),
	"how to write the report (default: table)"},
};

static const struct opt_program program = {
    .name = "smsstats",
    .operands = "[file ...]",
    .about = "Report delivery, response and opt-out rates, and what failed.",
    .filter = true,
    .own = own_options,
    .own_count = sizeof(own_options) / sizeof(own_options[0]),
};

/* A record of another kind is none of our business. */
static void
take_record(struct filter *filter, const struct draft_reader *reader,
    struct record *record, struct fold *fold)
{
	struct event event;
	struct error err;

	if (!event_wanted(record_kind(record)))
		return;
	if (event_read(reader, record, &event, &err) != 0)
		filter_reject(filter, record, &err);
	else
		fold_add(fold, &event);
}

/* as_of: the instant that --now names; without it that of the newest record. */
static void
write_report(struct filter *filter, const struct options *options,
    const struct fold *fold, int64_t as_of)
{
	struct report report = {.as_of = as_of};
	const struct message *message;
	struct outcome outcome;
	struct acc_set accs;
	struct figure *figures;
	struct buf text;
	size_t step = 0;

	acc_set_init(&accs);
	while ((message = fold_next(fold, &step)) != NULL) {
		outcome_read(fold, message, as_of, &outcome);
		acc_set_add(&accs, &outcome);
		report.messages++;
	}
	report.figures = figures = acc_set_emit(&accs, &fold->words);
	(void)acc_table(&report.count);
	buf_init(&text, BUF_NO_CAP);
	if (options->format != NULL && strcmp(options->format, "json") == 0)
		report_json(&report, &text);
	else
		report_table(&report, &text);
	filter_write_text(filter, buf_slice(&text));
	buf_release(&text);
	figures_free(figures);
	acc_set_release(&accs);
}

/* Nothing is taken from a configuration, but one that was named must load. */
static int
check_options(
    const struct options *options, struct clock *clock, const struct diag *diag)
{
	struct config config = {0};
	struct error err;
	int result;

	result = clock_init(clock, options->common.now, &err);
	if (result == 0 && options->common.config != NULL)
		result = config_load(&config, options->common.config, &err);
	diag_warn_all(diag, config.warnings, config.warning_count);
	config_release(&config);
	if (result == 0)
		return 0;
	diag_error(diag, &err);
	return err.code;
}

int
main(int argc, char **argv)
{
	struct options options = {0};
	struct diag diag = {.program = program.name};
	struct record record = {0};
	struct draft_reader reader;
	struct hash_seed seed;
	struct filter filter;
	struct clock clock;
	struct fold fold;
	int operand, code;

	operand = opt_parse(&program, argc, argv, &options, &code);
	if (operand < 0)
		return code;
	diag.quiet = options.common.quiet;
	diag.verbose = options.common.verbose;
	code = check_options(&options, &clock, &diag);
	if (code != 0)
		return code;
	crypto_random(&seed, sizeof(seed));
	draft_reader_init(&reader);
	fold_init(&fold, &seed);
	if (filter_open(&filter, &diag, &options.common, argv + operand) == 0) {
		while (filter_next(&filter, &record))
			take_record(&filter, &reader, &record, &fold);
		/* Half an input would make a wrong report. */
		if (!filter.stop)
			write_report(&filter, &options, &fold,
			    clock.fixed ? clock_now(&clock) : fold.newest);
	}
	record_release(&record);
	fold_release(&fold);
	return filter_close(&filter);
}
