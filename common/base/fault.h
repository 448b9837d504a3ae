/* SPDX-License-Identifier: ISC */
/*
 * fault: named points at which a test makes the program fail.
 *
 * Only builds with -DFAULTS (make KIND=faults) have them; elsewhere every call
 * is nothing.  $SMSPIPE_FAULT arms them, several with commas between:
 *
 *	POINT:kill[:N]   the N-th passing (1) ends the process by SIGKILL
 *	POINT:stop[:N]   the process is suspended by SIGSTOP there
 *	POINT:error[:N]  fault_fails() is true at the N-th passing and after
 *	broken:VARIANT   fault_broken() is true: the program leaves a rule out,
 *	                 so that a test can show that it would notice
 *
 * A point that was armed and never reached turns the exit code into 70.
 */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>

#ifdef FAULTS

/* True when the caller is to fail here; does not return from a kill. */
bool fault_fails(const char *point);

/* Is the deliberately broken variant armed? */
bool fault_broken(const char *variant);

/* The exit code; EX_SOFTWARE and a message if a point was never reached. */
int fault_end(int code);

#else

static inline bool
fault_fails(const char *point)
{
	(void)point;
	return false;
}

static inline bool
fault_broken(const char *variant)
{
	(void)variant;
	return false;
}

static inline int
fault_end(int code)
{
	return code;
}

#endif

#endif
