/**
 * Which charset a caller's locale, or their program, names.
 *
 * @module
 */

import type { Charset } from "../../terminal/profile.ts";

/** The names of charsets, in lower case and without what is between their letters, by the charset. */
const NAMES: Readonly<Record<string, Charset>> = {
  "437": "cp437",
  "ansix341968": "ascii",
  "ascii": "ascii",
  "cp437": "cp437",
  "cp1252": "latin-1",
  "ibm437": "cp437",
  "iso88591": "latin-1",
  "iso885915": "latin-1",
  "latin1": "latin-1",
  "usascii": "ascii",
  "utf8": "utf-8",
  "windows1252": "latin-1",
};

/** What stands for a locale of no language, which has ASCII (POSIX.1-2024, 7.2). */
const NO_LANGUAGE = new Set(["C", "POSIX"]);

/**
 * The charset of a name.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(charsetNamed("ISO_8859-1"), "latin-1");
 * strictEqual(charsetNamed("KOI8-R"), undefined);
 * ```
 */
export function charsetNamed(name: string | undefined): Charset | undefined {
  const word = (name ?? "").toLowerCase().replaceAll(/[^a-z\d]/g, "");
  return Object.hasOwn(NAMES, word) ? NAMES[word] : undefined;
}

/**
 * The charset of a locale: of `LC_ALL`, else `LC_CTYPE`, else `LANG`, the first that is set and not
 * empty (POSIX.1-2024, 8.2). One that we do not have is shown ASCII, which nearly all have in them.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(charsetOfLocale({ LANG: "sv_SE.ISO-8859-1" }), "latin-1");
 * strictEqual(charsetOfLocale({ LANG: "C", LC_ALL: "C.UTF-8" }), "utf-8");
 * strictEqual(charsetOfLocale({ LANG: "ru_RU.KOI8-R" }), "ascii");
 * strictEqual(charsetOfLocale({ LANG: "sv_SE" }), undefined);
 * ```
 * @returns Undefined if none is named.
 */
export function charsetOfLocale(
  environment: Readonly<Record<string, string>>,
): Charset | undefined {
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || "";
  const [, language, codeset] = /^([^.@]*)(?:\.([^@]*))?(?:@.*)?$/.exec(locale) ?? [];
  if (codeset) return charsetNamed(codeset) ?? "ascii";
  return NO_LANGUAGE.has(language ?? "") ? "ascii" : undefined;
}
