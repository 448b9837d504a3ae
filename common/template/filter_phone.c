/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/filter.h"
#include "text/phone.h"

static const struct {
	const char *name;
	enum phone_form form;
} forms[] = {
    {"national", PHONE_NATIONAL},
    {"international", PHONE_INTERNATIONAL},
};

enum { FORM_COUNT = sizeof(forms) / sizeof(forms[0]) };

int
filter_phone(
    struct render *render, struct value *value, const struct filter_args *args)
{
	char number[PHONE_MAX], text[PHONE_TEXT_MAX];
	struct slice written, form;
	size_t i = 0;

	if (render_text(render, value, &written) != 0 ||
	    filter_text(render, args, 0, forms[0].name, &form) != 0)
		return -1;
	if (!phone_read(written, number))
		return filter_refuse(render, value, "telephone number");
	if (slice_is(form, "e164"))
		return build_concat(
		    render, slice_of(number), slice_of(""), value);
	while (i < FORM_COUNT && !slice_is(form, forms[i].name))
		i++;
	if (i == FORM_COUNT)
		return filter_refuse(render, &args->v[0],
		    "form of a number (national, international, e164)");
	phone_format(slice_of(number), forms[i].form, text);
	return build_concat(render, slice_of(text), slice_of(""), value);
}
