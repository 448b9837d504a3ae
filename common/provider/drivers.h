/* SPDX-License-Identifier: ISC */
/*
 * drivers: the drivers that providers.c lists.
 */
#ifndef PROVIDER_DRIVERS_H
#define PROVIDER_DRIVERS_H

#include "provider/provider.h"

extern const struct provider provider_aws_sms;
extern const struct provider provider_bandwidth;
extern const struct provider provider_file;
extern const struct provider provider_kannel;
extern const struct provider provider_mailgun;
extern const struct provider provider_plivo;
extern const struct provider provider_sendgrid;
extern const struct provider provider_sns;
extern const struct provider provider_telnyx;
extern const struct provider provider_twilio;
extern const struct provider provider_twilio_voice;
extern const struct provider provider_vonage;

#endif
