/* SPDX-License-Identifier: ISC */
#include "base/buf.h"
#include "tests/unit/test.h"
#include "text/cluster.h"
#include "text/cost.h"
#include "text/gsm7.h"
#include "text/phone.h"
#include "text/segment.h"
#include "text/utf8.h"
#include "text/visible.h"

#include <inttypes.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* ---- code points -------------------------------------------------------- */

static void
test_utf8(void)
{
	char bytes[UTF8_MAX];
	uint32_t point, wrong = 0;
	size_t len, n;

	TEST("every code point is read back as it was written")
	{
		for (point = 0; point <= 0x10ffff; point++) {
			n = utf8_encode(point, bytes);
			if (utf8_decode(bytes, &len) != point || len != n)
				wrong++;
		}
		CHECK_INT(wrong, 0);
	}
	TEST("code points take 1 to 4 bytes")
	{
		CHECK_INT(utf8_encode(0x7f, bytes), 1);
		CHECK_INT(utf8_encode(0x80, bytes), 2);
		CHECK_INT(utf8_encode(0x7ff, bytes), 2);
		CHECK_INT(utf8_encode(0x800, bytes), 3);
		CHECK_INT(utf8_encode(0xffff, bytes), 3);
		CHECK_INT(utf8_encode(0x10000, bytes), 4);
	}
}

static bool
same(const char *a, const char *b)
{
	return utf8_equal_fold(slice_of(a), slice_of(b));
}

static void
test_words(void)
{
	TEST("words are equal whatever their case")
	{
		CHECK(same("maple STREET", "Maple Street"));
		CHECK(same("CLÍNICA ÑANDÚ", "Clínica ñandú"));
		CHECK(same("ŁÓDŹ ŻÓŁW ŠIŠKA ŐR", "łódź żółw šiška őr"));
		CHECK(same("ΣΌΛΩΝ", "σόλων"));
		CHECK(same("ПРИВЕТ ЁЖ", "привет ёж"));
		CHECK(same("PHỞ", "phở"));
		CHECK(same("Ÿ", "ÿ"));
	}
	TEST("an apostrophe is the same straight and curly")
	{
		CHECK(same("Joe's", "JOE’S"));
	}
	TEST("other letters and lengths differ")
	{
		CHECK(!same("a", "b"));
		CHECK(!same("cafe", "café"));
		CHECK(!same("a", "aa"));
		CHECK(!same("ab", "a"));
		CHECK(!same("×", "÷"));
		CHECK(same("", ""));
	}
}

static void
test_word_parts(void)
{
	TEST("letters and digits of any script make words")
	{
		CHECK(utf8_is_word('a') && utf8_is_word('Z'));
		CHECK(utf8_is_word('0') && utf8_is_word('9'));
		CHECK(utf8_is_word(0xe9) && utf8_is_word(0x416));
		CHECK(utf8_is_word(0x4e2d) && utf8_is_word(0xac00));
		CHECK(utf8_is_word(0x301));
	}
	TEST("punctuation, symbols and pictures do not")
	{
		CHECK(!utf8_is_word('_') && !utf8_is_word('@'));
		CHECK(!utf8_is_word('[') && !utf8_is_word('`'));
		CHECK(!utf8_is_word(0xbf) && !utf8_is_word(0xd7));
		CHECK(!utf8_is_word(0x2019) && !utf8_is_word(0x20ac));
		CHECK(!utf8_is_word(0x3002) && !utf8_is_word(0xff01));
		CHECK(!utf8_is_word(0x1f600));
	}
}

