/* SPDX-License-Identifier: ISC */
#include "base/buf.h"
#include "base/file.h"
#include "base/num.h"
#include "config/config.h"
#include "config/price.h"
#include "config/setting.h"
#include "tests/unit/folder.h"
#include "tests/unit/test.h"

/* What stands behind "FILE:" in the refusal of a text; "" when it loads. */
static const char *
refusal(struct folder *folder, const char *text, struct error *err)
{
	const char *path = folder_put(folder, "t.yaml", text, 0600);
	struct config config = {0};

	if (config_load(&config, path, err) == 0) {
		config_release(&config);
		return "";
	}
	if (err->code != EX_CONFIG ||
	    strncmp(err->text, path, strlen(path)) != 0)
		return "not a refusal with a place";
	return err->text + strlen(path) + 1;
}

#define CHECK_REFUSED(text, what) CHECK_STR(refusal(folder, text, &err), what)

static void
test_lookups(const struct config *config)
{
	const struct config_sender *sender;
	const struct config_campaign *campaign;

	TEST("senders and campaigns are found by number and name")
	{
		sender = config_find_sender(config, slice_of("+12125550100"));
		CHECK(sender != NULL);
		CHECK_STR(sender->kind, "10dlc");
		CHECK_STR(sender->provider, "twilio");
		CHECK(sender->registered);
		CHECK_INT(sender->mps, NUM_MONEY_ONE);
		CHECK_INT(sender->line, 21);
		campaign = config_find_campaign(config, sender->campaign);
		CHECK(campaign != NULL);
		CHECK_STR(campaign->category, "transactional");
		CHECK(campaign->embedded_link && !campaign->embedded_phone);
		CHECK_INT(campaign->sample_count, 1);
		CHECK(config_find_campaign(config, "nope") == NULL);
		CHECK(config_find_sender(config, slice_of("+12125550199")) ==
		    NULL);
	}
	TEST("senders and further numbers are ours, others are not")
	{
		CHECK(config_is_ours(config, slice_of("+12125550100")));
		CHECK(config_is_ours(config, slice_of("+12125550199")));
		CHECK(!config_is_ours(config, slice_of("+12125550147")));
	}
}

static void
test_prices(const struct config *config)
{
	const struct config_sender bare = {.kind = "10dlc"};
	const struct config_sender other = {.provider = "telnyx"};
	struct slice kind = slice_of("10dlc"), none = {NULL, 0};
	int64_t cost = 0;

	TEST("a message costs price and surcharge for each segment")
	{
		CHECK(price_of_message(
		    config, &config->senders[0], kind, 2, &cost));
		CHECK_INT(cost, 24933);
	}
	TEST("without a provider of its own the first of the route counts")
	{
		CHECK(price_of_message(config, &bare, kind, 1, &cost));
		CHECK_INT(cost, 12467);
		CHECK(price_of_message(config, NULL, kind, 1, &cost));
	}
	TEST("without a price there is no cost")
	{
		CHECK(!price_of_message(config, &other, kind, 1, &cost));
		CHECK(!price_of_message(config, NULL, none, 1, &cost));
		CHECK(!price_of_message(
		    config, NULL, slice_of("short_code"), 1, &cost));
		CHECK(!price_of_segment(config, NULL, kind, &cost));
	}
}

static void
test_fixture(void)
{
	static const char path[] = "tests/fixtures/smspipe.yaml";
	struct config config = {0};
	struct error err = {0};

	TEST("a complete configuration loads, without its secrets")
	{
		CHECK_INT(config_load(&config, path, &err), 0);
		CHECK_STR(err.text, "");
		CHECK_STR(config.tenant, "maple-street");
		CHECK_STR(config.brand.trade, "health");
		CHECK_STR(config.timezone, "America/New_York");
		CHECK_INT(config.route_count, 1);
		CHECK_STR(config.route[0], "twilio");
		CHECK_STR(config.hook_base_url, "https://hooks.maple.example");
		CHECK_INT(config.max_segments, 3);
		CHECK_STR(config.quiet_hours, "default");
		CHECK_INT(config.country_count, 2);
		CHECK_INT(config.cadence_count, 2);
		CHECK_INT(config.cadence[1].window_ms, 24 * 3600 * 1000);
		CHECK_INT(config.spend_per_day, 50000000);
		CHECK_INT(config.warning_count, 0);
		CHECK_STR(yaml_text(config.reply, "R"), "reschedule");
		CHECK_STR(yaml_text(yaml_get(config.prices, "twilio"), "10dlc"),
		    "0.0083");
		CHECK_STR(yaml_text(yaml_get(config.calls, "appointment"),
			      "starts_at"),
		    "data.appointment_start");
	}
	TEST("relative paths start at the folder of the file")
	{
		CHECK_STR(config.store, "sqlite:tests/fixtures/smspipe.db");
		CHECK_STR(config.templates, "tests/fixtures/templates/");
	}
	TEST("the brand is a JSON object for templates")
	{
		CHECK_STR(config.brand_json,
		    "{\"name\":\"Maple Street Dental\",\"trade\":\"health\","
		    "\"phone\":\"+12125550100\","
		    "\"email\":\"desk@maple.example\","
		    "\"domains\":[\"maple.example\"]}");
	}
	test_lookups(&config);
	test_prices(&config);
	config_release(&config);
}

