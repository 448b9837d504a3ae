/* SPDX-License-Identifier: ISC */
/*
 * smshook: webhooks of messaging providers and voice platforms in, verified;
 * call, reply and delivery records out, each written before it is answered.
 */
#include "cgi.h"
#include "desk.h"
#include "replay.h"
#include "serve.h"
#include "spool_read.h"

#include "base/num.h"
#include "base/opt.h"
#include "base/secure.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

struct options {
	struct opt_common common;
	const char *address, *port, *port_file, *max_seconds, *replay;
	const char *capture, *read, *spool;
	bool cgi, follow, insecure;
};

#define OPTION(member) offsetof(struct options, member)

static const struct opt own_options[] = {
    {0, "address", "address", OPT_TEXT, OPTION(address),
	"numeric address to listen on; 127.0.0.1"},
    {0, "capture", "file", OPT_TEXT, OPTION(capture),
	"add requests to this file, for --replay"},
    {0, "cgi", NULL, OPT_FLAG, OPTION(cgi),
	"with --spool: take one request from a web server (CGI)"},
    {0, "follow", NULL, OPT_FLAG, OPTION(follow),
	"with --read: wait for more, until a signal"},
    {0, "insecure", NULL, OPT_FLAG, OPTION(insecure),
	"open doors without a secret too, for tests"},
    {0, "max-seconds", "n", OPT_TEXT, OPTION(max_seconds),
	"end after so many seconds"},
    {0, "now", "time", OPT_TEXT, OPTION(common.now),
	"use this instant (RFC 3339) as the clock"},
    {'o', "output", "file", OPT_TEXT, OPTION(common.output),
	"write records here, not to stdout"},
    {0, "port", "n", OPT_TEXT, OPTION(port),
	"port to listen on; 8580, 0 is any free one"},
    {0, "port-file", "file", OPT_TEXT, OPTION(port_file),
	"write the port's number here once it listens"},
    {0, "read", "dir", OPT_TEXT, OPTION(read),
	"write the records of this spool instead of listening"},
    {0, "replay", "file", OPT_TEXT, OPTION(replay),
	"read captured requests instead of listening"},
    {0, "spool", "dir", OPT_TEXT, OPTION(spool),
	"keep records in this folder, synced, before they are answered"},
};

static const struct opt_program program = {
    .name = "smshook",
    .operands = "",
    .about = "Receive webhooks and write records.",
    .own = own_options,
    .own_count = sizeof(own_options) / sizeof(own_options[0]),
};

/* A number of the command line into *out; text NULL leaves it. */
static int
option_number(
    const char *name, const char *text, int64_t min, int64_t max, int64_t *out)
{
	if (text == NULL || num_parse(slice_of(text), min, max, out) == 0)
		return 0;
	return opt_refuse(&program,
	    "option --%s takes a number from %lld to %lld, not '%s'", name,
	    (long long)min, (long long)max, text);
}

/* The socket that systemd listens on for us (sd_listen_fds(3)), or 0. */
static int
option_socket(void)
{
	enum { FIRST = 3 };
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	int64_t whose, sockets;

	if (pid == NULL || count == NULL ||
	    num_parse(slice_of(pid), 1, INT32_MAX, &whose) != 0 ||
	    num_parse(slice_of(count), 1, 1, &sockets) != 0 ||
	    whose != getpid())
		return 0;
	return fcntl(FIRST, F_SETFD, FD_CLOEXEC) == 0 ? FIRST : 0;
}

static int
option_serve(const struct options *options, struct serve_options *serve)
{
	int64_t port = SERVE_PORT;
	int code;

	*serve = (struct serve_options){.address = options->address != NULL
		? options->address
		: "127.0.0.1",
	    .listen_fd = option_socket(),
	    .port_file = options->port_file,
	    .output = options->common.output,
	    .spool = options->spool};
	code = option_number("port", options->port, 0, UINT16_MAX, &port);
	if (code == 0)
		code = option_number("max-seconds", options->max_seconds, 1,
		    INT32_MAX, &serve->max_seconds);
	serve->port = (uint16_t)port;
	return code;
}

/* Options that make no sense together. */
static int
option_check(const struct options *options)
{
	if (options->follow && options->read == NULL)
		return opt_refuse(&program, "option --follow needs --read");
	if (options->cgi && options->spool == NULL)
		return opt_refuse(&program, "option --cgi needs --spool");
	if ((options->read != NULL) + (options->replay != NULL) +
		(options->spool != NULL) >
	    1)
		return opt_refuse(&program,
		    "only one of --read, --replay and --spool is taken");
	if (options->spool != NULL && options->common.output != NULL)
		return opt_refuse(
		    &program, "--spool writes no records to --output");
	return 0;
}

static int
run_reader(const struct diag *diag, const struct options *options)
{
	const struct spool_reading reading = {.diag = diag,
	    .path = options->read,
	    .output = options->common.output,
	    .follow = options->follow};

	return spool_read(&reading);
}

static int
run(struct desk *desk, const struct options *options,
    const struct serve_options *listen)
{
	const struct config *config = desk->config;
	struct error err;

	diag_warn_all(desk->diag, config->warnings, config->warning_count);
	if (clock_init(&desk->clock, options->common.now, &err) == 0 &&
	    desk_open(desk, &err) == 0 &&
	    (options->capture == NULL ||
		capture_open(&desk->capture, options->capture, &err) == 0)) {
		if (options->replay != NULL)
			return replay(desk, &options->common, options->replay);
		if (options->cgi)
			return cgi(desk, options->spool);
		if (desk_prepare(desk, serve_is_local(listen), &err) == 0)
			return serve(desk, listen);
	}
	diag_error(desk->diag, &err);
	return err.code;
}

int
main(int argc, char **argv)
{
	struct options options = {0};
	struct serve_options listen;
	struct diag diag = {.program = program.name};
	struct config config = {0};
	struct desk desk = {.diag = &diag, .config = &config};
	struct error err;
	int code, operand;

	operand = opt_parse(&program, argc, argv, &options, &code);
	if (operand < 0)
		return code;
	diag.quiet = options.common.quiet;
	diag.verbose = options.common.verbose;
	desk.insecure = options.insecure;
	secure_process();

	code = option_serve(&options, &listen);
	if (code == 0)
		code = option_check(&options);
	if (code != 0)
		return code;
	if (operand < argc)
		return opt_refuse(
		    &program, "operand '%s' is not taken", argv[operand]);
	if (options.read != NULL)
		return run_reader(&diag, &options);
	if (config_load(&config, options.common.config, &err) != 0) {
		diag_error(&diag, &err);
		code = err.code;
	} else {
		code = run(&desk, &options, &listen);
	}
	desk_release(&desk);
	config_release(&config);
	return code;
}
