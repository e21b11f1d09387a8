/**
 * A text of several lines being edited.
 *
 * @module
 */

import { CHANGES, GROUPED, MOVES, typedWords } from "../keys/edit_keys.ts";
import { graphemes } from "../style/display_width.ts";
import type { KeyName } from "../keys/key_names.ts";
import { LineBuffer } from "./line_buffer.ts";
import { UndoHistory } from "./undo_history.ts";

/** How much a text may hold. */
export interface TextLimits {
  /** Bytes of UTF-8, with one for each line end. */
  readonly bytes: number;
  /** Lines, 1 or more. */
  readonly lines: number;
}

/** A place in a text: a line, and how many graphemes of it are before. Both count from 0. */
export interface TextPlace {
  readonly line: number;
  readonly index: number;
}

/** A text with its cursor, as it was at some time. */
interface TextState {
  readonly lines: readonly string[];
  readonly place: TextPlace;
}

/** What a key has done; "full" where there is no room for what it would add. */
export type TextOutcome = "changed" | "moved" | "full" | "nothing";

const UNDO_LIMIT = 200;

const TAB = "    ";

/**
 * Lines of text with a cursor, and what keys do to them: those of a single line, and what goes from
 * one line to the next. What comes in is made safe.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const text = new TextBuffer("one\ntwo", { bytes: 100, lines: 10 });
 * text.press("backspace");
 * text.press("home");
 * text.press("backspace");
 * deepStrictEqual([text.lines, text.place], [["onetw"], { line: 0, index: 3 }]);
 * ```
 */
export class TextBuffer {
  readonly #limits: TextLimits;
  readonly #undo = new UndoHistory<TextState>(UNDO_LIMIT);
  readonly #line: LineBuffer;
  #lines: readonly string[];
  #at: number;

  /** Takes a text, which may be over the limits, with the cursor at its end. */
  constructor(text: string, limits: TextLimits) {
    this.#limits = limits;
    this.#lines = text.split("\n");
    this.#at = this.#lines.length - 1;
    this.#line = new LineBuffer(0);
    this.#load({ line: this.#at, index: Infinity });
  }

  /** The lines, at least one. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** The graphemes of the line with the cursor. */
  get graphemes(): readonly string[] {
    return this.#line.graphemes;
  }

