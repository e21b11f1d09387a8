/**
 * Ports behind a proxy: whose connections they are, over TCP, TLS and in memory.
 *
 * @module
 */

import { match, ok, strictEqual } from "node:assert/strict";
import type { Doorkeeper } from "../../../core/net/guard/connection_limits.ts";
import { listen, Listener } from "../../../core/net/listener.ts";
import { parseNetworks } from "../../../core/net/networks.ts";
import { ProxySocket } from "../../../core/net/proxy/proxy_socket.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";
import { MemoryDoor } from "../../../testing/memory_door.ts";
import type { MemoryPeer } from "../../../testing/memory_link.ts";
import { eventually } from "../../kit/eventually.ts";

const PROXY = "10.0.0.1";
const HEADER = "PROXY TCP4 198.51.100.7 192.0.2.1 56324 2023\r\n";

/** A port in memory behind a proxy, which says to callers where they are from, and then what they say. */
class Port implements AsyncDisposable {
  readonly clock = new FakeClock();
  readonly judged: string[] = [];
  readonly #door = new MemoryDoor(2023);
  readonly #listener: Listener;

  constructor(limits?: Doorkeeper) {
    this.#listener = new Listener(new ProxySocket(this.#door, parseNetworks([PROXY])), {
      clock: this.clock,
      outboxLimitBytes: 65_536,
      limits: limits ?? {
        admit: (address) => {
          this.judged.push(address);
          return () => {};
        },
      },
      async serve(link) {
        link.write(new TextEncoder().encode(`${link.remote.address} ${link.remote.port}\n`));
        for (let bytes; (bytes = await link.read()) !== null;) link.write(bytes.slice());
      },
    });
  }

  dial(address = PROXY): MemoryPeer {
    return this.#door.dial(address);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#listener.close();
  }
}

Deno.test("the caller that a proxy tells of is judged and served, and what they say is theirs", async () => {
  await using port = new Port();
  const peer = port.dial();
  peer.send(`${HEADER}hello`);
  strictEqual(await peer.hear("hello"), "198.51.100.7 56324\nhello");
  strictEqual(port.judged.join(), "198.51.100.7");
  peer.end();
});

Deno.test("a header may come byte by byte", async () => {
  await using port = new Port();
  const peer = port.dial();
  for (const byte of new TextEncoder().encode(`${HEADER}hello`)) peer.send(Uint8Array.of(byte));
  strictEqual(await peer.hear("hello"), "198.51.100.7 56324\nhello");
  peer.end();
});

Deno.test("a header of version 2 may be as long as it says, and is skipped", async () => {
  await using port = new Port();
  const peer = port.dial();
  const signature = [13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10];
  const address = [198, 51, 100, 7, 192, 0, 2, 1, 220, 4, 7, 231];
  peer.send(Uint8Array.of(...signature, 0x21, 0x11, 0xff, 0xff, ...address));
  peer.send(new Uint8Array(65_535 - address.length));
  peer.send("hello");
  strictEqual(await peer.hear("hello"), "198.51.100.7 56324\nhello");
  peer.end();
});

Deno.test("where a proxy speaks for itself, the address is its own", async () => {
  await using port = new Port();
  const peer = port.dial();
  peer.send("PROXY UNKNOWN\r\n");
  match(await peer.hear("\n"), /^10\.0\.0\.1 /);
  peer.end();
});

Deno.test("a header of somebody who is no proxy is just what they say", async () => {
  await using port = new Port();
  const peer = port.dial("10.0.0.2");
  peer.send(HEADER);
  match(await peer.hear("\r\n"), /^10\.0\.0\.2 \d+\nPROXY TCP4 /);
  peer.end();
});

for (const sent of ["hello\r\n", "PROXY TCP4 nowhere\r\n", "\r\n\r\n\0\r\nQUIX\n"]) {
  Deno.test(`a proxy that sends ${JSON.stringify(sent)} is closed without a word`, async () => {
    await using port = new Port();
    const peer = port.dial();
    peer.send(sent);
    strictEqual(await peer.hearOut(), "");
    strictEqual(port.judged.length, 0);
  });
}

Deno.test("a proxy that sends no header in time is closed", async () => {
  await using port = new Port();
  const peer = port.dial();
  peer.send("PROXY ");
  await eventually("it is read", () => peer.unreadBytes === 0);
  port.clock.advance(10_000);
  strictEqual(await peer.hearOut(), "");
});

Deno.test("one who waits for a header keeps nobody from coming in, nor the port from closing", async () => {
  await using port = new Port();
  port.dial();
  const peer = port.dial("192.0.2.9");
  match(await peer.hear("\n"), /^192\.0\.2\.9 /);
  peer.end();
});

Deno.test("a caller who is banned is closed, though the proxy is not", async () => {
  await using port = new Port({ admit: (address) => address === PROXY ? () => {} : "banned" });
  const peer = port.dial();
  peer.send(HEADER);
  strictEqual(await peer.hearOut(), "");
});

Deno.test("the header comes before TLS, and what is inside is not looked at", async () => {
  const served = Promise.withResolvers<string>();
  const file = (name: string) =>
    new URL(`../../kit/certificates/${name}`, import.meta.url).pathname;
  const listener = listen({
    hostname: "127.0.0.1",
    port: 0,
    tls: { certFile: file("localhost.crt"), keyFile: file("localhost.key") },
    proxies: parseNetworks(["127.0.0.1"]),
    clock: new FakeClock(),
    outboxLimitBytes: 65_536,
    async serve(link) {
      served.resolve(`${link.remote.address} ${link.isSecure}`);
      link.write(new TextEncoder().encode("welcome\n"));
      await link.outbox.drained();
    },
  });
  const plain = await Deno.connect(listener.address);
  await plain.write(new TextEncoder().encode(HEADER));
  const caCerts = [await Deno.readTextFile(file("localhost.crt"))];
  const conn = await Deno.startTls(plain, { hostname: "localhost", caCerts });
  ok((await conn.read(new Uint8Array(100)))! > 0);
  strictEqual(await served.promise, "198.51.100.7 true");
  conn.close();
  await listener.close();
});
