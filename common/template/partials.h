/* SPDX-License-Identifier: ISC */
/*
 * partials: the templates of a folder, for {% include %} and {% render %}:
 * 'a/b' is the file a/b.liquid in it.  Each is read and parsed when it is
 * first asked for, and kept.  Zeroed it is valid, and has none.
 */
#ifndef TEMPLATE_PARTIALS_H
#define TEMPLATE_PARTIALS_H

#include "base/error.h"
#include "base/slice.h"
#include "template/template.h"

struct partials {
	const char *folder; /* borrowed; NULL: there are none */

	/* Private. */
	struct partial_file *first;
};

/*
 * NULL with EX_DATAERR when there is no such partial, its name leads out of the
 * folder, or it cannot be parsed.  The template lives as long as the partials.
 */
const struct template *partials_find(
    struct partials *partials, struct slice name, struct error *err);
void partials_release(struct partials *partials);

#endif
