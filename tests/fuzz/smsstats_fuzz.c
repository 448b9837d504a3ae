/* SPDX-License-Identifier: ISC */
/*
 * smsstats: any lines.  Each is folded as a record, or taken as a line of a
 * partial result.  What was folded whole says what it says when it is dealt to
 * two folds whose parts are written, read and merged.
 */
#include "cmd/smsstats/part.h"
#include "cmd/smsstats/report.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { FOLDS = 2 };

struct run {
	struct dims dims;
	struct fold whole, dealt[FOLDS], merged;
	struct part_sum sum;
};

static void
add(struct fold *fold, struct slice line)
{
	struct record record = {.file = NULL};
	struct error err;

	if (record_fill(&record, line, &err) == 0)
		(void)fold_take(fold, 0, &record, false, &err);
	record_release(&record);
}

static bool
add_part(struct run *run, struct slice line)
{
	struct record record = {.file = NULL};
	struct error err;
	bool good;

	good = record_fill(&record, line, &err) == 0 &&
	    part_read(&run->merged, 0, &run->sum, &record, &err) == 0;
	record_release(&record);
	return good;
}

static void
visit(void *context, size_t worker, const struct message *message)
{
	(void)worker;
	tally_add(context, message);
}

static void
report(struct fold *fold, struct buf *out)
{
	struct ask ask = {.dims = fold->dims,
	    .by = 2,
	    .since = INT64_MIN,
	    .until = INT64_MAX,
	    .splits = {0, 1, SIZE_MAX}};
	struct report report;
	struct tally tally;
	struct error err;

	HOLDS(fold_finish(fold, &err) == 0);
	ask.as_of = fold->newest;
	tally_init(&tally, &ask, fold);
	HOLDS(fold_visit(fold, visit, &tally, &err) == 0);
	report_make(&report, &tally, 0, report_form_find("json"));
	report_json(&report, out);
	report_release(&report);
	tally_release(&tally);
}

/* Calls `each` with every line of a text. */
static void
each_line(struct slice text,
    void (*each)(struct run *run, struct slice line, uint64_t *seed),
    struct run *run, uint64_t *seed)
{
	const char *end;

	while (text.n > 0) {
		end = memchr(text.p, '\n', text.n);
		struct slice line = {
		    text.p, end != NULL ? (size_t)(end - text.p) : text.n};

		each(run, line, seed);
		text.p += line.n + (end != NULL);
		text.n -= line.n + (end != NULL);
	}
}

static void
take_line(struct run *run, struct slice line, uint64_t *seed)
{
	add(&run->whole, line);
	add(&run->dealt[fuzz_draw(seed, FOLDS)], line);
}

static void
take_part(struct run *run, struct slice line, uint64_t *seed)
{
	(void)seed;
	HOLDS(add_part(run, line));
}

static void
take_any_part(struct run *run, struct slice line, uint64_t *seed)
{
	(void)seed;
	(void)add_part(run, line);
}

static void
merge(struct run *run, struct fold *fold)
{
	struct filter filter = {.out = {.fd = -1}, .rejects = {.fd = -1}};
	struct error err;

	buf_init(&filter.out.buf, BUF_NO_CAP);
	HOLDS(part_write(fold, &filter, &err) == 0);
	each_line(buf_slice(&filter.out.buf), take_part, run, NULL);
	buf_release(&filter.out.buf);
}

static void
begin(struct run *run, struct fold *fold)
{
	fold_init(fold, &part_seed, &run->dims, 1, SIZE_MAX);
}

/* Lines that look like parts may say anything that a part can. */
static void
check_parts(struct run *run, struct slice input)
{
	struct buf text;

	begin(run, &run->merged);
	each_line(input, take_any_part, run, NULL);
	buf_init(&text, BUF_NO_CAP);
	report(&run->merged, &text);
	buf_release(&text);
	fold_release(&run->merged);
}

static void
check_split(struct run *run, struct slice input)
{
	uint64_t seed = fuzz_seed(input);
	struct buf whole, merged;
	struct error err;
	int i;

	begin(run, &run->whole);
	begin(run, &run->merged);
	for (i = 0; i < FOLDS; i++)
		begin(run, &run->dealt[i]);
	each_line(input, take_line, run, &seed);
	run->sum = (struct part_sum){0, 0};
	for (i = 0; i < FOLDS; i++)
		merge(run, &run->dealt[i]);
	HOLDS(part_check(&run->sum, 1, &err) == 0);
	buf_init(&whole, BUF_NO_CAP);
	buf_init(&merged, BUF_NO_CAP);
	report(&run->whole, &whole);
	report(&run->merged, &merged);
	HOLDS(fuzz_same(buf_slice(&whole), buf_slice(&merged)));
	buf_release(&whole);
	buf_release(&merged);
	fold_release(&run->whole);
	fold_release(&run->merged);
	for (i = 0; i < FOLDS; i++)
		fold_release(&run->dealt[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice input = fuzz_slice(data, size);
	struct run run = {.sum = {0, 0}};
	struct error err;

	HOLDS(dims_add_list(&run.dims, "template,carrier,country,lint.errors",
		  &err) == 0);
	check_split(&run, input);
	check_parts(&run, input);
	dims_release(&run.dims);
	return 0;
}
