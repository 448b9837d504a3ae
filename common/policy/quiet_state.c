/* SPDX-License-Identifier: ISC */
/*
 * When a state of the US lets itself be texted; the row without a state is the
 * federal one.  tests/fixtures/state-quiet-hours.csv has more about each: what
 * it says of texts, its sources and how sure they are.
 */
#include "policy/quiet_table.h"

#define AT(hour, minute) ((hour)*60 + (minute))
#define SUN QUIET_DAY(0)
#define SAT QUIET_DAY(6)
#define MON_FRI QUIET_MON_FRI
#define MON_SAT (MON_FRI | SAT)
#define MON_SUN (MON_SAT | SUN)

/* Sorted by state; the rows of a state are one rule. */
/* clang-format off */
static const struct quiet_row states[] = {
    {"US", NULL, MON_SUN, AT(8, 0), AT(21, 0), true, true,
	"prior express invitation or permission; established business relationship",
	"47 CFR 64.1200(c)(1); 47 U.S.C. 227(a)(4)"},
    {"US", "AL", MON_SAT, AT(8, 0), AT(20, 0), true, false,
	NULL,
	"Ala. PSC telephone rules; Ala. Code 1-3-8 for holidays"},
    {"US", "AZ", MON_SUN, AT(8, 0), AT(21, 0), true, true,
	NULL,
	"A.R.S. 44-1282; HB 2498 (2021)"},
    {"US", "CT", MON_SUN, AT(9, 0), AT(20, 0), true, true,
	"prior express written consent is required at all times",
	"Conn. Gen. Stat. 42-288a (SB 1058, effective 2023-10-01)"},
    {"US", "FL", MON_SUN, AT(8, 0), AT(20, 0), true, true,
	"prior or existing business relationship (501.059)",
	"Fla. Stat. 501.616(6)(a),(b); 501.059"},
    {"US", "GA", MON_SUN, AT(8, 0), AT(20, 0), true, true,
	NULL,
	"O.C.G.A. 46-5-27"},
    {"US", "IL", MON_SUN, AT(9, 0), AT(21, 0), false, true,
	NULL,
	"815 ILCS 305/15"},
    {"US", "KY", MON_SUN, AT(10, 0), AT(21, 0), true, true,
	NULL,
	"KRS 367.46955"},
    {"US", "LA", MON_SAT, AT(8, 0), AT(20, 0), true, false,
	"none for the hours (PSC order text)",
	"La. PSC General Order R-29617 s.V(A)(2); La. R.S. 45:811, 45:844.31"},
    {"US", "ME", MON_FRI, AT(9, 0), AT(17, 0), false, true,
	NULL,
	"10 M.R.S. 1498"},
    {"US", "MD", MON_SUN, AT(8, 0), AT(20, 0), true, true,
	"prior express written consent (automated)",
	"Stop the Spam Calls Act of 2023 (SB 90/HB 37), Md. Com. Law 14-4501 ff."},
    {"US", "MA", MON_SUN, AT(8, 0), AT(20, 0), true, true,
	NULL,
	"M.G.L. c.159C s.3"},
    {"US", "MI", MON_SUN, AT(9, 0), AT(21, 0), true, true,
	NULL,
	"MCL 445.111 ff."},
    {"US", "MN", MON_SUN, AT(9, 0), AT(21, 0), false, true,
	NULL,
	"Minn. Stat. 325E.30"},
    {"US", "MS", MON_SAT, AT(8, 0), AT(20, 0), true, false,
	"established business relationship (6 months)",
	"Miss. Code 77-3-723; 3-3-7 (holidays)"},
    {"US", "NE", SUN, AT(13, 0), AT(21, 0), false, true,
	NULL,
	"291 Neb. Admin. Code ch.11 s.3"},
    {"US", "NV", MON_SUN, AT(9, 0), AT(20, 0), true, true,
	NULL,
	"NRS 597.814 / 228.550"},
    {"US", "NJ", MON_SUN, AT(8, 0), AT(20, 0), true, true,
	NULL,
	"N.J.S.A. 56:8-119 ff.; S921 (2023)"},
    {"US", "NM", MON_SUN, AT(9, 0), AT(21, 0), true, true,
	NULL,
	"N.M. Stat. 57-12-22"},
    {"US", "NY", MON_SUN, AT(8, 0), AT(21, 0), true, true,
	NULL,
	"N.Y. Gen. Bus. Law 399-z, 399-p"},
    {"US", "OK", MON_SUN, AT(8, 0), AT(20, 0), true, true,
	NULL,
	"15 O.S. 775C.4 (effective 2022-11-01)"},
    {"US", "OR", MON_SUN, AT(8, 0), AT(20, 0), true, true,
	"established business relationship: transaction within 18 months; reply to a consumer message",
	"HB 3865 (2025), ORS 646.561 ff. and 646A.370 ff.; effective 2026-01-01"},
    {"US", "PA", MON_SUN, AT(8, 0), AT(21, 0), true, false,
	NULL,
	"73 P.S. 2245.1 (Act 77 of 2019)"},
    {"US", "RI", MON_FRI, AT(9, 0), AT(18, 0), true, false,
	"solicited calls",
	"R.I. Gen. Laws 5-61-2(9), 5-61-3.6"},
    {"US", "RI", SAT, AT(10, 0), AT(17, 0), true, false,
	"solicited calls",
	"R.I. Gen. Laws 5-61-2(9), 5-61-3.6"},
    {"US", "SD", MON_FRI, AT(9, 0), AT(21, 0), false, true,
	NULL,
	"SDCL 37-30-28"},
    {"US", "TX", MON_SAT, AT(9, 0), AT(21, 0), true, true,
	"express request of consumer; prior or existing business relationship; state agreed opted-in texts need no registration (W.D. Tex. 1:25-cv-01401, 2025-11)",
	"Tex. Bus. & Com. Code 301.051; ch.302 (SB 140, effective 2025-09-01)"},
    {"US", "TX", SUN, AT(12, 0), AT(21, 0), true, true,
	"as above",
	"Tex. Bus. & Com. Code 301.051"},
    {"US", "UT", MON_SAT, AT(8, 0), AT(21, 0), true, false,
	"prior express consent",
	"Utah Code 13-25a-103"},
    {"US", "VA", MON_SUN, AT(8, 0), AT(21, 0), true, true,
	"prior consent",
	"Va. Code 59.1-511, 59.1-514 (SB 1339, effective 2026-01-01)"},
    {"US", "WA", MON_SUN, AT(8, 0), AT(20, 0), true, true,
	NULL,
	"RCW 19.158.040(2); RCW 80.36.390 (HB 1497, effective 2022-06-09)"},
    {"US", "WY", MON_SUN, AT(8, 0), AT(20, 0), true, true,
	NULL,
	"Wyo. Stat. 40-12-302"},
};
/* clang-format on */

const struct quiet_row *
quiet_states(size_t *count)
{
	*count = sizeof(states) / sizeof(states[0]);
	return states;
}
