/**
 * What an outbox writes, when, and what it does about readers that do not keep up.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { type Coding, Outbox, type OutboxOptions } from "../../../core/net/outbox/outbox.ts";

const utf8 = new TextEncoder();

/** An outbox whose writes are kept as text, and can be held back. */
function watchedOutbox(options: Partial<OutboxOptions> = {}) {
  const writes: Uint8Array[] = [];
  let gate = Promise.resolve();
  const outbox = new Outbox({
    limitBytes: 1000,
    to: {
      write: async (bytes) => {
        writes.push(bytes);
        await gate;
        return bytes.length;
      },
    },
    ...options,
  });
  const hold = (): () => void => {
    const held = Promise.withResolvers<void>();
    gate = held.promise;
    return held.resolve;
  };
  const texts = () => writes.map((bytes) => new TextDecoder().decode(bytes));
  return { outbox, writes, texts, hold };
}

/** Resolves once all that was scheduled for the end of this turn has run. */
function turnEnd(): Promise<void> {
  const flushed = Promise.withResolvers<void>();
  const marker = new Outbox({
    limitBytes: 1,
    to: {
      write: () => {
        flushed.resolve();
        return Promise.resolve(1);
      },
    },
  });
  marker.push(Uint8Array.of(0));
  return flushed.promise;
}

Deno.test("all that a turn pushes leaves in one write", async () => {
  const { outbox, texts } = watchedOutbox();
  outbox.push(utf8.encode("one "));
  outbox.push(new Uint8Array(0));
  await Promise.resolve().then(() => outbox.push(utf8.encode("two ")));
  outbox.push(utf8.encode("three"));
  deepStrictEqual(texts(), []);
  await outbox.drained();
  deepStrictEqual(texts(), ["one two three"]);
});

Deno.test("an outbox that can't be written drops its own caller, and those behind it are written", async () => {
  const drops: string[] = [];
  const broken = watchedOutbox({ onDrop: (reason) => void drops.push(reason) });
  broken.outbox.startCoding({
    encode() {
      throw new Error("This coding is a bug.");
    },
    finish: () => new Uint8Array(0),
  });
  const next = watchedOutbox();
  broken.outbox.push(utf8.encode("lost"));
  next.outbox.push(utf8.encode("kept"));
  await Promise.all([broken.outbox.drained(), next.outbox.drained()]);
  deepStrictEqual([broken.texts(), next.texts(), drops], [[], ["kept"], ["peer-reset"]]);
});

Deno.test("a single chunk is written as it is, not copied", async () => {
  const { outbox, writes } = watchedOutbox();
  const chunk = utf8.encode("hello");
  outbox.push(chunk);
  await outbox.drained();
  strictEqual(writes[0], chunk);
});

Deno.test("pushes during a write gather and leave together after it", async () => {
  const { outbox, texts, hold } = watchedOutbox();
  const release = hold();
  outbox.push(utf8.encode("a"));
  await turnEnd();
  outbox.push(utf8.encode("b"));
  await turnEnd();
  outbox.push(utf8.encode("c"));
  await turnEnd();
  deepStrictEqual(texts(), ["a"]);
  release();
  await outbox.drained();
  deepStrictEqual(texts(), ["a", "bc"]);
});

Deno.test("partial writes lose nothing and change no order", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 20 })),
      fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      async (chunks, sizes) => {
        const written: number[] = [];
        let writes = 0;
        const outbox = new Outbox({
          limitBytes: Infinity,
          to: {
            write: (bytes) => {
              const part = bytes.subarray(0, sizes[writes++ % sizes.length]);
              written.push(...part);
              return Promise.resolve(part.length);
            },
          },
        });
        for (const chunk of chunks) outbox.push(chunk);
        await outbox.drained();
        deepStrictEqual(written, chunks.flatMap((chunk) => [...chunk]));
        strictEqual(outbox.writtenBytes, written.length);
        strictEqual(outbox.waitingBytes, 0);
      },
    ),
    { numRuns: 100 },
  );
});

Deno.test("outboxes that wait with the same chunks write one shared array", async () => {
  const [a, b, other] = [watchedOutbox(), watchedOutbox(), watchedOutbox()];
  const [hello, world] = [utf8.encode("hello "), utf8.encode("world")];
  for (const { outbox } of [a, b]) {
    outbox.push(hello);
    outbox.push(world);
  }
  other.outbox.push(hello);
  other.outbox.push(utf8.encode("moon"));
  await Promise.all([a, b, other].map(({ outbox }) => outbox.drained()));
  strictEqual(a.writes[0], b.writes[0]);
  deepStrictEqual(a.texts(), ["hello world"]);
  deepStrictEqual(other.texts(), ["hello moon"]);
});

