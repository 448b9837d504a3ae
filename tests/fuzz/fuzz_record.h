/* SPDX-License-Identifier: ISC */
/* fuzz_record: what must hold of a record that a harness was handed. */
#ifndef TESTS_FUZZ_FUZZ_RECORD_H
#define TESTS_FUZZ_FUZZ_RECORD_H

#include "record/record.h"
#include "tests/fuzz/fuzz.h"

/* Written and read again it is one of this kind that passes its checks. */
static inline void
fuzz_check_record(const struct record *made, enum record_kind kind)
{
	struct record record = {0};
	struct error err;
	struct buf out;

	buf_init(&out, BUF_NO_CAP);
	record_write(made, &out);
	HOLDS(record_fill(&record, buf_slice(&out), &err) == 0);
	HOLDS(record_kind(&record) == kind);
	if (record_check(&record, &err) != 0)
		fuzz_fail(__FILE__, __LINE__, err.text);
	buf_release(&out);
	record_release(&record);
}

#endif
