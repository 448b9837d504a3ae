/* SPDX-License-Identifier: ISC */
#include "template/partials.h"

#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { PARTIAL_NAME_MAX = 200 }; /* bytes */

struct partial_file {
	char *name;
	struct template *template;
	struct partial_file *next;
};

/* Parts of letters and the like, none of them hidden, "." or "..". */
static bool
is_name(struct slice name)
{
	bool begins = true;
	size_t i;

	if (name.n == 0 || name.n > PARTIAL_NAME_MAX)
		return false;
	for (i = 0; i < name.n; i++) {
		if (name.p[i] == '\0' || (begins && name.p[i] == '.') ||
		    (begins && name.p[i] == '/'))
			return false;
		begins = name.p[i] == '/';
	}
	return !begins;
}

static struct template *
load(const char *folder, struct slice name, struct error *err)
{
	struct template *template = NULL;
	struct buf path, source;

	buf_init(&path, BUF_NO_CAP);
	buf_init(&source, TEMPLATE_SOURCE_MAX);
	buf_addf(&path, "%s/%.*s.liquid", folder, SLICE_ARG(name));
	if (file_read(buf_text(&path), &source, err) == 0)
		template = template_parse(
		    buf_slice(&source), buf_text(&path), 1, err);
	err->code = EX_DATAERR;
	buf_release(&source);
	buf_release(&path);
	return template;
}

/* What failed is not kept: a caller's words may be the name. */
static struct template *
add(struct partials *partials, struct slice name, struct error *err)
{
	struct template *template = load(partials->folder, name, err);
	struct partial_file *file;

	if (template == NULL)
		return NULL;
	file = mem_zalloc(1, sizeof(*file));
	file->name = mem_strndup(name.p, name.n);
	file->template = template;
	file->next = partials->first;
	partials->first = file;
	return template;
}

const struct template *
partials_find(struct partials *partials, struct slice name, struct error *err)
{
	const struct partial_file *file;

	if (partials->folder == NULL) {
		error_set(err, EX_DATAERR,
		    "there is no folder of partials to find '%.*s' in",
		    SLICE_ARG(name));
		return NULL;
	}
	if (!is_name(name)) {
		error_set(err, EX_DATAERR, "'%.*s' is no name of a partial",
		    SLICE_ARG(name));
		return NULL;
	}
	for (file = partials->first; file != NULL; file = file->next)
		if (slice_is(name, file->name))
			return file->template;
	return add(partials, name, err);
}

void
partials_release(struct partials *partials)
{
	struct partial_file *file;

	while ((file = partials->first) != NULL) {
		partials->first = file->next;
		template_free(file->template);
		free(file->name);
		free(file);
	}
}
