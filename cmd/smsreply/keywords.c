/* SPDX-License-Identifier: ISC */
#include "keywords.h"

#include "record/scan.h"

#include <stddef.h>
#include <string.h>

static const char *const bases[] = {
    [BASIS_NONE] = "none",
    [BASIS_PROVIDER] = "provider",
    [BASIS_EXACT] = "exact",
    [BASIS_NORMALIZED] = "normalized",
    [BASIS_PHRASE] = "phrase",
};

/*
 * Words that count by themselves.  Opt-out: 47 CFR 64.1200(a)(10) (stop, quit,
 * end, revoke, opt out, cancel, unsubscribe), the union of what the platforms
 * match (STOPALL, OPTOUT, UNSUB, REMOVE), and the words of CTIA's handbook in
 * Spanish, French and Portuguese.  YES is no opt-in here: most often it answers
 * a question.
 */
static const struct {
	const char *language;
	const char *word;
	enum intent intent;
} keywords[] = {
    {"en", "STOP", INTENT_STOP},
    {"en", "STOPALL", INTENT_STOP},
    {"en", "STOP ALL", INTENT_STOP},
    {"en", "END", INTENT_STOP},
    {"en", "QUIT", INTENT_STOP},
    {"en", "CANCEL", INTENT_STOP},
    {"en", "UNSUBSCRIBE", INTENT_STOP},
    {"en", "UNSUB", INTENT_STOP},
    {"en", "REVOKE", INTENT_STOP},
    {"en", "OPTOUT", INTENT_STOP},
    {"en", "OPT OUT", INTENT_STOP},
    {"en", "OPT-OUT", INTENT_STOP},
    {"en", "REMOVE", INTENT_STOP},
    {"en", "STOP IT", INTENT_STOP},
    {"en", "STOP NOW", INTENT_STOP},
    {"fr", "DESABONNER", INTENT_STOP},
    {"fr", "DÉSABONNER", INTENT_STOP},
    {"fr", "TD", INTENT_STOP}, /* French Canada, of AWS's list */
    {"fr", "ARRET", INTENT_STOP},
    {"fr", "ARRÊT", INTENT_STOP},
    {"es", "ALTO", INTENT_STOP},
    {"es", "BAJA", INTENT_STOP},
    {"es", "PARAR", INTENT_STOP},
    {"es", "CANCELAR", INTENT_STOP},
    {"es", "DETENER", INTENT_STOP},
    {"es", "NO MAS", INTENT_STOP},
    {"es", "NO MÁS", INTENT_STOP},
    {"pt", "SAIR", INTENT_STOP},
    {"en", "START", INTENT_START},
    {"en", "START ALL", INTENT_START},
    {"en", "UNSTOP", INTENT_START},
    {"en", "SUBSCRIBE", INTENT_START},
    {"en", "RESUBSCRIBE", INTENT_START},
    {"en", "OPTIN", INTENT_START},
    {"en", "OPT IN", INTENT_START},
    {"en", "OPT-IN", INTENT_START},
    {"en", "RESUME", INTENT_START},
    {"en", "JOIN", INTENT_START},
    {"es", "INICIAR", INTENT_START},
    {"es", "COMENZAR", INTENT_START},
    {"es", "EMPEZAR", INTENT_START},
    {"en", "HELP", INTENT_HELP},
    {"en", "INFO", INTENT_HELP},
    {"en", "SUPPORT", INTENT_HELP},
    {"es", "AYUDA", INTENT_HELP},
    {"es", "INFORMACION", INTENT_HELP},
    {"es", "INFORMACIÓN", INTENT_HELP},
    {"fr", "AIDE", INTENT_HELP},
    {"pt", "AJUDA", INTENT_HELP},
};

const char *
basis_name(enum basis basis)
{
	return bases[basis];
}

static bool
keyword_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
keyword_is_digit_or_letter(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

/* Letters of Latin-1 (U+00C0 to U+00FE) are two bytes, the first 0xc3. */
static bool
keyword_is_latin(const char *p, size_t len)
{
	return len == 2 && (unsigned char)p[0] == 0xc3;
}

/* ASCII and Latin-1 letters in upper case; everything else as it is. */
struct slice
keyword_upper(struct slice text, struct arena *arena)
{
	char *folded = arena_copy(arena, text.p, text.n);
	size_t i;

	for (i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)folded[i];
		bool latin = i > 0 && (unsigned char)folded[i - 1] == 0xc3;

		if ((c >= 'a' && c <= 'z') ||
		    (latin && c >= 0xa0 && c <= 0xbe && c != 0xb7))
			folded[i] = (char)(c - 0x20);
	}
	return (struct slice){folded, text.n};
}

