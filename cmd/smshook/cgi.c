/* SPDX-License-Identifier: ISC */
#include "cgi.h"

#include "base/file.h"
#include "base/num.h"
#include "spool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { CGI_NAME_MAX = 128 }; /* bytes of a header's name, as a variable */

struct cgi {
	struct desk *desk;
	const char *spool;
	struct arena arena;
	struct buf body, url;
};

static const char *
cgi_variable(const char *name)
{
	const char *value = getenv(name);

	return value != NULL ? value : "";
}

static char
cgi_letter(char c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(c - 'a' + 'A');
	return c == '-' ? '_' : c;
}

/* A header is HTTP_ and its name in capitals; these two are themselves. */
static const char *
cgi_header(const void *context, const char *name)
{
	char variable[CGI_NAME_MAX] = "HTTP_";
	size_t i, at = strlen(variable);

	(void)context;
	if (strcasecmp(name, "Content-Type") == 0 ||
	    strcasecmp(name, "Content-Length") == 0)
		at = 0;
	for (i = 0; name[i] != '\0' && at + 1 < sizeof(variable); i++)
		variable[at++] = cgi_letter(name[i]);
	variable[at] = '\0';
	return getenv(variable);
}

/* The path and query as they came. */
static const char *
cgi_target(struct cgi *cgi)
{
	const char *uri = cgi_variable("REQUEST_URI");
	const char *query = cgi_variable("QUERY_STRING");
	struct buf target;
	char *made;

	if (uri[0] == '/')
		return uri;
	buf_init(&target, BUF_NO_CAP);
	buf_adds(&target, cgi_variable("SCRIPT_NAME"));
	buf_adds(&target, cgi_variable("PATH_INFO"));
	if (query[0] != '\0')
		buf_addf(&target, "?%s", query);
	made = arena_string(&cgi->arena, buf_slice(&target));
	buf_release(&target);
	return made;
}

/* The status that refuses the body, 0 when it is here. */
static int
cgi_read(struct cgi *cgi, const char **what)
{
	const char *text = cgi_variable("CONTENT_LENGTH");
	int64_t length = 0;
	char piece[8192];
	ssize_t got = 1;

	if (text[0] != '\0' &&
	    num_parse(slice_of(text), 0, INT64_MAX, &length) != 0) {
		*what = "odd Content-Length";
		return 400;
	}
	if (length > DOOR_CALL_MAX) {
		*what = "request is too large";
		return 413;
	}
	while ((int64_t)cgi->body.len < length && got > 0) {
		size_t left = (size_t)length - cgi->body.len;

		got = read(STDIN_FILENO, piece,
		    left < sizeof(piece) ? left : sizeof(piece));
		if (got > 0)
			buf_add(&cgi->body, piece, (size_t)got);
	}
	if ((int64_t)cgi->body.len == length)
		return 0;
	*what = "the body is cut off";
	return 400;
}

static int
cgi_keep(struct cgi *cgi, const struct handle_result *result, struct error *err)
{
	struct spool spool;
	struct buf lines;
	size_t i;
	int kept;

	if (spool_open(&spool, cgi->spool, err) != 0)
		return -1;
	buf_init(&lines, BUF_NO_CAP);
	for (i = 0; i < result->event_count; i++) {
		buf_addslice(&lines, result->events[i].line);
		buf_addc(&lines, '\n');
	}
	kept = spool_add(
	    &spool, buf_slice(&lines), clock_now(&cgi->desk->clock), err);
	if (kept == 0)
		kept = spool_commit(&spool, err);
	buf_release(&lines);
	spool_close(&spool);
	return kept;
}

static void
cgi_take(struct cgi *cgi, const char *target, struct handle_result *result)
{
	struct desk *desk = cgi->desk;
	char *path = mem_strndup(target, strcspn(target, "?"));
	struct handle_request request = {.door = door_at(path),
	    .method = cgi_variable("REQUEST_METHOD"),
	    .url = desk_url(desk->config->hook_base_url, target, &cgi->url),
	    .header = cgi_header,
	    .insecure = desk->insecure,
	    .now_ms = clock_now(&desk->clock),
	    .config = desk->config};
	const char *what;
	struct error err;
	int refused = cgi_read(cgi, &what);

	request.body = buf_slice(&cgi->body);
	if (request.door != NULL)
		request.secret = desk_secret(desk, request.door);
	desk_take(desk, &request, &cgi->arena, result);
	if (refused != 0 && result->status != 404 && result->status != 405)
		handle_refuse(result, refused, what);
	if (result->event_count > 0 && cgi_keep(cgi, result, &err) != 0) {
		diag_error(desk->diag, &err);
		handle_refuse(result, 503, "records cannot be written");
	}
	desk_log(desk, request.door, result);
	free(path);
}

static int
cgi_answer(const struct diag *diag, const struct handle_result *result)
{
	struct error err;
	struct buf text;
	int sent;

	buf_init(&text, BUF_NO_CAP);
	buf_addf(&text, "Status: %d\r\n", result->status);
	if (result->content_type != NULL)
		buf_addf(&text, "Content-Type: %s\r\n", result->content_type);
	if (result->allow != NULL)
		buf_addf(&text, "Allow: %s\r\n", result->allow);
	buf_adds(&text, "\r\n");
	if (result->body != NULL)
		buf_adds(&text, result->body);
	if (result->status != 200)
		buf_addc(&text, '\n');
	sent = file_write(STDOUT_FILENO, text.data, text.len);
	buf_release(&text);
	if (sent == 0)
		return 0;
	error_set_errno(&err, EX_IOERR, "stdout");
	diag_error(diag, &err);
	return err.code;
}

int
cgi(struct desk *desk, const char *spool)
{
	struct cgi cgi = {.desk = desk, .spool = spool};
	struct handle_result result;
	struct error err;
	int code;

	if (desk->config->hook_base_url == NULL) {
		error_set(&err, EX_CONFIG,
		    "setting hook.base_url is missing: --cgi needs it");
		diag_error(desk->diag, &err);
		return err.code;
	}
	buf_init(&cgi.body, BUF_NO_CAP);
	buf_init(&cgi.url, BUF_NO_CAP);
	cgi_take(&cgi, cgi_target(&cgi), &result);
	code = cgi_answer(desk->diag, &result);
	buf_release(&cgi.url);
	buf_release(&cgi.body);
	arena_release(&cgi.arena);
	return code;
}
