/* SPDX-License-Identifier: ISC */
#include "verbs.h"

const struct verb *const verbs[] = {
    &verb_ingest,
    &verb_check,
    &verb_grant,
    &verb_revoke,
    &verb_status,
    &verb_history,
    &verb_proof,
    &verb_import,
    &verb_export,
    &verb_sweep,
    &verb_erase,
    &verb_checkpoint,
    &verb_verify,
    NULL,
};
