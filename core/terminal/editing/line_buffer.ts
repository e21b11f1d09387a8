/**
 * A line being edited: its graphemes, and the place in it where typing goes.
 *
 * @module
 */

import { isAscii } from "../charset/charset.ts";
import { graphemes, isNarrow } from "../style/display_width.ts";
import { safeText } from "../charset/safe_text.ts";

/** A UTF-16 unit is at most so many bytes of UTF-8. */
const UNIT_BYTES = 3;

const ENCODER = new TextEncoder();

/** A stretch of a line buffer, in graphemes. */
export interface BufferRange {
  /** Where it begins. */
  readonly from: number;
  /** Where it has ended. */
  readonly to: number;
}

/** A line with its cursor, as it was at some time. */
export interface BufferState {
  /** The whole line. */
  readonly text: string;
  /** How many graphemes were before the cursor. */
  readonly cursor: number;
}

/**
 * One line of text with a cursor, counted in graphemes, and never longer than a limit in bytes of
 * UTF-8. Text is made safe when it comes in. The methods that edit say whether they changed
 * anything.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const line = new LineBuffer(100);
 * line.insert("café");
 * line.erase({ from: 3, to: 4 });
 * strictEqual(line.text, "caf");
 * ```
 */
export class LineBuffer {
  #limitBytes: number;
  /** Undefined where each UTF-16 unit of the text is one: a line that comes whole is sent before it is drawn. */
  #graphemes: string[] | undefined;
  #cursor = 0;
  #bytes = 0;
  /** All graphemes as one, put together when it is asked for: each key asks more than once. */
  #text: string | undefined = "";
  #cut = "";

  /** Makes an empty line of at most so many bytes of UTF-8. */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** What a person sees as characters, in order. */
  get graphemes(): readonly string[] {
    return this.#cutGraphemes();
  }

  /** How many graphemes are before the cursor. */
  get cursor(): number {
    return this.#cursor;
  }

  /** How many graphemes there are. */
  get length(): number {
    return this.#graphemes ? this.#graphemes.length : this.text.length;
  }

  /** The whole line. */
  get text(): string {
    return this.#text ??= this.#cutGraphemes().join("");
  }

  /** The line up to the cursor. */
  get textBeforeCursor(): string {
    return this.#cursor === this.length ? this.text : this.#read({ from: 0, to: this.#cursor });
  }

  /** Whether white space is just before the cursor. */
  get isBehindSpace(): boolean {
    return this.#cursor > 0 && this.#isSpace(this.#cursor - 1);
  }

