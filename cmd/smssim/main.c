/* SPDX-License-Identifier: ISC */
/*
 * smssim: messaging providers and their phones on loopback, for trying out,
 * testing, and breaking things.
 */
#include "base/diag.h"
#include "base/file.h"
#include "base/num.h"
#include "base/opt.h"
#include "base/secure.h"
#include "fate.h"
#include "receipt.h"
#include "site.h"
#include "time/clock.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	MAIN_SLOW_MS = 2000, /* defaults of the options */
	MAIN_SEED = 1,
	MAIN_MS_MAX = 24 * 3600 * 1000, /* of any option */
	MAIN_LAST_TURNS = 5, /* of the server, before the end */
};

struct options {
	struct opt_common common;
	const char *port, *port_file, *credentials;
	const char *arrival, *slow, *seed, *max_seconds;
	struct opt_list fates, inbound, lists, receipts;
	bool list_fates;
};

#define OPTION(member) offsetof(struct options, member)

static const struct opt own_options[] = {
    {0, "arrival", "ms", OPT_TEXT, OPTION(arrival),
	"time from one state of a message to the next (0)"},
    {0, "credentials", "file", OPT_TEXT, OPTION(credentials),
	"credentials: PROVIDER.NAME=VALUE, a line each"},
    {0, "fate", "rule", OPT_LIST, OPTION(fates),
	"what becomes of requests to send: name[:count|:share%]"},
    {0, "inbound", "url", OPT_LIST, OPTION(inbound),
	"post inbound texts here: url|provider=url (loopback only)"},
    {0, "list", "rule", OPT_LIST, OPTION(lists),
	"what becomes of requests for a list, as --fate"},
    {0, "list-fates", NULL, OPT_FLAG, OPTION(list_fates),
	"print the names for --fate, --list and --receipt and exit"},
    {0, "max-seconds", "seconds", OPT_TEXT, OPTION(max_seconds),
	"end by itself after this time"},
    {0, "now", "time", OPT_TEXT, OPTION(common.now),
	"use this instant (RFC 3339) as the clock"},
    {0, "port", "port", OPT_TEXT, OPTION(port),
	"listen on this port of 127.0.0.1 (any free one)"},
    {0, "port-file", "file", OPT_TEXT, OPTION(port_file),
	"write the port here once it is open"},
    {0, "receipt", "rule", OPT_LIST, OPTION(receipts),
	"how accepted messages go on: name[:count|:share%]"},
    {0, "seed", "number", OPT_TEXT, OPTION(seed),
	"start of the generator that draws by share (1)"},
    {0, "slow", "ms", OPT_TEXT, OPTION(slow),
	"how late the fates 'slow' and 'late' are (2000)"},
};

static const struct opt_program program = {
    .name = "smssim",
    .operands = "",
    .about = "Simulate messaging providers and their phones on loopback.",
    .own = own_options,
    .own_count = sizeof(own_options) / sizeof(own_options[0]),
};

static volatile sig_atomic_t stop;

static void
on_signal(int number)
{
	(void)number;
	stop = 1;
}

static void
catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_signal};

	(void)sigaction(SIGTERM, &action, NULL);
	(void)sigaction(SIGINT, &action, NULL);
	action.sa_handler = SIG_IGN;
	(void)sigaction(SIGPIPE, &action, NULL);
}

static const char *
fate_name(size_t index)
{
	const struct fate *fate = fate_at(index);

	return fate != NULL ? fate->name : NULL;
}

static const char *
receipt_name(size_t index)
{
	const struct receipt *receipt = receipt_at(index);

	return receipt != NULL ? receipt->name : NULL;
}

static int
print_fates(void)
{
	size_t i;

	(void)printf("Fates of a request to send:\n");
	for (i = 0; fate_at(i) != NULL; i++)
		(void)printf(
		    "  %-18s %s\n", fate_at(i)->name, fate_at(i)->summary);
	(void)printf("Receipts of a message that was accepted:\n");
	for (i = 0; receipt_at(i) != NULL; i++)
		(void)printf("  %-18s %s\n", receipt_at(i)->name,
		    receipt_at(i)->summary);
	return fflush(stdout) == 0 ? 0 : EX_IOERR;
}

/* What the options with numbers say; set to the defaults beforehand. */
struct numbers {
	int64_t arrival, max_seconds, port, seed, slow;
};

