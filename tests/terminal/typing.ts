/**
 * Typing at an editor, for tests: keys in angle brackets, everything else as text.
 *
 * @module
 */

import fc from "fast-check";
import type { KeyEvent } from "../../core/terminal/keys/key_decoder.ts";
import type { KeyName } from "../../core/terminal/keys/key_names.ts";
import type { EditOutcome, LineEditor } from "../../core/terminal/editing/line_editor.ts";

/** Key events from how they are written: `typing("who<enter>")`. */
export function typing(keys: string): KeyEvent[] {
  return keys.split(/(<[a-z_-]+>)/).filter((part) => part !== "").map((part) => {
    return /^<[a-z_-]+>$/.test(part)
      ? { kind: "key", name: part.slice(1, -1) as KeyName }
      : { kind: "text", text: part };
  });
}

/** Types at an editor, and gives what came of the last key. */
export function type(editor: LineEditor, keys: string): EditOutcome | undefined {
  return typing(keys).map((event) => editor.feed(event)).at(-1);
}

/** The line of an editor with the cursor in it as a bar. */
export function withCursor(editor: LineEditor): string {
  const { graphemes, cursor } = editor;
  return [...graphemes.slice(0, cursor), "|", ...graphemes.slice(cursor)].join("");
}

const EDITING_KEYS = typing(
  "<left><left><right><home><end><backspace><backspace><delete><up><down><tab><alt-b><alt-f><alt-d>" +
    "<ctrl-a><ctrl-d><ctrl-e><ctrl-k><ctrl-u><ctrl-w><ctrl-y><alt-backspace><enter><ctrl-c><insert>" +
    "<ctrl-r><ctrl-r><ctrl-s><ctrl-g><escape><tab><shift-tab><ctrl-t><alt-u><ctrl-x><ctrl-_><ctrl-l>",
);

/** Random typing: text of a kind, typed and pasted, and keys that edit. */
export function randomTyping(text: fc.Arbitrary<string>): fc.Arbitrary<KeyEvent[]> {
  const typed = text.map((text): KeyEvent => ({ kind: "text", text }));
  const pasted = text.map((text): KeyEvent => ({ kind: "paste", text, isWhole: true }));
  const events = fc.oneof(
    { weight: 6, arbitrary: typed },
    { weight: 1, arbitrary: pasted },
    { weight: 9, arbitrary: fc.constantFrom(...EDITING_KEYS) },
  );
  return fc.array(events, { maxLength: 30 });
}
