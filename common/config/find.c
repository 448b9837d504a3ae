/* SPDX-License-Identifier: ISC */
#include "config/find.h"

#include "config/setting.h"

#include <stdlib.h>
#include <unistd.h>

/*
 * A folder of the XDG Base Directory Specification 0.8: the variable if it
 * holds an absolute path, else one below $HOME; NULL without both.
 */
static const char *
xdg_folder(struct config *config, const char *variable, const char *below_home)
{
	const char *folder = getenv(variable), *home = getenv("HOME");

	if (folder != NULL && folder[0] == '/')
		return folder;
	if (home == NULL || home[0] != '/')
		return NULL;
	return config_text(config, "%s/%s", home, below_home);
}

const char *
config_find_file(struct config *config, const char *path)
{
	static const char here[] = "smspipe.yaml";
	static const char system[] = "/etc/smspipe/smspipe.yaml";
	const char *named = path != NULL ? path : getenv("SMSPIPE_CONFIG");
	const char *folder;

	if (named != NULL && named[0] != '\0')
		return config_text(config, "%s", named);
	if (access(here, F_OK) == 0)
		return here;
	folder = xdg_folder(config, "XDG_CONFIG_HOME", ".config");
	if (folder != NULL) {
		path = config_text(config, "%s/smspipe/smspipe.yaml", folder);
		if (access(path, F_OK) == 0)
			return path;
	}
	return access(system, F_OK) == 0 ? system : NULL;
}

/* A service of the system may have no home: then the place for services. */
const char *
config_default_store(struct config *config)
{
	const char *folder = xdg_folder(
	    config, "XDG_STATE_HOME", ".local/state");

	return config_text(config, "sqlite:%s/smspipe/smspipe.db",
	    folder != NULL ? folder : "/var/lib");
}
