import { deepStrictEqual, doesNotMatch, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { TextBuffer } from "../../../core/terminal/editing/text_buffer.ts";
import { pastedLines } from "../../../core/terminal/editing/pasted_lines.ts";
import { hostileText } from "../typed_text.ts";
import { randomTyping, typing } from "../typing.ts";

const LIMITS = { bytes: 200, lines: 6 };

/** Types at a text. */
function type(text: TextBuffer, keys: string): void {
  for (const event of typing(keys)) {
    if (event.kind === "text") text.type(event.text);
    else if (event.kind === "key") text.press(event.name);
  }
}

/** What a text is after typing, the cursor as a bar. */
function edited(keys: string, start = ""): string {
  const text = new TextBuffer(start, LIMITS);
  type(text, keys);
  return withCursor(text);
}

function withCursor(text: TextBuffer): string {
  const { line, index } = text.place;
  const { graphemes } = text;
  const marked = [...graphemes.slice(0, index), "|", ...graphemes.slice(index)].join("");
  return text.lines.with(line, marked).join("\n");
}

Deno.test("Enter begins a line, and what erases joins lines", () => {
  for (
    const [keys, wanted] of [
      ["abcd<left><left><enter>", "ab\n|cd"],
      ["ab<enter>cd<home><backspace>", "ab|cd"],
      ["ab<enter>cd<home><left><delete>", "ab|cd"],
      ["ab<enter>cd<ctrl-home><end><ctrl-k>", "ab|cd"],
      ["ab<enter>cd<home><ctrl-w>", "ab|cd"],
      ["ab<enter>cd<left><home><left><left>", "a|b\ncd"],
      ["ab<enter>cd<ctrl-home><right><right><right>", "ab\n|cd"],
      ["ab<enter>cd<ctrl-home><ctrl-end>", "ab\ncd|"],
      ["ab<enter>c<tab>d", "ab\nc    d|"],
      ["<backspace><left>a", "a|"],
    ] as const
  ) deepStrictEqual([keys, edited(keys)], [keys, wanted]);
});

Deno.test("what was cut from one line is pasted into another", () => {
  strictEqual(edited("ab cd<ctrl-w><enter><ctrl-y>"), "ab \ncd|");
});

Deno.test("undo takes back words, lines begun and lines joined", () => {
  const text = new TextBuffer("", LIMITS);
  for (const key of ["a", "b", " ", "c", "<enter>", "d", "<home>", "<backspace>"]) type(text, key);
  const seen: string[] = [];
  while (text.press("ctrl-_") === "changed") seen.push(withCursor(text));
  deepStrictEqual(seen, ["ab c\n|d", "ab c\n|", "ab c|", "ab |", "|"]);
});

Deno.test("several lines are pasted whole or not at all", () => {
  const text = new TextBuffer("ab", LIMITS);
  type(text, "<left>");
  strictEqual(text.paste(["1", "2", "3"]), "changed");
  strictEqual(withCursor(text), "a1\n2\n3|b");
  strictEqual(text.paste(["x", "x", "x", "x", "x"]), "full");
  strictEqual(text.paste(["x".repeat(150), "x".repeat(150)]), "full");
  strictEqual(withCursor(text), "a1\n2\n3|b");
});

Deno.test("no more is taken than the limits let in", () => {
  const text = new TextBuffer("", { bytes: 10, lines: 2 });
  type(text, "12345<enter>67890");
  deepStrictEqual(text.lines, ["12345", "6789"]);
  strictEqual(text.type("x"), "full");
  strictEqual(text.press("enter"), "full");
  type(text, "<ctrl-home><delete><delete><ctrl-end>ab");
  deepStrictEqual(text.lines, ["345", "6789ab"]);
});

Deno.test("a text over the limits can be made shorter, not longer", () => {
  const text = new TextBuffer("12345678901\n2\n3", { bytes: 10, lines: 2 });
  strictEqual(text.type("x"), "full");
  type(text, "<backspace><backspace>");
  deepStrictEqual(text.lines, ["12345678901", "2"]);
});

Deno.test("a text is what one string with a cursor would be", () => {
  const keys = fc.constantFrom(
    ..."ab c日",
    "<enter>",
    "<left>",
    "<right>",
    "<backspace>",
    "<delete>",
    "<ctrl-home>",
    "<ctrl-end>",
  );
  fc.assert(
    fc.property(fc.array(keys, { maxLength: 60 }), (typed) => {
      const before: string[] = [];
      const after: string[] = [];
      for (const key of typed) {
        if (key === "<left>") after.unshift(...before.splice(-1));
        else if (key === "<right>") before.push(...after.splice(0, 1));
        else if (key === "<backspace>") before.pop();
        else if (key === "<delete>") after.shift();
        else if (key === "<ctrl-home>") after.unshift(...before.splice(0));
        else if (key === "<ctrl-end>") before.push(...after.splice(0));
        else before.push(key === "<enter>" ? "\n" : key);
      }
      const text = new TextBuffer("", { bytes: 1000, lines: 100 });
      type(text, typed.join(""));
      strictEqual(withCursor(text), [...before, "|", ...after].join(""));
    }),
    { numRuns: 200 },
  );
});

Deno.test("whatever is typed, the text is in bounds, and undo comes back to the beginning", () => {
  fc.assert(
    fc.property(randomTyping(hostileText), (events) => {
      const text = new TextBuffer("start\nhere", LIMITS);
      for (const event of events) {
        if (event.kind === "text") text.type(event.text);
        else if (event.kind === "paste") text.paste(pastedLines(event.text));
        else text.press(event.name);
        ok(new TextEncoder().encode(text.lines.join("\n")).length <= LIMITS.bytes);
        ok(text.lines.length <= LIMITS.lines);
        ok(text.place.index <= text.graphemes.length);
        for (const line of text.lines) doesNotMatch(line, /[\p{Cc}\p{Cs}\u202e]/u);
        strictEqual(text.graphemes.join(""), text.lines[text.place.line]);
      }
      while (text.press("ctrl-_") === "changed");
      deepStrictEqual(text.lines, ["start", "here"]);
    }),
    { numRuns: 150 },
  );
});
