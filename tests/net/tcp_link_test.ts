/**
 * The link as a gateway sees it, over a wire in memory.
 *
 * @module
 */

import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { FakeClock } from "../../testing/fake_clock.ts";
import type { LinkReader } from "../../core/net/link.ts";
import { memoryLink } from "../../testing/memory_link.ts";

const utf8 = new TextEncoder();

async function readText(link: { read(): Promise<Uint8Array | null> }): Promise<string | null> {
  const bytes = await link.read();
  return bytes && new TextDecoder().decode(bytes);
}

Deno.test("bytes come in order, whatever the size of the buffer, and then the end", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 30 })),
      fc.integer({ min: 1, max: 16 }),
      async (chunks, readBufferBytes) => {
        const { link, peer } = memoryLink({ readBufferBytes });
        for (const chunk of chunks) peer.send(chunk);
        peer.end();
        const got: number[] = [];
        for (let bytes; (bytes = await link.read()) !== null;) {
          ok(bytes.length > 0 && bytes.length <= readBufferBytes);
          got.push(...bytes);
        }
        deepStrictEqual(got, chunks.flatMap((chunk) => [...chunk]));
        strictEqual(link.bytesReceived, got.length);
        strictEqual(await link.read(), null);
        deepStrictEqual(await link.close(), { reason: "peer-ended" });
      },
    ),
    { numRuns: 100 },
  );
});

Deno.test("who says much at a time is read by more at a time, and nothing of it is lost", async () => {
  const { link, peer } = memoryLink();
  const sent = Uint8Array.from({ length: 9000 }, (_, index) => index % 251);
  peer.send(sent);
  peer.end();
  const sizes: number[] = [];
  const got: number[] = [];
  for (let bytes; (bytes = await link.read()) !== null;) {
    sizes.push(bytes.length);
    got.push(...bytes);
  }
  deepStrictEqual(sizes, [1024, 4096, 3880]);
  deepStrictEqual(got, [...sent]);
});

Deno.test("a link tells both ends and when it was opened", async () => {
  const clock = new FakeClock(1_700_000_000_000);
  const { link } = memoryLink({ clock, address: "::ffff:192.0.2.9" });
  deepStrictEqual(link.remote, { address: "192.0.2.9", port: 50000 });
  deepStrictEqual(link.local, { address: "192.0.2.254", port: 2023 });
  strictEqual(link.openedAt, 1_700_000_000_000);
  link.abort();
  await link.closed;
});

Deno.test("a peer that has ended its side still gets what is written", async () => {
  const { link, peer } = memoryLink();
  peer.send("question");
  peer.end();
  strictEqual(await readText(link), "question");
  strictEqual(await link.read(), null);
  link.write(utf8.encode("answer"));
  strictEqual(await peer.hear("answer"), "answer");
  deepStrictEqual(await link.close(), { reason: "peer-ended" });
});

Deno.test("many writes of one turn reach the peer as one", async () => {
  const { link, peer } = memoryLink();
  for (let i = 0; i < 100; i++) link.write(utf8.encode(`${i}\n`));
  await peer.hear("99\n");
  strictEqual(peer.writes.length, 1);
  strictEqual(link.bytesSent, peer.writes[0]?.length);
  link.abort();
});

Deno.test("bytes put back come before the rest, the last put back first", async () => {
  const { link, peer } = memoryLink();
  peer.send("NI");
  const first = await link.read();
  ok(first);
  link.unread(first);
  link.unread(utf8.encode("+"));
  peer.send("CK");
  deepStrictEqual([await readText(link), await readText(link), await readText(link)], [
    "+",
    "NI",
    "CK",
  ]);
  link.abort();
});

Deno.test("bytes put back are a copy", async () => {
  const { link } = memoryLink();
  const bytes = utf8.encode("abc");
  link.unread(bytes);
  bytes.fill(0);
  strictEqual(await readText(link), "abc");
  link.abort();
});

Deno.test("bytes put back wake who waits", async () => {
  const { link } = memoryLink();
  const reading = readText(link);
  link.unread(utf8.encode("abc"));
  strictEqual(await reading, "abc");
  link.abort();
});

Deno.test("waiting for bytes takes none of them", async () => {
  const clock = new FakeClock();
  const { link, peer } = memoryLink({ clock });
  const waiting = link.awaitBytes(500);
  peer.send("hello");
  strictEqual(await waiting, true);
  ok(!clock.waiting, "the deadline is still there");
  strictEqual(await link.awaitBytes(500), true);
  strictEqual(await readText(link), "hello");
  link.abort();
});

