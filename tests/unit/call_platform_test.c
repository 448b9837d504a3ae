/* SPDX-License-Identifier: ISC */
/*
 * The traps between a platform's payload and a call record (whose number, which
 * unit, whose words), on each platform where they lie.
 */
#include "tests/unit/call_fixture.h"

static const char ours[] = "timezone: America/New_York\n"
			   "numbers: ['+14155550100', '+14155550101']\n";

#define US "'+14155550100'"
#define THEM "'+14155550132'"

/* ---- payloads ----------------------------------------------------------- */

#define BLAND(members) "{'c_id':'b1'," members "}"
#define ELEVENLABS(members)                         \
	"{'type':'post_call_transcription','data':" \
	"{'conversation_id':'e1','metadata':{" members "}}}"
#define FAILURE(members)                                       \
	"{'type':'call_initiation_failure','event_timestamp':" \
	"1796060489,'data':{'conversation_id':'e1'," members "}}"
#define TWILIO(status, members) \
	"{'CallSid':'CA1','CallStatus':'" status "'," members "}"
#define RELAY(members) "{'CallSid':'CA1','SessionId':'VX1'," members "}"
#define LIVEKIT(report, members) \
	"{'session_report':{'job_id':'AJ1'," report "}," members "}"
#define PIPECAT(data, members) \
	"{'call_data':{'call_id':'CA1'," data "}," members "}"
#define SYNTHFLOW(lead, members) \
	"{'lead':{" lead "},'call':{'call_id':'s1'," members "}}"
#define TELNYX(type, members)                                               \
	"{'data':{'event_type':'" type "','occurred_at':"                   \
	"'2026-11-30T21:04:52Z','payload':{'call_session_id':'t1'," members \
	"}}}"
#define OPENAI(headers, session)                                     \
	"{'incoming':{'type':'realtime.call.incoming','created_at':" \
	"1796075400,'data':{'call_id':'o1','sip_headers':[" headers  \
	"]}},'session':{" session "}}"
#define HEADER(name, value) "{'name':'" name "','value':'" value "'}"
#define VCON(members) "{'uuid':'v1'," members "}"
#define PARTIES                                                   \
	"'parties':[{'tel':'tel:+14155550132','name':'Leilani'}," \
	"{'tel':" US ",'name':'Desk','mailto':'mailto:desk@maple.example'}]"

/* ---- swapped numbers ---------------------------------------------------- */

static void
test_direction(struct fixture *f)
{
	static const struct {
		const char *payload, *direction;
	} calls[] = {
	    {BLAND("'inbound':true,'from':" THEM ",'to':" US), "inbound"},
	    {BLAND("'inbound':false,'from':" US ",'to':" THEM), "outbound"},
	    {TWILIO(
		 "completed", "'Direction':'inbound','From':" THEM ",'To':" US),
		"inbound"},
	    {TWILIO("completed",
		 "'Direction':'outbound-api','From':" US ",'To':" THEM),
		"outbound"},
	    {RELAY("'Direction':'inbound','From':" THEM ",'To':" US),
		"inbound"},
	    {RELAY("'Direction':'outbound-dial','From':" US ",'To':" THEM),
		"outbound"},
	    {PIPECAT("'from':" THEM ",'to':" US, "'direction':'inbound'"),
		"inbound"},
	    {PIPECAT("'from_number':" US ",'to_number':" THEM,
		 "'direction':'outbound'"),
		"outbound"},
	    {FAILURE("'metadata':{'body':{'Direction':'outbound-api','From':" US
		     ",'To':" THEM "}}"),
		"outbound"},
	    {FAILURE("'metadata':{'body':{'from_number':" US
		     ",'to_number':" THEM "}}"),
		"outbound"},
	    {OPENAI(HEADER("From", "<sip:+14155550132@c.test>") "," HEADER(
			"To", "<sip:+14155550100@s.test>"),
		 "'started_at':null"),
		"inbound"},
	};
	size_t i;

	TEST("the direction decides which end is the customer")
	{
		for (i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
			CHECK_BECOMES(
			    calls[i].payload, "direction", calls[i].direction);
			CHECK_FIELD("customer_number", "+14155550132");
			CHECK_FIELD("business_number", "+14155550100");
		}
	}
	TEST("the direction decides, whatever number is ours")
	{
		CHECK_BECOMES(
		    TWILIO("completed",
			"'Direction':'inbound','From':" US ",'To':" THEM),
		    "customer_number", "+14155550100");
	}
}

