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
	size_t i;

	*settings = (struct lint_settings){.config = config,
	    .lexicon = lexicon_new(),
	    .segments_max = (size_t)config->max_segments};
	if (config->brand.name == NULL)
		return;
	words_split(brand, slice_of(config->brand.name));
	/* "Maple Street Dental, LLC" signs as "Maple Street Dental". */
	while (brand->count > 1 &&
	    word_among(&brand->list[brand->count - 1], brand_suffixes))
		brand->count--;
	for (i = 0; i < brand->count; i++)
		if (lexicon_word(settings->lexicon,
			tokens_hash(brand->list[i].text)) != LEXICON_UNKNOWN)
			settings->brand_hides = true;
}

void
lint_settings_release(struct lint_settings *settings)
{
	words_release(&settings->brand);
	lexicon_free(settings->lexicon);
	settings->lexicon = NULL;
}

/* "Free State Brewing" is a name: its words are no signs of anything. */
static void
message_hide_brand(
    struct lint_message *message, const struct lint_settings *settings)
{
	const struct words *words = &message->words, *brand = &settings->brand;
	struct token *token = message->tokens.list;
	const struct token *end = token + message->tokens.count;
	size_t at = 0;

	for (;;) {
		at = words_find_from(words, at, brand->list, brand->count);
		if (at == words->count)
			return;
		while (token < end && token->text.p < words->list[at].text.p)
			token++;
		at += brand->count;
		while (token < end &&
		    token->text.p <= words->list[at - 1].text.p) {
			if (token->word >= LEXICON_WORDS)
				token->word = LEXICON_UNKNOWN;
			token++;
		}
	}
}

static const struct config_campaign *
message_campaign(const struct lint_message *message, struct slice name,
    const struct config *config)
{
	size_t i;

	if (name.p == NULL && message->sender != NULL)
		name = slice_of(message->sender->campaign);
	for (i = 0; name.p != NULL && i < config->campaign_count; i++)
		if (slice_is(name, config->campaigns[i].name))
			return &config->campaigns[i];
	return NULL;
}

static void
message_read_consent(struct lint_message *message, struct record *record)
{
	struct view allowed = record_path(record, "consent_check.allowed");

	message->consent_known = view_type(allowed) == SCAN_TRUE ||
	    view_type(allowed) == SCAN_FALSE;
	message->consent_allowed = view_type(allowed) == SCAN_TRUE;
	message->consent_reason = view_string(
	    record_path(record, "consent_check.reason"), &record->arena);
}

/* The words of the body, and what they say. */
static void
message_read_words(
    struct lint_message *message, const struct lint_settings *settings)
{
	words_split(&message->words, message->body);
	links_find(&message->links, message->body);
	tokens_read(&message->tokens, message->body, &message->words,
	    &message->links, settings->lexicon);
	if (settings->brand_hides)
		message_hide_brand(message, settings);
	lexicon_walk(settings->lexicon, message->tokens.list,
	    message->tokens.count, &message->hits);
}

void
lint_count(const struct lint_settings *settings, struct slice text,
    struct segment_count *size)
{
	if (settings->reference_16)
		segment_count_16(text, size);
	else
		segment_count(text, size);
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
	message->status = record_text(record, "status");
	message->reason = record_text(record, "reason");
	message->sender = message->from.p != NULL
	    ? config_find_sender(settings->config, message->from)
	    : NULL;
	if (message->kind.p == NULL && message->sender != NULL)
		message->kind = slice_of(message->sender->kind);
	message->first = record_bool(record, "first_message", &first) && first;
	message->dynamic = record_bool(record, "dynamic", &dynamic) && dynamic;
	message->media_urls = record_view(record, "media_urls");
	message->media_sizes = record_view(record, "media_sizes");
	message->media = view_count(message->media_urls) > 0;
	message->id = record_text(record, "message_id");
	message->at_ms = 0;
	if (!record_time(record, "send_at", &message->at_ms))
		(void)record_time(record, "created_at", &message->at_ms);
	message->arena = &record->arena;
	message->batch = (struct batch_answer){.senders = 0};
	message->campaign = message_campaign(
	    message, record_text(record, "campaign"), settings->config);
	message_read_consent(message, record);
	lint_count(settings, message->body, &message->size);
	message_read_words(message, settings);
}

void
lint_message_release(struct lint_message *message)
{
	words_release(&message->words);
	links_release(&message->links);
	tokens_release(&message->tokens);
	lexicon_hits_release(&message->hits);
}

bool
lint_is_of_brand(const struct link *link, const struct lint_settings *settings)
{
	return link_is_below(link, settings->config->brand.domains,
	    settings->config->brand.domain_count);
}

bool
lint_links_elsewhere(
    const struct lint_message *message, const struct lint_settings *settings)
{
	size_t i;

	for (i = 0; i < message->links.count; i++)
		if (!lint_is_of_brand(&message->links.list[i], settings))
			return true;
	return false;
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
