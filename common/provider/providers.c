/* SPDX-License-Identifier: ISC */
#include "provider/drivers.h"
#include "provider/provider.h"

#include "base/ascii.h"
#include "base/num.h"

#include <string.h>

enum { PROVIDER_CODE_MAX = 999999 };

static const struct provider *const providers[] = {
    &provider_file,
    &provider_aws_sms,
    &provider_kannel,
    &provider_mailgun,
    &provider_sendgrid,
    &provider_sns,
    &provider_twilio,
    &provider_twilio_voice,
    &provider_telnyx,
    &provider_bandwidth,
    &provider_plivo,
    &provider_vonage,
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
		if (!setting[i].required || values->values[i] != NULL)
			continue;
		if (setting[i].env == NULL)
			return error_set(err, EX_CONFIG,
			    "setting providers.%s.%s is missing",
			    provider->name, setting[i].name);
		return error_set(err, EX_CONFIG,
		    "setting providers.%s.%s is missing: env:%s, for one",
		    provider->name, setting[i].name, setting[i].env);
	}
	return 0;
}

/* Is it this word, this number, or a number of this range? */
static bool
provider_code_fits(const char *row, struct slice code)
{
	const char *dash = strchr(row, '-');
	int64_t number, first, last;

	if (slice_is(code, row))
		return true;
	if (!ascii_is_digit(row[0]) ||
	    num_parse(code, 0, PROVIDER_CODE_MAX, &number) != 0)
		return false;
	if (dash == NULL)
		return num_parse(slice_of(row), 0, PROVIDER_CODE_MAX, &first) ==
		    0 &&
		    number == first;
	return num_parse((struct slice){row, (size_t)(dash - row)}, 0,
		   PROVIDER_CODE_MAX, &first) == 0 &&
	    num_parse(slice_of(dash + 1), 0, PROVIDER_CODE_MAX, &last) == 0 &&
	    number >= first && number <= last;
}

const struct provider_code *
provider_code_find(const struct provider_code *codes, struct slice code)
{
	if (codes == NULL || code.n == 0)
		return NULL;
	for (; codes->code != NULL; codes++)
		if (provider_code_fits(codes->code, code))
			return codes;
	return NULL;
}

const struct provider_status *
provider_status_find(const struct provider_status *statuses, struct slice word)
{
	for (; statuses->word != NULL; statuses++)
		if (slice_is(word, statuses->word))
			return statuses;
	return NULL;
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
