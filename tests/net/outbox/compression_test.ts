/**
 * That what is compressed can be read at once, and at the end.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { constants, inflateSync } from "node:zlib";
import fc from "fast-check";
import { Compression } from "../../../core/net/outbox/compression.ts";

/** Reads as much as there is of a stream. */
function read(parts: readonly Uint8Array[], { isWhole }: { isWhole: boolean }): number[] {
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  const options = isWhole ? {} : { finishFlush: constants.Z_SYNC_FLUSH };
  return [...inflateSync(bytes, options)];
}

Deno.test("each part can be read as soon as it is there, and the end is one", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ minLength: 1, maxLength: 9000 }), { maxLength: 6 }),
      fc.uint8Array({ maxLength: 50 }),
      (parts, last) => {
        const compression = new Compression();
        const [sent, plain]: [Uint8Array[], number[]] = [[], []];
        for (const part of parts) {
          sent.push(compression.encode(part));
          plain.push(...part);
          deepStrictEqual(read(sent, { isWhole: false }), plain);
        }
        sent.push(compression.finish(last));
        deepStrictEqual(read(sent, { isWhole: true }), [...plain, ...last]);
      },
    ),
    { numRuns: 40 },
  );
});

Deno.test("a line that is like an earlier one takes a fraction of its bytes", () => {
  const compression = new Compression();
  const line = (number: number) =>
    new TextEncoder().encode(`ann: message ${number}, to everybody in this room\r\n`);
  compression.encode(line(1));
  ok(compression.encode(line(2)).length < line(2).length / 2);
});

Deno.test("a stream without anything in it is one, too", () => {
  strictEqual(read([new Compression().finish(new Uint8Array())], { isWhole: true }).length, 0);
});
