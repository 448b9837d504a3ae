/* SPDX-License-Identifier: ISC */
#include "tests/unit/template_fixture.h"

/* Notes each path, shows texts in brackets, refuses what holds "bad". */
struct guarded {
	struct fixture fixture; /* first: lookup's context too */
	struct buf seen;
};

static int
guard(void *context, struct slice path, struct slice value, struct arena *arena,
    struct slice *out, struct error *err)
{
	struct guarded *guarded = context;
	char *text;

	buf_addf(&guarded->seen, "%.*s ", SLICE_ARG(path));
	if (slice_is(value, "bad"))
		return error_set(
		    err, EX_DATAERR, "'%.*s' is bad", SLICE_ARG(path));
	text = arena_alloc(arena, value.n + 2);
	text[0] = '[';
	memcpy(text + 1, value.p, value.n);
	text[value.n + 1] = ']';
	*out = (struct slice){text, value.n + 2};
	return 0;
}

static void
check_guarded(struct guarded *guarded, const char *source, const char *want,
    const char *paths)
{
	buf_reset(&guarded->seen);
	CHECK_STR(rendered(&guarded->fixture, source), want);
	CHECK_STR(buf_text(&guarded->seen), paths);
}

static const struct {
	const char *source, *want, *paths;
} sights[] = {
    {"{{ name }}{{ appointment.service }}", "[Ana][cleaning]",
	"name appointment.service "},
    {"{{ items[0].k | append: list[-1] }}", "[x][c]", "items.0.k list.-1 "},
    {"{{ appointment[key] }}", "[cleaning]", "appointment.service "},
    {"{% assign x = name %}{{ x }}{{ n }}", "[Ana]3", "name n "},
    {"{{ price | times: 2 }}{% if n > 2 %}x{% endif %}", "25.0x", "price "},
    {"{% for n in list %}{{ forloop.index | plus: n.size }}{% endfor %}", "234",
	""},
    {"{% assign x = name | upcase %}{{ x }}{{ x | upcase }}", "[ANA][ANA]",
	"name "},
    {"{% assign a = appointment %}{{ a.service }}", "[cleaning]",
	"appointment.service "},
    {"{% for i in items %}{{ i.k }}"
     "{% endfor %}",
	"[x][y]", "items.0.k items.1.k "},
    {"{{ list | join: '' }}{{ list }}", "[a][b][c][a][b][c]",
	"list.0 list.1 list.2 list.0 list.1 list.2 "},
    {"{{ list | first }}{{ list.last }}", "[a][c]", "list.first list.last "},
    {"{% for x in brand limit: 1 %}{{ x[0] }}:{{ x[1] }}"
     "{% endfor %}",
	"[name]:[Maple Street Dental]", "brand brand.name "},
    {"{% capture x %}{{ name }}"
     "{% endcapture %}{{ x }}",
	"[Ana]", "name "},
    {"{{ list | reverse | first }}", "[c]", "list.2 "},
    {"{{ nosuch | default: name }}", "[Ana]", "name "},
};

static void
test_guard(struct guarded *guarded)
{
	struct fixture *f = &guarded->fixture;
	size_t i;

	TEST("the guard sees each text of the scope once, with its path")
	{
		for (i = 0; i < sizeof(sights) / sizeof(sights[0]); i++)
			check_guarded(guarded, sights[i].source, sights[i].want,
			    sights[i].paths);
	}
	TEST("the guard sees neither literals nor what is only compared")
	{
		check_guarded(guarded,
		    "{% if name == 'Ana' %}{{ 'a' | append: 'b' }}{% endif %}"
		    "{% case name %}{% when 'Ana' %}c{% endcase %}",
		    "abc", "");
	}
	TEST("lax does not send the guard home")
	{
		f->scope.lax = true;
		check_guarded(guarded, "{{ items[0] }}{{ name }}",
		    "{\"[k]\"=>\"[x]\"}[Ana]", "items.0 items.0.k name ");
		f->scope.lax = false;
	}
	TEST("what the guard refuses is an error at its place")
	{
		f->data = view_of(slice_of("{\"a\":{\"b\":\"bad\"}}"));
		CHECK_STR(rendered(f, "ok {{ a.b }}"), "! t:1:7: 'a.b' is bad");
	}
}

/* ---- printed ------------------------------------------------------------ */

static void
note_printed(void *context, size_t start, size_t length, struct slice name)
{
	struct guarded *guarded = context;

	buf_addf(
	    &guarded->seen, "%zu+%zu:%.*s ", start, length, SLICE_ARG(name));
}

static const struct {
	const char *source, *want, *outputs;
} prints[] = {
    {"Hi {{ name }}, {{ n }}.", "Hi Ana, 3.", "3+3:name 8+1:n "},
    {"{{ appointment.service | upcase }}{{ list[0] }}", "CLEANINGa",
	"0+8:appointment.service 8+1:list[0] "},
    {"{{ 'at ' | append: n }}", "at 3", "0+4: "},
    {"{% echo name %}{% assign x = n %}{{ x }}", "Ana3", "0+3:name 3+1:x "},
    {"{% for i in list %}{{ i }}"
     "{% endfor %}",
	"abc", "0+1:i 1+1:i 2+1:i "},
    {"a{% capture x %}b{{ name }}"
     "{% endcapture %}c{{ x }}",
	"acbAna", "2+4:x "},
    {"plain {{ }}", "plain ", "6+0: "},
};

static void
test_printed(struct guarded *guarded)
{
	struct fixture *f = &guarded->fixture;
	size_t i;

	f->scope.guard = NULL;
	f->scope.printed = note_printed;
	TEST("who asks is told what each output printed, and where")
	{
		for (i = 0; i < sizeof(prints) / sizeof(prints[0]); i++)
			check_guarded(guarded, prints[i].source, prints[i].want,
			    prints[i].outputs);
	}
}

int
main(void)
{
	struct guarded guarded;

	fixture_init(&guarded.fixture);
	guarded.fixture.scope.guard = guard;
	buf_init(&guarded.seen, BUF_NO_CAP);
	test_guard(&guarded);
	guarded.fixture.data = view_of(slice_of(usual));
	test_printed(&guarded);
	buf_release(&guarded.seen);
	fixture_release(&guarded.fixture);
	return test_done();
}
