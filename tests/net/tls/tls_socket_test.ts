/**
 * Ports that speak TLS, on real sockets, with a certificate that only these tests trust.
 *
 * @module
 */

import { deepStrictEqual, ok, rejects, strictEqual, throws } from "node:assert/strict";
import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { fileURLToPath } from "node:url";
import { ConnectionLimits } from "../../../core/net/guard/connection_limits.ts";
import type { Link } from "../../../core/net/link.ts";
import { listen, Listener, type ListenerOptions } from "../../../core/net/listener.ts";
import {
  CertificateError,
  readCertificate,
  type TlsFiles,
} from "../../../core/net/tls/tls_certificate.ts";
import { openWithRuntime } from "../../../core/net/tls/tls_socket.ts";
import { eventually } from "../../kit/eventually.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";

const utf8 = new TextEncoder();
const LOCAL = { hostname: "127.0.0.1", port: 0 };

/** The files of a certificate that lies beside this test. */
function filesOf(name: "localhost" | "renewed"): TlsFiles {
  const path = (end: string) =>
    fileURLToPath(new URL(`../../kit/certificates/${name}.${end}`, import.meta.url));
  return { certFile: path("crt"), keyFile: path("key") };
}

const LOCALHOST = readCertificate(filesOf("localhost"));
const RENEWED = readCertificate(filesOf("renewed"));

type Open = (files: TlsFiles, options: ListenerOptions) => Listener;

/** The ways in which a port of TLS is opened, by the runtime that needs it. */
const WAYS: Readonly<Record<string, Open>> = {
  "any runtime": (tls, options) => listen({ ...LOCAL, tls, ...options }),
  "runtimes before 2.9.5": (files, options) => {
    const socket = openWithRuntime(LOCAL, { files, certificate: readCertificate(files) });
    return new Listener(socket, options);
  },
};

/** A port of TLS, and the links that it has served, for the length of one test. */
class Port implements AsyncDisposable {
  readonly clock = new FakeClock();
  readonly links: Link[] = [];
  readonly listener: Listener;

  constructor(
    { serve = echo, files = filesOf("localhost"), open = WAYS["any runtime"]!, ...options }:
      & Partial<ListenerOptions>
      & { files?: TlsFiles; open?: Open } = {},
  ) {
    this.listener = open(files, {
      serve: (link) => {
        this.links.push(link);
        return serve(link);
      },
      clock: this.clock,
      outboxLimitBytes: 1 << 20,
      ...options,
    });
  }

  /** Dials as a client that trusts one certificate and no other. */
  async dial({ trusting = LOCALHOST.cert, ...own }: DialOptions = {}): Promise<Deno.TlsConn> {
    const conn = await Deno.connectTls({
      hostname: "localhost",
      port: this.listener.address.port,
      caCerts: [trusting],
      ...own,
    });
    try {
      await conn.handshake();
      return conn;
    } catch (error) {
      conn.close();
      throw error;
    }
  }

  /** Dials without a word of TLS. */
  dialPlain(): Promise<Deno.TcpConn> {
    return Deno.connect({ ...this.listener.address });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.listener.close();
  }
}

interface DialOptions {
  readonly trusting?: string;
  /** A certificate of the client's own, with its key. */
  readonly cert?: string;
  readonly key?: string;
}

async function echo(link: Link): Promise<void> {
  for (let bytes; (bytes = await link.read()) !== null;) link.write(bytes.slice());
}

/** Sends a word and reads it back. */
async function talk(conn: Deno.Conn, word: string): Promise<void> {
  await conn.write(utf8.encode(word));
  const buffer = new Uint8Array(100);
  strictEqual(new TextDecoder().decode(buffer.subarray(0, await conn.read(buffer) ?? 0)), word);
}

/** All that a connection gives up to its end or break, as text. */
async function readAll(conn: Deno.Conn): Promise<string> {
  return await new Response(conn.readable).text();
}

/** Waits until a connection is over, by an end or a reset, and gives what it carried. */
async function bytesUntilOver(conn: Deno.Conn): Promise<number[]> {
  const buffer = new Uint8Array(1000);
  const got: number[] = [];
  try {
    for (let count; (count = await conn.read(buffer)) !== null;) {
      got.push(...buffer.subarray(0, count));
    }
  } catch (error) {
    ok(error instanceof Deno.errors.ConnectionReset, String(error));
  }
  return got;
}

function limitsOf(perAddress: number): ConnectionLimits {
  return new ConnectionLimits({ perAddress });
}

