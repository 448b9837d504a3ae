/* SPDX-License-Identifier: ISC */
#include "store/store.h"

enum { RANK_TERMINAL = 9 };

static const struct {
	const char *name;
	int rank;
} states[] = {
    [JOURNAL_QUEUED] = {"queued", 0},
    [JOURNAL_SCHEDULED] = {"scheduled", 0},
    [JOURNAL_HELD] = {"held", 0},
    [JOURNAL_SENDING] = {"sending", 1},
    [JOURNAL_AMBIGUOUS] = {"ambiguous", 2},
    [JOURNAL_ACCEPTED] = {"accepted", 3},
    [JOURNAL_SENT] = {"sent", 4},
    [JOURNAL_UNCONFIRMED] = {"unconfirmed", 5},
    [JOURNAL_DELIVERED] = {"delivered", RANK_TERMINAL},
    [JOURNAL_READ] = {"read", RANK_TERMINAL},
    [JOURNAL_UNDELIVERED] = {"undelivered", RANK_TERMINAL},
    [JOURNAL_FAILED] = {"failed", RANK_TERMINAL},
    [JOURNAL_EXPIRED] = {"expired", RANK_TERMINAL},
    [JOURNAL_REJECTED] = {"rejected", RANK_TERMINAL},
    [JOURNAL_CANCELLED] = {"cancelled", RANK_TERMINAL},
    [JOURNAL_SUPPRESSED] = {"suppressed", RANK_TERMINAL},
};

enum { STATES = sizeof(states) / sizeof(states[0]) };

const char *
journal_state_name(enum journal_state state)
{
	return states[state].name;
}

int
journal_state_find(struct slice name, enum journal_state *state)
{
	int i;

	for (i = 0; i < STATES; i++)
		if (slice_is(name, states[i].name)) {
			*state = (enum journal_state)i;
			return 0;
		}
	return -1;
}

int
journal_state_rank(enum journal_state state)
{
	return states[state].rank;
}

bool
journal_state_follows(enum journal_state from, enum journal_state to)
{
	return states[from].rank < RANK_TERMINAL &&
	    states[to].rank >= states[from].rank;
}
