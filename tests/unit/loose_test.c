/* SPDX-License-Identifier: ISC */
#include "tests/unit/test.h"
#include "time/loose.h"

/* What was read, "-" for what was not said, "?" for no date at all. */
static const char *
read(const char *text)
{
	static char shown[96];
	struct loose l;

	if (loose_parse(slice_of(text), &l) != 0)
		return "?";
	(void)snprintf(shown, sizeof(shown),
	    "%04d%s-%02d%s-%02d%s %02d:%02d:%02d.%03d%s", l.civil.year,
	    l.year ? "" : "-", l.civil.month, l.month ? "" : "-", l.civil.day,
	    l.day ? "" : "-", l.civil.hour, l.civil.minute, l.civil.second,
	    l.civil.ms, l.time ? "" : "-");
	if (l.zoned)
		(void)snprintf(shown + strlen(shown),
		    sizeof(shown) - strlen(shown), " %+d", l.offset_s);
	return shown;
}

static const struct {
	const char *text, *want;
} examples[] = {
    {"March 14, 2016", "2016-03-14 00:00:00.000-"},
    {"14 Mar 2016", "2016-03-14 00:00:00.000-"},
    {"Mar. 14th, 2016 at 10:20 pm", "2016-03-14 22:20:00.000"},
    {"Mon, 14 Mar 2016 10:20:30 -0500", "2016-03-14 10:20:30.000 -18000"},
    {"2016/03/14 12am", "2016-03-14 00:00:00.000"},
    {"2016-03-14 10:20:30.25 EST", "2016-03-14 10:20:30.250 -18000"},
    {"Jan 2 68", "2068-01-02 00:00:00.000-"},
    {"Jan 2 69", "1969-01-02 00:00:00.000-"},
    {"12 noon", "?"},
    {"10pm", "0000--00--00- 22:00:00.000"},
    {"March 2016", "2016-03-00- 00:00:00.000-"},
    {"next week", "?"},
    {"Tuesday", "?"},
    {"14", "?"},
    {"1/2/2016", "?"}, /* January or February? */
    {"February 30, 2016", "?"},
    {"Feb 29 2015", "?"},
    {"Feb 29 2016", "2016-02-29 00:00:00.000-"},
    {"25:00 March 1 2016", "?"},
    {"13pm", "?"},
    {"March March 1 2016", "?"},
    {"2016-13-01", "?"},
    {"March 14, 2016 +0500", "?"},
    {"", "?"},
    {"99999999999999999999", "?"},
};

int
main(void)
{
	size_t i;

	TEST("dates are read as people write them, and nothing else is")
	{
		for (i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
			test_slice(slice_of(read(examples[i].text)),
			    slice_of(examples[i].want), __FILE__, __LINE__,
			    examples[i].text);
	}
	return test_done();
}
