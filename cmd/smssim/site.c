/* SPDX-License-Identifier: ISC */
#include "site.h"

#include "config/url.h"
#include "control.h"
#include "page.h"
#include "wire.h"

#include <string.h>

/* A name on the web that leads here is not ours: its pages may not look in. */
static bool
site_is_meant(const struct http_call *call)
{
	const char *host = http_call_header(call, "Host");
	struct buf url;
	bool meant;

	buf_init(&url, BUF_NO_CAP);
	buf_addf(&url, "http://%s/", host != NULL ? host : "");
	meant = url_safety(buf_slice(&url)) == URL_SAFE;
	buf_release(&url);
	return meant;
}

static bool
site_is_below(const struct http_call *call, const char *root)
{
	return strncmp(call->path, root, strlen(root)) == 0;
}

/* Whose API that is; NULL: nobody's. */
static const struct account *
site_account(const struct site *site, const struct http_call *call)
{
	const struct accounts *accounts = &site->sim.accounts;
	const struct wire *wire;
	size_t i;

	for (i = 0; i < accounts->count; i++) {
		wire = accounts->list[i].wire;
		if (wire->root != NULL ? site_is_below(call, wire->root)
				       : wire->takes(call))
			return &accounts->list[i];
	}
	return NULL;
}

static void
site_handle(
    void *context, const struct http_call *call, struct http_reply *reply)
{
	struct site *site = context;
	struct wire_call wire_call = {.sim = &site->sim,
	    .deliver = site->deliver,
	    .account = site_account(site, call),
	    .http = call,
	    .reply = reply};

	if (wire_call.account != NULL)
		wire_call.account->wire->handle(&wire_call);
	else if (!site_is_meant(call))
		reply->status = 403;
	else if (site_is_below(call, CONTROL_ROOT))
		control_handle(&site->sim, site->deliver, call, reply);
	else if (strcmp(call->path, "/") == 0 &&
	    strcmp(call->method, "GET") == 0)
		page_handle(call, reply);
	else
		reply->status = 404;
}

int
site_open(
    struct site *site, uint16_t port, int64_t arrival_ms, struct error *err)
{
	struct http_server_options options = {.address = "127.0.0.1",
	    .port = port,
	    .body_max = SITE_BODY_MAX,
	    .keep_alive = true,
	    .handle = site_handle,
	    .context = site};

	site->deliver = deliver_new(&site->sim, arrival_ms, err);
	if (site->deliver != NULL)
		site->server = http_server_open(&options, err);
	return site->server != NULL ? 0 : -1;
}

void
site_close(struct site *site)
{
	http_server_close(site->server);
	deliver_free(site->deliver);
	sim_release(&site->sim);
}

void
site_turn(struct site *site)
{
	int wait = http_server_timeout(site->server);

	if (wait < 0 || wait > SITE_TURN_MS)
		wait = SITE_TURN_MS;
	deliver_run(site->deliver, http_server_fd(site->server), wait);
	http_server_run(site->server, 0);
}
