/* SPDX-License-Identifier: ISC */
/*
 * mem: allocation that does not fail.  Out of memory ends the program with a
 * message and EX_OSERR (71): one of two places below cmd/ that exit, the other
 * is a failing libcrypto.
 *
 * An arena hands out memory that lives until the arena is reset: what one
 * record needs is taken from it and given back at once.  A zeroed arena is
 * empty and valid.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include "base/slice.h"

#include <stddef.h>

/* The end, for libraries that report it. */
_Noreturn void mem_exhausted(void);

/* Returned memory is the caller's, to be given to free(). */
void *mem_alloc(size_t size);
void *mem_zalloc(size_t count, size_t size);
void *mem_realloc(void *old, size_t count, size_t size);
char *mem_strdup(const char *text);
char *mem_strndup(const char *text, size_t len);

struct arena_block;

struct arena {
	struct arena_block *head; /* newest first */
	size_t used; /* bytes of the newest block */
};

/* Aligned for any object; borrowed until arena_reset or arena_release. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_copy(struct arena *arena, const void *data, size_t size);

/* A copy of the text, the second with a NUL behind it; what is not there stays
 * so. */
struct slice arena_slice(struct arena *arena, struct slice text);
char *arena_string(struct arena *arena, struct slice text);

/* Forgets all, keeping one block for the next round. */
void arena_reset(struct arena *arena);
void arena_release(struct arena *arena);

#endif
