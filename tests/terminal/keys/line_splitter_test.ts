import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { type LineEvent, LineSplitter } from "../../../core/terminal/keys/line_splitter.ts";
import { safeText } from "../../../core/terminal/charset/safe_text.ts";
import { chunkedBytes, joinChunks, words } from "../typed_text.ts";

/** What was sent, in short: lines as they are, other events in angle brackets. */
function sent(...chunks: readonly (string | Uint8Array)[]): string[] {
  const splitter = new LineSplitter({ limitBytes: 100 });
  return chunks.flatMap((chunk) => {
    return splitter.split(typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk);
  }).map(inShort);
}

function inShort(event: LineEvent): string {
  return event.kind === "line" ? event.text : `<${event.kind}>`;
}

Deno.test("bytes cut anywhere are the same lines", () => {
  fc.assert(
    fc.property(chunkedBytes, (chunks) => {
      deepStrictEqual(sent(...chunks), sent(joinChunks(chunks)));
    }),
    { numRuns: 300 },
  );
});

Deno.test("lines are safe text", () => {
  fc.assert(fc.property(chunkedBytes, (chunks) => {
    for (const line of sent(...chunks, "\n")) deepStrictEqual(safeText(line), line);
  }));
});

Deno.test("each way to end a line ends one line", () => {
  deepStrictEqual(sent("a\r\nb\r\0c\rd\ne"), ["a", "b", "c", "d"]);
  deepStrictEqual(sent("\r\r\n\n"), ["", "", ""]);
});

Deno.test("what ends a line may come in two packets", () => {
  deepStrictEqual(sent("a\r", "\n", "b\r", "\0", "c\r", "d\n"), ["a", "b", "c", "d"]);
});

Deno.test("a packet of one NUL is nothing", () => {
  deepStrictEqual(sent("a", "\0", "b\n"), ["ab"]);
});

Deno.test("a line that is no UTF-8 is windows-1252", () => {
  deepStrictEqual(sent(Uint8Array.of(0x63, 0xe9, 0x80, 0x0a)), ["cé€"]);
  deepStrictEqual(sent("cé€\n"), ["cé€"]);
});

Deno.test("backspace and DEL erase a character, of however many bytes", () => {
  deepStrictEqual(sent("ab\bc\x7fd\n"), ["ad"]);
  deepStrictEqual(sent("aé\b日\b👨‍👩‍👧\be\u0301\bb\n"), ["ab"]);
  deepStrictEqual(sent(Uint8Array.of(0x61, 0xe9, 0x08, 0x62, 0x0a)), ["ab"]);
  deepStrictEqual(sent("\b\ba\n"), ["a"]);
  deepStrictEqual(sent("日".repeat(30) + "\b\n"), ["日".repeat(29)]);
});

Deno.test("as many backspaces as characters leave an empty line", () => {
  fc.assert(fc.property(words, (text) => {
    const line = text.slice(0, 30).toWellFormed();
    deepStrictEqual(sent(line + "\b".repeat(line.length) + "\n"), [""]);
  }));
});

Deno.test("a character of absurd length is erased in pieces", () => {
  const splitter = new LineSplitter({ limitBytes: 1_000_000 });
  const line = new TextEncoder().encode("a" + "\u0308".repeat(400_000));
  splitter.split(line);
  for (let index = 0; index < 12_500; index++) splitter.eraseCharacter();
  deepStrictEqual(splitter.split(new TextEncoder().encode("\n")), [{ kind: "line", text: "a" }]);
});

Deno.test("a line of the limit is taken and a longer one is not", () => {
  deepStrictEqual(sent("x".repeat(100) + "\n"), ["x".repeat(100)]);
  deepStrictEqual(sent("é".repeat(51) + "\nnext\n"), ["<too-long>", "next"]);
});

Deno.test("a line far too long is reported once, as soon as it is", () => {
  deepStrictEqual(sent("x".repeat(101)), ["<too-long>"]);
  deepStrictEqual(sent("x".repeat(500), "x".repeat(500), "\b\x04", "\r\nnext\n"), [
    "<too-long>",
    "next",
  ]);
});

Deno.test("Ctrl-C is an interrupt, and throws the line away", () => {
  deepStrictEqual(sent("abc\x03d\n"), ["<interrupt>", "d"]);
  deepStrictEqual(sent("x".repeat(101) + "\x03d\n"), ["<too-long>", "<interrupt>", "d"]);
});

Deno.test("Ctrl-D is the end on an empty line, and else nothing", () => {
  deepStrictEqual(sent("\x04a\x04b\n"), ["<end>", "ab"]);
});

Deno.test("telnet may erase the character or the line", () => {
  const splitter = new LineSplitter({ limitBytes: 100 });
  const send = (text: string) => splitter.split(new TextEncoder().encode(text)).map(inShort);
  send("wrong");
  splitter.eraseLine();
  send("ab");
  splitter.eraseCharacter();
  deepStrictEqual(send("c\n"), ["ac"]);
  send("x".repeat(101));
  splitter.eraseLine();
  deepStrictEqual(send("d\n"), ["d"]);
});

Deno.test("a cut off line is kept for the next packet only", () => {
  const splitter = new LineSplitter({ limitBytes: 100 });
  ok(splitter.split(new TextEncoder().encode("half")).length === 0);
  deepStrictEqual(splitter.split(new TextEncoder().encode(" line\n")).map(inShort), ["half line"]);
  deepStrictEqual(splitter.split(new TextEncoder().encode("\n")).map(inShort), [""]);
});

Deno.test("lines are of the charset that was chosen", () => {
  const splitter = new LineSplitter({ limitBytes: 100 });
  splitter.changeCharset("cp437");
  // These would be UTF-8 as well.
  deepStrictEqual(splitter.split(Uint8Array.of(0xc3, 0x82, 0x0a)).map(inShort), ["├é"]);
});

Deno.test("of a charset of single bytes, one byte is erased", () => {
  const splitter = new LineSplitter({ limitBytes: 100 });
  splitter.changeCharset("latin-1");
  splitter.split(Uint8Array.of(0xc3, 0xa9, 0x08));
  splitter.eraseCharacter();
  splitter.eraseCharacter();
  deepStrictEqual(splitter.split(Uint8Array.of(0xe9, 0x0a)).map(inShort), ["é"]);
});

Deno.test("a line that was begun elsewhere is gone on with", () => {
  const splitter = new LineSplitter({ limitBytes: 100 });
  splitter.changeCharset("cp437");
  splitter.putUnfinished("né");
  deepStrictEqual(splitter.split(Uint8Array.of(0x82, 0x0a)).map(inShort), ["néé"]);
});
