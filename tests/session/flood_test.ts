/**
 * Callers who send too much, and callers who read too slowly.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { plugin } from "../../core/plugin_host/plugin.ts";
import { TestHouse } from "../../testing/test_house.ts";

const LIMITS = { lines_per_second: 4, lines_burst: 10 };
const EXEMPT = "192.0.2.9";

/** Lines by number, to be sent at once. */
function lines(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join("");
}

function said(from: number, to: number): string[] {
  return lines(from, to).trim().split("\n").map((line) => `ann: ${line}`);
}

Deno.test("a burst up to the limit passes at once", async () => {
  await using house = await TestHouse.open({ limits: LIMITS });
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.send(lines(1, 10));
  await bob.until("ann: line 10\n");
});

Deno.test("what is over the limit comes later, at its rate, and in order: nothing is lost", async () => {
  await using house = await TestHouse.open({ limits: { ...LIMITS, exempt: [EXEMPT] } });
  const bob = await house.guest("bob", { address: EXEMPT });
  const ann = await house.guest("ann");
  await bob.until("ann has come in\n");
  ann.send(lines(1, 30));
  await bob.until(said(1, 10).join("\n") + "\n");
  await ann.ayt();
  for (let next = 11; next <= 30; next++) {
    house.clock.advance(249);
    deepStrictEqual(await bob.roundtrip(), []);
    house.clock.advance(1);
    await bob.until(`ann: line ${next}\n`);
    await ann.ayt();
  }
});

Deno.test("after a silence the whole burst is there again", async () => {
  await using house = await TestHouse.open({ limits: LIMITS });
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.send(lines(1, 10));
  await bob.until("line 10\n");
  house.clock.advance(2500);
  ann.send(lines(11, 20));
  await bob.until("line 20\n");
});

Deno.test("a flood of one holds up nobody else", async () => {
  await using house = await TestHouse.open({ limits: LIMITS });
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.send(lines(1, 5000));
  await bob.until("ann: line 10\n");
  bob.line("still here");
  await ann.until("bob: still here\n");
});

Deno.test("a flood is read only as fast as it is taken, so that it fills no memory", async () => {
  await using house = await TestHouse.open({ limits: LIMITS });
  const bob = await house.guest("bob");
  const { caller: ann, peer } = house.dialByHand();
  ann.line("ann");
  await bob.until("ann has come in\n");
  const flood = lines(1, 20_000);
  ann.send(flood);
  await bob.until("ann: line 9\n");
  for (let round = 0; round < 10; round++) await bob.roundtrip();
  ok(peer.unreadBytes > 0.9 * flood.length, `${peer.unreadBytes} of ${flood.length} unread`);
});

Deno.test("flood control waits for nobody who has hung up", async () => {
  await using house = await TestHouse.open({ limits: LIMITS });
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.send(lines(1, 50));
  await bob.until("ann: line 10\n");
  ann.reset();
  await bob.until("ann has left (hung up)\n");
});

Deno.test("who is exempt is not slowed", async () => {
  await using house = await TestHouse.open({ limits: { ...LIMITS, exempt: [EXEMPT] } });
  const ann = await house.guest("ann", { address: EXEMPT });
  const bob = await house.guest("bob");
  ann.send(lines(1, 500));
  await bob.until("ann: line 500\n");
});

Deno.test("commands count as lines do", async () => {
  await using house = await TestHouse.open({ limits: LIMITS });
  const ann = await house.guest("ann");
  ann.send("/time\n".repeat(20));
  for (let count = 0; count < 10; count++) await ann.until(/\(.*\)\.\n/);
  await ann.ayt();
  strictEqual(ann.heard.match(/GMT/g)!.length, 10);
});

Deno.test("a reader who is too slow is dropped, and the others hear every line", async () => {
  await using house = await TestHouse.open({
    limits: { outbox_bytes: 65_536, lines_burst: 1000 },
  });
  const ann = await house.guest("ann");
  const { caller: slow, peer } = house.dialByHand();
  slow.line("slow");
  await ann.until("slow has come in\n");
  const bob = await house.guest("bob");
  peer.stall();
  const text = "x".repeat(990);
  for (let number = 1; number <= 100; number++) ann.line(`${number} ${text}`);
  for (let number = 1; number <= 100; number++) await bob.until(`ann: ${number} ${text}\n`);
  match(bob.heard, /slow has left \(too slow\)\n/);
  strictEqual(house.house.world.presenceNamed("slow"), undefined);
});

Deno.test("a reader who was slow for a while has lost nothing", async () => {
  await using house = await TestHouse.open({ limits: { lines_burst: 1000 } });
  const ann = await house.guest("ann");
  const { caller: slow, peer } = house.dialByHand();
  slow.line("slow");
  await ann.until("slow has come in\n");
  await slow.until("Here: ann, slow\n");
  peer.stall();
  ann.send(lines(1, 200));
  await ann.roundtrip();
  peer.resume();
  deepStrictEqual(await slow.roundtrip(), said(1, 200));
});

Deno.test("what is said in one turn goes out in one write to each", async () => {
  await using house = await TestHouse.open();
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  await ann.until("bob has come in\n");
  const before = bob.bytes.length;
  ann.send(lines(1, 5) + "/say end\n");
  await bob.until("ann: end\n");
  ok(bob.bytes.length - before <= 6);
});

Deno.test("talk of one packet is said in its order, and so are commands among it", async () => {
  await using house = await TestHouse.open({ limits: { lines_burst: 1000 } });
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  const lines = Array.from({ length: 50 }, (_, index) => `line ${index}`);
  ann.send(
    [...lines.slice(0, 25), "/me waves", ...lines.slice(25), "/join den", "inside"].join("\r\n"),
  );
  ann.send("\r\n");
  await ann.roundtrip();
  await bob.roundtrip();
  const heard = bob.heard.split("\n").filter((line) => /^(\* ann|ann:)/.test(line));
  deepStrictEqual(heard, [
    ...lines.slice(0, 25).map((line) => `ann: ${line}`),
    "* ann waves",
    ...lines.slice(25).map((line) => `ann: ${line}`),
  ]);
});

Deno.test("a command by a shorthand that asks gets its answer from the line behind it", async () => {
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "asker",
    summary: "Asks.",
    setup(host) {
      host.command({
        usage: "wonder [text...]",
        summary: "Ask something.",
        shorthand: "%",
        async run({ ask, reply }) {
          await Promise.resolve();
          reply(`You said: ${await ask("What? ")}`);
        },
      });
    },
  }));
  const ann = await house.guest("ann");
  const bob = await house.guest("bob");
  ann.send("%\r\nsecret\r\nhello\r\n");
  await ann.until("You said: secret\n");
  await bob.until("ann: hello\n");
  ok(!bob.heard.includes("secret"));
});
