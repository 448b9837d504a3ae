/* SPDX-License-Identifier: ISC */
/*
 * show: what the simulator knows, as JSON for the control interface.
 */
#ifndef SMSSIM_SHOW_H
#define SMSSIM_SHOW_H

#include "sim.h"

#include <stddef.h>

struct json_object;

/* {"version", "phones": [{number, sender, blocked, messages}]} */
struct json_object *show_phones(
    const struct sim *sim, size_t phones_max, size_t messages_max);

/*
 * {"accepted", "messages": [...], "counts": [{to, body, count}],
 * "references": [{ref, count}]}; the counts are of what was sent to us.
 */
struct json_object *show_messages(const struct sim *sim);

#endif
