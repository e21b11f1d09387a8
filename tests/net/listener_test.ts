/**
 * Listener and links on real loopback sockets.
 *
 * @module
 */

import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import { ConnectionLimits } from "../../core/net/guard/connection_limits.ts";
import type { Link } from "../../core/net/link.ts";
import { listen, Listener, type ListenerOptions } from "../../core/net/listener.ts";
import type { AcceptedConn } from "../../core/net/listening_socket.ts";
import { FakeClock } from "../../testing/fake_clock.ts";
import { MemoryPeer } from "../../testing/memory_link.ts";

const utf8 = new TextEncoder();
const LOCAL = { hostname: "127.0.0.1", port: 0 };

/** A listener, and the links that it has served, for the length of one test. */
class Port implements AsyncDisposable {
  readonly clock = new FakeClock();
  readonly logged: { sentence: string; values: Record<string, unknown> }[] = [];
  readonly listener: Listener;

  constructor(serve: (link: Link) => Promise<void>, options: Partial<ListenerOptions> = {}) {
    const note = (sentence: string, values: Record<string, unknown> = {}) => {
      this.logged.push({ sentence, values });
    };
    this.listener = listen({
      ...LOCAL,
      serve,
      clock: this.clock,
      outboxLimitBytes: 1 << 20,
      log: { error: note, warn: note },
      ...options,
    });
  }

  dial(): Promise<Deno.TcpConn> {
    return Deno.connect({ ...this.listener.address });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.listener.close();
  }
}

async function echo(link: Link): Promise<void> {
  for (let bytes; (bytes = await link.read()) !== null;) link.write(bytes.slice());
}

/** All that a connection gives up to its end, as text. */
async function readAll(conn: Deno.Conn): Promise<string> {
  return await new Response(conn.readable).text();
}

async function readSome(conn: Deno.Conn): Promise<string> {
  const buffer = new Uint8Array(1000);
  return new TextDecoder().decode(buffer.subarray(0, await conn.read(buffer) ?? 0));
}

Deno.test("callers are served side by side, each over its own link", async () => {
  await using port = new Port(echo);
  using first = await port.dial();
  using second = await port.dial();
  await second.write(utf8.encode("second"));
  strictEqual(await readSome(second), "second");
  await first.write(utf8.encode("first"));
  strictEqual(await readSome(first), "first");
});

Deno.test("a script that ends its side at once gets all its answers", async () => {
  await using port = new Port(echo);
  const conn = await port.dial();
  await conn.write(utf8.encode("a\nb\n"));
  await conn.closeWrite();
  strictEqual(await readAll(conn), "a\nb\n");
});

Deno.test("a link knows both ends of its connection", async () => {
  const served = Promise.withResolvers<Link>();
  await using port = new Port((link) => {
    served.resolve(link);
    return echo(link);
  });
  using conn = await port.dial();
  const link = await served.promise;
  deepStrictEqual(link.remote, { address: "127.0.0.1", port: conn.localAddr.port });
  deepStrictEqual(link.local, { address: "127.0.0.1", port: port.listener.address.port });
});

Deno.test("megabytes of small pushes arrive whole through partial writes", async () => {
  const lines = Array.from({ length: 200_000 }, (_, i) => `line number ${i} of a long history\n`);
  await using port = new Port(async (link) => {
    for (const line of lines) link.write(utf8.encode(line));
    await link.outbox.drained();
  }, { outboxLimitBytes: 1 << 24 });
  const conn = await port.dial();
  strictEqual(await readAll(conn), lines.join(""));
});

Deno.test("a caller that never reads is dropped at the limit and another gets every line", async () => {
  const links: Link[] = [];
  const both = Promise.withResolvers<void>();
  await using port = new Port(async (link) => {
    if (links.push(link) === 2) both.resolve();
    await link.closed;
  });
  using _deaf = await port.dial();
  using quick = await port.dial();
  await both.promise;
  const [deafLink, quickLink] = links as [Link, Link];
  const buffer = new Uint8Array(1 << 16);
  const line = new Uint8Array(1 << 16).fill(46);
  let sent = 0;
  let received = 0;
  // The system takes some megabytes before it lets a writer wait; 64 would be far too many.
  while (deafLink.outbox.dropped === undefined && sent < 1 << 26) {
    for (const link of links) link.write(line);
    sent += line.length;
    while (received < sent) received += await quick.read(buffer) ?? sent;
  }
  deepStrictEqual(await deafLink.closed, { reason: "too-slow" });
  strictEqual(quickLink.outbox.dropped, undefined);
  await quickLink.outbox.drained();
  strictEqual(quickLink.bytesSent, sent);
  quickLink.abort();
});

