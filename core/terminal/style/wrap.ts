/**
 * Breaking lines at words so that they fit the width of a screen.
 *
 * @module
 */

import { displayWidth, graphemes, isNarrow } from "./display_width.ts";
import {
  type LineRange,
  lineText,
  sliceLine,
  splitLines,
  type Styled,
  type Text,
} from "./styled_text.ts";

/** How a text is wrapped. */
export interface WrapOptions {
  /** The most columns a line may take, 2 or more (a wide character takes two). */
  readonly columns: number;
  /**
   * Spaces before each line but the first of what was one line, half the width at the most; up to the mark in
   * the line, if there is one, unless told.
   */
  readonly hangingIndent?: number;
}

/** How much of the width may stand before the mark of a line that goes on under it. */
const HANGING_SHARE = 0.4;

/** The spaces before what goes on elsewhere: enough to tell it from a line that begins. */
const NARROW_INDENT = 2;

/** A space to break at: any but the three that forbid it (Unicode UAX #14, class GL). */
const SPACE = /(?![\u00a0\u2007\u202f])\p{Zs}/u;
const SPACES = new RegExp(`((?:${SPACE.source})+)`, "u");

/**
 * What a link begins with, behind what opens before it. Only what is plainly a link may stand at the left, where names
 * do, so these are all there are.
 */
const LINK = /^[("'<[]*(?=(?:https?|ftps?|gemini|gopher|ircs?|ssh|telnet|wss?):\/\/)/iu;

/** What may stand behind a link and is not a part of it. */
const AFTER_LINK = new Set(")\"'>],.;:!?");

/**
 * Wraps a text: breaks it at spaces (which then vanish) and at wide characters; a word too wide for
 * a line of its own is broken between graphemes, but a link only if it is wider than the screen. Spaces that begin a line stay, as indentation.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { plain } from "./styled_text.ts";
 * const lines = wrapText("roll  Roll some dice", { columns: 12, hangingIndent: 6 });
 * deepStrictEqual(lines.map(plain), ["roll  Roll", "      some", "      dice"]);
 * ```
 * @returns One styled text for each line, safe and without line breaks.
 */
export function wrapText(text: Text, options: WrapOptions): Styled[] {
  return splitLines(text).flatMap((line) => wrapLine(line, options));
}

/**
 * The beginning of a line that fits a width.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { plain, styled } from "./styled_text.ts";
 * strictEqual(plain(truncateLine(styled`^y日本`, 3)), "日");
 * ```
 */
export function truncateLine(line: Styled, columns: number): Styled {
  let end = 0;
  let column = 0;
  for (const grapheme of graphemes(lineText(line))) {
    column += displayWidth(grapheme);
    if (column > columns) break;
    end += grapheme.length;
  }
  return sliceLine(line, { start: 0, end });
}

function wrapLine(line: Styled, { columns, hangingIndent }: WrapOptions): Styled[] {
  const text = lineText(line);
  if (displayWidth(text) <= columns) return [line];
  const hanging = hangingIndent ?? markedIndent(line, columns);
  const indent = Math.min(hanging, Math.floor(columns / 2));
  return breakLine(text, { columns, indent }).map(({ indent, ...range }) => {
    const { spans } = sliceLine(line, range);
    return { spans: indent === 0 ? spans : [{ text: " ".repeat(indent) }, ...spans] };
  });
}

/** The column of the mark that says where the line goes on; a narrow one where that leaves little room. */
function markedIndent(line: Styled, columns: number): number {
  const mark = line.spans.findIndex((span) => "hang" in span);
  if (mark < 0) return 0;
  const column = displayWidth(lineText({ spans: line.spans.slice(0, mark) }));
  return column <= columns * HANGING_SHARE ? column : NARROW_INDENT;
}

/** A stretch of a line that is to have a row of its own, and the spaces before it. */
interface Row extends LineRange {
  readonly indent: number;
}

function breakLine(text: string, options: { columns: number; indent: number }): Row[] {
  const { columns } = options;
  const rows: Row[] = [];
  let [start, end, offset, column, indent] = [0, 0, 0, 0, 0];
  const fits = (width: number) => column + width <= columns - indent;
  const startRow = () => {
    rows.push({ start, end, indent });
    start = end = offset;
    column = 0;
    indent = options.indent;
  };
  for (const word of words(text)) {
    const width = displayWidth(word);
    if (SPACE.test(word)) {
      column += width;
      offset += word.length;
      continue;
    }
    if (!fits(width) && end > start) startRow();
    for (const piece of fits(width) ? [word] : piecesOf(word, columns)) {
      const pieceWidth = displayWidth(piece);
      if (!fits(pieceWidth) && end > start) startRow();
      // A link that stays whole moves out to the left for that.
      if (!fits(pieceWidth) && pieceWidth <= columns) indent = columns - pieceWidth;
      column += pieceWidth;
      end = offset += piece.length;
    }
  }
  return [...rows, { start, end, indent }];
}

/** A line cut where it may be broken: into runs of spaces and what is between them. */
function words(text: string): string[] {
  return text.split(SPACES).flatMap(unbreakable).filter((word) => word !== "");
}

/** What is left whole of a word that fits no row: a link, if it does; else its graphemes. */
function piecesOf(word: string, columns: number): string[] {
  const [before] = LINK.exec(word) ?? [];
  if (before === undefined) return graphemes(word);
  if (displayWidth(word) <= columns) return [word];
  let end = word.length;
  while (AFTER_LINK.has(word[end - 1]!)) end--;
  const link = word.slice(before.length, end);
  if (displayWidth(link) > columns) return graphemes(word);
  return [...graphemes(before), link, ...graphemes(word.slice(end))];
}

/** Scripts with wide characters have few spaces: before and after each of those may be a break. */
function unbreakable(text: string): string[] {
  if (isNarrow(text) || LINK.test(text)) return [text];
  const found: string[] = [];
  let narrow = "";
  for (const grapheme of graphemes(text)) {
    if (displayWidth(grapheme) < 2) {
      narrow += grapheme;
    } else {
      found.push(narrow, grapheme);
      narrow = "";
    }
  }
  return [...found, narrow];
}
