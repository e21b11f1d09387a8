/**
 * Composing a text of several lines on a whole screen.
 *
 * @module
 */

import { displayWidth, graphemes } from "../style/display_width.ts";
import type { KeyEvent } from "../keys/key_decoder.ts";
import { pastedLines } from "../editing/pasted_lines.ts";
import { DEFAULT_PROFILE, type TerminalProfile } from "../profile.ts";
import { representable } from "../charset/representable.ts";
import { safeText } from "../charset/safe_text.ts";
import { CLEAR_SCREEN, ScreenPainter, type ScreenPlace } from "./screen_painter.ts";
import type { ScreenView, ViewStep } from "./screen_view.ts";
import { softWrap } from "../style/soft_wrap.ts";
import { lineText } from "../style/styled_text.ts";
import { TextBuffer, type TextLimits, type TextOutcome } from "../editing/text_buffer.ts";
import { truncateLine } from "../style/wrap.ts";

/** What the last row says while there is nothing else to say. */
const KEYS = "Ctrl-X: done   Ctrl-C: throw away   Ctrl-_: undo";

const ASKS = "Throw the text away? [y/N]";

const BELL = "\x07";

/** The second screen of an xterm, which leaves the first as it was (xterm, "Alternate Screen"). */
const SECOND_SCREEN = { on: "\x1b[?1049h", off: "\x1b[?1049l" } as const;

/** A row of the screen: a stretch of a line. */
interface ComposedRow {
  readonly line: number;
  /** The first grapheme of it, and the one behind the last. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A line as it is shown: its graphemes in the charset of the terminal, and where its rows begin. */
interface WrappedLine {
  readonly shown: readonly string[];
  readonly starts: readonly number[];
}

/**
 * A text on the whole screen, wrapped at words, with the keys in the last row. What comes of it is
 * the text, with LF between its lines, without empty ones at its end.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { DEFAULT_PROFILE } from "../profile.ts";
 * const composer = new ComposerView("", { bytes: 1000, lines: 20 });
 * composer.draw(DEFAULT_PROFILE);
 * composer.press({ kind: "text", text: "Hello" });
 * const { kind, sent } = composer.press({ kind: "key", name: "ctrl-x" });
 * deepStrictEqual([kind, sent], ["done", "\x1b[2J\x1b[H"]);
 * ```
 */
export class ComposerView implements ScreenView<string> {
  readonly #text: TextBuffer;
  readonly #limits: TextLimits;
  readonly #painter = new ScreenPainter();
  #profile: TerminalProfile = DEFAULT_PROFILE;
  /** The lines that were wrapped the last time, by what they hold. */
  #wrapped = new Map<string, WrappedLine>();
  #rows: readonly ComposedRow[] = [];
  /** The first row that is shown. */
  #top = 0;
  /** The column that going up and down keeps to. */
  #column: number | undefined;
  #notice: string | undefined;
  #isAsking = false;
  #isChanged = false;
  #isOnSecondScreen = false;

  /** Makes a composer of a text that there is already, with the cursor at its end. */
  constructor(text: string, limits: TextLimits) {
    this.#text = new TextBuffer(text.split("\n").map(safeText).join("\n"), limits);
    this.#limits = limits;
  }

  draw(profile: TerminalProfile): string {
    this.#profile = profile;
    this.#wrapped.clear();
    const opened = profile.xterm && !this.#isOnSecondScreen ? SECOND_SCREEN.on : "";
    this.#isOnSecondScreen ||= profile.xterm;
    const { rows, cursor } = this.#layOut();
    return opened + this.#painter.begin(rows, cursor);
  }

