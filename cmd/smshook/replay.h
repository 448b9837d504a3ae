/* SPDX-License-Identifier: ISC */
/*
 * replay: captured requests, one JSON object a line, through the same doors
 * without a network.
 */
#ifndef SMSHOOK_REPLAY_H
#define SMSHOOK_REPLAY_H

#include "base/opt.h"
#include "desk.h"

/*
 * Reads `path` and writes the records.  Returns the exit code: EX_NO when a
 * request was refused.
 */
int replay(
    struct desk *desk, const struct opt_common *common, const char *path);

#endif