Deno.test("a reset by the peer is an end", async () => {
  const served = Promise.withResolvers<Link>();
  const read = Promise.withResolvers<Uint8Array | null>();
  await using port = new Port(async (link) => {
    served.resolve(link);
    read.resolve(await link.read());
  });
  const socket = connect(port.listener.address.port, "127.0.0.1");
  await once(socket, "connect");
  const link = await served.promise;
  socket.resetAndDestroy();
  strictEqual(await read.promise, null);
  deepStrictEqual(await link.closed, { reason: "peer-reset" });
});

Deno.test("the last words reach a caller who is still talking", async () => {
  await using port = new Port((link) => {
    link.write(utf8.encode("goodbye"));
    return Promise.resolve();
  });
  const conn = await port.dial();
  const flood = new Uint8Array(1 << 20);
  let talking = true;
  const talk = (async () => {
    while (talking) await conn.write(flood);
    await conn.closeWrite();
  })();
  // Closing with bytes unread would have reset the connection before this.
  strictEqual(await readSome(conn), "goodbye");
  strictEqual(await readSome(conn), "");
  talking = false;
  await talk;
  conn.close();
});

Deno.test("a gateway that fails is logged with its error and only its own caller is cut off", async () => {
  const fault = new Error("broken gateway");
  let calls = 0;
  await using port = new Port((link) => {
    if (calls++ > 0) return echo(link);
    link.write(utf8.encode("well\n"));
    throw fault;
  });
  const first = await port.dial();
  using second = await port.dial();
  strictEqual(await readAll(first), "well\n");
  await second.write(utf8.encode("still here"));
  strictEqual(await readSome(second), "still here");
  deepStrictEqual(port.logged, [{
    sentence: "Serving a connection failed",
    values: { address: "127.0.0.1", error: fault },
  }]);
});

Deno.test("a caller over the limit reads why, and one who leaves makes room", async () => {
  const limits = new ConnectionLimits({ perAddress: 1 });
  const links: Link[] = [];
  await using port = new Port((link) => {
    links.push(link);
    return echo(link);
  }, { limits });
  const first = await port.dial();
  await first.write(utf8.encode("hello"));
  strictEqual(await readSome(first), "hello");
  const second = await port.dial();
  strictEqual(await readAll(second), "Too many connections from your address.\r\n");
  first.close();
  await links[0]?.closed;
  using third = await port.dial();
  await third.write(utf8.encode("hello again"));
  strictEqual(await readSome(third), "hello again");
});

Deno.test("a caller over the limit who stays is cut after a second", async () => {
  const limits = new ConnectionLimits({ perAddress: 0 });
  await using port = new Port(echo, { limits });
  using conn = await port.dial();
  strictEqual(await readSome(conn), "Too many connections from your address.\r\n");
  strictEqual(await readSome(conn), "");
  ok(port.clock.waiting);
  port.clock.advance(1000);
  ok(!port.clock.waiting);
});

Deno.test("closing the listener cuts who is still there, and nobody can dial it again", async () => {
  const port = new Port(echo);
  const conn = await port.dial();
  await conn.write(utf8.encode("hello"));
  strictEqual(await readSome(conn), "hello");
  await port.listener.close();
  strictEqual(await readAll(conn), "");
  await rejects(port.dial(), Deno.errors.ConnectionRefused);
  await port.listener.close();
});

Deno.test("closing the listener gives callers the time it was told", async () => {
  const links: Link[] = [];
  await using port = new Port((link) => {
    links.push(link);
    return echo(link);
  });
  using patient = await port.dial();
  await patient.write(utf8.encode("hello"));
  strictEqual(await readSome(patient), "hello");
  let closed = false;
  const closing = port.listener.close({ withinMs: 3000 }).then(() => closed = true);
  await patient.write(utf8.encode("still talking"));
  strictEqual(await readSome(patient), "still talking");
  ok(!closed);
  port.clock.advance(3000);
  await closing;
  deepStrictEqual(await links[0]?.closed, { reason: "closed-here" });
  ok(!port.clock.waiting);
});

