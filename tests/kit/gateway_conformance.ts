/**
 * What every gateway must do, whatever it speaks: one suite, and a table of words for each protocol.
 *
 * @module
 */

import fc from "fast-check";
import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import type { Presence } from "../../core/world/presence.ts";
import { eventually } from "./eventually.ts";
import type { MemoryPeer } from "../../testing/memory_link.ts";
import { type DoorName, TestHouse, type TestHouseOptions } from "../../testing/test_house.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

/** What is sent, with its line end, and what ends the answer to it. */
export interface Exchange {
  readonly send: string;
  readonly hear: string;
}

/** Somebody in a room. */
export interface Whereabouts {
  readonly name: string;
  readonly room: string;
}

/** What somebody says in a room. */
export interface Words extends Whereabouts {
  readonly text: string;
}

/** How a protocol says what every protocol can say. */
export interface GatewayDriver {
  /** Stands before the names of its tests. */
  readonly name: string;
  /** The gateway's own name. */
  readonly gateway: string;
  readonly door: DoorName;
  readonly house?: TestHouseOptions;
  /** Whether nobody comes in without an account. Its password is that of all in a {@link TestHouse}. */
  readonly needsAccount?: boolean;
  /** How names and texts come out of it: as they are, unless it says otherwise. */
  spell?(text: string): string;
  /** Coming in. */
  comeIn(name: string): Exchange;
  /** Coming in with the password of an account, where the protocol knows passwords. */
  logIn?(name: string): Exchange;
  /** Going into a room that is there. */
  join(who: Whereabouts): Exchange;
  /** What is heard instead. */
  readonly refusals: {
    banned(who: Whereabouts): string;
    full(who: Whereabouts): string;
    inviteOnly(who: Whereabouts): string;
  };
  /** Saying something in a room that one is in. */
  say(words: Words): Exchange;
  /** Saying something there when one is not in it any more. */
  sayOutside(words: Words): Exchange;
  /** What somebody else's words look like; a pattern where a part of it can't be foreseen. */
  heard(words: Words): string | RegExp;
  /** What it looks like when somebody else comes in, goes out, or leaves the house; empty if not at all. */
  cameIn(who: Whereabouts): string | RegExp;
  wentOut(who: Whereabouts): string | RegExp;
  /** What being put out of a room looks like to who is; empty if not at all. */
  kicked(who: Whereabouts): string | RegExp;
  banned(who: Whereabouts): string | RegExp;
  /** A line over the limit. */
  readonly tooLong: Exchange;
  /** What ends whatever was begun, so that a new line begins. */
  readonly anew: Uint8Array;
  /** Bytes that garbage may not hold, as they mean that the caller leaves. */
  readonly endings?: readonly number[];
  /** What a caller is sent, without what is not the same each time: prompts, which come by time; cloaks. */
  steady?(text: string): string;
  /** The last line before the server ends a session; empty if there is none. */
  goodbye(reason: string): string;
}

const DEN = "den";

/** A house in which ann, at a terminal, owns the room den and is in it; and whoever comes by the gateway. */
class Scene implements AsyncDisposable {
  readonly house: TestHouse;
  readonly ann: VirtualCaller;
  readonly driver: GatewayDriver;

  private constructor(driver: GatewayDriver, house: TestHouse, ann: VirtualCaller) {
    this.driver = driver;
    this.house = house;
    this.ann = ann;
  }

  static async open(driver: GatewayDriver, options: TestHouseOptions = {}): Promise<Scene> {
    const limits = { lines_burst: 100_000, connections_per_address: 10_000, ...options.limits };
    const house = await TestHouse.open({ ...driver.house, ...options, limits });
    const ann = await house.guest("ann");
    await ann.answerTo(`/join ${DEN}`);
    return new Scene(driver, house, ann);
  }

  dial(): MemoryPeer {
    return this.house.dialProgram(this.driver.door);
  }

  /** Does what a protocol does, and gives all that was heard up to the end of the answer. */
  static async do(peer: MemoryPeer, { send, hear }: Exchange): Promise<string> {
    peer.send(send);
    return await peer.hear(hear);
  }

  /** Sees to it that a name can come in. */
  async prepare(name: string): Promise<void> {
    if (this.driver.needsAccount) await this.house.register(name);
  }

