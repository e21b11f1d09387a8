/**
 * Coming to the house and going: nodes, BUSY, and every way out.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { plugin } from "partyline";
import { eventually } from "../../kit/eventually.ts";
import { PASSWORD, TestHouse } from "../../../testing/test_house.ts";
import type { VirtualCaller } from "../../../testing/virtual_caller.ts";

const MINUTE = 60_000;

/** The node that somebody is told who comes in now. */
async function nextNode(house: TestHouse): Promise<number> {
  const caller = await house.guest(`next_${house.house.world.presenceCount}`);
  return Number(/on node (\d+)/.exec(caller.heard)![1]);
}

Deno.test("a caller is told their node and how many there are when they come in", async () => {
  await using house = await TestHouse.open({ main: { max_nodes: 7 } });
  const caller = await house.visitor();
  ok(!caller.heard.includes("node"));
  caller.line("ann");
  await caller.until("Welcome to Partyline, ann.\nYou are on node 1 of 7.\n");
});

Deno.test("whoever has no name yet takes no node", async () => {
  await using house = await TestHouse.open();
  await house.visitor();
  await house.visitor();
  strictEqual(await nextNode(house), 1);
});

Deno.test("callers get the lowest node that is free", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.line("/quit");
  await bob.until("ann has left");
  strictEqual(await nextNode(house), 1);
  strictEqual(await nextNode(house), 3);
});

Deno.test("a caller who logs out has no node, and comes in again on the lowest", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  bob.line("/logout");
  await bob.until(/Name: $/);
  strictEqual(house.house.nodes.taken, 1);
  ann.line("/quit");
  await eventually("ann's node is free", () => house.house.nodes.taken === 0);
  bob.line("bob");
  await bob.until("You are on node 1 of 64.\n");
});

Deno.test("a name that is refused costs no node", async () => {
  await using house = await TestHouse.open({ main: { max_nodes: 2 } });
  await house.guest("ann");
  const bob = await house.visitor();
  bob.line("ann");
  await bob.until(/Name: $/);
  strictEqual(house.house.nodes.taken, 1);
  bob.line("bob");
  await bob.until("You are on node 2 of 2.\n");
});

Deno.test("whoever gives a name when the last node was just taken reads BUSY", async () => {
  await using house = await TestHouse.open({ main: { max_nodes: 1 } });
  const late = await house.visitor();
  await house.guest("ann");
  late.line("bob");
  match(await late.goodbye(), /^BUSY\n$/m);
  strictEqual(house.house.world.presenceNamed("bob"), undefined);
  strictEqual(house.house.nodes.taken, 1);
});

Deno.test("a caller whom no node is left for reads BUSY and nothing else", async () => {
  await using house = await TestHouse.open({ main: { max_nodes: 1 } });
  await house.guest("ann");
  const late = await house.dial({ client: "telnet" });
  strictEqual(await late.goodbye(), "BUSY\n");
  deepStrictEqual(late.asked, []);
});

Deno.test("a real socket reads BUSY CR LF and is closed", async () => {
  await using house = await TestHouse.open({ main: { max_nodes: 1 }, door: "tcp" });
  await house.guest("ann");
  const { port } = house.server.addresses[0]!;
  const late = await Deno.connect({ hostname: "127.0.0.1", port });
  strictEqual(await new Response(late.readable).text(), "BUSY\r\n");
});

/** Every way out: what ends the call of ann, and the reason that the room reads. */
const WAYS_OUT: Record<string, [(ann: VirtualCaller, house: TestHouse) => void, string]> = {
  "/quit": [(ann) => ann.line("/quit"), "quit"],
  "hanging up": [(ann) => ann.end(), "hung up"],
  "a broken line": [(ann) => ann.reset(), "hung up"],
  "Ctrl-D": [(ann) => ann.send("\x04"), "quit"],
  "too long a silence": [
    (_ann, house) => house.clock.advance(61 * MINUTE),
    "Idle for 60 minutes",
  ],
  "a bug in our code": [(ann) => ann.line("/logout\nmallory"), "Something broke on our side"],
};

/** The house itself can't welcome Mallory; what a plugin does wrong ends nobody's session. */
function breakWelcome({ house: { frontDesk, world } }: TestHouse): void {
  frontDesk.addWelcome(async ({ session }) => {
    const isMallory = world.presenceOf(session)?.person.name === "mallory";
    if (isMallory) throw new TypeError("broken on purpose");
  });
}

for (const [way, [leave, reason]] of Object.entries(WAYS_OUT)) {
  Deno.test(`the last node is free again after ${way}`, async () => {
    const exempt = "192.0.2.9";
    await using house = await TestHouse.open({
      main: { max_nodes: 2 },
      limits: { exempt: [exempt] },
    });
    breakWelcome(house);
    const bob = await house.guest("bob", { address: exempt });
    const ann = await house.guest("ann");
    leave(ann, house);
    await bob.until(new RegExp(`(ann|mallory) has left \\(${reason}.*\\)\n`));
    strictEqual(await nextNode(house), 2);
  });
}

