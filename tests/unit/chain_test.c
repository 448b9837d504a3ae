/* SPDX-License-Identifier: ISC */
/*
 * The seal of ledger entries: what it covers, and that stores write it.
 */
#include "base/crypto.h"
#include "store/chain.h"
#include "tests/unit/store_help.h"
#include "tests/unit/test.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define TEXT(member) offsetof(struct ledger_entry, member)

static struct ledger_entry
entry_of(const char *id, const char *number)
{
	return (struct ledger_entry){.seq = 2,
	    .consent_id = slice_of(id),
	    .number = slice_of(number),
	    .record = slice_of("{\"record\":\"consent\"}"),
	    .tenant = slice_of("maple-street"),
	    .action = slice_of("granted"),
	    .effective_ms = NOW,
	    .recorded_ms = NOW + 1,
	    .salt = slice_of("0123456789abcdef")};
}

static void
hash_of(const struct ledger_entry *entry, uint8_t out[CHAIN_HASH])
{
	static const uint8_t before[CHAIN_HASH] = {7};
	struct chain *chain = chain_new();

	chain_hash(chain, before, entry, out);
	chain_free(chain);
}

static void
secret_of(const struct ledger_entry *entry, uint8_t out[CHAIN_HASH])
{
	struct chain *chain = chain_new();

	chain_secret(chain, entry, out);
	chain_free(chain);
}

/* Does `seal` tell the entry from the same with this field changed? */
static bool
covers(void (*seal)(const struct ledger_entry *entry, uint8_t *out),
    size_t where, struct slice value)
{
	struct ledger_entry entry = entry_of("c1", "+12125550147");
	uint8_t a[CHAIN_HASH], b[CHAIN_HASH];

	seal(&entry, a);
	*(struct slice *)((char *)&entry + where) = value;
	seal(&entry, b);
	return memcmp(a, b, sizeof(a)) != 0;
}

static void
test_fields(void)
{
	static const size_t chained[] = {TEXT(tenant), TEXT(program),
	    TEXT(channel), TEXT(category), TEXT(action), TEXT(basis),
	    TEXT(kind), TEXT(method), TEXT(scope), TEXT(sender), TEXT(person),
	    TEXT(about), TEXT(secret)};
	static const size_t personal[] = {
	    TEXT(consent_id), TEXT(number), TEXT(record), TEXT(salt)};
	struct ledger_entry entry = entry_of("c1", "+12125550147");
	uint8_t a[CHAIN_HASH], b[CHAIN_HASH];
	size_t i;

	TEST("the hash covers every field that stays, empty or not there")
	{
		for (i = 0; i < COUNT(chained); i++) {
			CHECK_INT(
			    covers(hash_of, chained[i], slice_of("x")), true);
			CHECK_INT(
			    covers(hash_of, chained[i], slice_of("")), true);
		}
		hash_of(&entry, a);
		entry.expires_ms++;
		hash_of(&entry, b);
		CHECK_INT(memcmp(a, b, sizeof(a)) != 0, true);
	}
	TEST("what identifies a person is not in it, but in the secret")
	{
		for (i = 0; i < COUNT(personal); i++) {
			CHECK_INT(
			    covers(hash_of, personal[i], slice_of("x")), false);
			CHECK_INT(covers(secret_of, personal[i], slice_of("x")),
			    true);
		}
	}
	TEST("neighbours that are joined differently differ")
	{
		entry = entry_of("ab", "c");
		secret_of(&entry, a);
		entry = entry_of("a", "bc");
		secret_of(&entry, b);
		CHECK_INT(memcmp(a, b, sizeof(a)) != 0, true);
	}
}

/* The chain as SHA-256 over bytes written out here, for one entry. */
static void
test_format(void)
{
	static const char text[] =
	    "\0" /* and 32 bytes of the entry before */
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0\0\0\0\x08\0\0\0\0\0\0\0\x01" /* seq */
	    "\0\0\0\0\0\0\0\x01t" /* tenant */
	    "\377\377\377\377\377\377\377\377" /* program, … */
	    "\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377"
	    "\0\0\0\0\0\0\0\x06ledger" /* action */
	    "\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377"
	    "\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377\377"
	    "\377\377\377\377\377\377\377\377"
	    "\0\0\0\0\0\0\0\x08\0\0\0\0\0\0\1\0" /* effective_ms */
	    "\0\0\0\0\0\0\0\x08\0\0\0\0\0\0\1\1" /* recorded_ms */
	    "\0\0\0\0\0\0\0\x08\0\0\0\0\0\0\0\0" /* expires_ms */
	    "\377\377\377\377\377\377\377\377" /* person */
	    "\0\0\0\0\0\0\0\x01n" /* about */
	    "\377\377\377\377\377\377\377\377"; /* secret */
	static const uint8_t before[CHAIN_HASH] = {0};
	const struct ledger_entry entry = {.seq = 1,
	    .tenant = slice_of("t"),
	    .action = slice_of("ledger"),
	    .effective_ms = 256,
	    .recorded_ms = 257,
	    .about = slice_of("n")};
	char want[CRYPTO_SHA256_HEX], got[CRYPTO_SHA256_HEX];
	struct chain *chain = chain_new();
	uint8_t hash[CHAIN_HASH];

	TEST("a hash is SHA-256 over lengths and fields")
	{
		crypto_sha256_hex((struct slice){text, sizeof(text) - 1}, want);
		chain_hash(chain, before, &entry, hash);
		crypto_hex(hash, sizeof(hash), got);
		CHECK_STR(got, want);
	}
	chain_free(chain);
}