static int
read_numbers(
    const struct options *options, struct numbers *numbers, struct error *err)
{
	const struct {
		const char *name, *text;
		int64_t max, *out;
	} table[] = {
	    {"arrival", options->arrival, MAIN_MS_MAX, &numbers->arrival},
	    {"max-seconds", options->max_seconds, MAIN_MS_MAX / 1000,
		&numbers->max_seconds},
	    {"port", options->port, UINT16_MAX, &numbers->port},
	    {"seed", options->seed, INT64_MAX, &numbers->seed},
	    {"slow", options->slow, MAIN_MS_MAX, &numbers->slow},
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (table[i].text != NULL &&
		    num_parse(slice_of(table[i].text), 0, table[i].max,
			table[i].out) != 0)
			return error_set(err, EX_USAGE,
			    "option --%s: no such number '%s'", table[i].name,
			    table[i].text);
	return 0;
}

static int
read_rules(const struct opt_list *list, struct draw *draw, struct error *err)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (draw_add(draw, slice_of(list->items[i]), err) != 0)
			return -1;
	return 0;
}

static int
set_up_sim(const struct options *options, const struct numbers *numbers,
    struct sim *sim, struct error *err)
{
	size_t i;

	sim->slow_ms = numbers->slow;
	for (i = 0; i < options->inbound.count; i++)
		if (accounts_set_hook(
			&sim->accounts, options->inbound.items[i], err) != 0)
			return -1;
	/* Two generators that have nothing in common. */
	draw_init(&sim->fates, fate_name, (uint64_t)numbers->seed);
	draw_init(&sim->lists, fate_name, (uint64_t)numbers->seed + 1);
	draw_init(&sim->receipts, receipt_name, ~(uint64_t)numbers->seed);
	if (clock_init(&sim->clock, options->common.now, err) != 0 ||
	    read_rules(&options->fates, &sim->fates, err) != 0 ||
	    read_rules(&options->lists, &sim->lists, err) != 0 ||
	    read_rules(&options->receipts, &sim->receipts, err) != 0)
		return -1;
	return 0;
}

/* Where we are, for people and scripts; credentials only if made up here. */
static int
announce(
    const struct options *options, const struct site *site, struct error *err)
{
	unsigned int port = http_server_port(site->server);
	struct buf text;
	int result = 0;

	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "%u\n", port);
	if (options->port_file != NULL)
		result = file_replace(
		    options->port_file, buf_slice(&text), 0644, err);
	buf_release(&text);
	if (result != 0)
		return -1;
	buf_init(&text, BUF_NO_CAP);
	accounts_show(&site->sim.accounts, &text);
	(void)printf("{\"url\":\"http://127.0.0.1:%u\","
		     "\"page\":\"http://127.0.0.1:%u/\"%s}\n",
	    port, port, buf_text(&text));
	buf_release(&text);
	if (fflush(stdout) != 0)
		return error_set_errno(err, EX_IOERR, "standard output");
	return 0;
}

static int
start(const struct options *options, const struct diag *diag,
    struct numbers *numbers, struct site *site, struct error *err)
{
	if (read_numbers(options, numbers, err) != 0 ||
	    accounts_load(&site->sim.accounts, options->credentials,
		options->common.config, diag, err) != 0 ||
	    set_up_sim(options, numbers, &site->sim, err) != 0 ||
	    site_open(site, (uint16_t)numbers->port, numbers->arrival, err) !=
		0)
		return -1;
	return announce(options, site, err);
}

static void
serve(struct site *site, int64_t max_seconds)
{
	int64_t end = clock_monotonic() + max_seconds * 1000;
	int i;

	while (!stop && !site->sim.quit &&
	    (max_seconds == 0 || clock_monotonic() < end))
		site_turn(site);
	/* The answer to the one who asked for the end still has to leave. */
	for (i = 0; site->sim.quit && i < MAIN_LAST_TURNS; i++)
		http_server_run(site->server, 0);
}

int
main(int argc, char **argv)
{
	struct numbers numbers = {.seed = MAIN_SEED, .slow = MAIN_SLOW_MS};
	struct options options = {0};
	struct diag diag = {.program = program.name};
	struct site site = {0};
	struct error err;
	int operand, code;

	secure_process();
	catch_signals();
	operand = opt_parse(&program, argc, argv, &options, &code);
	if (operand < 0)
		goto out;
	diag.quiet = options.common.quiet;
	diag.verbose = options.common.verbose;
	if (options.list_fates) {
		code = print_fates();
	} else if (argv[operand] != NULL) {
		code = opt_refuse(
		    &program, "operand '%s' is not taken", argv[operand]);
	} else if (start(&options, &diag, &numbers, &site, &err) != 0) {
		diag_error(&diag, &err);
		code = err.code;
	} else {
		serve(&site, numbers.max_seconds);
	}
	site_close(&site);
out:
	opt_list_release(&options.fates);
	opt_list_release(&options.inbound);
	opt_list_release(&options.lists);
	opt_list_release(&options.receipts);
	return code;
}
