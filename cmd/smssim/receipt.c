/* SPDX-License-Identifier: ISC */
#include "receipt.h"

#include "fate.h"

static const struct receipt receipts[] = {
    {.name = "delivered",
	.summary = "queued, sent, delivered",
	.steps = {STATUS_QUEUED, STATUS_SENT, STATUS_DELIVERED}},
    {.name = "duplicate",
	.magic = "0201",
	.summary = "the receipts for sent and delivered come twice",
	.steps = {STATUS_QUEUED, STATUS_SENT, STATUS_SENT, STATUS_DELIVERED,
	    STATUS_DELIVERED}},
    {.name = "reordered",
	.magic = "0202",
	.summary = "delivered comes first, then sent, then queued",
	.steps = {STATUS_DELIVERED, STATUS_SENT, STATUS_QUEUED}},
    {.name = "unconfirmed",
	.magic = "0203",
	.summary = "sent is the last word",
	.steps = {STATUS_QUEUED, STATUS_SENT}},
    {.name = "lost",
	.magic = "0204",
	.summary = "delivered, but no receipt comes",
	.steps = {STATUS_NONE},
	.end = STATUS_DELIVERED},
    {.name = "unreachable",
	.magic = "0210",
	.summary = "undelivered: the handset is off",
	.steps = {STATUS_QUEUED, STATUS_SENT, STATUS_UNDELIVERED},
	.reason = REASON_UNREACHABLE},
    {.name = "unknown-number",
	.magic = "0211",
	.summary = "undelivered: the number is not in service",
	.steps = {STATUS_QUEUED, STATUS_SENT, STATUS_UNDELIVERED},
	.reason = REASON_UNKNOWN_NUMBER},
    {.name = "landline",
	.magic = "0212",
	.summary = "undelivered: the number is a landline",
	.steps = {STATUS_QUEUED, STATUS_SENT, STATUS_UNDELIVERED},
	.reason = REASON_LANDLINE},
    {.name = "filtered",
	.magic = "0213",
	.summary = "undelivered: the carrier filtered the text",
	.steps = {STATUS_QUEUED, STATUS_SENT, STATUS_UNDELIVERED},
	.reason = REASON_FILTERED},
    {.name = "unregistered",
	.magic = "0214",
	.summary = "undelivered: the sender is not registered",
	.steps = {STATUS_QUEUED, STATUS_UNDELIVERED},
	.reason = REASON_UNREGISTERED},
    {.name = "expired",
	.magic = "0215",
	.summary = "failed: it waited too long in the queue",
	.steps = {STATUS_QUEUED, STATUS_FAILED},
	.reason = REASON_EXPIRED},
};

static const char *const status_names[] = {
    [STATUS_NONE] = "none",
    [STATUS_QUEUED] = "queued",
    [STATUS_SENT] = "sent",
    [STATUS_DELIVERED] = "delivered",
    [STATUS_UNDELIVERED] = "undelivered",
    [STATUS_FAILED] = "failed",
    [STATUS_RECEIVED] = "received",
};

const struct receipt *
receipt_at(size_t index)
{
	return index < sizeof(receipts) / sizeof(receipts[0]) ? &receipts[index]
							      : NULL;
}

const struct receipt *
receipt_of(struct slice to)
{
	size_t i;

	for (i = 0; i < sizeof(receipts) / sizeof(receipts[0]); i++)
		if (fate_is_magic(to, receipts[i].magic))
			return &receipts[i];
	return NULL;
}

const char *
status_name(enum status status)
{
	return status_names[status];
}
