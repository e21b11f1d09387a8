/**
 * Who is let into a WebSocket, and what the others are answered.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { answerHead } from "../../../core/net/websocket/websocket_head.ts";
import { ACCEPT, request } from "../../kit/websocket_client.ts";

const PROTOCOLS = ["text.ircv3.net", "binary.ircv3.net"];

function answer(head: string): { text: string; isOpen: boolean; protocol?: string } {
  const { bytes, ...rest } = answerHead(new TextEncoder().encode(head), PROTOCOLS);
  return { text: new TextDecoder().decode(bytes), ...rest };
}

Deno.test("the key of the example of RFC 6455, section 1.3, is answered as it says", () => {
  deepStrictEqual(answer(request()), {
    text: [
      "HTTP/1.1 101 Switching Protocols",
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Accept: ${ACCEPT}`,
      "",
      "",
    ].join("\r\n"),
    isOpen: true,
  });
});

Deno.test("the first protocol of the client's that is spoken here is chosen", () => {
  const chosen = (offer: string) => answer(request({ "Sec-WebSocket-Protocol": offer })).protocol;
  strictEqual(chosen("binary.ircv3.net, text.ircv3.net"), "binary.ircv3.net");
  strictEqual(chosen("chat,text.ircv3.net,binary.ircv3.net"), "text.ircv3.net");
  const { text } = answer(request({ "Sec-WebSocket-Protocol": "text.ircv3.net" }));
  match(text, /\r\nSec-WebSocket-Protocol: text\.ircv3\.net\r\n/);
});

Deno.test("a client of none but unknown protocols is let in, and told of none", () => {
  for (const offer of ["chat", "constructor", "", "\u00ff", undefined]) {
    const { text, isOpen, protocol } = answer(request({ "Sec-WebSocket-Protocol": offer }));
    deepStrictEqual({ isOpen, protocol }, { isOpen: true, protocol: undefined });
    ok(!text.includes("Sec-WebSocket-Protocol"));
  }
});

Deno.test("names of fields and of the upgrade are read in any case, and in lists", () => {
  const head = request({
    Upgrade: "h2c, WebSocket",
    Connection: "keep-alive",
    connection: "UPGRADE",
    "Sec-WebSocket-Protocol": "one",
    "SEC-WEBSOCKET-PROTOCOL": "text.ircv3.net",
  });
  deepStrictEqual({ ...answer(head), text: "" }, {
    text: "",
    isOpen: true,
    protocol: "text.ircv3.net",
  });
});

/** Requests that are turned away, and with what. */
const REFUSED: Readonly<Record<string, readonly [head: string, status: string]>> = {
  "a page": ["GET / HTTP/1.1\r\nHost: x\r\n\r\n", "426 Upgrade Required"],
  "another upgrade": [request({ Upgrade: "h2c" }), "426 Upgrade Required"],
  "an upgrade that is not of this hop": [
    request({ Connection: "keep-alive" }),
    "426 Upgrade Required",
  ],
  "another version": [request({ "Sec-WebSocket-Version": "8" }), "426 Upgrade Required"],
  "a POST": [request().replace("GET", "POST"), "426 Upgrade Required"],
  "HTTP/1.0": [request().replace("HTTP/1.1", "HTTP/1.0"), "426 Upgrade Required"],
  "no key": [request({ "Sec-WebSocket-Key": undefined }), "400 Bad Request"],
  "a key that is too short": [request({ "Sec-WebSocket-Key": "c2hvcnQ=" }), "400 Bad Request"],
  "two keys": [request({ "sec-websocket-key": ACCEPT }), "400 Bad Request"],
  "IRC": ["NICK ann\r\nUSER ann 0 * :Ann\r\n\r\n", "400 Bad Request"],
  "a field without a colon": [request().replace("Host:", "Host"), "400 Bad Request"],
  "an empty head": ["\r\n\r\n", "400 Bad Request"],
};

for (const [what, [head, status]] of Object.entries(REFUSED)) {
  Deno.test(`${what} is answered ${status}, with what this port speaks`, () => {
    const { text, isOpen } = answer(head);
    ok(!isOpen);
    const [fields, body] = text.split("\r\n\r\n") as [string, string];
    ok(
      fields.startsWith(
        `HTTP/1.1 ${status}\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n`,
      ),
    );
    ok(fields.endsWith(`\r\nContent-Length: ${body.length}`), fields);
  });
}

Deno.test("no head makes the answer throw, or split", () => {
  const value = fc.string({ unit: "binary", maxLength: 60 });
  fc.assert(
    fc.property(value, value, (offer, key) => {
      const heads = [
        offer,
        request({ "Sec-WebSocket-Protocol": offer }),
        request({ [key]: offer }),
      ];
      for (const head of heads) {
        const { text, isOpen } = answer(head);
        strictEqual(text.split("\r\n\r\n").length, 2);
        if (isOpen) ok(text.endsWith("\r\n\r\n"));
      }
    }),
    { numRuns: 200 },
  );
});
