/**
 * The dialect `modern` of the line protocol: every row of its table, byte for byte.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { saysAsIrc } from "../../kit/irc_words.ts";
import { LineCaller } from "../../kit/line_caller.ts";
import { PASSWORD, TestHouse, type TestHouseOptions } from "../../../testing/test_house.ts";

const OFTEN = { lines_burst: 10_000 };

/** A house with somebody at a terminal, who owns den and is in it, and with accounts. */
async function openHouse(options: TestHouseOptions = {}): Promise<TestHouse> {
  const house = await TestHouse.open({ ...options, limits: { ...OFTEN, ...options.limits } });
  const ann = await house.guest("Ann");
  await ann.answerTo("/join Den");
  await house.register("Member");
  return house;
}

/** What callers send who have no name, and what they read. */
const BEFORE_LOGIN: Readonly<Record<string, string>> = {
  // LOGIN <name> [password]
  "LOGIN bob": "OK",
  "login bob": "OK",
  "LogIn bob": "OK",
  "LOGIN bob ": "OK",
  "LOGIN bob anything at all": "OK",
  "LOGIN Zoë": "OK",
  "LOGIN 2pac": "ERROR 2pac IS NOT A VALID NAME",
  "LOGIN a.b": "ERROR a.b IS NOT A VALID NAME",
  "LOGIN server": "ERROR server IS NOT A VALID NAME",
  "LOGIN #bob": "ERROR #bob IS NOT A VALID NAME",
  "LOGIN Mеmber": "ERROR Mеmber IS NOT A VALID NAME", // its second letter is Cyrillic
  [`LOGIN ${"x".repeat(33)}`]: `ERROR ${"x".repeat(33)} IS NOT A VALID NAME`,
  "LOGIN Ann": "ERROR Ann IS ALREADY TAKEN",
  "LOGIN aNN": "ERROR aNN IS ALREADY TAKEN",
  "LOGIN Ann password": "ERROR Ann IS ALREADY TAKEN",
  "LOGIN Member": "ERROR WRONG PASSWORD",
  "LOGIN member": "ERROR WRONG PASSWORD",
  "LOGIN Member ": "ERROR WRONG PASSWORD",
  "LOGIN Member wrong": "ERROR WRONG PASSWORD",
  "LOGIN Member correct": "ERROR WRONG PASSWORD",
  [`LOGIN Member  ${PASSWORD}`]: "ERROR WRONG PASSWORD",
  [`LOGIN Member ${PASSWORD}`]: "OK",
  [`LOGIN mEMBER ${PASSWORD}`]: "OK",
  "LOGIN": "ERROR INVALID COMMAND",
  "LOGIN ": "ERROR INVALID COMMAND",
  "LOGIN  bob": "ERROR INVALID COMMAND",
  // LOGOUT
  "LOGOUT": "ERROR USER NOT FOUND",
  "logout": "ERROR USER NOT FOUND",
  "LOGOUT now": "ERROR INVALID COMMAND",
  // JOIN, PART, MSG
  "JOIN #Den": "ERROR USER NOT LOGGED IN",
  "JOIN #nowhere": "ERROR USER NOT LOGGED IN",
  "JOIN #a,b": "ERROR USER NOT LOGGED IN",
  "PART #Den": "ERROR USER NOT LOGGED IN",
  "PART #nowhere": "ERROR USER NOT LOGGED IN",
  "MSG #Den hi": "ERROR USER NOT LOGGED IN",
  "MSG #nowhere hi": "ERROR USER NOT LOGGED IN",
  "MSG Ann hi": "ERROR USER NOT LOGGED IN",
  "MSG nobody hi": "ERROR USER NOT LOGGED IN",
  // Commands of plugins
  "WHO": "ERROR USER NOT LOGGED IN",
  "QUIT": "ERROR USER NOT LOGGED IN",
  // Anything else
  "": "ERROR INVALID COMMAND",
  " ": "ERROR INVALID COMMAND",
  " LOGIN bob": "ERROR INVALID COMMAND",
  "LOGINXYZ bob": "ERROR INVALID COMMAND",
  "/LOGIN bob": "ERROR INVALID COMMAND",
  "LOGIN\tbob": "ERROR INVALID COMMAND",
  "DANCE": "ERROR INVALID COMMAND",
  "constructor": "ERROR INVALID COMMAND",
  "GOTROOMMSG Ann #Den hi": "ERROR INVALID COMMAND",
};

