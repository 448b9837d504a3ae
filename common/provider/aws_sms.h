/* SPDX-License-Identifier: ISC */
/*
 * aws_sms: what the files of this driver share.  Amazon's reference:
 * docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2, …/sms-voice.
 */
#ifndef PROVIDER_AWS_SMS_H
#define PROVIDER_AWS_SMS_H

#include "provider/provider.h"

/* Of answers by their reason or type, and of events by their type. */
extern const struct provider_code aws_sms_codes[];
extern const struct provider_code aws_sms_event_codes[];

int aws_sms_receipt(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);
int aws_sms_inbound(const struct provider_hook *hook, struct arena *arena,
    struct record *out, struct error *err);

#endif
