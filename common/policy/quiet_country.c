/* SPDX-License-Identifier: ISC */
/*
 * When other countries let themselves be texted about sales, and the hours that
 * are no country's.  Where sources differ the first of them counts, which is
 * the careful one (tests/fixtures/sender-id-by-country.csv).
 */
#include "policy/quiet_table.h"

#define AT(hour, minute) ((hour)*60 + (minute))
#define SAT QUIET_DAY(6)
#define MON_FRI QUIET_MON_FRI
#define MON_SAT (MON_FRI | SAT)
#define MON_SUN (MON_SAT | QUIET_DAY(0))

/* Sorted. */
/* clang-format off */
static const struct quiet_row countries[] = {
    {"AE", NULL, MON_SUN, AT(8, 0), AT(21, 0), true, true, NULL,
	"08:00-21:00 (older texts 07:00-21:00)"},
    {"AU", NULL, MON_FRI, AT(9, 0), AT(20, 0), true, true, NULL,
	"09:00-20:00 Mon-Fri customary"},
    {"BR", NULL, MON_SUN, AT(10, 0), AT(17, 0), true, true, NULL,
	"10:00-17:00 (bird) or 08:00-21:00 (vero): sources differ"},
    {"CA", NULL, MON_SUN, AT(8, 0), AT(21, 0), true, true, NULL,
	"none in CASL; follow 08:00-21:00"},
    {"FR", NULL, MON_SAT, AT(8, 0), AT(22, 0), true, false, NULL,
	"08:00-22:00, not Sunday, not public holidays"},
    {"GB", NULL, MON_SUN, AT(9, 0), AT(20, 0), true, true, NULL,
	"none in law; 09:00-20:00 customary"},
    {"IN", NULL, MON_SUN, AT(10, 0), AT(21, 0), true, true, NULL,
	"10:00-21:00 promotional"},
    {"KR", NULL, MON_SUN, AT(8, 0), AT(21, 0), true, true, NULL,
	"08:00-21:00 advertising"},
    {"KZ", NULL, MON_SUN, AT(9, 0), AT(22, 0), true, true, NULL,
	"09:00-22:00"},
    {"NG", NULL, MON_SUN, AT(8, 0), AT(20, 0), true, true, NULL,
	"08:00-20:00"},
    {"VN", NULL, MON_SUN, AT(7, 0), AT(22, 0), true, true, NULL,
	"07:00-22:00"},
};
/* clang-format on */

static const struct quiet_row elsewhere = {NULL, NULL, MON_SUN, AT(8, 0),
    AT(21, 0), true, true, NULL, "hours of countries that have none"};

static const struct quiet_row courtesy = {NULL, NULL, MON_SUN, AT(8, 0),
    AT(21, 0), true, true, NULL, "courtesy hours"};

/* What every state allows at once. */
static const struct quiet_row strict[] = {
    {NULL, NULL, MON_FRI, AT(10, 0), AT(18, 0), true, true, NULL,
	"strict hours"},
    {NULL, NULL, SAT, AT(10, 0), AT(17, 0), true, true, NULL, "strict hours"},
};

const struct quiet_row *
quiet_countries(size_t *count)
{
	*count = sizeof(countries) / sizeof(countries[0]);
	return countries;
}

struct quiet_rule
quiet_rule_elsewhere(void)
{
	return (struct quiet_rule){&elsewhere, 1};
}

struct quiet_rule
quiet_rule_courtesy(void)
{
	return (struct quiet_rule){&courtesy, 1};
}

struct quiet_rule
quiet_rule_strict(void)
{
	return (struct quiet_rule){strict, sizeof(strict) / sizeof(strict[0])};
}
