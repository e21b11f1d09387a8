/**
 * What the sequencer promises: nobody hears of anything, and nobody is told OK, before it lasts.
 *
 * @module
 */

import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import type { WorldEvent } from "../../core/world/event.ts";
import { LocalSequencer } from "../../core/world/sequencer.ts";
import { EMPTY_SNAPSHOT } from "../../core/world/snapshot.ts";
import { World } from "../../core/world/world.ts";

/** A sequencer whose turns end when the test says so, and a log of what it did in which order. */
class Bench {
  readonly log: string[] = [];
  readonly world = new World();
  readonly sequencer: LocalSequencer;
  now = 1000;
  /** What the journal says when it is asked to commit. */
  fault: Error | undefined;
  onDeliver: (event: WorldEvent) => void = () => {};
  #ends: (() => void)[] = [];

  constructor() {
    this.sequencer = new LocalSequencer({
      world: this.world,
      journal: {
        load: () => EMPTY_SNAPSHOT,
        commit: (events) => {
          this.log.push(`commit ${kindsOf(events)}`);
          if (this.fault) throw this.fault;
        },
      },
      deliver: (event) => {
        this.log.push(`deliver ${event.kind}`);
        this.onDeliver(event);
      },
      now: () => this.now,
      atEndOfTurn: (run) => this.#ends.push(run),
      failed: (error) => this.log.push(`failed ${error}`),
    });
  }

  /** Hands in an action, and logs under a name when its promise has resolved, and to what. */
  submit(name: string, draft: Draft): Promise<void> {
    return this.sequencer.submit(draft).then(({ events, refused }) => {
      this.log.push(`${name} ${events ? kindsOf(events) : refused.code}`);
    });
  }

  /** How many ends of turns have been asked for and have not come. */
  get endsAwaited(): number {
    return this.#ends.length;
  }

  /** The turn ends, and all promises that resolve by it have been heard. */
  async endTurn(): Promise<void> {
    const ends = this.#ends;
    this.#ends = [];
    for (const run of ends) run();
    await turnOfLoop();
  }
}

