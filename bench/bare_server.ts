/**
 * The least that a server on this runtime can do for a room, on the port in its argument: what
 * Partyline is compared with. It takes a name, and then tells each line to everyone else. It
 * checks, keeps and wraps nothing. As Partyline it shares encoded bytes, writes once per
 * connection and turn, and joins once for receivers of the same messages.
 *
 * @module
 */

import { setImmediate } from "node:timers";

const ENCODER = new TextEncoder();
const GREETING = ENCODER.encode("Name: ");
const WELCOME = ENCODER.encode("Here: you\r\n");
const LF = 0x0a;

interface Guest {
  readonly conn: Deno.TcpConn;
  /** The name, a colon and a space; empty while there is none. */
  name: Uint8Array;
  queue: Uint8Array[];
  isWriting: boolean;
}

const room = new Set<Guest>();
let waiting: Guest[] = [];
let [lastQueue, lastJoined]: [readonly Uint8Array[], Uint8Array] = [[], new Uint8Array()];

function push(guest: Guest, bytes: Uint8Array): void {
  if (guest.queue.push(bytes) > 1 || guest.isWriting) return;
  if (waiting.push(guest) === 1) setImmediate(flush);
}

function flush(): void {
  const guests = waiting;
  waiting = [];
  for (const guest of guests) write(guest);
}

async function write(guest: Guest): Promise<void> {
  guest.isWriting = true;
  try {
    while (guest.queue.length > 0) {
      let rest = join(guest.queue);
      guest.queue = [];
      while (rest.length > 0) rest = rest.subarray(await guest.conn.write(rest));
    }
    guest.isWriting = false;
  } catch {
    // They are gone, as reading finds out.
  }
}

function join(queue: readonly Uint8Array[]): Uint8Array {
  if (queue.length === 1) return queue[0]!;
  if (queue.length === lastQueue.length && queue.every((bytes, i) => bytes === lastQueue[i])) {
    return lastJoined;
  }
  [lastQueue, lastJoined] = [queue, concatenate(queue)];
  return lastJoined;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Takes a line with its end. */
function hear(guest: Guest, line: Uint8Array): void {
  if (guest.name.length === 0) {
    guest.name = ENCODER.encode(`${new TextDecoder().decode(line).trim()}: `);
    room.add(guest);
    return push(guest, WELCOME);
  }
  const said = concatenate([guest.name, line]);
  for (const other of room) {
    if (other !== guest) push(other, said);
  }
}

async function serve(conn: Deno.TcpConn): Promise<void> {
  conn.setNoDelay(true);
  const guest: Guest = { conn, name: new Uint8Array(), queue: [], isWriting: false };
  push(guest, GREETING);
  const buffer = new Uint8Array(4096);
  let filled = 0;
  try {
    for (let count; (count = await conn.read(buffer.subarray(filled))) !== null;) {
      const bytes = buffer.subarray(0, filled + count);
      let start = 0;
      for (let lf; (lf = bytes.indexOf(LF, start)) >= 0; start = lf + 1) {
        hear(guest, bytes.subarray(start, lf + 1));
      }
      bytes.copyWithin(0, start);
      filled = bytes.length - start;
    }
  } catch {
    // Broken, which is an end like any other.
  }
  room.delete(guest);
  conn.close();
}

const listener = Deno.listen({
  hostname: "127.0.0.1",
  port: Number(Deno.args[0]),
  tcpBacklog: 4096,
});
for await (const conn of listener) serve(conn);