  /** Somebody comes in by the gateway. */
  async visitor(name: string): Promise<MemoryPeer> {
    await this.prepare(name);
    const peer = this.dial();
    await Scene.do(peer, this.driver.comeIn(name));
    return peer;
  }

  /** Somebody comes in by the gateway, and into the room. */
  async member(name: string): Promise<MemoryPeer> {
    const peer = await this.visitor(name);
    await Scene.do(peer, this.driver.join({ name, room: DEN }));
    return peer;
  }

  /** What ann hears up to the words, which are said by somebody who came by the gateway. */
  async annHears(words: { readonly name: string; readonly text: string }): Promise<string> {
    const { name, text } = words;
    return await this.ann.until(`${this.spell(name)}: ${this.spell(text)}\n`);
  }

  spell(text: string): string {
    return this.driver.spell?.(text) ?? text;
  }

  presence(name: string): Presence | undefined {
    return this.house.house.world.presenceNamed(name);
  }

  /** The names of all in the room, as they are spelt in it, sorted. */
  get inDen(): string[] {
    const { world } = this.house.house;
    const { members } = world.roomNamed(DEN)!;
    return [...members.keys()].map((id) => world.presence(id)!.person.name).sort();
  }

  /** Waits until so many sessions are left. */
  async sessions(count: number): Promise<void> {
    const { directory } = this.house.house;
    await eventually(`${count} sessions are left`, () => directory.size === count);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.house[Symbol.asyncDispose]();
  }
}

