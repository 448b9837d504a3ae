/* SPDX-License-Identifier: ISC */
#include "store/postgres/pg.h"

#include <string.h>

/* SQLSTATEs (PostgreSQL's appendix A), or their classes, in our words; the
 * first that fits. */
static const struct {
	const char *state;
	int code;
	const char *text;
} failures[] = {
    {"55P03", EX_UNAVAILABLE, "another process keeps it locked"},
    {"40", EX_UNAVAILABLE, "another process was in the way"},
    {"25006", EX_NOPERM, "may only be read"},
    {"25P03", EX_UNAVAILABLE, "the program stood still for too long"},
    {"28", EX_NOPERM, "no permission"},
    {"42501", EX_NOPERM, "no permission"},
    {"3D000", EX_UNAVAILABLE, "there is no such database"},
    {"3F000", EX_UNAVAILABLE, "has no schema yet: run smssend --migrate"},
    {"42P01", EX_UNAVAILABLE, "has no schema yet: run smssend --migrate"},
    {"53100", EX_IOERR, "the disk is full"},
    {"53200", EX_UNAVAILABLE, "the server is out of memory"},
    {"53300", EX_UNAVAILABLE, "the server has no connection left"},
    {"08", EX_UNAVAILABLE, "the connection was lost"},
    {"57P", EX_UNAVAILABLE, "the server ended the connection"},
    {"58", EX_IOERR, "reading or writing failed"},
    {"XX001", EX_IOERR, "the data is damaged"},
    {"XX002", EX_IOERR, "the data is damaged"},
};

enum { FAILURES = sizeof(failures) / sizeof(failures[0]) };

int
pg_fail(struct pg *pg, const PGresult *answer, struct error *err)
{
	const char *state = PQresultErrorField(answer, PG_DIAG_SQLSTATE);
	const char *text = PQresultErrorField(answer, PG_DIAG_MESSAGE_PRIMARY);
	int i;

	for (i = 0; i < FAILURES; i++)
		if (strncmp(state, failures[i].state,
			strlen(failures[i].state)) == 0)
			return error_set(err, failures[i].code, "%s: %s",
			    pg->label, failures[i].text);
	return error_set(err, EX_SOFTWARE, "%s: %s (%s)", pg->label,
	    text != NULL ? text : "it failed", state);
}