Deno.test("a reader past the limit is dropped once, and others go on", async () => {
  const drops: string[] = [];
  const slow = watchedOutbox({ limitBytes: 10, onDrop: (reason) => drops.push(reason) });
  const quick = watchedOutbox({ limitBytes: 10 });
  const release = slow.hold();
  for (let i = 0; i < 4; i++) {
    for (const { outbox } of [slow, quick]) outbox.push(utf8.encode("1234"));
    await quick.outbox.drained();
  }
  deepStrictEqual(drops, ["too-slow"]);
  strictEqual(slow.outbox.dropped, "too-slow");
  strictEqual(slow.outbox.waitingBytes, 0);
  deepStrictEqual(slow.texts(), ["1234"]);
  deepStrictEqual(quick.texts(), ["1234", "1234", "1234", "1234"]);
  strictEqual(quick.outbox.dropped, undefined);
  await slow.outbox.drained(); // nothing waits, although a write is still under way
  release();
  await turnEnd();
  deepStrictEqual(slow.texts(), ["1234"]);
});

Deno.test("a limit that is changed holds from the next push on", () => {
  const drops: string[] = [];
  const { outbox } = watchedOutbox({ limitBytes: 4, onDrop: (reason) => drops.push(reason) });
  outbox.limitBytes = 8;
  outbox.push(new Uint8Array(8));
  deepStrictEqual(drops, []);
  outbox.limitBytes = 4;
  outbox.push(new Uint8Array(1));
  deepStrictEqual(drops, ["too-slow"]);
});

Deno.test("as many bytes as the limit may wait", async () => {
  const { outbox, texts } = watchedOutbox({ limitBytes: 4 });
  outbox.push(utf8.encode("1234"));
  await outbox.drained();
  deepStrictEqual(texts(), ["1234"]);
});

Deno.test("a write that fails drops the outbox and settles who waits for it", async () => {
  for (const write of [() => Promise.reject(new Error("reset")), () => Promise.resolve(0)]) {
    const drops: string[] = [];
    const { outbox } = watchedOutbox({ to: { write }, onDrop: (reason) => drops.push(reason) });
    outbox.push(utf8.encode("hello"));
    await outbox.drained();
    deepStrictEqual(drops, ["peer-reset"]);
    strictEqual(outbox.writtenBytes, 0);
  }
});

Deno.test("an abandoned outbox writes nothing, tells nobody and settles who waits for it", async () => {
  const drops: string[] = [];
  const { outbox, texts } = watchedOutbox({ onDrop: (reason) => drops.push(reason) });
  outbox.beforeFlush = () => drops.push("asked for more");
  outbox.push(utf8.encode("hello"));
  const drained = outbox.drained();
  outbox.abandon();
  outbox.push(utf8.encode("again"));
  await drained;
  await turnEnd();
  deepStrictEqual([texts(), drops], [[], []]);
});

Deno.test("a write that ends after the outbox was abandoned is the last", async () => {
  const written = Promise.withResolvers<number>();
  let writes = 0;
  const { outbox } = watchedOutbox({ to: { write: () => (writes++, written.promise) } });
  outbox.push(utf8.encode("hello"));
  await turnEnd();
  outbox.abandon();
  written.resolve(2);
  await turnEnd();
  deepStrictEqual([writes, outbox.writtenBytes, outbox.waitingBytes], [1, 2, 0]);
});

Deno.test("an empty push asks for no write", async () => {
  const { outbox, texts } = watchedOutbox();
  outbox.beforeFlush = () => outbox.push(utf8.encode("> "));
  outbox.push(new Uint8Array(0));
  await turnEnd();
  deepStrictEqual(texts(), []);
});

Deno.test("the hook runs once before a turn's write and may add to it", async () => {
  const { outbox, texts } = watchedOutbox();
  outbox.beforeFlush = () => outbox.push(utf8.encode("> "));
  outbox.push(utf8.encode("one\n"));
  outbox.push(utf8.encode("two\n"));
  await outbox.drained();
  outbox.push(utf8.encode("three\n"));
  await outbox.drained();
  deepStrictEqual(texts(), ["one\ntwo\n> ", "three\n> "]);
});

