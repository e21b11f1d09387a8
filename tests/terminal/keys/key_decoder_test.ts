import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { KeyDecoder, type KeyEvent } from "../../../core/terminal/keys/key_decoder.ts";
import { KEYS_BY_NUMBER } from "../../../core/terminal/keys/key_names.ts";
import { chunkedBytes, joinChunks } from "../typed_text.ts";

/** What was typed, in short: text as it is, keys in angle brackets. */
function typed(...chunks: readonly (string | Uint8Array)[]): string {
  const decoder = new KeyDecoder();
  const events = chunks.flatMap((chunk) => {
    return decoder.decode(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
  });
  return inShort(events);
}

function inShort(events: readonly KeyEvent[]): string {
  return events.map((event) => {
    if (event.kind === "key") return `<${event.name}>`;
    return event.kind === "text" ? event.text : `{${event.text}}`;
  }).join("");
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
    ["\x1c\x1f", "<ctrl-\\><ctrl-_>"],
  ]);
});

Deno.test("cursor keys are known as every terminal sends them", () => {
  check([
    ["\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "<up><down><right><left><home><end>"], // xterm
    ["\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", "<up><down><right><left><home><end>"], // VT100
    ["\x1b[K\x1b[@\x1b[V\x1b[U", "<end><insert><page-up><page-down>"], // ANSI-BBS
    ["\x1b[Z\x1bOM", "<shift-tab><enter>"],
  ]);
  check(Object.entries(KEYS_BY_NUMBER).map(([number, name]) => [`\x1b[${number}~`, `<${name}>`]));
});

Deno.test("keys with Alt and Ctrl are known as every terminal sends them", () => {
  check([
    ["\x1b[1;3C\x1b[1;5D\x1b[1;7A", "<alt-right><ctrl-left><ctrl-alt-up>"], // xterm
    ["\x1b[1;2C\x1b[1;6H\x1b[1;9D", "<right><ctrl-home><alt-left>"], // Shift is not told
    ["\x1b[3;5~\x1b[5;3~", "<ctrl-delete><alt-page-up>"],
    ["\x1bO5C\x1b[1;1B", "<ctrl-right><down>"], // old xterms
    [
      "\x1bOc\x1bOd\x1b[c\x1b[3^\x1b[3$\x1b[3@",
      "<ctrl-right><ctrl-left><right><ctrl-delete>" +
      "<delete><ctrl-delete>",
    ], // rxvt
    ["\x1b\x1b[C\x1b\x1bOD\x1b\x1b[3~", "<alt-right><alt-left><alt-delete>"], // rxvt, PuTTY
  ]);
});

Deno.test("keys that come as the numbers of their characters are what they are", () => {
  check([
    ["\x1b[97u\x1b[97;5u\x1b[97;3u\x1b[97;2u", "a<ctrl-a><alt-a>A"],
    ["\x1b[13u\x1b[9;2u\x1b[27u\x1b[127;5u", "<enter><shift-tab><escape><ctrl-backspace>"],
    ["\x1b[27;5;119~\x1b[27;2;13~\x1b[228u", "<ctrl-w><enter>ä"],
    ["\x1b[97:65;2:1u\x1b[97;1:3u\x1b[1;5:2C\x1b[1;5:3C", "A<ctrl-right>"], // let go is none
    ["\x1b[57358u\x1b[0u\x1b[1114112u\x1b[55296u\x1b[u\x1b[99999999999u", ""],
  ]);
});

Deno.test("ESC and a character is the character with Alt, in one packet or two", () => {
  check([
    ["\x1bx", "<alt-x>"],
    ["\x1b\x1bB", "<alt-B>"],
    ["\x1b\x7f\x1b\b", "<alt-backspace><alt-backspace>"],
    ["\x1b]x\x1bPx\x1b_x", "<alt-]>x<alt-P>x<alt-_>x"],
  ]);
  deepStrictEqual(typed("\x1b", "b"), "<alt-b>");
});

Deno.test("ESC before something that has no Alt is nothing", () => {
  check([["\x1b\r", "<enter>"], ["\x1b\x03", "<ctrl-c>"], ["\x1bé", "é"], ["\x1b", ""]]);
});

Deno.test("an ESC with nothing behind it is the key, once nobody waits any longer", () => {
  const decoder = new KeyDecoder();
  const escape = [{ kind: "key", name: "escape" }];
  deepStrictEqual(decoder.escape(), []);
  decoder.decode(Uint8Array.of(0x1b));
  ok(decoder.mayBeEscape);
  deepStrictEqual(decoder.escape(), escape);
  decoder.decode(Uint8Array.of(0x1b, 0x1b));
  deepStrictEqual(decoder.escape(), escape);
  decoder.decode(Uint8Array.of(0x1b, 0x5b));
  ok(!decoder.mayBeEscape);
  deepStrictEqual(decoder.escape(), []);
});

Deno.test("unknown sequences are swallowed whole", () => {
  check([
    ["a\x1b[201~b\x1b[999~c", "abc"],
    ["a\x1b[38;5;1mb", "ab"],
    ["a\x1b[ qb", "ab"],
    ["\x1b\x1b[Ia", "a"],
  ]);
});

Deno.test("function keys are nothing", () => {
  check([
    ["a\x1bOP\x1bOS\x1b[1;2Pb", "ab"], // xterm
    ["a\x1b[11~\x1b[15~\x1b[24;5~b", "ab"], // VT220
    ["a\x1b[[A\x1b[[Eb", "ab"], // Linux console
    ["a\x1b[57364ub", "ab"], // Kitty
  ]);
});

Deno.test("what a terminal reports by itself is nothing", () => {
  check([
    ["a\x1b[I\x1b[Ob", "ab"], // focus
    ["a\x1b[M !!\x1b[<0;10;20M\x1b[<0;10;20m\x1b[32;10;20Mb", "ab"], // a mouse
    ["a\x1b[24;80R\x1b[0n\x1b[8;24;80tb", "ab"], // its state and size
    ["a\x1b[?1;2c\x1b[>41;354;0c\x1b[?2026;2$yb", "ab"], // what it can do
    ["a\x1b]11;rgb:1e1e/1e1e/1e1e\x07\x1b]4;1;red\x1b\\b", "ab"], // colours
    ["a\x1bP>|xterm(354)\x1b\\\x1bP1$r0m\x1b\\\x1b_Gi=1;OK\x1b\\b", "ab"], // what it is
  ]);
});

Deno.test("an answer that is broken off, or has no end, swallows no more than it must", () => {
  check([
    ["\x1b]11;rgb\rok", "<enter>ok"],
    ["\x1bP>|x\x1b[Aok", "<up>ok"],
    ["\x1b[M\rok", "<enter>ok"],
    ["\x1b]1" + "x".repeat(1023) + "ok", "ok"],
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

Deno.test("what is pasted between marks is one paste, whatever it holds", () => {
  check([
    ["a\x1b[200~b\r\nc\x1b[201~d", "a{b\r\nc}d"],
    ["\x1b[200~\x03\x1b[A\x1b[20\x1b[201x\x1b[201~", "{\x03\x1b[A\x1b[20\x1b[201x}"],
    ["\x1b[200~\x1b[201~", "{}"],
    ["\x1b[200~\x1b\x1b[201~x", "{\x1b}x"],
  ]);
});

Deno.test("a paste that has not ended waits, and can be forgotten", () => {
  const decoder = new KeyDecoder();
  deepStrictEqual(decoder.decode(new TextEncoder().encode("\x1b[200~abc\r")), []);
  decoder.reset();
  strictEqual(inShort(decoder.decode(new TextEncoder().encode("x"))), "x");
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