static void
test_named(struct fixture *f)
{
	TEST("who names the outside party is believed, both ways")
	{
		CHECK_BECOMES(ELEVENLABS("'phone_call':{'direction':'outbound',"
					 "'external_number':" THEM
					 ",'agent_number':" US "}"),
		    "customer_number", "+14155550132");
		CHECK_FIELD("from", "+14155550100");
		CHECK_FIELD("to", "+14155550132");
		CHECK_BECOMES(
		    LIVEKIT("'events':[]",
			"'direction':'outbound','participant':{'attributes':"
			"{'sip.phoneNumber':" THEM ",'sip.trunkPhoneNumber':" US
			"}}"),
		    "customer_number", "+14155550132");
		CHECK_FIELD("from", "+14155550100");
	}
	TEST("Synthflow's lead tells which way the call went")
	{
		CHECK_BECOMES(SYNTHFLOW("'phone_number':" THEM,
				  "'phone_number_from':'+15005550000',"
				  "'phone_number_to':" THEM),
		    "direction", "outbound");
		CHECK_FIELD("customer_number", "+14155550132");
		CHECK_FIELD("business_number", "+15005550000");
		CHECK_BECOMES(SYNTHFLOW("'phone_number':" THEM,
				  "'phone_number_from':" THEM
				  ",'phone_number_to':'+15005550000'"),
		    "direction", "inbound");
	}
}

static void
test_own_end(struct fixture *f)
{
	static const struct {
		const char *payload;
	} guessed[] = {
	    {TELNYX("call.conversation.ended", "'from':" US ",'to':" THEM)},
	    {SYNTHFLOW("'name':'M'",
		"'phone_number_from':" US ",'phone_number_to':" THEM)},
	    {VCON("'parties':[{'tel':" US "},{'tel':" THEM "}],'dialog':[]")},
	};
	static const char *const unknown[] = {
	    TELNYX(
		"call.conversation.ended", "'from':'+15005550006','to':" THEM),
	    TELNYX(
		"call.conversation.ended", "'from':" US ",'to':'+14155550101'"),
	    VCON("'parties':[{'tel':" THEM "},{'tel':" THEM "}],'dialog':[]"),
	};
	size_t i;

	TEST("where no direction is told, the end that is ours is the business")
	{
		for (i = 0; i < sizeof(guessed) / sizeof(guessed[0]); i++) {
			CHECK_BECOMES(
			    guessed[i].payload, "direction", "outbound");
			CHECK_FIELD("customer_number", "+14155550132");
			CHECK_FIELD("business_number", "+14155550100");
		}
	}
	TEST("with neither end of ours, or both, nobody is guessed")
	{
		for (i = 0; i < sizeof(unknown) / sizeof(unknown[0]); i++) {
			CHECK_BECOMES(unknown[i], "direction", "unknown");
			CHECK_FIELD("customer_number", "null");
			CHECK_FIELD("business_number", "null");
		}
	}
}

/* ---- no number ---------------------------------------------------------- */

static void
test_withheld(struct fixture *f)
{
	static const char *const withheld[] = {"anonymous", "restricted",
	    "unavailable", "+266696687", "+7378742833", "+86282452253",
	    "sip:anonymous@anonymous.invalid", "client:alice", "Anonymous"};
	struct buf payload;
	size_t i;

	buf_init(&payload, BUF_NO_CAP);
	TEST("a withheld caller has no number, and the raw end is kept")
	{
		for (i = 0; i < sizeof(withheld) / sizeof(withheld[0]); i++) {
			buf_reset(&payload);
			buf_addf(&payload,
			    TWILIO("completed",
				"'Direction':'inbound','From':"
				"'%s','To':" US),
			    withheld[i]);
			CHECK_BECOMES(
			    buf_text(&payload), "customer_number", "null");
			CHECK_FIELD("from", withheld[i]);
			CHECK_FIELD("business_number", "+14155550100");
			buf_reset(&payload);
			buf_addf(&payload,
			    ELEVENLABS("'phone_call':{'direction':'inbound',"
				       "'external_number':'%s'}"),
			    withheld[i]);
			CHECK_BECOMES(
			    buf_text(&payload), "customer_number", "null");
		}
	}
	TEST("an end that is a SIP URI has a number only if its user is one")
	{
		CHECK_BECOMES(TELNYX("call.conversation.ended",
				  "'from':'sip:+14155550132@c.test','to':" US),
		    "customer_number", "+14155550132");
		CHECK_BECOMES(TELNYX("call.conversation.ended",
				  "'from':'sip:desk@c.test','to':" US),
		    "customer_number", "null");
		CHECK_FIELD("from", "sip:desk@c.test");
	}
	TEST("a call that came over the web has none")
	{
		CHECK_BECOMES(
		    ELEVENLABS("'phone_call':null"), "direction", "web");
		CHECK_FIELD("customer_number", "null");
		CHECK_BECOMES(ELEVENLABS("'phone_call':{'type':'twilio'}"),
		    "direction", "unknown");
	}
	buf_release(&payload);
}

