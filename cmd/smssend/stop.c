/* SPDX-License-Identifier: ISC */
#include "stop.h"

#include "base/fault.h"

#include <signal.h>
#include <stddef.h>
#include <sysexits.h>
#include <unistd.h>

static volatile sig_atomic_t stop;
static volatile sig_atomic_t stop_at_once; /* what must never be */

static void
stop_on_signal(int signal)
{
	(void)signal;
	if (stop || stop_at_once)
		_exit(EX_TEMPFAIL);
	stop = 1;
}

void
stop_watch(void)
{
	struct sigaction action = {.sa_handler = stop_on_signal};

	(void)sigemptyset(&action.sa_mask);
	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGINT, &action, NULL);
	stop_at_once = fault_broken("exit-in-handler");
	action.sa_handler = fault_broken("die-of-pipe") ? SIG_DFL : SIG_IGN;
	(void)sigaction(SIGPIPE, &action, NULL);
}

bool
stop_asked(void)
{
	return stop != 0;
}
