/**
 * The keys that edit a line or move in it.
 *
 * @module
 */

import type { KeyName } from "./key_names.ts";
import type { LineBuffer } from "../editing/line_buffer.ts";

/** What a key does to a line. It tells whether it did anything. */
export type Edit = (line: LineBuffer) => boolean;

/** Moving, by key. */
export const MOVES: Readonly<Partial<Record<KeyName, Edit>>> = {
  "alt-b": (line) => line.moveTo(line.wordStart),
  "alt-f": (line) => line.moveTo(line.wordEnd),
  "alt-left": (line) => line.moveTo(line.wordStart),
  "alt-right": (line) => line.moveTo(line.wordEnd),
  "ctrl-a": (line) => line.moveTo(0),
  "ctrl-b": (line) => line.moveTo(line.cursor - 1),
  "ctrl-e": (line) => line.moveTo(line.length),
  "ctrl-f": (line) => line.moveTo(line.cursor + 1),
  "ctrl-left": (line) => line.moveTo(line.wordStart),
  "ctrl-right": (line) => line.moveTo(line.wordEnd),
  "end": (line) => line.moveTo(line.length),
  "home": (line) => line.moveTo(0),
  "left": (line) => line.moveTo(line.cursor - 1),
  "right": (line) => line.moveTo(line.cursor + 1),
};

/** Changing the line, by key. */
export const CHANGES: Readonly<Partial<Record<KeyName, Edit>>> = {
  "alt-backspace": (line) => line.cut({ from: line.wordStart, to: line.cursor }),
  "alt-c": (line) => line.respell(capitalised),
  "alt-d": (line) => line.cut({ from: line.cursor, to: line.wordEnd }),
  "alt-delete": (line) => line.cut({ from: line.cursor, to: line.wordEnd }),
  "alt-l": (line) => line.respell((word) => word.toLowerCase()),
  "alt-u": (line) => line.respell((word) => word.toUpperCase()),
  "backspace": (line) => line.erase({ from: Math.max(line.cursor - 1, 0), to: line.cursor }),
  "ctrl-backspace": (line) => line.cut({ from: line.wordStart, to: line.cursor }),
  "ctrl-d": (line) => line.erase({ from: line.cursor, to: line.cursor + 1 }),
  "ctrl-delete": (line) => line.cut({ from: line.cursor, to: line.wordEnd }),
  "ctrl-k": (line) => line.cut({ from: line.cursor, to: line.length }),
  "ctrl-t": (line) => line.transpose(),
  "ctrl-u": (line) => line.cut({ from: 0, to: line.cursor }),
  "ctrl-w": (line) => line.cut({ from: line.wordStart, to: line.cursor }),
  "ctrl-y": (line) => line.paste(),
  "delete": (line) => line.erase({ from: line.cursor, to: line.cursor + 1 }),
};

/** Keys that are pressed again and again: the changes of one run are undone together. */
export const GROUPED: ReadonlySet<KeyName> = new Set(["backspace", "delete", "ctrl-d"]);

/**
 * Typed text by words, each with the spaces behind it: what is undone is a word, however many of
 * them came in one packet.
 */
export function typedWords(text: string): string[] {
  return text.split(/(?<=\s)(?=\S)/);
}

function capitalised(word: string): string {
  const [spaces = ""] = /^\s*/.exec(word) ?? [];
  const [first = "", ...rest] = word.slice(spaces.length);
  return spaces + first.toUpperCase() + rest.join("").toLowerCase();
}
