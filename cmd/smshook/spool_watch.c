/* SPDX-License-Identifier: ISC */
#include "spool_watch.h"

#include <sys/select.h>
#include <time.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>

int
spool_watch_open(const char *folder)
{
	int watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);

	if (watch >= 0 && inotify_add_watch(watch, folder, IN_MOVED_TO) < 0) {
		(void)close(watch);
		return -1;
	}
	return watch;
}
#else
int
spool_watch_open(const char *folder)
{
	(void)folder;
	return -1;
}
#endif

void
spool_watch_wait(int watch, const sigset_t *waiting)
{
	long ms = watch >= 0 ? SPOOL_WATCH_MS : SPOOL_POLL_MS;
	struct timespec limit = {
	    .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
	char events[4096];
	fd_set readable;

	FD_ZERO(&readable);
	if (watch >= 0)
		FD_SET(watch, &readable);
	if (pselect(watch + 1, &readable, NULL, NULL, &limit, waiting) > 0)
		while (read(watch, events, sizeof(events)) > 0)
			continue;
}
