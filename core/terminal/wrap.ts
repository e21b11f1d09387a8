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
  /** Spaces before each line but the first of what was one line; half the width at the most. */
  readonly hangingIndent?: number;
}

/** A space to break at: any but the three that forbid it (Unicode UAX #14, class GL). */
const SPACE = /(?![\u00a0\u2007\u202f])\p{Zs}/u;
const SPACES = new RegExp(`((?:${SPACE.source})+)`, "u");

/**
 * Wraps a text: breaks it at spaces (which then vanish) and at wide characters; a word too wide for
 * a line of its own is broken between graphemes. Spaces that begin a line stay, as indentation.
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

function wrapLine(line: Styled, { columns, hangingIndent = 0 }: WrapOptions): Styled[] {
  const text = lineText(line);
  if (displayWidth(text) <= columns) return [line];
  const indent = " ".repeat(Math.min(hangingIndent, Math.floor(columns / 2)));
  return breakLine(text, { first: columns, rest: columns - indent.length }).map((range, index) => {
    const { spans } = sliceLine(line, range);
    return { spans: index === 0 || indent === "" ? spans : [{ text: indent }, ...spans] };
  });
}

function breakLine(text: string, rooms: { first: number; rest: number }): LineRange[] {
  const ranges: LineRange[] = [];
  let start = 0;
  let end = 0;
  let offset = 0;
  let column = 0;
  const fits = (width: number) => column + width <= (ranges.length > 0 ? rooms.rest : rooms.first);
  const startLine = () => {
    ranges.push({ start, end });
    start = end = offset;
    column = 0;
  };
  for (const word of words(text)) {
    const width = displayWidth(word);
    if (SPACE.test(word)) {
      column += width;
      offset += word.length;
      continue;
    }
    if (!fits(width) && end > start) startLine();
    for (const piece of fits(width) ? [word] : graphemes(word)) {
      const pieceWidth = displayWidth(piece);
      if (!fits(pieceWidth)) startLine();
      column += pieceWidth;
      end = offset += piece.length;
    }
  }
  return [...ranges, { start, end }];
}

/** A line cut where it may be broken: into runs of spaces and what is between them. */
function words(text: string): string[] {
  return text.split(SPACES).flatMap(unbreakable).filter((word) => word !== "");
}

/** Scripts with wide characters have few spaces: before and after each of those may be a break. */
function unbreakable(text: string): string[] {
  if (isNarrow(text)) return [text];
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
