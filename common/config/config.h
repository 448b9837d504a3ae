/* SPDX-License-Identifier: ISC */
/*
 * config: the settings, from one YAML file.  config.c holds the table of what
 * may stand there; anything else is EX_CONFIG with file, line and the nearest
 * known name.
 *
 * All strings are borrowed from the config until config_release.  Optional
 * texts are NULL when absent.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "base/error.h"
#include "base/slice.h"
#include "config/yaml.h"

#include <stdbool.h>
#include <stddef.h>

struct config_sender {
	const char *number; /* E.164, short code or alphanumeric */
	const char *kind; /* 10dlc, toll_free, short_code, … */
	const char *provider;
	const char *campaign;
	bool registered;
	int line; /* of the configuration file */
};

struct config_campaign {
	const char *name;
	const char *tcr_id;
	const char *use_case;
	const char *category;
	bool embedded_link;
	bool embedded_phone;
	const char **samples;
	size_t sample_count;
	int line;
};

struct config {
	const char *path; /* NULL: no file was found, defaults hold */
	const char *tenant;
	struct {
		const char *name, *trade, *phone, *email;
		const char **domains;
		size_t domain_count;
	} brand;
	const char *brand_json; /* the brand as a JSON object, for templates */
	const char **numbers; /* ours, beside the senders */
	size_t number_count;
	const char *timezone; /* IANA name */
	const char *store; /* URL; never NULL after config_load */
	const char *templates;
	struct config_sender *senders;
	size_t sender_count;
	struct config_campaign *campaigns;
	size_t campaign_count;
	const char **route; /* providers in order */
	size_t route_count;
	const struct yaml_node *calls; /* mappings, read by call/ */
	const struct yaml_node *providers; /* read by config_provider */
	const struct yaml_node *prices;
	const struct yaml_node *reply; /* keyword -> intent */
	const char *hook_base_url;
	struct yaml_document *document; /* owns all the text */
};

/*
 * Finds the file (sms-config.5: `path` is --config or NULL, then
 * $SMSPIPE_CONFIG, ./smspipe.yaml, the XDG and /etc places) and reads it.
 * No file at all is no error unless `path` or the variable named one.
 */
int config_load(struct config *config, const char *path, struct error *err);
void config_release(struct config *config);

/* The setting `name` of providers.PROVIDER as text, env: and file: resolved
 * (config/secret.h); NULL when absent.  -1 when it cannot be resolved. */
int config_provider(const struct config *config, const char *provider,
    const char *name, const char **out, struct error *err);

/* The secret hook.secrets.NAME, the same way. */
int config_hook_secret(const struct config *config, const char *name,
    const char **out, struct error *err);

/* NULL when the number is none of our senders. */
const struct config_sender *config_find_sender(
    const struct config *config, struct slice number);

/* Is it one of `senders` or `numbers`? */
bool config_is_ours(const struct config *config, struct slice number);

const struct config_campaign *config_find_campaign(
    const struct config *config, const char *name);

/* Prints each setting with where it came from, secrets masked. */
struct buf;
void config_show(const struct config *config, struct buf *out);

#endif
