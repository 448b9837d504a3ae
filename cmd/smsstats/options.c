/* SPDX-License-Identifier: ISC */
#include "options.h"

#include <stddef.h>

#define OPTION(member) offsetof(struct options, member)

static const struct opt own[] = {
    {0, "format", "table|json|jsonl|csv|openmetrics|html", OPT_CHOICE,
	OPTION(format), "how to write the report (default: table)"},
    {0, "by", "name,...", OPT_TEXT, OPTION(by),
	"a line for each template, carrier, day, or field by path"},
    {0, "where", "condition", OPT_TEXT, OPTION(where),
	"only messages of which it holds, as in a template's when"},
    {0, "since", "time", OPT_TEXT, OPTION(since),
	"only messages from then on: a time, a date, or P7D (7 days)"},
    {0, "until", "time", OPT_TEXT, OPTION(until),
	"only messages from before then"},
    {0, "top", "n", OPT_TEXT, OPTION(top),
	"the n groups with most messages, the others as one"},
    {0, "compare", NULL, OPT_FLAG, OPTION(compare),
	"with the period before, and what changed"},
    {0, "check", NULL, OPT_FLAG, OPTION(check),
	"no report: a line for each limit that is passed, and exit 1"},
    {0, "store", NULL, OPT_FLAG, OPTION(store),
	"read the store of the configuration, beside files that are named"},
    {0, "follow", NULL, OPT_FLAG, OPTION(follow),
	"stay, and write the report anew when a file has grown"},
    {0, "vcon", "call_id", OPT_TEXT, OPTION(vcon),
	"no report: that call with its texts and answers, as a vCon"},
    {0, "partial", NULL, OPT_FLAG, OPTION(partial),
	"no report: what --merge makes one of"},
    {0, "merge", NULL, OPT_FLAG, OPTION(merge),
	"the input is what --partial wrote, of any number of runs"},
    {0, "memory", "MiB", OPT_TEXT, OPTION(memory),
	"beyond that, messages go to a temporary file (default: 128)"},
};

const struct opt_program options_program = {
    .name = "smsstats",
    .operands = "[file ...]",
    .about = "Is it arriving, is it wanted, is it on time, what does it cost?",
    .filter = true,
    .own = own,
    .own_count = sizeof(own) / sizeof(own[0]),
};