for (const [line, answer] of Object.entries(BEFORE_LOGIN)) {
  Deno.test(`modern, before a login: ${line || "(nothing)"} -> ${answer}`, async () => {
    await using house = await openHouse();
    const caller = new LineCaller(house);
    strictEqual(await caller.answerTo(line), `${answer}\r\n`);
    strictEqual(await caller.overheard(), "");
  });
}

/** What bob sends, who is in #Den, and what he reads. */
const AFTER_LOGIN: Readonly<Record<string, string>> = {
  "LOGIN bob": "ERROR ALREADY LOGGED IN AS Bob",
  "LOGIN other": "ERROR ALREADY LOGGED IN AS Bob",
  "LOGIN 2pac": "ERROR ALREADY LOGGED IN AS Bob",
  "LOGIN Ann": "ERROR ALREADY LOGGED IN AS Bob",
  [`LOGIN Member ${PASSWORD}`]: "ERROR ALREADY LOGGED IN AS Bob",
  "JOIN #Den": "ERROR Bob ALREADY JOINED #Den",
  "JOIN #DEN": "ERROR Bob ALREADY JOINED #DEN",
  "join #den": "ERROR Bob ALREADY JOINED #den",
  "JOIN #lobby": "OK",
  "JOIN #Lobby": "OK",
  "JOIN #new": "OK",
  "JOIN #new ": "OK",
  "JOIN #Group\u00a01": "OK",
  "JOIN #c++": "OK",
  "JOIN ##": "ERROR ## IS NOT A VALID ROOM",
  "JOIN #/": "ERROR #/ IS NOT A VALID ROOM",
  "JOIN #a,b": "ERROR #a,b IS NOT A VALID ROOM",
  "JOIN #\u00a0x": "ERROR #\u00a0x IS NOT A VALID ROOM",
  "JOIN #x\u00a0": "ERROR #x\u00a0 IS NOT A VALID ROOM",
  [`JOIN #${"x".repeat(51)}`]: `ERROR #${"x".repeat(51)} IS NOT A VALID ROOM`,
  "JOIN den": "ERROR INVALID COMMAND",
  "JOIN #": "ERROR INVALID COMMAND",
  "JOIN": "ERROR INVALID COMMAND",
  "JOIN #Group 1": "ERROR INVALID COMMAND",
  "PART #Den": "OK",
  "PART #dEN": "OK",
  "part #den": "OK",
  "PART #lobby": "ERROR Bob NOT IN #lobby",
  "PART #nowhere": "ERROR Bob NOT IN #nowhere",
  "PART #a,b": "ERROR Bob NOT IN #a,b",
  "PART den": "ERROR INVALID COMMAND",
  "PART #": "ERROR INVALID COMMAND",
  "PART": "ERROR INVALID COMMAND",
  "MSG #Den hi": "OK",
  "MSG #dEN hi": "OK",
  "msg #Den hi": "OK",
  "MSG #lobby hi": "ERROR ROOM #lobby NOT AVAILABLE",
  "MSG #nowhere hi": "ERROR ROOM #nowhere NOT AVAILABLE",
  "MSG #Den": "ERROR INVALID COMMAND",
  "MSG #Den ": "ERROR INVALID COMMAND",
  "MSG #Den   ": "ERROR NO TEXT",
  "MSG # hi": "ERROR INVALID COMMAND",
  "MSG #Den a\0b": "OK",
  "MSG Ann hi": "OK",
  "MSG aNN hi": "OK",
  "MSG Member hi": "ERROR Member NOT FOUND", // an account, but not here
  "MSG nobody hi": "ERROR nobody NOT FOUND",
  "MSG NoBody hi": "ERROR NoBody NOT FOUND",
  "MSG Ann": "ERROR INVALID COMMAND",
  "MSG Ann ": "ERROR INVALID COMMAND",
  "MSG": "ERROR INVALID COMMAND",
  "MSG  Ann hi": "ERROR INVALID COMMAND",
  "LOGOUT now": "ERROR INVALID COMMAND",
  "": "ERROR INVALID COMMAND",
  "DANCE": "ERROR INVALID COMMAND",
  "/who": "ERROR INVALID COMMAND",
};

for (const [line, answer] of Object.entries(AFTER_LOGIN)) {
  Deno.test(`modern, in #Den: ${line || "(nothing)"} -> ${answer}`, async () => {
    await using house = await openHouse();
    const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
    strictEqual(await bob.answerTo(line), `${answer}\r\n`);
    strictEqual(await bob.overheard(), "");
  });
}

// What others get

