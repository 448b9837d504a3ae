/* SPDX-License-Identifier: ISC */
/*
 * smsconsent: the consent ledger.  Who said yes or no to texts, when and how;
 * and whether a message may go.
 */
#include "verbs.h"

#include "base/fault.h"
#include "base/nearest.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

enum { VERBS_MAX = 16 };

static const struct opt_program program = {
    .name = "smsconsent",
    .operands = "verb [operand ...]",
    .about = "Keep the ledger of consent, and ask it.",
};

static const struct verb *
find_verb(const char *word)
{
	size_t i;

	for (i = 0; verbs[i] != NULL; i++)
		if (strcmp(verbs[i]->word, word) == 0)
			return verbs[i];
	return NULL;
}

static int
help(void)
{
	struct opt_program all[VERBS_MAX];
	size_t n;

	for (n = 0; n < VERBS_MAX && verbs[n] != NULL; n++)
		all[n] = verbs[n]->program;
	opt_usage(all, n);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : EX_IOERR;
}

static int
refuse(const char *word)
{
	const char *words[VERBS_MAX], *near;
	size_t n;

	if (word == NULL)
		return opt_refuse(&program, "a verb is needed");
	if (find_verb(word) != NULL)
		return opt_refuse(
		    &program, "options go behind the verb '%s'", word);
	for (n = 0; n < VERBS_MAX && verbs[n] != NULL; n++)
		words[n] = verbs[n]->word;
	near = nearest_name(word, words, n);
	if (near == NULL)
		return opt_refuse(&program, "no such verb: '%s'", word);
	return opt_refuse(
	    &program, "no such verb: '%s'; did you mean '%s'?", word, near);
}

int
main(int argc, char **argv)
{
	const struct verb *verb = argc > 1 ? find_verb(argv[1]) : NULL;
	struct opt_common common = {0};
	int operand, code;

	if (verb != NULL)
		return fault_end(verb->run(&verb->program, argc - 1, argv + 1));
	if (argc > 1 &&
	    (strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--help") == 0))
		return help();
	operand = opt_parse(&program, argc, argv, &common, &code);
	return operand < 0 ? code : refuse(argv[operand]);
}
