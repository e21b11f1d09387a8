import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import type { KnownClient } from "../../core/telnet/client_kind.ts";
import { decodeEnvironment, encodeQuestion, NEW_ENVIRON } from "../../core/telnet/new_environ.ts";
import { ascii } from "./heard.ts";
import { OptionTalk } from "./option_talk.ts";

const XTERM: KnownClient = { kind: "terminal", terminalTypes: ["XTERM"], mtts: [] };
const MICROSOFT: KnownClient = { kind: "terminal", terminalTypes: ["ANSI", "VT100"], mtts: [] };
const TINTIN: KnownClient = { kind: "mud", terminalTypes: ["TINTIN++"], mtts: ["ansi", "mnes"] };
const MUDLET: KnownClient = { kind: "mud", terminalTypes: ["MUDLET"], mtts: ["ansi"] };

function question(client: KnownClient): string {
  return new TextDecoder().decode(encodeQuestion(client));
}

Deno.test("a terminal is asked for what tells its charset and its colours, and for USER", () => {
  strictEqual(
    question(XTERM),
    "\x01\x03COLORTERM\x03LANG\x03LC_ALL\x03LC_CTYPE\x03NO_COLOR\x00USER",
  );
});

Deno.test("Microsoft's telnet, which says ANSI and then VT100, is not asked for USER", () => {
  strictEqual(question(MICROSOFT).includes("USER"), false);
  ok(question({ ...MICROSOFT, terminalTypes: ["ANSI"] }).includes("USER"));
});

Deno.test("a client of the MNES is asked for its variables as VAR, another MUD client as USERVAR", () => {
  const names = ["CHARSET", "CLIENT_NAME", "CLIENT_VERSION", "MTTS", "TERMINAL_TYPE"];
  strictEqual(question(TINTIN), "\x01" + names.map((name) => `\0${name}`).join(""));
  strictEqual(question(MUDLET), "\x01" + names.map((name) => `\x03${name}`).join(""));
});

Deno.test("every question stays below 256 bytes, the buffer of inetutils, with its frame", () => {
  for (const client of [XTERM, MICROSOFT, TINTIN, MUDLET]) {
    ok(encodeQuestion(client).length + 5 < 256);
  }
});

Deno.test("the question waits until it is known what the client is, and is asked once", () => {
  const talk = new OptionTalk(NEW_ENVIRON).negotiated("remote");
  deepStrictEqual(talk.take(), []);
  talk.settled(XTERM);
  strictEqual(talk.take().length, 1);
  talk.negotiated("remote", false).negotiated("remote");
  deepStrictEqual(talk.take(), []);
});

Deno.test("who says late that it has an environment is asked at once", () => {
  const talk = new OptionTalk(NEW_ENVIRON).settled(XTERM);
  deepStrictEqual(talk.take(), []);
  strictEqual(talk.negotiated("remote").take().length, 1);
});

Deno.test("answers and later news are put together", () => {
  const talk = new OptionTalk(NEW_ENVIRON).negotiated("remote").settled(XTERM);
  talk.say(0, "\x03LANG\x01C.UTF-8\x00USER\x01ann").say(2, "\x03LANG\x01C");
  deepStrictEqual(talk.facts.environment, { LANG: "C", USER: "ann" });
});

Deno.test("what was not asked for is not listened to", () => {
  const talk = new OptionTalk(NEW_ENVIRON).negotiated("remote");
  deepStrictEqual(talk.say(0, "\x03LANG\x01C").facts.environment, {});
});

Deno.test("a byte behind ESC is one of the name or of the value", () => {
  const payload = Uint8Array.from([3, ...ascii("LANG"), 1, 65, 2, 3, 66, 2, 2, 67]);
  deepStrictEqual(decodeEnvironment(payload), { LANG: "ABC" });
});

Deno.test("a value is printable ASCII of 64 characters at most", () => {
  const payload = Uint8Array.from([3, ...ascii("LANG"), 1, 27, 91, 200, ...ascii("x".repeat(99))]);
  deepStrictEqual(decodeEnvironment(payload), { LANG: "[" + "x".repeat(63) });
});

Deno.test("an empty value is told, a variable without one is not there", () => {
  deepStrictEqual(
    decodeEnvironment(Uint8Array.from(ascii("\x03NO_COLOR\x01\x03LANG"))),
    { NO_COLOR: "" },
  );
});

Deno.test("random payloads give only variables that we ask for", () => {
  const asked =
    /^(CHARSET|CLIENT_NAME|CLIENT_VERSION|COLORTERM|LANG|LC_ALL|LC_CTYPE|MTTS|NO_COLOR|TERMINAL_TYPE|USER)$/;
  const part = fc.oneof(
    fc.constantFrom("\x00", "\x01", "\x02", "\x03", "LANG", "USER", "__proto__", "MTTS"),
    fc.string({ maxLength: 5 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const found = decodeEnvironment(Uint8Array.from(ascii(parts.join(""))));
      ok(Object.keys(found).every((name) => asked.test(name)));
    }),
    { numRuns: 200 },
  );
});
