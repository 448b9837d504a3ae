/* SPDX-License-Identifier: ISC */
#include "vcon.h"

#include "base/crypto.h"
#include "base/mem.h"
#include "journal.h"
#include "record/bulk.h"

#include <stdlib.h>

enum { VCON_ROUNDS = 8 }; /* from one id to the next: four are usual */

/* Ids of one kind are not to be mixed up with those of another. */
enum id_kind { ID_MESSAGE, ID_PROVIDER, ID_REPLY, ID_LINE };

/* ---- ids --------------------------------------------------------------------
 */

static struct hash_key
id_key(const struct vcon *vcon, enum id_kind kind, struct slice text)
{
	struct hash_seed seed = vcon->seed;

	seed.k1 ^= (uint64_t)kind << 32;
	return hash_text(&seed, text);
}

static bool
is_known(const struct vcon *vcon, enum id_kind kind, struct slice text)
{
	return text.n > 0 &&
	    map_find(&vcon->ids, id_key(vcon, kind, text)) != 0;
}

static void
note(struct vcon *vcon, enum id_kind kind, struct slice text)
{
	uint32_t *place;

	if (text.n == 0)
		return;
	place = map_put(&vcon->ids, id_key(vcon, kind, text));
	vcon->grew = vcon->grew || *place == 0;
	*place = 1;
}

/* "twilio\nSM…": a provider's id of a message of ours. */
static struct slice
provider_id(struct record *record)
{
	struct slice provider = record_text(record, "provider");
	struct slice id = record_text(record, "provider_message_id"), all;
	struct buf text;

	if (provider.n == 0 || id.n == 0)
		return (struct slice){NULL, 0};
	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "%.*s\n%.*s", SLICE_ARG(provider), SLICE_ARG(id));
	all = arena_slice(&record->arena, buf_slice(&text));
	buf_release(&text);
	return all;
}

/* ---- what belongs -----------------------------------------------------------
 */

static bool
is_of_call(const struct vcon *vcon, struct record *record)
{
	struct slice id = record_text(record, "call_id");

	return id.p != NULL && slice_equal(id, vcon->call_id);
}

/* An answer of smsreply's is keyed by the reply: TENANT/REPLY_ID/…. */
static bool
is_answer(const struct vcon *vcon, struct record *record)
{
	struct slice key = record_text(record, "dedupe_key");
	size_t i, start = 0;

	for (i = 0; i <= key.n; i++) {
		if (i < key.n && key.p[i] != '/')
			continue;
		if (is_known(vcon, ID_REPLY,
			(struct slice){key.p + start, i - start}))
			return true;
		start = i + 1;
	}
	return false;
}

static bool
belongs_text(struct vcon *vcon, struct record *record, enum record_kind kind)
{
	struct slice id = record_text(record, "message_id");
	struct slice provider = provider_id(record);

	if (!is_of_call(vcon, record) && !is_known(vcon, ID_MESSAGE, id) &&
	    !is_known(vcon, ID_PROVIDER, provider) &&
	    (kind != RECORD_MESSAGE || !is_answer(vcon, record)))
		return false;
	note(vcon, ID_MESSAGE, id);
	note(vcon, ID_PROVIDER, provider);
	return true;
}

static bool
belongs_reply(struct vcon *vcon, struct record *record)
{
	if (!is_known(vcon, ID_MESSAGE, record_text(record, "message_id")))
		return false;
	note(vcon, ID_REPLY, record_text(record, "reply_id"));
	return true;
}

static bool
belongs_consent(struct vcon *vcon, struct record *record)
{
	struct view call = record_path(record, "evidence.call_id");
	struct view reply = record_path(record, "evidence.reply_id");
	struct slice id = view_string(call, &record->arena);

	return (id.p != NULL && slice_equal(id, vcon->call_id)) ||
	    is_known(vcon, ID_REPLY, view_string(reply, &record->arena));
}

