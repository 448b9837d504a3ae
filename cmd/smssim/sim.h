/* SPDX-License-Identifier: ISC */
/*
 * sim: what the simulated provider knows: every message that it took, every
 * phone that it ever met.  All of it is in memory and ends with the program.
 */
#ifndef SMSSIM_SIM_H
#define SMSSIM_SIM_H

#include "account.h"
#include "base/error.h"
#include "base/slice.h"
#include "draw.h"
#include "receipt.h"
#include "time/clock.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SIM_MESSAGES_MAX = 1000000,
	SIM_MEMORY_MAX = 512 * 1024 * 1024, /* bytes of all messages */
	SIM_BLOCKS_MAX = 16, /* senders that one phone has blocked */
	SIM_SID_MAX = 64, /* bytes of a provider's id with its NUL */
};

enum sim_origin {
	SIM_API, /* sent by the customer of the provider */
	SIM_AUTO, /* the provider's own answer to STOP and the like */
	SIM_INBOUND, /* typed on a phone */
};

struct sim_message {
	const struct account *account; /* with the provider; NULL: in tests */
	size_t index; /* in sim->messages */
	char sid[SIM_SID_MAX];
	enum sim_origin origin;
	const char *to, *from, *body;
	const char *callback; /* receipts are posted there; NULL: nowhere */
	const char *reference; /* the sender's own; NULL: none */
	const char *fate; /* the name of what became of the request */
	size_t media; /* number of files */
	size_t segments;
	int64_t created_at, updated_at; /* ms since 1970 */
	int64_t sent_at; /* 0: not yet */
	int64_t listed_from; /* clock_monotonic; earlier it is in no list */
	enum status status;
	int error_code; /* 0: none */
	const struct receipt *receipt; /* SIM_API only */
	size_t step; /* of receipt->steps: the next one */
	int tries; /* of the post at hand */
	int posted, post_failed; /* callbacks, or the inbound post */
	struct sim_message *before; /* the one before on the same phone */
};

struct sim_phone {
	char *number;
	struct sim_message *last;
	size_t count;
	char *blocked[SIM_BLOCKS_MAX]; /* senders it said STOP to */
	size_t blocked_count;
	struct sim_phone *newer, *older; /* by their last message */
};

struct sim {
	struct clock clock;
	struct accounts accounts;
	int64_t slow_ms; /* the fates "slow" and "late" */
	struct draw fates, receipts;
	struct draw lists; /* fates of requests for a list */
	struct sim_message **messages; /* in the order they came */
	size_t count, room;
	size_t memory; /* bytes of the messages */
	void *phone_tree; /* tsearch(3) */
	struct sim_phone *newest;
	size_t phone_count;
	uint64_t version; /* one more with each change that shows */
	bool quit;
};

/* What a new message is made of; texts are copied. */
struct sim_draft {
	const struct account *account;
	enum sim_origin origin;
	struct slice to, from, body;
	struct slice callback, reference; /* not there: none */
	const char *fate; /* static text */
	size_t media;
};

/* The rest of a zeroed sim is valid. */
void sim_release(struct sim *sim);

/*
 * Takes a message into its phone's conversation; NULL when the simulator is
 * full.  Borrowed until sim_release, as are phones.
 */
struct sim_message *sim_add(struct sim *sim, const struct sim_draft *draft);

/* By its sid; NULL when there is none. */
struct sim_message *sim_find(const struct sim *sim, struct slice sid);

/* By number; NULL when no text ever came from it or went to it. */
struct sim_phone *sim_phone(const struct sim *sim, struct slice number);

/* The message's state, unless it has already gone further. */
void sim_advance(
    struct sim *sim, struct sim_message *message, enum status status);

/* Has this phone said STOP to that sender? */
bool sim_is_blocked(
    const struct sim *sim, struct slice number, struct slice sender);

/* Blocks or unblocks; false when it was so already or nothing is known. */
bool sim_block(
    struct sim *sim, struct slice number, struct slice sender, bool blocked);

#endif
