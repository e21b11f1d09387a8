/**
 * Cutting bytes into lines.
 *
 * @module
 */

import fc from "fast-check";
import { deepStrictEqual } from "node:assert/strict";
import { LineReader, type ReadLine } from "../../core/net/line_reader.ts";

const LIMIT = 8;

/** What a reader makes of chunks: each line as text of Latin-1, or that it was too long. */
function read(...chunks: readonly (string | Uint8Array)[]): string[] {
  const reader = new LineReader({ limitBytes: LIMIT });
  return chunks.flatMap((chunk) => reader.read(bytesOf(chunk)).map(textOf));
}

function bytesOf(chunk: string | Uint8Array): Uint8Array {
  return typeof chunk === "string" ? Uint8Array.from(chunk, (char) => char.charCodeAt(0)) : chunk;
}

function textOf(line: ReadLine): string {
  return line === "too-long" ? "(too long)" : String.fromCharCode(...line.bytes);
}

/** Chunks that a peer sends, and the lines in them. */
const ROWS: readonly (readonly [claim: string, chunks: readonly string[], lines: string[]])[] = [
  ["LF alone ends a line", ["ab\ncd\n"], ["ab", "cd"]],
  ["CR LF ends a line", ["ab\r\ncd\r\n"], ["ab", "cd"]],
  ["an end may be cut in two", ["ab\r", "\ncd\r", "\n"], ["ab", "cd"]],
  ["CR alone ends none", ["ab\rcd\n"], ["ab\rcd"]],
  ["one CR belongs to the end", ["ab\r\r\n"], ["ab\r"]],
  ["lines may be empty", ["\n\r\n\n"], ["", "", ""]],
  ["what has no end is no line yet", ["ab", "cd"], []],
  ["an empty chunk is nothing", ["ab", "", "cd\n"], ["abcd"]],
  ["bytes stay as they are", ["\x00\x1b\x7f\x80\xff\n"], ["\x00\x1b\x7f\x80\xff"]],
  ["a line of the limit is a line", ["12345678\n", "12345678\r\n"], ["12345678", "12345678"]],
  ["the CR of an end does not count", ["12345678\r", "\n"], ["12345678"]],
  ["a line over the limit is none", ["123456789\n", "ok\n"], ["(too long)", "ok"]],
  ["a CR over the limit counts when it is no end", ["12345678\rx\n", "ok\n"], ["(too long)", "ok"]],
  [
    "a line over the limit is told once, and its rest is skipped",
    ["1234567890", "1234567890", "abc\ndef\n"],
    ["(too long)", "def"],
  ],
  [
    "that it is over the limit is told before its end has come",
    ["1234567890"],
    ["(too long)"],
  ],
  [
    "two lines over the limit are told one by one",
    ["123456789\n123456789\nok\n"],
    ["(too long)", "(too long)", "ok"],
  ],
];

for (const [claim, chunks, lines] of ROWS) {
  Deno.test(`in a stream of lines, ${claim}`, () => {
    deepStrictEqual(read(...chunks), lines);
    deepStrictEqual(read(...chunks.join("")), lines, "a byte each");
  });
}

Deno.test("half a line is kept as a copy, which later bytes don't change", () => {
  const reader = new LineReader({ limitBytes: LIMIT });
  const buffer = bytesOf("cd");
  reader.read(buffer);
  buffer.fill(0);
  deepStrictEqual(reader.read(bytesOf("\n")).map(textOf), ["cd"]);
});

/** What the lines of a whole stream are. */
function linesOf(stream: string): string[] {
  const lines = stream.split("\n");
  const rest = lines.pop()!;
  const whole = lines.map((line) => line.replace(/\r$/, ""))
    .map((line) => line.length > LIMIT ? "(too long)" : line);
  return rest.length > LIMIT + 1 ? [...whole, "(too long)"] : whole;
}

Deno.test("how a stream is cut into chunks makes no difference to its lines", () => {
  const chunk = fc.array(fc.constantFrom("\n", "\r\n", "\r", "a", "bcd", "123456789"), {
    maxLength: 6,
  }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 8 }), (chunks) => {
      deepStrictEqual(read(...chunks), linesOf(chunks.join("")));
    }),
    { numRuns: 300 },
  );
});