static bool
belongs(struct vcon *vcon, struct record *record, enum record_kind kind)
{
	switch (kind) {
	case RECORD_CALL:
		return is_of_call(vcon, record);
	case RECORD_MESSAGE:
	case RECORD_DELIVERY:
		return belongs_text(vcon, record, kind);
	case RECORD_REPLY:
		return belongs_reply(vcon, record);
	case RECORD_CONSENT:
		return belongs_consent(vcon, record);
	default:
		return false;
	}
}

static void
keep(struct vcon *vcon, enum record_kind kind, struct slice text)
{
	uint32_t *place = map_put(&vcon->seen, id_key(vcon, ID_LINE, text));

	if (*place != 0)
		return;
	*place = 1;
	if (vcon->count == vcon->room) {
		vcon->room = vcon->room > 0 ? 2 * vcon->room : 16;
		vcon->lines = mem_realloc(
		    vcon->lines, vcon->room, sizeof(*vcon->lines));
	}
	vcon->lines[vcon->count++] = (struct vcon_line){
	    kind, arena_slice(&vcon->arena, text)};
}

static int
take(void *context, struct record *record, struct error *err)
{
	enum record_kind kind = record_kind(record);
	struct vcon *vcon = context;

	if (!belongs(vcon, record, kind))
		return 0;
	if (record_check(record, err) != 0)
		return -1;
	keep(vcon, kind, record->text);
	return 0;
}

/* ---- rounds -----------------------------------------------------------------
 */

static int
take_line(void *context, size_t worker, struct record *record, bool alike,
    struct error *err)
{
	(void)worker;
	(void)alike;
	return take(context, record, err);
}

/* Each line is told of once, in the first round. */
static bool
refuse(void *context, const struct bulk_fault *fault)
{
	struct vcon *vcon = context;
	struct filter *filter = &vcon->session->filter;

	if (fault->line > 0)
		filter_reject_line(
		    filter, fault->line, fault->text, &fault->err);
	else
		filter_fail(filter, &fault->err);
	filter->stop = filter->stop || fault->err.code == EX_IOERR;
	return !filter->stop;
}

static bool
refuse_again(void *context, const struct bulk_fault *fault)
{
	(void)context;
	(void)fault;
	return true;
}

static void
find_round(struct vcon *vcon, char *const *operands, bool first)
{
	const struct session *session = vcon->session;
	struct bulk bulk = {.operands = operands,
	    .context = vcon,
	    .take = take_line,
	    .refuse = first ? refuse : refuse_again};
	struct error err;

	if (session->options->store &&
	    journal_read(session->config.store, take, vcon, &err) != 0) {
		filter_fail(&vcon->session->filter, &err);
		vcon->session->filter.stop = true;
		return;
	}
	if (operands[0] != NULL)
		bulk_run(&bulk, 1);
}

void
vcon_find(struct vcon *vcon, char *const *operands)
{
	int round;

	crypto_random(&vcon->seed, sizeof(vcon->seed));
	for (round = 0; round < VCON_ROUNDS; round++) {
		vcon->grew = false;
		vcon->count = 0;
		map_reset(&vcon->seen);
		arena_reset(&vcon->arena);
		find_round(vcon, operands, round == 0);
		if (!vcon->grew || vcon->session->filter.stop)
			break;
	}
}

void
vcon_release(struct vcon *vcon)
{
	free(vcon->lines);
	map_release(&vcon->ids);
	map_release(&vcon->seen);
	arena_release(&vcon->arena);
	*vcon = (struct vcon){.session = NULL};
}

void
vcon_run(struct session *session, char *const *operands)
{
	struct vcon vcon = {
	    .session = session, .call_id = slice_of(session->options->vcon)};
	struct error err;
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	vcon_find(&vcon, operands);
	if (!session->filter.stop && vcon.count == 0) {
		error_set(&err, EX_NO, "nothing is known of the call '%s'",
		    session->options->vcon);
		filter_fail(&session->filter, &err);
	} else if (!session->filter.stop) {
		vcon_write(&vcon, &text);
		filter_write_text(&session->filter, buf_slice(&text));
	}
	buf_release(&text);
	vcon_release(&vcon);
}