/** Registers the tests that every gateway must pass. */
export function testGateway(driver: GatewayDriver): void {
  const who = { name: "bob", room: DEN };
  const { refusals } = driver;
  const test = (claim: string, run: () => Promise<void>) =>
    Deno.test(`${driver.name}: ${claim}`, run);

  test("who comes in is here by that gateway, and is gone when they hang up", async () => {
    await using scene = await Scene.open(driver);
    const bob = await scene.visitor("bob");
    const { person, via, sessions } = scene.presence("bob")!;
    const [session] = [...sessions].map((id) => scene.house.house.directory.session(id)!);
    deepStrictEqual([person.name, via, sessions.size, session!.gateway], [
      scene.spell("bob"),
      driver.gateway,
      1,
      driver.gateway,
    ]);
    bob.end();
    await bob.linkEnded;
    await scene.sessions(1);
    strictEqual(scene.presence("bob"), undefined);
  });

  test("a caller on telnet and one here hear each other, with names", async () => {
    await using scene = await Scene.open(driver);
    const bob = await scene.member("bob");
    await Scene.do(bob, driver.say({ ...who, text: "hello ann" }));
    await scene.annHears({ name: "bob", text: "hello ann" });
    scene.ann.line("hello bob");
    await bob.hear(driver.heard({ name: "ann", room: DEN, text: "hello bob" }));
  });

  test("two callers here hear each other, and each line once", async () => {
    await using scene = await Scene.open(driver);
    const bob = await scene.member("bob");
    const cy = await scene.member("cy");
    for (const text of ["one", "two", "three"]) await Scene.do(bob, driver.say({ ...who, text }));
    const wanted = ["one", "two", "three"].map((text) =>
      driver.heard({ ...who, name: "bob", text })
    );
    let heard = "";
    for (const line of wanted) heard += await cy.hear(line);
    for (const line of wanted) strictEqual(heard.split(line).length, 2, heard);
  });

  test("others see who comes here and goes, and are seen in this protocol's own form", async () => {
    await using scene = await Scene.open(driver);
    const bob = await scene.member("bob");
    const [name, cy] = [scene.spell("bob"), { name: "cy", room: DEN }];
    await scene.ann.until(`-> ${name} has come in to den\n`);
    const cyrus = await scene.house.guest("cy");
    cyrus.line("/join den");
    await bob.hear(driver.cameIn(cy));
    cyrus.line("/part den");
    await bob.hear(driver.wentOut(cy));
    cyrus.line("/join den");
    await bob.hear(driver.cameIn(cy));
    cyrus.line("/quit");
    await bob.hear(driver.wentOut(cy));
    bob.end();
    await scene.ann.until(`<- ${name} has left (hung up)\n`);
  });

  for (
    const [reason, line, refusal] of [
      ["is full", "/limit 1", refusals.full(who)],
      ["they are banned from", "/ban bob", refusals.banned(who)],
      ["takes an invitation", "/invite-only on", refusals.inviteOnly(who)],
    ] as const
  ) {
    test(`a room that ${reason} is refused, and the caller lives on`, async () => {
      await using scene = await Scene.open(driver);
      await scene.ann.answerTo(line);
      const bob = await scene.visitor("bob");
      bob.send(driver.join(who).send);
      await bob.hear(refusal);
      deepStrictEqual(scene.inDen, ["ann"]);
      for (const undo of ["/limit 0", "/unban bob", "/invite-only off"]) {
        await scene.ann.answerTo(undo);
      }
      await Scene.do(bob, driver.join(who));
      await Scene.do(bob, driver.say({ ...who, text: "here after all" }));
      await scene.annHears({ name: "bob", text: "here after all" });
    });
  }

  test("who is kicked says nothing in the room any more, and may come back", async () => {
    await using scene = await Scene.open(driver);
    const bob = await scene.member("bob");
    await scene.ann.answerTo("/kick bob");
    await bob.hear(driver.kicked(who));
    deepStrictEqual(scene.inDen, ["ann"]);
    await Scene.do(bob, driver.sayOutside({ ...who, text: "can you hear me" }));
    await Scene.do(bob, driver.join(who));
    await Scene.do(bob, driver.say({ ...who, text: "back" }));
    const heard = await scene.annHears({ name: "bob", text: "back" });
    ok(!heard.toLowerCase().includes("can you hear me"), heard);
  });

  test("who is banned is out, says nothing in the room any more, and may not come back", async () => {
    await using scene = await Scene.open(driver);
    const bob = await scene.member("bob");
    await scene.ann.answerTo("/ban bob");
    await bob.hear(driver.banned(who));
    deepStrictEqual(scene.inDen, ["ann"]);
    await Scene.do(bob, driver.sayOutside({ ...who, text: "can you hear me" }));
    bob.send(driver.join(who).send);
    await bob.hear(refusals.banned(who));
    deepStrictEqual(await scene.ann.roundtrip(), []);
  });

  for (const end of ["end", "reset"] as const) {
    test(`who hangs up at any point leaves nothing behind (${end})`, async () => {
      await using scene = await Scene.open(driver);
      await scene.prepare("bob");
      const said = { ...who, text: "hello" };
      const steps = [driver.comeIn("bob"), driver.join(who), driver.say(said)];
      const bytes = new TextEncoder().encode(steps.map(({ send }) => send).join(""));
      for (let length = 0; length <= bytes.length; length++) {
        // While it is being read, while it is being done, and once it is done.
        for (const turns of [0, 1, 2, 4]) {
          const bob = scene.dial();
          bob.send(bytes.slice(0, length));
          for (let turn = 0; turn < turns; turn++) await setImmediate();
          bob[end]();
          await bob.linkEnded;
          await scene.sessions(1);
          deepStrictEqual([scene.presence("bob"), scene.inDen], [undefined, ["ann"]]);
        }
      }
      const { nodes } = scene.house.house;
      await eventually("only ann has a node", () => nodes.taken === 1);
      const bob = scene.dial();
      for (const step of steps) await Scene.do(bob, step);
      await scene.annHears(said);
    });
  }

  if (driver.logIn) {
    const logIn = driver.logIn.bind(driver);
    test("somebody here and on telnet is one person, who leaves with the last session", async () => {
      await using scene = await Scene.open(driver);
      const terminal = await scene.house.member("bob");
      await terminal.answerTo("/join den");
      const bob = scene.dial();
      await Scene.do(bob, logIn("bob"));
      strictEqual(scene.presence("bob")!.sessions.size, 2);
      deepStrictEqual(scene.inDen, ["ann", "bob"]);
      scene.ann.line("both of you");
      await terminal.until("ann: both of you\n");
      await bob.hear(driver.heard({ name: "ann", room: DEN, text: "both of you" }));
      terminal.line("from there");
      await bob.hear(driver.heard({ ...who, text: "from there" }));
      await Scene.do(bob, driver.say({ ...who, text: "from here" }));
      await terminal.until("bob: from here\n");
      terminal.line("/quit");
      await terminal.goodbye();
      await scene.sessions(2);
      await Scene.do(bob, driver.say({ ...who, text: "still in" }));
      const heard = await scene.annHears({ name: "bob", text: "still in" });
      ok(!heard.includes("bob has left"), heard);
      bob.end();
      await scene.ann.until("<- bob has left (hung up)\n");
    });
  }

  test("a reader who is too slow is dropped, and the others read on", async () => {
    await using scene = await Scene.open(driver, { limits: { outbox_bytes: 65_536 } });
    const bob = await scene.member("bob");
    const cy = await scene.member("cy");
    bob.stall();
    const count = 40;
    for (let line = 1; line <= count; line++) {
      const text = `${line} ${"x".repeat(1900)}`;
      scene.ann.line(text);
      await cy.hear(driver.heard({ name: "ann", room: DEN, text }));
    }
    await bob.linkEnded;
    await scene.ann.until(`<- ${scene.spell("bob")} has left (too slow)\n`);
    await Scene.do(cy, driver.say({ name: "cy", room: DEN, text: "I am here" }));
    await scene.annHears({ name: "cy", text: "I am here" });
  });

  test("whatever bytes come, the next good line is served", async () => {
    await using scene = await Scene.open(driver);
    const bob = await scene.member("bob");
    let count = 0;
    const isHarmless = (byte: number) => !driver.endings?.includes(byte);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      // What protocols are made of comes too seldom by chance.
      fc.array(fc.constantFrom(255, 250, 240, 251, 0, 10, 13, 27, 32, 34, 35, 58, 91, 92, 123, 125))
        .map((list) => Uint8Array.from(list)),
    ).map((chunk) => chunk.filter(isHarmless));
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { maxLength: 4 }), async (chunks) => {
        const text = `good ${++count}`;
        for (const chunk of chunks) bob.send(chunk);
        bob.send(driver.anew);
        bob.send(driver.say({ ...who, text }).send);
        await scene.annHears({ name: "bob", text });
      }),
      { numRuns: 60 },
    );
    strictEqual(scene.house.house.directory.size, 2);
  });

  test("whatever bytes a caller begins with, nobody else is harmed", async () => {
    await using scene = await Scene.open(driver);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 3 }),
        async (all) => {
          const stranger = scene.dial();
          for (const chunk of all) stranger.send(chunk);
          stranger.end();
          await stranger.linkEnded;
          await scene.sessions(1);
        },
      ),
      { numRuns: 60 },
    );
    strictEqual(scene.house.house.world.presenceCount, 1);
    await scene.member("bob");
  });

  test("a line that is too long is refused, and the next one is served", async () => {
    await using scene = await Scene.open(driver);
    const bob = await scene.member("bob");
    await Scene.do(bob, driver.tooLong);
    await Scene.do(bob, driver.say({ ...who, text: "short" }));
    const heard = await scene.annHears({ name: "bob", text: "short" });
    ok(heard.length < 500, `nothing of the long line is heard: ${heard.length} characters`);
  });

  test("how lines are cut into packets makes no difference", async () => {
    const packets: Record<string, (lines: readonly string[]) => readonly string[]> = {
      "a line each": (lines) => lines,
      "all in one": (lines) => [lines.join("")],
      "a byte each": (lines) => [...lines.join("")],
    };
    const talks = new Map<string, string[]>();
    for (const [cut, split] of Object.entries(packets)) {
      await using scene = await Scene.open(driver);
      await scene.prepare("bob");
      const bob = scene.dial();
      const lines = [driver.comeIn("bob"), driver.join(who), driver.say({ ...who, text: "hi" })];
      for (const packet of split(lines.map(({ send }) => send))) bob.send(packet);
      bob.end();
      const heard = await bob.hearOut();
      await scene.annHears({ name: "bob", text: "hi" });
      talks.set(cut, (driver.steady?.(heard) ?? heard).split("\n"));
    }
    const [first, ...others] = talks.values();
    for (const talk of others) deepStrictEqual(talk, first);
    ok(first!.length > 1, "there is something to compare");
  });

  test("when the server stops, it says goodbye and hangs up", async () => {
    await using scene = await Scene.open(driver);
    const bob = await scene.member("bob");
    const stopped = scene.house.stop("See you tomorrow.");
    const goodbye = await bob.hearOut();
    ok(goodbye.endsWith(driver.goodbye("See you tomorrow.")), goodbye);
    bob.end();
    scene.ann.end();
    await stopped;
    strictEqual(scene.house.house.directory.size, 0);
  });
}