static void
test_unknown(struct folder *folder)
{
	struct error err;

	TEST("an unknown setting is refused with its line and the nearest name")
	{
		CHECK_REFUSED("tenant: x\npolcy: {}\n",
		    "2: unknown setting 'polcy', did you mean 'policy'?");
		CHECK_REFUSED("brand:\n  nmae: x\n",
		    "2: unknown setting 'brand.nmae', "
		    "did you mean 'brand.name'?");
		CHECK_REFUSED("senders: {\"+12125550100\": {knd: 10dlc}}\n",
		    "1: unknown setting 'senders.+12125550100.knd', "
		    "did you mean 'senders.+12125550100.kind'?");
		CHECK_REFUSED("zzzzzz: 1\n", "1: unknown setting 'zzzzzz'");
		CHECK_REFUSED("tenant: x\n'': 1\n", "2: unknown setting ''");
	}
	TEST("an unknown provider or word is refused with the nearest one")
	{
		CHECK_REFUSED("route: [twillio]\n",
		    "1: unknown provider 'twillio', did you mean 'twilio'?");
		CHECK_REFUSED("prices: {twillio: {10dlc: 1}}\n",
		    "1: unknown provider 'twillio', did you mean 'twilio'?");
		CHECK_REFUSED("prices: {twilio: {10dcl: 1}}\n",
		    "1: unknown word '10dcl', did you mean '10dlc'?");
		CHECK_REFUSED("reply: {C: confrim}\n",
		    "1: unknown word 'confrim', did you mean 'confirm'?");
		CHECK_REFUSED("campaigns: {a: {category: marketing}}\n",
		    "1: unknown word 'marketing'");
	}
	TEST("a value of the wrong shape is refused")
	{
		CHECK_REFUSED("- a\n", "1: not a map of settings");
		CHECK_REFUSED("brand: x\n", "1: not a map 'brand'");
		CHECK_REFUSED("brand: {domains: a.example}\n",
		    "1: not a list 'brand.domains'");
		CHECK_REFUSED("tenant: [a]\n", "1: not a text 'tenant'");
		CHECK_REFUSED("tenant: ''\n", "1: the text is empty 'tenant'");
		CHECK_REFUSED(
		    "reply:\n  C:\n", "2: the text is empty 'reply.C'");
		CHECK_REFUSED("tenant: x\ntenant: y\n",
		    "2:1: the key stands here twice 'tenant'");
	}
	TEST("a setting with nothing behind its colon is not set")
	{
		CHECK_REFUSED("brand:\ntenant: # later\npolicy:\n", "");
	}
}

static void
test_values(struct folder *folder)
{
	struct error err;

	TEST("true and false have three spellings each, and no quotes")
	{
		CHECK_REFUSED("campaigns:\n"
			      "  a: {embedded_link: true}\n"
			      "  b: {embedded_link: off}\n"
			      "  c: {embedded_link: yes}\n",
		    "");
		CHECK_REFUSED("campaigns: {a: {embedded_link: maybe}}\n",
		    "1: neither true nor false 'maybe'");
		CHECK_REFUSED("campaigns: {a: {embedded_link: 'yes'}}\n",
		    "1: neither true nor false 'yes'");
	}
	TEST("numbers are decimal and in their range")
	{
		CHECK_REFUSED("policy: {max_segments: 0}\n",
		    "1: not a whole number from 1 '0'");
		CHECK_REFUSED("policy: {max_segments: 2.5}\n",
		    "1: not a whole number from 1 '2.5'");
		CHECK_REFUSED("prices: {twilio: {10dlc: -1}}\n",
		    "1: not a decimal number '-1'");
		CHECK_REFUSED("prices: {twilio: {10dlc: 1e3}}\n",
		    "1: not a decimal number '1e3'");
		CHECK_REFUSED(
		    "senders: {\"+12125550100\": {kind: 10dlc, mps: 0}}\n",
		    "1: not a decimal number above 0 '0'");
	}
	TEST("a sender has a kind, and a number that looks like it")
	{
		CHECK_REFUSED("senders: {MAPLE: {kind: alphanumeric}}\n", "");
		CHECK_REFUSED("senders: {12345: {kind: short_code}}\n", "");
		CHECK_REFUSED("senders: {\"+12125550100\": {mps: 1}}\n",
		    "1: a sender needs a kind '+12125550100'");
		CHECK_REFUSED("senders: {12345: {kind: 10dlc}}\n",
		    "1: not the number of a 10dlc sender '12345'");
		CHECK_REFUSED("senders: {\"+1212\": {kind: toll_free}}\n",
		    "1: not the number of a toll_free sender '+1212'");
		CHECK_REFUSED("numbers: [\"212-555-0100\"]\n",
		    "1: not an E.164 number or short code '212-555-0100'");
	}
	TEST("absolute paths and stores that are no files stay as they are")
	{
		struct config config = {0};

		CHECK_INT(config_load(&config,
			      folder_put(folder, "u.yaml",
				  "store: 'sqlite::memory:'\n"
				  "templates: /srv/t\n",
				  0600),
			      &err),
		    0);
		CHECK_STR(config.store, "sqlite::memory:");
		CHECK_STR(config.templates, "/srv/t");
		config_release(&config);
	}
}

