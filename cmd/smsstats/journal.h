/* SPDX-License-Identifier: ISC */
/*
 * journal: the store as a source of records: what smssend, smsreply and
 * smsconsent wrote down there is folded like records that were read.
 */
#ifndef SMSSTATS_JOURNAL_H
#define SMSSTATS_JOURNAL_H

#include "fold.h"

/* All of the store at this URL, in one view of it, by one worker. */
int journal_fold(const char *url, struct fold *fold, struct error *err);

#endif
