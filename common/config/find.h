/* SPDX-License-Identifier: ISC */
/*
 * find: the places that the environment decides (sms-config.5).  The texts
 * live as long as the config.
 */
#ifndef CONFIG_FIND_H
#define CONFIG_FIND_H

#include "config/config.h"

/*
 * The configuration file: path, else $SMSPIPE_CONFIG, whether or not they
 * exist; else the first of the usual places that exists, or NULL.
 */
const char *config_find_file(struct config *config, const char *path);

/* The URL of the store that holds when none is set. */
const char *config_default_store(struct config *config);

#endif
