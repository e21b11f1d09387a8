/**
 * PRIVMSG and NOTICE: where they go, and what goes wrong.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import type { Heard } from "../../kit/irc_client.ts";
import { brief, briefs, TalkScene } from "./talk_scene.ts";

function talkOf(heard: readonly Heard[]): string[] {
  return briefs(heard.filter(({ command }) => command === "PRIVMSG"));
}

Deno.test("what is said in a channel is heard by those in it, and not by who says it", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  deepStrictEqual(await scene.of("ann").say("PRIVMSG #den :hi all"), []);
  const [heard] = await scene.of("bob").overheard();
  match(heard!.text, /^:ann!~ann@\S+ PRIVMSG #den :hi all$/);
});

// RFC 1459, section 2.3.1: old clients look for the colon of the last parameter.
Deno.test("a text has a colon, whether it needs one or not", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  await scene.of("ann").ask("NOTICE bob hi");
  const [heard] = await scene.of("bob").overheard();
  match(heard!.text, / NOTICE bob :hi$/);
  await scene.of("ann").ask("PRIVMSG #den one");
  match((await scene.of("bob").overheard())[0]!.text, / PRIVMSG #den :one$/);
  const cy = await scene.enter("cy", { caps: ["server-time"] });
  const [joined, ...entry] = await cy.say("JOIN #den");
  match(joined!, / JOIN #den$/);
  ok(entry.some((line) => / PRIVMSG #den :one$/.test(line)), entry.join("\n"));
  match((await cy.say("PART #den bye"))[0]!, / PART #den :bye$/);
});

// RFC 2812, section 3.3.1: "<msgtarget> is usually the nickname of the recipient of the message, or a
// channel name"
Deno.test("several targets hear it each, and each once", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  const cy = await scene.enter("cy");
  deepStrictEqual(await scene.of("ann").say("PRIVMSG bob,#den,cy,BOB :hi"), []);
  deepStrictEqual(briefs(await scene.of("bob").overheard()), [
    "ann PRIVMSG bob|hi",
    "ann PRIVMSG #den|hi",
  ]);
  deepStrictEqual(briefs(await cy.overheard()), ["ann PRIVMSG cy|hi"]);
});

// RFC 2812, section 3.3.1: the numeric replies of PRIVMSG
for (
  const [line, answer] of [
    ["PRIVMSG", "411 ann :No recipient given (PRIVMSG)"],
    ["PRIVMSG :", "411 ann :No recipient given (PRIVMSG)"],
    ["PRIVMSG bob", "412 ann :No text to send"],
    ["PRIVMSG #den :", "412 ann :No text to send"],
    ["PRIVMSG #den : ", "412 ann :No text to send"],
    ["PRIVMSG nobody :hi", "401 ann nobody :No such nick"],
    ["PRIVMSG bob!~bob@host :hi", "401 ann bob!~bob@host :No such nick"],
    ["PRIVMSG , :hi", "401 ann * :No such nick"],
    ["PRIVMSG #nowhere :hi", "403 ann #nowhere :No such channel"],
    ["PRIVMSG @nowhere :hi", "401 ann @nowhere :No such nick"],
    ["PRIVMSG #attic :hi", "404 ann #attic :Cannot send to channel"],
    ["PRIVMSG a,b,c,d,e :hi", "407 ann e :Too many recipients"],
  ] as const
) {
  Deno.test(`${line} is answered by ${answer}`, async () => {
    await using scene = await TalkScene.open({ ann: {}, bob: {} });
    await scene.of("bob").ask("JOIN #attic");
    deepStrictEqual(await scene.of("ann").say(line), [`:irc.partyline ${answer}`]);
    deepStrictEqual(await scene.of("bob").overheard(), []);
  });
}

Deno.test("what goes wrong with one target does not keep the others from hearing it", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  deepStrictEqual(await scene.of("ann").say("PRIVMSG nobody,bob :hi"), [
    ":irc.partyline 401 ann nobody :No such nick",
  ]);
  deepStrictEqual(briefs(await scene.of("bob").overheard()), ["ann PRIVMSG bob|hi"]);
});

// RFC 2812, section 3.3.2: "automatic replies MUST NEVER be sent in response to a NOTICE message"
for (const rest of ["", " bob", " nobody :hi", " #nowhere :hi", " a,b,c,d,e :hi", " #den :"]) {
  Deno.test(`NOTICE${rest} is answered by nothing`, async () => {
    await using scene = await TalkScene.open({ ann: {}, bob: {} });
    await scene.of("bob").ask("AWAY :gone");
    deepStrictEqual(await scene.of("ann").say(`NOTICE${rest}`), []);
    deepStrictEqual(await scene.of("bob").overheard(), []);
  });
}

Deno.test("a notice to somebody who is away is not answered either", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  await scene.of("bob").ask("AWAY :gone");
  deepStrictEqual(await scene.of("ann").say("NOTICE bob :hi"), []);
  deepStrictEqual(briefs(await scene.of("bob").overheard()), ["ann NOTICE bob|hi"]);
});

Deno.test("a channel whose room has spaces is spoken in as any other", async () => {
  await using scene = await TalkScene.open({ ann: {} });
  const terminal = await scene.house.guest("Tel");
  terminal.line("/join Group 1");
  await terminal.until("Group 1");
  const ann = scene.of("ann");
  await ann.ask("JOIN #group\u00a01");
  await ann.ask("PRIVMSG #Group\u00a01 :over here");
  await terminal.until("over here");
});

// CTCP, "ACTION"
Deno.test("an action is /me on a terminal, and back", async () => {
  await using scene = await TalkScene.open({ ann: {} });
  const ann = scene.of("ann");
  const terminal = await scene.house.guest("Tel");
  terminal.line("/join den");
  await terminal.until("den");
  await ann.ask("PRIVMSG #den :\x01ACTION waves\x01");
  await terminal.until("ann waves");
  terminal.line("/me bows");
  const bow = await ann.until(({ command }) => command === "PRIVMSG");
  strictEqual(brief(bow), "Tel PRIVMSG #den|\x01ACTION bows\x01");
});

Deno.test("an action without its end is one all the same", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  await scene.of("ann").ask("PRIVMSG #den :\x01ACTION waves");
  const [heard] = await scene.of("bob").overheard();
  strictEqual(brief(heard!), "ann PRIVMSG #den|\x01ACTION waves\x01");
});

Deno.test("questions of clients pass as they are", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  await scene.of("ann").ask("PRIVMSG bob :\x01VERSION\x01");
  await scene.of("ann").ask("NOTICE bob :\x01VERSION irssi\x01");
  deepStrictEqual(briefs(await scene.of("bob").overheard()), [
    "ann PRIVMSG bob|\x01VERSION\x01",
    "ann NOTICE bob|\x01VERSION irssi\x01",
  ]);
});

Deno.test("who has +T is asked no questions by clients, but sees actions", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  await scene.of("bob").ask("MODE bob +T");
  for (const text of ["\x01VERSION\x01", "\x01ACTION waves\x01", "hi"]) {
    deepStrictEqual(await scene.of("ann").say(`PRIVMSG bob :${text}`), []);
  }
  deepStrictEqual(briefs(await scene.of("bob").overheard()), [
    "ann PRIVMSG bob|\x01ACTION waves\x01",
    "ann PRIVMSG bob|hi",
  ]);
});

Deno.test("a line that would have to be cut on its way is sent back", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  const [ann, bob] = [scene.of("ann"), scene.of("bob")];
  await ann.ask("PRIVMSG bob :x");
  const [one] = await bob.overheard();
  const room = 510 - new TextEncoder().encode(one!.text).length + 1;
  for (const text of ["y".repeat(room), `${"y".repeat(room - 2)}é`]) {
    deepStrictEqual(await ann.say(`PRIVMSG bob :${text}`), []);
    deepStrictEqual(briefs(await bob.overheard()), [`ann PRIVMSG bob|${text}`]);
  }
  for (const text of ["y".repeat(room + 1), `${"y".repeat(room - 1)}é`]) {
    deepStrictEqual(await ann.say(`PRIVMSG bob :${text}`), [
      ":irc.partyline 417 ann :Input line was too long",
    ]);
    deepStrictEqual(await bob.overheard(), []);
  }
});

Deno.test("a long line of a terminal comes in as many as it takes, cut between words", async () => {
  await using scene = await TalkScene.open({ ann: {} });
  const terminal = await scene.house.guest("Tel");
  const words = Array.from({ length: 200 }, (_, index) => `word${index}`);
  terminal.line(`/tell ann ${words.join(" ")}`);
  const ann = scene.of("ann");
  const heard: string[] = [];
  while (!heard.includes("word199")) {
    const { text, params } = await ann.until(({ command }) => command === "PRIVMSG");
    strictEqual(new TextEncoder().encode(text).length <= 510, true);
    heard.push(...params[1]!.split(" "));
  }
  deepStrictEqual(heard, words);
});

Deno.test("who tells themself something hears it", async () => {
  await using scene = await TalkScene.open({ ann: {} });
  deepStrictEqual(briefs(await scene.of("ann").ask("PRIVMSG ann :note")), ["ann PRIVMSG ann|note"]);
});

Deno.test("somebody is found by the name of their account, whatever nick they wear", async () => {
  await using scene = await TalkScene.open({ ann: {}, bobby: { account: "bob" } });
  await scene.of("ann").ask("PRIVMSG bob :hi");
  deepStrictEqual(briefs(await scene.of("bobby").overheard()), ["ann PRIVMSG bobby|hi"]);
});

Deno.test("a user who is not here reads it at their next login", async () => {
  await using scene = await TalkScene.open({ ann: {}, zoe: { caps: ["standard-replies"] } });
  await scene.house.register("bob");
  deepStrictEqual(await scene.of("ann").say("PRIVMSG bob :see you"), [
    ":irc.partyline NOTICE ann :bob is not here, and will be told at their next login",
  ]);
  deepStrictEqual(await scene.of("zoe").say("PRIVMSG bob :\x01ACTION waits\x01"), [
    ":irc.partyline NOTE PRIVMSG MESSAGE_KEPT bob " +
    ":bob is not here, and will be told at their next login",
  ]);
  await scene.of("ann").ask("PRIVMSG bob :\x01VERSION\x01");
  deepStrictEqual(talkOf(await scene.logIn("bobby", { account: "bob" })), [
    "ann PRIVMSG bobby|[00:00] see you",
    "zoe PRIVMSG bobby|\x01ACTION [00:00] waits\x01",
  ]);
  deepStrictEqual(talkOf(await scene.logIn("bob2", { account: "bob" })), []);
});

Deno.test("a service is told by PRIVMSG, and notices to it go nowhere", async () => {
  await using scene = await TalkScene.open({ ann: { caps: ["message-tags"] } });
  const ann = scene.of("ann");
  const heard = await ann.ask("PRIVMSG nickserv :HELP");
  strictEqual(
    heard.every(({ nick, command }) => nick === "NickServ" && command === "NOTICE"),
    true,
  );
  strictEqual(heard.length > 0, true);
  deepStrictEqual(await ann.say("NOTICE NickServ :HELP"), []);
  deepStrictEqual(await ann.say("@+typing=active TAGMSG NickServ"), []);
});
