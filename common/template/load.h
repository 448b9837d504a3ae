/* SPDX-License-Identifier: ISC */
/*
 * load: what the readers of template keys share.  Only load*.c include it.
 */
#ifndef TEMPLATE_LOAD_H
#define TEMPLATE_LOAD_H

#include "template/template_file.h"

struct loader {
	struct template_file *file;
	struct error *err;
};

/* EX_CONFIG with "PATH:LINE: " in front; returns -1. */
int load_refuse(struct loader *loader, int line, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* A map whose keys are all among the names. */
int load_check_map(struct loader *loader, const struct yaml_node *node,
    const char *const *names, size_t count);

/* A text that is not empty. */
int load_text(
    struct loader *loader, const struct yaml_node *node, const char **out);

/* A whole number from min on. */
int load_number(
    struct loader *loader, const struct yaml_node *node, int min, int64_t *out);

/* Notes what a text, a condition or a path looks at. */
void load_look(struct loader *loader, struct slice source, bool condition);

/* The keys (load_keys.c). */
int load_schedule(struct loader *loader, const struct yaml_node *node,
    struct schedule *schedule);
int load_wordings(struct loader *loader, const struct yaml_node *node,
    struct wordings *wordings);
int load_email(struct loader *loader, const struct yaml_node *node);
int load_media(struct loader *loader, const struct yaml_node *node);
int load_dynamic(struct loader *loader, const struct yaml_node *node);
int load_replies(struct loader *loader, const struct yaml_node *node);
int load_variables(struct loader *loader, const struct yaml_node *node);

#endif
