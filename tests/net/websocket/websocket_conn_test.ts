/**
 * A WebSocket as a link: over a wire in memory, byte by byte, and over sockets with the runtime's client.
 *
 * @module
 */

import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { once } from "node:events";
import { connect } from "node:net";
import { setImmediate } from "node:timers/promises";
import { ConnectionLimits } from "../../../core/net/guard/connection_limits.ts";
import type { Link } from "../../../core/net/link.ts";
import { listen, type Listener, type ListenerOptions } from "../../../core/net/listener.ts";
import { TcpLink } from "../../../core/net/tcp_link.ts";
import { WebSocketConn } from "../../../core/net/websocket/websocket_conn.ts";
import { OPCODES } from "../../../core/net/websocket/websocket_frame.ts";
import { eventually } from "../../kit/eventually.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";
import { MemoryPeer } from "../../../testing/memory_link.ts";
import { clientFrame, framesTo, request } from "../../kit/websocket_client.ts";

const utf8 = new TextEncoder();
const PROTOCOLS = ["text.ircv3.net", "binary.ircv3.net"];
const [TEXT, BINARY] = [OPCODES.TEXT, OPCODES.BINARY];

/** A WebSocket over a wire in memory, once it is open. */
async function openInMemory(
  { protocol, early = new Uint8Array() }: { protocol?: string; early?: Uint8Array } = {},
): Promise<{ peer: MemoryPeer; conn: WebSocketConn; link: TcpLink }> {
  const peer = new MemoryPeer();
  const below = { ...peer.conn, setKeepAlive() {}, setNoDelay() {} };
  const conn = new WebSocketConn(below, { protocols: PROTOCOLS });
  peer.send(request({ "Sec-WebSocket-Protocol": protocol }));
  peer.send(early);
  const handshake = await conn.handshake();
  deepStrictEqual(handshake, { isSecure: false });
  const link = new TcpLink(conn, { clock: new FakeClock(), outboxLimitBytes: 65536, handshake });
  return { peer, conn, link };
}

/** Sends text as a message. */
function say(peer: MemoryPeer, text: string): void {
  peer.send(clientFrame(TEXT, utf8.encode(text)));
}

async function readText(link: Link): Promise<string | null> {
  const bytes = await link.read();
  return bytes && new TextDecoder().decode(bytes);
}

Deno.test("each message is a line, with CR LF behind it", async () => {
  const { peer, link } = await openInMemory();
  say(peer, "NICK ann");
  peer.send(clientFrame(BINARY, utf8.encode("PING é")));
  deepStrictEqual([await readText(link), await readText(link)], ["NICK ann\r\n", "PING é\r\n"]);
  link.abort();
});

Deno.test("a message can't hold two lines, and one that ends in CR LF makes no empty line", async () => {
  const { peer, link } = await openInMemory();
  say(peer, "PRIVMSG #den :hi\r\nQUIT");
  say(peer, "PING x\r\n");
  say(peer, "");
  deepStrictEqual(
    [await readText(link), await readText(link), await readText(link)],
    ["PRIVMSG #den :hi  QUIT\r\n", "PING x\r\n", "\r\n"],
  );
  link.abort();
});

Deno.test("what comes behind the request is not lost, however the bytes are cut", async () => {
  const bytes = Uint8Array.from([
    ...utf8.encode(request()),
    ...clientFrame(TEXT, utf8.encode("NICK ann")),
    ...clientFrame(TEXT, utf8.encode("JOIN #den")),
  ]);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 9 }),
      async (n, m) => {
        const peer = new MemoryPeer();
        const below = { ...peer.conn, setKeepAlive() {}, setNoDelay() {} };
        const conn = new WebSocketConn(below, { protocols: [] });
        for (let at = 0; at < bytes.length; at += n) peer.send(bytes.slice(at, at + n));
        await conn.handshake();
        let text = "";
        const buffer = new Uint8Array(m);
        while (!text.endsWith("#den\r\n")) {
          text += new TextDecoder().decode(buffer.subarray(0, await conn.read(buffer) ?? 0));
        }
        strictEqual(text, "NICK ann\r\nJOIN #den\r\n");
      },
    ),
    { numRuns: 100 },
  );
});