static void
test_visible(void)
{
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	TEST("what would steer a terminal is written out")
	{
		visible_add(&out,
		    slice_of("a\x1b[2J\r\x7f\xc2\x9b"
			     "31m\xe2\x80\xae\xe2\x81\xa6"));
		CHECK_SLICE(buf_slice(&out),
		    "a\\u{1b}[2J\\u{d}\\u{7f}\\u{9b}31m"
		    "\\u{202e}\\u{2066}");
	}
	TEST("all else stands as it is, line ends too")
	{
		buf_reset(&out);
		visible_add(&out, slice_of("né 👨‍👩‍👧\nשלום"));
		CHECK_SLICE(
		    buf_slice(&out), "né 👨‍👩‍👧\nשלום");
	}
	TEST("where a line must stay one, line ends are written out too")
	{
		buf_reset(&out);
		visible_add_line(&out, slice_of("a\nb\x1b"));
		CHECK_SLICE(buf_slice(&out), "a\\u{a}b\\u{1b}");
	}
	buf_release(&out);
}

/* ---- the alphabet ------------------------------------------------------- */

/* 3GPP TS 23.038, 6.2.1 in code order; 0x1B, the escape, is left out. */
static const char basic[] =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/* 6.2.1.1 */
static const char extension[] = "\f^{}\\[~]|€";

/* Characters of the text that do not have that many septets. */
static size_t
not_of(const char *text, unsigned septets, size_t *count)
{
	size_t len, wrong = 0;

	for (*count = 0; *text != '\0'; text += len) {
		wrong += gsm7_septets(utf8_decode(text, &len)) != septets;
		++*count;
	}
	return wrong;
}

static void
test_alphabet(void)
{
	uint32_t point;
	size_t count, in = 0;

	TEST("each of the 127 characters of the basic table is one septet")
	{
		CHECK_INT(not_of(basic, 1, &count), 0);
		CHECK_INT(count, 127);
	}
	TEST("each of the 10 characters of the extension table is two")
	{
		CHECK_INT(not_of(extension, 2, &count), 0);
		CHECK_INT(count, 10);
	}
	TEST("no other code point is in the alphabet")
	{
		for (point = 0; point <= 0x10ffff; point++)
			in += gsm7_septets(point) > 0;
		CHECK_INT(in, 137);
	}
	TEST("look-alikes are not in it")
	{
		CHECK_INT(not_of("ç`°\táíóú’“–•ÀÊ", 0, &count), 0);
		CHECK_INT(gsm7_septets(0x2126), 0); /* ohm sign */
		CHECK_INT(gsm7_septets(0x0391), 0); /* Greek alpha */
		CHECK_INT(gsm7_septets(0x00a0), 0);
		CHECK_INT(gsm7_septets(0x1b), 0);
	}
}

static void
test_substitutes(void)
{
	TEST("typographic characters have plain substitutes")
	{
		CHECK_STR(gsm7_substitute(0x2019), "'");
		CHECK_STR(gsm7_substitute(0x201c), "\"");
		CHECK_STR(gsm7_substitute(0x2013), "-");
		CHECK_STR(gsm7_substitute(0x2026), "...");
		CHECK_STR(gsm7_substitute(0x00a0), " ");
		CHECK_STR(gsm7_substitute(0x00bd), "1/2");
		CHECK_STR(gsm7_substitute(0x0060), "'");
	}
	TEST("an invisible character may be left out")
	{
		CHECK_STR(gsm7_substitute(0x200b), "");
		CHECK_STR(gsm7_substitute(0xfeff), "");
		CHECK_STR(gsm7_substitute(0), "");
	}
	TEST("accented letters and pictures have none")
	{
		CHECK(gsm7_substitute(0xe1) == NULL);
		CHECK(gsm7_substitute(0x1f600) == NULL);
		CHECK(gsm7_substitute('a') == NULL);
		CHECK(gsm7_substitute(0x10ffff) == NULL);
	}
}

