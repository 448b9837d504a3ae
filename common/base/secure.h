/* SPDX-License-Identifier: ISC */
/*
 * secure: what a process does before it holds secrets.
 */
#ifndef BASE_SECURE_H
#define BASE_SECURE_H

/*
 * No core files, nobody else of this user may look into the memory (where the
 * system has it), and new files are for the owner alone (umask 077).  What the
 * system refuses is left as it is.
 */
void secure_process(void);

#endif