Deno.test("the hook waits for the write under way", async () => {
  const { outbox, texts, hold } = watchedOutbox();
  outbox.beforeFlush = () => outbox.push(utf8.encode(">"));
  const release = hold();
  outbox.push(utf8.encode("a"));
  await turnEnd();
  outbox.push(utf8.encode("b"));
  await turnEnd();
  outbox.push(utf8.encode("c"));
  await turnEnd();
  release();
  await outbox.drained();
  deepStrictEqual(texts(), ["a>", "bc>"]);
});

Deno.test("a hook that throws, or abandons its outbox, stops nobody else", async () => {
  const [throwing, leaving, third] = [watchedOutbox(), watchedOutbox(), watchedOutbox()];
  throwing.outbox.beforeFlush = () => {
    throw new Error("broken");
  };
  leaving.outbox.beforeFlush = () => leaving.outbox.abandon();
  for (const { outbox } of [throwing, leaving, third]) outbox.push(utf8.encode("hi"));
  await Promise.all([throwing, leaving, third].map(({ outbox }) => outbox.drained()));
  await turnEnd();
  deepStrictEqual([throwing.texts(), leaving.texts(), third.texts()], [["hi"], [], ["hi"]]);
  leaving.outbox.push(utf8.encode("too late"));
  strictEqual(leaving.outbox.waitingBytes, 0);
});

Deno.test("bytes are counted while they wait and once they are written", async () => {
  const { outbox, hold } = watchedOutbox();
  const release = hold();
  outbox.push(new Uint8Array(3));
  await turnEnd();
  outbox.push(new Uint8Array(4));
  deepStrictEqual([outbox.waitingBytes, outbox.writtenBytes], [7, 0]);
  release();
  await outbox.drained();
  deepStrictEqual([outbox.waitingBytes, outbox.writtenBytes], [0, 7]);
  ok(outbox.dropped === undefined);
});

/** A coding that can be seen: each time it is used there is a bracket around the bytes. */
const BRACKETS: Coding = {
  encode: (bytes) => utf8.encode(`[${new TextDecoder().decode(bytes)}]`),
  finish: (bytes) => utf8.encode(`{${new TextDecoder().decode(bytes)}}`),
};

Deno.test("a coding begins behind what was pushed before it, in the same write", async () => {
  const { outbox, texts } = watchedOutbox();
  outbox.push(utf8.encode("plain "));
  outbox.startCoding(BRACKETS);
  outbox.push(utf8.encode("one "));
  outbox.push(utf8.encode("two"));
  await outbox.drained();
  outbox.push(utf8.encode("three"));
  await outbox.drained();
  deepStrictEqual(texts(), ["plain [one two]", "[three]"]);
  strictEqual(outbox.waitingBytes, 0);
  strictEqual(outbox.writtenBytes, 22);
});

Deno.test("a coding that nothing is pushed behind writes nothing", async () => {
  const { outbox, texts } = watchedOutbox();
  outbox.push(utf8.encode("plain"));
  outbox.startCoding(BRACKETS);
  await outbox.drained();
  deepStrictEqual(texts(), ["plain"]);
});

Deno.test("a coding ends behind what was pushed, and another may begin", async () => {
  const { outbox, texts } = watchedOutbox();
  outbox.startCoding(BRACKETS);
  outbox.push(utf8.encode("one"));
  outbox.endCoding();
  outbox.push(utf8.encode(" plain "));
  outbox.startCoding(BRACKETS);
  outbox.push(utf8.encode("two"));
  outbox.endCoding();
  outbox.endCoding();
  await outbox.drained();
  deepStrictEqual(texts(), ["{one} plain {two}"]);
});

Deno.test("a coding ends by itself while nothing else waits", async () => {
  const { outbox, texts } = watchedOutbox();
  outbox.startCoding(BRACKETS);
  outbox.endCoding();
  await outbox.drained();
  deepStrictEqual(texts(), ["{}"]);
});

Deno.test("what gathers behind a coding counts for the limit as it was pushed", () => {
  const { outbox } = watchedOutbox({ limitBytes: 10 });
  outbox.startCoding(BRACKETS);
  outbox.push(new Uint8Array(11));
  strictEqual(outbox.dropped, "too-slow");
  outbox.endCoding();
  strictEqual(outbox.waitingBytes, 0);
});

Deno.test("what gathers during a coded write is coded by itself afterwards", async () => {
  const { outbox, texts, hold } = watchedOutbox();
  outbox.startCoding(BRACKETS);
  const release = hold();
  outbox.push(utf8.encode("one"));
  await turnEnd();
  outbox.push(utf8.encode("two"));
  outbox.endCoding();
  outbox.push(utf8.encode(" plain"));
  release();
  await outbox.drained();
  deepStrictEqual(texts(), ["[one]", "{two} plain"]);
});
