/* SPDX-License-Identifier: ISC */
/*
 * Filters for HTML, URLs and Base64.
 */
#include "base/ascii.h"
#include "base/crypto.h"
#include "record/scan.h"
#include "template/build.h"
#include "template/filter.h"

/* ---- HTML ---------------------------------------------------------------- */

/* Does "&name;" or "&#12;" start here? */
static bool
is_entity(struct slice text)
{
	size_t i = 1, digits = 0;

	if (text.n > 1 && text.p[1] == '#') {
		for (i = 2; i < text.n && ascii_is_digit(text.p[i]); i++)
			digits++;
		return digits > 0 && i < text.n && text.p[i] == ';';
	}
	while (i < text.n && ascii_is_letter(text.p[i]))
		i++;
	return i > 1 && i < text.n && text.p[i] == ';';
}

/* As Ruby's CGI.escapeHTML; `once`: what is an entity stays. */
static int
escape(struct render *render, struct value *value, bool once)
{
	static const char plain[] = "&<>\"'";
	static const char *const escaped[] = {
	    "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
	struct build build;
	struct slice text;
	const char *at;
	size_t i;

	if (render_text(render, value, &text) != 0)
		return -1;
	build_start(&build, render, text.n);
	for (i = 0; i < text.n; i++) {
		at = text.p[i] != '\0' ? strchr(plain, text.p[i]) : NULL;
		if (at == NULL ||
		    (once && at == plain &&
			is_entity((struct slice){text.p + i, text.n - i})))
			build_char(&build, text.p[i]);
		else
			build_add(&build, slice_of(escaped[at - plain]));
	}
	return build_value(&build, value);
}

int
filter_escape(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return value->type == VALUE_NIL ? 0 : escape(render, value, false);
}

int
filter_escape_once(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return escape(render, value, true);
}

int
filter_newline_to_br(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct build build;
	struct slice text;
	size_t i;

	(void)args;
	if (render_text(render, value, &text) != 0)
		return -1;
	build_start(&build, render, text.n);
	for (i = 0; i < text.n; i++) {
		if (text.p[i] == '\r' && i + 1 < text.n &&
		    text.p[i + 1] == '\n')
			continue;
		if (text.p[i] == '\n')
			build_add(&build, slice_of("<br />"));
		build_char(&build, text.p[i]);
	}
	return build_value(&build, value);
}

/* From `open` to `close`, both included, in this order of trying. */
struct markup {
	const char *open, *close;
};

static const struct markup html_blocks[] = {
    {"<script", "</script>"},
    {"<!--", "-->"},
    {"<style", "</style>"},
};
static const struct markup html_tags[] = {{"<", ">"}};

/* The bytes of the markup that starts the text; 0 when none does. */
static size_t
markup_length(struct slice text, const struct markup *markup, bool *open)
{
	size_t n = strlen(markup->open), end;

	if (!*open || text.n < n || memcmp(text.p, markup->open, n) != 0)
		return 0;
	text = (struct slice){text.p + n, text.n - n};
	end = slice_find(text, slice_of(markup->close));
	*open = end != SIZE_MAX; /* none further on either */
	return *open ? n + end + strlen(markup->close) : 0;
}

static int
drop_markup(struct render *render, struct slice *text,
    const struct markup *kinds, size_t count)
{
	bool open[] = {true, true, true};
	struct build build;
	size_t i, kind, n;

	build_start(&build, render, text->n);
	for (i = 0; i < text->n; i += n) {
		n = 0;
		for (kind = 0; kind < count && n == 0; kind++)
			n = markup_length(
			    (struct slice){text->p + i, text->n - i},
			    &kinds[kind], &open[kind]);
		if (n > 0)
			continue;
		build_char(&build, text->p[i]);
		n = 1;
	}
	return build_end(&build, text);
}

int
filter_strip_html(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice text;

	(void)args;
	if (render_text(render, value, &text) != 0 ||
	    drop_markup(render, &text, html_blocks,
		sizeof(html_blocks) / sizeof(html_blocks[0])) != 0 ||
	    drop_markup(render, &text, html_tags, 1) != 0)
		return -1;
	*value = value_text(text);
	return 0;
}

/* ---- decoding ------------------------------------------------------------ */

static int
check_decoded(struct render *render, const struct value *value)
{
	if (scan_utf8_prefix(value->text) == value->text.n)
		return 0;
	return render_fail(render, "what is decoded is no UTF-8");
}

/* ---- URLs ---------------------------------------------------------------- */

/* As Ruby's CGI.escape: a blank becomes "+". */
int
filter_url_encode(
    struct render *render, struct value *value, const struct filter_args *args)
{
	static const char hex[] = "0123456789ABCDEF";
	struct build build;
	struct slice text;
	unsigned char c;
	size_t i;

	(void)args;
	if (value->type == VALUE_NIL)
		return 0;
	if (render_text(render, value, &text) != 0)
		return -1;
	build_start(&build, render, text.n);
	for (i = 0; i < text.n; i++) {
		c = (unsigned char)text.p[i];
		if (ascii_is_letter(text.p[i]) || ascii_is_digit(text.p[i]) ||
		    (c != '\0' && strchr("-._~", c) != NULL)) {
			build_char(&build, text.p[i]);
		} else if (c == ' ') {
			build_char(&build, '+');
		} else {
			build_char(&build, '%');
			build_char(&build, hex[c >> 4]);
			build_char(&build, hex[c & 15]);
		}
	}
	return build_value(&build, value);
}

int
filter_url_decode(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct build build;
	struct slice text;
	size_t i;

	(void)args;
	if (value->type == VALUE_NIL)
		return 0;
	if (render_text(render, value, &text) != 0)
		return -1;
	build_start(&build, render, text.n);
	for (i = 0; i < text.n; i++) {
		if (text.p[i] == '+') {
			build_char(&build, ' ');
		} else if (text.p[i] == '%' && text.n - i > 2 &&
		    ascii_hex(text.p[i + 1]) >= 0 &&
		    ascii_hex(text.p[i + 2]) >= 0) {
			build_char(&build,
			    (char)(ascii_hex(text.p[i + 1]) * 16 +
				ascii_hex(text.p[i + 2])));
			i += 2;
		} else {
			build_char(&build, text.p[i]);
		}
	}
	if (build_value(&build, value) != 0)
		return -1;
	return check_decoded(render, value);
}

/* ---- Base64 -------------------------------------------------------------- */

enum { BASE64_GROUP = 4 };

/* The two letters that a URL cannot hold, and what stands for them. */
static void
swap_letters(char *text, size_t n, const char *from, const char *to)
{
	const char *at;
	size_t i;

	for (i = 0; i < n; i++) {
		at = text[i] != '\0' ? strchr(from, text[i]) : NULL;
		if (at != NULL)
			text[i] = to[at - from];
	}
}

/* Scratch takes the buffer's text, which is released. */
static int
take_buf(struct render *render, struct buf *buf, struct value *value)
{
	int result = render_spend(render, buf->len);

	if (result == 0)
		*value = value_text(arena_slice(render->arena, buf_slice(buf)));
	buf_release(buf);
	return result;
}

static int
encode(struct render *render, struct value *value, bool for_url)
{
	struct slice text;
	struct buf out;

	if (render_text(render, value, &text) != 0)
		return -1;
	buf_init(&out, BUF_NO_CAP);
	crypto_base64(text, &out);
	if (for_url && out.len > 0)
		swap_letters(out.data, out.len, "+/", "-_");
	return take_buf(render, &out, value);
}

int
filter_base64_encode(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return encode(render, value, false);
}

int
filter_base64_url_safe_encode(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return encode(render, value, true);
}

/* In a URL, padding may be missing. */
static int
decode(struct render *render, struct value *value, bool for_url)
{
	struct slice text;
	struct buf in, out;
	int result;

	if (render_text(render, value, &text) != 0)
		return -1;
	buf_init(&in, BUF_NO_CAP);
	buf_init(&out, BUF_NO_CAP);
	buf_addslice(&in, text);
	if (for_url && text.n % BASE64_GROUP != 1) {
		while (in.len % BASE64_GROUP != 0)
			buf_addc(&in, '=');
		if (in.len > 0)
			swap_letters(in.data, in.len, "-_", "+/");
	}
	result = crypto_base64_decode(buf_slice(&in), &out);
	buf_release(&in);
	if (result != 0) {
		buf_release(&out);
		return render_fail(render, "this is no Base64");
	}
	if (take_buf(render, &out, value) != 0)
		return -1;
	return check_decoded(render, value);
}

int
filter_base64_decode(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return decode(render, value, false);
}

int
filter_base64_url_safe_decode(
    struct render *render, struct value *value, const struct filter_args *args)
{
	(void)args;
	return decode(render, value, true);
}
