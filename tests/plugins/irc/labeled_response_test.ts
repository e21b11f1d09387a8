/**
 * Answers that have the label of what they answer (IRCv3 labeled-response).
 *
 * @module
 */

import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import type { Heard } from "../../kit/irc_client.ts";
import { brief, briefs, TALKER, TalkScene } from "./talk_scene.ts";

/** The lines of an answer with their labels and batches. */
function labelled(lines: readonly Heard[]): string[] {
  return lines.map((line) => {
    const tags = ["label", "batch"].filter((name) => line.tags.has(name))
      .map((name) => `${name}=${line.tags.get(name)} `);
    return tags.join("") + brief(line);
  });
}

// labeled-response: "Servers MUST respond with a labeled ACK message when a client sends a labeled command
// that normally produces no response"
for (const line of ["PONG x", "NOTICE nobody :hi", "PRIVMSG #den :hi"]) {
  Deno.test(`${line} is answered by ACK where there is no other answer`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: ["batch", "labeled-response"] } });
    deepStrictEqual(labelled(await scene.of("ann").ask(`@label=a\\sb ${line}`)), [
      "label=a b irc.partyline ACK ",
    ]);
  });
}

Deno.test("a single line has the label itself", async () => {
  await using scene = await TalkScene.open({ ann: { caps: TALKER }, bob: { caps: TALKER } });
  for (
    const [line, answer] of [
      ["NOSUCHCOMMAND", "irc.partyline 421 ann|NOSUCHCOMMAND|Unknown command"],
      ["PRIVMSG #den :hi", "ann PRIVMSG #den|hi"],
      ["NOTICE bob :hi", "ann NOTICE bob|hi"],
      ["PRIVMSG nobody :hi", "irc.partyline 401 ann|nobody|No such nick"],
    ] as const
  ) {
    deepStrictEqual(labelled(await scene.of("ann").ask(`@label=x ${line}`)), [`label=x ${answer}`]);
  }
  const heard = await scene.of("bob").overheard();
  strictEqual(heard.length, 2);
  strictEqual(heard.some(({ tags }) => tags.has("label")), false);
});

// labeled-response: "If a response consists of more than one message, a batch MUST be used"
Deno.test("several lines are a batch that has the label", async () => {
  await using scene = await TalkScene.open({ ann: { caps: TALKER }, bob: {} });
  const [start, ...rest] = await scene.of("ann").ask("@label=x PRIVMSG #den,bob,nobody :hi");
  strictEqual(start!.tags.get("label"), "x");
  match(brief(start!), /^irc\.partyline BATCH \+\w+\|labeled-response$/);
  const reference = start!.params[0]!.slice(1);
  deepStrictEqual(labelled(rest), [
    `batch=${reference} ann PRIVMSG #den|hi`,
    `batch=${reference} ann PRIVMSG bob|hi`,
    `batch=${reference} irc.partyline 401 ann|nobody|No such nick`,
    `irc.partyline BATCH -${reference}`,
  ]);
});

Deno.test("all that follows a JOIN is in its batch", async () => {
  await using scene = await TalkScene.open({ ann: { caps: TALKER } });
  const [start, ...rest] = await scene.of("ann").ask("@label=x JOIN #attic");
  const end = rest.pop();
  strictEqual(start!.params[1], "labeled-response");
  strictEqual(end!.params[0], `-${start!.params[0]!.slice(1)}`);
  deepStrictEqual([rest[0], rest.at(-1)].map((line) => line!.command), ["JOIN", "366"]);
  const reference = start!.params[0]!.slice(1);
  strictEqual(rest.every(({ tags }) => tags.get("batch") === reference), true);
});

