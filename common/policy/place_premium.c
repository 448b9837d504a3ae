/* SPDX-License-Identifier: ISC */
/*
 * Ranges that cost more and that no other number begins with, from the national
 * numbering plans that the ITU publishes and google/libphonenumber (Copyright
 * The Libphonenumber Authors, Apache License 2.0); 979 is the ITU's own.
 */
#include "policy/place_table.h"

/* Sorted. */
/* clang-format off */
static const char *const premium_starts[] = {
    /* +1 */ "1900",
    /* EG */ "20900",
    /* MA */ "21289",
    /* TN */ "21688",
    /* RW */ "250900",
    /* KE */ "254900",
    /* TZ */ "25590",
    /* UG */ "25690",
    /* ZA */ "27862", "27864", "27865", "27866", "27867", "27868", "27869",
    /* GR */ "3090",
    /* NL */ "31900", "31906", "31909",
    /* BE */ "3290",
    /* FR */ "3389",
    /* ES */ "34803", "34806", "34807", "34905", "34907",
    /* PT */ "351601", "351607", "351608", "351646", "351648", "351760", "351761", "351762",
    /* LU */ "352900", "352901", "352905",
    /* IS */ "35490",
    /* AL */ "355900",
    /* CY */ "357900", "357909",
    /* FI */ "358600", "358700",
    /* BG */ "35990",
    /* HU */ "3690",
    /* LT */ "37090",
    /* LV */ "37190",
    /* EE */ "372900",
    /* MD */ "373900", "373905", "373906",
    /* AM */ "37490",
    /* BY */ "375902",
    /* UA */ "380900",
    /* RS */ "38190",
    /* XK */ "383900",
    /* SI */ "38690",
    /* IT */ "39144", "39166", "39892", "39893", "39894", "39895", "39899",
    /* RO */ "40900", "40903", "40906",
    /* CH */ "41900", "41901", "41906",
    /* CZ */ "42090",
    /* SK */ "421900",
    /* LI */ "423900",
    /* AT */ "43900", "43901", "43930", "43931", "43939",
    /* GB */ "4490", "4491", "4498",
    /* DK */ "4590",
    /* SE */ "46900", "46939", "46944",
    /* NO */ "4782",
    /* PL */ "4870",
    /* DE */ "49137", "49900",
    /* GT */ "50219",
    /* SV */ "503900",
    /* CR */ "50690",
    /* PE */ "51805",
    /* MX */ "52900",
    /* AR */ "54600",
    /* BR */ "55500", "55900",
    /* CO */ "571900", "571901", "57901",
    /* VE */ "58900", "58901",
    /* UY */ "59890",
    /* AU */ "61190",
    /* ID */ "62809",
    /* NZ */ "64900",
    /* SG */ "651900",
    /* RU, KZ */ "7803", "7809",
    /* JP */ "81990",
    /* KR */ "8260",
    /* VN */ "841900",
    /* HK */ "852900",
    /* CN */ "86160", "86168",
    /* TR */ "90900",
    /* PK */ "92900",
    /* JO */ "962900",
    /* SA */ "966925",
    /* OM */ "968900",
    /* AE */ "971900",
    /* IL */ "97219",
    /* the world */ "979",
};
/* clang-format on */

const char *const *
place_premiums(size_t *count)
{
	*count = sizeof(premium_starts) / sizeof(premium_starts[0]);
	return premium_starts;
}

bool
place_is_premium(struct slice digits)
{
	const char *const *starts;
	size_t count;

	starts = place_premiums(&count);
	return place_longest(starts, count, sizeof(*starts), digits) != NULL;
}
