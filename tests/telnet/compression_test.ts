import { deepStrictEqual } from "node:assert/strict";
import { COMPRESSION } from "../../core/telnet/compression.ts";
import { OptionTalk } from "./option_talk.ts";

const ON = { kind: "compression", on: true };
const OFF = { kind: "compression", on: false };

Deno.test("compression starts with an empty subnegotiation, once the client has said what it is", () => {
  const talk = new OptionTalk(COMPRESSION).negotiated("local");
  deepStrictEqual([talk.take(), talk.notices], [[], []]);
  talk.settled();
  deepStrictEqual([talk.take(), talk.notices], [[[]], [ON]]);
});

Deno.test("compression ends when the client wants no more of it, and can start again", () => {
  const talk = new OptionTalk(COMPRESSION).settled().negotiated("local");
  talk.negotiated("local", false).negotiated("local");
  deepStrictEqual(talk.take(), [[], []]);
  deepStrictEqual(talk.notices, [ON, OFF, ON]);
});

Deno.test("a refusal starts nothing and ends nothing", () => {
  const talk = new OptionTalk(COMPRESSION).settled().negotiated("local", false);
  deepStrictEqual([talk.take(), talk.notices], [[], []]);
});

Deno.test("without the sign that begins it, nothing is compressed", () => {
  const talk = new OptionTalk(COMPRESSION, { answers: 0 }).settled().negotiated("local");
  deepStrictEqual(talk.notices, []);
});
