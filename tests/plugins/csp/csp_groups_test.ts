/**
 * Callers of CSP in groups: every row of its table, byte for byte, and who hears what.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { CspCaller, cspResponse } from "../../kit/csp_caller.ts";
import { LineCaller } from "../../kit/line_caller.ts";
import { PASSWORD } from "../../../testing/test_house.ts";
import {
  banned,
  cannotJoin,
  den,
  joined,
  kicked,
  left,
  NOT_IN_GROUP,
  notAdmin,
  openHouse,
  refused,
  said,
} from "./csp_scene.ts";

// LIST

Deno.test("CSP: LIST of a fresh server has no groups, as the lobby is none", async () => {
  await using house = await openHouse();
  const ann = await CspCaller.enter(house, "ann");
  await house.guest("guest");
  const none = cspResponse("240", {
    about: '{"username": "ann"}',
    payload: "There are currently no groups",
  });
  deepStrictEqual(await ann.ask("LIST"), [none]);
});

Deno.test("CSP: LIST has the groups, as they were spelt, and not those that are private", async () => {
  await using house = await openHouse();
  const ann = await CspCaller.enter(house, "ann");
  const terminal = await house.guest("guest");
  await terminal.answerTo("/join Group 1");
  await terminal.answerTo("/join secret");
  await terminal.answerTo("/private on");
  await ann.ask("CHAT", { chat_name: 'my "den"' });
  const list = (payload: readonly string[]) =>
    cspResponse("130", { about: '{"username": "ann"}', payload });
  deepStrictEqual(await ann.ask("LIST"), [list(["Group 1", 'my "den"'])]);
  await ann.ask("JOIN", { chat_name: "secret" });
  deepStrictEqual(await ann.ask("LIST"), [list(["Group 1", "secret", 'my "den"'])]);
});

// CHAT

Deno.test("CSP: CHAT makes a group; its maker is its admin, and in it", async () => {
  await using house = await openHouse();
  const ann = await CspCaller.enter(house, "ann");
  deepStrictEqual(await ann.ask("CHAT", { chat_name: "Group 1" }), [cspResponse("170")]);
  const room = house.house.world.roomNamed("group 1")!;
  deepStrictEqual([room.name, [...room.members.values()]], ["Group 1", ["owner"]]);
  deepStrictEqual(await ann.ask("MSSG", { chat_name: "Group 1", payload: "hi" }), [
    said("(ann) hi"),
  ]);
});

Deno.test("CSP: CHAT refuses a name that there is, in any case, and makes no group without one", async () => {
  const { house, bob } = await den();
  await using _ = house;
  const exists = cspResponse("230", { payload: "Group name already exists" });
  for (const name of ["den", "DEN", "lobby"]) {
    deepStrictEqual(await bob.ask("CHAT", { chat_name: name }), [exists]);
  }
  deepStrictEqual(await bob.ask("CHAT"), [refused("a room needs a name")]);
  deepStrictEqual(await bob.ask("MSSG", { chat_name: "den", payload: "still in" }), [
    said("(bob) still in"),
  ]);
});

Deno.test("CSP: CHAT leaves the former group", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  deepStrictEqual(await bob.ask("CHAT", { chat_name: "other" }), [cspResponse("170")]);
  deepStrictEqual(await ann.overheard(), [left("bob")]);
  deepStrictEqual(await bob.ask("MSSG", { chat_name: "den", payload: "hi" }), [NOT_IN_GROUP]);
});

// JOIN

Deno.test("CSP: JOIN is told to everyone in the group, the one who joins too", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const cy = await CspCaller.enter(house, "cy");
  const outside = await CspCaller.enter(house, "dee");
  deepStrictEqual(await cy.ask("JOIN", { chat_name: "DEN" }), [joined("cy", "den")]);
  for (const caller of [ann, bob]) deepStrictEqual(await caller.overheard(), [joined("cy", "den")]);
  deepStrictEqual(await outside.overheard(), []);
});

Deno.test("CSP: JOIN leaves the former group, which hears of it", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const cy = await CspCaller.enter(house, "cy");
  await cy.ask("CHAT", { chat_name: "other" });
  deepStrictEqual(await bob.ask("JOIN", { chat_name: "other" }), [joined("bob", "other")]);
  deepStrictEqual(await ann.overheard(), [left("bob")]);
  deepStrictEqual(await cy.overheard(), [joined("bob", "other")]);
  await ann.ask("MSSG", { chat_name: "den", payload: "gone?" });
  deepStrictEqual(await bob.overheard(), []);
});

Deno.test("CSP: a JOIN that fails leaves nothing", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  deepStrictEqual(await bob.ask("JOIN", { chat_name: "nowhere" }), [
    cannotJoin("bob", "nowhere", "There is no such group"),
  ]);
  deepStrictEqual(await bob.ask("JOIN"), [cannotJoin("bob", "", "There is no such group")]);
  strictEqual(house.house.world.roomNamed("nowhere"), undefined);
  deepStrictEqual(await bob.ask("MSSG", { chat_name: "den", payload: "hi" }), [said("(bob) hi")]);
  deepStrictEqual(await ann.overheard(), [said("(bob) hi")]);
});

Deno.test("CSP: JOIN of the group that one is in is a general error", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const already = refused("You are in this group already");
  deepStrictEqual(await bob.ask("JOIN", { chat_name: "den" }), [already]);
  deepStrictEqual(await ann.ask("JOIN", { chat_name: "den" }), [already]);
});

Deno.test("CSP: JOIN of a room that one is in on telnet makes it the group of this client", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const terminal = await house.member("bob");
  await terminal.answerTo("/join Other");
  deepStrictEqual(await ann.overheard(), []);
  await bob.overheard();
  deepStrictEqual(await bob.ask("JOIN", { chat_name: "other" }), [joined("bob", "Other")]);
  deepStrictEqual(await ann.overheard(), [left("bob")]);
  deepStrictEqual(await bob.ask("JOIN", { chat_name: "other" }), [
    refused("You are in this group already"),
  ]);
});

Deno.test("CSP: the lobby can be joined, and there one meets whoever comes by telnet", async () => {
  await using house = await openHouse();
  const terminal = await house.guest("guest");
  const ann = await CspCaller.enter(house, "ann");
  deepStrictEqual(await ann.ask("JOIN", { chat_name: "lobby" }), [joined("ann", "lobby")]);
  await terminal.until("-> ann has come in\n");
  await terminal.answerTo("hello ann");
  deepStrictEqual(await ann.overheard(), [said("(guest) hello ann")]);
});

// MSSG

Deno.test("CSP: MSSG goes to everyone in the group, the sender too, and to nobody else", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const outside = await CspCaller.enter(house, "dee");
  deepStrictEqual(await bob.ask("MSSG", { chat_name: "den", payload: "(bob) hello" }), [
    said("(bob) hello"),
  ]);
  deepStrictEqual(await ann.overheard(), [said("(bob) hello")]);
  deepStrictEqual(await outside.overheard(), []);
});

/** What bob sends, and what others read: in CSP, and without his name in front elsewhere. */
const PAYLOADS: Readonly<Record<string, string>> = {
  "hello": "hello",
  "(bob) hello": "hello",
  "(BOB) hello": "hello",
  "(bob)hello": "(bob)hello",
  "(bob) (bob) hello": "(bob) hello",
  "(ann) hello": "(ann) hello", // nobody speaks as somebody else
  '(bob) "quoted" \\ {"a": 1}': '"quoted" \\ {"a": 1}',
  "(bob) Zoë, 日本, 🙂": "Zoë, 日本, 🙂",
  "(bob)  two  spaces": " two  spaces",
  "(bob) tab\tand bell\x07": "tab and bell",
};

