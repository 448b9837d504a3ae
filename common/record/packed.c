/* SPDX-License-Identifier: ISC */
#include "record/packed.h"

#include "base/mem.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum {
	PACKED_READ = 256 * 1024, /* bytes of the file asked for at once */
	PACKED_MAGIC = 4, /* bytes that tell the kind */
	PACKED_GZIP = 16, /* zlib's word for a gzip header */
};

/* How one kind of compression is read. */
struct kind {
	const char *name;
	const char *magic;
	size_t magic_len;
	/* Makes out of in what it can; moves both.  -1: damaged. */
	int (*unpack)(struct packed *packed, char **out, size_t *left);
};

struct packed {
	int fd;
	const struct kind *kind; /* NULL: as it stands */
	bool known; /* the kind is */
	bool ended; /* of the file */
	bool inside; /* a member has begun, and not ended */
	char *in;
	size_t at, len; /* what is left of in */
	z_stream zlib;
	bool zlib_on;
	ZSTD_DStream *zstd;
};

struct packed *
packed_open(int fd)
{
	struct packed *packed = mem_zalloc(1, sizeof(*packed));

	packed->fd = fd;
	return packed;
}

void
packed_close(struct packed *packed)
{
	if (packed == NULL)
		return;
	if (packed->zlib_on)
		(void)inflateEnd(&packed->zlib);
	(void)ZSTD_freeDStream(packed->zstd);
	free(packed->in);
	free(packed);
}

/* ---- the kinds ------------------------------------------------------------
 */

static int
unpack_gzip(struct packed *packed, char **out, size_t *left)
{
	z_stream *z = &packed->zlib;
	int result;

	if (!packed->zlib_on) {
		if (inflateInit2(z, MAX_WBITS + PACKED_GZIP) != Z_OK)
			mem_exhausted();
		packed->zlib_on = true;
	}
	if (!packed->inside && inflateReset(z) != Z_OK)
		return -1;
	packed->inside = true;
	z->next_in = (unsigned char *)packed->in + packed->at;
	z->avail_in = (uInt)packed->len;
	z->next_out = (unsigned char *)*out;
	z->avail_out = (uInt)*left;
	result = inflate(z, Z_NO_FLUSH);
	packed->at += packed->len - z->avail_in;
	packed->len = z->avail_in;
	*out += *left - z->avail_out;
	*left = z->avail_out;
	packed->inside = result != Z_STREAM_END;
	return result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR
	    ? 0
	    : -1;
}

static int
unpack_zstd(struct packed *packed, char **out, size_t *left)
{
	ZSTD_inBuffer from = {packed->in + packed->at, packed->len, 0};
	ZSTD_outBuffer to = {*out, *left, 0};
	size_t result;

	if (packed->zstd == NULL &&
	    (packed->zstd = ZSTD_createDStream()) == NULL)
		mem_exhausted();
	result = ZSTD_decompressStream(packed->zstd, &to, &from);
	packed->at += from.pos;
	packed->len -= from.pos;
	*out += to.pos;
	*left -= to.pos;
	packed->inside = result != 0;
	return ZSTD_isError(result) ? -1 : 0;
}

static const struct kind kinds[] = {
    {"gzip", "\x1f\x8b", 2, unpack_gzip},
    {"zstd", "\x28\xb5\x2f\xfd", PACKED_MAGIC, unpack_zstd},
};

/* ---- reading --------------------------------------------------------------
 */

static ssize_t
read_fd(struct packed *packed, const char *name, void *out, size_t size,
    struct error *err)
{
	ssize_t got;

	do
		got = read(packed->fd, out, size);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return error_set_errno(err, EX_IOERR, "%s", name);
	packed->ended = got == 0;
	return got;
}

static int
read_more(struct packed *packed, const char *name, struct error *err)
{
	ssize_t got;

	if (packed->in == NULL)
		packed->in = mem_alloc(PACKED_READ);
	if (packed->len > 0)
		memmove(packed->in, packed->in + packed->at, packed->len);
	packed->at = 0;
	got = read_fd(packed, name, packed->in + packed->len,
	    PACKED_READ - packed->len, err);
	if (got < 0)
		return -1;
	packed->len += (size_t)got;
	return 0;
}

static int
find_kind(struct packed *packed, const char *name, struct error *err)
{
	size_t i;

	while (!packed->ended && packed->len < PACKED_MAGIC)
		if (read_more(packed, name, err) != 0)
			return -1;
	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (packed->len >= kinds[i].magic_len &&
		    memcmp(packed->in, kinds[i].magic, kinds[i].magic_len) == 0)
			packed->kind = &kinds[i];
	packed->known = true;
	return 0;
}

static ssize_t
read_plain(struct packed *packed, const char *name, void *out, size_t size,
    struct error *err)
{
	size_t n = packed->len < size ? packed->len : size;

	if (n == 0)
		return packed->ended ? 0
				     : read_fd(packed, name, out, size, err);
	memcpy(out, packed->in + packed->at, n);
	packed->at += n;
	packed->len -= n;
	return (ssize_t)n;
}

ssize_t
packed_read(struct packed *packed, const char *name, void *out, size_t size,
    struct error *err)
{
	char *at = out;
	size_t left = size;

	if (!packed->known && find_kind(packed, name, err) != 0)
		return -1;
	if (packed->kind == NULL)
		return read_plain(packed, name, out, size, err);
	while (left == size) {
		if (packed->len == 0 && !packed->ended &&
		    read_more(packed, name, err) != 0)
			return -1;
		if (packed->len == 0 && packed->ended)
			return packed->inside ? error_set(err, EX_DATAERR,
						    "%s: %s data end too early",
						    name, packed->kind->name)
					      : 0;
		if (packed->kind->unpack(packed, &at, &left) != 0)
			return error_set(err, EX_DATAERR, "%s: damaged %s data",
			    name, packed->kind->name);
	}
	return (ssize_t)(size - left);
}
