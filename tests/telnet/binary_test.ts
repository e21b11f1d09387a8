import { deepStrictEqual } from "node:assert/strict";
import { BINARY } from "../../core/telnet/binary.ts";
import { OptionTalk } from "./option_talk.ts";

Deno.test("BINARY is known of each side by itself", () => {
  const talk = new OptionTalk(BINARY).negotiated("remote");
  deepStrictEqual(talk.facts.binary, { local: false, remote: true });
  talk.negotiated("local").negotiated("remote", false);
  deepStrictEqual(talk.facts.binary, { local: true, remote: false });
});