// labeled-response: "When a client sends a message to itself, the server MUST NOT include the label tag,
// except for any acknowledgment sent with the echo-message mechanism"
for (const line of ["PRIVMSG ann :hi", "NOTICE ann :hi", "@+a TAGMSG ann"]) {
  Deno.test(`${line} comes twice, and the echo alone has the label`, async () => {
    await using scene = await TalkScene.open({ ann: { caps: TALKER } });
    const tagged = line.startsWith("@") ? `@label=x;${line.slice(1)}` : `@label=x ${line}`;
    const heard = await scene.of("ann").ask(tagged);
    strictEqual(heard.length, 2);
    strictEqual(heard[0]!.text, heard[1]!.text);
    deepStrictEqual(heard.map(({ tags }) => tags.get("label")).sort(), ["x", undefined]);
    strictEqual(heard[0]!.tags.get("msgid"), heard[1]!.tags.get("msgid"));
  });
}

Deno.test("without echoes a message to oneself is no answer", async () => {
  await using scene = await TalkScene.open({ ann: { caps: ["batch", "labeled-response"] } });
  deepStrictEqual(labelled(await scene.of("ann").ask("@label=x PRIVMSG ann :hi")).sort(), [
    "ann PRIVMSG ann|hi",
    "label=x irc.partyline ACK ",
  ]);
});

// labeled-response: "This specification depends on the batch capability which MUST be negotiated"
for (const caps of [[], ["labeled-response"], ["batch"], ["message-tags"]]) {
  Deno.test(`labels mean nothing to who has asked for ${caps.join() || "nothing"}`, async () => {
    await using scene = await TalkScene.open({ ann: { caps } });
    deepStrictEqual(await scene.of("ann").ask("@label=x PONG x"), []);
    const heard = await scene.of("ann").ask("@label=x JOIN #attic");
    strictEqual(heard.some(({ tags }) => tags.has("label") || tags.has("batch")), false);
  });
}

Deno.test("what others say meanwhile is not in the answer", async () => {
  await using scene = await TalkScene.open({ ann: { caps: TALKER }, bob: {} });
  scene.of("bob").send("PRIVMSG ann :psst");
  await scene.of("bob").overheard();
  const heard = await scene.of("ann").ask("@label=x PRIVMSG #den :hi");
  deepStrictEqual(labelled(heard), ["bob PRIVMSG ann|psst", "label=x ann PRIVMSG #den|hi"]);
  deepStrictEqual(briefs(await scene.of("ann").overheard()), []);
});

Deno.test("what others say behind a labelled message comes behind its echo", async () => {
  await using scene = await TalkScene.open({
    ann: { caps: TALKER },
    bob: { caps: ["echo-message"] },
  });
  const count = 50;
  for (let line = 0; line < count; line++) {
    scene.of("ann").send(`@label=${line} PRIVMSG #den :a${line}`);
    scene.of("bob").send(`PRIVMSG #den :b${line}`);
  }
  const texts = async (nick: string) => {
    const heard: string[] = [];
    while (heard.length < 2 * count) heard.push((await scene.of(nick).next()).text);
    return heard;
  };
  deepStrictEqual(await texts("ann"), await texts("bob"));
});

Deno.test("what others say while a labelled command goes on comes behind its first lines", async () => {
  const nicks = { ann: { caps: TALKER }, bob: {} };
  await using scene = await TalkScene.open(nicks, { main: { join_lines: 0 } });
  const [ann, bob] = [scene.of("ann"), scene.of("bob")];
  const count = 50;
  for (let line = 0; line < count; line++) {
    ann.send("PART #den", `@label=${line} JOIN #den`);
    bob.send(`PRIVMSG #den :b${line}`);
  }
  await bob.overheard();
  const heard = await ann.overheard();
  let isIn = true;
  for (const { command, nick } of heard) {
    if (nick === "ann" && command === "JOIN") isIn = true;
    else if (nick === "ann" && command === "PART") isIn = false;
    else if (nick === "bob") strictEqual(isIn, true);
  }
  // Each of the batches is a whole one, and what bob says then is in none.
  const starts = heard.filter(({ params }) => params[1] === "labeled-response");
  strictEqual(starts.length, count);
  for (const { params: [start] } of starts) {
    const reference = start!.slice(1);
    const inside = heard.filter(({ tags }) => tags.get("batch") === reference);
    deepStrictEqual(inside.map(({ command }) => command), ["JOIN", "353", "366"]);
    strictEqual(heard.filter(({ params }) => params[0] === `-${reference}`).length, 1);
  }
});
