import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { TIMING_MARK } from "../../core/telnet/timing_mark.ts";
import { OptionTalk } from "./option_talk.ts";

Deno.test("TIMING-MARK is handed to the session, and answered when the session says so", () => {
  const talk = new OptionTalk(TIMING_MARK).asked();
  const [notice] = talk.notices;
  deepStrictEqual(talk.take(), []);
  strictEqual(notice?.kind, "timing-mark");
  notice.answer();
  deepStrictEqual(talk.take(), ["agree"]);
});
