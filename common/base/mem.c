/* SPDX-License-Identifier: ISC */
#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

enum {
	ARENA_FIRST = 1024, /* bytes of an arena's first block */
	ARENA_BLOCK = 16 *
	    1024, /* of the largest; larger wishes get their own */
};

struct arena_block {
	struct arena_block *next;
	size_t size;
	alignas(max_align_t) char data[];
};

_Noreturn void
mem_exhausted(void)
{
	(void)fputs("smspipe: out of memory\n", stderr);
	_Exit(EX_OSERR);
}

void *
mem_alloc(size_t size)
{
	void *p = malloc(size > 0 ? size : 1);

	if (p == NULL)
		mem_exhausted();
	return p;
}

void *
mem_zalloc(size_t count, size_t size)
{
	void *p = calloc(count > 0 ? count : 1, size > 0 ? size : 1);

	if (p == NULL)
		mem_exhausted();
	return p;
}

void *
mem_realloc(void *old, size_t count, size_t size)
{
	void *p;

	if (size > 0 && count > SIZE_MAX / size)
		mem_exhausted();
	p = realloc(old, count * size > 0 ? count * size : 1);
	if (p == NULL)
		mem_exhausted();
	return p;
}

char *
mem_strdup(const char *text)
{
	return mem_strndup(text, strlen(text));
}

char *
mem_strndup(const char *text, size_t len)
{
	char *copy = mem_alloc(len + 1);

	memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

/* Each block is twice as large as the one before, up to ARENA_BLOCK. */
static size_t
arena_room(const struct arena_block *before, size_t want)
{
	size_t room = ARENA_FIRST;

	if (before != NULL && before->size < ARENA_BLOCK)
		room = 2 * before->size;
	else if (before != NULL)
		room = ARENA_BLOCK;
	return want > room ? want : room;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *block = arena->head;
	size_t want;
	void *p;

	if (size > SIZE_MAX - sizeof(*block) - align)
		mem_exhausted();
	want = (size + align - 1) / align * align;
	if (block == NULL || block->size - arena->used < want) {
		size_t room = arena_room(block, want);

		block = mem_alloc(sizeof(*block) + room);
		block->size = room;
		block->next = arena->head;
		arena->head = block;
		arena->used = 0;
	}
	p = block->data + arena->used;
	arena->used += want;
	return p;
}

void *
arena_copy(struct arena *arena, const void *data, size_t size)
{
	void *p = arena_alloc(arena, size);

	if (size > 0)
		memcpy(p, data, size);
	return p;
}

struct slice
arena_slice(struct arena *arena, struct slice text)
{
	if (text.p != NULL)
		text.p = arena_copy(arena, text.p, text.n);
	return text;
}

char *
arena_string(struct arena *arena, struct slice text)
{
	char *copy;

	if (text.p == NULL)
		return NULL;
	copy = arena_alloc(arena, text.n + 1);
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	return copy;
}

void
arena_reset(struct arena *arena)
{
	struct arena_block *block = arena->head, *next, *kept = NULL;

	/* Keep the newest of usual size: it is the largest of them. */
	for (; block != NULL; block = next) {
		next = block->next;
		if (kept == NULL &&
		    (block->size <= ARENA_BLOCK || next == NULL)) {
			kept = block;
			kept->next = NULL;
		} else {
			free(block);
		}
	}
	arena->head = kept;
	arena->used = 0;
}

void
arena_release(struct arena *arena)
{
	arena_reset(arena);
	free(arena->head);
	arena->head = NULL;
}
