/* SPDX-License-Identifier: ISC */
#include "select.h"

#include "base/nearest.h"

#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char select_suffix[] = ".yaml";

static bool
select_is_template(const char *name)
{
	size_t n = strlen(name), tail = sizeof(select_suffix) - 1;

	return n > tail && name[0] != '.' &&
	    strcmp(name + n - tail, select_suffix) == 0;
}

/* What decides about a template, apart from all else of it. */
struct choice {
	size_t question; /* of the conditions; CHOICE_ALWAYS: none */
	bool confirms, reminds;
};

#define CHOICE_ALWAYS SIZE_MAX

/* What loading needs. */
struct picking {
	struct selection *selection;
	const struct config *config;
	const struct diag *diag; /* NULL: nothing is told */
	struct error *err;
};

static void
select_choose(struct selection *selection, const struct template_file *file)
{
	struct choice choice = {.question = CHOICE_ALWAYS,
	    .confirms = strcmp(file->purpose, "confirmation") == 0,
	    .reminds = strcmp(file->purpose, "reminder") == 0};

	if (selection->conditions == NULL)
		selection->conditions = conditions_new();
	if (file->when != NULL)
		choice.question = conditions_add(
		    selection->conditions, file->when);
	selection->choices = mem_realloc(selection->choices,
	    selection->count + 1, sizeof(*selection->choices));
	selection->choices[selection->count] = choice;
}

/* Two templates of one id would give their messages the same id. */
static int
select_check_id(const struct selection *selection,
    const struct template_file *file, struct error *err)
{
	size_t i;

	for (i = 0; i < selection->count; i++)
		if (strcmp(selection->files[i].id, file->id) == 0)
			return error_set(err, EX_CONFIG,
			    "%s: same id as %s '%s'", file->path,
			    selection->files[i].path, file->id);
	return 0;
}

/* Tells why a template is left out; the others go on. */
static void
select_leave_out(struct picking *picking)
{
	struct selection *selection = picking->selection;

	if (picking->diag != NULL)
		diag_error(picking->diag, picking->err);
	selection->code = error_worse(selection->code, picking->err->code);
}

/* Adds the file, or tells why it is left out; -1 when it is not there. */
static int
select_add_file(struct picking *picking, const char *path)
{
	struct selection *selection = picking->selection;
	struct template_file file = {0};

	path = arena_string(&selection->memory, slice_of(path));
	if (template_file_load(&file, path, picking->err) == 0 &&
	    select_check_id(selection, &file, picking->err) == 0) {
		select_choose(selection, &file);
		selection->files = mem_realloc(selection->files,
		    selection->count + 1, sizeof(*selection->files));
		selection->files[selection->count++] = file;
		return 0;
	}
	template_file_release(&file);
	if (picking->err->code == EX_NOINPUT)
		return -1;
	select_leave_out(picking);
	return 0;
}

/* ---- folders ------------------------------------------------------------ */

static int
select_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names of the templates in a folder, sorted, in the arena. */
static int
select_list(struct selection *selection, const char *folder, char ***names,
    size_t *count, struct error *err)
{
	struct dirent *entry;
	DIR *dir = opendir(folder);

	*names = NULL;
	*count = 0;
	if (dir == NULL)
		return error_set_errno(err, EX_NOINPUT, "%s", folder);
	while ((entry = readdir(dir)) != NULL) {
		if (!select_is_template(entry->d_name))
			continue;
		*names = mem_realloc(*names, *count + 1, sizeof(**names));
		(*names)[(*count)++] = arena_string(
		    &selection->memory, slice_of(entry->d_name));
	}
	(void)closedir(dir);
	if (*count > 0)
		qsort(*names, *count, sizeof(**names), select_compare);
	return 0;
}

