/* SPDX-License-Identifier: ISC */
#include "text/money.h"

#include "text/language.h"

#include <string.h>
#include <strings.h>

enum { CODE_LENGTH = 3 };

/*
 * ISO 4217, list one of active codes (2026-01-01), without the metals and
 * units of account that have no minor unit; by decimals.
 */
static const char *const currencies[MONEY_PLACES_MAX + 1] = {
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    "",
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV "
    "BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK "
    "DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL "
    "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO "
    "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK "
    "SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS "
    "UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG",
    "BHD IQD JOD KWD LYD OMR TND",
    "CLF UYW",
};

/*
 * Symbols, all of them in the GSM alphabet: one rupee or won sign would make
 * the whole text UCS-2 and more than halve what fits.
 */
static const struct {
	const char *code, *symbol; /* symbol: or NULL, the code */
	const char *region; /* where its own dollar is "$" */
} symbols[] = {
    {"ARS", NULL, "AR"},
    {"AUD", "A$", "AU"},
    {"BRL", "R$", NULL},
    {"CAD", "CA$", "CA"},
    {"CLP", NULL, "CL"},
    {"CNY", "CN¥", NULL},
    {"COP", NULL, "CO"},
    {"EUR", "€", NULL},
    {"GBP", "£", NULL},
    {"HKD", "HK$", "HK"},
    {"JPY", "¥", NULL},
    {"MXN", "MX$", "MX"},
    {"NZD", "NZ$", "NZ"},
    {"SGD", NULL, "SG"},
    {"TWD", "NT$", "TW"},
    {"USD", "$", NULL},
    {"XCD", "EC$", NULL},
};

enum { SYMBOL_COUNT = sizeof(symbols) / sizeof(symbols[0]) };

/* Does somebody there read "$" as the dollar or peso of the region? */
static bool
has_own_dollar(const char *language)
{
	size_t i;

	for (i = 0; i < SYMBOL_COUNT; i++)
		if (symbols[i].region != NULL &&
		    language_has_region(language, symbols[i].region))
			return true;
	return false;
}

static const char *
find_symbol(const char *code, const char *language)
{
	size_t i;

	if (strcmp(code, "USD") == 0 && has_own_dollar(language))
		return "US$";
	for (i = 0; i < SYMBOL_COUNT; i++) {
		if (strcmp(symbols[i].code, code) != 0)
			continue;
		if (symbols[i].region != NULL &&
		    language_has_region(language, symbols[i].region))
			return "$";
		return symbols[i].symbol;
	}
	return NULL;
}

bool
currency_find(
    struct slice code, const char *language, struct currency *currency)
{
	const char *listed;
	int places;

	if (code.n != CODE_LENGTH)
		return false;
	for (places = 0; places <= MONEY_PLACES_MAX; places++)
		for (listed = currencies[places]; *listed != '\0';
		     listed += CODE_LENGTH + (listed[CODE_LENGTH] == ' ')) {
			if (strncasecmp(listed, code.p, CODE_LENGTH) != 0)
				continue;
			*currency = (struct currency){.places = places};
			memcpy(currency->code, listed, CODE_LENGTH);
			currency->symbol = find_symbol(
			    currency->code, language);
			return true;
		}
	return false;
}
