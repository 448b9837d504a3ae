/* SPDX-License-Identifier: ISC */
/*
 * confine: what a process that reads strangers' bytes can do no more.
 *
 * Landlock takes the file system away but for what is named, seccomp every call
 * to the kernel but for those that answering requests takes: no programs, no
 * connections of its own, no look into other processes.  What the kernel does
 * not have is left out and told of.
 */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

enum {
	CONFINE_FILES = 1, /* Landlock is on (Linux 5.19 and later) */
	CONFINE_CALLS = 2, /* seccomp is on */
};

/*
 * From now on, and for good.  `folder` may be written below, NULL for none;
 * time zones and OpenSSL's files may be read; what is open stays open.
 * Returns what is in force.  Nothing is under a sanitizer, which needs more.
 */
int confine(const char *folder);

#endif
