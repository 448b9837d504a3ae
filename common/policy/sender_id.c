/* SPDX-License-Identifier: ISC */
/*
 * Which countries take a name as a sender
 * (tests/fixtures/sender-id-by-country.csv; the test holds this against that).
 */
#include "policy/sender_id.h"

#include <string.h>

/* clang-format off */
static const struct sender_id countries[] = {
    {"US", SENDER_ID_NO,
	"10DLC brand+campaign, toll-free verification or short code"},
    {"CA", SENDER_ID_NO, "toll-free verification or short code application"},
    {"PR", SENDER_ID_NO, "as US"},
    {"MX", SENDER_ID_NO, "none known"},
    {"BR", SENDER_ID_NO, "short code"},
    {"AR", SENDER_ID_NO, "none for international"},
    {"CL", SENDER_ID_NO, NULL},
    {"CO", SENDER_ID_NO, NULL},
    {"PE", SENDER_ID_NO, NULL},
    {"EC", SENDER_ID_NO, NULL},
    {"UY", SENDER_ID_NO, NULL},
    {"CR", SENDER_ID_NO, NULL},
    {"DO", SENDER_ID_NO, NULL},
    {"GB", SENDER_ID_YES, "optional or provider-led; generic names blocked"},
    {"IE", SENDER_ID_REGISTERED, "required (ComReg registry)"},
    {"FR", SENDER_ID_YES, "none known"},
    {"DE", SENDER_ID_YES, "none"},
    {"AT", SENDER_ID_YES, "required by AWS"},
    {"CH", SENDER_ID_YES, "none"},
    {"NL", SENDER_ID_YES, "none"},
    {"BE", SENDER_ID_PARTIAL, NULL},
    {"IT", SENDER_ID_YES, "alias database (AGCOM)"},
    {"ES", SENDER_ID_REGISTERED, "required (registration form exists)"},
    {"PT", SENDER_ID_YES, "none"},
    {"PL", SENDER_ID_YES, "none"},
    {"SE", SENDER_ID_YES, "none"},
    {"NO", SENDER_ID_YES, "none"},
    {"DK", SENDER_ID_YES, "none"},
    {"FI", SENDER_ID_REGISTERED, "registration form exists"},
    {"HU", SENDER_ID_NO, NULL},
    {"BY", SENDER_ID_REGISTERED, "required incl. text approval"},
    {"RU", SENDER_ID_REGISTERED, "required"},
    {"UA", SENDER_ID_REGISTERED, "required"},
    {"TR", SENDER_ID_REGISTERED, "required"},
    {"KZ", SENDER_ID_REGISTERED, "required"},
    {"IL", SENDER_ID_YES, NULL},
    {"AE", SENDER_ID_REGISTERED,
	"required; promotional IDs start AD- (11 characters in all)"},
    {"SA", SENDER_ID_REGISTERED, "required"},
    {"QA", SENDER_ID_REGISTERED, "required"},
    {"KW", SENDER_ID_REGISTERED, "required"},
    {"BH", SENDER_ID_YES, "not required"},
    {"JO", SENDER_ID_REGISTERED, "required"},
    {"EG", SENDER_ID_REGISTERED, "required"},
    {"ZA", SENDER_ID_NO, NULL},
    {"NG", SENDER_ID_REGISTERED, "required"},
    {"KE", SENDER_ID_REGISTERED, "required"},
    {"GH", SENDER_ID_REGISTERED, "required"},
    {"ZM", SENDER_ID_REGISTERED, "required"},
    {"CM", SENDER_ID_REGISTERED, "required"},
    {"IN", SENDER_ID_REGISTERED,
	"required: DLT entity id, header id, template id; URLs whitelisted"},
    {"LK", SENDER_ID_REGISTERED, "required"},
    {"BD", SENDER_ID_REGISTERED, "required"},
    {"PK", SENDER_ID_REGISTERED, "required"},
    {"CN", SENDER_ID_NO, "template and signature approval"},
    {"HK", SENDER_ID_YES, "optional registry (# prefix)"},
    {"TW", SENDER_ID_NO, NULL},
    {"JP", SENDER_ID_PARTIAL, NULL},
    {"KR", SENDER_ID_NO, "numeric sender pre-registered"},
    {"SG", SENDER_ID_REGISTERED, "required (SSIR, needs UEN)"},
    {"MY", SENDER_ID_NO, NULL},
    {"ID", SENDER_ID_REGISTERED, "required"},
    {"PH", SENDER_ID_REGISTERED, "required"},
    {"TH", SENDER_ID_REGISTERED, "required"},
    {"VN", SENDER_ID_REGISTERED, "required"},
    {"KH", SENDER_ID_REGISTERED, "required"},
    {"AU", SENDER_ID_REGISTERED, "required (ACMA register)"},
    {"NZ", SENDER_ID_NO, NULL},
};
/* clang-format on */

const struct sender_id *
sender_ids(size_t *count)
{
	*count = sizeof(countries) / sizeof(countries[0]);
	return countries;
}

const struct sender_id *
sender_id_of(const char *iso)
{
	size_t i;

	for (i = 0; i < sizeof(countries) / sizeof(countries[0]); i++)
		if (strcmp(countries[i].iso, iso) == 0)
			return &countries[i];
	return NULL;
}
