/* SPDX-License-Identifier: ISC */
/*
 * renderer: what one run does with each record.
 */
#ifndef SMSRENDER_RENDERER_H
#define SMSRENDER_RENDERER_H

#include "config/config.h"
#include "message.h"
#include "record/filter.h"
#include "select.h"
#include "show.h"
#include "time/clock.h"

#include <stdbool.h>
#include <stdint.h>

struct renderer_options {
	bool call; /* stop at the call record */
	bool keep; /* pass the call on before its messages */
	bool drop; /* leave out messages that may not go */
	bool lax;
	bool bare; /* texts, not records */
	bool preview; /* for people, on stdout */
	bool samples; /* no input: the templates with their samples */
	const char *html; /* for people, as a page there; or NULL */
	const char *from; /* the platform that payloads are from, or NULL */
	const char *expression; /* rendered against each object, or NULL */
	const char *language; /* not the call's, or NULL */
	const char *partials; /* the folder of NAME.liquid, or NULL */
	const char *dynamic; /* where a model's text is, or NULL */
	struct opt_list templates;
};

struct renderer {
	const struct renderer_options *options;
	const struct config *config;
	struct filter *filter;
	struct clock clock;
	const struct zone *zone; /* the configuration's, or NULL */
	struct selection selection;
	struct template *expression; /* or NULL */
	struct press press;
	bool people; /* they read what is written, by `show` */
	struct show show;
	struct record call; /* that of a payload, or of samples */
	struct buf sample; /* the text of the latter */
	struct call_memory *memory; /* payloads before it */
	uint64_t idle; /* calls that no template held for */
	struct error err; /* of the record at hand: too large to clear each */
};

/*
 * Loads the templates; those that are wrong are told of, and selection.code
 * says so.  `now` is the argument of --now.  -1 with EX_USAGE, EX_CONFIG or
 * EX_NOINPUT; renderer_release is due in either case.
 */
int renderer_init(struct renderer *renderer,
    const struct renderer_options *options, const struct config *config,
    const char *now, const struct diag *diag, struct error *err);
void renderer_release(struct renderer *renderer);

/*
 * Before the first record: opens the page, if one is wanted.  colour is for
 * what people read.  -1 after reporting to the filter.
 */
int renderer_start(
    struct renderer *renderer, struct filter *filter, bool colour);

/* With --samples, in place of records: writes what each template says. */
void renderer_samples(struct renderer *renderer, struct filter *filter);

/* Behind the last record: publishes the page. */
void renderer_finish(struct renderer *renderer, struct filter *filter);

/* Reads one record and writes what it becomes. */
void renderer_take(
    struct renderer *renderer, struct filter *filter, struct record *record);

#endif
