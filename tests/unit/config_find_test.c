/* SPDX-License-Identifier: ISC */
#include "config/config.h"
#include "tests/unit/folder.h"
#include "tests/unit/test.h"

/* The environment that a test starts with: nothing of the machine's own. */
static void
forget_environment(void)
{
	static const char *const names[] = {"SMSPIPE_CONFIG", "XDG_CONFIG_HOME",
	    "XDG_STATE_HOME", "HOME", "CREDENTIALS_DIRECTORY", "TEST_TOKEN"};
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		(void)unsetenv(names[i]);
}

static void
check_tenant(const char *option, const char *tenant)
{
	struct config config = {0};
	struct error err;

	CHECK_INT(config_load(&config, option, &err), 0);
	CHECK_STR(config.tenant, tenant);
	config_release(&config);
}

static void
check_store(const char *url)
{
	struct config config = {0};
	struct error err;

	CHECK_INT(config_load(&config, NULL, &err), 0);
	CHECK_STR(config.store, url);
	config_release(&config);
}

static void
test_defaults(struct folder *folder)
{
	struct config config = {0};
	struct error err;
	char home[PATH_MAX];

	(void)snprintf(home, sizeof(home),
	    "sqlite:%s/.local/state/smspipe/smspipe.db", folder->path);
	TEST("without any file the defaults hold")
	{
		CHECK_INT(config_load(&config, NULL, &err), 0);
		CHECK(config.path == NULL);
		CHECK(config.tenant == NULL);
		CHECK_INT(config.max_segments, 3);
		CHECK_STR(config.brand_json, "{}");
		config_release(&config);
	}
	TEST("the store is in XDG_STATE_HOME, else below the home")
	{
		check_store(home);
		(void)setenv("XDG_STATE_HOME", "/srv/state", 1);
		check_store("sqlite:/srv/state/smspipe/smspipe.db");
		(void)setenv("XDG_STATE_HOME", "relative", 1);
		check_store(home);
	}
	TEST("a service without a home keeps its state in /var/lib")
	{
		(void)unsetenv("HOME");
		check_store("sqlite:/var/lib/smspipe/smspipe.db");
		(void)setenv("HOME", folder->path, 1);
	}
}

/* Each place in turn wins over those tried before. */
static void
test_places(struct folder *folder)
{
	struct config config = {0};
	struct error err;
	char path[PATH_MAX];

	TEST("the folders of the user are searched, XDG_CONFIG_HOME first")
	{
		folder_put(folder, ".config/smspipe/smspipe.yaml",
		    "tenant: home\n", 0600);
		check_tenant(NULL, "home");
		folder_put(
		    folder, "xdg/smspipe/smspipe.yaml", "tenant: xdg\n", 0600);
		(void)snprintf(path, sizeof(path), "%s/xdg", folder->path);
		(void)setenv("XDG_CONFIG_HOME", path, 1);
		check_tenant(NULL, "xdg");
	}
	TEST("the current folder comes before those of the user")
	{
		folder_put(folder, "smspipe.yaml",
		    "tenant: here\nstore: sqlite:x.db\n", 0600);
		check_tenant(NULL, "here");
		check_store("sqlite:x.db");
	}
	TEST("the variable comes before all places, the option before it")
	{
		folder_put(folder, "variable.yaml", "tenant: variable\n", 0600);
		(void)setenv("SMSPIPE_CONFIG", folder->last, 1);
		check_tenant(NULL, "variable");
		folder_put(folder, "option.yaml", "tenant: option\n", 0600);
		check_tenant(folder->last, "option");
	}
	TEST("a file that was named must exist")
	{
		(void)setenv("SMSPIPE_CONFIG", "/nonexistent.yaml", 1);
		CHECK_INT(config_load(&config, NULL, &err), -1);
		CHECK_INT(err.code, EX_CONFIG);
		CHECK_STR(
		    err.text, "/nonexistent.yaml: No such file or directory");
	}
}

int
main(void)
{
	struct folder folder;

	folder_make(&folder);
	forget_environment();
	(void)setenv("HOME", folder.path, 1);
	if (chdir(folder.path) != 0)
		return 1;
	test_defaults(&folder);
	test_places(&folder);
	folder_remove(&folder);
	return test_done();
}
