/* SPDX-License-Identifier: ISC */
#include "template/render.h"

#include "template/tag.h"

#include <stdarg.h>

int
render_fail(struct render *render, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	(void)error_vset(render->err, EX_DATAERR, fmt, ap);
	va_end(ap);
	return template_blame(render->template, render->at, render->err);
}

int
render_spend(struct render *render, size_t size)
{
	if (size > RENDER_MEMORY_MAX - render->memory)
		return render_fail(render, "needs more than %d bytes of memory",
		    RENDER_MEMORY_MAX);
	render->memory += size;
	return 0;
}

int
render_look(struct render *render, size_t size)
{
	render->read += size;
	if (render->read <= RENDER_READ_MAX)
		return 0;
	return render_fail(render, "looks through more than %d bytes of values",
	    RENDER_READ_MAX);
}

void *
render_alloc(struct render *render, size_t size)
{
	if (render_spend(render, size) != 0)
		return NULL;
	return arena_alloc(render->arena, size);
}

int
render_put(struct render *render, struct slice text)
{
	size_t used = render->out->len - render->start;

	if (text.n > TEMPLATE_OUTPUT_MAX - used)
		return render_fail(render, "renders to more than %d bytes",
		    TEMPLATE_OUTPUT_MAX);
	buf_addslice(render->out, text);
	if (render->out->full)
		return render_fail(
		    render, "renders to more than %zu bytes", render->out->cap);
	return 0;
}

int
render_note(
    struct render *render, const struct pipeline *pipeline, size_t start)
{
	const struct expr *input = pipeline->input;
	struct printed *printed;

	if (render->scope->printed == NULL)
		return 0;
	printed = render_alloc(render, sizeof(*printed));
	if (printed == NULL)
		return -1;
	*printed = (struct printed){.start = start - render->start,
	    .length = render->out->len - start,
	    .before = render->printed};
	if (input != NULL && input->kind == EXPR_PATH)
		printed->name = input->text;
	render->printed = printed;
	return 0;
}

void
render_tell(struct render *render)
{
	struct printed *first = NULL, *printed, *before;

	for (printed = render->printed; printed != NULL; printed = before) {
		before = printed->before;
		printed->before = first;
		first = printed;
	}
	for (printed = first; printed != NULL; printed = printed->before)
		render->scope->printed(render->scope->context, printed->start,
		    printed->length, printed->name);
}

static int
render_nodes(struct render *render, const struct block *block)
{
	const struct node *node;

	for (node = block->first;
	     node != NULL && render->interrupt == INTERRUPT_NONE;
	     node = node->next) {
		if (node->tag->render == NULL)
			continue;
		render->at = node->at;
		if (node->tag->render(render, node) != 0)
			return -1;
	}
	return 0;
}

int
render_block(struct render *render, const struct block *block)
{
	int result;

	if (render->depth == RENDER_NEST_MAX)
		return render_fail(render,
		    "blocks and partials are nested deeper than %d",
		    RENDER_NEST_MAX);
	render->depth++;
	result = render_nodes(render, block);
	render->depth--;
	return result;
}

/* The block renders behind the output so far and is taken off again. */
int
render_captured(
    struct render *render, const struct block *block, struct slice *text)
{
	size_t start = render->out->len;
	char *copy;

	render->captures++;
	if (render_block(render, block) != 0)
		return -1;
	render->captures--;
	text->n = render->out->len - start;
	text->p = copy = render_alloc(render, text->n);
	if (copy == NULL)
		return -1;
	memcpy(copy, render->out->data + start, text->n);
	buf_splice(render->out, start, text->n, (struct slice){"", 0});
	return 0;
}

int
render_round(struct render *render)
{
	if (render->rounds++ < TEMPLATE_LOOPS_MAX)
		return 0;
	return render_fail(
	    render, "loops more than %d times", TEMPLATE_LOOPS_MAX);
}

struct value *
render_slot(struct render *render, struct binding **list, struct slice name)
{
	struct binding *binding;

	for (binding = *list; binding != NULL; binding = binding->next)
		if (slice_equal(binding->name, name))
			return &binding->value;
	binding = render_alloc(render, sizeof(*binding));
	if (binding == NULL)
		return NULL;
	*binding = (struct binding){.name = name, .next = *list};
	*list = binding;
	return &binding->value;
}
