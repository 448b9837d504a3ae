/* SPDX-License-Identifier: ISC */
/*
 * kind: how each kind of setting is checked and stored.  setting_take.c has the
 * table of kinds that these go into.
 */
#ifndef CONFIG_KIND_H
#define CONFIG_KIND_H

#include "config/setting.h"

/* What there is to know about a kind of setting. */
struct kind {
	const char *name; /* for people */
	enum yaml_type shape;
	/* Of a text, or of each text of a list; may rewrite it.  Optional. */
	int (*check)(struct config_loader *loader,
	    const struct setting *setting, struct yaml_node *text);
	int (*store)(struct config_loader *loader,
	    const struct setting *setting, struct yaml_node *node);
};

int check_word(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text);
int check_provider(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text);
int check_number(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text);
int check_country(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text);
int check_price(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text);
int check_path(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text);
int check_store(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text);
int check_url(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text);
int check_secret(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text);

int store_text(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_list(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_bool(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_count(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_rate(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_share(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_cadence(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_dollars(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_map(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_prices(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_sender(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_campaign(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);
int store_route(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *node);

/* Is value one of the words (the last is NULL)? */
int check_among(struct config_loader *loader, const struct yaml_node *at,
    const char *value, const char *const *words);
int check_provider_name(
    struct config_loader *loader, const char *name, int line);

#endif
