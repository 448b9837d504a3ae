/* SPDX-License-Identifier: ISC */
/*
 * What each provider's official SDK put on the wire for a message (recorded by
 * tests/peers), and what our driver makes of the same message: method, path,
 * content type, credentials and every field.
 */
#include "base/crypto.h"
#include "base/file.h"
#include "tests/unit/provider_fixture.h"

static const char wire[] = "tests/fixtures/sdk-wire.jsonl";

/* Where the two may differ, and why. */
static const struct difference {
	const char *provider, *name, *why;
} differences[] = {
    {"mailgun", "content type", "a multipart form there; both are taken"},
    {"vonage", "content type", "JSON there; both are taken"},
    {"vonage", "status-report-req", "true in JSON, 1 in a form"},
    {NULL, NULL, NULL},
};

static const struct slice nothing = {"nothing", 7};
static struct record line;
static const char *name_of_line; /* NULL: differences are only counted */
static size_t found;

static bool
may_differ(const struct provider *provider, struct slice name)
{
	const struct difference *at = differences;

	for (; at->provider != NULL; at++)
		if (strcmp(at->provider, provider->name) == 0 &&
		    slice_is(name, at->name))
			return true;
	return false;
}

static void
differs(const struct provider *provider, struct slice name, struct slice ours,
    struct slice theirs)
{
	if (may_differ(provider, name))
		return;
	found++;
	if (name_of_line == NULL)
		return;
	(void)printf("# %s, %.*s: ours %.*s, the SDK's %.*s\n", name_of_line,
	    SLICE_ARG(name), SLICE_ARG(ours), SLICE_ARG(theirs));
}

static void
same_text(const struct provider *provider, const char *name, struct slice ours,
    struct slice theirs)
{
	if (!slice_equal(ours, theirs))
		differs(provider, slice_of(name), ours, theirs);
}

/* A member of the line, as text. */
static struct slice
told(const char *path)
{
	return view_string(record_path(&line, path), &arena);
}

static struct provider_values
wire_values(const struct provider *provider)
{
	struct provider_values values = {{NULL}};
	struct view_step step = {0};
	size_t i;

	while (view_next(record_view(&line, "settings"), &step)) {
		for (i = 0; provider->settings[i].name != NULL; i++)
			if (slice_is(step.key, provider->settings[i].name))
				break;
		CHECK(provider->settings[i].name != NULL);
		values.values[i] = arena_string(
		    &arena, view_string(step.value, &arena));
	}
	return values;
}

/* ---- who asks ------------------------------------------------------------ */

/* "Basic …", "Bearer …", or what SigV4 signs with: key, region and service. */
static struct slice
credentials(const struct http_request *http)
{
	const char *bearer = header_of(http, "Authorization");
	struct buf text;
	struct slice made;

	buf_init(&text, BUF_NO_CAP);
	if (bearer != NULL) {
		buf_adds(&text, bearer);
	} else if (http->sigv4 != NULL) {
		buf_addf(&text, "AWS4 %s %s", http->user,
		    http->sigv4 + strlen("aws:amz:"));
	} else if (http->user != NULL) {
		buf_addf(&text, "%s:%s", http->user, http->password);
		made = arena_slice(&arena, buf_slice(&text));
		buf_reset(&text);
		buf_adds(&text, "Basic ");
		crypto_base64(made, &text);
	}
	made = arena_slice(&arena, buf_slice(&text));
	buf_release(&text);
	return made;
}

static void
same_request(const struct provider *provider, const struct http_request *http)
{
	const char *path = strstr(http->url, "://");
	const char *type = header_of(http, "Content-Type");

	CHECK(path != NULL && strchr(path + 3, '/') != NULL);
	same_text(
	    provider, "method", slice_of(http->method), told("request.method"));
	same_text(provider, "path", slice_of(strchr(path + 3, '/')),
	    told("request.path"));
	same_text(
	    provider, "content type", slice_of(type), told("request.type"));
	same_text(provider, "X-Amz-Target",
	    slice_of(header_of(http, "X-Amz-Target")), told("request.target"));
	same_text(
	    provider, "credentials", credentials(http), told("request.auth"));
}

/* ---- what is asked ------------------------------------------------------- */

static size_t
count_fields(const struct form *form, struct slice name, struct slice value)
{
	size_t i, count = 0;

	for (i = 0; i < form->count; i++)
		count += slice_equal(form->fields[i].name, name) &&
		    slice_equal(form->fields[i].value, value);
	return count;
}

static size_t
count_told(struct view fields, struct slice name, struct slice value)
{
	struct view_step step = {0};
	size_t count = 0;

	while (view_next(fields, &step))
		count += slice_equal(
			     view_string(view_path(step.value, "0"), &arena),
			     name) &&
		    slice_equal(
			view_string(view_path(step.value, "1"), &arena), value);
	return count;
}

static void
same_form(
    const struct provider *provider, struct slice body, struct view theirs)
{
	struct view_step step = {0};
	struct slice name, value;
	struct form form;
	size_t i;

	if (form_parse(body, &form, &arena, &err) != 0) {
		differs(provider, slice_of("form"), body, nothing);
		return;
	}
	for (i = 0; i < form.count; i++)
		if (count_told(
			theirs, form.fields[i].name, form.fields[i].value) == 0)
			differs(provider, form.fields[i].name,
			    form.fields[i].value, nothing);
	while (view_next(theirs, &step)) {
		name = view_string(view_path(step.value, "0"), &arena);
		value = view_string(view_path(step.value, "1"), &arena);
		if (count_fields(&form, name, value) !=
		    count_told(theirs, name, value))
			differs(provider, name, nothing, value);
	}
}

