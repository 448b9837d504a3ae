/* SPDX-License-Identifier: ISC */
#include "base/num.h"
#include "template/build.h"
#include "template/filter.h"
#include "text/ordinal.h"

static bool
read_whole(const struct value *value, int64_t *number)
{
	if (value->type == VALUE_INT) {
		*number = value->integer;
		return true;
	}
	return value->type == VALUE_TEXT &&
	    num_parse(filter_trim(value->text), INT64_MIN, INT64_MAX, number) ==
	    0;
}

int
filter_ordinal(
    struct render *render, struct value *value, const struct filter_args *args)
{
	struct slice gender;
	struct value number;
	int64_t integer;
	bool feminine;

	if (filter_text(render, args, 0, "m", &gender) != 0)
		return -1;
	feminine = slice_is(gender, "f");
	if (!feminine && !slice_is(gender, "m"))
		return filter_refuse(
		    render, &args->v[0], "gender of a noun (m, f)");
	if (!read_whole(value, &integer))
		return filter_refuse(render, value, "whole number");
	number = value_int(integer);
	return build_concat(render, value_plain(&number, render->arena),
	    slice_of(
		ordinal_suffix(integer, render->scope->language, feminine)),
	    value);
}
