/* SPDX-License-Identifier: ISC */
#include "pack.h"

#include <string.h>

enum {
	PACK_BITS = 7, /* of a number in one byte; the eighth: more follow */
	PACK_MAX = 16 * 32, /* bytes of a message without traits, and more */
	PACK_TRAIT_MAX = 20,
};

/* Distances count from here where nothing nearer is known: 2026. */
static const int64_t pack_epoch = INT64_C(1767225600000);

enum pack_bit {
	PACK_ALIAS = 1 << 0,
	PACK_REASON = 1 << 1,
	PACK_ERROR = 1 << 2,
	PACK_PERSON = 1 << 3,
	PACK_ANSWER = 1 << 4,
	PACK_COST = 1 << 5,
	PACK_TIMES = 6, /* the first of TIME_COUNT bits */
};

/* ---- writing --------------------------------------------------------------
 */

static char *
put_number(char *at, uint64_t value)
{
	for (; value >= 1u << PACK_BITS; value >>= PACK_BITS)
		*at++ = (char)(value | 1u << PACK_BITS);
	*at++ = (char)value;
	return at;
}

/* Small ones of either sign are short: 0, -1, 1, -2, … */
static char *
put_signed(char *at, int64_t value)
{
	return put_number(
	    at, (uint64_t)value << 1 ^ (uint64_t)(value < 0 ? -1 : 0));
}

/* Instants may be anything that RFC 3339 can say: no overflow. */
static char *
put_distance(char *at, int64_t from, int64_t to)
{
	return put_signed(at, (int64_t)((uint64_t)to - (uint64_t)from));
}

static char *
put_key(char *at, struct hash_key key)
{
	memcpy(at, &key.high, sizeof(key.high));
	memcpy(at + sizeof(key.high), &key.low, sizeof(key.low));
	return at + sizeof(key.high) + sizeof(key.low);
}

struct packer {
	uint32_t (*number)(void *context, uint32_t word);
	void *context;
	int64_t from; /* the instant that others count from */
};

static char *
put_word(char *at, const struct packer *packer, uint32_t word)
{
	return put_number(
	    at, word != 0 ? packer->number(packer->context, word) : 0);
}

static char *
put_mark(char *at, const struct packer *packer, const struct mark *mark)
{
	at = put_word(at, packer, mark->text);
	at = put_signed(at, mark->state);
	*at++ = (char)mark->class;
	return put_distance(at, packer->from, mark->at);
}

static uint64_t
pack_bits(const struct message *message)
{
	uint64_t bits = 0;
	int i;

	if (!hash_is_none(message->alias))
		bits |= PACK_ALIAS;
	if (message->marks[MARK_REASON].state != STATE_NONE)
		bits |= PACK_REASON;
	if (message->marks[MARK_ERROR].state != STATE_NONE)
		bits |= PACK_ERROR;
	if (message->person != 0)
		bits |= PACK_PERSON;
	if (message->answer != ANSWER_NONE)
		bits |= PACK_ANSWER;
	if (message->cost.rank != COST_NONE)
		bits |= PACK_COST;
	for (i = 0; i < TIME_COUNT; i++)
		if (message->times[i] != MESSAGE_NEVER)
			bits |= (uint64_t)1 << (PACK_TIMES + i);
	return bits;
}

static char *
put_parts(char *at, const struct packer *packer, const struct message *message,
    uint64_t bits)
{
	int i;

	if ((bits & PACK_REASON) != 0)
		at = put_mark(at, packer, &message->marks[MARK_REASON]);
	if ((bits & PACK_ERROR) != 0)
		at = put_mark(at, packer, &message->marks[MARK_ERROR]);
	for (i = 0; i < TIME_COUNT; i++)
		if ((bits >> (PACK_TIMES + i) & 1) != 0)
			at = put_distance(at, packer->from, message->times[i]);
	if ((bits & PACK_PERSON) != 0)
		at = put_signed(at, message->person);
	if ((bits & PACK_ANSWER) != 0) {
		*at++ = (char)message->answer;
		at = put_distance(at, packer->from, message->answered_at);
	}
	if ((bits & PACK_COST) != 0) {
		*at++ = (char)message->cost.rank;
		*at++ = (char)message->cost.mixed;
		at = put_signed(at, message->cost.amount);
		at = put_word(at, packer, message->cost.currency);
	}
	return put_number(at, message->segments);
}

