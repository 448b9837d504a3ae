/* SPDX-License-Identifier: ISC */
#include "base/buf.h"
#include "base/crypto.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/num.h"
#include "tests/unit/test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static void
test_errors(void)
{
	struct error err;
	char *longer = mem_alloc(4 * ERROR_TEXT_MAX);

	TEST("an error carries its code, the system's reason and its place")
	{
		errno = ENOENT;
		CHECK_INT(error_set_errno(&err, EX_NOINPUT, "a.txt"), -1);
		CHECK_INT(error_prefix(&err, "line %d", 3), -1);
		CHECK_STR(err.text, "line 3: a.txt: No such file or directory");
		CHECK_INT(err.code, EX_NOINPUT);
	}
	TEST("a text that is too long is cut, not overrun")
	{
		memset(longer, 'x', 4 * ERROR_TEXT_MAX - 1);
		longer[4 * ERROR_TEXT_MAX - 1] = '\0';
		error_set(&err, EX_DATAERR, "%s", longer);
		error_prefix(&err, "%s", longer);
		CHECK_INT(strlen(err.text), ERROR_TEXT_MAX - 1);
	}
	TEST("the worse exit code wins")
	{
		CHECK_INT(error_worse(EX_DATAERR, EX_IOERR), EX_IOERR);
		CHECK_INT(
		    error_worse(EX_TEMPFAIL, EX_UNAVAILABLE), EX_UNAVAILABLE);
		CHECK_INT(error_worse(0, EX_NO), EX_NO);
		CHECK_INT(error_worse(EX_NO, EX_SOFTWARE), EX_SOFTWARE);
		CHECK_INT(error_worse(0, 0), 0);
	}
	free(longer);
}

static void
test_bufs(void)
{
	struct buf buf;

	buf_init(&buf, 10);
	TEST("a buffer stops at its cap and says so")
	{
		buf_adds(&buf, "12345678");
		CHECK(!buf.full);
		buf_adds(&buf, "901");
		CHECK(buf.full);
		CHECK_SLICE(buf_slice(&buf), "12345678");
		buf_addc(&buf, 'x');
		CHECK_SLICE(buf_slice(&buf), "12345678");
		buf_reset(&buf);
		buf_addf(&buf, "%d-%s", 7, "x");
		CHECK(!buf.full);
		CHECK_SLICE(buf_slice(&buf), "7-x");
	}
	TEST("splice replaces in the middle, longer and shorter")
	{
		buf_reset(&buf);
		buf_adds(&buf, "a--b");
		buf_splice(&buf, 1, 2, slice_of("12345"));
		CHECK_SLICE(buf_slice(&buf), "a12345b");
		buf_splice(&buf, 1, 5, slice_of(""));
		CHECK_SLICE(buf_slice(&buf), "ab");
	}
	buf_release(&buf);
}

static void
test_numbers(void)
{
	char text[NUM_TEXT_MAX];
	int64_t n;

	TEST("integers are read whole, within their range, or not at all")
	{
		CHECK_INT(num_parse(slice_of("42"), 0, 100, &n), 0);
		CHECK_INT(n, 42);
		CHECK_INT(num_parse(slice_of("-9223372036854775808"), INT64_MIN,
			      INT64_MAX, &n),
		    0);
		CHECK(n == INT64_MIN);
		CHECK_INT(num_parse(slice_of("9223372036854775808"), INT64_MIN,
			      INT64_MAX, &n),
		    -1);
		CHECK_INT(num_parse(slice_of("101"), 0, 100, &n), -1);
		CHECK_INT(num_parse(slice_of("4 "), 0, 100, &n), -1);
		CHECK_INT(num_parse(slice_of("+4"), 0, 100, &n), -1);
		CHECK_INT(num_parse(slice_of(""), 0, 100, &n), -1);
		CHECK_INT(num_parse(slice_of("-"), -9, 100, &n), -1);
	}
	TEST("money is decimal: no binary rounding")
	{
		CHECK_INT(num_parse_money(slice_of("0.0083"), &n), 0);
		CHECK_INT(n, 8300);
		num_format_money(3 * n, 4, text);
		CHECK_STR(text, "0.0249");
		CHECK_INT(num_parse_money(slice_of("-1.5"), &n), 0);
		num_format_money(n, 2, text);
		CHECK_STR(text, "-1.50");
		num_format_money(-4, 2, text);
		CHECK_STR(text, "0.00");
		num_format_money(12345000, 0, text);
		CHECK_STR(text, "12");
		CHECK_INT(num_parse_money(slice_of("1."), &n), -1);
		CHECK_INT(num_parse_money(slice_of(".5"), &n), -1);
		CHECK_INT(num_parse_money(slice_of("1e3"), &n), -1);
		CHECK_INT(num_parse_money(slice_of("1.123456x"), &n), -1);
		CHECK_INT(num_parse_money(slice_of("1.-5"), &n), -1);
	}
	TEST("money of more places than are kept is rounded")
	{
		CHECK_INT(num_parse_money(slice_of("0.03330000"), &n), 0);
		CHECK_INT(n, 33300);
		CHECK_INT(num_parse_money(slice_of("1.1234565"), &n), 0);
		CHECK_INT(n, 1123457);
		CHECK_INT(num_parse_money(slice_of("-1.12345649999"), &n), 0);
		CHECK_INT(n, -1123456);
		CHECK_INT(num_parse_money(slice_of("0.99999999"), &n), 0);
		CHECK_INT(n, 1000000);
	}
}

