/* SPDX-License-Identifier: ISC */
#include "session.h"

#include "base/num.h"
#include "when.h"

#include <inttypes.h>

enum {
	MEMORY_MIB = 128, /* unless --memory says otherwise */
	MEMORY_MAX = 1024 * 1024,
	TOP_MAX = 1000 * 1000,
};

/* The dimensions that a change is explained by, as report_split_ids has. */
static const char *const session_splits[TALLY_SPLITS] = {
    "template", "carrier", "sender"};

/* ---- what is asked ----------------------------------------------------------
 */

static int
open_zone(struct session *session, struct error *err)
{
	const char *name = session->config.timezone;

	if (name == NULL)
		return 0;
	session->ask.zone = zone_find(&session->zones, slice_of(name), err);
	return session->ask.zone != NULL ? 0 : -1;
}

static int
open_where(struct session *session, struct error *err)
{
	const char *text = session->options->where;

	if (text == NULL)
		return 0;
	session->where = template_parse_condition(
	    slice_of(text), "--where", 1, err);
	if (session->where == NULL) {
		err->code = EX_USAGE;
		return -1;
	}
	session->ask.where = session->where;
	return tally_dims_of(session->where, &session->dims, err);
}

static int
open_number(const char *text, const char *name, int64_t most, int64_t *out,
    struct error *err)
{
	if (text == NULL || num_parse(slice_of(text), 1, most, out) == 0)
		return 0;
	return error_set(err, EX_USAGE,
	    "%s wants a number from 1 to %" PRId64 ", not '%s'", name, most,
	    text);
}

/* They are looked at where they are shown. */
static int
open_splits(struct session *session, struct error *err)
{
	const struct options *options = session->options;
	const struct report_form *form = report_form_find(options->format);
	bool wanted = options->compare || options->partial ||
	    form->write == report_json || form->write == report_html;
	size_t i;

	for (i = 0; i < TALLY_SPLITS; i++) {
		session->ask.splits[i] = SIZE_MAX;
		if (!wanted)
			continue;
		session->ask.splits[i] = dims_add(
		    &session->dims, slice_of(session_splits[i]));
		if (session->ask.splits[i] == SIZE_MAX)
			return error_set(err, EX_USAGE,
			    "--by and --where take %d names at most",
			    DIMS_MAX - TALLY_SPLITS);
	}
	return 0;
}

/* Options that ask for a report do not fit others. */
static int
check_options(const struct options *options, struct error *err)
{
	if (options->compare && options->since == NULL)
		return error_set(err, EX_USAGE, "--compare wants --since");
	if (options->check && options->format != NULL)
		return error_set(
		    err, EX_USAGE, "--check writes alerts, and no --format");
	if (options->vcon != NULL &&
	    (options->follow || options->partial || options->merge ||
		options->check || options->format != NULL))
		return error_set(
		    err, EX_USAGE, "--vcon writes a vCon, and no report");
	if (options->merge && options->store)
		return error_set(
		    err, EX_USAGE, "--merge reads parts, and no --store");
	if (options->follow &&
	    (options->partial || options->merge || options->check))
		return error_set(err, EX_USAGE,
		    "--follow writes reports, and no --partial, --merge or "
		    "--check");
	if (options->partial &&
	    (options->format != NULL || options->since != NULL ||
		options->until != NULL || options->top != NULL ||
		options->compare || options->check))
		return error_set(err, EX_USAGE,
		    "--partial takes --by and --where, the rest is for "
		    "--merge");
	return 0;
}

static int
open_ask(struct session *session, struct error *err)
{
	const struct options *options = session->options;

	if (options->by != NULL &&
	    dims_add_list(&session->dims, options->by, err) != 0)
		return -1;
	session->ask.by = session->dims.count;
	session->ask.compare = options->compare;
	session->ask.dims = &session->dims;
	session->memory = MEMORY_MIB;
	if (check_options(options, err) != 0 || open_zone(session, err) != 0 ||
	    open_where(session, err) != 0 || open_splits(session, err) != 0 ||
	    when_check(options->since, "--since", err) != 0 ||
	    when_check(options->until, "--until", err) != 0)
		return -1;
	return open_number(
		   options->top, "--top", TOP_MAX, &session->top, err) != 0 ||
		open_number(options->memory, "--memory", MEMORY_MAX,
		    &session->memory, err) != 0
	    ? -1
	    : 0;
}

int
session_open(struct session *session, const struct options *options,
    struct diag *diag, struct error *err)
{
	*session = (struct session){.options = options, .diag = diag};
	session->filter.out.fd = session->filter.rejects.fd = -1;
	if (clock_init(&session->clock, options->common.now, err) != 0 ||
	    config_load(&session->config, options->common.config, err) != 0)
		return -1;
	diag_warn_all(
	    diag, session->config.warnings, session->config.warning_count);
	return open_ask(session, err);
}

void
session_release(struct session *session)
{
	fold_release(&session->fold);
	dims_release(&session->dims);
	template_free(session->where);
	zone_set_release(&session->zones);
	config_release(&session->config);
}
