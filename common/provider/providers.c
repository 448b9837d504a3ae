/* SPDX-License-Identifier: ISC */
#include "provider/drivers.h"
#include "provider/provider.h"

#include "base/crypto.h"

#include <string.h>

static const struct provider *const providers[] = {
    &provider_file,
    &provider_twilio,
    NULL,
};

const struct provider *const *
provider_table(void)
{
	return providers;
}

const struct provider *
provider_find(const char *name)
{
	size_t i;

	for (i = 0; providers[i] != NULL; i++)
		if (strcmp(providers[i]->name, name) == 0)
			return providers[i];
	return NULL;
}

int
provider_configure(const struct provider *provider, const struct config *config,
    struct provider_values *values, struct error *err)
{
	const struct provider_setting *setting = provider->settings;
	size_t i;

	*values = (struct provider_values){{NULL}};
	for (i = 0; setting[i].name != NULL; i++) {
		if (config_provider(config, provider->name, setting[i].name,
			&values->values[i], err) != 0)
			return -1;
		if (setting[i].required && values->values[i] == NULL)
			return error_set(err, EX_CONFIG,
			    "setting providers.%s.%s is missing",
			    provider->name, setting[i].name);
	}
	return 0;
}

bool
provider_class_is_retryable(const char *error_class)
{
	static const char *const classes[] = {
	    "rate_limited", "unreachable", "provider_fault", "queue_expired"};
	size_t i;

	for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (error_class != NULL && strcmp(error_class, classes[i]) == 0)
			return true;
	return false;
}

void
provider_reply_id(const char *provider, struct slice provider_message_id,
    char id[KEY_ID_SIZE])
{
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "%s/", provider);
	buf_addslice(&text, provider_message_id);
	key_id(NULL, 'r', buf_slice(&text), id);
	buf_release(&text);
}