static void
test_sip(struct fixture *f)
{
	static const struct {
		const char *headers, *from, *name;
	} callers[] = {
	    {HEADER("from", "Kei Sato <sip:+14155550132@c.test>;tag=1"),
		"+14155550132", "Kei Sato"},
	    {HEADER("From", "\\'Sato, Kei\\' <sip:+14155550132@c.test>"),
		"+14155550132", "Sato, Kei"},
	    {HEADER("From", "\\'Anonymous\\' <sip:+14155550132@c.test>"),
		"+14155550132", "null"},
	    {HEADER("From", "sip:+14155550132@c.test;tag=2"), "+14155550132",
		"null"},
	    {HEADER("From", "\\'+14155550132\\' <tel:+1-415-555-0132>"),
		"+14155550132", "null"},
	    {HEADER("From", "<sip:anonymous@anonymous.invalid>"),
		"sip:anonymous@anonymous.invalid", "null"},
	    {HEADER("From", "<sip:desk@c.test>") "," HEADER(
		 "P-Asserted-Identity",
		 "\\'Kei\\' <sip:kei@c.test>, <tel:+14155550132>"),
		"+14155550132", "Kei"},
	    {HEADER("From", "\\'"), "\"", "null"},
	    {HEADER("From", ","), "null", "null"},
	};
	size_t i;

	TEST("a SIP header gives the number and the name of who called")
	{
		for (i = 0; i < sizeof(callers) / sizeof(callers[0]); i++) {
			struct buf payload;

			buf_init(&payload, BUF_NO_CAP);
			buf_addf(&payload,
			    OPENAI("%s", "'ended_at':'2026-11-30T21:52:44Z'"),
			    callers[i].headers);
			CHECK_BECOMES(
			    buf_text(&payload), "from", callers[i].from);
			CHECK_FIELD("customer_name", callers[i].name);
			buf_release(&payload);
		}
	}
	TEST("a call that OpenAI only announces is none that ended")
	{
		CHECK_INT(normalise(f, NULL,
			      "{'type':'realtime.call.incoming','data':"
			      "{'call_id':'o1','sip_headers':[]}}"),
		    0);
	}
}

/* ---- units -------------------------------------------------------------- */

