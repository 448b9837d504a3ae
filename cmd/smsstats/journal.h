/* SPDX-License-Identifier: ISC */
/*
 * journal: the store as a source of records: what smssend, smsreply and
 * smsconsent wrote down there is like records that were read.
 */
#ifndef SMSSTATS_JOURNAL_H
#define SMSSTATS_JOURNAL_H

#include "fold.h"

/* All of the store at this URL, in one view of it; a record that was refused
 * does not end it. */
typedef int journal_taker(
    void *context, struct record *record, struct error *err);
int journal_read(
    const char *url, journal_taker *take, void *context, struct error *err);

/* The same into a fold, by its first worker. */
int journal_fold(const char *url, struct fold *fold, struct error *err);

#endif
