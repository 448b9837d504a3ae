/* SPDX-License-Identifier: ISC */
#include "session.h"

#include "record/stream.h"
#include "text/address.h"
#include "text/phone.h"

/* Reports err; returns its exit code. */
static int
session_fail(const struct session *session, const struct error *err)
{
	diag_error(&session->diag, err);
	return err->code;
}

int
session_open(struct session *session, const struct opt_common *common,
    bool read_only, int *code)
{
	struct error err;

	session->diag = (struct diag){.program = "smsconsent",
	    .quiet = common->quiet,
	    .verbose = common->verbose};
	if (clock_init(&session->clock, common->now, &err) == 0 &&
	    config_load(&session->config, common->config, &err) == 0) {
		diag_warn_all(&session->diag, session->config.warnings,
		    session->config.warning_count);
		session->store = store_open(
		    session->config.store, read_only, &err);
		if (session->store != NULL)
			return 0;
	}
	*code = session_fail(session, &err);
	return -1;
}

void
session_close(struct session *session)
{
	store_close(session->store);
	config_release(&session->config);
	arena_release(&session->arena);
}

struct slice
session_tenant(const struct session *session, struct slice stated)
{
	return stated.p != NULL ? stated : slice_of(session->config.tenant);
}

/*
 * What the ledger has can be named as it stands there, even if it is nobody's
 * number; what is written otherwise has to be certain.
 */
static bool
session_phone(struct slice text, char e164[PHONE_MAX])
{
	return phone_is_e164(text) ? phone_from_end(text, e164)
				   : phone_certain(text, e164);
}

/* The one operand, where the verb takes one; -1 after reporting, with EX_USAGE
 * in *code. */
static int
session_number(struct session *session, const struct opt_program *program,
    char *const *operands, struct slice *number, int *code)
{
	char e164[PHONE_MAX], address[ADDRESS_MAX];

	if (program->operands[0] == '\0') {
		if (operands[0] == NULL)
			return 0;
		*code = opt_refuse(
		    program, "takes no operand: '%s'", operands[0]);
		return -1;
	}
	if (operands[0] == NULL || operands[1] != NULL) {
		*code = opt_refuse(program, "one number is needed");
		return -1;
	}
	if (address_key(slice_of(operands[0]), address)) {
		*number = arena_slice(&session->arena, slice_of(address));
		return 0;
	}
	if (!session_phone(slice_of(operands[0]), e164)) {
		*code = opt_refuse(
		    program, "no number as in +12125550147: '%s'", operands[0]);
		return -1;
	}
	*number = arena_slice(&session->arena, slice_of(e164));
	return 0;
}

int
session_run(const struct opt_program *program, int argc, char **argv,
    void *options, bool read_only,
    int (*work)(struct session *session, const void *options,
	struct slice number, struct error *err))
{
	struct session session = {0};
	struct slice number = {NULL, 0};
	struct error err;
	int operand, code, done;

	operand = opt_parse(program, argc, argv, options, &code);
	if (operand < 0)
		return code;
	if (session_number(&session, program, argv + operand, &number, &code) ==
		0 &&
	    session_open(&session, options, read_only, &code) == 0) {
		done = work(&session, options, number, &err);
		code = done > 0 ? 0
		    : done == 0 ? EX_NO
				: session_fail(&session, &err);
	}
	session_close(&session);
	return code;
}

int
session_print(const struct record *record, struct error *err)
{
	struct stream_writer out;

	if (stream_writer_open(&out, NULL, err) != 0 ||
	    stream_write(&out, record, err) != 0)
		return -1;
	return stream_writer_close(&out, err);
}

int
session_write_act(
    struct session *session, const struct ledger_act *act, struct error *err)
{
	struct record record = {0};
	int result = store_begin(session->store, err);

	if (result == 0 &&
	    ledger_write(session->store, act, clock_now(&session->clock),
		&record, err) < 0)
		result = -1;
	if (result == 0)
		result = store_commit(session->store, err);
	if (result == 0)
		result = session_print(&record, err);
	store_rollback(session->store);
	record_release(&record);
	return result;
}