Deno.test("closing the listener waits no longer than the callers stay", async () => {
  await using port = new Port(echo);
  using conn = await port.dial();
  await conn.write(utf8.encode("hello"));
  strictEqual(await readSome(conn), "hello");
  const closing = port.listener.close({ withinMs: 3000 });
  await conn.closeWrite();
  await closing;
  ok(!port.clock.waiting);
});

/** A socket whose connections come from the test. */
class FakeSocket {
  readonly addr: Deno.NetAddr = { transport: "tcp", hostname: "127.0.0.1", port: 2023 };
  #next = Promise.withResolvers<AcceptedConn>();

  accept(): Promise<AcceptedConn> {
    return this.#next.promise.finally(() => this.#next = Promise.withResolvers());
  }

  give(conn: AcceptedConn): void {
    this.#next.resolve(conn);
  }

  fail(error: Error): void {
    this.#next.reject(error);
  }

  close(): void {
    this.fail(new Deno.errors.BadResource());
  }
}

function callerOnFakeSocket(setNoDelay = () => {}): { peer: MemoryPeer; conn: AcceptedConn } {
  const peer = new MemoryPeer();
  return { peer, conn: { ...peer.conn, setNoDelay, setKeepAlive: () => {} } };
}

Deno.test("accepting goes on after it failed, a little later, and says so once", async () => {
  const socket = new FakeSocket();
  const clock = new FakeClock();
  const warnings: unknown[] = [];
  const listener = new Listener(socket, {
    serve: echo,
    clock,
    outboxLimitBytes: 1000,
    log: { error: () => {}, warn: (_sentence, values) => warnings.push(values?.error) },
  });
  const fault = new Error("Too many open files");
  for (let tries = 0; tries < 3; tries++) {
    socket.fail(fault);
    while (!clock.waiting) await setImmediate();
    clock.advance(200);
    while (clock.waiting) await setImmediate();
    await setImmediate();
  }
  const { peer, conn } = callerOnFakeSocket();
  socket.give(conn);
  peer.send("hello");
  strictEqual(await peer.hear("hello"), "hello");
  deepStrictEqual(warnings, [fault]);
  await listener.close();
});

Deno.test("a listener that waits after a failed accept can be closed", async () => {
  const socket = new FakeSocket();
  const clock = new FakeClock();
  const log = { error: () => {}, warn: () => {} };
  const listener = new Listener(socket, { serve: echo, clock, outboxLimitBytes: 1000, log });
  socket.fail(new Error("Too many open files"));
  while (!clock.waiting) await setImmediate();
  const closing = listener.close();
  await rejects(socket.accept()); // the close of the socket, which nobody else waited for
  await closing;
  ok(!clock.waiting);
});

Deno.test("a caller who is gone before it is served is let go", async () => {
  const socket = new FakeSocket();
  const served: string[] = [];
  const listener = new Listener(socket, {
    serve: (link) => {
      served.push(link.remote.address);
      return echo(link);
    },
    clock: new FakeClock(),
    outboxLimitBytes: 1000,
  });
  const { peer, conn } = callerOnFakeSocket(() => {
    throw new Error("Invalid argument");
  });
  socket.give(conn);
  await peer.linkEnded;
  deepStrictEqual(served, []);
  await listener.close();
});

Deno.test("callers who reset before they are accepted hold nobody up", async () => {
  const socket = new FakeSocket();
  const clock = new FakeClock();
  const warnings: unknown[] = [];
  const log = { error: () => {}, warn: (_: string, values: unknown) => warnings.push(values) };
  const listener = new Listener(socket, { serve: echo, clock, outboxLimitBytes: 1000, log });
  for (const Kind of [Deno.errors.NotConnected, Deno.errors.ConnectionReset]) {
    socket.fail(new Kind("gone"));
    for (let turns = 0; turns < 3; turns++) await setImmediate();
  }
  ok(!clock.waiting);
  const { peer, conn } = callerOnFakeSocket();
  socket.give(conn);
  peer.send("hello");
  strictEqual(await peer.hear("hello"), "hello");
  deepStrictEqual(warnings, []);
  await listener.close();
});
