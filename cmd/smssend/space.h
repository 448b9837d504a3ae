/* SPDX-License-Identifier: ISC */
/*
 * space: is there room on the disk to write down what becomes of a claim?
 */
#ifndef SMSSEND_SPACE_H
#define SMSSEND_SPACE_H

#include "base/error.h"

/* EX_TEMPFAIL when a store in a file has too little left around it. */
int space_check(const char *store_url, struct error *err);

#endif
