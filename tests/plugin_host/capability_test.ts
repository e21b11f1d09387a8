/**
 * The parts of the house that plugins are handed: each acts as its caller, and can do no more than they can.
 *
 * @module
 */

import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { type CallerContext, plugin } from "partyline";
import { CallerGone, UserError } from "../../core/commands/errors.ts";
import {
  CALLER_CAPABILITIES,
  CAPABILITIES,
  HOST_CAPABILITIES,
} from "../../core/plugin_host/capability.ts";
import type { RefusalCode } from "../../core/world/refusal.ts";
import { refusedWith } from "../kit/refused_with.ts";
import { PASSWORD, TestHouse } from "../../testing/test_house.ts";
import type { VirtualCaller } from "../../testing/virtual_caller.ts";

const ALL = ["accounts", "commands", "guard", "messages", "rooms", "server", "users"] as const;
type Everything = CallerContext<typeof ALL[number]>;

/** A house with a plugin that has every capability, and runs what a test wants with it. */
class Probe implements AsyncDisposable {
  readonly house: TestHouse;
  #job: ((context: Everything) => Promise<unknown>) | undefined;
  #done = Promise.withResolvers<unknown>();

  constructor(house: TestHouse) {
    this.house = house;
  }

  static async open(): Promise<Probe> {
    const probe = new Probe(await TestHouse.open());
    await probe.house.load(plugin({
      name: "probe",
      summary: "Does what a test wants.",
      needs: ALL,
      setup(host) {
        host.command({
          usage: "probe",
          summary: "Do it.",
          run: (context) => probe.#run(context),
        });
      },
    }));
    return probe;
  }

  /** Runs something with the capabilities of a caller, and gives what came of it. */
  async as<T>(caller: VirtualCaller, job: (context: Everything) => Promise<T>): Promise<T> {
    this.#job = job;
    this.#done = Promise.withResolvers();
    caller.line("/probe");
    return await this.#done.promise as T;
  }

  async #run(context: Everything): Promise<void> {
    await this.#job!(context).then(this.#done.resolve, this.#done.reject);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.house[Symbol.asyncDispose]();
  }
}

Deno.test("the list of capabilities is whole and sorted", () => {
  deepStrictEqual(CAPABILITIES, [...Object.keys(CALLER_CAPABILITIES), ...HOST_CAPABILITIES].sort());
});

/** What a guest may not do, though the plugin has all there is to do it with. */
const FORBIDDEN: Record<string, [(context: Everything) => Promise<unknown>, RefusalCode]> = {
  "list the sessions": [({ server }) => server.sessions(), "needs-role"],
  "hang up a node": [({ server }) => server.hangUp(1), "needs-role"],
  "stop the server": [({ server }) => server.shutDown(1), "needs-role"],
  "call a countdown off": [({ server }) => server.cancelShutDown(), "needs-role"],
  "give a role": [({ server }) => server.setRole("bob", "sysop"), "needs-role"],
  "put somebody out of the house": [({ server }) => server.kill("bob", ""), "needs-role"],
  "ban from the house": [
    ({ server }) => server.banFromHouse({ mask: "bob", reason: "" }),
    "needs-role",
  ],
  "lift a ban from the house": [({ server }) => server.unbanFromHouse("bob"), "needs-role"],
  "read the bans from the house": [({ server }) => server.houseBans(), "needs-role"],
  "read what the guard did": [({ guard }) => guard.facts(), "needs-role"],
  "close the doors to somebody": [({ guard }) => guard.ban("192.0.2.7", 5), "needs-role"],
  "open the doors to the banned": [({ guard }) => guard.unban("192.0.2.7"), "needs-role"],
  "let in whoever they like": [({ guard }) => guard.allow("192.0.2.7"), "needs-role"],
  "mute": [({ rooms }) => rooms.setMask("mute", { mask: "bob", reason: "" }), "needs-rank"],
  "lift a ban": [({ rooms }) => rooms.liftMask("ban", "bob"), "needs-rank"],
  "rename the lobby": [({ rooms }) => rooms.rename("mine", ""), "needs-rank"],
  "shout": [({ messages }) => messages.shout("hi"), "needs-role"],
  "speak for the house": [({ messages }) => messages.shout("hi", { official: true }), "needs-role"],
  "set the lobby's topic": [({ rooms }) => rooms.setTopic("mine"), "needs-rank"],
  "change the lobby's rules": [({ rooms }) => rooms.setRules({ hidden: true }), "needs-rank"],
  "kick": [({ rooms }) => rooms.kick("bob", ""), "needs-rank"],
  "read a room they are not in": [({ rooms }) => rooms.recent(10, "den"), "not-in-room"],
  "look into a hidden room": [({ rooms }) => rooms.look("cave"), "no-such-room"],
  "claim with a wrong code": [({ server }) => server.claim("wrong"), "members-only"],
  "change a password": [({ accounts }) => accounts.setPassword("", "other"), "members-only"],
};

Deno.test("no plugin can do for a guest what a guest may not", async (t) => {
  await using probe = await Probe.open();
  const { house } = probe;
  const bob = await house.member("bob");
  await bob.answerTo("/join den");
  await bob.answerTo("/join cave");
  await bob.answerTo("/private on");
  const guest = await house.guest("guest");
  for (const [what, [job, code]] of Object.entries(FORBIDDEN)) {
    await t.step(what, async () => {
      await rejects(probe.as(guest, job), refusedWith(code));
    });
  }
});

