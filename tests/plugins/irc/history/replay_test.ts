/**
 * What was said last, for a client that joins and can't ask for it.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { brief, briefs, TalkScene } from "../talk_scene.ts";

/** What a client that joins reads after the names. */
async function pastOf(scene: TalkScene, caps: readonly string[]): Promise<readonly string[]> {
  const bob = await scene.enter("bob", { caps });
  const heard = briefs(await bob.ask("JOIN #den"));
  return heard.slice(heard.findIndex((line) => line.includes(" 366 ")) + 1);
}

async function withPast(): Promise<TalkScene> {
  const scene = await TalkScene.open({ ann: { caps: ["message-tags"] } });
  const ann = scene.of("ann");
  await ann.ask("PRIVMSG #den :hi");
  await ann.ask("PRIVMSG #den :\x01VERSION\x01");
  await ann.ask("@+a=b TAGMSG #den");
  await ann.ask("PRIVMSG #den :\x01ACTION waves\x01");
  return scene;
}

Deno.test("a client that knows no times reads them in the text", async () => {
  await using scene = await withPast();
  deepStrictEqual(await pastOf(scene, []), [
    "ann PRIVMSG #den|[00:00] hi",
    "ann PRIVMSG #den|\x01ACTION [00:00] waves\x01",
  ]);
});

Deno.test("one that knows times and batches reads the messages as they were", async () => {
  await using scene = await withPast();
  scene.house.clock.advance(60_000);
  const bob = await scene.enter("bob", { caps: ["server-time", "batch"] });
  const heard = await bob.ask("JOIN #den");
  const past = heard.slice(heard.findIndex(({ command }) => command === "366") + 1);
  const reference = past[0]!.params[0]!.slice(1);
  deepStrictEqual(briefs(past), [
    `irc.partyline BATCH +${reference}|chathistory|#den`,
    "ann PRIVMSG #den|hi",
    "ann PRIVMSG #den|\x01ACTION waves\x01",
    `irc.partyline BATCH -${reference}`,
  ]);
  for (const { tags } of past.slice(1, -1)) {
    strictEqual(tags.get("batch"), reference);
    strictEqual(tags.get("time"), "2024-01-01T00:00:00.000Z");
  }
});

Deno.test("one that can ask for the past is not shown it", async () => {
  await using scene = await withPast();
  deepStrictEqual(await pastOf(scene, ["draft/chathistory", "batch", "server-time"]), []);
});

Deno.test("of a channel where nothing was said there is nothing to show", async () => {
  await using scene = await TalkScene.open({ ann: {} });
  deepStrictEqual(await pastOf(scene, ["batch"]), []);
});

Deno.test("as much is shown as on a terminal", async () => {
  await using scene = await TalkScene.open({ ann: {} }, { main: { join_lines: 2 } });
  for (const word of ["one", "two", "three"]) await scene.of("ann").ask(`PRIVMSG #den :${word}`);
  deepStrictEqual(await pastOf(scene, []), [
    "ann PRIVMSG #den|[00:00] two",
    "ann PRIVMSG #den|[00:00] three",
  ]);
});

Deno.test("what was said on a terminal is there as well", async () => {
  await using scene = await TalkScene.open({});
  const terminal = await scene.house.guest("Tel");
  terminal.line("hello from here");
  terminal.line("/away");
  await terminal.until("You are away");
  const ann = await scene.enter("ann");
  const past = (await ann.ask("JOIN #lobby")).map(brief).at(-1);
  strictEqual(past, "Tel PRIVMSG #lobby|[00:00] hello from here");
});

Deno.test("what is said while somebody comes in is read once, as it was said or as what was said before", async () => {
  await using scene = await TalkScene.open({ ann: {} });
  const [ann, bob] = [scene.of("ann"), await scene.enter("bob")];
  for (let round = 0; round < 30; round++) {
    const words = [1, 2, 3, 4].map((word) => `round ${round}, word ${word}.`);
    const [first, ...others] = words.map((word) => `PRIVMSG #den :${word}`);
    if (round % 2 === 0) ann.send(first!);
    bob.send("JOIN #den");
    ann.send(...others, ...round % 2 === 0 ? [] : [first!]);
    await ann.overheard();
    const heard = briefs(await bob.ask("PART #den")).join("\n");
    for (const word of words) strictEqual(heard.split(word).length, 2, `${word} in:\n${heard}`);
  }
});
