/* SPDX-License-Identifier: ISC */
#include "config/price.h"
#include "lint.h"

static const char *const brand_suffixes[] = {"inc", "llc", "ltd", "corp", "co",
    "company", "corporation", "incorporated", "limited", "llp", "lp", "pllc",
    "pc", "plc", "gmbh", NULL};

void
lint_settings_init(struct lint_settings *settings, const struct config *config)
{
	struct words *brand = &settings->brand;

	*settings = (struct lint_settings){
	    .config = config, .segments_max = (size_t)config->max_segments};
	if (config->brand.name == NULL)
		return;
	words_split(brand, slice_of(config->brand.name));
	/* "Maple Street Dental, LLC" signs as "Maple Street Dental". */
	while (brand->count > 1 &&
	    word_among(&brand->list[brand->count - 1], brand_suffixes))
		brand->count--;
}

void
lint_settings_release(struct lint_settings *settings)
{
	words_release(&settings->brand);
}

void
lint_message_read(struct lint_message *message, struct record *record,
    const struct lint_settings *settings)
{
	bool first = false, dynamic = false;

	message->body = record_text(record, "body");
	message->to = record_text(record, "to");
	message->from = record_text(record, "from");
	message->purpose = record_text(record, "purpose");
	message->category = record_text(record, "category");
	message->kind = record_text(record, "sender_kind");
	message->sender = message->from.p != NULL
	    ? config_find_sender(settings->config, message->from)
	    : NULL;
	if (message->kind.p == NULL && message->sender != NULL)
		message->kind = slice_of(message->sender->kind);
	message->first = record_bool(record, "first_message", &first) && first;
	message->dynamic = record_bool(record, "dynamic", &dynamic) && dynamic;
	message->media = view_count(record_view(record, "media_urls")) > 0;
	segment_count(message->body, &message->size);
	words_split(&message->words, message->body);
	links_find(&message->links, message->body);
}

void
lint_message_release(struct lint_message *message)
{
	words_release(&message->words);
	links_release(&message->links);
}

bool
lint_is_nanp(struct slice number)
{
	return number.n > 2 && number.p[0] == '+' && number.p[1] == '1';
}

bool
lint_message_cost(const struct lint_message *message,
    const struct lint_settings *settings, int64_t *cost)
{
	return !message->media &&
	    price_of_message(settings->config, message->sender, message->kind,
		message->size.segments, cost);
}