for (const [payload, text] of Object.entries(PAYLOADS)) {
  Deno.test(`CSP: MSSG of ${JSON.stringify(payload)}`, async () => {
    const { house, ann, bob } = await den();
    await using _ = house;
    const line = await LineCaller.enter(house, "liz", { rooms: ["den"] });
    await ann.overheard();
    await bob.ask("MSSG", { chat_name: "den", payload });
    deepStrictEqual(await ann.overheard(), [said(`(bob) ${text}`)]);
    const plain = text.replaceAll("\t", " ").replaceAll("\x07", "");
    strictEqual(await line.overheard(), `GOTROOMMSG bob #den ${plain}\r\n`);
  });
}

for (
  const [what, payload, reason] of [
    ["nothing", "", "There is no text"],
    ["spaces", "   ", "There is no text"],
    ["a name alone", "(bob) ", "There is no text"],
    ["two lines", "one\ntwo", "it has line ends or NULs"],
    ["a NUL", "a\0b", "it has line ends or NULs"],
    ["half a character", "\ud83d", "it is not valid Unicode"],
    ["a long text", "x".repeat(2001), "The text is longer than 2000 bytes"],
  ] as const
) {
  Deno.test(`CSP: MSSG of ${what} is a general error`, async () => {
    const { house, ann, bob } = await den();
    await using _ = house;
    deepStrictEqual(await bob.ask("MSSG", { chat_name: "den", payload }), [refused(reason)]);
    deepStrictEqual(await ann.overheard(), []);
  });
}

