import { deepStrictEqual } from "node:assert/strict";
import { STATUS } from "../../core/telnet/status.ts";
import { OptionTalk } from "./option_talk.ts";

const enabled = [{ side: "local", code: 5 }, { side: "remote", code: 24 }] as const;

Deno.test("STATUS SEND is answered by IS and what is on", () => {
  const talk = new OptionTalk(STATUS, { enabled }).negotiated("local").say(1);
  deepStrictEqual(talk.take(), [[0, 251, 5, 253, 24]]);
});

Deno.test("STATUS answers nothing but SEND", () => {
  const talk = new OptionTalk(STATUS, { enabled }).negotiated("local");
  talk.say().say(0, 251, 5).say(1, 1).say(2);
  deepStrictEqual(talk.take(), []);
});
