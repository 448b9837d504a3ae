/* SPDX-License-Identifier: ISC */
#include "account.h"

#include "base/crypto.h"
#include "base/file.h"
#include "config/config.h"

#include <stdlib.h>
#include <string.h>

enum {
	ACCOUNT_FILE_MAX = 1024, /* bytes */
	ACCOUNT_RANDOM = 16, /* random bytes of a SID and of a token */
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
account_set(struct account *account, struct slice sid, struct slice token,
    struct error *err)
{
	if (!account_is_word(sid) || sid.n >= sizeof(account->sid) ||
	    token.n == 0 || token.n >= sizeof(account->token))
		return error_set(
		    err, EX_CONFIG, "no usable account SID and auth token");
	memcpy(account->sid, sid.p, sid.n);
	memcpy(account->token, token.p, token.n);
	account->sid[sid.n] = account->token[token.n] = '\0';
	return 0;
}

static int
account_from_file(struct account *account, const char *path, struct error *err)
{
	struct slice sid, token;
	struct buf text;
	int result;

	buf_init(&text, ACCOUNT_FILE_MAX);
	result = file_read_secret(path, &text, err);
	if (result == 0) {
		sid = (struct slice){
		    buf_text(&text), strcspn(buf_text(&text), "\r\n")};
		token = slice_of(sid.p + sid.n);
		while (token.n > 0 && strchr("\r\n", token.p[0]) != NULL)
			token = slice_of(token.p + 1);
		token.n = strcspn(token.p, "\r\n");
		result = account_set(account, sid, token, err);
		if (result != 0)
			error_prefix(err, "%s", path);
		crypto_wipe(text.data, text.len);
	}
	buf_release(&text);
	return result;
}

static void
account_make_up(struct account *account)
{
	uint8_t random[ACCOUNT_RANDOM];

	crypto_random(random, sizeof(random));
	account->sid[0] = 'A';
	account->sid[1] = 'C';
	crypto_hex(random, sizeof(random), account->sid + 2);
	crypto_random(random, sizeof(random));
	crypto_hex(random, sizeof(random), account->token);
	account->made_up = true;
}

static int
account_from_config(
    struct account *account, const struct config *config, struct error *err)
{
	const char *sid, *token;

	if (config_provider(config, "twilio", "account_sid", &sid, err) != 0 ||
	    config_provider(config, "twilio", "auth_token", &token, err) != 0)
		return -1;
	if (sid == NULL && token == NULL) {
		account_make_up(account);
		return 0;
	}
	return account_set(account, slice_of(sid), slice_of(token), err);
}

int
account_load(struct account *account, const char *path, const char *config_path,
    const struct diag *diag, struct error *err)
{
	const char *sid = getenv("TWILIO_ACCOUNT_SID");
	const char *token = getenv("TWILIO_AUTH_TOKEN");
	struct config config = {0};
	int result;

	*account = (struct account){.made_up = false};
	result = config_load(&config, config_path, err);
	diag_warn_all(diag, config.warnings, config.warning_count);
	if (result == 0 && path != NULL)
		result = account_from_file(account, path, err);
	else if (result == 0 && (sid != NULL || token != NULL))
		result = account_set(
		    account, slice_of(sid), slice_of(token), err);
	else if (result == 0)
		result = account_from_config(account, &config, err);
	config_release(&config);
	return result;
}
