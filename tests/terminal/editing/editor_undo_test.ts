import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { LineEditor } from "../../../core/terminal/editing/line_editor.ts";
import { randomTyping, type, withCursor } from "../typing.ts";
import { words } from "../typed_text.ts";

const BELL = { kind: "bell" };

/** What the line is after typing, the cursor as a bar. */
function edited(keys: string): string {
  const editor = new LineEditor({ limitBytes: 100 });
  type(editor, keys);
  return withCursor(editor);
}

Deno.test("undo takes back runs of one key, and all else step by step", () => {
  const rows = [
    ["abc<backspace><backspace><ctrl-_>", "abc|"],
    ["a b<ctrl-w><ctrl-u><ctrl-_><ctrl-_>", "a b|"],
    ["abc<ctrl-x><ctrl-u>", "|"],
    ["abc<ctrl-x>d<ctrl-u>e", "e|"],
    ["ab<home>c<ctrl-_>", "|ab"],
    ["one<enter>two<up><ctrl-_>", "two|"],
    ["one<enter><ctrl-_>", "|"],
    ["abc<ctrl-_>d<ctrl-_>", "|"],
  ] as const;
  for (const [keys, wanted] of rows) deepStrictEqual([keys, edited(keys)], [keys, wanted]);
});

Deno.test("undo takes back what was typed word by word", () => {
  const editor = new LineEditor({ limitBytes: 100 });
  for (const letter of "one two three") type(editor, letter);
  const seen: string[] = [];
  while (type(editor, "<ctrl-_>")?.kind === "changed") seen.push(editor.text);
  deepStrictEqual(seen, ["one two ", "one ", ""]);
});

Deno.test("what was undone of a secret is nowhere", () => {
  const editor = new LineEditor({ limitBytes: 100 });
  editor.secret = true;
  type(editor, "hunter2<ctrl-u>");
  deepStrictEqual(type(editor, "<ctrl-_>"), BELL);
  editor.secret = false;
  deepStrictEqual(type(editor, "<ctrl-_>"), BELL);
});

Deno.test("whatever was typed, undo comes back to the empty line", () => {
  fc.assert(
    fc.property(randomTyping(words), (events) => {
      const editor = new LineEditor({ limitBytes: 200 });
      for (const event of events) editor.feed(event);
      for (let step = 0; step < 100; step++) type(editor, "<ctrl-_>");
      strictEqual(editor.text, "");
    }),
    { numRuns: 200 },
  );
});
