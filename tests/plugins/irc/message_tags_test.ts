/**
 * Tags of messages, and messages of nothing else (IRCv3 message-tags).
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { briefs, tagsOf, TALKER, TalkScene } from "./talk_scene.ts";

// message-tags: "Client-only tags MUST be relayed on PRIVMSG and NOTICE"
for (const command of ["PRIVMSG", "NOTICE"]) {
  Deno.test(`tags of clients go with a ${command}, and no others`, async () => {
    await using scene = await TalkScene.open({
      ann: { caps: ["message-tags"] },
      bob: { caps: ["message-tags"] },
    });
    await scene.of("ann").ask(`@+a=b;c=d;+;+e;msgid=9;time=1 ${command} #den :hi`);
    const [heard] = await scene.of("bob").overheard();
    const { msgid, ...rest } = tagsOf(heard!);
    deepStrictEqual(rest, { "+a": "b", "+e": "" });
    match(msgid!, /^\d+$/);
  });
}

// message-tags: "raw+:=,escaped; \"
Deno.test("values come out as they went in", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: ["message-tags"] },
    bob: { caps: ["message-tags"] },
  });
  await scene.of("ann").ask("@+a=raw+:=,escaped\\:\\s\\\\\\r\\n👍 TAGMSG bob");
  const [heard] = await scene.of("bob").overheard();
  strictEqual(heard!.tags.get("+a"), "raw+:=,escaped; \\\r\n👍");
});

Deno.test("clients read the tags that they have asked for, and the others none", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: ["message-tags"], account: "ann" },
    none: {},
    timed: { caps: ["server-time"] },
    known: { caps: ["account-tag"] },
  });
  await scene.of("ann").ask("@+a=b PRIVMSG #den :hi");
  const [none] = await scene.of("none").overheard();
  deepStrictEqual(tagsOf(none!), {});
  const [timed] = await scene.of("timed").overheard();
  deepStrictEqual(tagsOf(timed!), { time: "2024-01-01T00:00:00.000Z" });
  const [known] = await scene.of("known").overheard();
  deepStrictEqual(tagsOf(known!), { account: "ann" });
});

Deno.test("tags of a client that has not asked for them go nowhere", async () => {
  await using scene = await TalkScene.open({ ann: {}, bob: { caps: ["message-tags"] } });
  await scene.of("ann").ask("@+a=b PRIVMSG #den :hi");
  deepStrictEqual(await scene.of("ann").say("@+a=b TAGMSG #den"), []);
  const heard = await scene.of("bob").overheard();
  deepStrictEqual(heard.map((line) => Object.keys(tagsOf(line))), [["msgid"]]);
});

// message-tags: "Servers MUST NOT deliver TAGMSG to clients that haven't negotiated the message tags capability"
Deno.test("a TAGMSG is for those who know tags", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: TALKER },
    bob: { caps: ["message-tags"] },
    cy: { caps: ["server-time", "echo-message"] },
  });
  for (const target of ["#den", "bob", "cy"]) {
    const [echo] = await scene.of("ann").ask(`@+a=b TAGMSG ${target}`);
    strictEqual(echo!.command, "TAGMSG");
    deepStrictEqual(echo!.params, [target]);
    strictEqual(echo!.tags.get("+a"), "b");
  }
  deepStrictEqual(briefs(await scene.of("bob").overheard()), ["ann TAGMSG #den", "ann TAGMSG bob"]);
  deepStrictEqual(await scene.of("cy").overheard(), []);
});

for (
  const [line, answer] of [
    ["@+a TAGMSG", "411 ann :No recipient given (TAGMSG)"],
    ["@+a TAGMSG nobody", "401 ann nobody :No such nick"],
    ["@+a TAGMSG #nowhere", "403 ann #nowhere :No such channel"],
  ] as const
) {
  Deno.test(`${line} is answered by ${answer}`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: ["message-tags"] } });
    deepStrictEqual(await scene.of("ann").say(line), [`:irc.partyline ${answer}`]);
  });
}

Deno.test("that somebody is typing is lost on a user who is not here", async () => {
  await using scene = await TalkScene.open({ ann: { caps: ["message-tags"] } });
  await scene.house.register("bob");
  deepStrictEqual(await scene.of("ann").say("@+typing=active TAGMSG bob"), []);
  deepStrictEqual(scene.house.house.world.snapshot().mail, []);
});

// message-tags: "Servers MUST reply with ERR_INPUTTOOLONG .. [and] MUST NOT truncate tags"
Deno.test("4094 bytes of tags pass whole, and one more is refused", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: ["message-tags", "echo-message"] },
    bob: { caps: ["message-tags"] },
  });
  const value = "x".repeat(4094 - "+a=".length);
  for (const command of ["TAGMSG #den", "PRIVMSG #den :hi"]) {
    const [echo] = await scene.of("ann").ask(`@+a=${value} ${command}`);
    strictEqual(echo!.tags.get("+a"), value);
    const [heard] = await scene.of("bob").overheard();
    strictEqual(heard!.tags.get("+a"), value);
    deepStrictEqual(await scene.of("ann").say(`@+a=${value}x ${command}`), [
      ":irc.partyline 417 ann :Input line was too long",
    ]);
    deepStrictEqual(await scene.of("bob").overheard(), []);
  }
});
