/**
 * How a run of text looks, or what it means: apart from how any terminal shows it.
 *
 * @module
 */

import type { Meaning } from "./meaning.ts";

/**
 * The eight colours of ANSI terminals, in the order of their numbers (ECMA-48, section 8.3.117).
 */
export const COLOURS = [
  "black",
  "red",
  "green",
  "yellow",
  "blue",
  "magenta",
  "cyan",
  "white",
] as const;

/** A colour of letters, or of the ground behind them, as the terminal has it. */
export type Colour = typeof COLOURS[number];

/** A colour: one of the terminal's, or one by its red, green and blue in hexadecimal: `#d75f00`. */
export type Ink = Colour | `#${string}`;

/** How text looks. What is left out is as the terminal has it. */
export interface Style {
  /** The colour of the letters. */
  readonly foreground?: Ink;
  /** The colour behind them. */
  readonly background?: Ink;
  /** Bold; with one of the terminal's colours as the foreground, its bright variant. */
  readonly bold?: boolean;
  /** Fainter than usual. */
  readonly dim?: boolean;
  /** Underlined. */
  readonly underline?: boolean;
  /** Foreground and background exchanged. */
  readonly inverse?: boolean;
  /** Blinking, where a terminal does that. */
  readonly blink?: boolean;
  /** What it means: the theme of who reads it says how that looks, where nothing else here does. */
  readonly means?: Meaning;
  /** Of a name: which of the theme's colours for people it has; 0 or above, of any size. */
  readonly hue?: number;
}

/** A change to a style; `false` takes that part away. */
export type StyleChange = { readonly [Part in keyof Style]?: Style[Part] | false };

/**
 * A style after a change, holding only what differs from plain.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(changeStyle({ foreground: "red", bold: true }, { bold: false }), {
 *   foreground: "red",
 * });
 * ```
 */
export function changeStyle(style: Style, change: StyleChange): Style {
  return Object.fromEntries(
    Object.entries({ ...style, ...change }).filter(([, value]) => value || value === 0),
  );
}

/** Whether two styles look alike; none at all is the plain style. */
export function sameStyle(a: Style = {}, b: Style = {}): boolean {
  return a === b ||
    (a.means === b.means && a.hue === b.hue && a.foreground === b.foreground &&
      a.background === b.background && a.bold === b.bold && a.dim === b.dim &&
      a.underline === b.underline && a.inverse === b.inverse && a.blink === b.blink);
}
