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
test_search(struct folder *folder)
{
	struct config config = {0};
	struct error err;
	char path[PATH_MAX], other[PATH_MAX];

	forget_environment();
	TEST("without any file the defaults hold")
	{
		(void)setenv("HOME", folder->path, 1);
		CHECK_INT(chdir(folder->path), 0);
		CHECK_INT(config_load(&config, NULL, &err), 0);
		CHECK(config.path == NULL);
		CHECK_INT(config.max_segments, 3);
		CHECK_STR(config.brand_json, "{}");
		(void)snprintf(path, sizeof(path),
		    "sqlite:%s/.local/state/smspipe/smspipe.db", folder->path);
		CHECK_STR(config.store, path);
		config_release(&config);
	}
	TEST("the store follows XDG_STATE_HOME, and needs no home")
	{
		(void)setenv("XDG_STATE_HOME", "/srv/state", 1);
		CHECK_INT(config_load(&config, NULL, &err), 0);
		CHECK_STR(config.store, "sqlite:/srv/state/smspipe/smspipe.db");
		config_release(&config);
		(void)setenv("XDG_STATE_HOME", "relative", 1);
		CHECK_INT(config_load(&config, NULL, &err), 0);
		CHECK_STR(config.store, path);
		config_release(&config);
		(void)unsetenv("HOME");
		CHECK_INT(config_load(&config, NULL, &err), 0);
		CHECK_STR(config.store, "sqlite:/var/lib/smspipe/smspipe.db");
		config_release(&config);
		(void)setenv("HOME", folder->path, 1);
	}
	TEST("the folders of the user are searched, XDG_CONFIG_HOME first")
	{
		folder_put(folder, ".config/smspipe/smspipe.yaml",
		    "tenant: home\n", 0600);
		CHECK_INT(config_load(&config, NULL, &err), 0);
		CHECK_STR(config.tenant, "home");
		config_release(&config);
		folder_put(
		    folder, "xdg/smspipe/smspipe.yaml", "tenant: xdg\n", 0600);
		(void)snprintf(path, sizeof(path), "%s/xdg", folder->path);
		(void)setenv("XDG_CONFIG_HOME", path, 1);
		CHECK_INT(config_load(&config, NULL, &err), 0);
		CHECK_STR(config.tenant, "xdg");
		config_release(&config);
	}
	TEST("the current folder comes before those of the user")
	{
		folder_put(folder, "smspipe.yaml",
		    "tenant: here\nstore: sqlite:x.db\n", 0600);
		CHECK_INT(config_load(&config, NULL, &err), 0);
		CHECK_STR(config.tenant, "here");
		CHECK_STR(config.store, "sqlite:x.db");
		config_release(&config);
	}
	TEST("the variable comes before all places, the option before it")
	{
		(void)snprintf(path, sizeof(path), "%s",
		    folder_put(
			folder, "variable.yaml", "tenant: variable\n", 0600));
		(void)snprintf(other, sizeof(other), "%s",
		    folder_put(
			folder, "option.yaml", "tenant: option\n", 0600));
		(void)setenv("SMSPIPE_CONFIG", path, 1);
		CHECK_INT(config_load(&config, NULL, &err), 0);
		CHECK_STR(config.tenant, "variable");
		config_release(&config);
		CHECK_INT(config_load(&config, other, &err), 0);
		CHECK_STR(config.tenant, "option");
		config_release(&config);
	}
	TEST("a file that was named must exist")
	{
		(void)setenv("SMSPIPE_CONFIG", "/nonexistent.yaml", 1);
		CHECK_INT(config_load(&config, NULL, &err), -1);
		CHECK_INT(err.code, EX_CONFIG);
		CHECK_STR(
		    err.text, "/nonexistent.yaml: No such file or directory");
	}
	forget_environment();
}

int
main(void)
{
	struct folder folder;

	folder_make(&folder);
	test_search(&folder);
	folder_remove(&folder);
	return test_done();
}