static void
test_substitute_table(void)
{
	size_t known = 0, foreign = 0, needless = 0, len, i;
	const char *text;
	uint32_t point;

	TEST("substitutes are for what the alphabet lacks, and are in it")
	{
		for (point = 0; point <= 0x10ffff; point++) {
			text = gsm7_substitute(point);
			if (text == NULL)
				continue;
			known++;
			needless += gsm7_septets(point) > 0;
			for (i = 0; text[i] != '\0'; i += len)
				foreign += gsm7_septets(utf8_decode(
					       text + i, &len)) == 0;
		}
		CHECK_INT(known, 271);
		CHECK_INT(needless, 0);
		CHECK_INT(foreign, 0);
	}
}

/* ---- segments ----------------------------------------------------------- */

/* `count` times `text` with `tail` behind it, counted. */
static struct segment_count
counted(size_t count, const char *text, const char *tail)
{
	struct segment_count out;
	struct buf buf;

	buf_init(&buf, BUF_NO_CAP);
	while (count-- > 0)
		buf_adds(&buf, text);
	buf_adds(&buf, tail);
	segment_count(buf_slice(&buf), &out);
	buf_release(&buf);
	return out;
}

struct segment_case {
	const char *what;
	size_t count;
	const char *text, *tail;
	enum segment_encoding encoding;
	size_t units, segments, left, clusters;
};

#define GSM7 SEGMENT_GSM7
#define UCS2 SEGMENT_UCS2

static const struct segment_case segment_cases[] = {
    {"an empty text is one segment", 0, "", "", GSM7, 0, 1, 160, 1},
    {"one character", 1, "a", "", GSM7, 1, 1, 159, 1},
    {"160 septets fit one segment", 160, "a", "", GSM7, 160, 1, 0, 1},
    {"161 septets take two", 161, "a", "", GSM7, 161, 2, 145, 2},
    {"306 septets fit two", 306, "a", "", GSM7, 306, 2, 0, 2},
    {"307 septets take three", 307, "a", "", GSM7, 307, 3, 152, 3},
    {"1530 septets take ten", 1530, "a", "", GSM7, 1530, 10, 0, 10},
    {"80 euro signs fit one segment", 80, "€", "", GSM7, 160, 1, 0, 1},
    {"81 euro signs: a part holds 76", 81, "€", "", GSM7, 162, 2, 143, 2},
    {"159 septets and a bracket are too many", 159, "a", "[", GSM7, 161, 2, 145,
	2},
    {"158 septets and a bracket are not", 158, "a", "[", GSM7, 160, 1, 0, 1},
    {"a line break is two septets", 80, "\r\n", "", GSM7, 160, 1, 0, 1},
    {"70 units fit one segment", 70, "ж", "", UCS2, 70, 1, 0, 1},
    {"71 units take two", 71, "ж", "", UCS2, 71, 2, 63, 2},
    {"134 units fit two", 134, "ж", "", UCS2, 134, 2, 0, 2},
    {"135 units take three", 135, "ж", "", UCS2, 135, 3, 66, 3},
    {"extension characters count once in UCS-2", 69, "€", "ж", UCS2, 70, 1, 0,
	1},
    {"35 pictures fit one segment", 35, "😀", "", UCS2, 70, 1, 0, 1},
    {"36 pictures: a part holds 33", 36, "😀", "", UCS2, 72, 2, 61, 2},
    {"a decomposed letter is UCS-2", 1, "cafe\xcc\x81", "", UCS2, 5, 1, 65, 1},
    {"a composed one is GSM-7", 1, "café", "", GSM7, 4, 1, 156, 1},
    {"form feed is two septets", 80, "\f", "", GSM7, 160, 1, 0, 1},
    {"a tab forces UCS-2", 1, "a\tb", "", UCS2, 3, 1, 67, 1},
    {"a no-break space forces UCS-2", 1, "a\xc2\xa0", "", UCS2, 2, 1, 68, 1},
};