void
pack_message(struct buf *out, const struct message *message, size_t traits,
    uint32_t (*number)(void *context, uint32_t word), void *context)
{
	const struct mark *state = &message->marks[MARK_STATE];
	struct packer packer = {number, context, pack_epoch};
	uint64_t bits = pack_bits(message);
	char *start = buf_reserve(out, PACK_MAX + traits * PACK_TRAIT_MAX);
	char *at = put_key(start, message->key);
	size_t i;

	at = put_number(at, bits);
	*at++ = (char)message->bits;
	if ((bits & PACK_ALIAS) != 0)
		at = put_key(at, message->alias);
	at = put_signed(at, state->state);
	at = put_distance(at, packer.from, state->at);
	packer.from = state->at;
	at = put_parts(at, &packer, message, bits);
	for (i = 0; i < traits; i++) {
		at = put_word(at, &packer, message->traits[i].text);
		if (message->traits[i].text != 0)
			at = put_distance(
			    at, packer.from, message->traits[i].at);
	}
	out->len += (size_t)(at - start);
}

/* ---- reading --------------------------------------------------------------
 */

static uint64_t
get_number(const char **at)
{
	uint64_t value = 0;
	int shift = 0;
	unsigned char byte;

	do {
		byte = (unsigned char)*(*at)++;
		value |= (uint64_t)(byte & ((1u << PACK_BITS) - 1)) << shift;
		shift += PACK_BITS;
	} while (byte >> PACK_BITS != 0);
	return value;
}

static int64_t
get_signed(const char **at)
{
	uint64_t value = get_number(at);

	return (int64_t)(value >> 1 ^ (0 - (value & 1)));
}

static int64_t
get_distance(const char **at, int64_t from)
{
	return (int64_t)((uint64_t)from + (uint64_t)get_signed(at));
}

static struct hash_key
get_key(const char **at)
{
	struct hash_key key;

	memcpy(&key.high, *at, sizeof(key.high));
	memcpy(&key.low, *at + sizeof(key.high), sizeof(key.low));
	*at += sizeof(key.high) + sizeof(key.low);
	return key;
}

static void
get_mark(const char **at, int64_t from, struct mark *mark)
{
	mark->text = (uint32_t)get_number(at);
	mark->state = (int16_t)get_signed(at);
	mark->class = (uint8_t) * (*at)++;
	mark->at = get_distance(at, from);
}

static void
get_parts(const char **at, int64_t from, struct message *message, uint64_t bits)
{
	int i;

	if ((bits & PACK_REASON) != 0)
		get_mark(at, from, &message->marks[MARK_REASON]);
	if ((bits & PACK_ERROR) != 0)
		get_mark(at, from, &message->marks[MARK_ERROR]);
	for (i = 0; i < TIME_COUNT; i++)
		if ((bits >> (PACK_TIMES + i) & 1) != 0)
			message->times[i] = get_distance(at, from);
	if ((bits & PACK_PERSON) != 0)
		message->person = get_signed(at);
	if ((bits & PACK_ANSWER) != 0) {
		message->answer = (uint8_t) * (*at)++;
		message->answered_at = get_distance(at, from);
	}
	if ((bits & PACK_COST) != 0) {
		message->cost.rank = (uint8_t) * (*at)++;
		message->cost.mixed = *(*at)++ != 0;
		message->cost.amount = get_signed(at);
		message->cost.currency = (uint32_t)get_number(at);
	}
	message->segments = (uint32_t)get_number(at);
}

bool
pack_next(const struct buf *from, size_t *where, struct message *message,
    size_t traits)
{
	struct mark *state = &message->marks[MARK_STATE];
	const char *at;
	uint64_t bits;
	size_t i;

	if (*where >= from->len)
		return false;
	at = from->data + *where;
	message_init(message, traits);
	message->key = get_key(&at);
	bits = get_number(&at);
	message->bits = (uint8_t)*at++;
	if ((bits & PACK_ALIAS) != 0)
		message->alias = get_key(&at);
	state->state = (int16_t)get_signed(&at);
	state->at = get_distance(&at, pack_epoch);
	get_parts(&at, state->at, message, bits);
	for (i = 0; i < traits; i++) {
		message->traits[i].text = (uint32_t)get_number(&at);
		if (message->traits[i].text != 0)
			message->traits[i].at = get_distance(&at, state->at);
	}
	*where = (size_t)(at - from->data);
	return true;
}
