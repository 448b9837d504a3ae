/* SPDX-License-Identifier: ISC */
#include "account.h"

#include "base/crypto.h"
#include "base/file.h"
#include "base/mem.h"
#include "config/config.h"
#include "record/view.h"
#include "wire.h"

#include <stdlib.h>
#include <string.h>

enum {
	ACCOUNT_FILE_MAX = 8192, /* bytes */
	ACCOUNT_RANDOM = 16, /* random bytes of a value that is made up */
};

/* What may stand in a path and before the colon of Basic authentication. */
static bool
account_is_word(struct slice text)
{
	size_t i;

	for (i = 0; i < text.n; i++)
		if (text.p[i] <= ' ' || text.p[i] > '~' ||
		    strchr(":/?#%", text.p[i]) != NULL)
			return false;
	return text.n > 0;
}

static int
account_set(
    struct account *account, size_t index, struct slice text, struct error *err)
{
	const struct account_value *value = &account->wire->values[index];

	if (text.n == 0 || text.n > ACCOUNT_VALUE_MAX ||
	    (value->word && !account_is_word(text)))
		return error_set(err, EX_CONFIG, "no usable %s of %s",
		    value->name, account->wire->name);
	free(account->values[index]);
	account->values[index] = mem_strndup(text.p, text.n);
	return 0;
}

/* ---- from a file --------------------------------------------------------- */

/* "telnyx.api_key=KEY": 1; 0: it is no such line. */
static int
account_take_named(
    struct accounts *accounts, struct slice line, struct error *err)
{
	size_t dot = slice_find(line, slice_of(".")), i;
	size_t equal = slice_find(line, slice_of("="));
	const struct wire *wire;
	struct account *account;
	struct slice name;

	if (dot == SIZE_MAX || equal == SIZE_MAX || dot > equal)
		return 0;
	wire = wire_named((struct slice){line.p, dot});
	if (wire == NULL)
		return 0;
	name = (struct slice){line.p + dot + 1, equal - dot - 1};
	for (account = accounts->list; account->wire != wire; account++)
		;
	for (i = 0; wire->values[i].name != NULL; i++)
		if (slice_is(name, wire->values[i].name) &&
		    !wire->values[i].shown)
			return account_set(account, i,
				   (struct slice){
				       line.p + equal + 1, line.n - equal - 1},
				   err) == 0
			    ? 1
			    : -1;
	return error_set(
	    err, EX_CONFIG, "%s has no '%.*s'", wire->name, SLICE_ARG(name));
}

/* Lines without a name are the first account's values, in their order. */
static int
account_take_lines(
    struct accounts *accounts, struct slice text, struct error *err)
{
	struct account *first = &accounts->list[0];
	struct slice line;
	size_t bare = 0;
	int taken;

	while (text.n > 0) {
		line = text;
		line.n = strcspn(text.p, "\r\n");
		text.p += line.n;
		text.n -= line.n;
		while (text.n > 0 && strchr("\r\n", text.p[0]) != NULL)
			text = (struct slice){text.p + 1, text.n - 1};
		taken = line.n == 0 ? 1
				    : account_take_named(accounts, line, err);
		if (taken == 0)
			taken = first->wire->values[bare].name != NULL &&
				account_set(first, bare++, line, err) == 0
			    ? 1
			    : error_set(err, EX_CONFIG,
				  "no usable account SID and auth token");
		if (taken < 0)
			return -1;
	}
	return 0;
}

static int
account_from_file(
    struct accounts *accounts, const char *path, struct error *err)
{
	struct buf text;
	int result;

	buf_init(&text, ACCOUNT_FILE_MAX);
	result = file_read_secret(path, &text, err);
	if (result == 0) {
		result = account_take_lines(accounts, buf_slice(&text), err);
		if (result != 0)
			error_prefix(err, "%s", path);
		crypto_wipe(text.data, text.len);
	}
	buf_release(&text);
	return result;
}

/* ---- from the environment and the configuration -------------------------- */

/* The value of that place; *text NULL when it has none. */
typedef int account_source(const struct config *config, const struct wire *wire,
    const struct account_value *value, const char **text, struct error *err);

static int
account_in_environment(const struct config *config, const struct wire *wire,
    const struct account_value *value, const char **text, struct error *err)
{
	(void)config;
	(void)wire;
	(void)err;
	*text = value->env != NULL ? getenv(value->env) : NULL;
	return 0;
}

static int
account_in_config(const struct config *config, const struct wire *wire,
    const struct account_value *value, const char **text, struct error *err)
{
	return config_provider(config, wire->name, value->name, text, err);
}

