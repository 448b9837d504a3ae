/* SPDX-License-Identifier: ISC */
#include "select.h"

#include "base/nearest.h"

#include <dirent.h>
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

static int
select_add_file(
    struct selection *selection, const char *path, struct error *err)
{
	struct template_file *file;

	selection->files = mem_realloc(
	    selection->files, selection->count + 1, sizeof(*selection->files));
	file = &selection->files[selection->count++];
	*file = (struct template_file){0};
	return template_file_load(
	    file, arena_string(&selection->memory, slice_of(path)), err);
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
select_add_folder(
    struct selection *selection, const char *folder, struct error *err)
{
	size_t len = strlen(folder), count, i;
	int result;
	struct buf path;
	char **names;

	result = select_list(selection, folder, &names, &count, err);
	buf_init(&path, BUF_NO_CAP);
	for (i = 0; i < count && result == 0; i++) {
		buf_reset(&path);
		buf_addf(&path, "%s%s%s", folder,
		    len > 0 && folder[len - 1] == '/' ? "" : "/", names[i]);
		result = select_add_file(selection, buf_text(&path), err);
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

/* The template of that id in the configuration's folder. */
static int
select_add_id(struct selection *selection, const char *id,
    const struct config *config, struct error *err)
{
	const char *path = NULL;
	struct selection all = {0};
	int result = 0;
	size_t i;

	if (config->templates != NULL)
		result = select_add_folder(&all, config->templates, err);
	for (i = 0; i < all.count && result == 0; i++)
		if (strcmp(all.files[i].id, id) == 0)
			path = all.files[i].path;
	if (result == 0)
		result = path != NULL ? select_add_file(selection, path, err)
				      : select_unknown(&all, id, err);
	selection_release(&all);
	return result;
}

static int
select_add_pick(struct selection *selection, const char *pick,
    const struct config *config, struct error *err)
{
	struct stat status;

	if (stat(pick, &status) == 0)
		return S_ISDIR(status.st_mode)
		    ? select_add_folder(selection, pick, err)
		    : select_add_file(selection, pick, err);
	if (strchr(pick, '/') != NULL || select_is_template(pick))
		return error_set_errno(err, EX_NOINPUT, "%s", pick);
	return select_add_id(selection, pick, config, err);
}

/* Two templates of one id would give their messages the same id. */
static int
select_check_ids(const struct selection *selection, struct error *err)
{
	const struct template_file *files = selection->files;
	size_t i, j;

	for (i = 0; i < selection->count; i++)
		for (j = 0; j < i; j++)
			if (strcmp(files[i].id, files[j].id) == 0)
				return error_set(err, EX_CONFIG,
				    "%s: same id as %s '%s'", files[i].path,
				    files[j].path, files[i].id);
	return 0;
}

int
selection_load(struct selection *selection, const struct opt_list *picks,
    const struct config *config, struct error *err)
{
	size_t i;

	if (picks->count == 0 && config->templates != NULL &&
	    select_add_folder(selection, config->templates, err) != 0)
		return -1;
	for (i = 0; i < picks->count; i++)
		if (select_add_pick(selection, picks->items[i], config, err) !=
		    0)
			return -1;
	return select_check_ids(selection, err);
}

void
selection_release(struct selection *selection)
{
	size_t i;

	for (i = 0; i < selection->count; i++)
		template_file_release(&selection->files[i]);
	free(selection->files);
	arena_release(&selection->memory);
	*selection = (struct selection){0};
}

int
selection_holds(const struct template_file *file, const struct facts *facts,
    const struct template_scope *scope, struct arena *arena, struct error *err)
{
	bool confirms = strcmp(file->purpose, "confirmation") == 0;

	/* Nothing was agreed with somebody who was not reached. */
	if (confirms &&
	    slice_is(record_text(facts->call, "stage"), "not_connected"))
		return 0;
	/* Nobody comes to what is cancelled. */
	if (facts->cancelled &&
	    (confirms || strcmp(file->purpose, "reminder") == 0))
		return 0;
	if (file->when == NULL)
		return 1;
	return template_test(file->when, scope, arena, err);
}