Deno.test("CSP: MSSG to a group that one is not in, or that there is not, is a general error", async () => {
  const { house, ann } = await den();
  await using _ = house;
  const dee = await CspCaller.enter(house, "dee");
  for (const chat_name of ["den", "nowhere", "", "lobby"]) {
    deepStrictEqual(await dee.ask("MSSG", { chat_name, payload: "hi" }), [NOT_IN_GROUP]);
  }
  deepStrictEqual(await ann.overheard(), []);
});

Deno.test("CSP: what is done on telnet is told with its doer", async () => {
  const { house, ann } = await den();
  await using _ = house;
  const terminal = await house.guest("guest");
  await terminal.answerTo("/join den");
  await terminal.answerTo("/me waves");
  deepStrictEqual(await ann.overheard(), [joined("guest", "den"), said("(guest) * guest waves")]);
});

// KICK

Deno.test("CSP: KICK is told to all in the group and to whoever is out, who can't post any more", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  deepStrictEqual(await ann.ask("KICK", { chat_name: "den", kicked_user: "BOB" }), [
    kicked("bob"),
  ]);
  deepStrictEqual(await bob.overheard(), [kicked("bob")]);
  deepStrictEqual(await bob.ask("MSSG", { chat_name: "den", payload: "hi" }), [NOT_IN_GROUP]);
  deepStrictEqual(await ann.overheard(), []);
  deepStrictEqual(await bob.ask("JOIN", { chat_name: "den" }), [joined("bob", "den")]);
});

Deno.test("CSP: KICK takes the admin of the group", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const outside = await CspCaller.enter(house, "dee");
  const kickAnn = { chat_name: "den", kicked_user: "ann" };
  deepStrictEqual(await bob.ask("KICK", kickAnn), [notAdmin("260", "bob")]);
  deepStrictEqual(await outside.ask("KICK", kickAnn), [notAdmin("260", "dee")]);
  deepStrictEqual(await outside.ask("KICK", { ...kickAnn, chat_name: "nowhere" }), [
    notAdmin("260", "dee"),
  ]);
  deepStrictEqual(await ann.overheard(), []);
});

