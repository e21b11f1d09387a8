import { deepStrictEqual, match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { DEFAULT_POLICY } from "../../../../core/world/policy.ts";
import { faultOfName, faultOfRoomName } from "../../../../core/world/name.ts";
import {
  escapeTokenValue,
  isupportTokens,
  NAME_LENGTHS,
  type SupportFacts,
} from "../../../../plugins/irc/tables/isupport.ts";

const FACTS: SupportFacts = {
  network: "The Den",
  settings: { history_messages: 70 },
  house: { world: { policy: { ...DEFAULT_POLICY, topicBytes: 300, roomsPerPerson: 7 } } },
};

function valueOf(name: string): string | undefined {
  const token = isupportTokens(FACTS).find((token) => token.split("=")[0] === name);
  return token?.slice(name.length + 1);
}

// Modern IRC: "parameter = 1*20 letter", "letter = ALPHA / DIGIT", "MUST send the parameter as upper-case text"
Deno.test("tokens are of the grammar, sorted, each once", () => {
  const tokens = isupportTokens(FACTS);
  for (const token of tokens) match(token, /^[A-Z\d]{1,20}(=[!-~]+)?$/);
  const names = tokens.map((token) => token.split("=")[0]);
  deepStrictEqual(names, [...new Set(names)].sort());
});

Deno.test("tokens tell the modes that there are", () => {
  strictEqual(valueOf("CHANMODES"), "Ibe,k,l,CMRUimnst");
  strictEqual(valueOf("PREFIX"), "(qaohv)~&@%+");
  strictEqual(valueOf("STATUSMSG"), "~&@%+");
  strictEqual(valueOf("MAXLIST"), `Ibe:${DEFAULT_POLICY.bansPerRoom}`);
});

// account-extban: "Servers publishing the ACCOUNTEXTBAN token MUST also publish the EXTBAN token."
Deno.test("tokens tell the extended masks", () => {
  strictEqual(valueOf("EXTBAN"), ",am");
  strictEqual(valueOf("ACCOUNTEXTBAN"), "account,a");
});

Deno.test("tokens tell the settings of the house", () => {
  strictEqual(valueOf("CHATHISTORY"), "70");
  strictEqual(valueOf("CHANLIMIT"), "#:7");
  for (const name of ["AWAYLEN", "KICKLEN", "NAMELEN", "TOPICLEN"]) {
    strictEqual(valueOf(name), "300");
  }
});

Deno.test("a nick and a channel may be as long as the tokens say, and no longer", () => {
  const { nick, channel } = NAME_LENGTHS;
  deepStrictEqual([valueOf("NICKLEN"), valueOf("CHANNELLEN")], [String(nick), String(channel)]);
  strictEqual(faultOfName("a".repeat(nick)), undefined);
  notStrictEqual(faultOfName("a".repeat(nick + 1)), undefined);
  strictEqual(faultOfRoomName("a".repeat(channel - 1)), undefined);
  notStrictEqual(faultOfRoomName("a".repeat(channel)), undefined);
});

// Modern IRC: "\x20 for the space character, \x5C for the backslash character and \x3D for the equal character"
Deno.test("spaces, backslashes and equals signs are escaped in a value", () => {
  strictEqual(valueOf("NETWORK"), "The\\x20Den");
  strictEqual(escapeTokenValue("a=b\\c"), "a\\x3Db\\x5Cc");
  ok(isupportTokens(FACTS).includes("UTF8ONLY"));
});
