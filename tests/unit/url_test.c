/* SPDX-License-Identifier: ISC */
#include "config/config.h"
#include "config/url.h"
#include "tests/unit/folder.h"
#include "tests/unit/test.h"

static void
test_safety(void)
{
	TEST("https is safe anywhere, http on loopback addresses only")
	{
		CHECK_INT(
		    url_safety(slice_of("https://a.example/x")), URL_SAFE);
		CHECK_INT(
		    url_safety(slice_of("http://127.0.0.1:80/")), URL_SAFE);
		CHECK_INT(url_safety(slice_of("http://127.9.8.7?x")), URL_SAFE);
		CHECK_INT(url_safety(slice_of("http://[::1]:8080")), URL_SAFE);
		CHECK_INT(url_safety(slice_of("http://localhost/")), URL_SAFE);
		CHECK_INT(url_safety(slice_of("http://a.example")), URL_OPEN);
		CHECK_INT(url_safety(slice_of("http://127.0.0.1.a.example/")),
		    URL_OPEN);
		CHECK_INT(url_safety(slice_of("http://[::2]/")), URL_OPEN);
		CHECK_INT(url_safety(slice_of("http://2130706433/")), URL_OPEN);
	}
	TEST("user info, other schemes and odd characters are no URL of ours")
	{
		CHECK_INT(
		    url_safety(slice_of("https://u:p@a.example/")), URL_BAD);
		CHECK_INT(url_safety(slice_of("http://127.0.0.1@a.example/")),
		    URL_BAD);
		CHECK_INT(url_safety(slice_of("http://a.example\\@127.0.0.1/")),
		    URL_BAD);
		CHECK_INT(url_safety(slice_of("ftp://a.example/")), URL_BAD);
		CHECK_INT(url_safety(slice_of("https://")), URL_BAD);
		CHECK_INT(url_safety(slice_of("https://:80/")), URL_BAD);
		CHECK_INT(
		    url_safety(slice_of("https://a.example:x/")), URL_BAD);
		CHECK_INT(url_safety(slice_of("https://[::1/")), URL_BAD);
		CHECK_INT(url_safety(slice_of("http://[::1]evil/")), URL_BAD);
		CHECK_INT(url_safety(slice_of("https://a b.example")), URL_BAD);
	}
}

static void
test_insecure(struct folder *folder)
{
	static const char open[] =
	    "providers: {twilio: {base_url: \"http://10.0.0.1\"";
	struct config config = {0};
	struct error err;
	char text[128];

	TEST("http to another machine is refused")
	{
		(void)snprintf(text, sizeof(text), "%s}}\n", open);
		CHECK_INT(config_load(&config,
			      folder_put(folder, "a.yaml", text, 0600), &err),
		    -1);
		CHECK_INT(err.code, EX_CONFIG);
		CHECK(strstr(err.text,
			  "a.yaml:1: http:// is for loopback addresses only "
			  "'http://10.0.0.1'") != NULL);
		(void)snprintf(
		    text, sizeof(text), "%s, insecure: no}}\n", open);
		CHECK_INT(config_load(&config,
			      folder_put(folder, "a.yaml", text, 0600), &err),
		    -1);
	}
	TEST("with insecure it loads and warns")
	{
		(void)snprintf(
		    text, sizeof(text), "%s, insecure: true}}\n", open);
		CHECK_INT(config_load(&config,
			      folder_put(folder, "a.yaml", text, 0600), &err),
		    0);
		CHECK_INT(config.warning_count, 1);
		CHECK(strstr(config.warnings[0], "a.yaml:1: ") != NULL);
		config_release(&config);
	}
}

int
main(void)
{
	struct folder folder;

	folder_make(&folder);
	test_safety();
	test_insecure(&folder);
	folder_remove(&folder);
	return test_done();
}
