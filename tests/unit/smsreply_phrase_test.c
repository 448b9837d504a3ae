/* SPDX-License-Identifier: ISC */
/*
 * What texts mean, by labelled sets: optout-phrases.jsonl, which the rules were
 * written for, and sets that were written down before the rules saw them.
 * --figures prints recall and precision of each, for `make bench`.
 */
#include "base/file.h"
#include "base/mem.h"
#include "cmd/smsreply/keywords.h"
#include "cmd/smsreply/phrase.h"
#include "record/record.h"
#include "tests/unit/test.h"

#include <string.h>

enum { INTENTS = INTENT_OTHER + 1, FILE_MAX = 1024 * 1024 };

struct score {
	int labelled[INTENTS], read[INTENTS], right[INTENTS];
	int texts;
};

static enum intent
meaning(const struct phrases *phrases, struct slice text, struct arena *arena,
    const char **rule)
{
	struct keyword_text word;
	struct keyword_hit hit;
	struct phrase_hit phrase;

	*rule = "none";
	keyword_prepare(text, arena, &word);
	if (keyword_standard(&word, &hit)) {
		*rule = hit.rule;
		return hit.intent;
	}
	if (!phrase_read(phrases, text, arena, &phrase))
		return INTENT_OTHER;
	*rule = phrase.rule->name;
	return phrase.rule->intent;
}

/* One labelled text; what else has to be known says `context`. */
static void
judge(const struct phrases *phrases, struct slice line, struct score *score,
    bool tell)
{
	struct record record = {.file = NULL};
	struct error err;
	enum intent label = INTENT_OTHER, got;
	struct slice text;
	const char *rule;

	if (record_fill(&record, line, &err) != 0 ||
	    !intent_find(record_text(&record, "label"), &label))
		(void)printf("# no good line: %.*s\n", SLICE_ARG(line));
	text = record_text(&record, "text");
	if (view_is_null(record_view(&record, "context"))) {
		got = meaning(phrases, text, &record.arena, &rule);
		score->texts++;
		score->labelled[label]++;
		score->read[got]++;
		score->right[label] += got == label;
		if (tell && got != label &&
		    (label <= INTENT_HELP || got <= INTENT_HELP))
			(void)printf("# %s is not %s by %s: %.*s\n",
			    intent_name(label), intent_name(got), rule,
			    SLICE_ARG(text));
	}
	record_release(&record);
}

static bool
judge_file(const struct phrases *phrases, const char *path, struct score *score,
    bool tell)
{
	struct error err;
	struct buf content;
	const char *p, *end;

	memset(score, 0, sizeof(*score));
	buf_init(&content, FILE_MAX);
	if (file_read(path, &content, &err) != 0) {
		(void)printf("# %s\n", err.text);
		buf_release(&content);
		return false;
	}
	for (p = content.data; p < content.data + content.len; p = end + 1) {
		end = memchr(p, '\n', (size_t)(content.data + content.len - p));
		if (end == NULL)
			break;
		judge(
		    phrases, (struct slice){p, (size_t)(end - p)}, score, tell);
	}
	buf_release(&content);
	return true;
}

/* Of a hundred thousand: 99.0 % is 99000. */
static int
share(int part, int whole)
{
	return whole == 0 ? 100000 : (int)((int64_t)part * 100000 / whole);
}

static int
recall(const struct score *score, enum intent intent)
{
	return share(score->right[intent], score->labelled[intent]);
}

static int
precision(const struct score *score, enum intent intent)
{
	return share(score->right[intent], score->read[intent]);
}

static const struct {
	const char *path;
	bool visits; /* the answers to appointments are labelled too */
} sets[] = {
    {"tests/fixtures/optout-phrases.jsonl", false},
    {"tests/fixtures/replies-unseen.jsonl", true},
    {"tests/fixtures/replies-unseen-2.jsonl", false},
    {"tests/fixtures/replies-unseen-3.jsonl", false},
    {"tests/fixtures/replies-unseen-4.jsonl", false},
    {"tests/fixtures/replies-unseen-5.jsonl", false},
};

enum { SETS = sizeof(sets) / sizeof(sets[0]) };

