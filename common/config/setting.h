/* SPDX-License-Identifier: ISC */
/*
 * setting: the table of all settings, and the reading of one.  Only config/
 * includes it, and the test that compares the table with sms-config.5.
 */
#ifndef CONFIG_SETTING_H
#define CONFIG_SETTING_H

#include "base/error.h"
#include "config/config.h"
#include "config/yaml.h"

#include <stddef.h>

/* In brackets: the type of the member that `where` points to. */
enum setting_kind {
	SETTING_MAP, /* settings of their own below (const struct yaml_node *)
		      */
	SETTING_ANY, /* read by others as it stands, the same */
	SETTING_SENDER, /* a map that becomes a struct config_sender */
	SETTING_CAMPAIGN, /* a map that becomes a struct config_campaign */
	SETTING_ROUTE, /* a map that becomes a struct config_route */
	SETTING_PRICES, /* a map whose key is a provider */
	SETTING_PRICE, /* a decimal whose key is a kind of sender or country */
	SETTING_TEXT, /* (const char *), as are those below if not said */
	SETTING_TEXTS, /* (const char **), its length at `count` */
	SETTING_NUMBERS, /* E.164 and others, the same */
	SETTING_COUNTRIES, /* ISO 3166-1 alpha-2, the same */
	SETTING_PROVIDERS, /* names of providers, the same */
	SETTING_PROVIDER,
	SETTING_WORD, /* one of `words` */
	SETTING_BOOL, /* (bool) */
	SETTING_COUNT, /* from 1 (int) */
	SETTING_RATE, /* a decimal above 0, in millionths (int64_t) */
	SETTING_SHARE, /* a decimal from 0 to 1, in millionths (int64_t) */
	SETTING_CADENCE, /* a list of "N per TIME" (struct config_cadence *) */
	SETTING_DOLLARS, /* "50 USD", in millionths (int64_t) */
	SETTING_PATH, /* resolved against the file's folder */
	SETTING_STORE, /* a URL; that of sqlite: likewise */
	SETTING_URL, /* https, or http to loopback (config/url.h) */
	SETTING_REFERENCE, /* a text, env:NAME or file:PATH */
	SETTING_SECRET, /* env:NAME or file:PATH */
};

struct setting {
	const char *path; /* "senders.*.kind"; '*' is any key */
	enum setting_kind kind;
	size_t where; /* offset in the struct it goes to; 0: not stored */
	size_t count; /* the same, for the length of a list */
	const char *const *words; /* ends with NULL */
	const char *fallback; /* the default, written as in the file */
};

/* The keys that lead to a node. */
struct setting_place {
	const char *names[YAML_DEPTH_MAX + 1];
	size_t depth;
};

const struct setting *setting_table(size_t *count);

/* The setting that a place is, or NULL. */
const struct setting *setting_find(const struct setting_place *place);

/* The known name nearest to the last one of an unknown place, or NULL. */
const char *setting_nearest(const struct setting_place *place);

/* Its kind in words, for people: "E.164 number". */
const char *setting_kind_name(enum setting_kind kind);

/* What is read into where. */
struct config_loader {
	struct config *config;
	const char *folder; /* of the file, "" for the current one */
	void *base; /* the struct that `where` counts from */
	const struct yaml_node *parent; /* the map the setting stands in */
	struct setting_place place;
	struct error *err;
};

/* The settings of a map, each stored or refused. */
int config_load_map(struct config_loader *loader, const struct yaml_node *map);

/* Checks and stores one setting. */
int setting_take(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);

/* EX_CONFIG with "FILE:LINE: " in front; returns -1. */
int config_refuse(const struct config_loader *loader, int line, const char *fmt,
    ...) __attribute__((format(printf, 3, 4)));

/* "brand.nmae": the place being loaded, its last name replaced. */
const char *config_place_text(
    const struct config_loader *loader, const char *last);

/* A formatted text that lives as long as the config. */
const char *config_text(struct config *config, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