/* Letters, digits and single blanks between them. */
static struct slice
keyword_strip(struct slice text, struct arena *arena)
{
	char *plain = arena_alloc(arena, text.n + 1);
	const char *p = text.p, *end = text.p + text.n;
	bool gap = false;
	size_t n = 0, len;

	for (; p < end; p += len) {
		len = scan_utf8(p, end);
		if (len == 0)
			len = 1;
		if (!keyword_is_digit_or_letter(*p) &&
		    !keyword_is_latin(p, len)) {
			gap = gap || keyword_is_blank(*p);
			continue;
		}
		if (gap && n > 0)
			plain[n++] = ' ';
		gap = false;
		memcpy(plain + n, p, len);
		n += len;
	}
	return (struct slice){plain, n};
}

void
keyword_prepare(
    struct slice body, struct arena *arena, struct keyword_text *out)
{
	out->exact = keyword_upper(slice_trim(body, " \t\r\n"), arena);
	out->plain = keyword_strip(out->exact, arena);
}

bool
keyword_says_yes(const struct keyword_text *text)
{
	static const char words[] = "YES|Y|YEAH|YEP|SI|SÍ|OUI|SIM|JA";
	const char *end = memchr(text->plain.p, ' ', text->plain.n);
	size_t n = end != NULL ? (size_t)(end - text->plain.p) : text->plain.n;

	return n > 0 && slice_among((struct slice){text->plain.p, n}, words);
}

/* Is the text this word (upper case)?  The basis says how closely. */
static bool
keyword_matches(
    const struct keyword_text *text, struct slice word, enum basis *basis)
{
	if (slice_equal(text->exact, word))
		*basis = BASIS_EXACT;
	else if (slice_equal(text->plain, word))
		*basis = BASIS_NORMALIZED;
	else
		return false;
	return true;
}

bool
keyword_standard(const struct keyword_text *text, struct keyword_hit *hit)
{
	struct keyword_hit found;
	bool any = false;
	size_t i;

	/* "opt-out" is the word OPT-OUT before it is OPT OUT without its dash.
	 */
	for (i = 0; i < sizeof(keywords) / sizeof(keywords[0]); i++) {
		found = (struct keyword_hit){.intent = keywords[i].intent,
		    .keyword = slice_of(keywords[i].word),
		    .language = keywords[i].language,
		    .rule = "keyword.standard"};
		if (!keyword_matches(text, found.keyword, &found.basis) ||
		    (any && found.basis != BASIS_EXACT))
			continue;
		*hit = found;
		any = true;
	}
	return any;
}

/* Tables of others may write their words in any case. */
static bool
keyword_try(const struct keyword_text *text, struct slice word,
    struct slice meaning, const char *rule, struct arena *arena,
    struct keyword_hit *hit)
{
	*hit = (struct keyword_hit){.keyword = word, .rule = rule};
	return keyword_matches(text, keyword_upper(word, arena), &hit->basis) &&
	    intent_find(meaning, &hit->intent);
}

bool
keyword_of_message(const struct keyword_text *text, struct view replies,
    struct arena *arena, struct keyword_hit *hit)
{
	struct view_step step = {0};

	while (view_next(replies, &step))
		if (keyword_try(text, view_unescape(step.key, arena),
			view_string(step.value, arena), "keyword.question",
			arena, hit))
			return true;
	return false;
}

bool
keyword_of_config(const struct keyword_text *text,
    const struct yaml_node *reply, struct arena *arena, struct keyword_hit *hit)
{
	const struct yaml_node *word;

	for (word = reply != NULL ? reply->first : NULL; word != NULL;
	     word = word->next)
		if (keyword_try(text, slice_of(word->key), word->text,
			"keyword.configuration", arena, hit))
			return true;
	return false;
}

bool
keyword_of_provider(struct slice flag, struct keyword_hit *hit)
{
	static const struct {
		const char *flag;
		enum intent intent;
	} flags[] = {
	    {"STOP", INTENT_STOP},
	    {"START", INTENT_START},
	    {"HELP", INTENT_HELP},
	};
	size_t i;

	for (i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (slice_is(flag, flags[i].flag)) {
			*hit = (struct keyword_hit){.intent = flags[i].intent,
			    .basis = BASIS_PROVIDER,
			    .keyword = slice_of(flags[i].flag),
			    .rule = "keyword.provider"};
			return true;
		}
	return false;
}
