/**
 * Names of screens, as the files are called: `welcome.80x24.cp437.ans`.
 *
 * @module
 */

import type { Charset } from "../profile.ts";

/** What a file is, by what its name ends with: a picture in ANSI art, or text with caret codes. */
export type ScreenKind = "ans" | "txt";

/** What the name of a file tells. */
export interface ScreenName {
  /** What it shows, with its folder: `welcome`, `help/rooms`. */
  readonly screen: string;
  /** What it is. */
  readonly kind: ScreenKind;
  /** The size of the screens that it is made for. */
  readonly size?: { readonly columns: number; readonly rows: number };
  /** The charset that it is written in, and made for. */
  readonly charset?: Charset;
}

/** How charsets are written in names. */
export const CHARSET_WORDS: Readonly<Record<string, Charset>> = {
  "ascii": "ascii",
  "cp437": "cp437",
  "latin1": "latin-1",
  "utf8": "utf-8",
};

/** What a screen may be called: in a folder or two, lower-case letters, digits, `-` and `_`. */
const SCREEN = /^(?:[a-z0-9][a-z0-9_-]*\/){0,2}[a-z0-9][a-z0-9_-]*$/;

const SIZE = /^([1-9]\d{0,2})x([1-9]\d{0,2})$/;

/** Whether a screen may have that name. */
export function isScreenName(name: string): boolean {
  return name.length <= 100 && SCREEN.test(name);
}

/**
 * Reads the name of a file: the screen, then a size and a charset in any order, either of which may be
 * left out, then `ans` or `txt`.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * deepStrictEqual(parseScreenName("welcome.40x25.cp437.ans"), {
 *   screen: "welcome",
 *   kind: "ans",
 *   size: { columns: 40, rows: 25 },
 *   charset: "cp437",
 * });
 * strictEqual(parseScreenName("welcome.png"), undefined);
 * ```
 * @param path From the folder of screens, with `/` between its parts.
 * @returns Nothing for what is no screen.
 */
export function parseScreenName(path: string): ScreenName | undefined {
  const words = path.split(".");
  const [screen, ...between] = words.slice(0, -1);
  const kind = words.at(-1);
  if (screen === undefined || !isScreenName(screen) || (kind !== "ans" && kind !== "txt")) {
    return undefined;
  }
  const name: { -readonly [Key in keyof ScreenName]: ScreenName[Key] } = { screen, kind };
  for (const word of between) {
    const [, columns, rows] = SIZE.exec(word) ?? [];
    const charset = Object.hasOwn(CHARSET_WORDS, word) ? CHARSET_WORDS[word] : undefined;
    if (columns !== undefined && !name.size) {
      name.size = { columns: Number(columns), rows: Number(rows) };
    } else if (charset !== undefined && name.charset === undefined) name.charset = charset;
    else return undefined;
  }
  return name;
}