static void
test_units(struct fixture *f)
{
	TEST("ElevenLabs' epochs are seconds, whatever their size")
	{
		CHECK_BECOMES(ELEVENLABS("'start_time_unix_secs':1796060402,"
					 "'call_duration_secs':74"),
		    "started_at", "2026-11-30T17:40:02.000Z");
		CHECK_FIELD("ended_at", "2026-11-30T17:41:16.000Z");
		CHECK_FIELD("ended_at_basis", "computed");
		CHECK_BECOMES(
		    ELEVENLABS("'start_time_unix_secs':1796060402000"),
		    "started_at", "null");
		CHECK_FIELD("ended_at", RECEIVED_AT);
	}
	TEST("LiveKit's Python report has seconds, its JavaScript one has ms")
	{
		CHECK_BECOMES("{'job_id':'j','chat_history':{},"
			      "'timestamp':1796068123.42}",
		    "ended_at", "2026-11-30T19:48:43.420Z");
		CHECK_BECOMES("{'jobId':'j','chatHistory':{},"
			      "'timestamp':1796068123420}",
		    "ended_at", "2026-11-30T19:48:43.420Z");
		CHECK_BECOMES("{'jobId':'j','chatHistory':{},"
			      "'timestamp':1796068123}",
		    "ended_at", "1970-01-21T18:54:28.123Z");
	}
	TEST("Bland's corrected seconds win over its minutes")
	{
		CHECK_BECOMES(
		    BLAND("'corrected_duration':'95','call_length':1.5872"),
		    "duration_ms", "95000");
		CHECK_BECOMES(
		    BLAND("'corrected_duration':'','call_length':1.5"),
		    "duration_ms", "90000");
	}
	TEST("Twilio tells the end as e-mail does, and the length in a string")
	{
		CHECK_BECOMES(
		    TWILIO("completed",
			"'Timestamp':'Mon, 30 Nov 2026 19:22:41 +0000',"
			"'CallDuration':'143','Duration':'3'"),
		    "started_at", "2026-11-30T19:20:18.000Z");
		CHECK_FIELD("ended_at", "2026-11-30T19:22:41.000Z");
		CHECK_FIELD("ended_at_basis", "reported");
	}
	TEST("an end that is only the arrival leads to no start")
	{
		CHECK_BECOMES(
		    RELAY("'SessionDuration':'140'"), "ended_at", RECEIVED_AT);
		CHECK_FIELD("ended_at_basis", "received");
		CHECK_FIELD("received_at", RECEIVED_AT);
		CHECK_FIELD("started_at", "null");
		CHECK_FIELD("duration_ms", "140000");
	}
}

static void
test_vcon_legs(struct fixture *f)
{
	TEST("a vCon lasts from its first dialog to the end of its last")
	{
		CHECK_BECOMES(
		    VCON(
			PARTIES ",'dialog':["
				"{'type':'recording','start':'2026-11-30T22:07:"
				"40Z','duration':60,'parties':[0,1]},"
				"{'type':'transfer','start':'2026-11-30T22:09:"
				"00Z','duration':30.5},"
				"{'type':'text','start':'2026-11-30T22:30:"
				"00Z'}]"),
		    "started_at", "2026-11-30T22:07:40.000Z");
		CHECK_FIELD("ended_at", "2026-11-30T22:09:30.500Z");
		CHECK_FIELD("duration_ms", "110500");
		CHECK_FIELD("ended_at_basis", "computed");
		CHECK_FIELD("stage", "ended");
	}
	TEST("the originator of a vCon is who the dialog names first")
	{
		CHECK_BECOMES(
		    VCON(PARTIES ",'dialog':[{'type':'recording','start':"
				 "'2026-11-30T22:07:40Z','duration':60,"
				 "'parties':[1,0]}]"),
		    "direction", "outbound");
		CHECK_FIELD("from", "+14155550100");
		CHECK_FIELD("customer_number", "+14155550132");
		CHECK_FIELD("customer_name", "Leilani");
		CHECK_BECOMES(
		    VCON("'parties':[{'tel':" US "},{'tel':" THEM ",'name':'L',"
			 "'mailto':'mailto:l@example.test'}],"
			 "'dialog':[]"),
		    "customer_email", "l@example.test");
	}
}

static void
test_vcon_content(struct fixture *f)
{
	TEST("a vCon's dialog that never came about is not_connected")
	{
		CHECK_BECOMES(
		    VCON(PARTIES ",'created_at':'2026-11-30T22:10:00Z',"
				 "'dialog':[{'type':'incomplete','start':"
				 "'2026-11-30T22:07:40Z','disposition':"
				 "'no-answer'}]"),
		    "stage", "not_connected");
		CHECK_FIELD("end_reason", "no_answer");
		CHECK_FIELD("ended_at", "2026-11-30T22:10:00.000Z");
		CHECK_FIELD("ended_at_basis", "received");
		CHECK_BECOMES(
		    VCON(PARTIES ",'dialog':[{'type':'incomplete',"
				 "'disposition':'busy'},{'type':'recording',"
				 "'start':'2026-11-30T22:07:40Z',"
				 "'duration':9}]"),
		    "stage", "ended");
	}
	TEST("a vCon's report may be JSON in a string")
	{
		CHECK_BECOMES(VCON(PARTIES ",'analysis':[{'type':'report',"
					   "'encoding':'json','body':"
					   "'{\\'intent\\':\\'book\\'}'}],"
					   "'dialog':[]"),
		    "data.intent", "book");
		CHECK_FIELD("stage", "analyzed");
	}
}

