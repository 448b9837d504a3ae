/* SPDX-License-Identifier: ISC */
/*
 * What tests of the store share: a place for one, and verbs that must succeed.
 */
#ifndef TESTS_UNIT_STORE_HELP_H
#define TESTS_UNIT_STORE_HELP_H

#include "store/store.h"
#include "tests/unit/folder.h"

enum { NOW = 1000000 };

/* A folder, and the URL of a store in it; or in the PostgreSQL database that
 * $SMSPIPE_TEST_DATABASE is the URL of, which is emptied. */
struct place {
	struct folder folder;
	char url[512];
	bool sqlite;
};

static inline void
place_migrate(const struct place *place)
{
	int64_t from, to;
	struct error err;

	if (store_migrate(place->url, &from, &to, &err) != 0) {
		(void)fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
}

static inline void
place_make(struct place *place)
{
	const char *database = getenv("SMSPIPE_TEST_DATABASE");
	char command[600];

	folder_make(&place->folder);
	place->sqlite = database == NULL;
	(void)snprintf(place->url, sizeof(place->url),
	    place->sqlite ? "sqlite:%s%s/a/b.db" : "%s&smspipe_key=%s/key",
	    place->sqlite ? "" : database, place->folder.path);
	if (place->sqlite)
		return;
	(void)snprintf(command, sizeof(command),
	    "psql '%s' -qc 'SET client_min_messages = error;"
	    " DROP SCHEMA IF EXISTS smspipe CASCADE'",
	    database);
	if (system(command) != 0)
		exit(1);
	place_migrate(place);
}

/* How many owners' files lie beside the store. */
static inline size_t
place_owners(const struct place *place)
{
	char path[128];
	struct dirent *entry;
	size_t count = 0;
	DIR *dir;

	(void)snprintf(
	    path, sizeof(path), "%s/a/b.db.owners", place->folder.path);
	dir = opendir(path);
	while (dir != NULL && (entry = readdir(dir)) != NULL)
		count += entry->d_name[0] != '.';
	if (dir != NULL)
		(void)closedir(dir);
	return count;
}

static inline struct store *
must_open(const char *url)
{
	struct error err;
	struct store *store = store_open(url, false, &err);

	if (store == NULL) {
		(void)fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	return store;
}

/* A verb that has to succeed: one that fails stops the test program. */
static inline void
must(int result, const struct error *err)
{
	if (result < 0) {
		(void)fprintf(stderr, "%s\n", err->text);
		exit(1);
	}
}

static inline void
begin(struct store *store)
{
	struct error err;

	must(store_begin(store, &err), &err);
}

static inline void
commit(struct store *store)
{
	struct error err;

	must(store_commit(store, &err), &err);
}

static inline struct journal_row
row_of(const char *id, const char *to)
{
	return (struct journal_row){.id = slice_of(id),
	    .content_hash = slice_of("00ff"),
	    .state = JOURNAL_QUEUED,
	    .to = slice_of(to),
	    .appointment_version = -1,
	    .record = slice_of("{\"record\":\"message\"}"),
	    .changed_ms = NOW};
}

static inline void
add(struct store *store, struct journal_row row)
{
	struct error err;

	must(journal_add(store, &row, &err), &err);
}

/* The row's seq; 0 when there is none. */
static inline int64_t
seq_of(struct store *store, const char *id)
{
	struct arena arena = {0};
	struct journal_row row = {.seq = 0};
	struct error err;

	must(journal_find(store, slice_of(id), &arena, &row, &err), &err);
	arena_release(&arena);
	return row.seq;
}

static inline void
claim(struct store *store, const char *id, const char *reference, int64_t now)
{
	struct error err;

	must(journal_claim(store, seq_of(store, id), slice_of("twilio"),
		 slice_of(reference), now, &err),
	    &err);
}

static inline enum journal_state
state_of(struct store *store, const char *id)
{
	struct arena arena = {0};
	struct journal_row row = {.state = JOURNAL_QUEUED};
	struct error err;

	must(journal_find(store, slice_of(id), &arena, &row, &err), &err);
	arena_release(&arena);
	return row.state;
}

static inline void
with_place(void (*test)(struct place *place))
{
	struct place place;

	place_make(&place);
	test(&place);
	folder_remove(&place.folder);
}

static inline void
with_store(void (*test)(struct store *store))
{
	struct place place;
	struct store *store;

	place_make(&place);
	store = must_open(place.url);
	test(store);
	store_close(store);
	folder_remove(&place.folder);
}

#endif