static void
test_segment_table(void)
{
	const struct segment_case *c;
	struct segment_count out;
	size_t i;

	for (i = 0; i < COUNT(segment_cases); i++) {
		c = &segment_cases[i];
		TEST(c->what)
		{
			out = counted(c->count, c->text, c->tail);
			CHECK_INT(out.encoding, c->encoding);
			CHECK_INT(out.units, c->units);
			CHECK_INT(out.segments, c->segments);
			CHECK_INT(out.left, c->left);
			CHECK_INT(out.clusters, c->clusters);
		}
	}
}

static void
test_pairs(void)
{
	struct segment_count out;

	TEST("an escape pair is not split at the end of a part")
	{
		/* 152 + [2] + 152: the pair opens the second part. */
		out = counted(152, "a",
		    "["
		    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
		CHECK_INT(out.units, 306);
		CHECK_INT(out.segments, 3);
		CHECK_INT(out.left, 152);
	}
	TEST("an escape pair that ends a part fills it")
	{
		out = counted(151, "a", "[aaaaaaaaaa");
		CHECK_INT(out.units, 163);
		CHECK_INT(out.segments, 2);
		CHECK_INT(out.left, 143);
	}
	TEST("a surrogate pair is not split at the end of a part")
	{
		out = counted(66, "ж", "😀жжжжж");
		CHECK_INT(out.units, 73);
		CHECK_INT(out.segments, 2);
		CHECK_INT(out.left, 60);
		out = counted(65, "ж", "😀жжжжж");
		CHECK_INT(out.segments, 2);
		CHECK_INT(out.left, 62);
	}
	TEST("CR and LF may stand in different parts")
	{
		out = counted(152, "a", "\r\naaaaaaaaaa");
		CHECK_INT(out.segments, 2);
		CHECK_INT(out.left, 142);
	}
}

enum { LIST_MAX = 64 };

/* The bytes of each part of `count` times `text`, as "153 153 1". */
static const char *
parts(size_t count, const char *text, char list[LIST_MAX])
{
	struct segment_count out;
	struct slice rest;
	size_t n, len = 0;
	struct buf buf;

	buf_init(&buf, BUF_NO_CAP);
	while (count-- > 0)
		buf_adds(&buf, text);
	rest = buf_slice(&buf);
	segment_count(rest, &out);
	for (; rest.n > 0 && len < LIST_MAX; rest.p += n, rest.n -= n) {
		n = segment_part(rest, &out);
		len += (size_t)snprintf(
		    list + len, LIST_MAX - len, "%s%zu", len > 0 ? " " : "", n);
	}
	buf_release(&buf);
	return list;
}

/* Texts of odd pieces, by a fixed generator, whose parts are miscounted. */
static size_t
miscounted(const char *const *pieces, size_t count)
{
	size_t round, i, n, wrong = 0;
	struct segment_count out;
	uint32_t state = 1;
	struct slice rest;
	struct buf buf;

	buf_init(&buf, BUF_NO_CAP);
	for (round = 0; round < 2000; round++) {
		buf_reset(&buf);
		for (i = 0; i < round / 4; i++) {
			state = state * 1664525 + 1013904223;
			buf_adds(&buf, pieces[(state >> 16) % count]);
		}
		rest = buf_slice(&buf);
		segment_count(rest, &out);
		for (i = 0; rest.n > 0; i++) {
			n = segment_part(rest, &out);
			rest.p += n;
			rest.n -= n;
		}
		wrong += i != out.segments && buf.len > 0;
	}
	buf_release(&buf);
	return wrong;
}

static void
test_parts(void)
{
	static const char *const gsm7[] = {"a", "[", "é", "€", "bc", "\r\n"};
	static const char *const ucs2[] = {"ж", "a", "😀", "🇺🇸", "[", "é"};
	char list[LIST_MAX];

	TEST("a text that fits one segment is one part")
	{
		CHECK_STR(parts(160, "a", list), "160");
		CHECK_STR(parts(35, "😀", list), "140");
	}
	TEST("a longer one is cut into parts of 153 septets or 67 units")
	{
		CHECK_STR(parts(307, "a", list), "153 153 1");
		CHECK_STR(parts(135, "ж", list), "134 134 2");
	}
	TEST("a part ends in front of a pair that does not fit")
	{
		CHECK_STR(parts(81, "€", list), "228 15");
		CHECK_STR(parts(36, "😀", list), "132 12");
	}
	TEST("there are as many parts as segments were counted")
	{
		CHECK_INT(miscounted(gsm7, COUNT(gsm7)), 0);
		CHECK_INT(miscounted(ucs2, COUNT(ucs2)), 0);
	}
}

static void
test_offender(void)
{
	struct segment_count out;

	TEST("the offender is the first character that forces UCS-2")
	{
		out = counted(1, "né à 5h – ok’", "");
		CHECK_INT(out.offender, strlen("né à 5h "));
	}
	TEST("without one it is the length")
	{
		out = counted(1, "né à 5h", "");
		CHECK_INT(out.offender, strlen("né à 5h"));
	}
	TEST("encodings have names")
	{
		CHECK_STR(segment_encoding_name(SEGMENT_GSM7), "gsm7");
		CHECK_STR(segment_encoding_name(SEGMENT_UCS2), "ucs2");
	}
}

/* ---- clusters ----------------------------------------------------------- */

/* How many clusters a text has. */
static size_t
clusters_in(const char *text)
{
	size_t n;

	for (n = 0; *text != '\0'; n++)
		text += cluster_length(slice_of(text));
	return n;
}

static const char *const clusters[] = {"👨‍👩‍👧‍👦", "🇺🇸",
    "👍🏽", "❤️", "❤️‍🔥",
    "👩🏻‍❤️‍💋‍👨🏿", "1️⃣", "e\xcc\x81",
    "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "각", "\u1100\u1161\u11a8",
    "\u1100\u1100\u1160", "가\u11a8", "के", "क्षि", "क्‍ष", "ক্ষ", "กำ",
    "\u0600١", "👶\u0308\u200d🛑"};

/* Pairs. */
static const char *const neighbours[] = {"ab", "😀😀", "🇺🇸🇲🇽", "🇺🇸🇲", "\r\n",
    "👍a🏽", "\n\xcc\x81", "a\u200d🛑", "कष", "क्\u200cष", "क्a", "각가",
    "a\u1160", "가\u1100", "각\u1161", "\u0600\n"};

static void
test_clusters(void)
{
	size_t i;

	TEST("what a reader sees as one character is one cluster")
	{
		for (i = 0; i < sizeof(clusters) / sizeof(clusters[0]); i++)
			CHECK_INT(clusters_in(clusters[i]), 1);
	}
	TEST("neighbours stay apart")
	{
		for (i = 0; i < sizeof(neighbours) / sizeof(neighbours[0]); i++)
			CHECK_INT(clusters_in(neighbours[i]), 2);
	}
}

#define FAMILY "👨‍👩‍👧‍👦" /* 11 units */
#define ZH16 "жжжжжжжжжжжжжжжж"

static void
test_cluster_parts(void)
{
	struct segment_count out;

	TEST("keeping a family whole can cost a segment")
	{
		/* 59 + 11 + 64 units: the border falls into the family. */
		out = counted(59, "ж", FAMILY ZH16 ZH16 ZH16 ZH16);
		CHECK_INT(out.units, 134);
		CHECK_INT(out.segments, 2);
		CHECK_INT(out.clusters, 3);
		/* Behind the border it stays whole at no cost. */
		out = counted(123, "ж", FAMILY);
		CHECK_INT(out.units, 134);
		CHECK_INT(out.segments, 2);
		CHECK_INT(out.clusters, 2);
	}
	TEST("a flag is not parted when clusters are kept")
	{
		out = counted(65, "ж", "🇺🇸жжжжжж");
		CHECK_INT(out.segments, 2);
		CHECK_INT(out.left, 67 - 8);
		CHECK_INT(out.clusters, 2);
	}
	TEST("a cluster larger than a part is cut all the same")
	{
		out = counted(100, "\xcc\x81", "");
		CHECK_INT(out.segments, 2);
		CHECK_INT(out.clusters, 2);
	}
}

/* ---- phones ------------------------------------------------------------- */

/* The number of an end; "" when it gives none. */
static const char *
end_of(const char *text, char out[PHONE_MAX])
{
	bool good = phone_from_end(slice_of(text), out);

	return good == (out[0] != '\0') ? out : "inconsistent";
}

static void
test_e164(void)
{
	TEST("an E.164 number is a plus and 7 to 15 digits")
	{
		CHECK(phone_is_e164(slice_of("+12125550147")));
		CHECK(phone_is_e164(slice_of("+4420794")));
		CHECK(phone_is_e164(slice_of("+123456789012345")));
	}
	TEST("anything else is none")
	{
		CHECK(!phone_is_e164(slice_of("+123456")));
		CHECK(!phone_is_e164(slice_of("+1234567890123456")));
		CHECK(!phone_is_e164(slice_of("+02125550147")));
		CHECK(!phone_is_e164(slice_of("12125550147")));
		CHECK(!phone_is_e164(slice_of("+1212555014a")));
		CHECK(!phone_is_e164(slice_of("+1 2125550147")));
		CHECK(!phone_is_e164(slice_of("")));
		CHECK(!phone_is_e164((struct slice){NULL, 0}));
	}
}

static void
test_ends(void)
{
	char out[PHONE_MAX];

	TEST("the number of an end loses scheme and separators")
	{
		CHECK_STR(end_of("+12125550147", out), "+12125550147");
		CHECK_STR(end_of("tel:+12125550147", out), "+12125550147");
		CHECK_STR(end_of("TEL:+1-212-555-0147", out), "+12125550147");
		CHECK_STR(end_of("+1 (212) 555-0147", out), "+12125550147");
		CHECK_STR(end_of("+1.212.555.0147", out), "+12125550147");
		CHECK_STR(
		    end_of("tel:+12125550147;ext=2", out), "+12125550147");
	}
	TEST("a SIP address gives its user part when that is a number")
	{
		CHECK_STR(end_of("sip:+12125550147@pbx.example", out),
		    "+12125550147");
		CHECK_STR(
		    end_of(
			"sips:+12125550147@pbx.example:5061;user=phone", out),
		    "+12125550147");
		CHECK_STR(end_of("sip:desk@pbx.example", out), "");
		CHECK_STR(end_of("sip:12125550147@pbx.example", out), "");
		CHECK_STR(end_of("sip:+1-212-555-0147@pbx.example", out), "");
		CHECK_STR(end_of("sip:+12125550147", out), "");
		CHECK_STR(end_of("sip:", out), "");
	}
}

static void
test_no_number(void)
{
	char out[PHONE_MAX];

	TEST("a withheld caller has no number")
	{
		CHECK_STR(end_of("anonymous", out), "");
		CHECK_STR(end_of("Restricted", out), "");
		CHECK_STR(end_of("unavailable", out), "");
		CHECK_STR(end_of("unknown", out), "");
		CHECK_STR(end_of("+266696687", out), "");
		CHECK_STR(end_of("tel:+7378742833", out), "");
		CHECK_STR(end_of("sip:+86282452253@pbx.example", out), "");
		CHECK_STR(end_of("sip:anonymous@anonymous.invalid", out), "");
	}
	TEST("what is no number gives none")
	{
		CHECK_STR(end_of("", out), "");
		CHECK_STR(end_of("2125550147", out), "");
		CHECK_STR(end_of("tel:911", out), "");
		CHECK_STR(end_of("+1212555014712345678", out), "");
		CHECK_STR(end_of("+1 212 555 0147 x2", out), "");
		CHECK(!phone_from_end((struct slice){NULL, 0}, out));
		CHECK(!phone_from_end(
		    (struct slice){"+12125550147\0x", 14}, out));
	}
}

static void
test_senders(void)
{
	TEST("a short code has 5 or 6 digits")
	{
		CHECK(phone_is_short_code(slice_of("12345")));
		CHECK(phone_is_short_code(slice_of("123456")));
		CHECK(!phone_is_short_code(slice_of("1234")));
		CHECK(!phone_is_short_code(slice_of("1234567")));
		CHECK(!phone_is_short_code(slice_of("+12345")));
		CHECK(!phone_is_short_code(slice_of("1234a")));
		CHECK(!phone_is_short_code((struct slice){NULL, 0}));
	}
	TEST("an alphanumeric sender has a letter and 11 characters at most")
	{
		CHECK(phone_is_alphanumeric(slice_of("MapleDental")));
		CHECK(phone_is_alphanumeric(slice_of("Maple St 5")));
		CHECK(!phone_is_alphanumeric(slice_of("MapleDentist")));
		CHECK(!phone_is_alphanumeric(slice_of("12345")));
		CHECK(!phone_is_alphanumeric(slice_of("Maple-St")));
		CHECK(!phone_is_alphanumeric(slice_of("Café")));
		CHECK(!phone_is_alphanumeric(slice_of("   ")));
		CHECK(!phone_is_alphanumeric(slice_of("")));
	}
}

static const char *
masked(const char *number, char out[PHONE_MAX])
{
	phone_mask(slice_of(number), out);
	return out;
}

static void
test_masks(void)
{
	char out[PHONE_MAX];

	TEST("a mask leaves the country code and two digits")
	{
		CHECK_STR(masked("+12125550147", out), "+1********47");
		CHECK_STR(masked("+447700900123", out), "+44********23");
		CHECK_STR(masked("+353861234567", out), "+353*******67");
	}
	TEST("what is no number shows two characters at most")
	{
		CHECK_STR(masked("12345", out), "***45");
		CHECK_STR(masked("12", out), "**");
		CHECK_STR(masked("", out), "");
		CHECK_STR(
		    masked("sip:dana@pbx.example", out), "**************le");
	}
}

/* ---- cost --------------------------------------------------------------- */

static int64_t
cost(size_t segments, int64_t price, const char *kind, const char *carrier)
{
	return cost_of_message(
	    segments, price, slice_of(kind), slice_of(carrier));
}

static void
test_cost(void)
{
	TEST("price and carrier fee count for each segment")
	{
		CHECK_INT(cost(1, 8300, "10dlc", "AT&T"), 11800);
		CHECK_INT(cost(2, 8300, "10dlc", "T-Mobile"), 25600);
		CHECK_INT(cost(3, 0, "short_code", "verizon"), 13500);
	}
	TEST("an unknown carrier counts with the mean of the large three")
	{
		CHECK_INT(cost(1, 8300, "10dlc", NULL), 12467);
		CHECK_INT(cost(3, 8300, "10dlc", NULL), 37400);
		CHECK_INT(cost(1, 8300, "toll_free", "Elsewhere"), 12467);
	}
	TEST("a sender that carriers do not surcharge costs the price")
	{
		CHECK_INT(cost(2, 40000, "alphanumeric", NULL), 80000);
		CHECK_INT(cost(2, 40000, NULL, NULL), 80000);
	}
}

int
main(void)
{
	test_utf8();
	test_words();
	test_word_parts();
	test_visible();
	test_alphabet();
	test_substitutes();
	test_substitute_table();
	test_segment_table();
	test_pairs();
	test_parts();
	test_offender();
	test_clusters();
	test_cluster_parts();
	test_e164();
	test_ends();
	test_no_number();
	test_senders();
	test_masks();
	test_cost();
	return test_done();
}
