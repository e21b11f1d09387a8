/**
 * Placeholders: where the files of screens say what is to be filled in, as `{{name}}` or `{{name:20}}`.
 *
 * @module
 */

import { displayWidth, graphemes } from "../style/display_width.ts";
import { safeText } from "../charset/safe_text.ts";

/** A placeholder in a text. */
export interface Placeholder {
  /** What is to be filled in. */
  readonly key: string;
  /** How many columns it takes; as it comes where a text does not say, and as it is written in a picture. */
  readonly width: number | undefined;
  /** Where it begins, in UTF-16 units. */
  readonly start: number;
  /** Where it has ended. */
  readonly end: number;
}

/** What is filled in, by the names of placeholders. */
export type ScreenValues = Readonly<Record<string, string | number>>;

const PLACEHOLDER = /\{\{([a-z][a-z0-9_]{0,39})(?::([1-9]\d{0,2}))?\}\}/g;

/** The most that are filled in on one screen; more stay as they are. */
export const MOST_PLACEHOLDERS = 200;

/**
 * The placeholders in a text, the first {@linkcode MOST_PLACEHOLDERS} of them.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(placeholdersIn("Hi {{name:20}}"), [
 *   { key: "name", width: 20, start: 3, end: 14 },
 * ]);
 * ```
 */
export function placeholdersIn(text: string): readonly Placeholder[] {
  return text.matchAll(PLACEHOLDER).take(MOST_PLACEHOLDERS).map((
    { 0: whole, 1: key, 2: width, index },
  ) => ({
    key: key!,
    width: width === undefined ? undefined : Number(width),
    start: index,
    end: index + whole.length,
  })).toArray();
}

/**
 * What is filled in for a placeholder, as graphemes that nothing can be done with but be shown: as many as
 * it has columns for.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * const [place] = placeholdersIn("{{name:4}}");
 * deepStrictEqual(valueOf(place!, { name: "Ann" }), ["A", "n", "n", " "]);
 * deepStrictEqual(valueOf(place!, { name: "Annabel" }), ["A", "n", "n", "a"]);
 * strictEqual(valueOf(place!, {}), undefined);
 * ```
 * @returns Nothing where there is no such value.
 */
export function valueOf(
  { key, width }: Pick<Placeholder, "key" | "width">,
  values: ScreenValues,
): readonly string[] | undefined {
  if (!Object.hasOwn(values, key)) return undefined;
  const all = graphemes(safeText(String(values[key])));
  if (width === undefined) return all;
  const shown: string[] = [];
  let left = width;
  for (const grapheme of all) {
    const columns = displayWidth(grapheme);
    if (columns > left) break;
    left -= columns;
    shown.push(grapheme);
  }
  return [...shown, ...Array<string>(left).fill(" ")];
}
