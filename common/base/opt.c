/* SPDX-License-Identifier: ISC */
#include "base/opt.h"

#include "base/mem.h"
#include "base/slice.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

enum {
	OPT_LONG_BASE = 256, /* getopt values of options: above all letters */
	OPT_WIDTH = 78, /* columns of the synopsis */
	OPT_COLUMN = 26, /* where the help text starts */
};

#define COMMON(member) offsetof(struct opt_common, member)

static const struct opt opt_all[] = {
    {'c', "config", "file", OPT_TEXT, COMMON(config), "configuration file"},
    {0, "color", "auto|always|never", OPT_CHOICE, COMMON(color),
	"colour on the terminal"},
    {'h', "help", NULL, OPT_FLAG, COMMON(help), "print this help and exit"},
    {'q', "quiet", NULL, OPT_FLAG, COMMON(quiet), "errors only on stderr"},
    {'V', "version", NULL, OPT_FLAG, COMMON(version),
	"print the version and exit"},
    {'v', "verbose", NULL, OPT_COUNT, COMMON(verbose), "say more on stderr"},
};

static const struct opt opt_filter[] = {
    {0, "now", "time", OPT_TEXT, COMMON(now),
	"use this instant (RFC 3339) as the clock"},
    {'o', "output", "file", OPT_TEXT, COMMON(output),
	"write records here, not to stdout"},
    {0, "rejects", "file", OPT_TEXT, COMMON(rejects),
	"write lines that are no record here"},
    {0, "strict", NULL, OPT_FLAG, COMMON(strict), "stop at the first bad line"},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The i-th option of a program: its own first, then the shared ones. */
static const struct opt *
opt_at(const struct opt_program *program, size_t i)
{
	if (i < program->own_count)
		return &program->own[i];
	i -= program->own_count;
	if (program->filter) {
		if (i < COUNT(opt_filter))
			return &opt_filter[i];
		i -= COUNT(opt_filter);
	}
	return i < COUNT(opt_all) ? &opt_all[i] : NULL;
}

static size_t
opt_count(const struct opt_program *program)
{
	return program->own_count + (program->filter ? COUNT(opt_filter) : 0) +
	    COUNT(opt_all);
}

/* One word of the synopsis, wrapped like the rest. */
static void
opt_word(FILE *out, size_t *column, size_t indent, const char *word)
{
	size_t len = strlen(word);

	if (*column + 1 + len > OPT_WIDTH) {
		(void)fprintf(out, "\n%*s", (int)indent, "");
		*column = indent;
	}
	(void)fprintf(out, " %s", word);
	*column += 1 + len;
}

/* Letters without argument in one group, as in [-hqVv]; "" when none. */
static void
opt_letters(const struct opt_program *program, char *word, size_t size)
{
	size_t i, n = 0;
	const struct opt *opt;

	for (i = 0; (opt = opt_at(program, i)) != NULL; i++) {
		if (opt->letter == 0 || opt->arg != NULL || n + 5 > size)
			continue;
		if (n == 0) {
			word[n++] = '[';
			word[n++] = '-';
		}
		word[n++] = (char)opt->letter;
	}
	if (n > 0)
		word[n++] = ']';
	word[n] = '\0';
}

static void
opt_synopsis(FILE *out, const struct opt_program *program, bool first)
{
	size_t indent = strlen("usage: ") + strlen(program->name), column;
	const struct opt *opt;
	char word[128];
	size_t i;

	(void)fprintf(out, "%s %s", first ? "usage:" : "      ", program->name);
	column = indent;
	opt_letters(program, word, sizeof(word));
	if (word[0] != '\0')
		opt_word(out, &column, indent, word);
	for (i = 0; (opt = opt_at(program, i)) != NULL; i++) {
		if (opt->letter != 0 && opt->arg == NULL)
			continue;
		if (opt->letter != 0)
			(void)snprintf(word, sizeof(word), "[-%c %s]",
			    opt->letter, opt->arg);
		else if (opt->arg != NULL)
			(void)snprintf(word, sizeof(word), "[--%s %s]",
			    opt->name, opt->arg);
		else
			(void)snprintf(word, sizeof(word), "[--%s]", opt->name);
		opt_word(out, &column, indent, word);
	}
	if (program->operands[0] != '\0')
		opt_word(out, &column, indent, program->operands);
	(void)fputc('\n', out);
}

static void
opt_help(FILE *out, const struct opt *opt)
{
	char left[128];
	int n = 0;

	if (opt->letter != 0 && opt->name != NULL)
		n = snprintf(
		    left, sizeof(left), "-%c, --%s", opt->letter, opt->name);
	else if (opt->letter != 0)
		n = snprintf(left, sizeof(left), "-%c", opt->letter);
	else
		n = snprintf(left, sizeof(left), "    --%s", opt->name);
	if (opt->arg != NULL && n > 0 && (size_t)n < sizeof(left))
		(void)snprintf(
		    left + n, sizeof(left) - (size_t)n, " %s", opt->arg);
	if (strlen(left) + 3 > OPT_COLUMN)
		(void)fprintf(
		    out, "  %s\n%*s%s\n", left, OPT_COLUMN, "", opt->help);
	else
		(void)fprintf(
		    out, "  %-*s%s\n", OPT_COLUMN - 2, left, opt->help);
}

/* The options of all programs, each shown once. */
void
opt_usage(const struct opt_program *programs, size_t count)
{
	const struct opt *opt, *seen;
	size_t p, q, i, j;
	bool again;

	for (p = 0; p < count; p++)
		opt_synopsis(stdout, &programs[p], p == 0);
	for (p = 0; p < count; p++)
		if (programs[p].about != NULL)
			(void)printf("%s%s%s%s\n", p == 0 ? "\n" : "",
			    count > 1 ? programs[p].name : "",
			    count > 1 ? ": " : "", programs[p].about);
	(void)putchar('\n');
	for (p = 0; p < count; p++) {
		for (i = 0; (opt = opt_at(&programs[p], i)) != NULL; i++) {
			again = false;
			for (q = 0; q <= p && !again; q++)
				for (j = 0;
				     (seen = opt_at(&programs[q], j)) != NULL &&
				     !(q == p && j >= i) && !again;
				     j++)
					again = seen == opt ||
					    (seen->letter == opt->letter &&
						seen->name != NULL &&
						opt->name != NULL &&
						strcmp(seen->name, opt->name) ==
						    0);
			if (!again)
				opt_help(stdout, opt);
		}
	}
}

__attribute__((format(printf, 2, 0))) static void
opt_complain(const struct opt_program *program, const char *fmt, va_list ap)
{
	(void)fprintf(stderr, "%s: ", program->name);
	(void)vfprintf(stderr, fmt, ap);
	(void)fputc('\n', stderr);
	opt_synopsis(stderr, program, true);
}

int
opt_refuse(const struct opt_program *program, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	opt_complain(program, fmt, ap);
	va_end(ap);
	return EX_USAGE;
}

bool
opt_in_colour(const struct opt_common *common, int fd, const char *no_color)
{
	if (common->color != NULL && strcmp(common->color, "auto") != 0)
		return strcmp(common->color, "always") == 0;
	return isatty(fd) && (no_color == NULL || no_color[0] == '\0');
}

void
opt_list_release(struct opt_list *list)
{
	free(list->items);
	*list = (struct opt_list){0};
}

/* The member of options that opt sets. */
static void *
opt_member(void *options, const struct opt *opt)
{
	return (char *)options + opt->where;
}

static int
opt_store(const struct opt_program *program, const struct opt *opt,
    const char *arg, void *options)
{
	void *member = opt_member(options, opt);
	struct opt_list *list;

	switch (opt->kind) {
	case OPT_FLAG:
		*(bool *)member = true;
		break;
	case OPT_COUNT:
		*(int *)member += 1;
		break;
	case OPT_CHOICE:
		if (!slice_among(slice_of(arg), opt->arg))
			return opt_refuse(program,
			    "option --%s takes one of %s, not '%s'", opt->name,
			    opt->arg, arg);
		*(const char **)member = arg;
		break;
	case OPT_NAME:
		if (arg[0] == '\0')
			return opt_refuse(program,
			    "option --%s takes a %s, not an empty text",
			    opt->name, opt->arg);
		*(const char **)member = arg;
		break;
	case OPT_TEXT:
		*(const char **)member = arg;
		break;
	case OPT_LIST:
		list = member;
		list->items = mem_realloc(
		    list->items, list->count + 1, sizeof(*list->items));
		list->items[list->count++] = arg;
		break;
	}
	return 0;
}

/* The tables of getopt_long: letters into shorts, long names into longs. */
static void
opt_prepare(
    const struct opt_program *program, char *shorts, struct option *longs)
{
	const struct opt *opt;
	size_t i, s = 0, l = 0;

	shorts[s++] = ':';
	for (i = 0; (opt = opt_at(program, i)) != NULL; i++) {
		if (opt->letter != 0) {
			shorts[s++] = (char)opt->letter;
			if (opt->arg != NULL)
				shorts[s++] = ':';
		}
		if (opt->name != NULL)
			longs[l++] = (struct option){opt->name,
			    opt->arg != NULL ? required_argument : no_argument,
			    NULL, OPT_LONG_BASE + (int)i};
	}
	shorts[s] = '\0';
	longs[l] = (struct option){0};
}

/* The option that getopt_long's answer stands for, or NULL. */
static const struct opt *
opt_find(const struct opt_program *program, int answer)
{
	const struct opt *opt;
	size_t i;

	if (answer >= OPT_LONG_BASE)
		return opt_at(program, (size_t)(answer - OPT_LONG_BASE));
	for (i = 0; (opt = opt_at(program, i)) != NULL; i++)
		if (opt->letter == answer)
			return opt;
	return NULL;
}

static int
opt_bad(const struct opt_program *program, int answer, char **argv)
{
	const char *what = answer == ':' ? "needs an argument" : "is not known";

	if (optopt > 0 && optopt < OPT_LONG_BASE)
		return opt_refuse(program, "option -%c %s", optopt, what);
	return opt_refuse(program, "option '%s' %s", argv[optind - 1], what);
}

int
opt_parse(const struct opt_program *program, int argc, char **argv,
    void *options, int *code)
{
	struct opt_common *common = options;
	size_t count = opt_count(program);
	struct option *longs = mem_zalloc(count + 1, sizeof(*longs));
	char *shorts = mem_alloc(2 * count + 2);
	int answer;

	opt_prepare(program, shorts, longs);
	opterr = 0;
	optind = 1;
	*code = 0;
	while (*code == 0 &&
	    (answer = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (answer == '?' || answer == ':')
			*code = opt_bad(program, answer, argv);
		else
			*code = opt_store(program, opt_find(program, answer),
			    optarg, options);
	}
	free(longs);
	free(shorts);
	if (*code != 0)
		return -1;
	if (common->help)
		opt_usage(program, 1);
	else if (common->version)
		(void)printf("%.*s (smspipe) %s\n",
		    (int)strcspn(program->name, " "), program->name,
		    SMSPIPE_VERSION);
	else
		return optind;
	*code = fflush(stdout) == 0 && !ferror(stdout) ? 0 : EX_IOERR;
	return -1;
}
