/* SPDX-License-Identifier: ISC */
/* What a text shows only beside those before it in the run. */
#include "rules.h"

static void
rule_snowshoe(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	if (message->batch.senders >= BATCH_SENDERS)
		lint_add(report, LINT_ERROR, LINT_WHOLE, LINT_NONE,
		    "this body, or one near alike, goes out from %d senders "
		    "and more",
		    BATCH_SENDERS);
}

static void
rule_url_cycling(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	if (message->batch.hosts >= BATCH_HOSTS)
		lint_add(report, LINT_ERROR, message->links.list[0].text,
		    LINT_NONE,
		    "this body, or one near alike, goes out with links to %d "
		    "hosts and more",
		    BATCH_HOSTS);
}

static void
rule_duplicate_body(const struct lint_message *message,
    const struct lint_settings *settings, struct lint_report *report)
{
	(void)settings;
	if (message->batch.again)
		lint_add(report, LINT_WARNING, LINT_WHOLE, LINT_NONE,
		    "the same text to the same number within 24 hours");
}

/* ---- the table --------------------------------------------------------- */

static const struct lint_rule rows[] = {
    {.id = "snowshoe",
	.severity = LINT_ERROR,
	.scope = LINT_BATCH,
	.summary = "one body, or one near alike, from many senders",
	.why = "Spreading a text over many numbers evades the limits of each, "
	       "and carriers fine it. Seen from the fifth sender on, as far as "
	       "the run remembers: 4096 different bodies.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3; "
		  "penalties of T-Mobile since 2024",
	.example =
	    "{\"from\": \"+12125550102\", \"sender_kind\": \"long_code\", "
	    "\"to\": \"+12125550142\", \"message_id\": \"m-2\"}\n{\"from\": "
	    "\"+12125550104\", \"sender_kind\": \"long_code\", \"to\": "
	    "\"+12125550144\", \"message_id\": \"m-4\"}\n{\"from\": "
	    "\"+12125550105\", \"sender_kind\": \"long_code\", \"to\": "
	    "\"+12125550145\", \"message_id\": \"m-5\"}\n{\"from\": "
	    "\"+12125550106\", \"sender_kind\": \"long_code\", \"to\": "
	    "\"+12125550146\", \"message_id\": \"m-6\"}\n{\"from\": "
	    "\"+12125550107\", \"sender_kind\": \"long_code\", \"to\": "
	    "\"+12125550147\", \"message_id\": \"m-7\"}",
	.near_miss =
	    "{\"from\": \"+12125550102\", \"sender_kind\": \"long_code\", "
	    "\"to\": \"+12125550142\", \"message_id\": \"m-2\"}\n{\"from\": "
	    "\"+12125550104\", \"sender_kind\": \"long_code\", \"to\": "
	    "\"+12125550144\", \"message_id\": \"m-4\"}\n{\"from\": "
	    "\"+12125550105\", \"sender_kind\": \"long_code\", \"to\": "
	    "\"+12125550145\", \"message_id\": \"m-5\"}\n{\"from\": "
	    "\"+12125550106\", \"sender_kind\": \"long_code\", \"to\": "
	    "\"+12125550146\", \"message_id\": \"m-6\"}\n{\"from\": "
	    "\"+12125550106\", \"sender_kind\": \"long_code\", \"to\": "
	    "\"+12125550146\", \"message_id\": \"m-6\"}",
	.check = rule_snowshoe},
    {.id = "url-cycling",
	.severity = LINT_ERROR,
	.scope = LINT_BATCH,
	.summary = "one body, or one near alike, with links to many hosts",
	.why = "Exchanging the host of a link evades lists of hosts, and "
	       "carriers fine it. Hosts of one owner count once. Seen from the "
	       "third host on.",
	.source = "CTIA Messaging Principles and Best Practices (2023), 5.3.2; "
		  "penalties of T-Mobile since 2024",
	.example =
	    "{\"message_id\": \"m-0\", \"to\": \"+12125550140\", \"body\": "
	    "\"Maple Street Dental: your tooth chart is at "
	    "https://a.oak.example/c and you can look at it. Reply STOP to "
	    "opt out.\"}\n{\"message_id\": \"m-1\", \"to\": \"+12125550141\", "
	    "\"body\": \"Maple Street Dental: your tooth chart is at "
	    "https://a.elm.example/c and you can look at it. Reply STOP to "
	    "opt out.\"}\n{\"message_id\": \"m-2\", \"to\": \"+12125550142\", "
	    "\"body\": \"Maple Street Dental: your tooth chart is at "
	    "https://a.maple.example/c and you can look at it. Reply STOP to "
	    "opt out.\"}",
	.near_miss =
	    "{\"message_id\": \"m-0\", \"to\": \"+12125550140\", \"body\": "
	    "\"Maple Street Dental: your tooth chart is at "
	    "https://a.maple.example/c and you can look at it. Reply STOP to "
	    "opt out.\"}\n{\"message_id\": \"m-1\", \"to\": \"+12125550141\", "
	    "\"body\": \"Maple Street Dental: your tooth chart is at "
	    "https://b.maple.example/c and you can look at it. Reply STOP to "
	    "opt out.\"}\n{\"message_id\": \"m-2\", \"to\": \"+12125550142\", "
	    "\"body\": \"Maple Street Dental: your tooth chart is at "
	    "https://c.maple.example/c and you can look at it. Reply STOP to "
	    "opt out.\"}",
	.check = rule_url_cycling},
    {.id = "duplicate-body",
	.severity = LINT_WARNING,
	.scope = LINT_BATCH,
	.summary = "the same text to the same number within 24 hours",
	.why = "Who gets a text twice opts out. A record that comes twice, by "
	       "its message_id, is none. Seen among the last texts of the run, "
	       "65536 of them; how many texts a person may get is cadence of "
	       "smssend.",
	.source = "Twilio messaging policy; CTIA Messaging Principles and Best "
		  "Practices (2023), 5.1",
	.example = "{\"message_id\": \"m-1\"}\n{\"message_id\": \"m-2\", "
		   "\"created_at\": \"2026-12-01T15:51:00Z\"}",
	.near_miss = "{\"message_id\": \"m-1\"}\n{\"message_id\": \"m-2\", "
		     "\"created_at\": \"2026-12-01T15:52:00Z\"}",
	.check = rule_duplicate_body},
};

const struct lint_family rules_batch = LINT_FAMILY(rows);
