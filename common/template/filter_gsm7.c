/* SPDX-License-Identifier: ISC */
#include "record/scan.h"
#include "template/filter.h"
#include "text/gsm7.h"

int
filter_gsm7(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice text, extent;
	bool letters = args->count == 0;

	if (render_text(render, value, &text) != 0 ||
	    filter_text(render, args, 0, "", &extent) != 0)
		return -1;
	if (!letters && !slice_is(extent, "punctuation"))
		return filter_refuse(
		    render, &args->v[0], "extent of folding (punctuation)");
	if (scan_utf8_prefix(text) < text.n)
		return filter_refuse(render, value, "text of UTF-8");
	if (render_spend(render, GSM7_FOLD_GROWTH * text.n) != 0)
		return -1;
	*value = value_text(gsm7_fold(text, letters, render->arena));
	return 0;
}
