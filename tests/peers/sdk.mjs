// Sends messages by the official SDK of each provider to smssim, which has to
// take them, and prints what each put on the wire: one line of JSON a message.
// Usage: node sdk.mjs SIM-URL
// SPDX-License-Identifier: ISC
import { readFileSync } from "node:fs";
import { record } from "./recorder.mjs";
import { accounts } from "./accounts.mjs";

const REFERENCE = "0123456789abcdef01234567";
const CALLBACK = "https://hooks.example.test/hook";
const callback = `${CALLBACK}?ref=${REFERENCE}`;
const digits = (number) => number.replace("+", "");

function version(name) {
  const path = new URL(`node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${JSON.parse(readFileSync(path)).version}`;
}

async function twilioClient(url) {
  const twilio = (await import("twilio")).default;
  const { account_sid: sid, auth_token: token } = accounts.twilio;
  class Here extends twilio.RequestClient {
    request(options) {
      const uri = options.uri.replace("https://api.twilio.com", url);
      return super.request({ ...options, uri });
    }
  }
  return twilio(sid, token, { httpClient: new Here() });
}

// Each sends one message (m: a message record) to the server at url.
const sdks = {
  twilio: {
    sdk: "twilio",
    media: true,
    settings: { status_callback: CALLBACK },
    async send(url, m) {
      const client = await twilioClient(url);
      await client.messages.create({
        to: m.to, from: m.from, body: m.body,
        mediaUrl: m.media_urls, statusCallback: callback,
      });
    },
  },
  "twilio-voice": {
    sdk: "twilio",
    settings: { url: "https://agent.maple.example/callback", status_callback: CALLBACK },
    message: { channel: "voice" },
    async send(url, m) {
      const client = await twilioClient(url);
      await client.calls.create({
        to: m.to, from: m.from, url: "https://agent.maple.example/callback",
        statusCallback: callback,
        statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      });
    },
  },
  telnyx: {
    sdk: "telnyx",
    media: true,
    settings: { status_callback: CALLBACK },
    async send(url, m) {
      const { default: Telnyx } = await import("telnyx");
      const client = new Telnyx({ apiKey: accounts.telnyx.api_key, baseURL: `${url}/v2` });
      await client.messages.send({
        from: m.from, to: m.to, text: m.body, media_urls: m.media_urls,
        type: m.media_urls ? "MMS" : "SMS", webhook_url: callback,
      });
    },
  },
  bandwidth: {
    sdk: "bandwidth-sdk",
    media: true,
    async send(url, m) {
      const { Configuration, MessagesApi } = await import("bandwidth-sdk");
      const { account_id, username, password, application_id } = accounts.bandwidth;
      const api = new MessagesApi(new Configuration({
        username, password, basePath: `${url}/api/v2`,
      }));
      await api.createMessage(account_id, {
        applicationId: application_id, to: [m.to], from: m.from, text: m.body,
        media: m.media_urls, tag: REFERENCE,
      });
    },
  },
  plivo: {
    sdk: "plivo",
    media: true,
    settings: { status_callback: CALLBACK },
    async send(url, m) {
      const plivo = (await import("plivo")).default;
      const { auth_id, auth_token } = accounts.plivo;
      const client = new plivo.Client(auth_id, auth_token, { url: `${url}/v1/Account/${auth_id}` });
      await client.messages.create({
        src: digits(m.from), dst: digits(m.to), text: m.body,
        type: m.media_urls ? "mms" : "sms", media_urls: m.media_urls,
        url: callback, method: "POST",
      });
    },
  },
  vonage: {
    sdk: "@vonage/sms",
    settings: { status_callback: CALLBACK },
    async send(url, m) {
      const { Auth } = await import("@vonage/auth");
      const { SMS } = await import("@vonage/sms");
      const { api_key: apiKey, api_secret: apiSecret } = accounts.vonage;
      const sms = new SMS(new Auth({ apiKey, apiSecret }), { restHost: url });
      await sms.send({
        to: digits(m.to), from: digits(m.from), text: m.body,
        type: /[^\x00-\x7f]/.test(m.body) ? "unicode" : "text",
        clientRef: REFERENCE, statusReportReq: true, callback: CALLBACK,
      });
    },
  },
  sns: {
    sdk: "@aws-sdk/client-sns",
    async send(url, m) {
      const { SNSClient, PublishCommand } = await import("@aws-sdk/client-sns");
      const text = (value) => ({ DataType: "String", StringValue: value });
      await aws(SNSClient, url).send(new PublishCommand({
        PhoneNumber: m.to, Message: m.body,
        MessageAttributes: {
          "AWS.SNS.SMS.SMSType": text("Transactional"),
          "AWS.MM.SMS.OriginationNumber": text(m.from),
        },
      }));
    },
  },
  "aws-sms": {
    sdk: "@aws-sdk/client-pinpoint-sms-voice-v2",
    async send(url, m) {
      const { PinpointSMSVoiceV2Client, SendTextMessageCommand } =
        await import("@aws-sdk/client-pinpoint-sms-voice-v2");
      await aws(PinpointSMSVoiceV2Client, url).send(new SendTextMessageCommand({
        DestinationPhoneNumber: m.to, OriginationIdentity: m.from,
        MessageBody: m.body, MessageType: "TRANSACTIONAL",
        Context: { ref: REFERENCE },
      }));
    },
  },
  sendgrid: {
    sdk: "@sendgrid/mail",
    message: { channel: "email", email: "ann@example.test", subject: "Tuesday" },
    async send(url, m) {
      const sendgrid = (await import("@sendgrid/mail")).default;
      const { api_key, from } = accounts.sendgrid;
      sendgrid.setApiKey(api_key);
      sendgrid.client.setDefaultRequest("baseUrl", url);
      await sendgrid.send({
        personalizations: [{ to: m.email, customArgs: { ref: REFERENCE } }],
        from, subject: m.subject, text: m.body,
      });
    },
  },
  mailgun: {
    sdk: "mailgun.js",
    message: { channel: "email", email: "ann@example.test", subject: "Tuesday" },
    async send(url, m) {
      const { default: Mailgun } = await import("mailgun.js");
      const { default: FormData } = await import("form-data");
      const { api_key: key, domain, from } = accounts.mailgun;
      const client = new Mailgun(FormData).client({ username: "api", key, url });
      await client.messages.create(domain, {
        to: m.email, from, subject: m.subject, text: m.body, "v:ref": REFERENCE,
      });
    },
  },
};

function aws(Client, endpoint) {
  const { access_key_id: accessKeyId, secret_access_key: secretAccessKey } = accounts.sns;
  return new Client({
    endpoint, region: "us-east-1", maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey },
  });
}

