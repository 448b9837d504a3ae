/* SPDX-License-Identifier: ISC */
#include "rules.h"

#include "base/nearest.h"

#include <string.h>

enum { RULES_WIDTH = 78 }; /* columns of --explain */

static const struct lint_family *const families[] = {
    &rules_brand,
    &rules_optout,
    &rules_service,
    &rules_length,
    &rules_link,
    &rules_phone,
    &rules_prohibited,
    &rules_fraud,
    &rules_style,
    &rules_evasion,
    &rules_placeholder,
    &rules_private,
    &rules_sender,
    &rules_quiet,
    &rules_record,
    &rules_media,
    &rules_batch,
    &rules_template,
    &rules_campaign,
    &rules_packet,
    &rules_comment,
};

size_t
rules_count(void)
{
	size_t i, count = 0;

	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		count += families[i]->count;
	return count;
}

const struct lint_rule *
rules_at(size_t index)
{
	size_t i = 0;

	while (index >= families[i]->count)
		index -= families[i++]->count;
	return &families[i]->rules[index];
}

const struct lint_rule *
rules_find(const char *id)
{
	size_t i, count = rules_count();

	for (i = 0; i < count; i++)
		if (strcmp(rules_at(i)->id, id) == 0)
			return rules_at(i);
	return NULL;
}

const char *
rules_nearest(const char *id)
{
	const char *names[RULES_MAX];
	size_t i, count = rules_count();

	for (i = 0; i < count && i < RULES_MAX; i++)
		names[i] = rules_at(i)->id;
	return nearest_name(id, names, i);
}

void
rules_add_scope(const struct lint_rule *rule, struct buf *out)
{
	static const char *const names[] = {
	    "message", "media", "batch", "template", "config"};
	const char *between = "";
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if ((rule->scope & (1U << i)) != 0) {
			buf_addf(out, "%s%s", between, names[i]);
			between = ",";
		}
}

void
rules_list(struct buf *out)
{
	const struct lint_rule *rule;
	size_t i, count = rules_count();
	struct buf scope;

	buf_init(&scope, BUF_NO_CAP);
	for (i = 0; i < count; i++) {
		rule = rules_at(i);
		buf_reset(&scope);
		rules_add_scope(rule, &scope);
		buf_addf(out, "%-22s%-9s%-17s%s\n", rule->id,
		    lint_severity_name(rule->severity), buf_text(&scope),
		    rule->summary);
	}
	buf_release(&scope);
}

/* Adds `lead` and the text behind it, lines broken at blanks. */
static void
rules_wrap(struct buf *out, const char *lead, const char *text)
{
	size_t column = strlen(lead), n;

	buf_adds(out, lead);
	while (*text != '\0') {
		n = strcspn(text, " ");
		if (column > 0 && column + 1 + n > RULES_WIDTH) {
			buf_addc(out, '\n');
			column = 0;
		} else if (column > 0) {
			buf_addc(out, ' ');
			column++;
		}
		buf_add(out, text, n);
		column += n;
		text += n + (text[n] == ' ');
	}
	buf_addc(out, '\n');
}

/* An example as it stands, each line a step in. */
static void
rules_indent(struct buf *out, const char *lead, const char *text)
{
	size_t n;

	buf_addf(out, "\n%s\n\n", lead);
	for (; *text != '\0'; text += n + (text[n] == '\n')) {
		n = strcspn(text, "\n");
		buf_adds(out, "    ");
		buf_add(out, text, n);
		buf_addc(out, '\n');
	}
}

void
rules_explain(const struct lint_rule *rule, struct buf *out)
{
	struct buf head;

	buf_init(&head, BUF_NO_CAP);
	buf_addf(
	    &head, "%s (%s, ", rule->id, lint_severity_name(rule->severity));
	rules_add_scope(rule, &head);
	buf_adds(&head, "):");
	rules_wrap(out, buf_text(&head), rule->summary);
	buf_release(&head);
	buf_addc(out, '\n');
	rules_wrap(out, "", rule->why);
	buf_addc(out, '\n');
	rules_wrap(out, "Source:", rule->source);
	rules_indent(out, "It speaks up here:", rule->example);
	rules_indent(out, "Not here:", rule->near_miss);
}
