/* SPDX-License-Identifier: ISC */
/*
 * The national numbering plans that the ITU publishes (E.164 national
 * numbering plans; +1: North American Numbering Plan), in the groups that the
 * telephone books and companies of each country print.  The first row that
 * fits counts.
 */
#include "text/phone_plan.h"

#include <stdbool.h>
#include <string.h>

/* clang-format off */
static const struct phone_plan plans[] = {
    /* United States, Canada, the Caribbean */
    {"1", "[23456789]", 10, 10, "(###) ###-####", "###-###-####"},
    /* South Africa */
    {"27", "[12345678]", 9, 9, "0## ### ####", NULL},
    /* Netherlands: mobile, free and paid, areas of two and of three digits */
    {"31", "6", 9, 9, "0# ########", NULL},
    {"31", "800 90[069]", 7, 10, "0### *", NULL},
    {"31", "1[1678] 2[259] 3[124] 4[1789] 5[124679]", 9, 9, "0### ### ###",
	NULL},
    {"31", "[123457] 8[458] 91", 9, 9, "0## ### ####", NULL},
    /* Belgium: mobile, free and paid, areas of one and of two digits */
    {"32", "4[56789]", 9, 9, "0### ## ## ##", NULL},
    {"32", "800 90", 8, 8, "0### ## ###", NULL},
    {"32", "[239] 4[23]", 8, 8, "0# ### ## ##", NULL},
    {"32", "[15678]", 8, 8, "0## ## ## ##", NULL},
    /* France: free and paid, all others */
    {"33", "8", 9, 9, "0 ### ## ## ##", NULL},
    {"33", "[12345679]", 9, 9, "0# ## ## ## ##", NULL},
    /* Spain: free and paid, all others */
    {"34", "[89]00", 9, 9, "### ### ###", NULL},
    {"34", "[6789]", 9, 9, "### ## ## ##", NULL},
    /* Portugal: Lisbon and Porto, all others */
    {"351", "2[12]", 9, 9, "## ### ####", NULL},
    {"351", "[236789]", 9, 9, "### ### ###", NULL},
    /* Ireland: Dublin, mobile, shared cost, free, areas */
    {"353", "1", 8, 8, "(0#) ### ####", NULL},
    {"353", "1", 9, 9, "(0#) #### ####", NULL},
    {"353", "8[356789]", 9, 9, "0## ### ####", NULL},
    {"353", "818", 9, 9, "0### ### ###", NULL},
    {"353", "1800 1850", 10, 10, "#### ### ###", NULL},
    {"353", "[45]0", 8, 8, "(0###) #####", NULL},
    {"353", "[24569]", 7, 7, "(0##) #####", NULL},
    {"353", "[24569] 7[14]", 8, 9, "(0##) ### *", NULL},
    /* Italy: the 0 is part of the number.  Milan and Rome, large towns, others,
     * mobile, free and paid */
    {"39", "0[26]", 6, 8, "## *", NULL},
    {"39", "0[26]", 9, 9, "## ### ####", NULL},
    {"39", "0[26]", 10, 10, "## #### ####", NULL},
    {"39", "0[1345789][0159]", 6, 9, "### *", NULL},
    {"39", "0[1345789][0159]", 10, 10, "### ### ####", NULL},
    {"39", "0[1345789][0159]", 11, 11, "### #### ####", NULL},
    {"39", "0", 6, 10, "#### *", NULL},
    {"39", "0", 11, 11, "#### ### ####", NULL},
    {"39", "3 8", 9, 10, "### ### *", NULL},
    /* Switzerland: free and paid, all others */
    {"41", "80 84 90", 9, 9, "0### ### ###", NULL},
    {"41", "[234567] 81 91", 9, 9, "0## ### ## ##", NULL},
    /* United Kingdom: areas of five digits, of three, of two, mobile, four */
    {"44", "13873 15242 1539[456] 1697[34] 1768[347] 19467", 9, 10, "0##### *",
	NULL},
    {"44", "11 1[23456789]1 [389]", 10, 10, "0### ### ####", NULL},
    {"44", "2 [57]0 5[56]", 10, 10, "0## #### ####", NULL},
    {"44", "7", 10, 10, "0#### ######", NULL},
    {"44", "1", 9, 10, "0#### *", NULL},
    {"44", "800", 9, 9, "0### ######", NULL},
    /* Denmark */
    {"45", "[23456789]", 8, 8, "## ## ## ##", NULL},
    /* Norway: free, all others */
    {"47", "8", 8, 8, "### ## ###", NULL},
    {"47", "[2345679]", 8, 8, "## ## ## ##", NULL},
    /* Poland: mobile, areas */
    {"48", "21 39 45 5[0137] 6[0469] 7[02389] 80[014] 88", 9, 9, "### ### ###",
	NULL},
    {"48", "[12345678] 9[145]", 9, 9, "## ### ## ##", NULL},
    /* Germany: mobile, free and paid, areas of two digits, of three, of four,
     * of five */
    {"49", "15", 11, 11, "0#### #######", NULL},
    {"49", "1[67]", 10, 11, "0### *", NULL},
    {"49", "180 900", 7, 11, "0### # *", NULL},
    {"49", "800", 8, 13, "0### *", NULL},
    {"49", "3[02] 40 [68]9", 5, 13, "0## *", NULL},
    {"49", "20[12389] 21[124] 2[28]1 2[28]8 23[14] 2[4567]1 291 33[15] 34[015] "
	   "3[56789]1 3[56789]5 4[23456789]1 5[123456789]1 6[12345678]1 "
	   "7[123456789]1 8[12345678]1 906 9[123456789]1",
	6, 13, "0### *", NULL},
    {"49", "330[123467] 332[12789] 333[124578] 334[1246] 336[1246] 337[125789] "
	   "338[1256] 339[145] 342[135] 343[1357] 344[13578] 346[1246] "
	   "347[1356] 349[1346] 350[14] 352[123589] 353[1357] 354[1246] "
	   "356[1234] 357[13468] 358[13568] 359[1246] 360[1356] 362[123489] "
	   "363[12456] 364[1347] 366[13] 367[12579] 368[12356] 369[135] "
	   "372[1234567] 373[1357] 374[145] 376[12345] 377[1234] 3821 "
	   "383[1468] 384[1347] 386 387[1467] 388[136] 390[12479] 392[1358] "
	   "393[1357] 394[134679] 396[123456789] 397[136] 398[147] 399[1468] "
	   "[2456789]",
	6, 13, "0#### *", NULL},
    {"49", "3", 7, 13, "0##### *", NULL},
    /* Mexico: the three large cities, all others */
    {"52", "33 5[56] 81", 10, 10, "## #### ####", NULL},
    {"52", "[23456789]", 10, 10, "### ### ####", NULL},
    /* Brazil: free and paid, landlines, mobile, numbers without an area */
    {"55", "300 500 800 900", 10, 10, "0### ### ####", NULL},
    {"55", "[123456789]", 10, 10, "(##) ####-####", NULL},
    {"55", "[123456789]", 11, 11, "(##) #####-####", NULL},
    {"55", "300 40", 8, 8, "####-####", NULL},
    /* Australia: mobile, areas, free and local rate */
    {"61", "4", 9, 9, "0### ### ###", NULL},
    {"61", "[2378]", 9, 9, "(0#) #### ####", NULL},
    {"61", "1300 1800", 10, 10, "#### ### ###", NULL},
    {"61", "13", 6, 6, "## ## ##", NULL},
    /* New Zealand: areas, mobile, free */
    {"64", "[34679]", 8, 8, "0# ### ####", NULL},
    {"64", "2[028]", 9, 9, "0## ### ####", NULL},
    {"64", "2[028]", 10, 10, "0## #### ####", NULL},
    {"64", "2", 8, 10, "0## ### *", NULL},
    {"64", "[58]0", 8, 8, "0### ## ###", NULL},
    {"64", "[58]0", 9, 10, "0### ### *", NULL},
    /* Singapore */
    {"65", "[3689]", 8, 8, "#### ####", NULL},
    /* India: large cities, mobile */
    {"91", "11 2[02] 33 4[04] 79[1245] 80[234]", 10, 10, "0## #### ####",
	NULL},
    {"91", "[6789]", 10, 10, "##### #####", NULL},
    /* Hong Kong */
    {"852", "[2345679]", 8, 8, "#### ####", NULL},
    /* Israel: areas, mobile */
    {"972", "[23489]", 8, 8, "0#-###-####", NULL},
    {"972", "[57]", 9, 9, "0##-###-####", NULL},
};
/* clang-format on */

/* Does the number begin with that start, which ends at a blank? */
static bool
begins_with(struct slice number, const char *start)
{
	size_t i;

	for (i = 0; *start != '\0' && *start != ' '; i++) {
		size_t choices = 1;

		if (*start == '[')
			choices = strcspn(++start, "]");
		if (i == number.n ||
		    memchr(start, number.p[i], choices) == NULL)
			return false;
		start += choices;
		start += *start == ']';
	}
	return true;
}

static bool
begins_with_any(struct slice number, const char *starts)
{
	for (;;) {
		if (begins_with(number, starts))
			return true;
		starts += strcspn(starts, " ");
		if (*starts == '\0')
			return false;
		starts++;
	}
}

const struct phone_plan *
phone_plan_find(struct slice country, struct slice number)
{
	const struct phone_plan *plan;
	size_t i;

	for (i = 0; i < sizeof(plans) / sizeof(plans[0]); i++) {
		plan = &plans[i];
		if (slice_is(country, plan->country) && number.n >= plan->min &&
		    number.n <= plan->max &&
		    begins_with_any(number, plan->starts))
			return plan;
	}
	return NULL;
}
