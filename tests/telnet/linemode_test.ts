import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { LINEMODE } from "../../core/telnet/linemode.ts";
import { BYTES } from "../../core/telnet/protocol.ts";
import { OptionTalk } from "./option_talk.ts";

const { WILL, WONT, DO, DONT } = BYTES;
const [MODE, FORWARDMASK, SLC] = [1, 2, 3] as const;
const EDIT_TRAPSIG = 3;
const MODE_ACK = 4;

function agreed(): OptionTalk<{ linemode: boolean }> {
  const talk = new OptionTalk(LINEMODE).negotiated("remote");
  deepStrictEqual(talk.take(), [[MODE, EDIT_TRAPSIG]]);
  return talk;
}

Deno.test("LINEMODE opens with the mode EDIT and TRAPSIG, and is known while it is on", () => {
  const talk = agreed();
  strictEqual(talk.facts.linemode, true);
  strictEqual(talk.negotiated("remote", false).facts.linemode, false);
});

Deno.test("a mode that the client acknowledges is not answered", () => {
  deepStrictEqual(agreed().say(MODE, EDIT_TRAPSIG | MODE_ACK).take(), []);
});

Deno.test("a mode that the client proposes is answered by ours, acknowledged if it is that", () => {
  deepStrictEqual(agreed().say(MODE, 0).take(), [[MODE, EDIT_TRAPSIG]]);
  deepStrictEqual(agreed().say(MODE, EDIT_TRAPSIG).take(), [[MODE, EDIT_TRAPSIG | MODE_ACK]]);
});

Deno.test("special characters are answered in one subnegotiation", () => {
  deepStrictEqual(agreed().say(SLC, 3, 2, 3, 4, 2, 28).take(), [[SLC, 3, 0x82, 3, 4, 0x82, 28]]);
  deepStrictEqual(agreed().say(SLC, 3, 0x82, 3).take(), []);
});

Deno.test("FORWARDMASK is refused, whoever would have it", () => {
  deepStrictEqual(agreed().say(WILL, FORWARDMASK).take(), [[DONT, FORWARDMASK]]);
  deepStrictEqual(agreed().say(DO, FORWARDMASK, 0, 255).take(), [[WONT, FORWARDMASK]]);
  deepStrictEqual(agreed().say(WONT, FORWARDMASK).say(DONT, FORWARDMASK).take(), []);
});

Deno.test("what is no subnegotiation of LINEMODE is ignored", () => {
  deepStrictEqual(agreed().say().say(MODE).say(9, 9).say(WILL).take(), []);
});