static void
figures(const struct phrases *phrases)
{
	struct score score;
	int i, k;

	for (i = 0; i < SETS; i++) {
		if (!judge_file(phrases, sets[i].path, &score, true))
			continue;
		(void)printf("%s: %d texts\n", sets[i].path, score.texts);
		for (k = 0; k < (sets[i].visits ? INTENTS : INTENT_CONFIRM);
		     k++)
			(void)printf("  %-10s recall %7.3f %% of %3d, "
				     "precision %7.3f %% of %3d\n",
			    intent_name((enum intent)k),
			    recall(&score, (enum intent)k) / 1000.0,
			    score.labelled[k],
			    precision(&score, (enum intent)k) / 1000.0,
			    score.read[k]);
	}
}

static void
hold_figures(const struct phrases *phrases)
{
	struct score score;
	int i, k;

	for (i = 0; i < SETS; i++)
		TEST(sets[i].path)
		{
			CHECK(judge_file(phrases, sets[i].path, &score, true));
			CHECK(score.texts > 200);
			CHECK(recall(&score, INTENT_STOP) >= 99000);
			CHECK(precision(&score, INTENT_STOP) >= 98000);
			for (k = INTENT_START; k <= INTENT_HELP; k++) {
				CHECK(recall(&score, (enum intent)k) >= 95000);
				CHECK(
				    precision(&score, (enum intent)k) >= 95000);
			}
			for (k = INTENT_CONFIRM; sets[i].visits && k < INTENTS;
			     k++)
				CHECK(recall(&score, (enum intent)k) >= 90000);
		}
}

/* What a text is read as, and by which rule. */
static const struct {
	const char *text, *rule;
	bool sure;
} examples[] = {
    {"please stop texting me", "stop.contact", true},
    {"Unsubcribe", "stop.unsubscribe", false},
    {"S.T.O.P", "stop.word", true},
    {"\xef\xbc\xb3\xef\xbc\xb4\xef\xbc\xaf\xef\xbc\xb0 please", "stop.word",
	true},
    {"not interested", "stop.not-interested", false},
    {"please cancel", "stop.cancel", false},
    {"how do I stop these?", "help.how-to-stop", true},
    {"Liked \xe2\x80\x9cReply STOP\xe2\x80\x9d", "robot.reaction", true},
    {"Out of office until Monday", "robot.away", true},
    {"", NULL, true},
    {"I'll stop by at 5", NULL, true},
    {"can't stop laughing", NULL, true},
    {"please cancel my order", NULL, true},
    {"\xff\xfe stop \x80", "stop.word", true},
};

static void
hold_examples(const struct phrases *phrases, struct arena *arena)
{
	struct phrase_hit hit;
	size_t i;

	TEST("a text says by which rule it is read, and how sure that is")
	for (i = 0; i < sizeof(examples) / sizeof(examples[0]); i++) {
		bool found = phrase_read(
		    phrases, slice_of(examples[i].text), arena, &hit);

		CHECK_STR(found ? hit.rule->name : "",
		    examples[i].rule != NULL ? examples[i].rule : "");
		CHECK(!found || hit.sure == examples[i].sure);
	}
}

int
main(int argc, char **argv)
{
	struct phrases *phrases = phrases_new();
	struct arena arena = {.head = NULL};
	struct phrase_hit hit;

	if (argc > 1 && strcmp(argv[1], "--figures") == 0) {
		figures(phrases);
		phrases_free(phrases);
		return 0;
	}
	hold_figures(phrases);
	hold_examples(phrases, &arena);
	TEST("a NUL is a blank, and what follows it counts")
	{
		CHECK(phrase_read(phrases,
		    (struct slice){"ok\0stop texting me", 18}, &arena, &hit));
		CHECK_STR(hit.rule->name, "stop.contact");
	}
	TEST("a stop is heard at the end of 10,000 characters")
	{
		struct buf text;
		int i;

		buf_init(&text, BUF_NO_CAP);
		for (i = 0; i < 1000; i++)
			buf_adds(&text, "blah blah ");
		buf_adds(&text, ". Stop texting me");
		CHECK(phrase_read(phrases, buf_slice(&text), &arena, &hit));
		CHECK_STR(hit.rule->name, "stop.contact");
		buf_release(&text);
	}
	arena_release(&arena);
	phrases_free(phrases);
	return test_done();
}
