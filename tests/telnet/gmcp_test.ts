import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
  decodeGmcp,
  GMCP,
  type GmcpFacts,
  gmcpMessage,
  supportsModule,
} from "../../core/telnet/gmcp.ts";
import { OptionTalk } from "./option_talk.ts";

function on(): OptionTalk<GmcpFacts> {
  return new OptionTalk(GMCP).negotiated("local");
}

Deno.test("GMCP is known while it is on", () => {
  const talk = on();
  deepStrictEqual(talk.facts.gmcp, { supports: [] });
  strictEqual(talk.negotiated("local", false).facts.gmcp, undefined);
});

Deno.test("Core.Hello tells the client and its version", () => {
  const talk = on().say('Core.Hello { "client": "Mudlet", "version": "4.17\\u001b[m" }');
  deepStrictEqual(talk.facts.gmcp, { client: "Mudlet", version: "4.17[m", supports: [] });
});

Deno.test("Core.Supports sets, adds and removes modules, whatever their version and case", () => {
  const talk = on().say('Core.Supports.Set ["Char 1", "Comm.Channel 1"]');
  talk.say('core.supports.add [ "Char.Login 2", "char 1" ]');
  deepStrictEqual(talk.facts.gmcp?.supports, ["char", "comm.channel", "char.login"]);
  talk.say('Core.Supports.Remove ["Char"]');
  deepStrictEqual(talk.facts.gmcp?.supports, ["comm.channel", "char.login"]);
  talk.say('Core.Supports.Set ["Room 1"]');
  deepStrictEqual(talk.facts.gmcp?.supports, ["room"]);
});

Deno.test("no client has more than 64 modules", () => {
  const many = Array.from({ length: 90 }, (_, index) => `A${index}`);
  const talk = on().say(`Core.Supports.Set ${JSON.stringify(many)}`);
  talk.say('Core.Supports.Add ["one more"]');
  strictEqual(talk.facts.gmcp?.supports.length, 64);
});

Deno.test("who supports a module supports what is in it", () => {
  const gmcp = { supports: ["char", "comm.channel"] };
  strictEqual(supportsModule({ gmcp }, "char.login"), true);
  strictEqual(supportsModule({ gmcp }, "comm"), false);
  strictEqual(supportsModule({}, "char"), false);
});

Deno.test("Core.Ping is answered by itself", () => {
  deepStrictEqual(on().say("Core.Ping 120").takeText(), ["Core.Ping"]);
});

Deno.test("messages of other modules are told to the session, in the peer's spelling", () => {
  const talk = on().say("Comm.Channel.Players").say('comm.channel.enable "den"').say("X {broken");
  deepStrictEqual(talk.notices, [
    { kind: "gmcp", name: "Comm.Channel.Players", data: undefined },
    { kind: "gmcp", name: "comm.channel.enable", data: "den" },
    { kind: "gmcp", name: "X", data: undefined },
  ]);
});

Deno.test("what is no message is nothing", () => {
  const talk = on().say().say("{}").say(0xff, 0xfe).say("..", " 1");
  deepStrictEqual([talk.notices, talk.take()], [[], []]);
});

Deno.test("a message can be read back, whatever stands in it", () => {
  fc.assert(
    fc.property(fc.json(), fc.string({ unit: "binary" }), (json, text) => {
      const data = { json: JSON.parse(json), text };
      const bytes = gmcpMessage("A.B", data);
      ok(!bytes.slice(3, -2).includes(255));
      deepStrictEqual(decodeGmcp(bytes.slice(3, -2)), {
        name: "A.B",
        data: JSON.parse(JSON.stringify(data)),
      });
    }),
    { numRuns: 100 },
  );
});

Deno.test("random bytes are read without throwing, and facts stay small", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 20 }), (payloads) => {
      const talk = on();
      for (const payload of payloads) talk.say("Core.Supports.Add ", ...payload);
      ok(talk.facts.gmcp!.supports.every((name) => /^[ -~]{1,40}$/.test(name)));
    }),
    { numRuns: 100 },
  );
});