Deno.test("CSP: KICK of somebody who is not in the group is a general error", async () => {
  const { house, ann } = await den();
  await using _ = house;
  await CspCaller.enter(house, "dee");
  await house.register("away");
  const kick = (kicked_user: string) => ann.ask("KICK", { chat_name: "den", kicked_user });
  deepStrictEqual(await kick("dee"), [refused("This user is not in the group")]);
  deepStrictEqual(await kick("away"), [refused("This user is not here")]);
  deepStrictEqual(await kick("nobody"), [refused("There is no such user")]);
  deepStrictEqual(await kick(""), [refused("There is no such user")]);
});

// BANN

Deno.test("CSP: BANN is told to all in the group and to whoever is out, who can't come back", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  deepStrictEqual(await ann.ask("BANN", { chat_name: "den", banned_user: "BOB" }), [
    banned("bob"),
  ]);
  deepStrictEqual(await bob.overheard(), [banned("bob")]);
  deepStrictEqual(await bob.ask("MSSG", { chat_name: "den", payload: "hi" }), [NOT_IN_GROUP]);
  deepStrictEqual(await bob.ask("JOIN", { chat_name: "den" }), [
    cannotJoin("bob", "den", "You are banned from joining this group"),
  ]);
  deepStrictEqual(await ann.overheard(), []);
});

Deno.test("CSP: BANN keeps out somebody who is not here, by any protocol", async () => {
  const { house, ann } = await den();
  await using _ = house;
  await house.register("dee");
  deepStrictEqual(await ann.ask("BANN", { chat_name: "den", banned_user: "dee" }), [
    banned("dee"),
  ]);
  const line = new LineCaller(house);
  strictEqual(await line.answerTo(`LOGIN dee ${PASSWORD}`), "OK\r\n");
  strictEqual(await line.answerTo("JOIN #den"), "ERROR BANNED FROM #den\r\n");
});

Deno.test("CSP: BANN takes the admin of the group", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const outside = await CspCaller.enter(house, "dee");
  const banAnn = { chat_name: "den", banned_user: "ann" };
  deepStrictEqual(await bob.ask("BANN", banAnn), [notAdmin("250", "bob")]);
  deepStrictEqual(await outside.ask("BANN", banAnn), [notAdmin("250", "dee")]);
  deepStrictEqual(await ann.overheard(), []);
});

Deno.test("CSP: whoever is admin by telnet is admin here, and the other way round", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const terminal = await house.member("ann");
  await terminal.answerTo("/focus den");
  await terminal.answerTo("/owner bob");
  deepStrictEqual(await bob.ask("BANN", { chat_name: "den", banned_user: "dee" }), [
    banned("dee"),
  ]);
  deepStrictEqual(await ann.overheard(), [banned("dee")]);
});

// LEVE

Deno.test("CSP: LEVE is told to everyone in the group, the one who leaves too", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  deepStrictEqual(await bob.ask("LEVE", { chat_name: "den" }), [left("bob")]);
  deepStrictEqual(await ann.overheard(), [left("bob")]);
  deepStrictEqual(await bob.ask("LEVE", { chat_name: "den" }), [NOT_IN_GROUP]);
  deepStrictEqual(await bob.ask("MSSG", { chat_name: "den", payload: "hi" }), [NOT_IN_GROUP]);
  deepStrictEqual(await bob.ask("JOIN", { chat_name: "den" }), [joined("bob", "den")]);
});

Deno.test("CSP: LEVE of a room that one is in on telnet does not forget one's group", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const terminal = await house.member("bob");
  await terminal.answerTo("/join other");
  deepStrictEqual(await bob.overheard(), [joined("bob", "other")]);
  deepStrictEqual(await bob.ask("LEVE", { chat_name: "other" }), [left("bob")]);
  deepStrictEqual(await ann.overheard(), []);
  await bob.ask("JOIN", { chat_name: "lobby" });
  deepStrictEqual(await ann.overheard(), [left("bob")], "of den, the former group");
});

Deno.test("CSP: whoever hangs up has left the chat room", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  bob.peer.end();
  strictEqual(await ann.hear("\n"), `${left("bob")}\n`);
});
