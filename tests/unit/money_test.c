/* SPDX-License-Identifier: ISC */
/*
 * Amounts as people of a language write them.
 */
#include "text/money.h"

#include "base/mem.h"
#include "tests/unit/is_gsm7.h"
#include "tests/unit/test.h"

#include <stdlib.h>

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* The amount in that currency and language, or "!". */
static const char *
money(const char *amount, const char *code, const char *language)
{
	static char text[MONEY_TEXT_MAX];
	struct currency currency;

	if (!currency_find(slice_of(code), language, &currency) ||
	    money_format(slice_of(amount), &currency, language, text) != 0)
		return "!";
	return text;
}

static void
test_money_languages(void)
{
	static const struct {
		const char *language, *code, *amount, *want;
	} cases[] = {
	    {NULL, "USD", "1234.5", "$1,234.50"},
	    {"en", "USD", "-1234.5", "-$1,234.50"},
	    {"en-GB", "GBP", "999.99", "£999.99"},
	    {"sv", "USD", "1234.5", "$1,234.50"},
	    {"es", "USD", "1234.5", "1234,50 $"},
	    {"es", "EUR", "12345.6", "12.345,60 €"},
	    {"es", "EUR", "-1234567", "-1.234.567,00 €"},
	    {"es-US", "USD", "1234.5", "$1,234.50"},
	    {"es-MX", "MXN", "1234.5", "$1,234.50"},
	    {"es-MX", "USD", "1234.5", "US$1,234.50"},
	    {"es-AR", "ARS", "1234.5", "$ 1.234,50"},
	    {"es-CL", "CLP", "-1234", "$-1.234"},
	    {"fr", "EUR", "1234.5", "1 234,50 €"},
	    {"fr-CA", "CAD", "1234.5", "1 234,50 $"},
	    {"fr-CH", "CHF", "1234.5", "1 234.50 CHF"},
	    {"pt", "BRL", "1234.5", "R$ 1.234,50"},
	    {"pt-BR", "BRL", "-1", "-R$ 1,00"},
	    {"pt-PT", "EUR", "1234.5", "1234,50 €"},
	    {"pt-PT", "EUR", "12345", "12 345,00 €"},
	    {"de", "EUR", "1234.5", "1.234,50 €"},
	    {"de-AT", "EUR", "-1234.5", "-€ 1.234,50"},
	    {"de-CH", "CHF", "1234.5", "CHF 1'234.50"},
	    {"de-CH", "CHF", "-5", "CHF-5.00"},
	    {"it", "EUR", "1234.5", "1234,50 €"},
	    {"nl", "EUR", "-1234.5", "€ -1.234,50"},
	};
	size_t i;

	TEST("an amount is written as the language does it")
	{
		for (i = 0; i < COUNT(cases); i++)
			CHECK_STR(money(cases[i].amount, cases[i].code,
				      cases[i].language),
			    cases[i].want);
	}
}

static void
test_money_currencies(void)
{
	static const struct {
		const char *language, *code, *want;
	} cases[] = {
	    {"en", "usd", "$1.50"},
	    {"en", "JPY", "¥2"},
	    {"en", "KRW", "KRW 2"},
	    {"en", "INR", "INR 1.50"},
	    {"en", "KWD", "KWD 1.500"},
	    {"en", "CLF", "CLF 1.5000"},
	    {"en", "CAD", "CA$1.50"},
	    {"en-CA", "CAD", "$1.50"},
	    {"en-CA", "USD", "US$1.50"},
	    {"en-AU", "AUD", "$1.50"},
	    {"en-AU", "CAD", "CA$1.50"},
	    {"en", "PLN", "PLN 1.50"},
	    {"de", "CHF", "1,50 CHF"},
	    {"en", "XYZ", "!"},
	    {"en", "XAU", "!"},
	    {"en", "US", "!"},
	    {"en", "USDX", "!"},
	    {"en", "", "!"},
	    {"en", "D A", "!"},
	};
	size_t i;

	TEST("a currency has its decimals, and a symbol that costs no UCS-2")
	{
		for (i = 0; i < COUNT(cases); i++) {
			CHECK_STR(
			    money("1.5", cases[i].code, cases[i].language),
			    cases[i].want);
			CHECK(is_gsm7(cases[i].want));
		}
	}
}

static void
test_money_amounts(void)
{
	static const struct {
		const char *amount, *want;
	} cases[] = {
	    {"0.1", "$0.10"},
	    {"1.005", "$1.01"},
	    {"1.0049999999999999999999999999999999999", "$1.00"},
	    {"-1.005", "-$1.01"},
	    {"2.675", "$2.68"},
	    {"1.25", "$1.25"},
	    {"0.005", "$0.01"},
	    {"0.0049", "$0.00"},
	    {"-0.001", "$0.00"},
	    {"0", "$0.00"},
	    {"000012.50", "$12.50"},
	    {"999.995", "$1,000.00"},
	    {"12345678901234567890.12", "$12,345,678,901,234,567,890.12"},
	    {"99999999999999999999999999999999999999.995",
		"$100,000,000,000,000,000,000,000,000,000,000,000,000.00"},
	    {"1e3", "$1,000.00"},
	    {"1.5E-2", "$0.02"},
	    {"5e-3", "$0.01"},
	    {"4.9e-3", "$0.00"},
	    {"0e999999999999", "$0.00"},
	    {"1e-99999999999999999999", "$0.00"},
	    {"123456789e-10", "$0.01"},
	};
	static const char *const none[] = {"", "-", ".", ".5", "5.", "1.2.3",
	    "1,234.50", "$5", "5 ", "+5", "--5", "1e", "1e+", "0x10", "NaN",
	    "Infinity", "-inf", "1e38", "1e99999999999999999999",
	    "100000000000000000000000000000000000000"};
	size_t i;

	TEST("amounts are rounded by their decimals, halves away from zero")
	{
		for (i = 0; i < COUNT(cases); i++)
			CHECK_STR(
			    money(cases[i].amount, "USD", "en"), cases[i].want);
	}
	TEST("what is no number, or has too many digits, is no amount")
	{
		for (i = 0; i < COUNT(none); i++)
			CHECK_STR(money(none[i], "USD", "en"), "!");
	}
}

static void
test_long_amounts(void)
{
	const size_t length = 1024 * 1024;
	struct slice text = {NULL, length};
	char *digits = mem_alloc(length), out[MONEY_TEXT_MAX];
	struct currency currency;

	(void)currency_find(slice_of("USD"), "en", &currency);
	text.p = digits;
	memset(digits, '9', length);
	TEST("an amount of a million digits is refused, of zeros read")
	{
		CHECK(money_format(text, &currency, "en", out) == -1);
		digits[1] = '.';
		CHECK(money_format(text, &currency, "en", out) == 0);
		CHECK_STR(out, "$10.00");
		memset(digits, '0', length);
		digits[length - 1] = '7';
		CHECK(money_format(text, &currency, "en", out) == 0);
		CHECK_STR(out, "$7.00");
	}
	free(digits);
}

int
main(void)
{
	test_money_languages();
	test_money_currencies();
	test_money_amounts();
	test_long_amounts();
	return test_done();
}
