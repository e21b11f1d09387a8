/**
 * Random bytes at the port, for a while. PARTYLINE_FUZZ_SECONDS says how long.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { randomBytes, randomInt } from "node:crypto";
import { VERBS } from "../../core/telnet/protocol.ts";
import { TelnetDecoder } from "../../core/telnet/decoder.ts";
import { TcpWire } from "../../testing/wire.ts";
import { ServerProcess } from "./kit/server_process.ts";

const SECONDS = Number(Deno.env.get("PARTYLINE_FUZZ_SECONDS") ?? 20);
const ROGUES = 40;

const MEBIBYTE = 1 << 20;
const MOST_MEMORY = 300 * MEBIBYTE;

/** How much more memory may be in use at the end than halfway through. */
const MOST_GROWTH = 50 * MEBIBYTE;

const [IAC, SB, SE] = [255, 250, 240];
const [ECHO, SGA, TTYPE, NAWS] = [1, 3, 24, 31];

/** What callers must never be sent, whatever others type: control characters that are no line end. */
// deno-lint-ignore no-control-regex
const CONTROL = /[\0-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]/u;

/** What a rogue sends, piece by piece, before it is gone. */
const PLANS: readonly (() => readonly Uint8Array[])[] = [
  () => [],
  () => [noise(4000)],
  () => Array.from({ length: 20 }, () => noise(100)),
  () => [line(guestName()), noise(4000), noise(4000)],
  () => [line(guestName()), ...Array.from({ length: 20 }, () => line(noise(60)))],
  () => [negotiations(300), line(guestName()), negotiations(300)],
  () => [Uint8Array.of(IAC, SB, randomInt(256)), noise(4000)],
  () => [Uint8Array.of(IAC, SB, randomInt(256)), noise(50), Uint8Array.of(IAC, SE)],
  () => [terminal(), line(guestName()), noise(2000), terminal(), noise(2000)],
];

Deno.test(`${SECONDS} seconds of random bytes neither end the server nor fill its memory, and others go on talking`, async () => {
  await using server = await ServerProcess.start("max_nodes = 200\nlog_level = error\n");
  await using honest = await server.dial();
  await honest.enter("honest");
  await honest.join("a quiet place");
  honest.say("/part lobby");
  await honest.heard.waitFor("You have left lobby.");
  const witness = await Witness.enter(server.port);

  const startedAt = Date.now();
  const isOver = () => Date.now() - startedAt >= SECONDS * 1000;
  const over = Promise.withResolvers<void>();
  const raging = Promise.all(
    Array.from({ length: ROGUES }, () => rage(server.port, { isOver, over: over.promise })),
  );
  // When something else fails first, that is what to tell.
  raging.catch(() => {});
  const converse = async (isEnough: () => boolean) => {
    while (!isEnough()) {
      await honest.settle();
      await using guest = await server.dial();
      await guest.enter("guest");
    }
  };
  await converse(() => Date.now() - startedAt >= SECONDS * 500);
  const halfway = await server.residentBytes();
  await converse(isOver);
  over.resolve();
  const calls = (await raging).reduce((sum, count) => sum + count);
  await honest.settle();
  await witness.hangUp();

  ok(calls > ROGUES, `only ${calls} calls`);
  ok(witness.lines > 100, `only ${witness.lines} lines of random bytes came through as talk`);
  strictEqual(witness.offence, undefined);
  const atEnd = await server.residentBytes();
  if (halfway === undefined || atEnd === undefined) return; // the system does not tell
  ok(atEnd < MOST_MEMORY, `${atEnd} bytes in use`);
  ok(atEnd - halfway < MOST_GROWTH, `${halfway} bytes in use halfway through, then ${atEnd}`);
});

/** Calls again and again, each time with another plan; tells how often. */
async function rage(
  port: number,
  { isOver, over }: { isOver(): boolean; readonly over: Promise<void> },
): Promise<number> {
  let calls = 0;
  for (; !isOver(); calls++) {
    const wire = await TcpWire.dial({ hostname: "127.0.0.1", port });
    const answered = Promise.withResolvers<void>();
    wire.heard = () => answered.resolve();
    const plan = PLANS[randomInt(PLANS.length)]!;
    for (const bytes of plan()) wire.send(bytes);
    // Some reset at once, some after the first answer, and some say goodbye in the way of TCP.
    const manner = randomInt(3);
    // What begins as a protocol of programs and never ends a line gets no answer.
    if (manner > 0) await Promise.race([answered.promise, wire.linkEnded, over]);
    if (manner > 1) {
      wire.end();
      await wire.linkEnded;
    }
    wire.reset();
    await wire.linkEnded;
  }
  return calls;
}

/** Somebody in the lobby who keeps nothing of what they hear, but looks at all of it. */
class Witness {
  /** How many lines came. */
  lines = 0;
  /** The first piece of text with something in it that nobody should be sent. */
  offence: string | undefined;
  readonly #wire: TcpWire;

  static async enter(port: number): Promise<Witness> {
    const wire = await TcpWire.dial({ hostname: "127.0.0.1", port });
    const isIn = Promise.withResolvers<void>();
    const witness = new Witness(wire, isIn.resolve);
    wire.send(line("witness"));
    await isIn.promise;
    return witness;
  }

  private constructor(wire: TcpWire, isIn: () => void) {
    const utf8 = new TextDecoder("utf-8", { fatal: true });
    const telnet = new TelnetDecoder({
      data: (bytes) => {
        const text = this.#decode(utf8, bytes);
        if (CONTROL.test(text)) this.offence ??= text;
        this.lines += text.split("\n").length - 1;
        if (text.includes("Here: ")) isIn();
      },
      command() {},
      negotiation() {},
      subnegotiation() {},
      oversized() {},
    });
    wire.heard = (bytes) => telnet.receive(bytes);
    this.#wire = wire;
  }

  async hangUp(): Promise<void> {
    this.#wire.reset();
    await this.#wire.linkEnded;
  }

  #decode(utf8: TextDecoder, bytes: Uint8Array): string {
    try {
      return utf8.decode(bytes, { stream: true });
    } catch {
      this.offence ??= `bytes that are not UTF-8: ${bytes}`;
      return "";
    }
  }
}

function noise(most: number): Uint8Array {
  return randomBytes(randomInt(most) + 1);
}

function guestName(): string {
  return `r${randomInt(1e9)}`;
}

function line(text: string | Uint8Array): Uint8Array {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return Uint8Array.of(...bytes, 13, 10);
}

function negotiations(count: number): Uint8Array {
  const verbs = [...VERBS.keys()];
  const verb = () => verbs[randomInt(verbs.length)]!;
  return Uint8Array.from(
    Array.from({ length: count }, () => [IAC, verb(), randomInt(256)]).flat(),
  );
}

/** What makes us edit the line, in a window of any size. */
function terminal(): Uint8Array {
  const [will, do_] = [251, 253];
  return Uint8Array.of(
    ...[IAC, will, TTYPE, IAC, will, NAWS, IAC, do_, SGA, IAC, do_, ECHO],
    ...[IAC, SB, TTYPE, 0, 88, IAC, SE, IAC, SB, TTYPE, 0, 88, IAC, SE],
    ...[IAC, SB, NAWS, 0, randomInt(255), 0, randomInt(255), IAC, SE],
  );
}
