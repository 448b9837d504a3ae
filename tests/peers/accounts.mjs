// Invented accounts; `node accounts.mjs` prints them as credentials for smssim.
// SPDX-License-Identifier: ISC
import { fileURLToPath } from "node:url";

const twilio = { account_sid: "AC00112233445566778899aabbccddeeff", auth_token: "inventedtoken" };
const aws = {
  region: "us-east-1",
  access_key_id: "AKIDINVENTED00000001",
  secret_access_key: "inventedTestSecret/0123456789+abcdefghij",
};

export const accounts = {
  twilio,
  "twilio-voice": twilio,
  telnyx: { api_key: "KEYinvented" },
  bandwidth: {
    account_id: "9900000", username: "user-1", password: "invented&password",
    application_id: "93de2206-0000-4000-8000-000000000001",
  },
  plivo: { auth_id: "MAINVENTED0000000001", auth_token: "inventedtoken" },
  vonage: { api_key: "abcd1234", api_secret: "inventedsecret" },
  sns: aws,
  "aws-sms": aws,
  sendgrid: { api_key: "SG.invented", from: "desk@maple.example" },
  mailgun: { api_key: "inventedkey", domain: "mg.maple.example", from: "desk@maple.example" },
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [provider, settings] of Object.entries(accounts))
    for (const [name, value] of Object.entries(settings))
      if (!["region", "from"].includes(name)) console.log(`${provider}.${name}=${value}`);