/* ---- words -------------------------------------------------------------- */

struct word {
	const char *said, *field, *want;
};

/* A payload with %s for the word. */
static void
check_words(struct fixture *f, const char *payload, const struct word *words,
    size_t count)
{
	const char *hole = strstr(payload, "%s");
	struct buf whole;
	size_t i;

	buf_init(&whole, BUF_NO_CAP);
	for (i = 0; i < count; i++) {
		buf_reset(&whole);
		buf_add(&whole, payload, (size_t)(hole - payload));
		buf_adds(&whole, words[i].said);
		buf_adds(&whole, hole + 2);
		CHECK_BECOMES(buf_text(&whole), words[i].field, words[i].want);
	}
	buf_release(&whole);
}

#define CHECK_WORDS(payload, words) \
	check_words(f, (payload), (words), sizeof(words) / sizeof((words)[0]))

static void
test_truth(struct fixture *f)
{
	static const struct word success[] = {
	    {"'success'", "success", "true"},
	    {"'failure'", "success", "false"},
	    {"'unknown'", "success", "null"},
	    {"null", "success", "null"},
	    {"true", "success", "true"},
	};
	static const struct word consent[] = {
	    {"'yes'", "consent.sms", "granted"},
	    {"'No'", "consent.sms", "denied"},
	    {"'perhaps'", "consent.sms", "unknown"},
	    {"null", "consent.sms", "unknown"},
	};

	TEST("ElevenLabs says success, failure or unknown")
	{
		CHECK_WORDS("{'type':'post_call_transcription','data':"
			    "{'conversation_id':'e','analysis':"
			    "{'call_successful':%s}}}",
		    success);
	}
	TEST("Synthflow's extractors say yes and no")
	{
		CHECK_WORDS("{'lead':{},'call':{'call_id':'s'},"
			    "'executed_actions':{'x':{'return_value':"
			    "{'sms_consent':%s}}}}",
		    consent);
	}
	TEST("who carried the call alone knows nothing of consent")
	{
		CHECK_INT(
		    normalise(f, NULL, TWILIO("completed", "'From':" THEM)), 1);
		CHECK(record_view(&f->call, "consent").p == NULL);
	}
}

static void
test_never_reached(struct fixture *f)
{
	static const struct word twilio[] = {
	    {"'busy'", "end_reason", "busy"},
	    {"'no-answer'", "end_reason", "no_answer"},
	    {"'failed'", "end_reason", "failed"},
	    {"'canceled'", "end_reason", "cancelled"},
	    {"'busy'", "stage", "not_connected"},
	    {"'no-answer'", "stage", "not_connected"},
	    {"'failed'", "stage", "not_connected"},
	    {"'canceled'", "stage", "not_connected"},
	    {"'canceled'", "end_reason_raw", "canceled"},
	};
	static const struct word bland[] = {
	    {"'no-answer'", "stage", "not_connected"},
	    {"'busy'", "stage", "not_connected"},
	    {"'failed'", "stage", "not_connected"},
	    {"'completed'", "stage", "analyzed"},
	};
	static const struct word failure[] = {
	    {"'busy'", "end_reason", "busy"},
	    {"'no-answer'", "end_reason", "no_answer"},
	    {"'unknown'", "end_reason", "failed"},
	    {"'unknown'", "end_reason_raw", "unknown"},
	    {"null", "end_reason", "failed"},
	    {"'busy'", "stage", "not_connected"},
	    {"'unknown'", "stage", "not_connected"},
	    {"null", "stage", "not_connected"},
	};
	static const struct word hangup[] = {
	    {"'no_answer'", "stage", "not_connected"},
	    {"'timeout'", "stage", "not_connected"},
	    {"'user_busy'", "end_reason", "busy"},
	    {"'call_rejected'", "stage", "not_connected"},
	    {"'originator_cancel'", "stage", "not_connected"},
	};

	TEST("a call that nobody answered is not_connected on each platform")
	{
		CHECK_WORDS("{'CallSid':'C','CallStatus':%s,"
			    "'CallDuration':'0'}",
		    twilio);
		CHECK_WORDS("{'c_id':'b','status':%s,'summary':'x'}", bland);
		CHECK_WORDS("{'type':'call_initiation_failure','data':"
			    "{'conversation_id':'e','failure_reason':%s}}",
		    failure);
		CHECK_WORDS("{'data':{'event_type':'call.hangup','payload':"
			    "{'call_session_id':'t','hangup_cause':%s}}}",
		    hangup);
	}
	TEST("a call that Twilio says goes on is no call record")
	{
		CHECK_INT(
		    normalise(f, NULL, TWILIO("ringing", "'From':" THEM)), 0);
		CHECK_INT(
		    normalise(f, NULL, TWILIO("in-progress", "'To':" US)), 0);
	}
}