Deno.test("waiting for bytes ends at its time, and what comes later is there to read", async () => {
  const clock = new FakeClock();
  const { link, peer } = memoryLink({ clock });
  const waiting = link.awaitBytes(500);
  clock.advance(500);
  strictEqual(await waiting, false);
  const reading = readText(link);
  peer.send("late");
  strictEqual(await reading, "late");
  link.abort();
});

Deno.test("what was put back comes before what an earlier wait let in", async () => {
  const clock = new FakeClock();
  const { link, peer } = memoryLink({ clock });
  peer.send("N");
  const first = await link.read();
  ok(first);
  const waiting = link.awaitBytes(500);
  clock.advance(500);
  await waiting;
  link.unread(utf8.encode("N"));
  peer.send("ICK");
  deepStrictEqual([await readText(link), await readText(link)], ["N", "ICK"]);
  link.abort();
});

Deno.test("waiting for bytes ends with the peer and with the link", async () => {
  const ended = memoryLink();
  const reset = memoryLink();
  const closed = memoryLink();
  const waiting = [ended, reset, closed].map(({ link }) => link.awaitBytes(500));
  ended.peer.end();
  reset.peer.reset();
  closed.link.abort();
  deepStrictEqual(await Promise.all(waiting), [true, true, true]);
  for (const { link } of [ended, reset, closed]) {
    strictEqual(await link.read(), null);
    link.abort();
  }
});

Deno.test("a reset is an end, for reading and for what waits to be written", async () => {
  const { link, peer } = memoryLink();
  peer.stall();
  link.write(utf8.encode("never read"));
  const reading = link.read();
  peer.reset();
  strictEqual(await reading, null);
  await link.outbox.drained();
  deepStrictEqual(await link.closed, { reason: "peer-reset" });
});

Deno.test("a reset is noticed by a write when nobody reads", async () => {
  const { link, peer } = memoryLink();
  peer.reset();
  link.write(utf8.encode("hello?"));
  deepStrictEqual(await link.closed, { reason: "peer-reset" });
  strictEqual(await link.read(), null);
});

Deno.test("a reader past the limit is cut, and whoever reads from it is told the end", async () => {
  const { link, peer } = memoryLink({ outboxLimitBytes: 100 });
  peer.stall();
  const reading = link.read();
  link.write(new Uint8Array(60));
  link.write(new Uint8Array(60));
  strictEqual(await reading, null);
  deepStrictEqual(await link.closed, { reason: "too-slow" });
  strictEqual(link.outbox.dropped, "too-slow");
});

Deno.test("closing writes what is queued, ends our side, and waits for the peer's", async () => {
  const clock = new FakeClock();
  const { link, peer } = memoryLink({ clock, writeBytes: 3 });
  const reading = link.read();
  link.write(utf8.encode("goodbye"));
  const closing = link.close();
  strictEqual(await reading, null);
  await peer.linkEnded;
  strictEqual(peer.text, "goodbye");
  peer.send("did not listen");
  peer.end();
  deepStrictEqual(await closing, { reason: "closed-here" });
  strictEqual(await link.read(), null);
  ok(!clock.waiting, "the deadline is still there");
});

Deno.test("what is written after closing is thrown away, so the last line is the last", async () => {
  const { link, peer } = memoryLink();
  link.write(utf8.encode("goodbye"));
  link.close();
  link.write(utf8.encode("too late"));
  await peer.linkEnded;
  strictEqual(peer.text, "goodbye");
  peer.end();
  await link.closed;
});

Deno.test("what was not yet read is thrown away on closing", async () => {
  const { link, peer } = memoryLink();
  link.unread(utf8.encode("put back"));
  peer.send("unread");
  link.close();
  strictEqual(await link.read(), null);
  link.unread(utf8.encode("too late"));
  strictEqual(await link.read(), null);
  peer.end();
  await link.closed;
});

Deno.test("a peer that takes nothing more is cut when the time to close is over", async () => {
  const clock = new FakeClock();
  const { link, peer } = memoryLink({ clock });
  peer.stall();
  link.write(utf8.encode("goodbye"));
  let closed = false;
  const closing = link.close({ withinMs: 2000 }).then(() => closed = true);
  clock.advance(1999);
  ok(!closed);
  clock.advance(1);
  await closing;
  ok(!clock.waiting);
});

Deno.test("a peer that never ends its side is cut when the time to close is over", async () => {
  const clock = new FakeClock();
  const { link, peer } = memoryLink({ clock });
  link.close({ withinMs: 2000 });
  await peer.linkEnded;
  clock.advance(2000);
  deepStrictEqual(await link.closed, { reason: "closed-here" });
});