/* Vectors: FIPS 180-2 B.1, RFC 2202 case 2, RFC 4231 case 2, RFC 4648 10. */
static void
test_crypto_names(void)
{
	struct slice key = slice_of("Jefe");
	struct slice data = slice_of("what do ya want for nothing?");
	char hex[2 * CRYPTO_MAC_SIZE + 1];
	struct buf buf;

	buf_init(&buf, BUF_NO_CAP);
	TEST("any digest by its name, keyed and not (RFC 2202, RFC 1321)")
	{
		uint8_t long_mac[CRYPTO_MAC_SIZE];

		CHECK_INT(crypto_hmac("MD5", key, data, long_mac), 16);
		crypto_hex(long_mac, 16, hex);
		CHECK_STR(hex, "750c783e6ab0b503eaa86e310a5db738");
		CHECK_INT(crypto_hash("MD5", slice_of("abc"), long_mac), 16);
		crypto_hex(long_mac, 16, hex);
		CHECK_STR(hex, "900150983cd24fb0d6963f7d28e17f72");
		CHECK_INT(crypto_hmac("SHA512", key, data, long_mac), 64);
	}
	TEST("base64url is read without padding, and nothing else")
	{
		CHECK_INT(crypto_base64url_decode(slice_of("-_8"), &buf), 0);
		CHECK_SLICE(buf_slice(&buf), "\xfb\xff");
		CHECK_INT(crypto_base64url_decode(slice_of("+_8"), &buf), -1);
		CHECK_INT(crypto_base64url_decode(slice_of("-_8="), &buf), -1);
		CHECK_INT(crypto_base64url_decode(slice_of("-_8AA"), &buf), -1);
		buf_reset(&buf);
	}
	buf_release(&buf);
}