static void
test_reasons(struct fixture *f)
{
	static const struct word livekit[] = {
	    {"'participant_disconnected'", "end_reason", "customer_hangup"},
	    {"'user_initiated'", "end_reason", "agent_hangup"},
	    {"'task_completed'", "end_reason", "completed"},
	    {"'job_shutdown'", "end_reason", "unknown"},
	    {"'job_shutdown'", "end_reason_raw", "job_shutdown"},
	    {"'error'", "end_reason", "failed"},
	};
	static const struct word bland[] = {
	    {"'USER'", "end_reason", "customer_hangup"},
	    {"'ASSISTANT'", "end_reason", "agent_hangup"},
	    {"'MOON'", "end_reason", "unknown"},
	    {"'MOON'", "end_reason_raw", "MOON"},
	    {"null", "end_reason", "unknown"},
	};
	static const struct word relay[] = {
	    {"'conversation-complete'", "end_reason", "agent_hangup"},
	    {"'live-agent-handoff'", "end_reason", "transferred"},
	    {"'moon'", "end_reason_raw", "moon"},
	};
	static const struct word hangup[] = {
	    {"'caller'", "end_reason", "customer_hangup"},
	    {"'callee'", "end_reason", "agent_hangup"},
	    {"'unknown'", "end_reason", "unknown"},
	    {"'caller'", "end_reason_raw", "normal_clearing"},
	};
	static const struct word machine[] = {
	    {"'human'", "answered_by", "human"},
	    {"'machine_start'", "answered_by", "voicemail"},
	    {"'machine_end_beep'", "answered_by", "voicemail"},
	    {"'fax'", "answered_by", "unknown"},
	    {"'machine_start'", "stage", "ended"},
	};

	TEST("end reasons are folded, and an unknown word is kept")
	{
		CHECK_WORDS("{'session_report':{'job_id':'j','events':"
			    "[{'type':'close','reason':%s}],"
			    "'timestamp':1796068123,"
			    "'audio_recording_started_at':1796068000}}",
		    livekit);
		CHECK_WORDS("{'c_id':'b','status':'completed',"
			    "'call_ended_by':%s,'corrected_duration':'9'}",
		    bland);
		CHECK_WORDS("{'CallSid':'C','SessionId':'V','HandoffData':"
			    "{'reasonCode':%s}}",
		    relay);
		CHECK_WORDS("{'data':{'event_type':'call.hangup','payload':"
			    "{'call_session_id':'t','from':" THEM ",'to':" US
			    ",'hangup_cause':'normal_clearing',"
			    "'hangup_source':%s}}}",
		    hangup);
	}
	TEST("a machine that answered is a voicemail that was reached")
	{
		CHECK_WORDS("{'CallSid':'C','CallStatus':'completed',"
			    "'AnsweredBy':%s}",
		    machine);
	}
}

/* ---- what an application put into a string ------------------------------ */

