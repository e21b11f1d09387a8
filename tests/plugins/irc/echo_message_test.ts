/**
 * Echoes of what a client says itself (IRCv3 echo-message).
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { briefs, tagsOf, TALKER, TalkScene } from "./talk_scene.ts";

// echo-message: "the server MUST echo PRIVMSG and NOTICE messages back to the client that sent them"
for (const command of ["PRIVMSG", "NOTICE"]) {
  Deno.test(`a ${command} comes back to the client that has asked for that`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: ["echo-message"] }, bob: {} });
    for (const target of ["#den", "bob", "ann"]) {
      const expected = [`ann ${command} ${target}|hi`];
      if (target === "ann") expected.push(expected[0]!);
      deepStrictEqual(briefs(await scene.of("ann").ask(`${command} ${target} :hi`)), expected);
    }
  });
}

Deno.test("what nobody hears is not echoed", async () => {
  await using scene = await TalkScene.open({ ann: { caps: ["echo-message"] } });
  deepStrictEqual(briefs(await scene.of("ann").ask("PRIVMSG nobody :hi")), [
    "irc.partyline 401 ann|nobody|No such nick",
  ]);
});

// echo-message: "Servers MUST apply any other capabilities enabled by the client that apply to the original"
Deno.test("the echo has the same id and time as what the others hear", async () => {
  await using scene = await TalkScene.open({ ann: { caps: TALKER }, bob: { caps: TALKER } });
  for (const target of ["#den", "bob"]) {
    const [echo] = await scene.of("ann").ask(`@+x=y PRIVMSG ${target} :hi`);
    const [heard] = await scene.of("bob").overheard();
    deepStrictEqual(tagsOf(echo!), tagsOf(heard!));
    strictEqual(echo!.text, heard!.text);
    deepStrictEqual(Object.keys(tagsOf(echo!)).sort(), ["+x", "msgid", "time"]);
  }
});

Deno.test("other clients of the same person see what one of them says", async () => {
  await using scene = await TalkScene.open({ ann: { account: "ann" }, bob: {} });
  await scene.logIn("ann2", { account: "ann" });
  await scene.of("ann").overheard();
  await scene.of("ann").ask("PRIVMSG #den :to all");
  await scene.of("ann").ask("PRIVMSG bob :to one");
  await scene.of("ann").ask("PRIVMSG ann :to me");
  deepStrictEqual(briefs(await scene.of("ann2").overheard()), [
    "ann PRIVMSG #den|to all",
    "ann PRIVMSG bob|to one",
    "ann PRIVMSG ann|to me",
  ]);
});