Deno.test("modern: GOTROOMMSG goes to the others in the room, as its creator spelt it", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
  const cy = await LineCaller.enter(house, "Cy", { rooms: ["DEN"] });
  const outside = await LineCaller.enter(house, "Dee", { rooms: ["lobby"] });
  strictEqual(await bob.answerTo("MSG #dEn hello there"), "OK\r\n");
  strictEqual(await cy.overheard(), "GOTROOMMSG Bob #Den hello there\r\n");
  strictEqual(await outside.overheard(), "");
  strictEqual(await bob.overheard(), "", "not to whoever has sent it");
});

/** What is sent after the target and its one space, and what others read. */
const TEXTS: Readonly<Record<string, string>> = {
  " two  spaces   and three ": " two  spaces   and three ",
  "Café, ÜBER, 日本, 🙂": "Café, ÜBER, 日本, 🙂",
  "#Den #Den": "#Den #Den",
  "GOTROOMMSG Ann #Den hi": "GOTROOMMSG Ann #Den hi",
  '^rred^~ {} \\ "': '^rred^~ {} \\ "',
};

for (const [sent, read] of Object.entries(TEXTS)) {
  Deno.test(`modern: a text keeps its spaces and its case: ${sent}`, async () => {
    await using house = await openHouse();
    const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
    const cy = await LineCaller.enter(house, "Cy", { rooms: ["den"] });
    strictEqual(await bob.answerTo(`MSG #den ${sent}`), "OK\r\n");
    strictEqual(await bob.answerTo(`MSG cy ${sent}`), "OK\r\n");
    strictEqual(await cy.overheard(), `GOTROOMMSG Bob #Den ${read}\r\nGOTUSERMSG Bob ${read}\r\n`);
  });
}

Deno.test("modern: GOTUSERMSG goes to one person, from telnet too", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob");
  const cy = await LineCaller.enter(house, "Cy");
  const dee = await house.guest("dee");
  strictEqual(await bob.answerTo("MSG cy psst"), "OK\r\n");
  strictEqual(await cy.overheard(), "GOTUSERMSG Bob psst\r\n");
  strictEqual(await bob.answerTo("MSG dee psst"), "OK\r\n");
  await dee.until("Bob tells you: psst\n");
  await dee.answerTo("/tell Bob what?");
  strictEqual(await bob.overheard(), "GOTUSERMSG dee what?\r\n");
});

Deno.test("modern: a message to oneself comes back, and is answered", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob");
  strictEqual(await bob.answerTo("MSG bob note"), "GOTUSERMSG Bob note\r\nOK\r\n");
});

Deno.test("modern: what is done is told with its doer", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
  const dee = await house.guest("dee");
  await dee.answerTo("/join den");
  await dee.answerTo("/me waves");
  strictEqual(await bob.overheard(), "GOTROOMMSG dee #Den * dee waves\r\n");
});

Deno.test("modern: whoever ignores a sender hears nothing, and the sender reads OK", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
  const cy = await LineCaller.enter(house, "Cy", { rooms: ["den"] });
  await cy.answerTo("IGNORE bob");
  strictEqual(await bob.answerTo("MSG cy psst"), "OK\r\n");
  strictEqual(await bob.answerTo("MSG #den hi"), "OK\r\n");
  strictEqual(await cy.overheard(), "");
});

Deno.test("modern: what is shouted is information, and says who shouts", async () => {
  await using house = await openHouse();
  const sysop = await house.sysop("root");
  const bob = await LineCaller.enter(house, "Bob");
  await sysop.answerTo("/shout wake up");
  strictEqual(await bob.overheard(), "INFO root shouts: wake up\r\n");
  await house.house.sequencer.submit({ kind: "shout", text: "Closing soon.", official: true });
  strictEqual(await bob.overheard(), "INFO Closing soon.\r\n");
});

Deno.test("modern: what IRC clients send comes as lines, and what is not for people does not", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
  const dee = await house.guest("dee");
  await dee.answerTo("/join den");
  await saysAsIrc(house, { by: "dee", room: "den", to: "bob" });
  strictEqual(
    await bob.overheard(),
    "GOTROOMMSG dee #Den one\r\nGOTROOMMSG dee #Den two\r\nGOTUSERMSG dee one\r\nGOTUSERMSG dee two\r\n",
  );
});

Deno.test("modern: an account is told something by its name, whatever name its user wears", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob");
  const dee = await house.member("dee");
  await dee.answerTo("/nick deedee");
  strictEqual(await bob.answerTo("MSG dee hi"), "OK\r\n");
  await dee.until("Bob tells you: hi\n");
});

