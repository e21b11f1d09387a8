/**
 * Callers of CSP: every row of its table, byte for byte, and who hears what.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { CspCaller, cspRequest, cspResponse, type CspWords, READY } from "../../kit/csp_caller.ts";
import { saysAsIrc } from "../../kit/irc_words.ts";
import { LineCaller } from "../../kit/line_caller.ts";
import { PASSWORD, TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";

function openHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  return TestHouse.open({ ...options, limits: { lines_burst: 10_000, ...options.limits } });
}

/** A house with ann, who has made the group den, and bob, who is in it; both have heard all so far. */
async function den(): Promise<{ house: TestHouse; ann: CspCaller; bob: CspCaller }> {
  const house = await openHouse();
  const ann = await CspCaller.enter(house, "ann");
  deepStrictEqual(await ann.ask("CHAT", { chat_name: "den" }), [cspResponse("170")]);
  const bob = await CspCaller.enter(house, "bob", { group: "den" });
  deepStrictEqual(await ann.overheard(), [joined("bob", "den")]);
  return { house, ann, bob };
}

const LOGGED_IN = cspResponse("110", { channel: "CC" });
const WRONG = cspResponse("200", { channel: "CC" });
const NAME_EXISTS = cspResponse("200");
const NOT_LOGGED_IN = refused("You are not logged in");
const NOT_IN_GROUP = refused("You are not in this group");

function refused(payload: string): string {
  return cspResponse("300", { channel: "CC", payload });
}

function joined(name: string, group: string): string {
  const about = `{"username": "${name}", "chat_name": "${group}"}`;
  return cspResponse("180", { about, channel: "CC", payload: `${name} has joined the group` });
}

function left(name: string): string {
  const payload = `${name} has left the chat room`;
  return cspResponse("190", { about: `{"username": "${name}"}`, payload });
}

function said(payload: string): string {
  return cspResponse("140", { channel: "DC", payload });
}

function cannotJoin(name: string, group: string, payload: string): string {
  const about = `{"username": "${name}", "chat_name": "${group}"}`;
  return cspResponse("240", { about, channel: "CC", payload });
}

function notAdmin(code: "250" | "260", name: string): string {
  const payload = "You are not the admin of this group";
  return cspResponse(code, { about: `{"username": "${name}"}`, channel: "CC", payload });
}

function kicked(name: string): string {
  const payload = `${name} has been kicked from the group`;
  return cspResponse("192", { about: `{"kicked_user": "${name}"}`, channel: "CC", payload });
}

function banned(name: string): string {
  const payload = `${name} has been banned from the group`;
  return cspResponse("191", { about: `{"banned_user": "${name}"}`, channel: "CC", payload });
}

Deno.test("CSP: it is silent on connect", async () => {
  await using house = await openHouse();
  const caller = new CspCaller(house, "ann");
  caller.peer.end();
  strictEqual(await caller.peer.hearOut(), "");
});

// NWUA

Deno.test("CSP: NWUA makes an account and logs in, and the account is one on telnet", async () => {
  await using house = await openHouse();
  const ann = new CspCaller(house, "ann");
  deepStrictEqual(await ann.ask("NWUA", { password: "secret7" }), [LOGGED_IN]);
  strictEqual(house.house.world.presenceNamed("ann")!.user?.role, "member");
  const terminal = await house.visitor();
  terminal.line("ann");
  await terminal.until(/Password.*: $/);
  terminal.line("secret7");
  await terminal.until("Welcome to Partyline, ann.");
  strictEqual(house.house.world.presenceNamed("ann")!.sessions.size, 2);
});

for (
  const [what, name, answer] of [
    ["of an account", "member", NAME_EXISTS],
    ["of an account in other case", "MEMBER", NAME_EXISTS],
    ["that looks like an account's", "mеmber", NAME_EXISTS], // its second letter is Cyrillic
    ["of a guest who is here", "guest", NAME_EXISTS],
    ["with a space", "two words", refused("a name has only letters, digits and _-[]{}^|\\`")],
    ["that is empty", "", refused("a name needs at least one letter")],
  ] as const
) {
  Deno.test(`CSP: NWUA refuses a name ${what}`, async () => {
    await using house = await openHouse();
    await house.register("member");
    await house.guest("guest");
    const caller = new CspCaller(house, name);
    deepStrictEqual(await caller.ask("NWUA", { password: "secret7" }), [answer]);
    deepStrictEqual(await caller.ask("LIST"), [NOT_LOGGED_IN]);
  });
}

Deno.test("CSP: NWUA takes a password", async () => {
  await using house = await openHouse();
  const caller = new CspCaller(house, "ann");
  deepStrictEqual(await caller.ask("NWUA"), [refused("A password is needed")]);
  strictEqual(house.house.world.userNamed("ann"), undefined);
});

