/* SPDX-License-Identifier: ISC */
#include "call/platforms.h"

const struct call_mapping *const call_platforms[] = {
    &call_vapi,
    &call_retell,
    &call_bland,
    &call_elevenlabs,
    &call_elevenlabs_failure,
    &call_twilio_relay, /* has a CallStatus too */
    &call_twilio,
    &call_livekit,
    &call_livekit_js,
    &call_pipecat,
    &call_synthflow,
    &call_telnyx_ended,
    &call_telnyx_insights,
    &call_telnyx_hangup,
    &call_openai,
    &call_vcon,
};

const size_t call_platform_count = sizeof(call_platforms) /
    sizeof(call_platforms[0]);
