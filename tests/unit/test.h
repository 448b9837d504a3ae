/* SPDX-License-Identifier: ISC */
/*
 * A unit test is a program: TEST names a behaviour, the CHECKs in its braces
 * decide, test_done() prints the plan.  Output is TAP.
 *
 *	int main(void)
 *	{
 *		TEST("an empty text is one segment") {
 *			CHECK_INT(segments(""), 1);
 *		}
 *		return test_done();
 *	}
 */
#ifndef TESTS_UNIT_TEST_H
#define TESTS_UNIT_TEST_H

#include "base/slice.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static struct {
	char name[128]; /* of the test that runs; empty between tests */
	int count, failed, checks;
	bool bad;
} test_state;

/* Closes the test that runs; a test that checked nothing has failed. */
static inline void
test_close(void)
{
	if (test_state.name[0] == '\0')
		return;
	if (test_state.checks == 0)
		test_state.bad = true;
	test_state.count++;
	test_state.failed += test_state.bad;
	(void)printf("%sok %d - %s%s\n", test_state.bad ? "not " : "",
	    test_state.count, test_state.name,
	    test_state.checks == 0 ? " (checked nothing)" : "");
	test_state.name[0] = '\0';
}

static inline bool
test_open(const char *name)
{
	test_close();
	(void)snprintf(test_state.name, sizeof(test_state.name), "%s", name);
	test_state.bad = false;
	test_state.checks = 0;
	return true;
}

static inline int
test_done(void)
{
	test_close();
	(void)printf("1..%d\n", test_state.count);
	return test_state.failed > 0;
}

static inline bool
test_check(bool good, const char *file, int line, const char *what)
{
	test_state.checks++;
	if (!good) {
		test_state.bad = true;
		(void)printf("# %s:%d: %s\n", file, line, what);
	}
	return good;
}

static inline void
test_int(
    intmax_t got, intmax_t want, const char *file, int line, const char *what)
{
	if (!test_check(got == want, file, line, what))
		(void)printf(
		    "#   got %" PRIdMAX ", want %" PRIdMAX "\n", got, want);
}

static inline void
test_slice(struct slice got, struct slice want, const char *file, int line,
    const char *what)
{
	if (!test_check(
		(got.p == NULL) == (want.p == NULL) && slice_equal(got, want),
		file, line, what))
		(void)printf("#   got  '%.*s'\n#   want '%.*s'\n",
		    SLICE_ARG(got), SLICE_ARG(want));
}

#define TEST(name) if (test_open(name))
#define CHECK(condition) \
	(void)test_check((condition), __FILE__, __LINE__, #condition)
#define CHECK_INT(got, want) \
	test_int((intmax_t)(got), (intmax_t)(want), __FILE__, __LINE__, #got)
#define CHECK_STR(got, want) \
	test_slice(slice_of(got), slice_of(want), __FILE__, __LINE__, #got)
#define CHECK_SLICE(got, want) \
	test_slice((got), slice_of(want), __FILE__, __LINE__, #got)

#endif