function turnOfLoop(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function kindsOf(events: readonly WorldEvent[]): string {
  return events.map(({ kind }) => kind).join("+");
}

function arrive(name: string): Draft {
  const [session, presence] = [`s-${name}`, `p-${name}`];
  return { kind: "arrive", session, presence, name, via: "test" };
}

const JOIN: Draft = { kind: "join", by: "p-Ann", room: "den" };
const SAY: Draft = { kind: "say", by: "p-Ann", room: "den", text: "hello", style: "say" };
const REFUSED: Draft = { kind: "part", by: "p-Ann", room: "nowhere" };

Deno.test("the world changes at once, and nothing else before the turn ends", async () => {
  const bench = new Bench();
  bench.submit("arrive", arrive("Ann"));
  strictEqual(bench.world.presenceCount, 1);
  await turnOfLoop();
  deepStrictEqual(bench.log, []);
  await bench.endTurn();
  strictEqual(bench.log.length > 0, true);
});

Deno.test("events are committed, then delivered, and then the promise resolves", async () => {
  const bench = new Bench();
  bench.submit("arrive", arrive("Ann"));
  await bench.endTurn();
  deepStrictEqual(bench.log, [
    "commit arrived",
    "deliver arrived",
    "deliver attached",
    "arrive arrived+attached",
  ]);
});

Deno.test("all actions of one turn are one commit, and are delivered and resolved in order", async () => {
  const bench = new Bench();
  for (const [name, draft] of [["a", arrive("Ann")], ["j", JOIN], ["s", SAY]] as const) {
    bench.submit(name, draft);
  }
  strictEqual(bench.endsAwaited, 1);
  await bench.endTurn();
  deepStrictEqual(bench.log, [
    "commit arrived+room-opened+said",
    "deliver arrived",
    "deliver attached",
    "deliver room-opened",
    "deliver joined",
    "deliver said",
    "a arrived+attached",
    "j room-opened+joined",
    "s said",
  ]);
});

Deno.test("who asks to be told is told after the own events and before those of the next", async () => {
  const bench = new Bench();
  const told = (name: string) => () => void bench.log.push(`told ${name}`);
  bench.sequencer.submit(arrive("Ann"), told("arrive"));
  bench.sequencer.submit(REFUSED, told("refused"));
  bench.sequencer.settled(told("settled"));
  bench.sequencer.submit(JOIN, told("join"));
  await bench.endTurn();
  deepStrictEqual(bench.log.slice(1), [
    "deliver arrived",
    "deliver attached",
    "told arrive",
    "told refused",
    "told settled",
    "deliver room-opened",
    "deliver joined",
    "told join",
  ]);
});

Deno.test("a refused action resolves in its place among the others", async () => {
  const bench = new Bench();
  bench.submit("first", arrive("Ann"));
  bench.submit("refused", REFUSED);
  bench.submit("last", JOIN);
  await bench.endTurn();
  deepStrictEqual(bench.log.slice(-3), [
    "first arrived+attached",
    "refused no-such-room",
    "last room-opened+joined",
  ]);
});

Deno.test("a turn in which nothing happened that lasts commits nothing", async () => {
  const bench = new Bench();
  for (const draft of [arrive("Ann"), JOIN]) bench.submit("before", draft);
  await bench.endTurn();
  bench.log.length = 0;
  bench.submit("part", { kind: "part", by: "p-Ann", room: "den" });
  bench.submit("refused", REFUSED);
  await bench.endTurn();
  deepStrictEqual(bench.log, ["deliver left", "part left", "refused no-such-room"]);
});

Deno.test("each turn with actions in it ends once", async () => {
  const bench = new Bench();
  bench.submit("one", arrive("Ann"));
  await bench.endTurn();
  strictEqual(bench.endsAwaited, 0);
  bench.submit("two", REFUSED);
  bench.submit("three", JOIN);
  strictEqual(bench.endsAwaited, 1);
  await bench.endTurn();
  strictEqual(bench.endsAwaited, 0);
});

Deno.test("what is submitted while events are delivered belongs to the next turn", async () => {
  const bench = new Bench();
  bench.onDeliver = ({ kind }) => {
    if (kind === "arrived") bench.submit("join", JOIN);
  };
  bench.submit("arrive", arrive("Ann"));
  await bench.endTurn();
  strictEqual(bench.log.at(-1), "arrive arrived+attached");
  strictEqual(bench.endsAwaited, 1);
  bench.log.length = 0;
  await bench.endTurn();
  deepStrictEqual(bench.log, [
    "commit room-opened",
    "deliver room-opened",
    "deliver joined",
    "join room-opened+joined",
  ]);
});

Deno.test("when a commit fails nobody hears anything and nobody is told OK, then or later", async () => {
  const bench = new Bench();
  bench.fault = new Error("disk full");
  bench.submit("arrive", arrive("Ann"));
  bench.submit("refused", REFUSED);
  await bench.endTurn();
  deepStrictEqual(bench.log, ["commit arrived", "failed Error: disk full"]);

  bench.fault = undefined;
  bench.submit("later", arrive("Bob"));
  await bench.endTurn();
  strictEqual(bench.log.length, 2);
  strictEqual(bench.world.presenceNamed("Bob"), undefined);
});

Deno.test("closing finishes what was submitted and takes nothing more", async () => {
  const bench = new Bench();
  bench.onDeliver = ({ kind }) => {
    if (kind === "arrived") bench.submit("from delivery", JOIN);
  };
  bench.submit("arrive", arrive("Ann"));
  bench.sequencer.close();
  bench.submit("later", arrive("Bob"));
  const log = ["commit arrived", "deliver arrived", "deliver attached"];
  deepStrictEqual(bench.log, log);
  await bench.endTurn();
  deepStrictEqual(bench.log, [...log, "arrive arrived+attached"]);
  strictEqual(bench.world.roomNamed("den"), undefined);
});

Deno.test("the time of actions never goes back, even when the clock does", async () => {
  const bench = new Bench();
  const times: number[] = [];
  bench.onDeliver = (event) => times.push(event.at);
  for (const [now, name] of [[1000, "Ann"], [900, "Bob"], [1001, "Cy"]] as const) {
    bench.now = now;
    bench.submit(name, arrive(name));
  }
  await bench.endTurn();
  deepStrictEqual(times, [1000, 1000, 1000, 1000, 1001, 1001]);
});

Deno.test("an action that is a bug fails alone", async () => {
  const bench = new Bench();
  bench.submit("before", arrive("Ann"));
  await rejects(bench.sequencer.submit({ kind: "unheard-of" } as never), TypeError);
  bench.submit("after", arrive("Bob"));
  await bench.endTurn();
  deepStrictEqual(bench.log.slice(-2), ["before arrived+attached", "after arrived+attached"]);
});

Deno.test("who waits for the turn hears of it once all that was handed in is delivered", async () => {
  const bench = new Bench();
  const done = bench.sequencer.settled().then(() => bench.log.push("settled"));
  const arrived = bench.submit("ann", {
    kind: "arrive",
    session: "s1",
    presence: "p1",
    name: "ann",
    via: "test",
  });
  await bench.endTurn();
  await Promise.all([done, arrived]);
  deepStrictEqual(bench.log.slice(0, 3), ["commit arrived", "deliver arrived", "deliver attached"]);
  strictEqual(bench.log.includes("settled"), true);
});