/* ---- in a store ---------------------------------------------------------- */

struct look {
	struct chain *chain;
	uint8_t before[CHAIN_HASH];
	int64_t seq;
	size_t sealed; /* with a personal half */
};

static int
look_at(void *context, const struct ledger_entry *entry, struct error *err)
{
	struct look *look = context;
	uint8_t hash[CHAIN_HASH];

	(void)err;
	CHECK_INT(entry->seq, ++look->seq);
	chain_hash(look->chain, look->before, entry, hash);
	CHECK_INT(entry->hash.n, CHAIN_HASH);
	CHECK_INT(memcmp(hash, entry->hash.p, sizeof(hash)), 0);
	memcpy(look->before, hash, sizeof(hash));
	if (entry->consent_id.p != NULL) {
		chain_secret(look->chain, entry, hash);
		CHECK_INT(entry->secret.n, CHAIN_HASH);
		CHECK_INT(memcmp(hash, entry->secret.p, sizeof(hash)), 0);
		CHECK_INT(entry->salt.n, CHAIN_SALT);
		look->sealed++;
	}
	return 0;
}

static void
test_store(struct store *store)
{
	struct ledger_entry entry = entry_of("c1", "+12125550147");
	struct look look = {.chain = chain_new()};
	struct ledger_head head;
	struct error err;

	TEST("a store writes one chain, the ledger's name first")
	{
		begin(store);
		must(ledger_head(store, &head, &err), &err);
		CHECK_INT(head.seq, 0);
		must(ledger_add(store, &entry, &err), &err);
		entry.consent_id = slice_of("c2");
		must(ledger_add(store, &entry, &err), &err);
		CHECK_INT(ledger_add(store, &entry, &err), 0);
		commit(store);
		must(ledger_walk(store, look_at, &look, &err), &err);
		CHECK_INT(look.seq, 3);
		must(ledger_head(store, &head, &err), &err);
		CHECK_INT(strlen(head.name), 36);
		CHECK_INT(look.sealed, 2);
	}
	TEST("what is rolled back leaves no gap")
	{
		begin(store);
		entry.consent_id = slice_of("c3");
		must(ledger_add(store, &entry, &err), &err);
		store_rollback(store);
		begin(store);
		entry.consent_id = slice_of("c4");
		must(ledger_add(store, &entry, &err), &err);
		must(ledger_head(store, &head, &err), &err);
		commit(store);
		CHECK_INT(head.seq, 4);
		CHECK_INT(head.last, 4);
		look = (struct look){.chain = look.chain};
		must(ledger_walk(store, look_at, &look, &err), &err);
		CHECK_INT(look.sealed, 3);
		CHECK_INT(memcmp(head.hash, look.before, CHAIN_HASH), 0);
	}
	chain_free(look.chain);
}

/* A number that was erased, and what is kept of it. */
static void
test_kept(struct store *store)
{
	struct ledger_entry entry = entry_of("c1", "+12125550147");
	struct arena arena = {0};
	struct ledger_entry *entries;
	uint8_t person[CHAIN_HASH];
	struct error err;
	size_t count;

	begin(store);
	must(ledger_add(store, &entry, &err), &err);
	must(ledger_person(store, entry.number, NOW, person, &err), &err);
	must(ledger_add(store,
		 &(struct ledger_entry){.action = slice_of("revoked"),
		     .person = {(const char *)person, sizeof(person)}},
		 &err),
	    &err);
	TEST("a person is deleted only behind an entry that says so")
	{
		CHECK_INT(ledger_forget(store, entry.number, true, &err), -1);
		store_rollback(store);
	}
	begin(store);
	entry.consent_id = slice_of("c1");
	must(ledger_add(store, &entry, &err), &err);
	must(ledger_person(store, entry.number, NOW, person, &err), &err);
	must(ledger_add(store,
		 &(struct ledger_entry){.action = slice_of("revoked"),
		     .person = {(const char *)person, sizeof(person)}},
		 &err),
	    &err);
	must(ledger_add(store,
		 &(struct ledger_entry){.action = slice_of(LEDGER_ERASED),
		     .about = slice_of("2"),
		     .person = {(const char *)person, sizeof(person)}},
		 &err),
	    &err);
	must(ledger_forget(store, entry.number, true, &err), &err);
	commit(store);
	must(ledger_scrub(store, &err), &err);
	TEST("what is kept of an erased number is found by its keyed hash")
	{
		must(ledger_entries(
			 store, entry.number, &arena, &entries, &count, &err),
		    &err);
		CHECK_INT(count, 2);
		CHECK_SLICE(entries[0].action, "revoked");
		CHECK_SLICE(entries[0].number, NULL);
		CHECK_SLICE(entries[1].about, "2");
		must(ledger_entries(store, slice_of("+12125550148"), &arena,
			 &entries, &count, &err),
		    &err);
		CHECK_INT(count, 0);
	}
	arena_release(&arena);
}

int
main(void)
{
	test_fields();
	test_format();
	with_store(test_store);
	with_store(test_kept);
	return test_done();
}
