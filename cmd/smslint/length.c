/* SPDX-License-Identifier: ISC */
#include "length.h"

#include "base/num.h"
#include "config/price.h"

enum { LENGTH_COST_PLACES = 4, LENGTH_SUM_PLACES = 2 }; /* decimals */

static const int64_t length_sends[] = {1, 1000, 10000};

size_t
length_over(const struct segment_count *size)
{
	bool gsm7 = size->encoding == SEGMENT_GSM7;
	size_t single = gsm7 ? SEGMENT_GSM7_SINGLE : SEGMENT_UCS2_SINGLE;

	if (size->segments == 2)
		return size->units - single;
	return size->part - size->left;
}

static void
length_cost(struct buf *out, const struct segment_count *size,
    const struct config *config, const struct config_sender *sender)
{
	char amount[NUM_TEXT_MAX];
	int64_t cost;
	size_t i;

	if (sender == NULL ||
	    !price_of_message(
		config, sender, slice_of(sender->kind), size->segments, &cost))
		return;
	for (i = 0; i < sizeof(length_sends) / sizeof(length_sends[0]); i++) {
		num_format_money(cost * length_sends[i],
		    i == 0 ? LENGTH_COST_PLACES : LENGTH_SUM_PLACES, amount);
		if (i == 0)
			buf_addf(out, "; USD %s", amount);
		else
			buf_addf(out, ", %s for %d,000", amount,
			    (int)(length_sends[i] / 1000));
	}
}

void
length_words(struct buf *out, const struct segment_count *size,
    const struct config *config, const struct config_sender *sender)
{
	bool gsm7 = size->encoding == SEGMENT_GSM7;

	buf_addf(out, "%zu segment%s, %s, %zu %s", size->segments,
	    size->segments == 1 ? "" : "s", gsm7 ? "GSM-7" : "UCS-2",
	    size->units, gsm7 ? "septets" : "characters");
	if (size->segments > 1)
		buf_addf(out, ", cut %zu to save one", length_over(size));
	length_cost(out, size, config, sender);
}
