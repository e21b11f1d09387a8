import { deepStrictEqual } from "node:assert/strict";
import { encodeServerStatus, SERVER_STATUS } from "../../core/telnet/server_status.ts";
import { OptionTalk } from "./option_talk.ts";

Deno.test("MSSP is answered with all variables when the peer says DO", () => {
  const talk = new OptionTalk(SERVER_STATUS, { status: [["NAME", "Café"], ["PLAYERS", 0]] });
  deepStrictEqual(talk.negotiated("local").takeText(), ["\x01NAME\x02Café\x01PLAYERS\x020"]);
  deepStrictEqual(talk.negotiated("local", false).take(), []);
});

Deno.test("no value can begin another variable", () => {
  const payload = encodeServerStatus([["NAME", "a\x01PLAYERS\x02999"]]);
  deepStrictEqual(new TextDecoder().decode(payload), "\x01NAME\x02aPLAYERS999");
});