for (
  const [protocol, opcode, garbled] of [
    ["text.ircv3.net", TEXT, "caf\u00ef\u00bf\u00bd"],
    ["binary.ircv3.net", BINARY, "caf\u00e9"],
    [undefined, TEXT, "caf\u00ef\u00bf\u00bd"],
  ] as const
) {
  Deno.test(`each line is a message, and what is not UTF-8 fits its frame (${protocol})`, async () => {
    const { peer, link } = await openInMemory({ protocol });
    link.write(utf8.encode("PING 1\r\nPING 2\nPI"));
    link.write(utf8.encode("NG 3\r\n\r\n"));
    link.write(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 13, 10));
    await link.outbox.drained();
    deepStrictEqual(framesTo(peer), [
      { opcode, text: "PING 1" },
      { opcode, text: "PING 2" },
      { opcode, text: "PING 3" },
      { opcode, text: garbled },
    ]);
    strictEqual(peer.writes.length, 2, "the answer, and one write for the turn");
    link.abort();
  });
}

Deno.test("closing sends what is unfinished and a close, and waits for that of the client", async () => {
  const { peer, link } = await openInMemory();
  link.write(utf8.encode("ERROR :bye\r\nunfinished"));
  const closing = link.close();
  await eventually("the close is there", () => framesTo(peer).length === 3);
  deepStrictEqual(framesTo(peer), [
    { opcode: TEXT, text: "ERROR :bye" },
    { opcode: TEXT, text: "unfinished" },
    { opcode: OPCODES.CLOSE, text: "\x03\xe8" },
  ]);
  let isClosed = false;
  closing.then(() => isClosed = true);
  await setImmediate();
  ok(!isClosed);
  peer.send(clientFrame(OPCODES.CLOSE, Uint8Array.of(3, 232)));
  deepStrictEqual(await closing, { reason: "closed-here" });
});

Deno.test("a close of the client is answered by the same, behind what they said before", async () => {
  const { peer, link } = await openInMemory();
  say(peer, "QUIT");
  peer.send(clientFrame(OPCODES.CLOSE, Uint8Array.of(3, 233)));
  say(peer, "unheard");
  strictEqual(await readText(link), "QUIT\r\n");
  strictEqual(await link.read(), null);
  link.write(utf8.encode("unseen\r\n"));
  deepStrictEqual(await link.close(), { reason: "peer-ended" });
  deepStrictEqual(framesTo(peer), [{ opcode: OPCODES.CLOSE, text: "\x03\xe9" }]);
});

Deno.test("a ping is answered by its own bytes", async () => {
  const { peer, link } = await openInMemory();
  peer.send(clientFrame(OPCODES.PING, utf8.encode("there?")));
  say(peer, "hi");
  strictEqual(await readText(link), "hi\r\n");
  await eventually("it is answered", () => framesTo(peer).length > 0);
  deepStrictEqual(framesTo(peer), [{ opcode: OPCODES.PONG, text: "there?" }]);
  link.abort();
});

Deno.test("pings of who reads nothing do not pile up: the last is answered", async () => {
  const { peer, link } = await openInMemory();
  peer.stall();
  link.write(utf8.encode("first\r\n"));
  await setImmediate();
  for (let i = 0; i < 1000; i++) peer.send(clientFrame(OPCODES.PING, utf8.encode(`${i}`)));
  say(peer, "hi");
  strictEqual(await readText(link), "hi\r\n");
  peer.resume();
  link.write(utf8.encode("last\r\n"));
  await link.outbox.drained();
  deepStrictEqual(framesTo(peer), [
    { opcode: TEXT, text: "first" },
    { opcode: OPCODES.PONG, text: "999" },
    { opcode: TEXT, text: "last" },
  ]);
  link.abort();
});