  press(key: KeyEvent): ViewStep<string> {
    if (this.#isAsking) return this.#answer(key);
    this.#notice = undefined;
    const isNamed = key.kind === "key";
    if (isNamed && key.name === "ctrl-x") {
      return { kind: "done", sent: this.leave(), result: this.#result() };
    }
    if (isNamed && (key.name === "ctrl-c" || key.name === "escape")) return this.#wantsOut();
    if (isNamed && key.name === "ctrl-l") return { kind: "on", sent: this.draw(this.#profile) };
    const bell = this.#take(key);
    return { kind: "on", sent: bell + this.#paint() };
  }

  notice(text: string): string {
    this.#notice = text;
    return this.#paint();
  }

  leave(): string {
    const isSecond = this.#isOnSecondScreen;
    this.#isOnSecondScreen = false;
    return isSecond ? SECOND_SCREEN.off : CLEAR_SCREEN;
  }

  /** Does what a key says, and gives the bell if it can't. */
  #take(key: KeyEvent): string {
    if (key.kind === "key" && this.#moveByRows(key.name)) return "";
    this.#column = undefined;
    const outcome = this.#edit(key);
    if (outcome === "changed") this.#isChanged = true;
    if (outcome !== "full") return outcome === "nothing" ? BELL : "";
    this.#notice =
      `That is too much: at most ${this.#limits.lines} lines, ${this.#limits.bytes} bytes`;
    return BELL;
  }

  #edit(key: KeyEvent): TextOutcome {
    if (key.kind === "text") return this.#text.type(key.text);
    if (key.kind === "key") return this.#text.press(key.name);
    return key.isWhole ? this.#text.paste(pastedLines(key.text)) : "full";
  }

  #wantsOut(): ViewStep<string> {
    if (!this.#isChanged) return { kind: "cancelled", sent: this.leave() };
    this.#isAsking = true;
    return { kind: "on", sent: this.#paint() };
  }

  #answer(key: KeyEvent): ViewStep<string> {
    this.#isAsking = false;
    const isYes = key.kind === "text" && /^y/i.test(key.text);
    const isInterrupt = key.kind === "key" && key.name === "ctrl-c";
    if (isYes || isInterrupt) return { kind: "cancelled", sent: this.leave() };
    return { kind: "on", sent: this.#paint() };
  }

  #result(): string {
    const { lines } = this.#text;
    return lines.slice(0, lines.findLastIndex((line) => line.trim() !== "") + 1).join("\n");
  }

  /** Goes up or down, if that is what a key does, staying in its column as far as the rows do. */
  #moveByRows(name: string): boolean {
    const page = this.#textRows - 1;
    const steps: Readonly<Record<string, number>> = {
      "ctrl-n": 1,
      "ctrl-p": -1,
      "down": 1,
      "page-down": page,
      "page-up": -page,
      "up": -1,
    };
    const step = Object.hasOwn(steps, name) ? steps[name]! : 0;
    if (step === 0) return false;
    const { row, column } = this.#placeOf();
    this.#column ??= column;
    const target = Math.min(Math.max(row + step, 0), this.#rows.length - 1);
    const { line, from, to } = this.#rows[target]!;
    const { shown } = this.#wrap(this.#text.lines[line]!);
    let index = from;
    let left = this.#column;
    while (index < to && (left -= displayWidth(shown[index]!)) >= 0) index++;
    // Behind the last of a row that goes on is the beginning of the next.
    const goesOn = this.#rows[target + 1]?.line === line;
    this.#text.moveTo({ line, index: goesOn ? Math.min(index, to - 1) : index });
    return true;
  }

  /** One row is for the keys. */
  get #textRows(): number {
    return this.#profile.rows - 1;
  }

  #paint(): string {
    const { rows, cursor } = this.#layOut();
    return this.#painter.paint(rows, cursor);
  }

  #layOut(): { readonly rows: readonly string[]; readonly cursor: ScreenPlace } {
    this.#wrapAll();
    const { row, column } = this.#placeOf();
    this.#scrollTo(row);
    const shown = this.#rows.slice(this.#top, this.#top + this.#textRows).map(({ text }) => text);
    while (shown.length < this.#textRows) shown.push("");
    return { rows: [...shown, this.#status()], cursor: { row: row - this.#top, column } };
  }

  /** A cursor that has left the screen is brought back to its middle, so that this is seldom needed. */
  #scrollTo(row: number): void {
    const rows = this.#textRows;
    if (row < this.#top || row >= this.#top + rows) this.#top = row - Math.floor(rows / 2);
    this.#top = Math.max(Math.min(this.#top, this.#rows.length - Math.ceil(rows / 2)), 0);
  }

  /** The row with the cursor, of all, and its column. */
  #placeOf(): ScreenPlace {
    const { line, index } = this.#text.place;
    const row = this.#rows.findLastIndex((row) => row.line === line && row.from <= index);
    const { shown } = this.#wrap(this.#text.lines[line]!);
    const before = shown.slice(this.#rows[row]!.from, index);
    const column = before.reduce((sum, grapheme) => sum + displayWidth(grapheme), 0);
    return { row, column: Math.min(column, this.#profile.columns - 1) };
  }

  #wrapAll(): void {
    const known = this.#wrapped;
    this.#wrapped = new Map();
    const rows: ComposedRow[] = [];
    for (const [line, text] of this.#text.lines.entries()) {
      const wrapped = known.get(text);
      if (wrapped) this.#wrapped.set(text, wrapped);
      const { shown, starts } = this.#wrap(text);
      for (const [index, from] of starts.entries()) {
        const to = starts[index + 1] ?? shown.length;
        rows.push({ line, from, to, text: shown.slice(from, to).join("").trimEnd() });
      }
    }
    this.#rows = rows;
  }

  #wrap(text: string): WrappedLine {
    let wrapped = this.#wrapped.get(text);
    if (!wrapped) {
      const { columns } = this.#profile;
      // What stands for a character may be wider than a row.
      const shown = graphemes(text).map((grapheme) => this.#fit(grapheme));
      this.#wrapped.set(text, wrapped = { shown, starts: softWrap(shown, columns - 1) });
    }
    return wrapped;
  }

  #status(): string {
    return this.#fit(safeText(this.#isAsking ? ASKS : this.#notice ?? KEYS));
  }

  /** A text in the charset of the terminal, as much of it as a row takes without its last column. */
  #fit(text: string): string {
    const { charset, columns } = this.#profile;
    const shown = representable(text, charset);
    if (displayWidth(shown) < columns) return shown;
    return lineText(truncateLine({ spans: [{ text: shown }] }, columns - 1));
  }
}
