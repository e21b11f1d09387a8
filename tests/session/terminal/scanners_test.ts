/**
 * Two hundred scanners at a real port, and a few people among them.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { TestHouse } from "../../../testing/test_house.ts";
import type { ClientName } from "../../../testing/telnet_client.ts";
import { VirtualCaller } from "../../../testing/virtual_caller.ts";
import { eventually } from "../../kit/eventually.ts";
import { LOCAL_PROXY, LocalWire } from "../../kit/local_wire.ts";
import { SCANNER_KINDS, Scanners } from "../../kit/scanner.ts";

const SCANNERS = 200;

/** As the settings have them; the house of tests is more patient. */
const GUARD = {
  challenge: "auto",
  connections_per_minute: 30,
  network_connections_per_minute: 120,
  connections_per_network: 50,
  ban_minutes: 10,
  proxies: [LOCAL_PROXY],
} as const;

/** Comes in as a person does, who presses Enter if asked to. */
async function comeIn(caller: VirtualCaller, name: string): Promise<void> {
  const question = await caller.until(/Name: $|to come in: $/);
  if (!question.endsWith("Name: ")) {
    caller.line("");
    await caller.until(/Name: $/);
  }
  caller.line(name);
  await caller.until(/^Here: .*\n/m);
}

Deno.test("among two hundred scanners people come in as ever, and nothing stays of the scanners", async () => {
  await using house = await TestHouse.open({ door: "tcp", guard: GUARD });
  const { guard, waiting, nodes, world } = house.house;
  const { port } = house.server.addresses[0]!;
  const people: VirtualCaller[] = [];
  const dial = async (client: ClientName, from: string) => {
    const caller = new VirtualCaller(await LocalWire.dial({ port, from }), { client });
    people.push(caller);
    return caller;
  };
  {
    await using scanners = new Scanners();
    // Dials first, and does nothing while all the scanners come.
    const slow = await dial("nc", "127.1.1.1");
    const early = await dial("telnet", "127.1.2.1");
    await comeIn(early, "early");
    const half = scanners.dial(port, SCANNERS);
    await comeIn(await dial("mud", "127.1.3.1"), "amid");
    await half;
    await comeIn(await dial("telnet", "127.1.4.1"), "later");
    await comeIn(await dial("nc", "127.1.5.1"), "last");
    slow.type("slo");
    await comeIn(slow, "w");

    const each = Math.floor(SCANNERS / SCANNER_KINDS.length);
    await eventually("those who have said something are gone", () => {
      const { http, ssh, tls, noise } = guard.tell().counts;
      return Math.min(http, ssh, tls, noise) >= each;
    });
    ok(waiting.count <= waiting.size);
    strictEqual(nodes.taken, 5);
    deepStrictEqual(
      Array.from(world.presences(), ({ person }) => person.name).sort(),
      ["amid", "early", "last", "later", "slow"],
    );
    house.clock.advance(60_000);
    await eventually("those who have said nothing are gone", () => waiting.count === 0);
    strictEqual(guard.tell().bans.length, 0); // once is not enough for that
    for (const caller of people) strictEqual(caller.isHungUp, false);
  }
  const [early, slow] = [people[1]!, people[0]!];
  early.line("Is it over?");
  await slow.until("early: Is it over?\n");
  for (const caller of people) caller.reset();
  await Promise.all(people.map(({ hungUp }) => hungUp));
  await eventually("all nodes are free", () => nodes.taken === 0);
});

Deno.test("a scanner that comes again and again is not answered any more", async () => {
  await using house = await TestHouse.open({ door: "tcp", guard: GUARD });
  const { port } = house.server.addresses[0]!;
  const { guard } = house.house;
  const call = { port, from: "127.66.6.6" };
  for (let times = 1; guard.tell().bans.length === 0; times++) {
    ok(times < 10);
    const wire = await LocalWire.dial(call);
    wire.send(new TextEncoder().encode("SSH-2.0-Go\r\n"));
    await wire.linkEnded;
    wire.reset();
    await wire.closed;
  }
  const wire = await LocalWire.dial(call);
  let heard = 0;
  wire.heard = (bytes) => void (heard += bytes.length);
  await wire.linkEnded;
  strictEqual(heard, 0);
  strictEqual(guard.tell().counts.banned, 1);
  wire.reset();
  await wire.closed;
  const person = await LocalWire.dial({ port, from: "127.66.6.7" });
  const caller = new VirtualCaller(person);
  await comeIn(caller, "neighbour");
  caller.reset();
  await person.closed;
});
