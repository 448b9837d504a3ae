/* SPDX-License-Identifier: ISC */
#include "packet.h"

#include "record/view.h"

#include <stdio.h>

static void
packet_text(struct buf *out, const char *name, const char *text)
{
	buf_addf(out, ",\n  \"%s\": ", name);
	if (text != NULL)
		view_write_string(out, slice_of(text));
	else
		buf_adds(out, "null");
}

static void
packet_flag(struct buf *out, const char *name, bool flag)
{
	buf_addf(out, ",\n  \"%s\": %s", name, flag ? "true" : "false");
}

static void
packet_list(
    struct buf *out, const char *name, const char *const *list, size_t count)
{
	size_t i;

	buf_addf(out, ",\n  \"%s\": [", name);
	for (i = 0; i < count; i++) {
		buf_adds(out, i > 0 ? ", " : "");
		view_write_string(out, slice_of(list[i]));
	}
	buf_addc(out, ']');
}

/* How many of our 10DLC numbers send under it. */
static size_t
packet_numbers(
    const struct config_campaign *campaign, const struct config *config)
{
	size_t i, count = 0;

	for (i = 0; i < config->sender_count; i++)
		count += config->senders[i].campaign != NULL &&
		    config_find_campaign(config, config->senders[i].campaign) ==
			campaign;
	return count;
}

enum { PACKET_POOL = 49 }; /* numbers; more are a pool */

void
packet_write(const struct config_campaign *campaign,
    const struct config *config, struct buf *out)
{
	char name[32];
	size_t i;

	buf_adds(out, "{\n  \"campaign\": ");
	view_write_string(out, slice_of(campaign->name));
	packet_text(out, "brand", config->brand.name);
	packet_text(out, "usecase", campaign->use_case);
	packet_list(out, "subUsecases", campaign->sub_use_cases,
	    campaign->sub_use_case_count);
	packet_text(out, "description", campaign->description);
	packet_text(out, "messageFlow", campaign->message_flow);
	for (i = 0; i < campaign->sample_count; i++) {
		(void)snprintf(name, sizeof(name), "sample%zu", i + 1);
		packet_text(out, name, campaign->samples[i]);
	}
	packet_flag(out, "embeddedLink", campaign->embedded_link);
	packet_flag(out, "embeddedPhone", campaign->embedded_phone);
	packet_flag(
	    out, "numberPool", packet_numbers(campaign, config) > PACKET_POOL);
	packet_flag(out, "ageGated", campaign->age_gated);
	packet_flag(out, "directLending", campaign->direct_lending);
	packet_flag(out, "affiliateMarketing", campaign->affiliate_marketing);
	packet_flag(out, "subscriberOptin", true);
	packet_flag(out, "subscriberOptout", true);
	packet_flag(out, "subscriberHelp", true);
	packet_text(out, "optinMessage", campaign->opt_in_message);
	packet_text(out, "optoutKeywords", "STOP");
	packet_text(out, "optoutMessage", campaign->opt_out_message);
	packet_text(out, "helpKeywords", "HELP");
	packet_text(out, "helpMessage", campaign->help_message);
	buf_adds(out, "\n}\n");
}
