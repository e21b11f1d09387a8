/**
 * Being away: AWAY, 301, away-notify, and AWAY before coming in.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import { IrcClient } from "../../kit/irc_client.ts";
import { briefs, TalkScene } from "./talk_scene.ts";

const GONE = ":irc.partyline 306 ann :You have been marked as being away";
const BACK = ":irc.partyline 305 ann :You are no longer marked as being away";

// Modern IRC, AWAY: "sent with a nonempty parameter .. the user is set to be away"
Deno.test("AWAY with a text is answered by 306, and without by 305", async () => {
  await using scene = await TalkScene.open({ ann: {} });
  const ann = scene.of("ann");
  deepStrictEqual(await ann.say("AWAY :tea"), [GONE]);
  for (const line of ["AWAY", "AWAY :", "AWAY : "]) deepStrictEqual(await ann.say(line), [BACK]);
});

// RFC 2812, section 4.1: "an automatic reply string for any PRIVMSG commands directed at them"
Deno.test("who tells something to somebody away reads their text, until they are back", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  await scene.of("ann").ask("AWAY :gone for tea");
  deepStrictEqual(await scene.of("bob").say("PRIVMSG ann :hi"), [
    ":irc.partyline 301 bob ann :gone for tea",
  ]);
  deepStrictEqual(await scene.of("bob").say("PRIVMSG #den :hi"), []);
  deepStrictEqual(briefs(await scene.of("ann").overheard()), [
    "bob PRIVMSG ann|hi",
    "bob PRIVMSG #den|hi",
  ]);
  await scene.of("ann").ask("AWAY");
  deepStrictEqual(await scene.of("bob").say("PRIVMSG ann :hi"), []);
});

// Modern IRC, AWAYLEN
Deno.test("a text is cut to AWAYLEN", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: {} });
  await scene.of("ann").ask(`AWAY :${"é".repeat(200)}`);
  deepStrictEqual(await scene.of("bob").say("PRIVMSG ann :hi"), [
    `:irc.partyline 301 bob ann :${"é".repeat(195)}`,
  ]);
});

// away-notify: "when a user sends an AWAY command .. and when a user joins and has an away message set"
Deno.test("those in a channel with somebody are told, if they have asked for that", async () => {
  await using scene = await TalkScene.open({ ann: { caps: ["away-notify"] }, bob: {}, cy: {} });
  const [ann, bob] = [scene.of("ann"), scene.of("bob")];
  for (const line of ["AWAY :tea", "AWAY :tea", "PART #den", "JOIN #den", "AWAY", "AWAY"]) {
    await bob.ask(line);
  }
  deepStrictEqual(briefs(await ann.overheard()), [
    "bob AWAY tea",
    "bob PART #den",
    "bob JOIN #den",
    "bob AWAY tea",
    "bob AWAY ",
  ]);
  deepStrictEqual(briefs(await scene.of("cy").overheard()), ["bob PART #den", "bob JOIN #den"]);
});

// pre-away: "servers MUST accept the AWAY command before connection registration has completed"
Deno.test("AWAY before coming in counts from then on", async () => {
  await using scene = await TalkScene.open({ bob: {} });
  await using ann = await IrcClient.dial(scene.house);
  await ann.request(["draft/pre-away"]);
  deepStrictEqual(await ann.say("AWAY :asleep"), [
    ":irc.partyline 306 * :You have been marked as being away",
  ]);
  ann.send("NICK ann", "USER ann 0 * :ann", "CAP END");
  const greeting = await ann.overheard();
  deepStrictEqual(greeting.filter(({ command }) => command === "306"), []);
  deepStrictEqual(await scene.of("bob").say("PRIVMSG ann :hi"), [
    ":irc.partyline 301 bob ann :asleep",
  ]);
});

Deno.test("AWAY before coming in takes the capability", async () => {
  await using scene = await TalkScene.open({ bob: {} });
  await using ann = await IrcClient.dial(scene.house);
  deepStrictEqual(await ann.say("AWAY :asleep"), [
    ":irc.partyline 451 * :You have not registered",
  ]);
});

// pre-away: "an away message of * should be treated as though the connection did not exist at all"
Deno.test("AWAY * says nothing of a person who has another client", async () => {
  await using scene = await TalkScene.open({ ann: { account: "ann" }, bob: {} });
  await scene.logIn("ann2", { account: "ann" });
  deepStrictEqual(await scene.of("ann2").say("AWAY *"), [GONE]);
  deepStrictEqual(await scene.of("bob").say("PRIVMSG ann :hi"), []);
  await scene.of("ann2").quit();
  await scene.of("ann").ask("AWAY *");
  deepStrictEqual(await scene.of("bob").say("PRIVMSG ann :hi"), [":irc.partyline 301 bob ann :*"]);
});

Deno.test("one client of a person speaks for all of them", async () => {
  await using scene = await TalkScene.open({ ann: { account: "ann" }, bob: {} });
  await scene.of("ann").ask("AWAY :tea");
  await scene.logIn("ann2", { account: "ann" });
  deepStrictEqual(await scene.of("ann2").say("AWAY"), [BACK]);
  deepStrictEqual(await scene.of("bob").say("PRIVMSG ann :hi"), []);
});
