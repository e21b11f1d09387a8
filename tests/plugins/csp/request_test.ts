/**
 * Reading requests of CSP: what is one, what is none, and that the next good line is served.
 *
 * @module
 */

import fc from "fast-check";
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { COMMANDS, readRequest, type RequestFault } from "../../../plugins/csp/request.ts";
import { CspCaller, cspResponse } from "../../kit/csp_caller.ts";
import { TestHouse } from "../../../testing/test_house.ts";

const ENCODER = new TextEncoder();

function bytes(...parts: (string | number)[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => typeof part === "number" ? [part] : [...ENCODER.encode(part)]),
  );
}

/** The rest of a request after its version. */
const REST = '"command": "REDY", "parameters": {}, "channel": "CC", "payload": ""';

/** What is no request of version 1.0, and why. */
const FAULTS: Readonly<Record<string, readonly [string | Uint8Array, RequestFault]>> = {
  "no JSON": ["hello", "320"],
  "half an object": ['{"version": 1.0, ', "320"],
  "an object and more": [`{"version": 1.0, ${REST}} {}`, "320"],
  "single quotes": [`{'version': 1.0, ${REST}}`, "320"],
  "a comma too many": [`{"version": 1.0, ${REST},}`, "320"],
  "a comment": [`{"version": 1.0, /* now */ ${REST}}`, "320"],
  "a control in a string": [`{"version": 1.0, "x": "a\tb", ${REST}}`, "320"],
  "an array": ["[]", "320"],
  "a string": ['"REDY"', "320"],
  "a number": ["1.0", "320"],
  "null": ["null", "320"],
  "true": ["true", "320"],
  "NaN": ["NaN", "320"],
  "a version that is NaN": [`{"version": NaN, ${REST}}`, "320"],
  "a version that is Infinity": [`{"version": Infinity, ${REST}}`, "320"],
  "no version": [`{${REST}}`, "320"],
  "a version that is a string": [`{"version": "1.0", ${REST}}`, "320"],
  "a version that is null": [`{"version": null, ${REST}}`, "320"],
  "a version that is an array": [`{"version": [1.0], ${REST}}`, "320"],
  "version 2.0": [`{"version": 2.0, ${REST}}`, "330"],
  "version 1.1": [`{"version": 1.1, ${REST}}`, "330"],
  "version 0": [`{"version": 0, ${REST}}`, "330"],
  "version -1": [`{"version": -1, ${REST}}`, "330"],
  "version 2.0 and nothing else": ['{"version": 2.0}', "330"],
  "no command": ['{"version": 1.0, "parameters": {}}', "320"],
  "a command that is a number": ['{"version": 1.0, "command": 5, "parameters": {}}', "320"],
  "a command that is null": ['{"version": 1.0, "command": null, "parameters": {}}', "320"],
  "an unknown command": ['{"version": 1.0, "command": "DANCE", "parameters": {}}', "310"],
  "a command in lower case": ['{"version": 1.0, "command": "redy", "parameters": {}}', "310"],
  "an empty command": ['{"version": 1.0, "command": "", "parameters": {}}', "310"],
  "a command of all objects": ['{"version": 1.0, "command": "toString", "parameters": {}}', "310"],
  "no parameters": ['{"version": 1.0, "command": "REDY"}', "320"],
  "parameters that are an array": [
    '{"version": 1.0, "command": "REDY", "parameters": []}',
    "320",
  ],
  "parameters that are a string": [
    '{"version": 1.0, "command": "REDY", "parameters": "ann"}',
    "320",
  ],
  "a username that is a number": [
    '{"version": 1.0, "command": "REDY", "parameters": {"username": 5}}',
    "320",
  ],
  "a password that is an object": [
    '{"version": 1.0, "command": "AUTH", "parameters": {"username": "a", "password": {}}}',
    "320",
  ],
  "a payload that is a number": [
    '{"version": 1.0, "command": "MSSG", "parameters": {}, "payload": 5}',
    "320",
  ],
  "a payload that is a list": [
    '{"version": 1.0, "command": "MSSG", "parameters": {}, "payload": ["hi"]}',
    "320",
  ],
  "a version twice": [`{"version": 1.0, "version": 1.0, ${REST}}`, "320"],
  "a version twice, once escaped": [`{"version": 1.0, "\\u0076ersion": 1.0, ${REST}}`, "320"],
  "a name twice in the parameters": [
    '{"version": 1.0, "command": "REDY", "parameters": {"username": "a", "username": "b"}}',
    "320",
  ],
  "a name twice that nobody needs": [`{"version": 1.0, "x": 1, "x": 1, ${REST}}`, "320"],
  "an empty name twice": [`{"version": 1.0, "": 1, "": 1, ${REST}}`, "320"],
  "a byte order mark": [bytes(0xef, 0xbb, 0xbf, `{"version": 1.0, ${REST}}`), "320"],
  "a byte that is no UTF-8": [bytes('{"version": 1.0, "x": "', 0xff, `", ${REST}}`), "320"],
  "an overlong form": [bytes('{"version": 1.0, "x": "', 0xc0, 0x80, `", ${REST}}`), "320"],
  "a surrogate in UTF-8": [
    bytes('{"version": 1.0, "x": "', 0xed, 0xa0, 0x80, `", ${REST}}`),
    "320",
  ],
  "half a character": [bytes('{"version": 1.0, "x": "', 0xf0, 0x9f, `", ${REST}}`), "320"],
  "a NUL": [bytes(0, `{"version": 1.0, ${REST}}`), "320"],
  "UTF-16": [bytes(...[...`{"version": 1.0, ${REST}}`].flatMap((char) => [char, 0])), "320"],
  "objects in objects": [
    `{"version": 1.0, "x": ${'{"x":'.repeat(9)}1${"}".repeat(9)}, ${REST}}`,
    "320",
  ],
  "lists in lists": [`{"version": 1.0, "x": ${"[".repeat(99)}${"]".repeat(99)}, ${REST}}`, "320"],
  "60,000 open brackets": ["[".repeat(60_000), "320"],
  "10,000 open objects": ['{"a":'.repeat(10_000), "320"],
  "a quote that never ends": [`"${'\\"'.repeat(30_000)}`, "320"],
  "a string of a megabyte": [`{"version": 1.0, "x": "${"x".repeat(2 ** 20)}", ${REST}}`, "320"],
};