Deno.test("a fault is told by its code, and ends the reading", async () => {
  const { peer, link } = await openInMemory();
  say(peer, "before");
  peer.send(clientFrame(TEXT, Uint8Array.of(0xff)));
  strictEqual(await readText(link), "before\r\n");
  strictEqual(await link.read(), null);
  const closing = link.close();
  await peer.linkEnded;
  peer.send(new Uint8Array(10_000)); // not read by anybody, and does no harm
  peer.end();
  deepStrictEqual(await closing, { reason: "peer-ended" });
  deepStrictEqual(framesTo(peer), [{ opcode: OPCODES.CLOSE, text: "\x03\xef" }]);
});

Deno.test("a request without an end is turned away at 8 KiB", async () => {
  const peer = new MemoryPeer();
  const below = { ...peer.conn, setKeepAlive() {}, setNoDelay() {} };
  const conn = new WebSocketConn(below, { protocols: [] });
  peer.send(`GET / HTTP/1.1\r\nX: ${"x".repeat(9000)}`);
  peer.end();
  strictEqual(await conn.handshake(), undefined);
  ok(peer.text.startsWith("HTTP/1.1 431 "), peer.text);
});

Deno.test("who hangs up before the request is whole is nobody", async () => {
  const peer = new MemoryPeer();
  const below = { ...peer.conn, setKeepAlive() {}, setNoDelay() {} };
  peer.send(request().slice(0, -2));
  peer.end();
  await rejects(new WebSocketConn(below, { protocols: [] }).handshake());
});

/** A port of WebSocket, and the links that it has served, for the length of one test. */
class Port implements AsyncDisposable {
  readonly clock = new FakeClock();
  readonly links: Link[] = [];
  readonly listener: Listener;

  constructor({ serve = echo, ...options }: Partial<ListenerOptions> = {}) {
    this.listener = listen({
      hostname: "127.0.0.1",
      port: 0,
      webSocket: { protocols: PROTOCOLS },
      serve: (link) => {
        this.links.push(link);
        return serve(link);
      },
      clock: this.clock,
      outboxLimitBytes: 1 << 20,
      ...options,
    });
  }

  get address(): string {
    return `127.0.0.1:${this.listener.address.port}`;
  }

  /** Opens a WebSocket as a browser does. */
  async dial(protocols: string[] = []): Promise<Client> {
    const client = new Client(`ws://${this.address}/irc`, protocols);
    await client.opened;
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.listener.close();
  }
}

/** The runtime's own client, and what it has heard. */
class Client {
  readonly socket: WebSocket;
  readonly heard: (string | Uint8Array)[] = [];
  readonly opened: Promise<void>;
  readonly closed: Promise<{ code: number; wasClean: boolean }>;

  constructor(url: string, protocols: string[]) {
    this.socket = new WebSocket(url, protocols);
    this.socket.binaryType = "arraybuffer";
    this.socket.onmessage = ({ data }) => {
      this.heard.push(typeof data === "string" ? data : new Uint8Array(data));
    };
    this.opened = new Promise((resolve, reject) => {
      this.socket.onopen = () => resolve();
      this.socket.onerror = () => reject(new Error("no WebSocket"));
    });
    this.closed = new Promise((resolve) => {
      this.socket.onclose = ({ code, wasClean }) => resolve({ code, wasClean });
    });
  }

