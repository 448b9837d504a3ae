/* SPDX-License-Identifier: ISC */
#include "usage.h"

#include "base/num.h"
#include "oneoff.h"
#include "provider/request.h"
#include "queue.h"
#include "text/phone.h"
#include "time/instant.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

bool
usage_is_oneoff(const struct options *options)
{
	return options->to.count > 0 && !options->list;
}

/* What contradicts itself, or means nothing beside the rest. */
static const char *
find_conflict(const struct options *options, size_t operands)
{
	bool oneoff = usage_is_oneoff(options);
	int modes = (options->due || options->watch) + options->list + oneoff +
	    options->reconcile + options->show_config +
	    options->list_providers + options->migrate +
	    (options->cancel.count > 0);

	if (modes > 1)
		return "--cancel, --due, --list, --list-providers, "
		       "--migrate, --reconcile, --to, --show-config and "
		       "--watch exclude another";
	if (oneoff && operands > 1)
		return "the text of --to is in one file";
	if (!oneoff && operands > 0 && modes > 0)
		return "files are read without --cancel, --due, --list, "
		       "--list-providers, --migrate, --reconcile, --to, "
		       "--show-config and --watch only";
	if (!oneoff &&
	    (options->from != NULL || options->category != NULL ||
		options->program != NULL || options->send_at != NULL ||
		options->key != NULL || options->max_recipients != NULL ||
		options->media.count > 0 || options->yes))
		return "--from, --category, --key, --max-recipients, "
		       "--media, --program, --send-at and -y belong to --to";
	if (options->run != NULL && modes > 0)
		return "--run is for what is read: it goes with none of "
		       "--cancel, --due, --list, --list-providers, "
		       "--migrate, --reconcile, --to, --show-config and "
		       "--watch";
	if (options->list && options->to.count > 1)
		return "--list takes one --to";
	if (options->watch && (options->dry_run || options->common.now != NULL))
		return "--watch goes by the clock, not with --now or -n";
	if (options->status != NULL && !options->list)
		return "--status belongs to --list";
	if (options->where.count > 0 && !options->list)
		return "--where belongs to --list";
	if ((options->list || options->cancel.count > 0) && options->dry_run)
		return "--list and --cancel send nothing, -n is meaningless";
	if (options->reconcile && options->dry_run)
		return "--reconcile writes down what it finds, not with -n";
	if (options->ambiguous != NULL && !options->reconcile)
		return "--ambiguous belongs to --reconcile";
	return NULL;
}

/* Is there somebody to ask? */
static bool
has_terminal(void)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);

	if (fd >= 0)
		(void)close(fd);
	return fd >= 0;
}

static int
check_time(
    const struct opt_program *program, const char *option, const char *text)
{
	int64_t value;

	if (text == NULL || instant_parse(slice_of(text), &value) == 0)
		return 0;
	return opt_refuse(
	    program, "%s: no RFC 3339 time with an offset: '%s'", option, text);
}

static int
check_conditions(const struct opt_program *program, const char *option,
    const struct opt_list *conditions)
{
	size_t i;

	for (i = 0; i < conditions->count; i++)
		if (!queue_is_condition(conditions->items[i]))
			return opt_refuse(program, "%s: no FIELD=VALUE '%s'",
			    option, conditions->items[i]);
	return 0;
}

static int
check_media(const struct opt_program *program, const struct opt_list *media)
{
	size_t i;

	for (i = 0; i < media->count; i++)
		if (strstr(media->items[i], "://") == NULL)
			return opt_refuse(
			    program, "--media: no URL '%s'", media->items[i]);
	if (media->count > REQUEST_MEDIA_MAX)
		return opt_refuse(
		    program, "--media: more than %d", (int)REQUEST_MEDIA_MAX);
	return 0;
}

/* E.164 each, and no more of them than was said on purpose. */
static int
check_recipients(
    const struct opt_program *program, const struct options *options)
{
	int64_t most = ONEOFF_RECIPIENTS;
	size_t i;

	for (i = 0; i < options->to.count; i++)
		if (!phone_is_e164(slice_of(options->to.items[i])))
			return opt_refuse(program,
			    "--to: not an E.164 number '%s'",
			    options->to.items[i]);
	if (options->max_recipients != NULL &&
	    num_parse(slice_of(options->max_recipients), 1, INT32_MAX, &most) !=
		0)
		return opt_refuse(program,
		    "--max-recipients: not a number '%s'",
		    options->max_recipients);
	if ((int64_t)options->to.count > most)
		return opt_refuse(program,
		    "%zu recipients, more than %d: say --max-recipients %zu",
		    options->to.count, (int)most, options->to.count);
	return 0;
}

int
usage_check(const struct opt_program *program, const struct options *options,
    char *const *operands)
{
	const char *conflict;
	size_t count = 0;
	enum journal_state state;
	int64_t value;

	while (operands[count] != NULL)
		count++;
	conflict = find_conflict(options, count);
	if (conflict != NULL)
		return opt_refuse(program, "%s", conflict);
	if (check_recipients(program, options) != 0 ||
	    check_media(program, &options->media) != 0)
		return EX_USAGE;
	if (check_time(program, "--now", options->common.now) != 0 ||
	    check_time(program, "--send-at", options->send_at) != 0 ||
	    check_conditions(program, "--where", &options->where) != 0 ||
	    check_conditions(program, "--cancel", &options->cancel) != 0)
		return EX_USAGE;
	if (options->status != NULL &&
	    journal_state_find(slice_of(options->status), &state) != 0)
		return opt_refuse(program,
		    "--status: no state of a message "
		    "'%s'",
		    options->status);
	if (options->grace != NULL &&
	    num_parse(slice_of(options->grace), 0, INT32_MAX, &value) != 0)
		return opt_refuse(program,
		    "--grace: not a number of seconds '%s'", options->grace);
	if (usage_is_oneoff(options) && !options->yes && !options->dry_run &&
	    !has_terminal())
		return opt_refuse(program, "no terminal to ask on: say -y");
	return 0;
}
