/**
 * What a theme is: how each meaning looks, and which colours people have, by the colours that terminals show.
 *
 * @module
 */

import type { Meaning } from "./meaning.ts";
import type { Colour, Style } from "./style.ts";

/** The names of the themes that there are, by which callers choose them. */
export type ThemeName = "amber" | "green" | "mono" | "paper" | "partyline";

/** How something looks by how many colours a terminal shows; one with more takes those of 256. */
export interface Look {
  /** With the eight of ANSI, where bold may or may not be bright; as with 16 unless told. */
  readonly 8?: Style;
  /** With the sixteen of ANSI, of which each terminal has shades of its own. */
  readonly 16: Style;
  /** With exact shades: those of the cube of 256 colours, so that more colours change nothing. */
  readonly 256: Style;
}

/** How all that is shown looks. */
export interface Theme {
  /** One line for the list of themes. */
  readonly summary: string;
  /** Which grounds it can be read on. */
  readonly ground: "any" | "dark" | "light";
  /** How text looks that means nothing in particular; as the terminal has it unless told. */
  readonly text?: Look;
  /** How each meaning looks. */
  readonly meanings: Readonly<Record<Meaning, Look>>;
  /** The looks of people's names, by the remainder of their hue; at least one of each. */
  readonly names: { readonly [Depth in keyof Look]-?: readonly Style[] };
  /**
   * What becomes of the terminal's colours where an author has chosen one for letters, and no ground: "none"
   * are shown, or another look for some of them.
   */
  readonly inks?: "none" | Readonly<Partial<Record<Colour, Look>>>;
}
