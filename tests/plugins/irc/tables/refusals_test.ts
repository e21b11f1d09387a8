import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Refusal } from "partyline";
import { channelRoom, roomChannel } from "../../../../plugins/irc/channels/channel_name.ts";
import { type Numeric, NUMERICS } from "../../../../plugins/irc/tables/numerics.ts";
import { type Asked, refusalNumeric } from "../../../../plugins/irc/tables/refusals.ts";
import { REFUSALS } from "../../../kit/refusal_samples.ts";

const JOIN: Asked = { command: "JOIN", params: ["#den"] };
const SAY: Asked = { command: "PRIVMSG", params: ["#den", "hello"] };
const KICK: Asked = { command: "KICK", params: ["#den", "ann"] };

/** The answer as it is sent, without the nick. */
function answer(refusal: Refusal, asked: Asked): string {
  const { name, params, text } = refusalNumeric(refusal, asked);
  const row: Numeric = NUMERICS[name];
  return [row.code, ...params, `:${text ?? row.text}`].join(" ");
}

Deno.test("who cannot come into a room reads the numeric of the reason", () => {
  const answers: readonly [Refusal, string][] = [
    [{ code: "banned", room: "den", reason: "" }, "474 #den"],
    [{ code: "house-full-of-rooms", limit: 9 }, "405 #den"],
    [{ code: "invite-only", room: "den" }, "473 #den"],
    [{ code: "no-such-room", room: "den" }, "403 #den"],
    [{ code: "room-full", room: "den", limit: 2 }, "471 #den"],
    [{ code: "room-name-not-allowed", room: "a\tb", reason: "no" }, "403 #a\tb"],
    [{ code: "too-many-rooms", limit: 9 }, "405 #den"],
    [{ code: "wrong-key", room: "den" }, "475 #den"],
  ];
  for (const [refusal, wanted] of answers) {
    strictEqual(answer(refusal, JOIN).split(" :")[0], wanted, refusal.code);
  }
});

Deno.test("who cannot speak in a room reads 404, whatever the reason", () => {
  const room = "den";
  const refusals: readonly Refusal[] = [
    { code: "banned", room, reason: "noise" },
    { code: "ctcp-refused", room },
    { code: "muted", room },
    { code: "not-in-room", room },
  ];
  for (const refusal of refusals) {
    for (const command of ["PRIVMSG", "NOTICE", "TAGMSG", "BATCH"]) {
      strictEqual(answer(refusal, { ...SAY, command }).split(" :")[0], "404 #den", refusal.code);
    }
  }
  strictEqual(answer({ code: "not-in-room", room }, KICK).split(" ")[0], "442");
});

Deno.test("the reason of a ban is told", () => {
  strictEqual(
    answer({ code: "banned", room: "den", reason: "noise" }, JOIN),
    "474 #den :You are banned: noise",
  );
});

Deno.test("a name that cannot be had is told by 432 or 433", () => {
  const nick: Asked = { command: "NICK", params: ["ann"] };
  const codes: readonly [Refusal, string][] = [
    [{ code: "name-in-use", name: "ann" }, "433"],
    [{ code: "name-not-allowed", name: "ann", reason: "no" }, "432"],
    [{ code: "name-registered", name: "ann" }, "433"],
    [{ code: "name-too-similar", name: "ann", like: "bob" }, "433"],
  ];
  for (const [refusal, code] of codes) {
    strictEqual(answer(refusal, nick).split(" :")[0], `${code} ann`, refusal.code);
  }
});

Deno.test("power that one has not is told of the channel, or of the server", () => {
  strictEqual(
    answer({ code: "needs-rank", room: "den", rank: "operator" }, KICK),
    "482 #den :You're not channel operator",
  );
  strictEqual(
    answer({ code: "outranked", name: "ann" }, KICK),
    "482 #den :ann stands above you",
  );
  const kill: Asked = { command: "KILL", params: ["ann", "x"] };
  strictEqual(answer({ code: "outranked", name: "ann" }, kill).split(" ")[0], "481");
  strictEqual(answer({ code: "needs-role", role: "sysop" }, kill).split(" ")[0], "481");
});

Deno.test("a mode that cannot be set is told with its letter", () => {
  const asked: Asked = { command: "MODE", params: ["#den", "+e", "a b"], mode: "e" };
  strictEqual(
    answer({ code: "mask-not-allowed", mask: "a!b!c", reason: "a mask is one" }, asked),
    "696 #den e a!b!c :A mask is one",
  );
  strictEqual(
    answer({ code: "too-many-bans", room: "den", limit: 3 }, asked).split(" :")[0],
    "478 #den e",
  );
  strictEqual(
    answer({ code: "text-not-allowed", reason: "a key is short" }, asked),
    "525 #den :A key is short",
  );
});

Deno.test("a list of the server that is full is told without a channel", () => {
  const kline: Asked = { command: "KLINE", params: ["ann"] };
  strictEqual(
    answer({ code: "too-many-bans", room: "", limit: 9 }, kline),
    "400 KLINE :There are 9 bans from this server already",
  );
  const silence: Asked = { command: "SILENCE", params: ["ann"] };
  strictEqual(
    answer({ code: "too-many-ignored", limit: 9 }, silence),
    "511 ann :Your silence list is full",
  );
});

Deno.test("what IRC has no numeric for is told by 400 with the command", () => {
  strictEqual(answer({ code: "yourself" }, SAY), "400 PRIVMSG :You cannot do that to yourself");
});

Deno.test("every refusal has a numeric with words", () => {
  for (const refusal of REFUSALS) {
    for (const asked of [JOIN, { command: "X", params: [] }]) {
      const { name, params, text } = refusalNumeric(refusal, asked);
      const row: Numeric = NUMERICS[name];
      const words = text ?? row.text;
      strictEqual(words === undefined || words === "", false, refusal.code);
      // Each `<word>` before the text is there.
      strictEqual(params.length, row.params.match(/(?<!:)<[^>]+>/g)?.length ?? 0, refusal.code);
    }
  }
});

Deno.test("a room with spaces is a channel with no-break spaces, and back", () => {
  strictEqual(roomChannel("The Back Room"), "#The\u00a0Back\u00a0Room");
  strictEqual(channelRoom(roomChannel("The Back Room")), "The Back Room");
  deepStrictEqual([channelRoom("&den"), channelRoom(""), channelRoom("#")], [
    undefined,
    undefined,
    "",
  ]);
});
