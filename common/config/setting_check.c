/* SPDX-License-Identifier: ISC */
#include "base/nearest.h"
#include "base/num.h"
#include "config/kind.h"
#include "config/secret.h"
#include "config/url.h"
#include "text/phone.h"

#include <string.h>

int
check_among(struct config_loader *loader, const struct yaml_node *text,
    const char *value, const char *const *words)
{
	const char *near;
	size_t count;

	for (count = 0; words[count] != NULL; count++)
		if (strcmp(words[count], value) == 0)
			return 0;
	near = nearest_name(value, words, count);
	if (near != NULL)
		return config_refuse(loader, text->line,
		    "unknown word '%s', did you mean '%s'?", value, near);
	return config_refuse(loader, text->line, "unknown word '%s'", value);
}

int
check_word(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	return check_among(loader, text, text->text.p, setting->words);
}

int
check_provider_name(struct config_loader *loader, const char *name, int line)
{
	const struct setting_place place = {{"providers", name}, 2};
	const char *near;

	if (setting_find(&place) != NULL)
		return 0;
	near = setting_nearest(&place);
	if (near != NULL)
		return config_refuse(loader, line,
		    "unknown provider '%s', did you mean '%s'?", name, near);
	return config_refuse(loader, line, "unknown provider '%s'", name);
}

int
check_provider(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	(void)setting;
	return check_provider_name(loader, text->text.p, text->line);
}

int
check_number(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	(void)setting;
	if (phone_is_e164(text->text) || phone_is_short_code(text->text))
		return 0;
	return config_refuse(loader, text->line,
	    "not an E.164 number or short code '%s'", text->text.p);
}

static bool
is_country(struct slice code)
{
	return code.n == 2 && code.p[0] >= 'A' && code.p[0] <= 'Z' &&
	    code.p[1] >= 'A' && code.p[1] <= 'Z';
}

int
check_country(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	(void)setting;
	if (is_country(text->text))
		return 0;
	return config_refuse(loader, text->line,
	    "not two capital letters of a country '%s'", text->text.p);
}

int
check_price(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	int64_t price;

	if (!is_country(slice_of(text->key)) &&
	    check_among(loader, text, text->key, setting->words) != 0)
		return -1;
	if (num_parse_money(text->text, &price) == 0 && price >= 0)
		return 0;
	return config_refuse(
	    loader, text->line, "not a decimal number '%s'", text->text.p);
}

/* The path from the folder of the file, when it is relative. */
int
check_path(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	(void)setting;
	if (text->text.p[0] != '/' && loader->folder[0] != '\0')
		text->text = slice_of(config_text(
		    loader->config, "%s/%s", loader->folder, text->text.p));
	return 0;
}

int
check_store(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	static const char scheme[] = "sqlite:";
	const char *path = text->text.p + sizeof(scheme) - 1;

	(void)setting;
	if (strncmp(text->text.p, scheme, sizeof(scheme) - 1) == 0 &&
	    strchr("/:", path[0]) == NULL && loader->folder[0] != '\0')
		text->text = slice_of(config_text(
		    loader->config, "%s%s/%s", scheme, loader->folder, path));
	return 0;
}

static void
warn_open_url(struct config_loader *loader, const struct yaml_node *url)
{
	struct config *config = loader->config;
	const char **all = arena_alloc(
	    &config->memory, (config->warning_count + 1) * sizeof(*all));

	if (config->warning_count > 0)
		memcpy(all, config->warnings,
		    config->warning_count * sizeof(*all));
	all[config->warning_count++] = config_text(config,
	    "%s:%d: texts and keys go over the network unencrypted '%s'",
	    config->path, url->line, url->text.p);
	config->warnings = all;
}

int
check_url(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	const char *insecure = yaml_text(loader->parent, "insecure");

	(void)setting;
	switch (url_safety(text->text)) {
	case URL_SAFE:
		return 0;
	case URL_OPEN:
		if (!config_is_true(insecure))
			return config_refuse(loader, text->line,
			    "http:// is for loopback addresses only '%s'",
			    text->text.p);
		warn_open_url(loader, text);
		return 0;
	case URL_BAD:
		break;
	}
	return config_refuse(
	    loader, text->line, "not a URL we can use '%s'", text->text.p);
}

/* The text itself is not shown: it may be the secret. */
int
check_secret(struct config_loader *loader, const struct setting *setting,
    struct yaml_node *text)
{
	(void)setting;
	if (secret_is_reference(text->text))
		return 0;
	return config_refuse(loader, text->line,
	    "a secret is env:NAME or file:PATH, not the text itself '%s'",
	    text->key);
}
