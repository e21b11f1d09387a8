/**
 * How a record of the log reads.
 *
 * @module
 */

import { deepStrictEqual, doesNotMatch, match, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { formatEntry } from "../../core/logging/log_line.ts";

const START = "2026-11-21 14:39:58Z info net  Listening";

function lineWith(values: Record<string, unknown>): string {
  const timestamp = Date.UTC(2026, 10, 21, 14, 39, 58, 999);
  return formatEntry({ timestamp, level: "info", category: "net", sentence: "Listening", values });
}

Deno.test("a record is time, level, category, sentence and named values", () => {
  strictEqual(
    lineWith({ address: "0.0.0.0", port: 2023 }),
    `${START} address=0.0.0.0 port=2023`,
  );
});

Deno.test("values that are not text are written as they are", () => {
  strictEqual(
    lineWith({ many: 12n, less: -1.5, on: true, nothing: null }),
    `${START} many=12 less=-1.5 on=true nothing=null`,
  );
});

Deno.test("a value that is undefined is left out", () => {
  strictEqual(lineWith({ reason: undefined, port: 1 }), `${START} port=1`);
});

Deno.test("a value with a space or a sign of the format stands in quotes", () => {
  strictEqual(
    lineWith({ a: "Late Night", b: 'say "hi"', c: "C:\\data", d: "x=y", e: "", f: "naïve" }),
    `${START} a="Late Night" b="say \\"hi\\"" c="C:\\\\data" d="x=y" e="" f=naïve`,
  );
});

Deno.test("a value can't begin a record of its own", () => {
  strictEqual(
    lineWith({ name: "eve\r\n2026-11-21 14:39:58Z error db  Lost\u2028\u0085" }),
    `${START} name="eve\\r\\n2026-11-21 14:39:58Z error db  Lost\\u{2028}\\u{85}"`,
  );
});

Deno.test("a value can't send escape sequences or turn the text around", () => {
  strictEqual(
    lineWith({ name: "\x1b[2J\x9b\u202e\ud800\0" }),
    `${START} name="\\u{1b}[2J\\u{9b}\\u{202e}\\u{d800}\\u{0}"`,
  );
});

Deno.test("a long value is cut", () => {
  strictEqual(lineWith({ name: "x".repeat(5000) }), `${START} name=${"x".repeat(1000)}...`);
});

Deno.test("lists and objects are shown on the same line", () => {
  strictEqual(lineWith({ ports: [1, 2] }), `${START} ports="[ 1, 2 ]"`);
  strictEqual(lineWith({ at: { line: "a\nb" } }), `${START} at="{ line: 'a\\\\nb' }"`);
});

Deno.test("an error shows its name on the line and its stack below it, indented", () => {
  const error = new TypeError("no such thing\nat all");
  const [first, ...rest] = lineWith({ error, port: 1 }).split("\n");
  strictEqual(first, `${START} error=TypeError port=1`);
  deepStrictEqual(rest.slice(0, 2), ["    TypeError: no such thing", "    at all"]);
  match(rest[2] ?? "", /^ {4} +at .*log_line_test\.ts/);
  ok(rest.every((line) => line.startsWith("    ")));
});

Deno.test("an error without a stack shows its message", () => {
  const error = new Error("lost");
  delete error.stack;
  strictEqual(lineWith({ error }), `${START} error=Error\n    Error: lost`);
});

Deno.test("an error's causes are shown below it", () => {
  const error = new Error("outer", { cause: new RangeError("inner") });
  match(lineWith({ error }), /\n {4}Error: outer\n[^]*\n {4}Caused by: RangeError: inner\n/);
});

Deno.test("a ring of causes comes to an end", () => {
  const error = new Error("again");
  error.cause = error;
  strictEqual(lineWith({ error }).match(/Caused by: /g)?.length, 4);
});

Deno.test("the message of an error is escaped, and cut when it is very long", () => {
  const error = new Error("\x1b[31m" + "\n".repeat(500_000));
  const text = lineWith({ error });
  match(text, /Error: \\u\{1b\}\[31m/);
  ok(text.length < 100_000, `found ${text.length} characters`);
});

Deno.test("whatever the values are, a record is one line without control characters", () => {
  const anyText = fc.string({ unit: "binary" });
  fc.assert(fc.property(anyText, anyText, (one, other) => {
    const line = lineWith({ one, other });
    doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    ok(line.startsWith(START));
  }));
});