Deno.test("what a plugin says is said by its caller", async () => {
  await using probe = await Probe.open();
  const ann = await probe.house.guest("ann");
  const bob = await probe.house.guest("bob");
  await probe.as(bob, ({ messages }) => messages.say("hello", "action"));
  await ann.until("* bob hello\n");
  const told = await probe.as(bob, ({ messages }) => messages.tell("ANN", "psst"));
  deepStrictEqual(told, { to: "ann", kept: false });
  await ann.until("bob tells you: psst\n");
});

Deno.test("a hidden room is seen by those in it and by those who run the house", async () => {
  await using probe = await Probe.open();
  const root = await probe.house.sysop("root");
  const bob = await probe.house.guest("bob");
  const ann = await probe.house.guest("ann");
  await bob.answerTo("/join cave");
  await bob.answerTo("/private on");
  const names = (context: Everything) =>
    context.rooms.list().then((rooms) => rooms.map(({ name }) => name).sort());
  deepStrictEqual(await probe.as(ann, names), ["lobby"]);
  deepStrictEqual(await probe.as(bob, names), ["cave", "lobby"]);
  deepStrictEqual(await probe.as(root, names), ["cave", "lobby"]);
});

Deno.test("a room that nobody is in and nobody owns is in no list", async () => {
  await using probe = await Probe.open();
  const ann = await probe.house.guest("ann");
  await ann.answerTo("/join den");
  await ann.answerTo("/part");
  const rooms = await probe.as(ann, ({ rooms }) => rooms.list());
  deepStrictEqual(rooms.map(({ name }) => name), ["lobby"]);
});

Deno.test("where no room is named, it is the one in focus", async () => {
  await using probe = await Probe.open();
  const ann = await probe.house.guest("ann");
  await ann.answerTo("/join den");
  strictEqual(await probe.as(ann, ({ rooms }) => rooms.current()), "den");
  strictEqual(await probe.as(ann, ({ rooms }) => rooms.focus("LOBBY")), "lobby");
  strictEqual((await probe.as(ann, ({ rooms }) => rooms.look())).name, "lobby");
  strictEqual(await probe.as(ann, ({ rooms }) => rooms.part({})), "lobby");
  strictEqual(await probe.as(ann, ({ rooms }) => rooms.part({})), "den");
  await rejects(probe.as(ann, ({ rooms }) => rooms.look()), UserError);
});

Deno.test("no more history is given out than the settings allow", async () => {
  await using probe = await Probe.open();
  const ann = await probe.house.guest("ann");
  await ann.answerTo("one");
  const lines = await probe.as(ann, ({ rooms }) => rooms.recent(1_000_000));
  deepStrictEqual(lines.map(({ name, text }) => ({ name, text })), [{ name: "ann", text: "one" }]);
});

Deno.test("what was said before somebody came into a room ends where they begin to hear it", async () => {
  await using probe = await Probe.open();
  const { world, sequencer } = probe.house.house;
  const bob = await probe.house.guest("bob");
  const ann = await probe.house.guest("ann");
  await bob.answerTo("/join den");
  await bob.answerTo("before");
  const by = world.presenceNamed("bob")!.id;
  const [earlier, recent] = await probe.as(ann, async ({ rooms }) => {
    // All in one turn: it is kept together, before anybody is told of it.
    const entry = rooms.join("den");
    await sequencer.submit({ kind: "say", by, room: "den", text: "heard", style: "say" });
    await entry;
    return [await rooms.earlier(10), await rooms.recent(10)];
  });
  deepStrictEqual(earlier!.map(({ text }) => text), ["before"]);
  deepStrictEqual(recent!.map(({ text }) => text), ["before", "heard"]);
  await ann.until("bob: heard\n");
});

Deno.test("what a plugin is handed of the world is data of its own", async () => {
  await using probe = await Probe.open();
  const ann = await probe.house.guest("ann");
  const [room] = await probe.as(ann, ({ rooms }) => rooms.list());
  const view = await probe.as(ann, ({ rooms }) => rooms.look());
  const here = await probe.as(ann, ({ users }) => users.here());
  for (const value of [room, view, here]) structuredClone(value);
});

Deno.test("a caller who is gone can do nothing any more", async () => {
  await using probe = await Probe.open();
  const ann = await probe.house.guest("ann");
  const bob = await probe.house.guest("bob");
  await rejects(
    probe.as(ann, async ({ messages }) => {
      ann.reset();
      await bob.until("ann has left (hung up)\n");
      await messages.tell("bob", "from beyond");
    }),
    CallerGone,
  );
  deepStrictEqual(await bob.roundtrip(), []);
});

Deno.test("an account is the caller's own", async () => {
  await using probe = await Probe.open();
  const ann = await probe.house.member("ann");
  deepStrictEqual(await probe.as(ann, ({ accounts }) => accounts.mine()), {
    name: "ann",
    account: "ann",
  });
  await rejects(
    probe.as(ann, ({ accounts }) => accounts.register("again and again")),
    refusedWith("already-registered"),
  );
  await rejects(
    probe.as(ann, ({ accounts }) => accounts.setPassword("not it", "other secret")),
    /the old one is wrong/,
  );
  probe.house.clock.advance(1000);
  await probe.as(ann, ({ accounts }) => accounts.setPassword(PASSWORD, "other secret"));
});
