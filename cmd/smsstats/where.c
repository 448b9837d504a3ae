/* SPDX-License-Identifier: ISC */
/* The names that a condition looks at. */
#include "tally.h"

#include "template/tree.h"

static int
add_expr(const struct expr *expr, struct dims *dims, struct error *err)
{
	const struct path *path = &expr->path;
	const struct step *step;

	if (expr->kind != EXPR_PATH)
		return 0;
	for (step = path->steps; step != NULL; step = step->next)
		if (step->kind == STEP_EXPR)
			return error_set(err, EX_USAGE,
			    "--where: a path must not be computed");
	if (path->expr != NULL)
		return error_set(
		    err, EX_USAGE, "--where: a path must not be computed");
	if (dims_add(dims, path->name) == SIZE_MAX)
		return error_set(err, EX_USAGE,
		    "--by and --where take %d names at most", DIMS_MAX);
	return 0;
}

int
tally_dims_of(
    const struct template *where, struct dims *dims, struct error *err)
{
	const struct condition *part;

	for (part = where->condition; part != NULL; part = part->next)
		if (add_expr(part->left, dims, err) != 0 ||
		    (part->comparison != NULL &&
			add_expr(part->right, dims, err) != 0))
			return -1;
	return 0;
}
