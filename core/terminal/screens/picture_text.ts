/**
 * Pictures as styled text, with their placeholders filled in.
 *
 * @module
 */

import { displayWidth } from "../style/display_width.ts";
import type { Style } from "../style/style.ts";
import type { Styled, TextSpan } from "../style/styled_text.ts";
import { type Cell, type CellRow, type Picture, PICTURE_BOUNDS } from "./canvas.ts";
import { pictureShade } from "./picture_shade.ts";
import type { Look } from "./pen.ts";
import {
  MOST_PLACEHOLDERS,
  type Placeholder,
  placeholdersIn,
  type ScreenValues,
  valueOf,
} from "./placeholder.ts";

/** How a picture is shown. */
export interface PictureOptions {
  /** What is filled in. */
  readonly values: ScreenValues;
  /** What stands for a character where it can't be shown: as wide as that one. */
  readonly fallback?: (character: string) => string;
}

/** The place of a value in a row. */
interface Slot {
  readonly placeholder: Placeholder;
  /** The columns of the placeholder itself. */
  readonly columns: number;
}

/** What a PC draws with unless told. */
const PLAIN: Look = { foreground: 7, background: 0 };

/** A picture, ready to be shown with any values. */
export class PictureText {
  /** Its size, in character cells. */
  readonly size: { readonly columns: number; readonly rows: number };
  readonly #rows: readonly CellRow[];
  /** By row; few have any. */
  readonly #slots: ReadonlyMap<number, readonly Slot[]>;
  readonly #styles = new Map<Look, Style>();

  /** Finds the placeholders of a picture. */
  constructor({ rows, columns }: Picture) {
    let room = MOST_PLACEHOLDERS;
    const slots = rows.map((row, index) => {
      const found = slotsOf(row).slice(0, room);
      room -= found.length;
      return [index, found] as const;
    });
    this.#rows = rows;
    this.#slots = new Map(slots.filter(([, found]) => found.length > 0));
    const ends = slots.flatMap(([, found]) => found.map(endOf));
    this.size = { columns: Math.max(columns, ...ends), rows: rows.length };
  }

  /** The names of its placeholders. */
  get keys(): readonly string[] {
    return [...this.#slots.values()].flat().map(({ placeholder }) => placeholder.key);
  }

  /**
   * The picture with its values. It is a black rectangle, whatever ground the terminal has. A value keeps
   * its columns, those of the placeholder or as many as that says: it is cut, or filled up with blanks,
   * and what is drawn behind it stays in its place.
   */
  show({ values, fallback = (character) => character }: PictureOptions): Styled {
    const spans: TextSpan[] = [];
    this.#rows.forEach((row, index) => {
      if (index > 0) spans.push({ text: "\n" });
      const filled = (this.#slots.get(index) ?? []).reduce(
        (row, slot) => fill(row, slot, values),
        row,
      );
      spans.push(...this.#spansOf(filled, fallback));
    });
    return { spans };
  }

  #spansOf(row: CellRow, fallback: (character: string) => string): TextSpan[] {
    const runs: { text: string; look: Look }[] = [];
    for (let column = 0; column < this.size.columns; column++) {
      const { text, look } = row[column] ?? { text: " ", look: PLAIN };
      const last = runs.at(-1);
      const shown = text === "" ? "" : fallback(text);
      if (last?.look === look) last.text += shown;
      else runs.push({ text: shown, look });
    }
    return runs.map(({ text, look }) => ({ text, style: this.#styleOf(look) }));
  }

  #styleOf(look: Look): Style {
    let style = this.#styles.get(look);
    if (!style) this.#styles.set(look, style = styleOf(look));
    return style;
  }
}

function slotsOf(row: CellRow): readonly Slot[] {
  // With one unit for each column, a place in the text is one in the row.
  const text = Array.from(row, (cell) => cell && /^[ -~]$/.test(cell.text) ? cell.text : "\0");
  return placeholdersIn(text.join("")).map((placeholder) => ({
    placeholder,
    columns: placeholder.end - placeholder.start,
  }));
}

/** The column behind what takes the place of a placeholder. */
function endOf({ placeholder: { start, width }, columns }: Slot): number {
  return Math.min(start + (width ?? columns), PICTURE_BOUNDS.columns);
}

/** A value that is said to be wider than its placeholder covers what is drawn behind that. */
function fill(row: CellRow, { placeholder, columns }: Slot, values: ScreenValues): CellRow {
  const { start, width = columns } = placeholder;
  const value = valueOf({ ...placeholder, width }, values);
  if (!value) return row;
  const { look } = row[start]!;
  const cells: Cell[] = value.flatMap((text) =>
    Array.from({ length: displayWidth(text) }, (_, index) => ({ text: index ? "" : text, look }))
  );
  while (cells.length < columns) cells.push({ text: " ", look });
  return row.toSpliced(start, cells.length, ...cells);
}

/** In the shades of a PC, so that nobody's theme changes them. */
function styleOf({ foreground, background, ...attributes }: Look): Style {
  return {
    ...attributes,
    foreground: pictureShade(foreground ?? PLAIN.foreground!),
    background: pictureShade(background ?? PLAIN.background!),
  };
}
