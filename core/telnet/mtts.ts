/**
 * The MUD Terminal Type Standard: what a client says it can do, as a number in its last TTYPE.
 * @module
 */

/** One row per bit, as the standard of tintin.mudhalla.net/protocols/mtts lists them, and its use. */
export const MTTS_FLAGS = [
  { bit: 1, name: "ansi", use: "16 colours" },
  { bit: 2, name: "vt100", use: "Nothing: MUD clients edit their own lines" },
  { bit: 4, name: "utf-8", use: "Text is UTF-8, unless the client or the caller says otherwise" },
  { bit: 8, name: "256-colours", use: "256 colours" },
  { bit: 16, name: "mouse", use: "Nothing" },
  { bit: 32, name: "osc-palette", use: "Nothing: the palette is the caller's" },
  { bit: 64, name: "screen-reader", use: "Sentences in place of tables and pictures" },
  { bit: 128, name: "proxy", use: "Nothing" },
  { bit: 256, name: "true-colour", use: "All colours" },
  { bit: 512, name: "mnes", use: "Variables are asked for by VAR" },
  { bit: 1024, name: "mslp", use: "Nothing: links are shown whole" },
  { bit: 2048, name: "tls", use: "Nothing: there is no TLS for terminals" },
] as const;

/** Something that a client says it can do, or is. */
export type MttsFlag = typeof MTTS_FLAGS[number]["name"];

/**
 * Reads the third terminal type of a client that follows the MTTS.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from "node:assert/strict";
 * deepStrictEqual(parseMtts("MTTS 69"), ["ansi", "utf-8", "screen-reader"]);
 * strictEqual(parseMtts("XTERM"), undefined);
 * ```
 * @param name A terminal type in capitals.
 * @returns The flags in the order of their bits, unknown bits left out; undefined if the name is
 * not `MTTS` and a number of at most 9 digits.
 */
export function parseMtts(name: string): readonly MttsFlag[] | undefined {
  const digits = /^MTTS (\d{1,9})$/.exec(name)?.[1];
  if (digits === undefined) return undefined;
  return MTTS_FLAGS.filter(({ bit }) => Number(digits) & bit).map(({ name }) => name);
}
