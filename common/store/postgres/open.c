/* SPDX-License-Identifier: ISC */
#include "store/postgres/pg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The key file is no matter of libpq; one that says nothing has the default. */
#define KEY_PARAMETER "smspipe_key="
#define KEY_DEFAULT "/var/lib/smspipe/ledger.key"

static void
postgres_close(struct store *store)
{
	struct pg *pg = pg_of(store);

	pg_rollback(store);
	pg_lose(pg);
	free(pg->meters);
	free(pg->queued);
	free(pg->url);
	free(pg);
}

/* Takes the key file out of the URL. */
static void
open_take_key(struct pg *pg)
{
	char *at = strstr(pg->url, "?" KEY_PARAMETER), *end;

	if (at == NULL)
		at = strstr(pg->url, "&" KEY_PARAMETER);
	if (at == NULL) {
		pg->store.key_path = mem_strdup(KEY_DEFAULT);
		return;
	}
	end = at + 1 + strlen(KEY_PARAMETER);
	pg->store.key_path = mem_strndup(end, strcspn(end, "&"));
	end += strcspn(end, "&");
	/* "?key&rest" becomes "?rest", "&key&rest" becomes "&rest". */
	if (*end == '&')
		end++, at++;
	memmove(at, end, strlen(end) + 1);
}

/* Host and database, but no user and no password. */
static int
open_take_label(struct pg *pg, struct error *err)
{
	char *why = NULL;
	PQconninfoOption *all = PQconninfoParse(pg->url, &why), *one;
	const char *host = "", *name = "";

	if (all == NULL) {
		(void)error_set(err, EX_CONFIG, "no URL of a database: %.*s",
		    (int)strcspn(why != NULL ? why : "", "\n"),
		    why != NULL ? why : "");
		PQfreemem(why);
		return -1;
	}
	for (one = all; one->keyword != NULL; one++) {
		if (one->val != NULL && strcmp(one->keyword, "host") == 0)
			host = one->val;
		if (one->val != NULL && strcmp(one->keyword, "dbname") == 0)
			name = one->val;
	}
	(void)snprintf(pg->label, sizeof(pg->label), "postgresql://%s%s%s",
	    host[0] != '/' ? host : "", name[0] != '\0' ? "/" : "", name);
	PQconninfoFree(all);
	return 0;
}

static struct pg *
open_new(const char *place, struct error *err)
{
	struct pg *pg = mem_zalloc(1, sizeof(*pg));
	struct buf url;

	buf_init(&url, BUF_NO_CAP);
	buf_addf(&url, "postgresql:%s", place);
	pg->url = buf_take(&url);
	pg->store.engine = &store_postgres;
	open_take_key(pg);
	if (open_take_label(pg, err) == 0)
		return pg;
	error_prefix(err, "store");
	store_close(&pg->store);
	return NULL;
}

static struct store *
postgres_open(const char *place, bool read_only, struct error *err)
{
	struct pg *pg = open_new(place, err);

	if (pg == NULL)
		return NULL;
	pg->read_only = read_only;
	if (pg_connect(pg, err) == 0 && pg_check_schema(pg, err) == 0)
		return &pg->store;
	error_prefix(err, "store");
	store_close(&pg->store);
	return NULL;
}

static int
postgres_migrate(
    const char *place, int64_t *from, int64_t *to, struct error *err)
{
	struct pg *pg = open_new(place, err);
	int result;

	if (pg == NULL)
		return -1;
	pg->migrating = true;
	*to = sql_pg_version;
	result = pg_migrate(pg, from, err);
	if (result != 0)
		error_prefix(err, "store");
	store_close(&pg->store);
	return result;
}

/* Only the server knows, and it may be down. */
static bool
postgres_is_there(const char *place)
{
	(void)place;
	return true;
}

static bool
postgres_passed_over(struct store *store)
{
	return pg_of(store)->passed_over;
}

const struct store_engine store_postgres = {
    .scheme = "postgresql",
    .open = postgres_open,
    .migrate = postgres_migrate,
    .is_there = postgres_is_there,
    .close = postgres_close,
    .begin = pg_begin,
    .begin_reading = pg_begin_reading,
    .begin_turn = pg_begin_turn,
    .commit = pg_commit,
    .rollback = pg_rollback,
    .passed_over = postgres_passed_over,
    .find = pg_find,
    .find_provider = pg_find_provider,
    .find_reference = pg_find_reference,
    .add = pg_add,
    .replace = pg_replace,
    .reroute = pg_reroute,
    .promote = pg_promote,
    .left = pg_left,
    .lane = pg_lane,
    .lanes = pg_lanes,
    .due = pg_due,
    .next_due = pg_next_due,
    .claim = pg_claim,
    .settle = pg_settle,
    .claims = pg_claims,
    .rescue = pg_rescue,
    .list = pg_list,
    .event_add = pg_event_add,
    .events = pg_events,
    .meter_lock = pg_meter_lock,
    .meter_read = pg_meter_read,
    .meter_write = pg_meter_write,
    .events_of = pg_events_of,
    .look_add = pg_look_add,
    .looks = pg_looks,
    .ledger_head = pg_ledger_head,
    .ledger_put = pg_ledger_put,
    .ledger_entries = pg_ledger_entries,
    .ledger_kept = pg_ledger_kept,
    .ledger_has_kept = pg_ledger_has_kept,
    .ledger_walk = pg_ledger_walk,
    .ledger_forget = pg_ledger_forget,
    .ledger_scrub = pg_ledger_scrub,
    .inbound_add = pg_inbound_add,
    .tell = pg_tell,
    .inbound_list = pg_inbound_list,
    .inbound_close = pg_inbound_close,
    .inbound_note = pg_inbound_note,
    .inbound_last = pg_inbound_last,
};
