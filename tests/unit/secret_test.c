/* SPDX-License-Identifier: ISC */
#include "base/buf.h"
#include "config/config.h"
#include "config/secret.h"
#include "tests/unit/folder.h"
#include "tests/unit/test.h"

static const char secret_config[] =
    "providers:\n"
    "  twilio:\n"
    "    account_sid: AC0\n"
    "    auth_token: env:TEST_TOKEN\n"
    "    messaging_service_sid: env:TEST_SERVICE\n"
    "  file: {path: outbox.jsonl}\n"
    "hook: {secrets: {vapi: file:vapi.key, retell: file:open.key}}\n"
    "store: sqlite:/srv/s.db\n";

static void
test_literals(struct folder *folder)
{
	struct config config = {0};
	struct error err;

	TEST("a secret in the file itself is refused, and not repeated")
	{
		CHECK_INT(config_load(&config,
			      folder_put(folder, "literal.yaml",
				  "providers: {twilio: {auth_token: sesame}}\n",
				  0600),
			      &err),
		    -1);
		CHECK_INT(err.code, EX_CONFIG);
		CHECK(strstr(err.text,
			  "literal.yaml:1: a secret is env:NAME or file:PATH, "
			  "not the text itself 'auth_token'") != NULL);
		CHECK(strstr(err.text, "sesame") == NULL);
	}
	TEST("a reference names something")
	{
		CHECK(secret_is_reference(slice_of("env:A")));
		CHECK(secret_is_reference(slice_of("file:a")));
		CHECK(!secret_is_reference(slice_of("env:")));
		CHECK(!secret_is_reference(slice_of("file:")));
		CHECK(!secret_is_reference(slice_of("enV:A")));
	}
}

static void
test_environment(const struct config *config)
{
	const char *text = "untouched", *again;
	struct error err;

	TEST("a variable that is not set is refused when it is needed")
	{
		CHECK_INT(config_provider(
			      config, "twilio", "auth_token", &text, &err),
		    -1);
		CHECK_INT(err.code, EX_CONFIG);
		CHECK(strstr(err.text,
			  "smspipe.yaml:4: environment variable is not set "
			  "'TEST_TOKEN'") != NULL);
		CHECK(text == NULL);
		(void)setenv("TEST_TOKEN", "", 1);
		CHECK_INT(config_provider(
			      config, "twilio", "auth_token", &text, &err),
		    -1);
	}
	TEST("a secret comes from the environment, once")
	{
		(void)setenv("TEST_TOKEN", "sesame", 1);
		CHECK_INT(config_provider(
			      config, "twilio", "auth_token", &text, &err),
		    0);
		CHECK_STR(text, "sesame");
		CHECK_INT(config_provider(
			      config, "twilio", "auth_token", &again, &err),
		    0);
		CHECK(text == again);
	}
	TEST("other settings of a provider may be literal")
	{
		CHECK_INT(config_provider(
			      config, "twilio", "account_sid", &text, &err),
		    0);
		CHECK_STR(text, "AC0");
	}
	TEST("what is not set is NULL and no error")
	{
		CHECK_INT(
		    config_provider(config, "twilio", "base_url", &text, &err),
		    0);
		CHECK(text == NULL);
		CHECK_INT(config_provider(config, "nope", "x", &text, &err), 0);
		CHECK(text == NULL);
	}
}

static void
test_files(const struct config *config, struct folder *folder)
{
	const char *text;
	struct error err;
	char path[PATH_MAX];

	TEST("a provider's path starts at the folder of the configuration")
	{
		(void)snprintf(
		    path, sizeof(path), "%s/outbox.jsonl", folder->path);
		CHECK_INT(
		    config_provider(config, "file", "path", &text, &err), 0);
		CHECK_STR(text, path);
	}
	TEST("a secret file loses the newline at its end")
	{
		folder_put(folder, "vapi.key", "from the file\n", 0600);
		CHECK_INT(config_hook_secret(config, "vapi", &text, &err), 0);
		CHECK_STR(text, "from the file");
	}
	TEST("a secret file that others can read is refused")
	{
		folder_put(folder, "open.key", "x\n", 0644);
		CHECK_INT(
		    config_hook_secret(config, "retell", &text, &err), -1);
		CHECK_INT(err.code, EX_NOPERM);
		folder_put(folder, "open.key", "x\n", 0640);
		CHECK_INT(
		    config_hook_secret(config, "retell", &text, &err), -1);
		CHECK_INT(err.code, EX_NOPERM);
	}
	TEST("a secret file that is missing or empty is refused")
	{
		folder_put(folder, "open.key", "\n", 0600);
		CHECK_INT(
		    config_hook_secret(config, "retell", &text, &err), -1);
		CHECK_INT(err.code, EX_CONFIG);
		CHECK_INT(unlink(folder->last), 0);
		CHECK_INT(
		    config_hook_secret(config, "retell", &text, &err), -1);
		CHECK_INT(err.code, EX_CONFIG);
	}
}

