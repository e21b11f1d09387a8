/**
 * The "events" capability: what plugins hear, as plain data, and what they don't.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import { type HeardKind, type Host, plugin } from "partyline";
import { HEARD_KINDS } from "../../../core/plugin_host/capabilities/events.ts";
import { eventually } from "../../kit/eventually.ts";
import { IrcClient } from "../../kit/irc_client.ts";
import { recordedLog } from "../../kit/recorded_log.ts";
import { TestHouse } from "../../../testing/test_house.ts";

type EventsHost = Host<Record<never, never>, "events">;

/** A plugin that listens. */
function listening(setup: (host: EventsHost) => void) {
  return plugin({ name: "ears", summary: "Listens.", needs: ["events"], setup });
}

/** Loads a plugin that keeps all it hears, without the times. */
async function hearAll(house: TestHouse): Promise<Record<string, unknown>[]> {
  const heard: Record<string, unknown>[] = [];
  await house.load(listening((host) => {
    for (const kind of HEARD_KINDS) {
      host.on<HeardKind>(kind, ({ at, ...event }) => {
        strictEqual(at, house.clock.now());
        heard.push(structuredClone(event));
      });
    }
  }));
  return heard;
}

Deno.test("a plugin hears what happens in rooms", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  await ann.answerTo("/join den");
  const heard = await hearAll(house);
  const bob = await house.guest("bob");
  await bob.answerTo("/join den");
  await bob.answerTo("hello");
  await bob.answerTo("/me waves");
  await ann.answerTo("/topic Talk of it");
  await ann.answerTo("/kick bob noise");
  await bob.answerTo("/part lobby");
  await bob.answerTo("/away gone fishing");
  await bob.answerTo("/away");
  bob.line("/quit");
  await bob.hungUp;
  await eventually("bob has left", () => house.house.world.presenceNamed("bob") === undefined);
  await ann.roundtrip();
  const bobIs = { name: "bob", isBot: false };
  deepStrictEqual(heard.slice(0, -1), [
    { kind: "arrived", ...bobIs },
    { kind: "joined", room: "lobby", ...bobIs },
    { kind: "joined", room: "den", ...bobIs },
    { kind: "said", room: "den", ...bobIs, text: "hello", style: "say" },
    { kind: "said", room: "den", ...bobIs, text: "waves", style: "action" },
    { kind: "topic-changed", room: "den", by: "ann", topic: "Talk of it" },
    { kind: "kicked", room: "den", ...bobIs, by: "ann", reason: "noise" },
    { kind: "left", room: "lobby", ...bobIs, reason: "" },
    { kind: "away-changed", ...bobIs, away: "gone fishing" },
    { kind: "away-changed", ...bobIs },
  ]);
  strictEqual(heard.at(-1)!.kind, "departed");
});

Deno.test("a plugin hears of new rooms, accounts and names", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const heard = await hearAll(house);
  await house.register("Zoe");
  await using ann = await IrcClient.enter(house, "ann");
  await ann.ask("JOIN #den");
  await ann.ask("NICK eve");
  deepStrictEqual(
    heard.filter(({ kind }) => /registered|opened|renamed/.test(String(kind))),
    [
      { kind: "registered", name: "Zoe", isBot: false },
      { kind: "room-opened", room: "den" },
      { kind: "renamed", name: "eve", isBot: false, was: "ann" },
    ],
  );
});

Deno.test("a plugin hears nothing that is meant for a few", async () => {
  await using house = await TestHouse.open();
  const root = await house.sysop("root");
  const heard = await hearAll(house);
  await root.answerTo("/tell root psst");
  const by = house.house.world.presenceNamed("root")!.id;
  const { sequencer } = house.house;
  const say = { kind: "say", by, room: "lobby", style: "say" } as const;
  await sequencer.submit({ ...say, text: "ops only", atLeast: "operator" });
  await sequencer.submit({ kind: "shout", by, text: "wallops", official: false, wallops: true });
  await sequencer.submit({ kind: "shout", text: "sysops", official: true, atLeast: "sysop" });
  await root.answerTo("/shout for all");
  deepStrictEqual(heard, [{ kind: "shouted", name: "root", text: "for all" }]);
});

Deno.test("the types of an event follow from its kind", async () => {
  await using house = await TestHouse.open();
  await house.load(listening((host) => {
    host.on("said", ({ room, name, text }) => {
      const words: string = room + name + text;
      return words;
    });
    // @ts-expect-error: nobody says anything by coming
    host.on("joined", ({ text }) => text);
    // @ts-expect-error: there are no such events
    throws(() => host.on("sneezed", () => {}), /no such events: "sneezed"/);
  }));
});

Deno.test("a plugin that does not need events can't listen", async () => {
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "deaf",
    summary: "Hears nothing.",
    setup(host) {
      // @ts-expect-error: it is not in needs
      strictEqual(host.on, undefined);
    },
  }));
});

Deno.test("a listener that throws costs a line in the log and nobody anything else", async () => {
  using log = recordedLog();
  await using house = await TestHouse.open();
  const heard = Promise.withResolvers<void>();
  await house.load(listening((host) => {
    host.on("said", () => {
      throw new TypeError("broken at once");
    });
    host.on("said", async () => {
      throw new TypeError("broken later");
    });
    host.on("said", () => heard.resolve());
  }));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.line("my secret");
  await bob.until("ann: my secret\n");
  await heard.promise;
  await ann.roundtrip();
  const logged = log.lines.join("\n");
  match(logged, /error ears {2}Plugin failed where="a listener of \\"said\\""/);
  ok(logged.includes("broken at once") && logged.includes("broken later"));
  ok(!logged.includes("my secret"));
});

Deno.test("listeners go with their plugin, or when it takes them away", async () => {
  await using house = await TestHouse.open();
  const heard: string[] = [];
  const unload = await house.load(listening((host) => {
    const cancel = host.on("said", ({ text }) => {
      heard.push(`once: ${text}`);
      cancel();
    });
    host.on("said", ({ text }) => void heard.push(`always: ${text}`));
  }));
  const ann = await house.guest("ann");
  await ann.answerTo("one");
  await ann.answerTo("two");
  unload();
  await ann.answerTo("three");
  deepStrictEqual(heard, ["once: one", "always: one", "always: two"]);
});

Deno.test("a plugin hears nothing while it is being set up", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const heard: string[] = [];
  await house.load(plugin({
    name: "ears",
    summary: "Listens.",
    needs: ["events"],
    async setup(host) {
      host.on("said", ({ text }) => void heard.push(text));
      await ann.answerTo("early");
    },
  }));
  await ann.answerTo("late");
  deepStrictEqual(heard, ["late"]);
});
