/**
 * Callers of CSP: logging in, private messages and refusals, byte for byte, and who hears what.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { CspCaller, cspRequest, cspResponse, type CspWords, READY } from "../../kit/csp_caller.ts";
import { saysAsIrc } from "../../kit/irc_words.ts";
import { PASSWORD } from "../../../testing/test_house.ts";
import {
  den,
  left,
  LOGGED_IN,
  NAME_EXISTS,
  NOT_LOGGED_IN,
  openHouse,
  refused,
  said,
  WRONG,
} from "./csp_scene.ts";

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
