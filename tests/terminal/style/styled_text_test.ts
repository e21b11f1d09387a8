import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { CARET_CODES } from "../../../core/terminal/style/caret_codes.ts";
import { safeLines, safeText } from "../../../core/terminal/charset/safe_text.ts";
import {
  aloud,
  HANG,
  isStyled,
  joinStyled,
  lineText,
  plain,
  readOut,
  sliceLine,
  splitLines,
  styled,
  themed,
} from "../../../core/terminal/style/styled_text.ts";
import { hostileText } from "../typed_text.ts";

/** What `styled` makes of a template of one literal part. */
function fromLiteral(literal: string) {
  return styled(Object.assign([literal], { raw: [literal] }));
}

Deno.test("caret codes in literals set the style of what follows", () => {
  deepStrictEqual(styled`a^rb^4c^Ud^~e`, {
    spans: [
      { text: "a" },
      { text: "b", style: { foreground: "red" } },
      { text: "c", style: { foreground: "red", background: "blue" } },
      { text: "d", style: { foreground: "red", background: "blue", underline: true } },
      { text: "e" },
    ],
  });
});

Deno.test("codes that switch off take away one part of the style", () => {
  deepStrictEqual(styled`^G^U^Ia^.b^ic^ud^de`, {
    spans: [
      { text: "a", style: { foreground: "green", bold: true, underline: true, inverse: true } },
      { text: "b", style: { foreground: "green", underline: true, inverse: true } },
      { text: "c", style: { foreground: "green", underline: true } },
      { text: "d", style: { foreground: "green" } },
      { text: "e" },
    ],
  });
});

Deno.test("a small letter is the dark colour again after its capital", () => {
  deepStrictEqual(styled`^Ra^rb`.spans.map((span) => "style" in span && span.style), [
    { foreground: "red", bold: true },
    { foreground: "red" },
  ]);
});

Deno.test("the codes are all those of miniboa", () => {
  const letters = Object.keys(CARET_CODES).map((code) => code.slice(1)).sort();
  deepStrictEqual(letters, [..."krgybmcwKRGYBMCW0123456d!.UuIi~sl^"].sort());
});

Deno.test("a code alone writes no text, but ^^ writes a caret", () => {
  for (const code of Object.keys(CARET_CODES)) {
    strictEqual(plain(fromLiteral(code)), code === "^^" ? "^" : "", code);
  }
});

Deno.test("what is no code is text", () => {
  strictEqual(plain(fromLiteral("2^8 ^x ^^r constructor ^")), "2^8 ^x ^r constructor ^");
  strictEqual(plain(fromLiteral("constructor")), "constructor");
});

Deno.test("^s and ^l become clear spans, from literals only", () => {
  deepStrictEqual(styled`^sa^l${"^s"}`, {
    spans: [{ clear: "screen" }, { text: "a" }, { clear: "line" }, { text: "^s" }],
  });
});

Deno.test("text put in is shown as typed, less what is unsafe, and changes no style", () => {
  fc.assert(fc.property(hostileText, (text) => {
    const { spans } = styled`^g${text}|`;
    deepStrictEqual(spans, [{ text: safeText(text) + "|", style: { foreground: "green" } }]);
  }));
});

Deno.test("a caret before text put in does not make a code of it", () => {
  strictEqual(plain(styled`^${"r"}ed`), "^red");
});

Deno.test("styled text put in keeps its style, and takes that of the place where it has none", () => {
  const inner = styled`in ^yside`;
  deepStrictEqual(styled`^ra ${inner} b`, {
    spans: [
      { text: "a in ", style: { foreground: "red" } },
      { text: "side", style: { foreground: "yellow" } },
      { text: " b", style: { foreground: "red" } },
    ],
  });
});

Deno.test("numbers put in are text", () => {
  deepStrictEqual(styled`${6} of ${-0.5}`, { spans: [{ text: "6 of -0.5" }] });
});

Deno.test("styled text is plain data", () => {
  const text = styled`^C${"Ann"}^~ waves^l`;
  deepStrictEqual(JSON.parse(JSON.stringify(text)), text);
  ok(isStyled(JSON.parse(JSON.stringify(text))));
});

