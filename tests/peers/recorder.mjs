// Passes requests on to the simulated provider and keeps what was asked, in the
// form that tests/unit/provider_wire_test.c compares with our own.
// SPDX-License-Identifier: ISC
import http from "node:http";

function fields(type, body) {
  if (type === "application/x-www-form-urlencoded")
    return { fields: [...new URLSearchParams(body)] };
  if (type === "multipart/form-data") {
    const boundary = body.slice(0, body.indexOf("\r\n"));
    const parts = body.split(boundary).slice(1, -1);
    return {
      fields: parts.map((part) => {
        const [head, ...text] = part.slice(2, -2).split("\r\n\r\n");
        return [/name="([^"]*)"/.exec(head)[1], text.join("\r\n\r\n")];
      }),
    };
  }
  return { json: JSON.parse(body) };
}

// Signatures and dates are of the moment; who signs, and for what, is not.
function credentials(header) {
  const scope = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(header);
  return scope ? `AWS4 ${scope[1]} ${scope[2]}:${scope[3]}` : header;
}

function asked(request, body) {
  const type = (request.headers["content-type"] ?? "").split(";")[0].trim();
  return {
    method: request.method,
    path: request.url,
    type,
    target: request.headers["x-amz-target"],
    auth: credentials(request.headers.authorization ?? ""),
    ...fields(type, body),
  };
}

function passOn(request, body, target, response) {
  const there = http.request(new URL(request.url, target), {
    method: request.method,
    headers: request.headers, // the host too: it is signed
  });
  there.on("response", (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  there.on("error", () => response.destroy());
  there.end(body);
}

// The URL to ask, and what was asked last.
export async function record(target) {
  const recorder = { last: null };
  const server = http.createServer((request, response) => {
    const chunks = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks);
      recorder.last = asked(request, body.toString());
      passOn(request, body, target, response);
    });
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  recorder.url = `http://127.0.0.1:${server.address().port}`;
  recorder.close = () => server.close();
  return recorder;
}