/** Runs a test with files of a certificate that it may change. */
async function withFiles(run: (files: TlsFiles, renew: () => void) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  const files = { certFile: `${folder}/house.crt`, keyFile: `${folder}/house.key` };
  const write = ({ cert, key }: { cert: string; key: string }) => {
    Deno.writeTextFileSync(files.certFile, cert);
    Deno.writeTextFileSync(files.keyFile, key);
  };
  try {
    write(LOCALHOST);
    await run(files, () => write(RENEWED));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (const [way, open] of Object.entries(WAYS)) {
  Deno.test(`callers talk inside TLS, and their link knows (${way})`, async () => {
    await using port = new Port({ open });
    using first = await port.dial();
    await talk(first, "first");
    using second = await port.dial();
    await talk(second, "second");
    await talk(first, "first again");
    const [link] = port.links;
    strictEqual(link?.isSecure, true);
    strictEqual(link.certificate, undefined);
    deepStrictEqual(link.remote, {
      address: "127.0.0.1",
      port: (first.localAddr as Deno.NetAddr).port,
    });
  });

  Deno.test(`who speaks no TLS is let go, and served by nobody (${way})`, async () => {
    await using port = new Port({ open });
    using plain = await port.dialPlain();
    await plain.write(utf8.encode("NICK ann\r\nUSER ann 0 * :Ann\r\n"));
    await bytesUntilOver(plain);
    deepStrictEqual(port.links, []);
    using conn = await port.dial();
    await talk(conn, "hello");
  });

  Deno.test(`a caller who ends their side at once gets all their answers (${way})`, async () => {
    await using port = new Port({ open });
    const conn = await port.dial();
    await conn.write(utf8.encode("a\nb\n"));
    await conn.closeWrite();
    strictEqual(await readAll(conn), "a\nb\n");
    deepStrictEqual(await port.links[0]?.closed, { reason: "peer-ended" });
  });

  Deno.test(`megabytes arrive whole (${way})`, async () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `line number ${i} of many\n`);
    const serve = async (link: Link) => {
      for (const line of lines) link.write(utf8.encode(line));
      await link.outbox.drained();
    };
    await using port = new Port({ open, serve, outboxLimitBytes: 1 << 24 });
    strictEqual(await readAll(await port.dial()), lines.join(""));
  });
}

Deno.test("a caller who never reads is dropped", async () => {
  const serve = async (link: Link) => await link.closed.then(() => {});
  await using port = new Port({ serve });
  using _deaf = await port.dial();
  await eventually("it is served", () => port.links.length === 1);
  const [link] = port.links as [Link];
  // The system takes some megabytes before it lets a writer wait; 64 would be far too many.
  for (let sent = 0; link.outbox.dropped === undefined && sent < 1 << 26; sent += 1 << 16) {
    link.write(new Uint8Array(1 << 16));
    await new Promise((resolve) => setTimeout(resolve));
  }
  deepStrictEqual(await link.closed, { reason: "too-slow" });
});

Deno.test("a reset by the caller is an end", async () => {
  await using port = new Port();
  const socket = connect(port.listener.address.port, "127.0.0.1");
  const caller = connectTls({ socket, ca: LOCALHOST.cert, servername: "localhost" });
  caller.on("error", () => {});
  await once(caller, "secureConnect");
  await eventually("it is served", () => port.links.length === 1);
  socket.resetAndDestroy();
  deepStrictEqual(await port.links[0]?.closed, { reason: "peer-reset" });
  caller.destroy();
});

Deno.test("the link has the fingerprint of the caller's certificate, which nobody vouches for", async () => {
  await using port = new Port();
  using conn = await port.dial(RENEWED);
  await talk(conn, "hello");
  const der = new X509Certificate(RENEWED.cert).raw;
  const fingerprint = createHash("sha256").update(der).digest("hex");
  deepStrictEqual(port.links[0]?.certificate, { fingerprint });
});

Deno.test("a link without TLS is not secure", async () => {
  const served = Promise.withResolvers<Link>();
  const serve = (link: Link) => (served.resolve(link), echo(link));
  await using port = new Port({
    open: (_files, options) => listen({ ...LOCAL, ...options }),
    serve,
  });
  using _conn = await port.dialPlain();
  const { isSecure, certificate } = await served.promise;
  deepStrictEqual({ isSecure, certificate }, { isSecure: false, certificate: undefined });
});

Deno.test("who begins no handshake holds a place for ten seconds", async () => {
  await using port = new Port({ limits: limitsOf(1) });
  using mute = await port.dialPlain();
  await eventually("it is accepted", () => port.clock.waiting);
  using second = await port.dialPlain();
  deepStrictEqual(await bytesUntilOver(second), []);
  port.clock.advance(9000);
  ok(port.clock.waiting);
  port.clock.advance(1000);
  deepStrictEqual(await bytesUntilOver(mute), []);
  await eventually("its place is free", () => !port.clock.waiting);
  using third = await port.dial();
  await talk(third, "hello");
  strictEqual(port.links.length, 1);
});

Deno.test("closing a port cuts who is still shaking hands, and who is not", async () => {
  const port = new Port();
  using conn = await port.dial();
  await talk(conn, "hello");
  using mute = await port.dialPlain();
  await eventually("it is accepted", () => port.clock.waiting);
  await port.listener.close();
  deepStrictEqual(await bytesUntilOver(mute), []);
  await conn.read(new Uint8Array(1)).catch(() => {});
  await rejects(port.dialPlain(), Deno.errors.ConnectionRefused);
  await eventually("no deadline is left", () => !port.clock.waiting);
});

Deno.test("a new certificate is for new callers, and nobody is hung up on", async () => {
  await withFiles(async (files, renew) => {
    await using port = new Port({ files });
    using early = await port.dial();
    await talk(early, "before");
    renew();
    await rejects(port.dial({ trusting: RENEWED.cert }));
    port.listener.reload();
    using late = await port.dial({ trusting: RENEWED.cert });
    await talk(late, "after");
    await talk(early, "still here");
  });
});

Deno.test("a new certificate that can't be used leaves the old one", async () => {
  await withFiles(async (files) => {
    await using port = new Port({ files });
    Deno.writeTextFileSync(files.keyFile, RENEWED.key);
    throws(() => port.listener.reload(), CertificateError);
    using conn = await port.dial();
    await talk(conn, "hello");
  });
});