Deno.test("the node of a caller who reads too slowly is free again, and the room is told why", async () => {
  await using house = await TestHouse.open({ limits: { outbox_bytes: 65_536, lines_burst: 1000 } });
  const { caller: slow, peer } = house.dialByHand();
  slow.line("slow");
  await slow.until("Here: ");
  const ann = await house.guest("ann");
  peer.stall();
  const line = "x".repeat(1000);
  for (let count = 0; count < 70; count++) ann.line(line);
  await ann.until("slow has left (too slow)");
  strictEqual(await nextNode(house), 1);
});

const SLEEPER = plugin({
  name: "sleeper",
  summary: "Never ends.",
  setup(host) {
    host.command({ usage: "sleep", summary: "Sleep.", run: () => new Promise<void>(() => {}) });
  },
});

for (
  const [way, leave] of [
    ["break the line", (ann) => ann.reset()],
    ["are put out by the sysop", (_ann, house) => endNode(house, 2)],
  ] as [string, (ann: VirtualCaller, house: TestHouse) => void][]
) {
  Deno.test(`a command that never ends holds no node of callers who ${way}`, async () => {
    await using house = await TestHouse.open();
    await house.load(SLEEPER);
    const bob = await house.guest("bob");
    const ann = await house.guest("ann");
    ann.line("/sleep");
    await ann.ayt();
    leave(ann, house);
    await bob.until("ann has left");
    strictEqual(await nextNode(house), 2);
  });
}

/** Ends the session on a node. */
function endNode({ house: { directory } }: TestHouse, node: number): void {
  for (const session of directory.sessions()) if (session.node === node) session.end("Out.");
}

Deno.test("who hangs up while their password is looked at does not come in", async () => {
  await using house = await TestHouse.open({ limits: { exempt: ["192.0.2.9"] } });
  await house.register("ann");
  const bob = await house.guest("bob", { address: "192.0.2.9" });
  const ann = await house.visitor();
  ann.line("ann");
  await ann.until(/Password.*: $/);
  ann.line("wrong");
  await ann.until(/Password.*: $/);
  ann.line(PASSWORD);
  await ann.ayt(); // and waits for the clock, as it is the second try
  ann.reset();
  await bob.roundtrip();
  strictEqual(await nextNode(house), 2);
  house.clock.advance(1000);
  const again = await house.visitor();
  again.line("ann");
  await again.until(/Password.*: $/);
  again.line(PASSWORD);
  await again.ayt(); // and waits behind the one who is gone, unless that one is done with
  house.clock.advance(1000);
  await bob.until("-> ann has come in\n");
  again.line("/quit");
  await bob.until("<- ann has left (quit)\n");
});

Deno.test("a command that crashes costs neither the call nor the node", async () => {
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "faulty",
    summary: "Breaks.",
    setup(host) {
      host.command({
        usage: "crash",
        summary: "Crash.",
        run() {
          throw new TypeError("broken on purpose");
        },
      });
    },
  }));
  const ann = await house.guest("ann");
  ann.line("/crash");
  const answer = await ann.until(/\n/);
  strictEqual(answer, "Cannot do that as something broke on our side. It has been logged.\n");
  await ann.roundtrip();
});

Deno.test("a script that ends its side at once gets all its answers", async () => {
  await using house = await TestHouse.open({ door: "tcp" });
  const script = await house.dial();
  script.send("ann\n/topic\nhello\n/recap\n/me waves\n/recap\n/time\n");
  script.end();
  const answers = await script.goodbye();
  match(
    answers,
    /lobby has no topic\.\n\d\d:\d\d ann: hello\n\* ann waves\n\d\d:\d\d ann: hello\n\d\d:\d\d \* ann waves\n/,
  );
  match(answers, /GMT.*\n$/);
});

Deno.test("who edits their own line is not shown what they say, but what they do", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  deepStrictEqual(await ann.answerTo("hello"), []);
  deepStrictEqual(await ann.answerTo("/me waves"), ["* ann waves"]);
});

Deno.test("what a caller says before they are asked for their name is answered in order", async () => {
  await using house = await TestHouse.open();
  const ann = await house.dial({ client: "telnet" });
  ann.line("ann");
  ann.line("/uptime");
  await ann.until(/Welcome to Partyline, ann\.[^]*Here: ann\n[^]*has been up for/);
});

Deno.test("a caller who is not yet anybody is not in the list of people", async () => {
  await using house = await TestHouse.open();
  await house.visitor();
  const ann = await house.guest("ann");
  ann.line("/who");
  match(await ann.until(/person|people/), /ann +guest +telnet 1 [^]*\n1 person/);
});

Deno.test("connections over the limit of an address are told so", async () => {
  await using house = await TestHouse.open({ limits: { connections_per_address: 1 } });
  await house.visitor();
  const second = await house.dial();
  strictEqual(await second.goodbye(), "Too many connections from your address.\n");
  await house.visitor({ address: "192.0.2.2" });
});

Deno.test("addresses that are exempt may connect as often as they like", async () => {
  const limits = { connections_per_address: 1, exempt: ["192.0.2.0/28"] };
  await using house = await TestHouse.open({ limits });
  await house.visitor();
  await house.visitor();
});
