/**
 * The one place where text that people typed loses what could control a terminal or fake its looks.
 *
 * @module
 */

import { isNarrow } from "../style/display_width.ts";

/**
 * Everything that moves to a new line: CR LF, LF, VT, FF, CR, NEL, and Unicode's two separators.
 */
const LINE_BREAK = /\r\n|[\n\v\f\r\x85\u2028\u2029]/g;

/**
 * What must not reach a terminal: C0 and C1 controls, lone surrogates, and the format characters
 * nobody sees: bidi overrides, zero-width spaces, tags, fillers. Kept among those: ZWNJ, ZWJ and
 * the variation selectors, which scripts and emoji need, and the Arabic and Kaithi number signs,
 * which are visible.
 */
const UNSAFE =
  /(?![\u200c\u200d\u180b-\u180d\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A combining mark or joiner after four others: no script stacks so many, and "zalgo" text does.
 */
const EXCESSIVE_MARK = /(?<=[\p{M}\u200c\u200d]{4})[\p{M}\u200c\u200d]/gu;

/**
 * Makes text that people typed safe to put in a line on anybody's terminal. Tabs and line breaks
 * become a space; control and invisible format characters, lone surrogates and more than four
 * combining marks on one character are taken out. Safe text comes back as it was.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(safeText("red \x1b[31malert\x07\r\nnow"), "red [31malert now");
 * ```
 */
export function safeText(text: string): string {
  return isNarrow(text) ? text : clean(text.replaceAll(LINE_BREAK, " "));
}

/**
 * Does as {@linkcode safeText}, but keeps the line breaks, each as one LF.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(safeLines("one\r\ntwo\x1b[2J"), "one\ntwo[2J");
 * ```
 */
export function safeLines(text: string): string {
  return isNarrow(text) ? text : text.split(LINE_BREAK).map(clean).join("\n");
}

function clean(line: string): string {
  return line.replaceAll("\t", " ").replaceAll(UNSAFE, "").replaceAll(EXCESSIVE_MARK, "");
}