static void
test_crypto(void)
{
	uint8_t mac[CRYPTO_SHA256_SIZE];
	char hex[CRYPTO_SHA256_HEX], id[37];
	struct slice key = slice_of("Jefe");
	struct slice data = slice_of("what do ya want for nothing?");
	struct buf buf;

	buf_init(&buf, 100);
	TEST("digests and MACs agree with the published vectors")
	{
		crypto_sha256_hex(slice_of("abc"), hex);
		CHECK_STR(hex,
		    "ba7816bf8f01cfea414140de5dae2223"
		    "b00361a396177a9cb410ff61f20015ad");
		crypto_hmac_sha1(key, data, mac);
		crypto_hex(mac, CRYPTO_SHA1_SIZE, hex);
		CHECK_STR(hex, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
		crypto_hmac_sha256(key, data, mac);
		crypto_hex(mac, sizeof(mac), hex);
		CHECK_STR(hex,
		    "5bdcc146bf60754e6a042426089575c7"
		    "5a003f089d2739839dec58b964ec3843");
	}
	TEST("base64 goes both ways and refuses what is none")
	{
		crypto_base64(slice_of("fooba"), &buf);
		CHECK_SLICE(buf_slice(&buf), "Zm9vYmE=");
		buf_reset(&buf);
		CHECK_INT(crypto_base64_decode(slice_of("Zm9vYmE="), &buf), 0);
		CHECK_SLICE(buf_slice(&buf), "fooba");
		CHECK_INT(crypto_base64_decode(slice_of("Zm9vYmE"), &buf), -1);
		CHECK_INT(crypto_base64_decode(slice_of("Zm9v YmE"), &buf), -1);
	}
	TEST("a UUIDv7 carries its time and version")
	{
		crypto_uuid7(0x0123456789abLL, id);
		CHECK_INT(strlen(id), 36);
		CHECK(memcmp(id, "01234567-89ab-7", 15) == 0);
		CHECK(strchr("89ab", id[19]) != NULL);
	}
	buf_release(&buf);
}

static void
test_files(void)
{
	char folder[] = "/tmp/smspipe-base.XXXXXX", path[64];
	struct error err;
	struct stat st;
	struct buf buf;

	buf_init(&buf, 8);
	TEST("a replaced file holds all of it, and only its owner reads it")
	{
		CHECK(mkdtemp(folder) != NULL);
		(void)snprintf(path, sizeof(path), "%s/secret", folder);
		CHECK_INT(
		    file_replace(path, slice_of("tops\n"), 0600, &err), 0);
		CHECK_INT(file_read_secret(path, &buf, &err), 0);
		CHECK_SLICE(buf_slice(&buf), "tops");
		CHECK_INT(stat(path, &st), 0);
		CHECK_INT(st.st_mode & 0777, 0600);
	}
	TEST("a secret that others can read is refused")
	{
		CHECK_INT(chmod(path, 0640), 0);
		CHECK_INT(file_read_secret(path, &buf, &err), -1);
		CHECK_INT(err.code, EX_NOPERM);
	}
	TEST("a file over the cap, and a missing one, are errors")
	{
		buf_reset(&buf);
		CHECK_INT(
		    file_replace(path, slice_of("123456789"), 0600, &err), 0);
		CHECK_INT(file_read(path, &buf, &err), -1);
		CHECK_INT(err.code, EX_DATAERR);
		CHECK_INT(unlink(path), 0);
		CHECK_INT(file_read(path, &buf, &err), -1);
		CHECK_INT(err.code, EX_NOINPUT);
	}
	TEST("only a regular file is replaced")
	{
		CHECK_INT(mkfifo(path, 0600), 0);
		CHECK_INT(file_replace(path, slice_of("x"), 0600, &err), -1);
		CHECK_INT(err.code, EX_CANTCREAT);
		CHECK_INT(lstat(path, &st), 0);
		CHECK(S_ISFIFO(st.st_mode));
		CHECK_INT(unlink(path), 0);
	}
	CHECK_INT(rmdir(folder), 0);
	buf_release(&buf);
}

static void
test_drafts(void)
{
	char folder[] = "/tmp/smspipe-draft.XXXXXX", path[64];
	struct file_draft draft;
	struct error err;
	struct buf buf;

	buf_init(&buf, BUF_NO_CAP);
	TEST("a draft shows only when it is finished")
	{
		CHECK(mkdtemp(folder) != NULL);
		(void)snprintf(path, sizeof(path), "%s/x", folder);
		CHECK_INT(file_replace(path, slice_of("old"), 0600, &err), 0);
		CHECK_INT(file_draft_open(&draft, path, 0600, &err), 0);
		CHECK_INT(file_write(draft.fd, "new", 3), 0);
		buf_reset(&buf);
		CHECK_INT(file_read(path, &buf, &err), 0);
		CHECK_INT(file_draft_finish(&draft, &err), 0);
		CHECK_INT(file_read(path, &buf, &err), 0);
		CHECK_SLICE(buf_slice(&buf), "oldnew");
		file_draft_drop(&draft); /* there is none: nothing happens */
	}
	TEST("a draft that is dropped leaves nothing behind")
	{
		CHECK_INT(file_draft_open(&draft, path, 0600, &err), 0);
		CHECK_INT(file_write(draft.fd, "newer", 5), 0);
		file_draft_drop(&draft);
		buf_reset(&buf);
		CHECK_INT(file_read(path, &buf, &err), 0);
		CHECK_SLICE(buf_slice(&buf), "new");
		CHECK_INT(unlink(path), 0);
		CHECK_INT(rmdir(folder), 0);
	}
	buf_release(&buf);
}

int
main(void)
{
	test_errors();
	test_bufs();
	test_numbers();
	test_crypto();
	test_crypto_names();
	test_files();
	test_drafts();
	return test_done();
}