static int
select_add_folder(struct picking *picking, const char *folder)
{
	size_t len = strlen(folder), count, i;
	int result;
	struct buf path;
	char **names;

	result = select_list(
	    picking->selection, folder, &names, &count, picking->err);
	buf_init(&path, BUF_NO_CAP);
	for (i = 0; i < count && result == 0; i++) {
		buf_reset(&path);
		buf_addf(&path, "%s%s%s", folder,
		    len > 0 && folder[len - 1] == '/' ? "" : "/", names[i]);
		if (select_add_file(picking, buf_text(&path)) != 0) {
			picking->err->code = EX_CONFIG; /* a dead link */
			select_leave_out(picking);
		}
	}
	buf_release(&path);
	free(names);
	return result;
}

/* ---- picking ------------------------------------------------------------ */

static int
select_unknown(const struct selection *from, const char *id, struct error *err)
{
	const char **ids = mem_zalloc(from->count + 1, sizeof(*ids));
	const char *near;
	size_t i;

	for (i = 0; i < from->count; i++)
		ids[i] = from->files[i].id;
	near = nearest_name(id, ids, from->count);
	error_set(err, EX_NOINPUT, "no template '%s'%s%s%s", id,
	    near != NULL ? ", did you mean '" : "", near != NULL ? near : "",
	    near != NULL ? "'?" : "");
	free(ids);
	return -1;
}

/*
 * The template of that id in the configuration's folder.  What is wrong with
 * the others there matters only if it is not found: it may be one of them.
 */
static int
select_add_id(struct picking *picking, const char *id)
{
	struct selection all = {0};
	struct picking within = {&all, picking->config, NULL, picking->err};
	const char *folder = picking->config->templates, *path = NULL;
	int result = 0;
	size_t i;

	if (folder != NULL)
		result = select_add_folder(&within, folder);
	for (i = 0; i < all.count && result == 0; i++)
		if (strcmp(all.files[i].id, id) == 0)
			path = all.files[i].path;
	if (result == 0 && path == NULL && all.code != 0) {
		selection_release(&all);
		within.diag = picking->diag;
		result = select_add_folder(&within, folder);
	}
	if (result == 0)
		result = path != NULL ? select_add_file(picking, path)
				      : select_unknown(&all, id, picking->err);
	selection_release(&all);
	return result;
}

static int
select_add_pick(struct picking *picking, const char *pick)
{
	struct stat status;

	if (stat(pick, &status) == 0)
		return S_ISDIR(status.st_mode)
		    ? select_add_folder(picking, pick)
		    : select_add_file(picking, pick);
	if (strchr(pick, '/') != NULL || select_is_template(pick))
		return error_set_errno(picking->err, EX_NOINPUT, "%s", pick);
	return select_add_id(picking, pick);
}

int
selection_load(struct selection *selection, const struct opt_list *picks,
    const struct config *config, const struct diag *diag, struct error *err)
{
	struct picking picking = {selection, config, diag, err};
	size_t i;

	if (picks->count == 0 && config->templates != NULL &&
	    select_add_folder(&picking, config->templates) != 0)
		return -1;
	for (i = 0; i < picks->count; i++)
		if (select_add_pick(&picking, picks->items[i]) != 0)
			return -1;
	return 0;
}

void
selection_release(struct selection *selection)
{
	size_t i;

	conditions_free(selection->conditions);
	for (i = 0; i < selection->count; i++)
		template_file_release(&selection->files[i]);
	free(selection->choices);
	free(selection->files);
	arena_release(&selection->memory);
	*selection = (struct selection){0};
}

/* ---- asking ------------------------------------------------------------- */

void
selection_start(struct selection *selection, const struct facts *facts,
    const struct template_scope *scope, struct arena *arena)
{
	selection->facts = facts;
	if (selection->conditions != NULL)
		conditions_start(selection->conditions, scope, arena);
}

int
selection_holds(struct selection *selection, size_t index, struct error *err)
{
	const struct choice *choice = &selection->choices[index];
	const struct facts *facts = selection->facts;

	/* Nothing was agreed with somebody who was not reached. */
	if (choice->confirms && !facts->reached)
		return 0;
	/* Nobody comes to what is cancelled. */
	if (facts->cancelled && (choice->confirms || choice->reminds))
		return 0;
	if (choice->question == CHOICE_ALWAYS)
		return 1;
	return conditions_hold(selection->conditions, choice->question, err);
}
