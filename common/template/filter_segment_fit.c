/* SPDX-License-Identifier: ISC */
#include "template/filter.h"
#include "template/fit.h"

#include <inttypes.h>

/* The parser has seen to it that the value is printed next. */
int
filter_segment_fit(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice text, ellipsis;
	int64_t most;

	if (render_text(render, value, &text) != 0 ||
	    filter_int(render, args, 0, 1, &most) != 0 ||
	    filter_text(render, args, 1, "", &ellipsis) != 0)
		return -1;
	if (most < 1 || most > FIT_SEGMENTS_MAX)
		return render_fail(render,
		    "a text has 1 to %d segments, not %" PRId64,
		    FIT_SEGMENTS_MAX, most);
	if (render->captures > 0)
		return render_fail(
		    render, "'segment_fit' cannot cut what is captured");
	if (fit_note(render, &text, (size_t)most, ellipsis) != 0)
		return -1;
	*value = value_text(text);
	return 0;
}