static void
test_inside(struct fixture *f)
{
	TEST("HandoffData is JSON in a string, or it is nothing")
	{
		CHECK_BECOMES(RELAY("'HandoffData':'{\\'intent\\':\\'book\\',"
				    "\\'summary\\':\\'s\\',"
				    "\\'reasonCode\\':\\'r\\'}'"),
		    "data", "{\"intent\":\"book\"}");
		CHECK_FIELD("summary", "s");
		CHECK_FIELD("stage", "analyzed");
		CHECK_BECOMES(RELAY("'HandoffData':'good bye'"), "data", "{}");
		CHECK_FIELD("stage", "ended");
		CHECK_BECOMES(RELAY("'HandoffData':'{\\'a\\':1,\\'a\\':2}'"),
		    "data", "{}");
		CHECK_BECOMES(RELAY("'HandoffData':''"), "data", "{}");
	}
	TEST("a client state that is no JSON is left alone")
	{
		/* {"tenant":"elm-pool"}, an Erlang term, no base64 */
		CHECK_BECOMES(TELNYX("call.conversation.ended",
				  "'client_state':'eyJ0ZW5hbnQiOiJlbG0tcG9vbC"
				  "J9'"),
		    "tenant", "elm-pool");
		CHECK_INT(normalise(f, NULL,
			      TELNYX("call.conversation.ended",
				  "'client_state':'g3QAAAACbQAAAAtkYXRh'")),
		    1);
		CHECK(record_view(&f->call, "tenant").p == NULL);
		CHECK_INT(normalise(f, NULL,
			      TELNYX("call.conversation.ended",
				  "'client_state':'%%%'")),
		    1);
	}
	TEST("arguments of a tool may be JSON in a string")
	{
		CHECK_BECOMES(OPENAI(HEADER("To", "<sip:x@y.test>"),
				  "'tool_calls':[{'arguments':'{\\'party\\':4,"
				  "\\'start\\':\\'2026-11-30T19:00\\'}',"
				  "'output':{'booking_id':'bb'}}]"),
		    "data",
		    "{\"party\":4,\"appointment_start\":\"2026-11-30T19:00\","
		    "\"booking_id\":\"bb\"}");
	}
	TEST("JSON that is nested too deep for a record is left out")
	{
		CHECK_BECOMES(RELAY("'HandoffData':'{\\'a\\':"
				    "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}'"),
		    "data", "{}");
		CHECK_BECOMES(RELAY("'HandoffData':'{\\'a\\':"
				    "[[[[[[[[[[[[[[1]]]]]]]]]]]]]]}'"),
		    "stage", "analyzed");
		CHECK_INT(record_check(&f->call, &f->err), 0);
	}
}

static void
test_choice(struct fixture *f)
{
	TEST("who insists on a platform gets the event that fits")
	{
		CHECK_INT(
		    normalise(f, "twilio", TWILIO("completed", "'From':" THEM)),
		    1);
		CHECK_FIELD("end_reason", "completed");
		CHECK_INT(normalise(f, "twilio",
			      RELAY("'HandoffData':'{\\'a\\':1}'")),
		    1);
		CHECK_FIELD("data.a", "1");
		CHECK_INT(
		    normalise(f, "telnyx",
			TELNYX("call.hangup", "'hangup_cause':'user_busy'")),
		    1);
		CHECK_FIELD("stage", "not_connected");
		CHECK_INT(normalise(f, "elevenlabs",
			      "{'data':{'conversation_id':'e'}}"),
		    1);
		CHECK_FIELD("stage", "ended");
		CHECK_INT(normalise(f, "livekit", "{'job_id':'j'}"), 1);
		CHECK_FIELD("call_id", "j");
	}
	TEST("a LiveKit report without recording and close has its times too")
	{
		CHECK_BECOMES("{'job_id':'j','chat_history':{},'events':"
			      "[{'type':'open','created_at':1796067990.5}],"
			      "'timestamp':1796068123}",
		    "started_at", "2026-11-30T19:46:30.500Z");
		CHECK_FIELD("ended_at", "2026-11-30T19:48:43.000Z");
		CHECK_FIELD("customer_number", "null");
	}
	TEST("a call over Vapi's websocket is one of the web")
	{
		CHECK_BECOMES("{'message':{'type':'end-of-call-report','call':"
			      "{'id':'a','type':'vapi.websocketCall'}}}",
		    "direction", "web");
	}
}

/* ---- several events of one call ----------------------------------------- */

#define INSIGHTS "call.conversation_insights.generated"

static const char ended[] = TELNYX(
    "call.conversation.ended", "'from':" THEM ",'to':" US ",'duration_sec':60");
static const char insights[] = TELNYX(INSIGHTS,
    "'results':[{'result':'Booked.'},{'result':{'intent':'book',"
    "'sms_consent':true}}]");