// Rooms whose names hold spaces

Deno.test("modern: U+00A0 stands for a space in a room's name", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob");
  strictEqual(await bob.answerTo("JOIN #Group\u00a01"), "OK\r\n");
  strictEqual(house.house.world.roomNamed("Group 1")?.name, "Group 1");
  const dee = await house.guest("dee");
  await dee.answerTo("/join group 1");
  strictEqual(await bob.answerTo("MSG #gROUP\u00a01 hi"), "OK\r\n");
  await dee.until("Bob: hi\n");
  await dee.answerTo("hello");
  strictEqual(await bob.overheard(), "GOTROOMMSG dee #Group\u00a01 hello\r\n");
  strictEqual(
    await bob.answerTo("JOIN #group\u00a01"),
    "ERROR Bob ALREADY JOINED #group\u00a01\r\n",
  );
  strictEqual(await bob.answerTo("PART #group\u00a01"), "OK\r\n");
});

// LOGOUT

Deno.test("modern: LOGOUT leaves all rooms, frees the name and closes", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob", { rooms: ["den", "lobby"] });
  const dee = await house.guest("dee");
  bob.send("LOGOUT\r\nLOGIN Bob\r\nJOIN #den\r\n");
  strictEqual(await bob.peer.hearOut(), "OK\r\n", "nothing after it is served");
  await dee.until("<- Bob has left (logged out)\n");
  strictEqual(house.house.world.presenceNamed("bob"), undefined);
  await LineCaller.enter(house, "Bob");
});

Deno.test("modern: LOGOUT of a member leaves them here on their other sessions", async () => {
  await using house = await openHouse();
  const terminal = await house.member("Member");
  const caller = new LineCaller(house);
  strictEqual(await caller.answerTo(`LOGIN member ${PASSWORD}`), "OK\r\n");
  strictEqual(await caller.answerTo("LOGOUT"), "OK\r\n");
  await caller.peer.linkEnded;
  strictEqual(house.house.world.presenceNamed("Member")!.sessions.size, 1);
  deepStrictEqual(await terminal.roundtrip(), []);
});

// Accounts

Deno.test("modern: a member who is here is taken without the password, and joined with it", async () => {
  await using house = await openHouse();
  await house.member("Member");
  const caller = new LineCaller(house);
  strictEqual(await caller.answerTo("LOGIN member"), "ERROR member IS ALREADY TAKEN\r\n");
  const guesser = new LineCaller(house);
  strictEqual(await guesser.answerTo("LOGIN member wrong"), "ERROR member IS ALREADY TAKEN\r\n");
  guesser.send(`LOGIN member ${PASSWORD}\r\n`);
  // Whoever was wrong waits for the next answer.
  house.clock.advance(10_000);
  strictEqual(await guesser.answer(), "OK\r\n");
  strictEqual(house.house.world.presenceNamed("member")!.sessions.size, 2);
});

Deno.test("modern: an account made on telnet logs in, and one can be made here", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob");
  bob.send("REGISTER\r\nmy secret\r\nmy secret\r\n");
  strictEqual(
    await bob.answer(),
    "INFO New password: \r\nINFO The same again: \r\n" +
      'INFO "Bob" is yours now. Come in with your password from here on.\r\nOK\r\n',
  );
  const again = new LineCaller(house);
  strictEqual(await again.answerTo("LOGIN bob my secret"), "OK\r\n");
  const terminal = await house.visitor();
  terminal.line("Bob");
  await terminal.until(/Password.*: $/);
  terminal.line("my secret");
  await terminal.until("Welcome to Partyline, Bob.");
});

Deno.test("modern: where guests are refused, members come in all the same", async () => {
  await using house = await TestHouse.open({ main: { guests: false } });
  await house.register("Member");
  const caller = new LineCaller(house);
  strictEqual(await caller.answerTo("LOGIN bob"), "ERROR MEMBERS ONLY\r\n");
  strictEqual(await caller.answerTo("LOGIN Member"), "ERROR WRONG PASSWORD\r\n");
  strictEqual(await caller.answerTo(`LOGIN Member ${PASSWORD}`), "OK\r\n");
});

// Lines

Deno.test("modern: LF alone ends a line, and so does CR LF", async () => {
  await using house = await openHouse();
  const caller = new LineCaller(house);
  caller.send("LOGIN bob\nJOIN #den\r\nMSG #den hi\n");
  for (let line = 1; line <= 3; line++) strictEqual(await caller.answer(), "OK\r\n");
});