// AUTH

Deno.test("CSP: AUTH logs in who has the password, and not who has not", async () => {
  await using house = await openHouse();
  await house.register("ann");
  const ann = new CspCaller(house, "ann");
  deepStrictEqual(await ann.ask("AUTH", { password: "wrong" }), [WRONG]);
  house.clock.advance(10_000);
  deepStrictEqual(await ann.ask("AUTH", { password: PASSWORD }), [LOGGED_IN]);
  const nobody = new CspCaller(house, "nobody", { address: "192.0.2.2" });
  deepStrictEqual(await nobody.ask("AUTH", { password: PASSWORD }), [WRONG]);
  const nameless = new CspCaller(house, "", { address: "192.0.2.3" });
  deepStrictEqual(await nameless.ask("AUTH"), [WRONG]);
});

Deno.test("CSP: AUTH takes the password of an account that was made on telnet", async () => {
  await using house = await openHouse();
  const terminal = await house.guest("ann");
  terminal.line("/register");
  for (const question of ["New password: ", "The same again: "]) {
    await terminal.until(question);
    terminal.line("secret7");
  }
  await terminal.until("is yours now");
  const ann = new CspCaller(house, "ann");
  deepStrictEqual(await ann.ask("AUTH", { password: "secret7" }), [LOGGED_IN]);
});

Deno.test("CSP: a guest's name is no account", async () => {
  await using house = await openHouse();
  await house.guest("ann");
  deepStrictEqual(await new CspCaller(house, "ann").ask("AUTH", { password: "" }), [WRONG]);
});

Deno.test("CSP: a second login on one connection is refused, and doubles no answer", async () => {
  await using house = await openHouse();
  const ann = await CspCaller.enter(house, "ann");
  await house.register("bob");
  const already = refused("You are logged in as ann");
  for (const username of ["ann", "bob"]) {
    deepStrictEqual(await ann.ask("AUTH", { username, password: PASSWORD }), [already]);
    deepStrictEqual(await ann.ask("NWUA", { username, password: PASSWORD }), [already]);
  }
  strictEqual(house.house.world.presenceNamed("ann")!.sessions.size, 1);
  deepStrictEqual(await ann.ask("CHAT", { chat_name: "den" }), [cspResponse("170")]);
});

// REDY

Deno.test("CSP: REDY is answered before a login and after", async () => {
  await using house = await openHouse();
  await house.register("ann");
  const ann = new CspCaller(house, "ann");
  for (const words of [{ username: "ann" }, { username: "nobody" }, {}]) {
    ann.send(`${cspRequest("REDY", words)}\n`);
    strictEqual(await ann.hear("\n"), `${READY}\n`);
  }
  deepStrictEqual(await ann.ask("AUTH", { password: PASSWORD }), [LOGGED_IN]);
  ann.send(`${cspRequest("REDY", {})}\n`);
  strictEqual(await ann.hear("\n"), `${READY}\n`);
});

// What takes a login, and the right name

const NEED_LOGIN: Readonly<Record<string, CspWords>> = {
  LIST: {},
  CHAT: { chat_name: "new" },
  JOIN: { chat_name: "den" },
  MSSG: { chat_name: "den", payload: "hi" },
  KICK: { chat_name: "den", kicked_user: "bob" },
  BANN: { chat_name: "den", banned_user: "bob" },
  LEVE: { chat_name: "den" },
};

for (const [command, words] of Object.entries(NEED_LOGIN)) {
  Deno.test(`CSP: ${command} takes a login, and the name that one has logged in by`, async () => {
    const { house, ann, bob } = await den();
    await using _ = house;
    const stranger = new CspCaller(house, "ann");
    deepStrictEqual(await stranger.ask(command, words), [NOT_LOGGED_IN]);
    for (const username of ["ann", "", "nobody"]) {
      const answer = await bob.ask(command, { ...words, username });
      deepStrictEqual(answer, [refused("You are logged in as bob")]);
    }
    deepStrictEqual(await ann.overheard(), [], "nobody hears of it");
    deepStrictEqual(await stranger.overheard(), []);
  });
}

Deno.test("CSP: the case of a username does not count", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const [line] = await bob.ask("MSSG", { username: "BOB", chat_name: "DEN", payload: "hi" });
  strictEqual(line, said("(bob) hi"));
  deepStrictEqual(await ann.overheard(), [said("(bob) hi")]);
});

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

// Messages to one person

Deno.test("CSP: a private message is 160", async () => {
  await using house = await openHouse();
  const ann = await CspCaller.enter(house, "ann");
  const terminal = await house.guest("guest");
  await terminal.answerTo("/tell ann psst");
  const payload = "(guest) psst";
  deepStrictEqual(await ann.overheard(), [
    cspResponse("160", { about: '{"username": "guest"}', channel: "DC", payload }),
  ]);
});

