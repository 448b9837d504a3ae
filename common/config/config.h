/* SPDX-License-Identifier: ISC */
/*
 * config: the settings, from one YAML file.  settings.c holds the table of what
 * may stand there; anything else is EX_CONFIG with file, line and the nearest
 * known name.
 *
 * All strings are borrowed from the config until config_release.  Optional
 * texts are NULL when absent.
 */
#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "base/error.h"
#include "base/mem.h"
#include "base/slice.h"
#include "config/yaml.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct config_sender {
	const char *number; /* E.164, short code or alphanumeric */
	const char *kind; /* 10dlc, toll_free, short_code, … */
	const char *provider;
	const char *campaign;
	bool registered;
	int64_t mps; /* messages a second, in millionths; 0: not set */
	int line; /* of the configuration file */
};

struct config_campaign {
	const char *name;
	const char *tcr_id;
	const char *use_case;
	const char *category;
	bool embedded_link;
	bool embedded_phone;
	/* What its registration says of it; NULL: nothing. */
	const char *description, *message_flow;
	const char *opt_in_message, *opt_out_message, *help_message;
	bool age_gated, direct_lending, affiliate_marketing;
	const char **sub_use_cases;
	size_t sub_use_case_count;
	const char *india_entity_id, *india_template_id;
	const char **samples;
	size_t sample_count;
	int line;
};

/* Providers in order, for the texts that it names. */
struct config_route {
	const char *name;
	const char *category; /* NULL: of any */
	const char **countries; /* none: to any */
	size_t country_count;
	const char **providers;
	size_t provider_count;
};

/* "2 per 10m": not more texts than that to one person in that time. */
struct config_cadence {
	const char *text;
	int64_t count; /* 1 to CONFIG_CADENCE_MAX */
	int64_t window_ms;
};

enum { CONFIG_CADENCE_MAX = 100 };

/* Limits of smsstats, in millionths. */
struct config_alerts {
	int sample; /* of fewer cases nothing is said */
	/* At least; 0: never an alert. */
	int64_t delivery_rate, response_rate, accepted_in_30s, delivered_in_30s;
	/* At most; a million: never an alert. */
	int64_t error_rate, filter_rate, unknown_rate;
	int64_t opt_out_rate, complaint_rate;
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
	struct config_route *routes; /* the first that fits wins over `route` */
	size_t routes_count;
	/* Maps for those who read them; NULL when absent. */
	const struct yaml_node *calls; /* call/: where a payload keeps what */
	const struct yaml_node *providers; /* read by config_provider */
	const struct yaml_node
	    *prices; /* provider -> sender kind or country -> decimal */
	const struct yaml_node *reply; /* keyword -> intent */
	const struct yaml_node *answers; /* name -> language -> Liquid */
	struct {
		const struct yaml_node *map; /* NULL: nobody is called back */
		const char *provider, *url, *from;
	} callback;
	const char *inbound_link; /* where people choose a new time */
	const char *inbound_unsure; /* stop or ask */
	const char *hook_base_url;
	const struct yaml_node *hook_secrets; /* read by config_hook_secret */
	int max_segments; /* of one message */
	int promotional_days; /* consent to advertising holds; 0: no limit */
	const struct config_cadence *cadence; /* empty: no limit */
	size_t cadence_count;
	/* Millionths of a US dollar; 0: no limit. */
	int64_t spend_per_day;
	int64_t spend_per_prefix; /* an hour, to one range of numbers */
	int t_mobile_per_day; /* segments; 0: no limit */
	const char **countries; /* texts go there; none: the sender's own */
	size_t country_count;
	const char *quiet_hours; /* default, strict or off */
	struct config_alerts alerts;
	const char **warnings; /* complete texts, for diag_warn_all */
	size_t warning_count;

	/* Private. */
	struct yaml_document *document; /* owns the text of the file */
	struct arena memory; /* owns what was derived from it */
	struct secret_box *secrets;
};

/*
 * Finds the file (sms-config.5: `path` is --config or NULL, then
 * $SMSPIPE_CONFIG, ./smspipe.yaml, the XDG and /etc places) and reads it into
 * a zeroed config.  No file at all is no error unless `path` or the variable
 * named one.  Relative paths in the file are resolved against its folder.
 * EX_CONFIG, with FILE:LINE in front where a line is to blame.
 *
 * This and the resolving of secrets read the environment: $SMSPIPE_CONFIG,
 * $XDG_CONFIG_HOME, $XDG_STATE_HOME, $HOME, $CREDENTIALS_DIRECTORY, and what
 * env:NAME names.
 */
int config_load(struct config *config, const char *path, struct error *err);

/* A zeroed config is fine.  Resolved secrets are overwritten. */
void config_release(struct config *config);

/*
 * The setting `name` of providers.PROVIDER as text, env: and file: resolved
 * (config/secret.h); NULL when absent.  -1 when it cannot be resolved:
 * EX_CONFIG or, for a file that others can read, EX_NOPERM.
 */
int config_provider(const struct config *config, const char *provider,
    const char *name, const char **out, struct error *err);

/* Does a setting that config_provider gave say yes?  NULL is no. */
bool config_is_true(const char *text);

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

/* Adds a line for each setting: name, value, origin; secrets are masked. */
struct buf;
void config_show(const struct config *config, struct buf *out);

#endif