Deno.test("modern: the last line is served when its sender has ended the connection", async () => {
  await using house = await openHouse();
  const caller = new LineCaller(house);
  caller.send("LOGIN bob\nJOIN #den\nMSG #den hi\nMSG #den half a li");
  caller.peer.end();
  strictEqual(await caller.peer.hearOut(), "OK\r\nOK\r\nOK\r\n", "and half a line is none");
});

Deno.test("modern: it is silent on connect", async () => {
  await using house = await openHouse();
  const caller = new LineCaller(house);
  caller.peer.end();
  strictEqual(await caller.peer.hearOut(), "");
});

for (const end of ["\r\n", "\n"]) {
  Deno.test(`modern: a line of 1024 bytes is served, one of 1025 is not (${end.length})`, async () => {
    await using house = await openHouse();
    const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
    const cy = await LineCaller.enter(house, "Cy", { rooms: ["den"] });
    const start = "MSG #den ";
    const longest = "é".repeat(500) + "x".repeat(1024 - start.length - 1000);
    bob.send(start + longest + end);
    strictEqual(await bob.answer(), "OK\r\n");
    strictEqual(await cy.overheard(), `GOTROOMMSG Bob #Den ${longest}\r\n`);
    bob.send(`${start}${longest}y${end}`);
    strictEqual(await bob.answer(), "ERROR LINE TOO LONG\r\n");
    strictEqual(await bob.overheard(), "");
    strictEqual(await cy.overheard(), "");
  });
}

Deno.test("modern: the rest of a line that is too long is skipped, however long it is", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
  const cy = await LineCaller.enter(house, "Cy", { rooms: ["den"] });
  for (let part = 0; part < 50; part++) bob.send("MSG #den x ".repeat(200));
  strictEqual(await bob.answer(), "ERROR LINE TOO LONG\r\n", "before its end has come");
  bob.send("MSG #den x\r\nMSG #den short\r\n");
  strictEqual(await bob.answer(), "OK\r\n");
  strictEqual(await cy.overheard(), "GOTROOMMSG Bob #Den short\r\n");
});

Deno.test("modern: telnet commands are no data, wherever they come", async () => {
  await using house = await openHouse();
  const caller = new LineCaller(house);
  const negotiation = [255, 251, 31, 255, 253, 1, 255, 250, 31, 0, 80, 0, 24, 255, 240, 255, 241];
  const line = [...new TextEncoder().encode("LOGIN bob\r\n")];
  const bytes = line.flatMap((byte) => [...negotiation, byte]);
  for (const byte of bytes) caller.send(Uint8Array.of(byte));
  strictEqual(await caller.answer(), "OK\r\n", "and it says nothing to them");
});

Deno.test("modern: a doubled IAC is a byte of data, and bytes that are no UTF-8 are one character", async () => {
  await using house = await openHouse();
  const bob = await LineCaller.enter(house, "Bob", { rooms: ["den"] });
  const cy = await LineCaller.enter(house, "Cy", { rooms: ["den"] });
  bob.send("MSG #den a");
  bob.send(Uint8Array.of(255, 255, 0xe9));
  bob.send("b\r\n");
  strictEqual(await bob.answer(), "OK\r\n");
  strictEqual(await cy.overheard(), "GOTROOMMSG Bob #Den a\ufffd\ufffdb\r\n");
});

Deno.test("modern: no text can forge a line of its own", async () => {
  await using house = await TestHouse.open();
  const bob = await LineCaller.enter(house, "bob", { rooms: ["den"] });
  const cy = await LineCaller.enter(house, "cy", { rooms: ["den"] });
  for (const breaker of ["\u2028", "\u2029", "\u0085", "\v", "\f"]) {
    await bob.answerTo(`MSG #den x${breaker}GOTROOMMSG king #den forged`);
    strictEqual((await cy.overheard()).split(/[\n\r]+/).filter(Boolean).length, 1);
  }
});

Deno.test("modern: what was told to a user who was away comes with their login", async () => {
  await using house = await TestHouse.open();
  await house.register("ann");
  const bob = await house.guest("bob");
  await bob.answerTo("/tell ann call me");
  const caller = new LineCaller(house);
  strictEqual(await caller.answerTo(`LOGIN ann ${PASSWORD}`), "OK\r\n");
  strictEqual(await caller.overheard(), "GOTUSERMSG bob call me\r\n");
});