static void
test_credentials(struct folder *folder)
{
	struct secret_box *box = secret_new(folder->path);
	const char *text;
	struct error err;
	char path[PATH_MAX];

	(void)snprintf(path, sizeof(path), "%s/credentials", folder->path);
	(void)setenv("CREDENTIALS_DIRECTORY", path, 1);
	TEST("a bare name is a credential first, a file beside else")
	{
		folder_put(folder, "token", "beside", 0600);
		folder_put(folder, "other", "beside", 0600);
		folder_put(folder, "credentials/token", "credential\n", 0440);
		CHECK_INT(secret_resolve(box, "file:token", &text, &err), 0);
		CHECK_STR(text, "credential");
		CHECK_INT(secret_resolve(box, "file:other", &text, &err), 0);
		CHECK_STR(text, "beside");
		CHECK_INT(secret_resolve(box, "file:./token", &text, &err), 0);
		CHECK_STR(text, "beside");
	}
	TEST("a credential that everybody can read is refused")
	{
		folder_put(folder, "credentials/loud", "x", 0444);
		CHECK_INT(secret_resolve(box, "file:loud", &text, &err), -1);
		CHECK_INT(err.code, EX_NOPERM);
	}
	(void)unsetenv("CREDENTIALS_DIRECTORY");
	secret_free(box);
}

static void
test_limits(struct folder *folder)
{
	struct secret_box *box = secret_new("");
	const char *text;
	struct error err;
	struct buf buf;
	int i;

	buf_init(&buf, BUF_NO_CAP);
	for (i = 0; i <= SECRET_MAX; i++)
		buf_addc(&buf, 'x');
	TEST("a secret that is too large is refused")
	{
		(void)setenv("TEST_LARGE", buf_text(&buf), 1);
		CHECK_INT(
		    secret_resolve(box, "env:TEST_LARGE", &text, &err), -1);
		CHECK_INT(err.code, EX_CONFIG);
		folder_put(folder, "large", buf_text(&buf), 0600);
		buf_reset(&buf);
		buf_addf(&buf, "file:%s", folder->last);
		CHECK_INT(secret_resolve(box, buf_text(&buf), &text, &err), -1);
		CHECK_INT(err.code, EX_CONFIG);
	}
	TEST("a text that is no reference is refused")
	{
		CHECK_INT(secret_resolve(box, "sesame", &text, &err), -1);
		CHECK_INT(err.code, EX_CONFIG);
		CHECK(strstr(err.text, "sesame") == NULL);
	}
	(void)unsetenv("TEST_LARGE");
	buf_release(&buf);
	secret_free(box);
}

/* The line of `shown` that starts so, without its newline. */
static struct slice
shown_line(const struct buf *shown, const char *start)
{
	const char *at = strstr(buf_text(shown), start);

	if (at == NULL)
		return (struct slice){NULL, 0};
	return (struct slice){at, strcspn(at, "\n")};
}

static void
test_show(const struct config *config)
{
	struct buf shown, want;

	buf_init(&shown, BUF_NO_CAP);
	buf_init(&want, BUF_NO_CAP);
	config_show(config, &shown);
	TEST("showing masks secrets and says where they come from")
	{
		CHECK(strstr(buf_text(&shown), "sesame") == NULL);
		CHECK(strstr(buf_text(&shown), "from the file") == NULL);
		buf_addf(&want,
		    "providers.twilio.auth_token: ********  # %s:4, "
		    "environment TEST_TOKEN",
		    config->path);
		CHECK_SLICE(shown_line(&shown, "providers.twilio.auth_token"),
		    buf_text(&want));
		buf_reset(&want);
		buf_addf(&want,
		    "hook.secrets.vapi: ********  # %s:7, file:vapi.key",
		    config->path);
		CHECK_SLICE(
		    shown_line(&shown, "hook.secrets.vapi"), buf_text(&want));
	}
	TEST("showing says which reference leads nowhere")
	{
		buf_reset(&want);
		buf_addf(&want,
		    "providers.twilio.messaging_service_sid:   # %s:5, "
		    "environment TEST_SERVICE: environment variable is not set "
		    "'TEST_SERVICE'",
		    config->path);
		CHECK_SLICE(shown_line(&shown,
				"providers.twilio.messaging_service_sid"),
		    buf_text(&want));
	}
	TEST("showing tells the file's settings from defaults")
	{
		buf_reset(&want);
		buf_addf(
		    &want, "store: sqlite:/srv/s.db  # %s:8", config->path);
		CHECK_SLICE(shown_line(&shown, "store"), buf_text(&want));
		CHECK_SLICE(shown_line(&shown, "policy.max_segments"),
		    "policy.max_segments: 3  # default");
	}
	buf_release(&want);
	buf_release(&shown);
}

int
main(void)
{
	struct config config = {0};
	struct folder folder;
	struct error err;

	(void)unsetenv("TEST_TOKEN");
	(void)unsetenv("TEST_SERVICE");
	(void)unsetenv("CREDENTIALS_DIRECTORY");
	folder_make(&folder);
	if (config_load(&config,
		folder_put(&folder, "smspipe.yaml", secret_config, 0600),
		&err) != 0) {
		(void)fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	test_literals(&folder);
	test_environment(&config);
	test_files(&config, &folder);
	test_credentials(&folder);
	test_limits(&folder);
	test_show(&config);
	config_release(&config);
	folder_remove(&folder);
	return test_done();
}
