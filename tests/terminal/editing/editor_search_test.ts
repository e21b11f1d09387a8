import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { LineEditor } from "../../../core/terminal/editing/line_editor.ts";
import { type, withCursor } from "../typing.ts";

const CHANGED = { kind: "changed" };
const BELL = { kind: "bell" };

/** An editor that has sent three lines. */
function withHistory(): LineEditor {
  const editor = new LineEditor({ limitBytes: 100 });
  type(editor, "/join lobby<enter>hello<enter>/join attic<enter>");
  return editor;
}

Deno.test("Ctrl-R finds older lines by what is in them, and Enter sends what was found", () => {
  const editor = withHistory();
  deepStrictEqual(type(editor, "draft<ctrl-r>"), CHANGED);
  strictEqual(withCursor(editor), "draft|");
  type(editor, "join");
  strictEqual(withCursor(editor), "/|join attic");
  type(editor, "<ctrl-r>");
  strictEqual(withCursor(editor), "/|join lobby");
  deepStrictEqual(type(editor, "<ctrl-r>"), BELL);
  deepStrictEqual(type(editor, "<ctrl-s><enter>"), { kind: "line", text: "/join attic" });
  strictEqual(editor.search, undefined);
});

Deno.test("Ctrl-G and Esc leave a search with what was typed before", () => {
  for (const key of ["escape", "ctrl-g"]) {
    const editor = withHistory();
    type(editor, `draft<left><ctrl-r>join<${key}>`);
    deepStrictEqual([withCursor(editor), editor.search], ["draf|t", undefined]);
  }
});

Deno.test("keys that edit take what was found and edit it, which can be undone", () => {
  const editor = withHistory();
  type(editor, "draft<ctrl-r>hell<ctrl-e>!");
  strictEqual(withCursor(editor), "hello!|");
  type(editor, "<ctrl-_><ctrl-_>");
  strictEqual(withCursor(editor), "draft|");
});

Deno.test("a key that means nothing ends a search, which is to be seen", () => {
  const editor = withHistory();
  type(editor, "<ctrl-r>hell");
  deepStrictEqual(type(editor, "<ctrl-v>"), CHANGED);
  deepStrictEqual([withCursor(editor), editor.search], ["|hello", undefined]);
  deepStrictEqual(type(editor, "<ctrl-v>"), { kind: "none" });
});

Deno.test("Ctrl-R twice looks for the same again, and backspace for less", () => {
  const editor = withHistory();
  type(editor, "<ctrl-r>lob<ctrl-g><ctrl-r><ctrl-r>");
  strictEqual(withCursor(editor), "/join |lobby");
  deepStrictEqual(type(editor, "x"), BELL);
  type(editor, "<backspace><backspace><backspace><backspace>");
  strictEqual(editor.search?.wanted, "");
  strictEqual(withCursor(editor), "|");
});

Deno.test("there is no search while a secret is typed", () => {
  const editor = withHistory();
  editor.secret = true;
  deepStrictEqual(type(editor, "<ctrl-r>"), BELL);
});
