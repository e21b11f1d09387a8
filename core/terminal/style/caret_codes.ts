/**
 * The caret codes that authors write in the literal parts of styled text.
 *
 * @module
 */

import type { StyleChange } from "./style.ts";

/** What a caret code does: change the style from there on, clear something, or stand for text. */
export type CaretCode =
  | { readonly style: StyleChange | "reset" }
  | { readonly clear: "screen" | "line" }
  | { readonly text: string };

/**
 * Every caret code, by how it is written: those of miniboa, whose users know them. Small letters
 * are dark colours, capitals their bright variants.
 */
export const CARET_CODES: Readonly<Record<string, CaretCode>> = {
  "^k": { style: { foreground: "black", bold: false } },
  "^r": { style: { foreground: "red", bold: false } },
  "^g": { style: { foreground: "green", bold: false } },
  "^y": { style: { foreground: "yellow", bold: false } },
  "^b": { style: { foreground: "blue", bold: false } },
  "^m": { style: { foreground: "magenta", bold: false } },
  "^c": { style: { foreground: "cyan", bold: false } },
  "^w": { style: { foreground: "white", bold: false } },
  "^K": { style: { foreground: "black", bold: true } },
  "^R": { style: { foreground: "red", bold: true } },
  "^G": { style: { foreground: "green", bold: true } },
  "^Y": { style: { foreground: "yellow", bold: true } },
  "^B": { style: { foreground: "blue", bold: true } },
  "^M": { style: { foreground: "magenta", bold: true } },
  "^C": { style: { foreground: "cyan", bold: true } },
  "^W": { style: { foreground: "white", bold: true } },
  "^0": { style: { background: "black" } },
  "^1": { style: { background: "red" } },
  "^2": { style: { background: "green" } },
  "^3": { style: { background: "yellow" } },
  "^4": { style: { background: "blue" } },
  "^5": { style: { background: "magenta" } },
  "^6": { style: { background: "cyan" } },
  "^d": { style: { foreground: false } },
  "^!": { style: { bold: true } },
  "^.": { style: { bold: false } },
  "^U": { style: { underline: true } },
  "^u": { style: { underline: false } },
  "^I": { style: { inverse: true } },
  "^i": { style: { inverse: false } },
  "^~": { style: "reset" },
  "^s": { clear: "screen" },
  "^l": { clear: "line" },
  "^^": { text: "^" },
};