  async hear(count: number): Promise<(string | Uint8Array)[]> {
    await eventually(`${count} messages`, () => this.heard.length >= count);
    return this.heard;
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}

async function echo(link: Link): Promise<void> {
  for (let bytes; (bytes = await link.read()) !== null;) link.write(bytes.slice());
}

Deno.test("clients talk in text and in binary, side by side", async () => {
  await using port = new Port();
  const text = await port.dial(["text.ircv3.net", "binary.ircv3.net"]);
  const binary = await port.dial(["binary.ircv3.net"]);
  strictEqual(text.socket.protocol, "text.ircv3.net");
  strictEqual(binary.socket.protocol, "binary.ircv3.net");
  text.socket.send("one");
  text.socket.send("zwölf");
  binary.socket.send(Uint8Array.of(1, 2, 255));
  deepStrictEqual(await text.hear(2), ["one", "zwölf"]);
  deepStrictEqual(await binary.hear(1), [Uint8Array.of(1, 2, 255)]);
  const [link] = port.links;
  strictEqual(link?.isSecure, false);
  strictEqual(link.remote.address, "127.0.0.1");
  await text.leave();
  await binary.leave();
  deepStrictEqual(await link.closed, { reason: "peer-ended" });
});

Deno.test("a client without a protocol is let in", async () => {
  await using port = new Port();
  const client = await port.dial();
  strictEqual(client.socket.protocol, "");
  client.socket.send("hello");
  deepStrictEqual(await client.hear(1), ["hello"]);
  await client.leave();
});

Deno.test("a message of 16 KiB is read, and a longer one is the last: 1009", async () => {
  await using port = new Port();
  const client = await port.dial();
  const most = "x".repeat(16_384);
  client.socket.send(most);
  deepStrictEqual(await client.hear(1), [most]);
  client.socket.send(most + "y");
  strictEqual((await client.closed).code, 1009);
  deepStrictEqual(await port.links[0]?.closed, { reason: "peer-ended" });
});

Deno.test("a client that breaks off is gone", async () => {
  await using port = new Port();
  const socket = connect(port.listener.address.port, "127.0.0.1");
  socket.write(request());
  await once(socket, "data");
  socket.resetAndDestroy();
  await eventually("it is served", () => port.links.length === 1);
  deepStrictEqual(await port.links[0]?.closed, { reason: "peer-reset" });
});

Deno.test("a client that does not read is dropped, and another gets every line", async () => {
  const serve = async (link: Link) => await link.closed.then(() => {});
  await using port = new Port({ serve });
  using deaf = await Deno.connect({ ...port.listener.address });
  await deaf.write(utf8.encode(request()));
  await eventually("it is served", () => port.links.length === 1);
  const quick = await port.dial();
  const [deafLink, quickLink] = port.links as [Link, Link];
  const line = utf8.encode(".".repeat(65_534) + "\r\n");
  // The system takes some megabytes before it lets a writer wait; 64 would be far too many.
  let sent = 0;
  while (deafLink.outbox.dropped === undefined && sent < 1000) {
    for (const link of port.links) link.write(line);
    await quick.hear(++sent);
  }
  deepStrictEqual(await deafLink.closed, { reason: "too-slow" });
  strictEqual(quickLink.outbox.dropped, undefined);
  strictEqual(quick.heard.length, sent);
  quickLink.close();
  await quick.closed;
});

Deno.test("a page is answered 426, and who says nothing is let go after ten seconds", async () => {
  await using port = new Port();
  const response = await fetch(`http://${port.address}/`);
  deepStrictEqual([response.status, response.headers.get("upgrade")], [426, "websocket"]);
  await response.body?.cancel();
  using mute = await Deno.connect({ ...port.listener.address });
  await eventually("it is accepted", () => port.clock.waiting);
  port.clock.advance(10_000);
  strictEqual(await mute.read(new Uint8Array(1)), null);
  deepStrictEqual(port.links, []);
});

Deno.test("WebSockets count as connections of their address", async () => {
  const limits = new ConnectionLimits({ perAddress: 1 });
  await using port = new Port({ limits });
  const first = await port.dial();
  await rejects(port.dial());
  await first.leave();
  await port.links[0]?.closed;
  const second = await port.dial();
  await second.leave();
});

Deno.test("closing the port tells clients, and cuts who does not answer", async () => {
  const serve = (link: Link) => link.read().then(() => {});
  const port = new Port({ serve });
  const client = await port.dial();
  using deaf = await Deno.connect({ ...port.listener.address });
  await deaf.write(utf8.encode(request()));
  await eventually("both are served", () => port.links.length === 2);
  const closing = port.listener.close({ withinMs: 2000 });
  for (const link of port.links) link.close({ withinMs: 2000 });
  deepStrictEqual(await client.closed, { code: 1000, wasClean: true });
  await eventually("only the deaf one is left", () => port.clock.waiting);
  port.clock.advance(2000);
  await closing;
  ok(!port.clock.waiting);
});
