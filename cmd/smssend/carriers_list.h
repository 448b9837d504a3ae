/* SPDX-License-Identifier: ISC */
/*
 * carriers_list: --list-providers: what each provider can, what of it is
 * configured, and how it is now.
 */
#ifndef SMSSEND_CARRIERS_LIST_H
#define SMSSEND_CARRIERS_LIST_H

#include "base/diag.h"
#include "config/config.h"

/* A line of JSON each; the exit code. */
int carriers_list(const struct diag *diag, const struct config *config);

#endif