for (const [what, [line, fault]] of Object.entries(FAULTS)) {
  const raw = typeof line === "string" ? ENCODER.encode(line) : line;
  // What is longer than a line may be never gets so far.
  if (raw.length <= 65_536) {
    Deno.test(`${what} is no request: ${fault}`, () => {
      strictEqual(readRequest(raw), fault);
    });
  }
  if (fault === "330") continue;
  Deno.test(`${what} is answered by ${fault}, and the next good line is served`, async () => {
    await using house = await TestHouse.open();
    const caller = new CspCaller(house, "ann");
    const payload = fault === "320" ? "Syntax error" : "Unknown command";
    const answer = cspResponse(fault, { channel: "CC", payload });
    for (let time = 0; time < 2; time++) {
      deepStrictEqual(await caller.answersTo(raw), [answer]);
    }
  });
}

Deno.test("another version is answered by 330, and the connection is closed", async () => {
  await using house = await TestHouse.open();
  const caller = new CspCaller(house, "ann");
  const request = (version: string) => `{"version": ${version}, ${REST}}\n`;
  caller.send(request("1.0") + request("2.0") + request("1.0"));
  const ready = cspResponse("100", { channel: "CC", payload: "Ready" });
  const payload = "Server is running on a different protocol version";
  strictEqual(
    await caller.peer.hearOut(),
    `${ready}\n${cspResponse("330", { channel: "CC", payload })}\n`,
  );
});

/** Requests as clients may send them, and what is read. */
const GOOD: readonly string[] = [
  `{"version": 1.0, ${REST}}`,
  `{"version":1.0,${REST.replaceAll(" ", "")}}`,
  `{"version": 1, ${REST}}`,
  `{"version": 1e0, ${REST}}`,
  `{"version": 10.0E-1, ${REST}}`,
  ` \t {"version": 1.0, ${REST}} \r`,
  `{${REST}, "version": 1.0}`,
  `{"\\u0076ersion": 1.0, ${REST}}`,
  '{"version": 1.0, "command": "REDY", "parameters": {}}',
  '{"version": 1.0, "command": "REDY", "parameters": {"username": "\\u00e9", "age": 5}}',
  `{"version": 1.0, "channel": 5, "command": "REDY", "parameters": {}}`,
  `{"version": 1.0, "more": {"a": [{"a": 1}, {"a": "{\\"a\\": 1}"}]}, ${REST}}`,
  `{"version": 1.0, "__proto__": {"version": 2.0}, ${REST}}`,
];

for (const line of GOOD) {
  Deno.test(`a request: ${line}`, () => {
    const request = readRequest(ENCODER.encode(line));
    ok(typeof request === "object", String(request));
    strictEqual(request.command, "REDY");
  });
}

Deno.test("what a request does not say is empty", () => {
  const line = '{"version": 1.0, "command": "MSSG", "parameters": {"username": "ann"}}';
  deepStrictEqual(readRequest(ENCODER.encode(line)), {
    command: "MSSG",
    username: "ann",
    chatName: "",
    password: "",
    kickedUser: "",
    bannedUser: "",
    payload: "",
  });
});

const words = fc.record({
  username: fc.string(),
  chat_name: fc.string(),
  password: fc.string(),
  kicked_user: fc.string(),
  banned_user: fc.string(),
});

Deno.test("whatever JSON.stringify makes of a request is read as it was", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...COMMANDS),
      words,
      fc.string({ unit: "grapheme" }),
      (command, parameters, payload) => {
        const line = JSON.stringify({ version: 1.0, command, parameters, channel: "CC", payload });
        deepStrictEqual(readRequest(ENCODER.encode(line)), {
          command,
          username: parameters.username,
          chatName: parameters.chat_name,
          password: parameters.password,
          kickedUser: parameters.kicked_user,
          bannedUser: parameters.banned_user,
          payload,
        });
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("no JSON and no bytes make it throw", () => {
  const texts = fc.oneof(fc.json(), fc.string()).map((text) => ENCODER.encode(text));
  fc.assert(
    fc.property(fc.oneof(texts, fc.uint8Array()), (line) => {
      const read = readRequest(line);
      ok(typeof read === "object" || ["310", "320", "330"].includes(read));
    }),
    { numRuns: 300 },
  );
});

Deno.test("empty lines ask for nothing", async () => {
  await using house = await TestHouse.open();
  const caller = new CspCaller(house, "ann");
  caller.send("\n\r\n  \n\t\n");
  deepStrictEqual(await caller.overheard(), []);
});

Deno.test("a line of 65,536 bytes is read, one of 65,537 is not", async () => {
  await using house = await TestHouse.open();
  const caller = new CspCaller(house, "ann");
  const request = '{"version": 1.0, "command": "DANCE", "parameters": {}, "x": ""}';
  const filled = (length: number) =>
    request.replace('""', `"${"x".repeat(length - request.length)}"`);
  const answer = (code: string, payload: string) => [cspResponse(code, { channel: "CC", payload })];
  deepStrictEqual(await caller.answersTo(filled(65_536)), answer("310", "Unknown command"));
  deepStrictEqual(await caller.answersTo(filled(65_537)), answer("320", "Syntax error"));
});