static void
test_policy(struct folder *folder)
{
	struct error err = {0};

	TEST("countries are in two capital letters")
	{
		CHECK_REFUSED("policy: {countries: [US, CA, NO]}\n", "");
		CHECK_REFUSED("policy: {countries: []}\n", "");
		CHECK_REFUSED("policy: {countries: [us]}\n",
		    "1: not two capital letters of a country 'us'");
		CHECK_REFUSED("policy:\n  countries: [US, USA]\n",
		    "2: not two capital letters of a country 'USA'");
		CHECK_REFUSED("policy: {countries: US}\n",
		    "1: not a list 'policy.countries'");
	}
	TEST("limits of rates are from 0 to 1")
	{
		CHECK_REFUSED(
		    "alerts: {delivery_rate: 0, error_rate: 1}\n", "");
		CHECK_REFUSED("alerts: {delivery_rate: 95}\n",
		    "1: not a decimal number from 0 to 1 '95'");
		CHECK_REFUSED("alerts: {opt_out_rate: -0.1}\n",
		    "1: not a decimal number from 0 to 1 '-0.1'");
		CHECK_REFUSED("alerts: {sample: 0}\n",
		    "1: not a whole number from 1 '0'");
		CHECK_REFUSED("alerts: {delivry_rate: 0.9}\n",
		    "1: unknown setting 'alerts.delivry_rate', did you mean "
		    "'alerts.delivery_rate'?");
	}
	TEST("quiet hours have three profiles")
	{
		CHECK_REFUSED("policy: {quiet_hours: strict}\n", "");
		CHECK_REFUSED("policy: {quiet_hours: off}\n", "");
		CHECK_REFUSED("policy: {quiet_hours: strikt}\n",
		    "1: unknown word 'strikt', did you mean 'strict'?");
	}
	TEST("countries and quiet hours are kept")
	{
		struct config config = {0};

		CHECK_INT(config_load(&config,
			      folder_put(folder, "p.yaml",
				  "policy: {countries: [US, CA], "
				  "quiet_hours: 'off'}\n",
				  0600),
			      &err),
		    0);
		CHECK_INT(config.country_count, 2);
		CHECK_STR(config.countries[1], "CA");
		CHECK_STR(config.quiet_hours, "off");
		config_release(&config);
	}
}

/* Every setting has its line in the manual: name, kind, default. */
static void
test_manual(struct folder *folder)
{
	const struct setting *table;
	struct error err = {0};
	struct buf manual, line;
	const char *at, *end;
	size_t count, i, items = 0, examples = 0;

	buf_init(&manual, BUF_NO_CAP);
	buf_init(&line, BUF_NO_CAP);
	table = setting_table(&count);
	TEST("the manual has each setting with its kind and default")
	{
		CHECK_INT(file_read("man/sms-config.5", &manual, &err), 0);
		for (i = 0; i < count; i++) {
			buf_reset(&line);
			buf_addf(&line, "\n.It Va %s No (%s", table[i].path,
			    setting_kind_name(table[i].kind));
			if (table[i].fallback != NULL)
				buf_addf(
				    &line, ", default %s", table[i].fallback);
			buf_adds(&line, ")\n");
			if (strstr(buf_text(&manual), buf_text(&line)) == NULL)
				test_check(false, __FILE__, __LINE__,
				    buf_text(&line) + 1);
		}
		for (at = buf_text(&manual);
		     (at = strstr(at, "\n.It Va ")) != NULL; at++)
			items++;
		CHECK_INT(items, count);
	}
	TEST("the manual's examples load")
	{
		for (at = buf_text(&manual);
		     (at = strstr(at, ".Bd -literal\n")) != NULL; at = end) {
			at += strlen(".Bd -literal\n");
			end = strstr(at, ".Ed\n");
			CHECK(end != NULL);
			buf_reset(&line);
			buf_add(&line, at, (size_t)(end - at));
			CHECK_REFUSED(buf_text(&line), "");
			examples++;
		}
		CHECK(examples > 0);
	}
	buf_release(&line);
	buf_release(&manual);
}

int
main(void)
{
	struct folder folder;

	folder_make(&folder);
	test_fixture();
	test_unknown(&folder);
	test_values(&folder);
	test_policy(&folder);
	test_manual(&folder);
	folder_remove(&folder);
	return test_done();
}
