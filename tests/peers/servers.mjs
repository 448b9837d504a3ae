// Servers by others that judge our requests; prints the URL, then a line with
// the status of each answer.
//   node servers.mjs prism SPEC PREFIX   an OpenAPI file; PREFIX is cut off paths
//   node servers.mjs sigv4               the signature of each request, as SNS
// SPDX-License-Identifier: ISC
import { spawn } from "node:child_process";
import http from "node:http";
import net from "node:net";
import { fileURLToPath } from "node:url";
import { accounts } from "./accounts.mjs";

const say = (line) => process.stdout.write(`${line}\n`);

async function freePort() {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((listening) => server.once("listening", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

async function answers(port) {
  for (let tries = 0; tries < 600; tries++) {
    const open = await new Promise((done) => {
      const socket = net.connect(port, "127.0.0.1", () => done(true));
      socket.on("error", () => done(false));
      socket.on("close", () => socket.destroy());
    });
    if (open) return;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error("the server does not start");
}

// Prism wants paths without the prefix of the spec's servers.
function cutting(prefix, port) {
  return http.createServer((request, response) => {
    const path = request.url.startsWith(prefix) ? request.url.slice(prefix.length) : request.url;
    const there = http.request(
      { host: "127.0.0.1", port, path, method: request.method, headers: request.headers },
      (answer) => {
        say(answer.statusCode);
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
    request.pipe(there);
  });
}

async function prism(spec, prefix) {
  const port = await freePort();
  const cli = fileURLToPath(new URL("node_modules/@stoplight/prism-cli/dist/index.js", import.meta.url));
  const child = spawn(process.execPath, [cli, "mock", "-h", "127.0.0.1", "-p", String(port), "--errors", spec],
    { stdio: ["ignore", "ignore", "inherit"] });
  process.on("exit", () => child.kill());
  await answers(port);
  return cutting(prefix, port);
}

async function sigv4() {
  const { default: express } = await import("express");
  const { awsVerify, rawBodyFromVerify } = await import("@filen/aws4-express");
  const app = express();
  app.use((request, response, next) => {
    response.on("finish", () => say(response.statusCode));
    next();
  });
  app.use(express.raw({ type: "*/*", verify: rawBodyFromVerify }));
  app.use(awsVerify({ secretKey: () => accounts.sns.secret_access_key }));
  app.post("/", (request, response) => response.type("text/xml").send(
    "<PublishResponse><PublishResult><MessageId>40385f64-5717-4562-b3fc-2c963f66afa6" +
    "</MessageId></PublishResult></PublishResponse>"));
  return http.createServer(app);
}

process.on("SIGTERM", () => process.exit(0));
const kinds = { prism, sigv4 };
const server = await kinds[process.argv[2]](...process.argv.slice(3));
server.listen(0, "127.0.0.1", () => say(`http://127.0.0.1:${server.address().port}`));
