/* SPDX-License-Identifier: ISC */
#include "base/fault.h"

#ifdef FAULTS

#include "base/num.h"
#include "base/slice.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

enum { FAULT_MAX = 8 }; /* points armed at once */

enum fault_deed { FAULT_KILL, FAULT_STOP, FAULT_ERROR, FAULT_BROKEN };

struct fault {
	struct slice point;
	enum fault_deed deed;
	int64_t at; /* the passing that counts, from 1 */
	int64_t passed;
};

static struct fault faults[FAULT_MAX];
static size_t fault_count;
static bool fault_armed; /* the environment was read */

/* The part of *rest up to a colon. */
static struct slice
fault_part(struct slice *rest)
{
	const char *colon = memchr(rest->p, ':', rest->n);
	struct slice part = *rest;

	if (colon == NULL) {
		*rest = (struct slice){rest->p + rest->n, 0};
		return part;
	}
	part.n = (size_t)(colon - rest->p);
	rest->p += part.n + 1;
	rest->n -= part.n + 1;
	return part;
}

static bool
fault_parse(struct slice text, struct fault *fault)
{
	struct slice deed;

	*fault = (struct fault){.at = 1};
	fault->point = fault_part(&text);
	if (slice_is(fault->point, "broken")) {
		fault->point = text;
		fault->deed = FAULT_BROKEN;
		return text.n > 0;
	}
	deed = fault_part(&text);
	if (slice_is(deed, "kill"))
		fault->deed = FAULT_KILL;
	else if (slice_is(deed, "stop"))
		fault->deed = FAULT_STOP;
	else if (slice_is(deed, "error"))
		fault->deed = FAULT_ERROR;
	else
		return false;
	return text.n == 0 || num_parse(text, 1, INT64_MAX, &fault->at) == 0;
}

/* Reads the environment, once.  A word that means nothing ends the test. */
static void
fault_arm(void)
{
	const char *text = getenv("SMSPIPE_FAULT");
	size_t n;

	if (fault_armed || text == NULL)
		return;
	fault_armed = true;
	for (; *text != '\0'; text += n + (text[n] == ',')) {
		n = strcspn(text, ",");
		if (fault_count == FAULT_MAX ||
		    !fault_parse(
			(struct slice){text, n}, &faults[fault_count])) {
			(void)fprintf(stderr, "fault: '%s'?\n", text);
			_Exit(EX_SOFTWARE);
		}
		fault_count++;
	}
}

bool
fault_fails(const char *point)
{
	bool fails = false;
	size_t i;

	fault_arm();
	for (i = 0; i < fault_count; i++) {
		struct fault *fault = &faults[i];

		if (fault->deed == FAULT_BROKEN ||
		    !slice_is(fault->point, point))
			continue;
		fault->passed++;
		if (fault->deed == FAULT_ERROR)
			fails = fails || fault->passed >= fault->at;
		else if (fault->passed == fault->at)
			(void)raise(
			    fault->deed == FAULT_STOP ? SIGSTOP : SIGKILL);
	}
	return fails;
}

bool
fault_broken(const char *variant)
{
	bool broken = false;
	size_t i;

	fault_arm();
	for (i = 0; i < fault_count; i++)
		if (faults[i].deed == FAULT_BROKEN &&
		    slice_is(faults[i].point, variant)) {
			faults[i].passed++;
			broken = true;
		}
	return broken;
}

int
fault_end(int code)
{
	size_t i;

	fault_arm();
	for (i = 0; i < fault_count; i++)
		if (faults[i].passed < faults[i].at) {
			(void)fprintf(stderr, "fault: '%.*s' never reached\n",
			    SLICE_ARG(faults[i].point));
			code = EX_SOFTWARE;
		}
	return code;
}

#else

typedef int fault_unused; /* a C source holds at least one declaration */

#endif