Deno.test("CSP: messages that were missed follow the answer to the login, once", async () => {
  await using house = await openHouse();
  await house.register("ann");
  const terminal = await house.guest("guest");
  await terminal.answerTo("/tell ann one");
  await terminal.answerTo("/tell ann two");
  const ann = new CspCaller(house, "ann");
  deepStrictEqual(await ann.ask("AUTH", { password: PASSWORD }), [
    LOGGED_IN,
    said("(guest) one"),
    said("(guest) two"),
  ]);
  ann.peer.end();
  await ann.peer.linkEnded;
  const again = new CspCaller(house, "ann");
  deepStrictEqual(await again.ask("AUTH", { password: PASSWORD }), [LOGGED_IN]);
});

Deno.test("CSP: what is shouted is 140 from whoever shouts, or from nobody", async () => {
  await using house = await openHouse();
  const sysop = await house.sysop("root");
  const ann = await CspCaller.enter(house, "ann");
  await sysop.answerTo("/shout wake up");
  await house.house.sequencer.submit({ kind: "shout", text: "Closing soon.", official: true });
  deepStrictEqual(await ann.overheard(), [said("(root) wake up"), said("(*) Closing soon.")]);
});

Deno.test("CSP: what IRC clients send comes as lines, and what is not for people does not", async () => {
  const { house, bob } = await den();
  await using _ = house;
  await saysAsIrc(house, { by: "ann", room: "den", to: "bob" });
  const told = (text: string) =>
    cspResponse("160", { about: '{"username": "ann"}', channel: "DC", payload: `(ann) ${text}` });
  deepStrictEqual(await bob.overheard(), [
    said("(ann) one"),
    said("(ann) two"),
    told("one"),
    told("two"),
  ]);
});

Deno.test("CSP: who wears another name elsewhere may go on by the name of the account", async () => {
  const { house, ann, bob } = await den();
  await using _ = house;
  const terminal = await house.member("ann");
  await terminal.answerTo("/nick annie");
  deepStrictEqual(await ann.ask("MSSG", { chat_name: "den", payload: "(ann) hi" }), [
    said("(annie) hi"),
  ]);
  deepStrictEqual(await bob.overheard(), [said("(annie) hi")]);
});

// Limits

Deno.test("CSP: what the world refuses and the protocol has no code for is a general error", async () => {
  await using house = await openHouse({ limits: { rooms: 2 } });
  const ann = await CspCaller.enter(house, "ann");
  await ann.ask("CHAT", { chat_name: "den" });
  deepStrictEqual(await ann.ask("CHAT", { chat_name: "other" }), [
    refused("There are too many groups"),
  ]);
  deepStrictEqual(await ann.ask("CHAT", { chat_name: "a,b" }), [
    refused("a room's name has no comma"),
  ]);
  deepStrictEqual(await ann.ask("MSSG", { chat_name: "den", payload: "hi" }), [said("(ann) hi")]);
});

Deno.test("CSP: members come in where guests are refused, and accounts are made", async () => {
  await using house = await openHouse({ main: { guests: false } });
  await CspCaller.enter(house, "ann");
  const bob = new CspCaller(house, "bob");
  deepStrictEqual(await bob.ask("NWUA", { password: "secret7" }), [LOGGED_IN]);
});

Deno.test("CSP: many requests in one packet are answered in their order", async () => {
  await using house = await openHouse();
  await house.register("ann");
  const ann = new CspCaller(house, "ann");
  const request = (command: string, words: CspWords) =>
    `${cspRequest(command, { username: "ann", ...words })}\r\n`;
  ann.send(
    request("AUTH", { password: PASSWORD }) + request("CHAT", { chat_name: "den" }) +
      request("MSSG", { chat_name: "den", payload: "hi" }) + request("LEVE", { chat_name: "den" }),
  );
  ann.peer.end();
  const heard = (await ann.peer.hearOut()).split("\n");
  deepStrictEqual(heard, [LOGGED_IN, cspResponse("170"), said("(ann) hi"), left("ann"), ""]);
});

Deno.test("CSP: every refusal on the way is a line of JSON", async () => {
  const { house, bob } = await den();
  await using _ = house;
  for (const chat_name of ['"', "\\", "\ud800", "\u2028", "\x1b[2J"]) {
    for (const command of Object.keys(NEED_LOGIN)) {
      for (const line of await bob.ask(command, { chat_name, payload: "x" })) {
        const response = JSON.parse(line);
        ok(/^[123]\d\d$/.test(response.response_code), line);
      }
    }
  }
});