const PLAIN = "Maple Street Dental: see you Tue 2:30 PM & don't be late. Reply STOP to opt out.";
const bodies = {
  plain: { body: PLAIN },
  unicode: { body: "Maple: à bientôt 🦷 mañana €5 100%\n+1 \"ok\"" },
  media: { body: "Your x-ray", media_urls: ["https://maple.example/x.png?a=1&b=2", "https://maple.example/y.png"] },
};

function message(more) {
  return {
    record: "message", record_version: 1, message_id: "m-1",
    to: "+12125550147", from: "+12125550100", category: "transactional",
    created_at: "2026-11-30T15:51:29.100Z", ...more,
  };
}

const recorder = await record(process.argv[2]);
let failed = 0;
for (const [provider, { sdk, settings, send, media, message: more }] of Object.entries(sdks)) {
  for (const [kind, body] of Object.entries(bodies)) {
    if (kind === "media" && !media) continue;
    const wanted = message({ ...more, ...body });
    try {
      await send(recorder.url, wanted);
      console.log(JSON.stringify({
        name: `${provider}, ${kind}, ${version(sdk)}`, provider,
        settings: { ...accounts[provider], ...settings },
        reference: REFERENCE, message: wanted, request: recorder.last,
      }));
    } catch (error) {
      failed++;
      console.error(`${provider}, ${kind}: ${error.message ?? error}`);
    }
  }
}
recorder.close();
process.exit(failed ? 1 : 0);
