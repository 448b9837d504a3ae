/* SPDX-License-Identifier: ISC */
#include "fix.h"

#include "base/file.h"
#include "template/template_file.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIX_ROUNDS = 1000 }; /* changes of one file */

/* Can the text still be read as a template? */
static bool
fix_is_good(const char *path, const struct buf *text)
{
	struct template_file file = {0};
	struct error err = {.code = 0};
	bool good = template_file_read(&file, buf_slice(text), path, &err) == 0;

	template_file_release(&file);
	return good;
}

/* The suggestion as it may have to be written inside of quotes. */
static void
fix_spell(struct buf *out, struct slice text, char quote, const char *escaped)
{
	size_t i;

	buf_reset(out);
	for (i = 0; i < text.n; i++)
		if (text.p[i] == quote)
			buf_adds(out, escaped);
		else
			buf_addc(out, text.p[i]);
}

/* Puts it in place; false when no spelling of it leaves a template. */
static bool
fix_apply(
    const char *path, struct buf *text, const struct sheet_finding *finding)
{
	static const struct {
		char quote;
		const char *escaped;
	} spellings[] = {{'\0', ""}, {'"', "\\\""}, {'\'', "''"}};
	struct buf spelled, changed;
	bool good = false;
	size_t i;

	buf_init(&spelled, BUF_NO_CAP);
	buf_init(&changed, text->cap);
	for (i = 0; i < sizeof(spellings) / sizeof(spellings[0]) && !good;
	     i++) {
		fix_spell(&spelled, finding->suggestion, spellings[i].quote,
		    spellings[i].escaped);
		buf_reset(&changed);
		buf_addslice(&changed, buf_slice(text));
		buf_splice(&changed, finding->at, finding->length,
		    buf_slice(&spelled));
		good = !changed.full && fix_is_good(path, &changed);
	}
	if (good) {
		buf_reset(text);
		buf_addslice(text, buf_slice(&changed));
	}
	buf_release(&changed);
	buf_release(&spelled);
	return good;
}

/* One change; false when there is none to be made from `from` on. */
static bool
fix_once(struct templates *templates, const char *path, struct buf *text,
    size_t *from)
{
	struct sheet sheet;
	const struct sheet_finding *finding;
	struct sheet_file *file;
	bool fixed = false;
	size_t i;

	sheet_init(&sheet);
	file = sheet_add_file(&sheet, path, buf_slice(text));
	templates_lint(templates, &sheet, file);
	sheet_settle(&sheet);
	for (i = 0; i < sheet.count && !fixed; i++) {
		finding = &sheet.findings[i];
		if (!finding->rule->fix || !finding->exact ||
		    finding->file != file || finding->suggestion.p == NULL ||
		    finding->at < *from)
			continue;
		fixed = fix_apply(path, text, finding);
		/* What cannot be changed is not tried again. */
		*from = fixed ? finding->at : finding->at + 1;
	}
	sheet_release(&sheet);
	return fixed;
}

static int
fix_write(const char *path, const struct buf *text, struct error *err)
{
	struct stat info;
	mode_t mode = stat(path, &info) == 0 ? info.st_mode & 0777 : 0644;

	return file_replace(path, buf_slice(text), mode, err);
}

int
fix_template(struct templates *templates, const char *path, struct buf *text,
    bool dry_run, struct error *err)
{
	struct buf old, diff;
	size_t rounds = 0, from = 0;
	int result = 0;

	buf_init(&old, BUF_NO_CAP);
	buf_addslice(&old, buf_slice(text));
	while (rounds < FIX_ROUNDS && fix_once(templates, path, text, &from))
		rounds++;
	if (rounds > 0 && !dry_run)
		result = fix_write(path, text, err);
	if (rounds > 0 && dry_run) {
		buf_init(&diff, BUF_NO_CAP);
		fix_diff(path, buf_slice(&old), buf_slice(text), &diff);
		if (file_write(STDOUT_FILENO, diff.data, diff.len) != 0)
			result = error_set_errno(err, EX_IOERR, "stdout");
		buf_release(&diff);
	}
	buf_release(&old);
	return result;
}
