/* SPDX-License-Identifier: ISC */
#include "columns.h"

#include "base/ascii.h"

#include <string.h>

/* Names that columns have, letters and digits alone, in small letters. */
static const struct {
	enum row_field field;
	const char *name; /* in --map, or NULL */
	const char *names;
} columns[] = {
    {ROW_NUMBER, "number",
	"number|phone|phonenumber|msisdn|mobile|mobilenumber|mobilephone|cell|"
	"cellphone|telephone|recipient|contactid|optedoutnumber|e164"},
    {ROW_STATUS, "status",
	"status|action|consent|smsconsent|optin|optedin|subscribed|optinstatus|"
	"optstatus|subscription|smsstatus|smsoptin|smsoptedin"},
    {ROW_STATE, NULL, "state"},
    {ROW_OUT, "out",
	"optout|optedout|unsubscribed|unsubscribe|stop|stopped|blocked|"
	"suppressed|donotsms|donottext|donotcontact|dnc|optoutstatus|"
	"smsoptout|smsoptedout|isoptedout|isunsubscribed|optedoutofsms|"
	"hasoptedoutofsms"},
    {ROW_OUT_AT, "out_at", "dnctimestamp|dncdate"},
    {ROW_AT, "at",
	"at|time|date|timestamp|effectiveat|updatedat|dateofconsent|"
	"consentdate"},
    {ROW_IN_AT, NULL,
	"createdat|created|optindate|optinat|optedinat|subscribedat"},
    {ROW_NAME, "name", "name|fullname|customer|customername|contactname"},
    {ROW_PROGRAM, "program", "program"},
    {ROW_TENANT, "tenant", "tenant"},
    {ROW_CHANNEL, "channel", "channel"},
    {ROW_EXPIRES, "expires_at", "expiresat|expires|expirydate"},
    {ROW_ID, NULL, "consentid"},
    {ROW_TEXT, "text", "consenttext|text|wording"},
};

enum {
	COLUMNS = sizeof(columns) / sizeof(columns[0]),
	COLUMNS_NAME_MAX = 64,
};

int
columns_field(struct slice name)
{
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		if (columns[i].name != NULL && slice_is(name, columns[i].name))
			return (int)columns[i].field;
	return -1;
}

struct slice
columns_mapped(const char *argument)
{
	const char *sign = strchr(argument, '=');

	return slice_of(sign != NULL ? sign + 1 : "");
}

static int
columns_map_field(const char *argument)
{
	return columns_field((struct slice){argument, strcspn(argument, "=")});
}

/*
 * When somebody opted out has as many names as there are systems: "sms opt-out
 * date", "unsubscribed_at", "date of opt-out"; not the time of anything else.
 */
static bool
columns_is_out_at(struct slice name)
{
	static const char *const out[] = {"optout", "optedout", "unsubscribed",
	    "unsubscribe", "unsub", "stopped", "revoked", "withdrawn",
	    "blocked", "suppressed"};
	struct slice before, behind;
	size_t i, at;

	for (i = 0; i < sizeof(out) / sizeof(out[0]); i++) {
		at = slice_find(name, slice_of(out[i]));
		if (at == SIZE_MAX)
			continue;
		before = (struct slice){name.p, at};
		behind = (struct slice){
		    name.p + at + strlen(out[i]), name.n - at - strlen(out[i])};
		if (slice_among(behind,
			"at|on|date|time|datetime|timestamp|ts|atutc|dateutc|"
			"timeutc|datetimeutc|timestamputc") ||
		    (behind.n == 0 &&
			slice_among(before,
			    "date|dateof|time|timeof|timestamp|"
			    "timestampof|datetime|smsdate")))
			return true;
	}
	return false;
}

static int
columns_by_name(struct slice name)
{
	char plain[COLUMNS_NAME_MAX];
	struct slice word = {plain, 0};
	size_t i;

	for (i = 0; i < name.n && word.n < sizeof(plain); i++)
		if (ascii_is_letter(name.p[i]) || ascii_is_digit(name.p[i]))
			plain[word.n++] = (char)(name.p[i] | 0x20);
	for (i = 0; i < COLUMNS; i++)
		if (slice_among(word, columns[i].names))
			return (int)columns[i].field;
	return columns_is_out_at(word) ? ROW_OUT_AT : -1;
}

int
columns_find(struct slice name, const struct opt_list *map)
{
	int field = columns_by_name(name);
	size_t i;

	for (i = 0; i < map->count; i++)
		if (slice_equal(name, columns_mapped(map->items[i])))
			return columns_map_field(map->items[i]);
	for (i = 0; i < map->count; i++)
		if (columns_map_field(map->items[i]) == field &&
		    field != ROW_OUT && field != ROW_OUT_AT)
			return -1;
	return field;
}
