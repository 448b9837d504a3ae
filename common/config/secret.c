/* SPDX-License-Identifier: ISC */
#include "config/secret.h"

#include "base/buf.h"
#include "base/crypto.h"
#include "base/file.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char secret_env[] = "env:", secret_file[] = "file:";

struct secret {
	struct secret *next;
	char *reference;
	char *text;
};

struct secret_box {
	const char *folder;
	struct secret *first;
};

struct secret_box *
secret_new(const char *folder)
{
	struct secret_box *box = mem_zalloc(1, sizeof(*box));

	box->folder = folder;
	return box;
}

void
secret_free(struct secret_box *box)
{
	struct secret *secret, *next;

	if (box == NULL)
		return;
	for (secret = box->first; secret != NULL; secret = next) {
		next = secret->next;
		crypto_wipe(secret->text, strlen(secret->text));
		free(secret->text);
		free(secret->reference);
		free(secret);
	}
	free(box);
}

/* What stands behind the prefix, or NULL when text has another one. */
static const char *
secret_after(const char *text, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(text, prefix, len) == 0 ? text + len : NULL;
}

bool
secret_is_reference(struct slice text)
{
	const size_t env = strlen(secret_env), file = strlen(secret_file);

	return (text.n > env && memcmp(text.p, secret_env, env) == 0) ||
	    (text.n > file && memcmp(text.p, secret_file, file) == 0);
}

static int
secret_from_env(const char *name, struct buf *into, struct error *err)
{
	const char *value = getenv(name);

	if (value == NULL)
		return error_set(err, EX_CONFIG,
		    "environment variable is not set '%s'", name);
	buf_adds(into, value);
	if (into->full)
		return error_set(err, EX_CONFIG,
		    "environment variable is larger than %d bytes '%s'",
		    SECRET_MAX, name);
	return 0;
}

/*
 * Files in $CREDENTIALS_DIRECTORY: systemd lets the service's user in by an
 * access list, which shows as permissions of the group, so only those of all
 * others are looked at.
 */
static int
secret_from_credential(const char *path, struct buf *into, struct error *err)
{
	struct stat st;

	if (stat(path, &st) == 0 && (st.st_mode & S_IROTH) != 0)
		return error_set(err, EX_NOPERM,
		    "%s: others can read this secret; chmod 600 it", path);
	if (file_read(path, into, err) != 0)
		return -1;
	if (into->len > 0 && into->data[into->len - 1] == '\n')
		into->data[--into->len] = '\0';
	return 0;
}

static char *
secret_join(const char *folder, const char *path)
{
	struct buf joined;

	buf_init(&joined, BUF_NO_CAP);
	if (folder[0] != '\0' && path[0] != '/')
		buf_addf(&joined, "%s/", folder);
	buf_adds(&joined, path);
	return buf_take(&joined);
}

static int
secret_from_file(const struct secret_box *box, const char *path,
    struct buf *into, struct error *err)
{
	const char *credentials = getenv("CREDENTIALS_DIRECTORY");
	char *place = NULL;
	int result;

	if (credentials != NULL && strchr(path, '/') == NULL) {
		place = secret_join(credentials, path);
		if (access(place, F_OK) == 0) {
			result = secret_from_credential(place, into, err);
			goto out;
		}
		free(place);
	}
	place = secret_join(box->folder, path);
	result = file_read_secret(place, into, err);
out:
	if (result != 0 && err->code != EX_NOPERM)
		err->code = EX_CONFIG;
	free(place);
	return result;
}

/* Reads what the reference stands for into an empty buffer. */
static int
secret_read(const struct secret_box *box, const char *reference,
    struct buf *into, struct error *err)
{
	const char *name;
	int result;

	if ((name = secret_after(reference, secret_env)) != NULL)
		result = secret_from_env(name, into, err);
	else if ((name = secret_after(reference, secret_file)) != NULL)
		result = secret_from_file(box, name, into, err);
	else
		return error_set(err, EX_CONFIG,
		    "a secret is env:NAME or file:PATH, not the text itself");
	if (result != 0)
		return -1;
	if (into->len == 0)
		return error_set(
		    err, EX_CONFIG, "the secret is empty '%s'", reference);
	if (memchr(into->data, '\0', into->len) != NULL)
		return error_set(err, EX_CONFIG,
		    "the secret holds a NUL character '%s'", reference);
	return 0;
}

int
secret_resolve(struct secret_box *box, const char *reference, const char **out,
    struct error *err)
{
	struct secret *secret;
	struct buf text;
	int result;

	for (secret = box->first; secret != NULL; secret = secret->next) {
		if (strcmp(secret->reference, reference) == 0) {
			*out = secret->text;
			return 0;
		}
	}
	/* All the room at once: growing would leave copies behind. */
	buf_init(&text, SECRET_MAX);
	(void)buf_reserve(&text, SECRET_MAX);
	result = secret_read(box, reference, &text, err);
	if (result == 0) {
		secret = mem_zalloc(1, sizeof(*secret));
		secret->reference = mem_strdup(reference);
		secret->text = mem_strndup(text.data, text.len);
		secret->next = box->first;
		box->first = secret;
		*out = secret->text;
	}
	crypto_wipe(text.data, text.room);
	buf_release(&text);
	return result;
}
