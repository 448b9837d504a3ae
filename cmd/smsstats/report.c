/* SPDX-License-Identifier: ISC */
#include "report.h"

void
report_figures(const struct report *report, enum figure_form form,
    void (*write)(const struct figure *figure, struct buf *out),
    struct buf *out)
{
	size_t i;

	for (i = 0; i < report->count; i++)
		if (report->figures[i].acc->kind->form == form)
			write(&report->figures[i], out);
}
