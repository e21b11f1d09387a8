import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { KeyDecoder, type KeyEvent } from "../../core/terminal/key_decoder.ts";
import { KEY_SEQUENCES } from "../../core/terminal/key_names.ts";
import { chunkedBytes, joinChunks } from "./typed_text.ts";

/** What was typed, in short: text as it is, keys in angle brackets. */
function typed(...chunks: readonly (string | Uint8Array)[]): string {
  const decoder = new KeyDecoder();
  const events = chunks.flatMap((chunk) => {
    return decoder.decode(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
  });
  return inShort(events);
}

function inShort(events: readonly KeyEvent[]): string {
  return events.map((event) => event.kind === "text" ? event.text : `<${event.name}>`).join("");
}

function check(rows: readonly (readonly [sent: string, wanted: string])[]): void {
  for (const [sent, wanted] of rows) {
    deepStrictEqual([JSON.stringify(sent), typed(sent)], [JSON.stringify(sent), wanted]);
  }
}

Deno.test("bytes cut anywhere are the same keys", () => {
  fc.assert(
    fc.property(chunkedBytes, (chunks) => {
      deepStrictEqual(typed(...chunks), typed(joinChunks(chunks)));
    }),
    { numRuns: 300 },
  );
});

Deno.test("text between keys is one event", () => {
  deepStrictEqual(new KeyDecoder().decode(new TextEncoder().encode("hé 日\x01b")), [
    { kind: "text", text: "hé 日" },
    { kind: "key", name: "ctrl-a" },
    { kind: "text", text: "b" },
  ]);
});

Deno.test("each way to end a line is one enter", () => {
  check([
    ["a\r\nb", "a<enter>b"],
    ["a\r\0b", "a<enter>b"],
    ["a\rb", "a<enter>b"],
    ["a\nb", "a<enter>b"],
    ["\r\r", "<enter><enter>"],
    ["\n\n", "<enter><enter>"],
    ["\r\n\n", "<enter><enter>"],
    ["\ra\n", "<enter>a<enter>"],
  ]);
});

Deno.test("what ends a line may come in two packets", () => {
  deepStrictEqual(typed("\r", "\n", "\r", "\0", "\r", "x"), "<enter><enter><enter>x");
});

Deno.test("NUL alone is nothing", () => {
  check([["\0", ""], ["a\0b", "ab"]]);
});

Deno.test("control characters are keys", () => {
  check([
    ["\b\x7f", "<backspace><backspace>"],
    ["\t", "<tab>"],
    ["\x01\x03\x1a", "<ctrl-a><ctrl-c><ctrl-z>"],
    ["\x1c\x1f", ""],
  ]);
});

Deno.test("every escape sequence of the table is its key", () => {
  check(
    Object.entries(KEY_SEQUENCES).map(([sequence, name]) => {
      return [`a\x1b${sequence}b`, `a<${name}>b`];
    }),
  );
});

Deno.test("ESC and a character is the character with Alt, in one packet or two", () => {
  check([["\x1bx", "<alt-x>"], ["\x1b\x1bB", "<alt-B>"], ["\x1b\x7f", "<alt-backspace>"]]);
  deepStrictEqual(typed("\x1b", "b"), "<alt-b>");
});

Deno.test("ESC before something that has no Alt is nothing", () => {
  check([["\x1b\r", "<enter>"], ["\x1b\x03", "<ctrl-c>"], ["\x1bé", "é"], ["\x1b", ""]]);
});

Deno.test("unknown sequences are swallowed whole", () => {
  check([
    ["a\x1b[200~b\x1b[201~c", "abc"],
    ["a\x1b[38;5;1mb", "ab"],
    ["a\x1b[?1;2cb", "ab"],
    ["a\x1b[ qb", "ab"],
    ["a\x1b[[Ab", "ab"],
    ["a\x1bO5Pb", "ab"],
  ]);
});

Deno.test("a sequence broken off by something else ends there", () => {
  check([
    ["\x1b[1\r", "<enter>"],
    ["\x1b[1\x1b[A", "<up>"],
    ["\x1b[1é", "é"],
    ["\x1bO\b", "<backspace>"],
  ]);
});

Deno.test("a sequence that does not end is dropped after 32 bytes", () => {
  check([["\x1b[" + "1".repeat(31) + "ok", "ok"]]);
  deepStrictEqual(typed("\x1b[" + "1".repeat(30), "A"), "");
});

Deno.test("bytes that are no UTF-8 become U+FFFD", () => {
  deepStrictEqual(typed(Uint8Array.of(0x61, 0xff, 0x62)), "a\ufffdb");
  deepStrictEqual(typed(Uint8Array.of(0xe6, 0x97), Uint8Array.of(0x0d)), "\ufffd<enter>");
  deepStrictEqual(typed(Uint8Array.of(0xe6, 0x97), Uint8Array.of(0x1b, 0x5b, 0x41)), "\ufffd<up>");
});

Deno.test("a character may come in several packets", () => {
  deepStrictEqual(
    typed(...[...new TextEncoder().encode("日👍")].map((b) => Uint8Array.of(b))),
    "日👍",
  );
});

Deno.test("text is of the charset that was chosen", () => {
  const decoder = new KeyDecoder();
  decoder.changeCharset("cp437");
  deepStrictEqual(
    inShort(decoder.decode(Uint8Array.of(0x82, 0x9b, 0x41, 0x1b, 0x5b, 0x44))),
    "é¢A<left>",
  );
  decoder.changeCharset("latin-1");
  deepStrictEqual(inShort(decoder.decode(Uint8Array.of(0xe9))), "é");
});