/* Takes what the place has; of those that are needed, all or none. */
static int
account_from(struct account *account, account_source *source,
    const struct config *config, struct error *err)
{
	const struct account_value *value = account->wire->values;
	size_t given = 0, missing = 0, i;
	const char *text;

	for (i = 0; value[i].name != NULL; i++) {
		if (value[i].shown)
			continue;
		if (source(config, account->wire, &value[i], &text, err) != 0)
			return -1;
		given += value[i].needed && text != NULL;
		missing += value[i].needed && text == NULL;
		if (text != NULL &&
		    account_set(account, i, slice_of(text), err) != 0)
			return -1;
	}
	if (given > 0 && missing > 0)
		return error_set(err, EX_CONFIG,
		    "credentials of %s are not complete", account->wire->name);
	return 0;
}

static bool
account_is_given(const struct account *account)
{
	size_t i;

	for (i = 0; account->wire->values[i].name != NULL; i++)
		if (account->wire->values[i].needed &&
		    account->values[i] == NULL)
			return false;
	return true;
}

static void
account_make_up(struct account *account)
{
	const struct account_value *value = account->wire->values;
	char hex[2 * ACCOUNT_RANDOM + 1];
	uint8_t random[ACCOUNT_RANDOM];
	struct buf text;
	size_t i;

	for (i = 0; value[i].name != NULL; i++) {
		if (account->values[i] != NULL || value[i].shown)
			continue;
		crypto_random(random, sizeof(random));
		crypto_hex(random, sizeof(random), hex);
		buf_init(&text, BUF_NO_CAP);
		buf_addf(&text, "%s%s", value[i].prefix, hex);
		account->values[i] = buf_take(&text);
		account->made_up[i] = true;
	}
	if (account->wire->set_up != NULL)
		account->wire->set_up(account);
}

/* ---- all of them --------------------------------------------------------- */

static int
accounts_read(struct accounts *accounts, const char *path,
    const struct config *config, struct error *err)
{
	struct account *account;
	size_t i;

	if (path != NULL && account_from_file(accounts, path, err) != 0)
		return -1;
	for (i = 0; i < accounts->count; i++) {
		account = &accounts->list[i];
		if ((!account_is_given(account) &&
			account_from(account, account_in_environment, config,
			    err) != 0) ||
		    (!account_is_given(account) &&
			account_from(account, account_in_config, config, err) !=
			    0))
			return -1;
		account_make_up(account);
	}
	return 0;
}

int
accounts_load(struct accounts *accounts, const char *path,
    const char *config_path, const struct diag *diag, struct error *err)
{
	const struct wire *const *wire = wire_table();
	struct config config = {0};
	int result;

	*accounts = (struct accounts){.count = 0};
	for (; *wire != NULL; wire++)
		accounts->list[accounts->count++].wire = *wire;
	result = config_load(&config, config_path, err);
	diag_warn_all(diag, config.warnings, config.warning_count);
	if (result == 0)
		result = accounts_read(accounts, path, &config, err);
	config_release(&config);
	return result;
}

void
accounts_release(struct accounts *accounts)
{
	size_t i, v;

	for (i = 0; i < accounts->count; i++) {
		crypto_key_free(accounts->list[i].key);
		free(accounts->list[i].hook_url);
		for (v = 0; v < ACCOUNT_VALUES_MAX; v++)
			free(accounts->list[i].values[v]);
	}
	*accounts = (struct accounts){.count = 0};
}

int
accounts_set_hook(
    struct accounts *accounts, const char *text, struct error *err)
{
	const char *equal = strchr(text, '='), *url = text;
	const struct wire *wire = NULL;
	size_t i;

	if (equal != NULL)
		wire = wire_named((struct slice){text, (size_t)(equal - text)});
	if (wire != NULL)
		url = equal + 1;
	if (!deliver_may_post(url))
		return error_set(err, EX_USAGE,
		    "option --inbound: no http:// URL of a loopback address");
	for (i = 0; i < accounts->count; i++)
		if (accounts->list[i].wire == wire ||
		    (wire == NULL && accounts->list[i].hook_url == NULL)) {
			free(accounts->list[i].hook_url);
			accounts->list[i].hook_url = mem_strndup(
			    url, strlen(url));
		}
	return 0;
}

void
accounts_show(const struct accounts *accounts, struct buf *json)
{
	const struct account *account = &accounts->list[0];
	struct buf all, own;
	size_t i, v;

	buf_init(&all, BUF_NO_CAP);
	buf_init(&own, BUF_NO_CAP);
	for (i = 0; i < accounts->count; i++) {
		account = &accounts->list[i];
		buf_reset(&own);
		for (v = 0; account->wire->values[v].name != NULL; v++) {
			if (!account->made_up[v] &&
			    !account->wire->values[v].shown)
				continue;
			view_write_member(&own, account->wire->values[v].name,
			    slice_of(account->values[v]));
			if (i == 0)
				buf_addf(json, ",\"%s\":\"%s\"",
				    account->wire->values[v].name,
				    account->values[v]);
		}
		if (own.len > 0)
			buf_addf(&all, "%c\"%s\":%s}", all.len == 0 ? '{' : ',',
			    account->wire->name, buf_text(&own));
	}
	if (all.len > 0)
		buf_addf(json, ",\"accounts\":%s}", buf_text(&all));
	buf_release(&own);
	buf_release(&all);
}
