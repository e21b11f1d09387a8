import { deepStrictEqual, doesNotThrow, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { OPEN_RULES } from "../../../core/world/room.ts";
import { RANKS } from "../../../core/world/role.ts";
import { listedMask, readListMask } from "../../../plugins/irc/channels/ban_mask.ts";
import {
  CHANNEL_MODE_LETTERS,
  CHANNEL_MODES,
  maskChange,
  PARAMETER_MODE_LETTERS,
  PREFIX_MODES,
  rankOfPrefix,
  roomModes,
} from "../../../plugins/irc/tables/channel_modes.ts";
import {
  MODES_PER_COMMAND,
  parseChannelModes,
} from "../../../plugins/irc/channels/mode_request.ts";
import {
  parseUserModes,
  USER_MODE_LETTERS,
  type UserModeBearer,
  userModesOf,
} from "../../../plugins/irc/tables/user_modes.ts";

const read = (...params: string[]) => parseChannelModes("#den", params);

Deno.test("every rank but the least has a letter and a symbol, in their order", () => {
  deepStrictEqual(
    PREFIX_MODES.map(({ rank }) => rank),
    RANKS.filter((rank) => rank !== "member").reverse(),
  );
  strictEqual(rankOfPrefix("%"), "halfop");
  strictEqual(rankOfPrefix("!"), undefined);
});

Deno.test("every rule of a room is one mode", () => {
  const rules = Object.values(CHANNEL_MODES).flatMap((mode) => {
    if (mode.kind === "flag") return [mode.rule];
    return mode.kind === "key" || mode.kind === "limit" ? [mode.kind] : [];
  });
  deepStrictEqual(rules.toSorted(), Object.keys(OPEN_RULES).sort());
});

Deno.test("004 tells all letters, and those with a parameter", () => {
  strictEqual(CHANNEL_MODE_LETTERS, "CIMRUabehiklmnoqstv");
  strictEqual(PARAMETER_MODE_LETTERS, "Iabehkloqv");
  strictEqual(USER_MODE_LETTERS, "BRTZiorw");
});

Deno.test("a new room takes no messages from outside, and its topic is the operators'", () => {
  deepStrictEqual(roomModes(OPEN_RULES, { showsKey: true }), ["+nt"]);
  const open = { ...OPEN_RULES, outsiders: true, openTopic: true };
  deepStrictEqual(roomModes(open, { showsKey: true }), ["+"]);
});

Deno.test("the key of a room is shown to those in it alone", () => {
  const rules = { ...OPEN_RULES, key: "word", limit: 5, hidden: true };
  deepStrictEqual(roomModes(rules, { showsKey: true }), ["+nstlk", "5", "word"]);
  deepStrictEqual(roomModes(rules, { showsKey: false }), ["+nstlk", "5", "*"]);
});

Deno.test("rules that stand together are one change", () => {
  deepStrictEqual(read("+im-nt+kl", "word", "5"), [{
    kind: "rules",
    rules: {
      inviteOnly: true,
      moderated: true,
      outsiders: true,
      openTopic: true,
      key: "word",
      limit: 5,
    },
  }]);
});

Deno.test("a limit is taken away without a parameter and a key with any or none", () => {
  deepStrictEqual(read("-lk"), [{ kind: "rules", rules: { limit: 0, key: "" } }]);
  deepStrictEqual(read("-ko", "x", "ann")[0], { kind: "rules", rules: { key: "" } });
});

Deno.test("letters without a sign are set", () => {
  deepStrictEqual(read("m"), [{ kind: "rules", rules: { moderated: true } }]);
});

Deno.test("ranks take the parameters in their order, and signs change on the way", () => {
  deepStrictEqual(read("+o-v+q", "ann", "ben", "cat"), [
    { kind: "rank", on: true, letter: "o", rank: "operator", name: "ann" },
    { kind: "rank", on: false, letter: "v", rank: "voice", name: "ben" },
    { kind: "rank", on: true, letter: "q", rank: "owner", name: "cat" },
  ]);
});

Deno.test("a list without a mask is a question, asked once", () => {
  deepStrictEqual(read("b"), [{ kind: "query", letter: "b" }]);
  deepStrictEqual(read("+bb-b+I"), [{ kind: "query", letter: "b" }, {
    kind: "query",
    letter: "I",
  }]);
});

Deno.test("masks go to the list of their letter, extended ones where they belong", () => {
  deepStrictEqual(read("+b-e+b", "ann", "*!*@host", "m:ben"), [
    { kind: "mask", on: true, letter: "b", list: "ban", mask: "ann" },
    { kind: "mask", on: false, letter: "e", list: "exempt", mask: "*!*@host" },
    { kind: "mask", on: true, letter: "b", list: "mute", mask: "ben" },
  ]);
});

Deno.test("each unknown letter is told once, and the others count", () => {
  deepStrictEqual(read("+XmX"), [
    { kind: "fault", numeric: "UNKNOWNMODE", params: ["X"] },
    { kind: "rules", rules: { moderated: true } },
  ]);
});

Deno.test("what needs a parameter and has none is refused", () => {
  for (const letters of ["+k", "+l", "+o", "-v"]) {
    deepStrictEqual(read(letters), [
      { kind: "fault", numeric: "NEEDMOREPARAMS", params: ["MODE"] },
    ]);
  }
});

Deno.test("a limit is a number above 0", () => {
  for (const limit of ["0", "-1", "x", "1.5", "", "9999999999"]) {
    const [fault] = read("+l", limit);
    ok(fault?.kind === "fault" && fault.numeric === "INVALIDMODEPARAM", limit);
    deepStrictEqual(fault.params, ["#den", "l", limit]);
  }
});

Deno.test("an empty key is refused, not taken for its absence", () => {
  deepStrictEqual(read("+k", ""), [{ kind: "fault", numeric: "INVALIDKEY", params: ["#den"] }]);
});

Deno.test("no more changes with a parameter are made than 005 tells", () => {
  const names = Array.from({ length: 40 }, (_, at) => `n${at}`);
  strictEqual(read(`+${"v".repeat(40)}`, ...names).length, MODES_PER_COMMAND);
});

Deno.test("no MODE makes the reader throw", () => {
  const text = fc.string({ unit: "binary", maxLength: 20 });
  fc.assert(fc.property(fc.array(text, { maxLength: 5 }), (params) => {
    doesNotThrow(() => read(...params));
  }));
});

Deno.test("extended masks are read by their letters and by their names", () => {
  const account = { list: "ban", mask: "account:ann" };
  deepStrictEqual(readListMask("ban", "a:ann"), account);
  deepStrictEqual(readListMask("ban", "account:ann"), account);
  deepStrictEqual(readListMask("invite", "a:ann"), { list: "invite", mask: "account:ann" });
  deepStrictEqual(readListMask("ban", "mute:a:ann"), { list: "mute", mask: "account:ann" });
});

Deno.test("extended masks that there are not are none", () => {
  for (const mask of ["a:", "m:", "x:ann", "A:ann", "m:m:ann", "toString:ann"]) {
    strictEqual(readListMask("ban", mask), undefined, mask);
  }
  strictEqual(readListMask("invite", "m:ann"), undefined);
});

Deno.test("whoever is exempt from being muted is so from being banned", () => {
  deepStrictEqual(readListMask("exempt", "m:ann"), { list: "exempt", mask: "ann" });
});

Deno.test("a mask is listed as it can be sent", () => {
  for (const list of ["ban", "mute"] as const) {
    for (const mask of ["ann!*@*", "account:ann"]) {
      deepStrictEqual(readListMask("ban", listedMask(list, mask)), { list, mask });
    }
  }
  deepStrictEqual(maskChange("mute", "ann!*@*"), { letter: "b", mask: "m:ann!*@*" });
  deepStrictEqual(maskChange("invite", "account:ann"), { letter: "I", mask: "a:ann" });
});

const NOBODY: UserModeBearer = { state: { modes: "" }, role: "guest", isSecure: false };

Deno.test("a person's modes are what they are and what they want", () => {
  strictEqual(userModesOf(NOBODY), "");
  strictEqual(userModesOf({ ...NOBODY, state: { modes: "wi" } }), "iw");
  strictEqual(
    userModesOf({ ...NOBODY, presence: { isBot: true, hearsUsersOnly: false }, isSecure: true }),
    "BZ",
  );
  strictEqual(userModesOf({ ...NOBODY, role: "member" }), "");
  strictEqual(userModesOf({ ...NOBODY, role: "moderator" }), "o");
});

// RFC 2812, 3.1.5: "If a user attempts to make themselves an operator using the "+o" or "+O" flag, the
// attempt SHOULD be ignored"
Deno.test("nobody makes themselves an operator, or logged in, or secure", () => {
  deepStrictEqual(parseUserModes("+orZ-rZ"), { changes: [], hasUnknown: false });
  deepStrictEqual(parseUserModes("-o").changes, [{ on: false, letter: "o" }]);
});

Deno.test("the last change of a letter counts, and unknown letters are told", () => {
  deepStrictEqual(parseUserModes("+iB-i"), {
    changes: [{ on: false, letter: "i" }, { on: true, letter: "B" }],
    hasUnknown: false,
  });
  strictEqual(parseUserModes("+i\u00e9").hasUnknown, true);
});
