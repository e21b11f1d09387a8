/**
 * How many columns text takes on a terminal, and the graphemes it is made of.
 *
 * @module
 */

import { graphemeWidth } from "./grapheme_width.ts";

/**
 * Anything but printable ASCII, Latin, Greek and Cyrillic letters, dashes, quotation marks, signs
 * of money and boxes. Text without a match needs no tables to be measured.
 */
const NOT_NARROW =
  /[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u20a0-\u20bf\u2500-\u259f]/;

/** Made when it is first needed, which takes some 20 ms. */
let segmenter: Intl.Segmenter | undefined;

/**
 * Widths that have been measured: a line is drawn again with every key, and to measure takes a segmenter,
 * which is slow and holds memory that no count of the heap shows.
 */
const measured = new Map<string, number>();

/** The most widths that are remembered, and the longest text that one is remembered of. */
const MEASURED = { count: 4096, units: 16 };

/**
 * Whether each UTF-16 unit of a text is a printable grapheme of one column: most text in European
 * languages, and none that holds a control character, a combining mark or a wide character.
 *
 * @example
 * ```ts
 * import { ok } from "node:assert/strict";
 * ok(isNarrow("Smörgåsbord, привет"));
 * ok(!isNarrow("日本") && !isNarrow("e\u0301") && !isNarrow("\n"));
 * ```
 */
export function isNarrow(text: string): boolean {
  return !NOT_NARROW.test(text);
}

/**
 * The columns a text takes in one row: East Asian wide characters and emoji are two, combining
 * marks and control characters none (Unicode UAX #11 and UTS #51).
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(displayWidth("dice"), 4);
 * strictEqual(displayWidth("骰子"), 4);
 * ```
 */
export function displayWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  const known = measured.get(text);
  if (known !== undefined) return known;
  const width = clusters(text).reduce((sum, cluster) => sum + graphemeWidth(cluster), 0);
  if (measured.size === MEASURED.count) measured.clear();
  if (text.length <= MEASURED.units) measured.set(text, width);
  return width;
}

/**
 * A text cut into what a person sees as characters (Unicode UAX #29), each 0 to 2 columns wide. A
 * cluster wider than that (a chain of Indic conjuncts can be of any width) is cut into its code
 * points, so that whatever people type can be broken to fit a row.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(graphemes("né👍🏽!"), ["n", "é", "👍🏽", "!"]);
 * ```
 */
export function graphemes(text: string): string[] {
  if (isNarrow(text)) return text.split("");
  const found: string[] = [];
  for (const cluster of clusters(text)) {
    if (cluster.length > 1 && displayWidth(cluster) > 2) found.push(...cluster);
    else found.push(cluster);
  }
  return found;
}

/** Makes ready what cuts text, so that nobody waits for that when the first wide character is typed. */
export function prepareGraphemes(): void {
  clusters("");
}

function clusters(text: string): string[] {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
