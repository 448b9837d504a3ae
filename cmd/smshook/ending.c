/* SPDX-License-Identifier: ISC */
#include "ending.h"

#include <stddef.h>

static volatile sig_atomic_t ending_stop;

static void
ending_on_signal(int number)
{
	(void)number;
	ending_stop = 1;
}

void
ending_catch(sigset_t *waiting)
{
	struct sigaction action = {.sa_handler = ending_on_signal};
	sigset_t ends;

	(void)sigemptyset(&action.sa_mask);
	(void)sigemptyset(&ends);
	(void)sigaddset(&ends, SIGTERM);
	(void)sigaddset(&ends, SIGINT);
	(void)sigprocmask(SIG_BLOCK, &ends, waiting);
	(void)sigdelset(waiting, SIGTERM);
	(void)sigdelset(waiting, SIGINT);
	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGINT, &action, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
}

bool
ending_asked(void)
{
	return ending_stop != 0;
}