Deno.test("strings and other values are not styled text", () => {
  for (const value of ["spans", null, undefined, 5, {}, { spans: "no" }]) ok(!isStyled(value));
});

Deno.test("plain text is the same from a string and from styled text", () => {
  fc.assert(fc.property(hostileText, (text) => {
    strictEqual(plain(text), safeLines(text));
    strictEqual(plain(joinStyled([text], "")), safeLines(text));
  }));
});

Deno.test("joining puts the separator between the parts only", () => {
  deepStrictEqual(joinStyled(["a", styled`^rb`, "c\nd"], styled`^w, `), {
    spans: [
      { text: "a" },
      { text: ", ", style: { foreground: "white" } },
      { text: "b", style: { foreground: "red" } },
      { text: ", ", style: { foreground: "white" } },
      { text: "c\nd" },
    ],
  });
  deepStrictEqual(joinStyled([], ", "), { spans: [] });
});

Deno.test("lines keep their styles, their clear spans and their emptiness", () => {
  deepStrictEqual(splitLines(styled`^ra^l\n\n^~b`), [
    { spans: [{ text: "a", style: { foreground: "red" } }, { clear: "line" }] },
    { spans: [] },
    { spans: [{ text: "b" }] },
  ]);
});

Deno.test("lines are safe even when somebody built the spans by hand", () => {
  const [line] = splitLines({ spans: [{ text: "\x1b[2Jboo", style: { bold: true } }] });
  deepStrictEqual(line, { spans: [{ text: "[2Jboo", style: { bold: true } }] });
});

Deno.test("the slices of a line are the line", () => {
  const line = styled`pl^rain ^Ured^~ and^l plain`;
  const { length } = lineText(line);
  for (let cut = 0; cut <= length; cut++) {
    const parts = [{ start: 0, end: cut }, { start: cut, end: length }];
    deepStrictEqual(joinStyled(parts.map((part) => sliceLine(line, part)), ""), line);
  }
});

Deno.test("a meaning in braces takes the place of the style before it", () => {
  deepStrictEqual(styled`^Ra^{label}b^!c^~d^{nonsense}^{}`, {
    spans: [
      { text: "a", style: { foreground: "red", bold: true } },
      { text: "b", style: { means: "label" } },
      { text: "c", style: { means: "label", bold: true } },
      { text: "d^{nonsense}^{}" },
    ],
  });
});

Deno.test("a meaning that people type is text", () => {
  strictEqual(plain(styled`${"^{error}x"}`), "^{error}x");
});

Deno.test("what has a style of its own keeps it within a meaning", () => {
  deepStrictEqual(themed("dim", styled`a ^rb^~ c`), {
    spans: [
      { text: "a ", style: { means: "dim" } },
      { text: "b", style: { foreground: "red" } },
      { text: " c", style: { means: "dim" } },
    ],
  });
});

Deno.test("what is read out stands in the place of what is seen", () => {
  const text = styled`^{dim}${aloud("-> ")}Ann${aloud(":", " says:")} hi^~`;
  strictEqual(plain(text), "-> Ann: hi");
  deepStrictEqual(readOut(text), {
    spans: [{ text: "Ann says: hi", style: { means: "dim" } }],
  });
});

Deno.test("what is only read out is kept, though there is nothing to see", () => {
  strictEqual(plain(readOut(styled`Ann has come in${aloud("", ".")}`)), "Ann has come in.");
});

Deno.test("what is read out is said once, however its text is cut", () => {
  const cut = splitLines({ spans: [{ text: "one\ntwo", aloud: "both" }] });
  deepStrictEqual(cut.map((line) => plain(readOut(line))), ["both", ""]);
  const text = { spans: [{ text: "abcd", aloud: "letters" }] };
  const [first, second] = [{ start: 0, end: 2 }, { start: 2, end: 4 }];
  strictEqual(plain(readOut(sliceLine(text, first))), "letters");
  strictEqual(plain(readOut(sliceLine(text, second))), "");
});

Deno.test("the mark of a hanging line takes no room", () => {
  strictEqual(plain(styled`ann: ${HANG}hi`), "ann: hi");
});