  /** Puts text in at the cursor, as much of it as the limit lets in. */
  insert(text: string): boolean {
    const fitting = cutToBytes(safeText(text), this.#limitBytes - this.#bytes);
    return this.#splice({ from: this.#cursor, to: this.#cursor }, fitting);
  }

  /** Puts text in the place of a stretch, all of it or, if that is too long, nothing. */
  replace(range: BufferRange, text: string): boolean {
    const safe = safeText(text);
    const growth = byteLength(safe) - byteLength(this.#read(range));
    if (this.#bytes + growth > this.#limitBytes) return false;
    return this.#splice(range, safe);
  }

  /** Makes the line another one, as far as it fits, with the cursor at its end. */
  rewrite(text: string): void {
    this.#graphemes = undefined;
    this.#cursor = 0;
    this.#bytes = 0;
    this.#text = "";
    this.insert(text);
  }

  /** Takes a stretch out. */
  erase(range: BufferRange): boolean {
    return this.#splice(range, "");
  }

  /** What there is now, to be had back by {@linkcode LineBuffer.restore}. */
  get state(): BufferState {
    return { text: this.text, cursor: this.#cursor };
  }

  /** Takes another line to edit, of at most so many bytes. What was cut stays. */
  load(state: BufferState, limitBytes: number): void {
    this.#limitBytes = limitBytes;
    this.restore(state);
  }

  /** Makes the line what it was. */
  restore({ text, cursor }: BufferState): void {
    this.rewrite(text);
    this.moveTo(cursor);
  }

  /** Changes the place of the characters on either side of the cursor, or the last two at the end. */
  transpose(): boolean {
    const to = Math.min(this.#cursor + 1, this.length);
    if (this.#cursor === 0 || to < 2) return false;
    const [first, second] = this.graphemes.slice(to - 2, to);
    return this.replace({ from: to - 2, to }, second! + first!);
  }

  /** Spells the rest of the word at the cursor anew, or the next word, and moves behind it. */
  respell(spell: (word: string) => string): boolean {
    const range = { from: this.#cursor, to: this.wordEnd };
    return this.replace(range, spell(this.#read(range)));
  }

  /** Takes a stretch out and remembers it for {@linkcode LineBuffer.paste}. */
  cut(range: BufferRange): boolean {
    const text = this.#read(range);
    if (text !== "") this.#cut = text;
    return this.erase(range);
  }

  /** Puts what was last cut in at the cursor. */
  paste(): boolean {
    return this.insert(this.#cut);
  }

  /** Forgets what was cut. */
  forgetCut(): void {
    this.#cut = "";
  }

  /** Moves the cursor, to the beginning or the end at the most. */
  moveTo(index: number): boolean {
    const cursor = Math.min(Math.max(index, 0), this.length);
    const moved = cursor !== this.#cursor;
    this.#cursor = cursor;
    return moved;
  }

  /** Where the word before the cursor begins. Words are what is between white space. */
  get wordStart(): number {
    let index = this.#cursor;
    while (index > 0 && this.#isSpace(index - 1)) index--;
    while (index > 0 && !this.#isSpace(index - 1)) index--;
    return index;
  }

  /** Where the word after the cursor ends. */
  get wordEnd(): number {
    let index = this.#cursor;
    while (index < this.length && this.#isSpace(index)) index++;
    while (index < this.length && !this.#isSpace(index)) index++;
    return index;
  }

  /** The grapheme that holds an offset, which counts UTF-16 units of the line. */
  graphemeAt(offset: number): number {
    let index = 0;
    for (let end = 0; index < this.length; index++) {
      end += this.graphemes[index]!.length;
      if (end > offset) break;
    }
    return index;
  }

  #isSpace(index: number): boolean {
    return /^\s/.test(this.#read({ from: index, to: index + 1 }));
  }

  #read({ from, to }: BufferRange): string {
    return this.#graphemes ? this.#graphemes.slice(from, to).join("") : this.text.slice(from, to);
  }

  #cutGraphemes(): string[] {
    return this.#graphemes ??= this.text.split("");
  }

  /**
   * Characters join with their neighbours (accents, flags), so those are cut into graphemes anew.
   */
  #splice({ from, to }: BufferRange, text: string): boolean {
    if (from === this.length && this.#append(text)) return true;
    const removed = this.#read({ from, to });
    if (removed === "" && text === "") return false;
    const start = Math.max(from - 1, 0);
    const before = this.#read({ from: start, to: from });
    const after = this.#read({ from: to, to: to + 1 });
    const renewed = graphemes(before + text + after);
    const all = this.#cutGraphemes();
    this.#text = from === this.length ? this.text + text : undefined;
    all.splice(start, to + 1 - start, ...renewed);
    this.#bytes += byteLength(text) - byteLength(removed);
    this.#cursor = start;
    for (let rest = before.length + text.length; rest > 0; this.#cursor++) {
      rest -= all[this.#cursor]!.length;
    }
    return true;
  }

  /** Puts text behind all that there is, if none of it can join with what stands before it: most that is typed. */
  #append(text: string): boolean {
    const last = this.#graphemes?.at(-1) ?? "";
    if (text === "" || !isNarrow(last) || !isNarrow(text)) return false;
    this.#text = this.text + text;
    this.#graphemes?.push(...text);
    this.#bytes += byteLength(text);
    this.#cursor = this.length;
    return true;
  }
}

function byteLength(text: string): number {
  return isAscii(text) ? text.length : ENCODER.encode(text).length;
}

/** The beginning of a text, of at most so many bytes. */
function cutToBytes(text: string, bytes: number): string {
  if (text.length * UNIT_BYTES <= bytes) return text;
  return text.slice(0, ENCODER.encodeInto(text, new Uint8Array(bytes)).read);
}