  /** Where the cursor is. */
  get place(): TextPlace {
    return { line: this.#at, index: this.#line.cursor };
  }

  /** Moves the cursor to the nearest place that there is. */
  moveTo(place: TextPlace): void {
    this.#undo.endGroup();
    this.#load(place);
  }

  /** Puts text in at the cursor; all of it, or if it does not fit, as much of its first line as does. */
  type(text: string): TextOutcome {
    let changed = false;
    for (const word of typedWords(text)) {
      const startsWord = this.#line.isBehindSpace && /^\S/.test(word);
      if (startsWord) this.#undo.endGroup();
      changed = this.#edit(() => this.#line.insert(word), "typing") || changed;
    }
    return changed ? "changed" : "full";
  }

  /** Puts several lines in at the cursor, all of them or none. */
  paste(pasted: readonly string[]): TextOutcome {
    const [first = "", ...others] = pasted;
    if (others.length === 0) return this.type(first);
    const { before, after } = this.#halves();
    const last = others.pop()!;
    const lines = [before + first, ...others, last + after];
    const end = { line: this.#at + lines.length - 1, index: graphemes(last).length };
    return this.#replace({ from: this.#at, to: this.#at + 1 }, lines, end);
  }

  /** Takes a key that has no character. */
  press(name: KeyName): TextOutcome {
    const outcome = this.#pressAcross(name);
    if (outcome) return outcome;
    const move = MOVES[name];
    if (move) {
      this.#undo.endGroup();
      return move(this.#line) ? "moved" : "nothing";
    }
    const change = CHANGES[name];
    if (!change) return "nothing";
    const group = GROUPED.has(name) ? name : undefined;
    return this.#edit(() => change(this.#line), group) ? "changed" : "nothing";
  }

  /** What keys do at the ends of a line, and those that there are only for several. */
  #pressAcross(name: KeyName): TextOutcome | undefined {
    const isFirst = this.#at === 0;
    const isLast = this.#at === this.#lines.length - 1;
    const atStart = this.#line.cursor === 0;
    const atEnd = this.#line.cursor === this.#line.length;
    switch (name) {
      case "enter":
        return this.#split();
      case "tab":
        return this.type(TAB);
      case "ctrl-_":
        return this.#undoStep();
      case "ctrl-home":
        return this.#move({ line: 0, index: 0 });
      case "ctrl-end":
        return this.#move({ line: this.#lines.length - 1, index: Infinity });
      case "left":
      case "ctrl-b":
      case "alt-b":
      case "alt-left":
      case "ctrl-left":
        return atStart && !isFirst
          ? this.#move({ line: this.#at - 1, index: Infinity })
          : undefined;
      case "right":
      case "ctrl-f":
      case "alt-f":
      case "alt-right":
      case "ctrl-right":
        return atEnd && !isLast ? this.#move({ line: this.#at + 1, index: 0 }) : undefined;
      case "backspace":
      case "alt-backspace":
      case "ctrl-backspace":
      case "ctrl-w":
        return atStart && !isFirst ? this.#join(this.#at - 1) : undefined;
      case "delete":
      case "ctrl-d":
      case "ctrl-k":
      case "alt-d":
      case "ctrl-delete":
        return atEnd && !isLast ? this.#join(this.#at) : undefined;
    }
    return undefined;
  }

  #move(place: TextPlace): TextOutcome {
    this.moveTo(place);
    return "moved";
  }

  #split(): TextOutcome {
    const { before, after } = this.#halves();
    const place = { line: this.#at + 1, index: 0 };
    return this.#replace({ from: this.#at, to: this.#at + 1 }, [before, after], place);
  }

  /** Makes one line of a line and the next. */
  #join(line: number): TextOutcome {
    const [first, second] = [this.#lines[line]!, this.#lines[line + 1]!];
    const place = { line, index: graphemes(first).length };
    return this.#replace({ from: line, to: line + 2 }, [first + second], place);
  }

  #undoStep(): TextOutcome {
    const state = this.#undo.back();
    if (!state) return "nothing";
    this.#lines = state.lines;
    this.#load(state.place);
    return "changed";
  }

  #halves(): { readonly before: string; readonly after: string } {
    const before = this.#line.textBeforeCursor;
    return { before, after: this.#line.text.slice(before.length) };
  }

  /** Does what changes the line with the cursor, and remembers what the text was. */
  #edit(edit: () => boolean, group?: string): boolean {
    const before = this.#state();
    if (!edit()) return false;
    this.#lines = this.#lines.with(this.#at, this.#line.text);
    this.#undo.note(before, group);
    return true;
  }

  /** Puts lines in the place of others, unless they are too much. */
  #replace(
    { from, to }: { readonly from: number; readonly to: number },
    lines: readonly string[],
    place: TextPlace,
  ): TextOutcome {
    const all = [...this.#lines.slice(0, from), ...lines, ...this.#lines.slice(to)];
    const grows = all.length > this.#lines.length;
    if (grows && (all.length > this.#limits.lines || bytesOf(all) > this.#limits.bytes)) {
      return "full";
    }
    this.#undo.note(this.#state());
    this.#lines = all;
    this.#load(place);
    return "changed";
  }

  #state(): TextState {
    return { lines: this.#lines, place: this.place };
  }

  /** Goes to a place; its line may get as long as the others leave room for. */
  #load({ line, index }: TextPlace): void {
    this.#at = Math.min(Math.max(line, 0), this.#lines.length - 1);
    const text = this.#lines[this.#at]!;
    const own = bytesOf([text]);
    const room = Math.max(this.#limits.bytes - bytesOf(this.#lines) + own, own);
    this.#line.load({ text, cursor: index }, room);
  }
}

function bytesOf(lines: readonly string[]): number {
  return new TextEncoder().encode(lines.join("\n")).length;
}
