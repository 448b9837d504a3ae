/* SPDX-License-Identifier: ISC */
#include "row_act.h"

#include "text/address.h"
#include "text/phone.h"
#include "time/instant.h"
#include "when.h"

#include <string.h>

bool
row_act_is_no(const struct ledger_act *act)
{
	return slice_among(slice_of(act->action), "revoked|denied");
}

/* As people write it, where it is certain whose it is. */
static int
row_number(const struct row_rules *rules, struct slice text,
    struct arena *arena, struct slice *number, struct error *err)
{
	char e164[PHONE_MAX], address[ADDRESS_MAX];

	if (text.p == NULL)
		return error_set(err, EX_DATAERR, "there is no number");
	if (address_key(text, address))
		*number = arena_slice(arena, slice_of(address));
	else if (phone_certain(text, e164))
		*number = arena_slice(arena, slice_of(e164));
	else
		return error_set(err, EX_DATAERR,
		    "'%.*s' is no number that is certain: a country code in "
		    "front, ten digits, no extension",
		    (int)(text.n < 40 ? text.n : 40), text.p);
	if (config_is_ours(rules->config, *number))
		return error_set(err, EX_DATAERR, "own_number: it is ours");
	return 0;
}

/*
 * What the row says, else what holds for all; 1 granted, 0 revoked, -1.  Not to
 * have opted out is no yes.
 */
static int
row_status(
    const struct row_rules *rules, const struct row *row, struct error *err)
{
	const char *all = rules->status;
	struct slice strange = row->said.strange;

	if (row->said.no)
		return 0;
	if (strange.p != NULL)
		return error_set(err, EX_DATAERR,
		    "'%.*s' is neither a yes nor a no",
		    (int)(strange.n < 40 ? strange.n : 40), strange.p);
	if (row->said.yes)
		return 1;
	if (row->listed && !row->said.not_out)
		return 0;
	if (all != NULL)
		return strcmp(all, "granted") == 0;
	return error_set(err, EX_DATAERR,
	    "it does not say whether it is a yes: name a column by --map "
	    "status=COLUMN, or --status");
}

/* A withdrawal does not count from when the person opted in. */
static struct slice
row_at(const struct row *row, bool yes)
{
	if (!yes && row->fields[ROW_OUT_AT].p != NULL)
		return row->fields[ROW_OUT_AT];
	if (row->fields[ROW_AT].p != NULL || (!yes && !row->listed))
		return row->fields[ROW_AT];
	return row->fields[ROW_IN_AT];
}

/* No opt-out is lost for its date: it then counts from now. */
static int
row_times(const struct row_rules *rules, const struct row *row, bool yes,
    struct ledger_act *act, struct error *note, struct error *err)
{
	struct slice at = row_at(row, yes);
	struct slice expires = row->fields[ROW_EXPIRES];
	int64_t latest = rules->now_ms + INSTANT_DAY;

	if (at.p != NULL &&
	    when_read(at, rules->zone, latest, &act->effective_ms, note) != 0) {
		act->effective_ms = 0;
		if (yes) {
			*err = *note;
			note->code = 0;
			return -1;
		}
	}
	if (!yes || expires.p == NULL)
		return 0;
	return when_read(
	    expires, rules->zone, INT64_MAX, &act->expires_ms, err);
}

/* Channels of the ledger, and other names of them. */
static const struct {
	const char *channel, *names;
} row_channels[] = {
    {"sms", "sms|SMS|text|Text|mms|MMS|rcs|RCS"},
    {"voice", "voice|Voice|call|phone"},
    {"email", "email|Email|EMAIL|e-mail"},
    {"any", "any|Any|all|All"},
};

/*
 * What a yes is for, texts; who wants no texts wants no calls of the business
 * either.
 */
static const char *
row_channel_usual(const struct ledger_act *act)
{
	if (!phone_is_e164(act->number))
		return "email";
	return row_act_is_no(act) ? "any" : "sms";
}

static int
row_channel(const struct row *row, struct ledger_act *act, struct error *err)
{
	struct slice name = row->fields[ROW_CHANNEL];
	size_t i;

	act->channel = row_channel_usual(act);
	if (name.p == NULL)
		return 0;
	for (i = 0; i < sizeof(row_channels) / sizeof(row_channels[0]); i++)
		if (slice_among(name, row_channels[i].names)) {
			act->channel = row_channels[i].channel;
			return 0;
		}
	/* A withdrawal then covers all. */
	if (row_act_is_no(act))
		return 0;
	return error_set(err, EX_DATAERR, "'%.*s' is no channel",
	    (int)(name.n < 40 ? name.n : 40), name.p);
}

struct slice
row_act_source(const struct ledger_act *act, struct arena *arena)
{
	struct slice source;
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "import:%s/%.*s/%lld/%.*s/%.*s", act->action,
	    SLICE_ARG(act->number), (long long)act->effective_ms,
	    SLICE_ARG(act->tenant), SLICE_ARG(act->program));
	if (strcmp(act->channel, row_channel_usual(act)) != 0 ||
	    act->expires_ms != 0)
		buf_addf(&text, "/%s/%lld", act->channel,
		    (long long)act->expires_ms);
	source = arena_slice(arena, buf_slice(&text));
	buf_release(&text);
	return source;
}

static void
row_grant(struct ledger_act *act)
{
	act->action = "imported";
	act->kind = "pec";
	act->basis = "existing_relationship";
	act->category = "transactional";
	act->scope = act->program.p != NULL ? "program" : "tenant";
}

static void
row_withdraw(struct ledger_act *act)
{
	act->action = "revoked";
	act->program = (struct slice){NULL, 0};
	act->scope = "tenant";
}

int
row_act(const struct row_rules *rules, const struct row *row,
    struct arena *arena, struct ledger_act *act, struct error *note,
    struct error *err)
{
	int status;

	*act = (struct ledger_act){.tenant = row->fields[ROW_TENANT],
	    .program = row->fields[ROW_PROGRAM],
	    .name = row->fields[ROW_NAME],
	    .consent_text = row->fields[ROW_TEXT]};
	note->code = 0;
	if (row->numbers)
		return error_set(err, EX_DATAERR,
		    "it has several numbers: name one by --map number=COLUMN");
	if (row_number(
		rules, row->fields[ROW_NUMBER], arena, &act->number, err) != 0)
		return -1;
	status = row_status(rules, row, err);
	if (status < 0 ||
	    row_times(rules, row, status > 0, act, note, err) != 0)
		return -1;
	if (act->tenant.p == NULL)
		act->tenant = rules->tenant;
	if (act->program.p == NULL)
		act->program = rules->program;
	act->method = row->listed && status == 0 ? "provider" : "import";
	if (status > 0)
		row_grant(act);
	else
		row_withdraw(act);
	if (row_channel(row, act, err) != 0)
		return -1;
	act->source = row_act_source(act, arena);
	return 0;
}