static void same_json(const struct provider *provider, struct slice name,
    struct view ours, struct view theirs);

static void
same_members(
    const struct provider *provider, struct view ours, struct view theirs)
{
	struct view_step step = {0};
	struct view other;

	while (view_next(theirs, &step)) {
		other = view_get(ours, step.key);
		if (other.p == NULL)
			differs(provider, step.key, nothing,
			    (struct slice){step.value.p, step.value.n});
		else
			same_json(provider, step.key, other, step.value);
	}
	step = (struct view_step){0};
	while (view_next(ours, &step))
		if (view_get(theirs, step.key).p == NULL)
			differs(provider, step.key,
			    (struct slice){step.value.p, step.value.n},
			    nothing);
}

/* Strings by what they say, all else as it stands. */
static void
same_json(const struct provider *provider, struct slice name, struct view ours,
    struct view theirs)
{
	enum scan_type type = view_type(ours);
	struct view_step a = {0}, b = {0};
	bool same = type == view_type(theirs);

	if (same && type == SCAN_OBJECT) {
		same_members(provider, ours, theirs);
		return;
	}
	if (same && type == SCAN_ARRAY &&
	    view_count(ours) == view_count(theirs)) {
		while (view_next(ours, &a) && view_next(theirs, &b))
			same_json(provider, name, a.value, b.value);
		return;
	}
	if (same && type == SCAN_STRING)
		same = slice_equal(
		    view_string(ours, &arena), view_string(theirs, &arena));
	else
		same = same && ours.n == theirs.n &&
		    memcmp(ours.p, theirs.p, ours.n) == 0;
	if (!same)
		differs(provider, name, (struct slice){ours.p, ours.n},
		    (struct slice){theirs.p, theirs.n});
}

/* Ours is a form, theirs JSON without depth. */
static void
same_flat(
    const struct provider *provider, struct slice body, struct view theirs)
{
	struct view_step step = {0};
	struct form form;
	size_t i;

	if (form_parse(body, &form, &arena, &err) != 0)
		form.count = 0;
	for (i = 0; i < form.count; i++)
		same_text(provider, arena_string(&arena, form.fields[i].name),
		    form.fields[i].value,
		    view_text(view_get(theirs, form.fields[i].name), &arena));
	while (view_next(theirs, &step))
		if (form_get(&form, arena_string(&arena, step.key)).p == NULL)
			differs(provider, step.key, nothing,
			    (struct slice){step.value.p, step.value.n});
}

static void
same_body(const struct provider *provider, const char *type, struct slice body)
{
	struct view json = record_path(&line, "request.json");
	struct record ours = {0};

	if (json.p == NULL)
		same_form(provider, body, record_path(&line, "request.fields"));
	else if (strstr(type, "json") == NULL)
		same_flat(provider, body, json);
	else if (record_fill(&ours, body, &err) == 0)
		same_members(provider, view_of(body), json);
	else
		differs(provider, slice_of("JSON"), body,
		    (struct slice){json.p, json.n});
	record_release(&ours);
}

/* ---- every line ---------------------------------------------------------- */

/* The line's message as our driver builds it, into `request`. */
static const struct provider *
build_line(struct slice text)
{
	const struct provider *provider;
	struct provider_values values;
	struct view message;

	CHECK_INT(record_fill(&line, text, &err), 0);
	provider = provider_find(arena_string(&arena, told("provider")));
	values = wire_values(provider);
	message = record_view(&line, "message");
	CHECK_INT(record_fill(&record,
		      arena_slice(&arena, (struct slice){message.p, message.n}),
		      &err),
	    0);
	CHECK_INT(provider->build(&values, &record,
		      arena_string(&arena, told("reference")), &arena, &request,
		      &err),
	    0);
	return provider;
}

static size_t
compare_line(struct slice text)
{
	const struct provider *provider = build_line(text);

	found = 0;
	name_of_line = arena_string(&arena, told("name"));
	same_request(provider, &request.http);
	same_body(provider, header_of(&request.http, "Content-Type"),
	    request.http.body);
	return found;
}

/* One byte of the body after another is another one, or gone: seen each time,
 * but where the form or the JSON means the same or is broken. */
static size_t
unseen_changes(struct slice text)
{
	const struct provider *provider = build_line(text);
	struct slice body = request.http.body;
	char *changed = arena_string(&arena, body);
	size_t i, unseen = 0;
	char kept;

	name_of_line = NULL;
	for (i = 0; i < body.n; i++) {
		kept = changed[i];
		if (kept < 'a' || kept > 'y')
			continue;
		found = 0;
		changed[i]++;
		same_body(provider, header_of(&request.http, "Content-Type"),
		    (struct slice){changed, body.n});
		changed[i] = kept;
		unseen += found == 0;
	}
	return unseen;
}

static size_t
each_line(const struct buf *text, size_t (*work)(struct slice text))
{
	struct slice rest = buf_slice(text);
	size_t lines = 0, n;

	for (; rest.n > 0; lines++) {
		n = slice_find(rest, slice_of("\n"));
		CHECK(n != SIZE_MAX);
		CHECK_INT(work((struct slice){rest.p, n}), 0);
		rest = (struct slice){rest.p + n + 1, rest.n - n - 1};
	}
	return lines;
}

int
main(void)
{
	struct buf text;

	buf_init(&text, BUF_NO_CAP);
	CHECK_INT(file_read(wire, &text, &err), 0);
	TEST("our requests are those of the official SDKs, field by field")
	{
		CHECK(each_line(&text, compare_line) >= 10);
	}
	TEST("a letter that is another one is noticed")
	{
		CHECK(each_line(&text, unseen_changes) >= 10);
	}
	buf_release(&text);
	record_release(&line);
	return fixture_done();
}
