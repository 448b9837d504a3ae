/* SPDX-License-Identifier: ISC */
/*
 * samples: the call that a template's sample values describe: what it would
 * say, for people who have templates and no calls.
 */
#ifndef SMSRENDER_SAMPLES_H
#define SMSRENDER_SAMPLES_H

#include "base/buf.h"
#include "base/error.h"
#include "template/template_file.h"

/*
 * Writes a call record that has each of the template's variables at its path.
 * A sample without quotes that is a number or truth value is one, lists and
 * maps are such; all else is text.  EX_CONFIG with "PATH:LINE: " in front for a
 * variable without a sample, and for a path through another's value.
 */
int samples_call(
    const struct template_file *file, struct buf *json, struct error *err);

#endif
