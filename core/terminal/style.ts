/**
 * How a run of text looks: colours and attributes, apart from how any terminal shows them.
 *
 * @module
 */

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

/** A colour of letters, or of the ground behind them. */
export type Colour = typeof COLOURS[number];

/** How text looks. What is left out is as the terminal has it. */
export interface Style {
  /** The colour of the letters. */
  readonly foreground?: Colour;
  /** The colour behind them. */
  readonly background?: Colour;
  /** Bold; with a foreground, its bright variant. */
  readonly bold?: boolean;
  /** Fainter than usual. */
  readonly dim?: boolean;
  /** Underlined. */
  readonly underline?: boolean;
  /** Foreground and background exchanged. */
  readonly inverse?: boolean;
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
    Object.entries({ ...style, ...change }).filter(([, value]) => value),
  );
}

/** Whether two styles look alike; none at all is the plain style. */
export function sameStyle(a: Style = {}, b: Style = {}): boolean {
  return a === b ||
    (a.foreground === b.foreground && a.background === b.background && a.bold === b.bold &&
      a.dim === b.dim && a.underline === b.underline && a.inverse === b.inverse);
}