Deno.test("closing and aborting again change nothing", async () => {
  const { link, peer } = memoryLink();
  const closing = link.close();
  peer.end();
  deepStrictEqual(await link.close({ withinMs: 1 }), { reason: "closed-here" });
  link.abort();
  link.write(utf8.encode("nobody there"));
  deepStrictEqual(await closing, { reason: "closed-here" });
});

Deno.test("aborting loses what is queued", async () => {
  const { link, peer } = memoryLink();
  link.write(utf8.encode("lost"));
  link.abort();
  strictEqual(link.outbox.waitingBytes, 0);
  deepStrictEqual(await link.closed, { reason: "closed-here" });
  await rejects(peer.hear("lost"));
});

/** Takes all that comes, and notes what it is told in the order that it is. */
class NotingReader implements LinkReader {
  readonly told: string[] = [];
  /** What each `take` answers, and does. */
  whenTaken: (text: string) => Promise<void> | void = () => {};
  /** Of the input, and of the link. */
  readonly #ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  readonly ended = this.#ends[0].promise;
  readonly over = this.#ends[1].promise;

  take(bytes: Uint8Array): Promise<void> | void {
    const text = new TextDecoder().decode(bytes);
    this.told.push(text);
    return this.whenTaken(text);
  }

  inputEnded(): void {
    this.told.push("input ended");
    this.#ends[0].resolve();
  }

  linkClosed(): void {
    this.told.push("closed");
    this.#ends[1].resolve();
  }
}

Deno.test("a reader takes what was put back, then what comes, and is told of both ends once", async () => {
  const { link, peer } = memoryLink();
  const reader = new NotingReader();
  link.unread(utf8.encode("b"));
  link.unread(utf8.encode("a"));
  peer.send("c");
  peer.end();
  reader.whenTaken = (text) =>
    void (text === "c" && queueMicrotask(() => link.write(utf8.encode("."))));
  link.readTo(reader);
  await peer.hear(".");
  deepStrictEqual(reader.told, ["a", "b", "c", "input ended"]);
  link.close();
  await reader.over;
  deepStrictEqual(reader.told, ["a", "b", "c", "input ended", "closed"]);
});

Deno.test("whoever has a reader wait is read no further until it goes on", async () => {
  const { link, peer } = memoryLink({ readBufferBytes: 1 });
  const reader = new NotingReader();
  const taken = Promise.withResolvers<void>();
  const wait = Promise.withResolvers<void>();
  reader.whenTaken = (text) => {
    if (text === "1") return (taken.resolve(), wait.promise);
    if (text === "3") link.abort();
  };
  peer.send("123");
  link.readTo(reader);
  await taken.promise;
  strictEqual(peer.unreadBytes, 2);
  deepStrictEqual(reader.told, ["1"]);
  wait.resolve();
  await reader.over;
  deepStrictEqual(reader.told, ["1", "2", "3", "input ended", "closed"]);
});

Deno.test("a reader that closes the link as it takes something is told of the end, and of no more bytes", async () => {
  const { link, peer } = memoryLink();
  const reader = new NotingReader();
  link.unread(utf8.encode("more"));
  link.unread(utf8.encode("quit"));
  reader.whenTaken = () => void link.close();
  peer.end();
  link.readTo(reader);
  await reader.over;
  deepStrictEqual(reader.told, ["quit", "input ended", "closed"]);
});

Deno.test("a reader that is held when its link is closed is told so at once, and of the input when it goes on", async () => {
  const { link } = memoryLink();
  const reader = new NotingReader();
  const wait = Promise.withResolvers<void>();
  reader.whenTaken = () => wait.promise;
  link.unread(utf8.encode("a"));
  link.readTo(reader);
  link.abort();
  await reader.over;
  deepStrictEqual(reader.told, ["a", "closed"]);
  wait.resolve();
  await reader.ended;
  deepStrictEqual(reader.told, ["a", "closed", "input ended"]);
});

Deno.test("a reader of a link that is gone is told of both ends", async () => {
  const { link } = memoryLink();
  link.abort();
  const reader = new NotingReader();
  link.readTo(reader);
  await reader.over;
  deepStrictEqual(reader.told, ["input ended", "closed"]);
});

Deno.test("the end of a link is told to whoever waits for it, before it or after", async () => {
  let closed = 0;
  const { link, peer } = memoryLink({ onClosed: () => closed++ });
  const before = link.closed;
  peer.reset();
  const reader = new NotingReader();
  link.readTo(reader);
  await reader.over;
  deepStrictEqual(await before, { reason: "peer-reset" });
  deepStrictEqual(await link.closed, { reason: "peer-reset" });
  strictEqual(closed, 1);
});
