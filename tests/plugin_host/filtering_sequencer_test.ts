/**
 * That every message passes the filters, whatever gateway it comes by, and nothing overtakes it.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type Filter, plugin } from "partyline";
import { FilteringSequencer } from "../../core/plugin_host/filtering_sequencer.ts";
import { Filters } from "../../core/plugin_host/capabilities/filters.ts";
import type { Draft } from "../../core/world/action.ts";
import { World } from "../../core/world/world.ts";
import { CspCaller } from "../kit/csp_caller.ts";
import { eventually } from "../kit/eventually.ts";
import { LineCaller } from "../kit/line_caller.ts";
import { TestHouse } from "../../testing/test_house.ts";
import { TALKER, TalkScene } from "../plugins/irc/talk_scene.ts";

/** A plugin with one filter on all messages. */
function filtering(filter: Filter) {
  return plugin({
    name: "filter",
    summary: "Filters.",
    needs: ["filters"],
    setup: (host) => void host.filter({ on: ["say", "tell", "shout"] }, filter),
  });
}

/** Keeps back what has "bad" in it, and makes "good" better. */
const JUDGE: Filter = ({ text }) =>
  text.includes("bad") ? { refuse: "bad is bad" } : text.replace("good", "better");

Deno.test("what is said by the line protocol is filtered, in its words", async () => {
  await using house = await TestHouse.open();
  await house.load(filtering(JUDGE));
  const ann = await LineCaller.enter(house, "ann", { rooms: ["lobby"] });
  const bob = await house.guest("bob");
  strictEqual(await ann.answerTo("MSG #lobby bad"), "ERROR FILTERED: bad is bad\r\n");
  strictEqual(await ann.answerTo("MSG #lobby good"), "OK\r\n");
  deepStrictEqual((await bob.roundtrip()).filter((line) => line.startsWith("ann:")), [
    "ann: better",
  ]);
});

Deno.test("what is said by CSP is filtered, in its words", async () => {
  await using house = await TestHouse.open();
  await house.load(filtering(JUDGE));
  const ann = await CspCaller.enter(house, "ann", { group: "lobby" });
  const bob = await house.guest("bob");
  await ann.overheard();
  const [refused] = await ann.ask("MSSG", { chat_name: "lobby", payload: "bad" });
  ok(refused?.includes('"300"') && refused.includes("bad is bad"), refused);
  await ann.ask("MSSG", { chat_name: "lobby", payload: "good" });
  await bob.until("ann: better\n");
});

Deno.test("what is said by IRC is filtered, in its words", async () => {
  await using scene = await TalkScene.open({ ann: { caps: TALKER }, bob: {} });
  await scene.house.load(filtering(JUDGE));
  const [ann, bob] = [scene.of("ann"), scene.of("bob")];
  deepStrictEqual((await ann.say("PRIVMSG #den :bad")).map((text) => text.replace(/^\S+ /, "")), [
    "404 ann #den :Cannot send to channel: bad is bad",
  ]);
  deepStrictEqual((await ann.say("PRIVMSG bob :bad")).map((text) => text.replace(/^\S+ /, "")), [
    "400 ann PRIVMSG :Bad is bad",
  ]);
  deepStrictEqual((await ann.ask("PRIVMSG #den :good")).map(({ params }) => params[1]), ["better"]);
  await ann.ask("@+typing=active TAGMSG #den");
  await ann.ask("PRIVMSG bob :good");
  deepStrictEqual((await bob.overheard()).map(({ params }) => params[1]), ["better", "better"]);
});

Deno.test("a message of several lines stays one when a filter changes it", async () => {
  const caps = [...TALKER, "draft/multiline"];
  await using scene = await TalkScene.open({ ann: { caps }, bob: { caps }, old: {} });
  await scene.house.load(filtering(({ text }) => text.replace("two", "2\nand a half")));
  const [ann, bob] = [scene.of("ann"), scene.of("bob")];
  ann.send(
    "BATCH +1 draft/multiline #den",
    "@batch=1 PRIVMSG #den :one",
    "@batch=1 PRIVMSG #den :two",
    "BATCH -1",
  );
  await ann.overheard();
  const lines = await bob.overheard();
  deepStrictEqual(lines.map(({ command }) => command), [
    "BATCH",
    "PRIVMSG",
    "PRIVMSG",
    "PRIVMSG",
    "BATCH",
  ]);
  deepStrictEqual(lines.slice(1, -1).map(({ params }) => params[1]), ["one", "2", "and a half"]);
});

Deno.test("what the house says is not filtered", async () => {
  await using house = await TestHouse.open();
  await house.load(filtering(() => ({ refuse: "all is kept back" })));
  const ann = await house.guest("ann");
  await house.house.sequencer.submit({ kind: "shout", text: "hear me", official: true });
  await ann.until(/hear me\n/);
});

Deno.test("what a person does while a filter looks at their message comes after it", async () => {
  await using house = await TestHouse.open();
  const answer = Promise.withResolvers<void>();
  let seen = 0;
  await house.load(filtering(async ({ text }) => {
    seen++;
    if (text === "one") await answer.promise;
  }));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  // All in one packet, then the end: nothing waits for an answer in between.
  ann.send("one\ntwo\n");
  await eventually("the filter is asked", () => seen === 1);
  bob.line("and I?");
  await ann.until("bob: and I?\n");
  answer.resolve();
  await bob.until(/ann: one\n[^]*ann: two\n/);
});

Deno.test("a person's actions keep their order, and others wait for nobody", async () => {
  const world = new World();
  let at = 0;
  for (const name of ["ann", "bob"]) {
    world.apply({
      kind: "arrive",
      at: ++at,
      session: `s-${name}`,
      presence: name,
      name,
      via: "test",
    });
  }
  const done: string[] = [];
  const filters = new Filters();
  const sequencer = new FilteringSequencer({
    world,
    filters,
    botOwner: () => undefined,
    sequencer: {
      async submit(draft: Draft) {
        done.push("text" in draft ? `${draft.text}` : draft.kind);
        return { events: [] };
      },
      async settled() {},
    },
  });
  const answers = new Map<string, PromiseWithResolvers<undefined>>();
  const remove = filters.add({
    owner: "slow",
    order: 0,
    fits: () => true,
    run({ name, text }) {
      if (name !== "ann") return undefined;
      answers.set(text, Promise.withResolvers());
      return answers.get(text)!.promise;
    },
  });
  const say = (by: string, text: string) =>
    sequencer.submit({ kind: "say", by, room: "lobby", text, style: "say" });
  const all = [say("ann", "one"), say("ann", "two")];
  all.push(sequencer.submit({ kind: "part", by: "ann", room: "lobby" }));
  all.push(sequencer.submit({ kind: "depart", session: "s-ann", reason: "" }));
  all.push(say("bob", "hello"));
  deepStrictEqual(done, ["hello"]);
  // Even a filter that is gone by now is waited for by those who stand in line.
  remove();
  answers.get("one")!.resolve(undefined);
  await Promise.all(all);
  deepStrictEqual(done, ["hello", "one", "two", "part", "depart"]);
  await say("ann", "three");
  strictEqual(done.at(-1), "three");
});
