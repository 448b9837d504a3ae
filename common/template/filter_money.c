/* SPDX-License-Identifier: ISC */
#include "template/build.h"
#include "template/filter.h"
#include "text/money.h"

#include <math.h>

/* Arithmetic keeps 15 digits: from here on it does not tell cents apart. */
static const double calculated_max = 1e13;

/* The number as it was written, or what arithmetic made of it. */
static int
read_amount(
    struct render *render, const struct value *value, struct slice *amount)
{
	*amount = (struct slice){NULL, 0};
	if (value->type == VALUE_FLOAT && value->text.p == NULL &&
	    !(fabs(value->number) < calculated_max))
		return 0;
	if (value->type != VALUE_INT && value->type != VALUE_FLOAT &&
	    value->type != VALUE_TEXT)
		return 0;
	if (render_text(render, value, amount) != 0)
		return -1;
	*amount = filter_trim(*amount);
	return 0;
}

/* The argument, else the member `currency` of what the template sees. */
static int
read_currency(
    struct render *render, const struct filter_args *args, struct slice *code)
{
	const struct template_scope *scope = render->scope;

	if (args->count > 0)
		return filter_text(render, args, 0, "", code);
	*code = view_text(
	    scope->lookup(scope->context, slice_of("currency")), render->arena);
	return render_spend(render, code->n);
}

int
filter_money(
    struct render *render, struct value *value, const struct filter_args *args)
{
	const char *language = render->scope->language;
	struct slice amount, code;
	struct currency currency;
	char text[MONEY_TEXT_MAX];

	if (read_amount(render, value, &amount) != 0 ||
	    read_currency(render, args, &code) != 0)
		return -1;
	if (code.p == NULL && !render->scope->lax)
		return render_fail(render,
		    "no currency: name one, as in money: 'USD', or have "
		    "'currency' beside the amount");
	if (!currency_find(code, language, &currency))
		return render->scope->lax
		    ? 0
		    : render_fail(render, "'%.*s' is no currency of ISO 4217",
			  SLICE_ARG(code));
	if (amount.p == NULL ||
	    money_format(amount, &currency, language, text) != 0)
		return filter_refuse(render, value, "exact amount");
	return build_concat(render, slice_of(text), slice_of(""), value);
}
