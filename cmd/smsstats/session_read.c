/* SPDX-License-Identifier: ISC */
#include "base/crypto.h"
#include "journal.h"
#include "record/bulk.h"
#include "session.h"

static int
take(void *context, size_t worker, struct record *record, bool alike,
    struct error *err)
{
	struct session *session = context;

	return fold_take(&session->fold, worker, record, alike, err);
}

static int
take_part(void *context, size_t worker, struct record *record, bool alike,
    struct error *err)
{
	struct session *session = context;

	(void)alike;
	return part_read(
	    &session->fold, worker, &session->parts[worker], record, err);
}

static bool
refuse(void *context, const struct bulk_fault *fault)
{
	struct session *session = context;

	if (fault->err.code != EX_DATAERR || fault->line == 0) {
		session->counts[fault->err.code == EX_NOINPUT ? FOLD_MISSING
							      : FOLD_DAMAGED]++;
		filter_fail(&session->filter, &fault->err);
		session->filter.stop = session->filter.strict ||
		    fault->err.code == EX_IOERR;
		return !session->filter.stop;
	}
	session->counts[FOLD_REFUSED]++;
	session->counts[FOLD_CUT] += fault->cut;
	filter_reject_line(
	    &session->filter, fault->line, fault->text, &fault->err);
	return !session->filter.stop;
}

static void
fold_start(struct session *session, size_t workers)
{
	struct hash_seed seed;

	if (session->options->partial || session->options->merge)
		seed = part_seed;
	else
		crypto_random(&seed, sizeof(seed));
	fold_init(&session->fold, &seed, &session->dims, workers,
	    (size_t)session->memory << 20);
}

static int
read_store(struct session *session)
{
	struct error err;

	if (!session->options->store ||
	    journal_fold(session->config.store, &session->fold, &err) == 0)
		return 0;
	filter_fail(&session->filter, &err);
	session->filter.stop = true;
	return -1;
}

void
session_read(struct session *session, char *const *operands)
{
	const struct options *options = session->options;
	struct bulk bulk = {.operands = operands,
	    .context = session,
	    .take = options->merge ? take_part : take,
	    .refuse = refuse};
	size_t workers = options->follow ? 1 : bulk_workers(operands), i;

	fold_start(session, workers);
	if (read_store(session) != 0 || options->follow)
		return;
	if (!options->store || operands[0] != NULL)
		bulk_run(&bulk, workers);
	for (i = 0; i < FOLD_COUNTS; i++)
		session->fold.workers[0].counts[i] += session->counts[i];
}