static void
test_stages(void)
{
	struct fixture fixture, *f = &fixture;

	fixture_open(f, ours);
	TEST("a lone event without numbers is a record of its own")
	{
		CHECK_BECOMES(insights, "stage", "analyzed");
		CHECK_FIELD("summary", "Booked.");
		CHECK_FIELD("customer_number", "null");
		CHECK_FIELD("direction", "unknown");
		CHECK_FIELD("ended_at", "2026-11-30T21:04:52.000Z");
		CHECK_FIELD("ended_at_basis", "received");
		CHECK_FIELD("received_at", RECEIVED_AT);
	}
	f->memory = call_memory_new();
	TEST("with the event before it, it is the whole call")
	{
		CHECK_BECOMES(ended, "stage", "ended");
		CHECK_BECOMES(insights, "stage", "analyzed");
		CHECK_FIELD("customer_number", "+14155550132");
		CHECK_FIELD("duration_ms", "60000");
		CHECK_FIELD("ended_at_basis", "reported");
		CHECK_FIELD("consent.sms", "granted");
		CHECK(record_view(&f->call, "received_at").p == NULL);
	}
	TEST("a third event knows both")
	{
		CHECK_BECOMES(
		    TELNYX("call.analyzed",
			"'conversation_insights':[{'conversation_insights':"
			"[{'result':{'service':'cleaning'}}]}]"),
		    "data",
		    "{\"intent\":\"book\",\"sms_consent\":true,"
		    "\"service\":\"cleaning\"}");
		CHECK_FIELD("summary", "Booked.");
		CHECK_FIELD("customer_number", "+14155550132");
	}
	TEST("another call is not mixed in")
	{
		CHECK_BECOMES("{'data':{'event_type':'" INSIGHTS
			      "','payload':{'call_session_id':'t2','results':"
			      "[{'result':'Other.'}]}}}",
		    "customer_number", "null");
		CHECK_FIELD("data", "{}");
	}
	fixture_close(f);
}

static void
test_order(void)
{
	struct fixture fixture, *f = &fixture;

	fixture_open(f, ours);
	f->memory = call_memory_new();
	TEST("events that come in another order make the same call")
	{
		CHECK_BECOMES(insights, "customer_number", "null");
		CHECK_BECOMES(ended, "stage", "analyzed");
		CHECK_FIELD("customer_number", "+14155550132");
		CHECK_FIELD("data.intent", "book");
		CHECK_FIELD("ended_at_basis", "reported");
	}
	fixture_close(f);
}

static void
test_memory(void)
{
	struct fixture fixture, *f = &fixture;
	struct buf payload;
	int i;

	fixture_open(f, ours);
	f->memory = call_memory_new();
	buf_init(&payload, BUF_NO_CAP);
	TEST("what is remembered is bounded: the oldest call makes room")
	{
		for (i = 0; i <= 256; i++) {
			buf_reset(&payload);
			buf_addf(&payload,
			    "{'data':{'event_type':'call.conversation.ended',"
			    "'payload':{'call_session_id':'s%d','from':" THEM
			    ",'to':" US "}}}",
			    i);
			CHECK_INT(normalise(f, NULL, buf_text(&payload)), 1);
		}
		CHECK_BECOMES("{'data':{'event_type':'" INSIGHTS
			      "','payload':{'call_session_id':'s1'}}}",
		    "customer_number", "+14155550132");
		CHECK_BECOMES("{'data':{'event_type':'" INSIGHTS
			      "','payload':{'call_session_id':'s0'}}}",
		    "customer_number", "null");
	}
	buf_release(&payload);
	fixture_close(f);
}

int
main(void)
{
	struct fixture fixture;

	fixture_open(&fixture, ours);
	test_direction(&fixture);
	test_named(&fixture);
	test_own_end(&fixture);
	test_withheld(&fixture);
	test_sip(&fixture);
	test_units(&fixture);
	test_vcon_legs(&fixture);
	test_vcon_content(&fixture);
	test_truth(&fixture);
	test_never_reached(&fixture);
	test_reasons(&fixture);
	test_inside(&fixture);
	test_choice(&fixture);
	fixture_close(&fixture);
	test_stages();
	test_order();
	test_memory();
	return test_done();
}
