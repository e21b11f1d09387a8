/**
 * What is known of a caller's terminal; everything shown to them goes through it.
 *
 * @module
 */

import type { ThemeName } from "./style/theme.ts";

/** The charset a terminal reads and writes. */
export type Charset = "utf-8" | "cp437" | "latin-1" | "ascii";

/** How many colours a terminal shows. With "none" it is sent no colours and no clear codes. */
export type ColourDepth = "none" | "8" | "16" | "256" | "true";

/** The size of a screen, in character cells. */
export interface TerminalSize {
  /** Cells in a row, 20 to 500. */
  readonly columns: number;
  /** Rows on the screen, 5 to 300. */
  readonly rows: number;
}

/** One caller's terminal, as far as it has told. */
export interface TerminalProfile extends TerminalSize {
  /** How text becomes bytes. */
  readonly charset: Charset;
  /** Which colours it shows. */
  readonly colours: ColourDepth;
  /**
   * Whether the client edits its own lines (line mode); if not, the server does (character mode).
   */
  readonly editsLines: boolean;
  /** Whether it is read out: sentences instead of columns and boxes, and nothing drawn again. */
  readonly screenReader: boolean;
  /** Whether it obeys xterm's private modes: marks around what is pasted, and a second screen. */
  readonly xterm: boolean;
  /** Whether a quiet line is shown some life now and then, so that nothing on the way ends it. */
  readonly keepAlive: boolean;
  /** How things look. */
  readonly theme: ThemeName;
  /** Whether it rings when somebody says the caller's name, or tells them something. */
  readonly bell: boolean;
  /** Whether what happens is shown with its time. */
  readonly times: boolean;
}

/** A caller who has told nothing: a script, `nc`, or a client that does not negotiate. */
export const DEFAULT_PROFILE: TerminalProfile = {
  columns: 80,
  rows: 24,
  charset: "utf-8",
  colours: "none",
  editsLines: true,
  screenReader: false,
  xterm: false,
  keepAlive: true,
  theme: "partyline",
  bell: false,
  times: false,
};

/**
 * The sizes that are believed. Smaller ones leave no room for a prompt, larger ones are not
 * screens.
 */
export const SIZE_BOUNDS = {
  columns: { min: 20, max: 500 },
  rows: { min: 5, max: 300 },
} as const;

/**
 * Makes a size that a caller sent usable: inside {@linkcode SIZE_BOUNDS}, and the default where it
 * is unsaid (RFC 1073, section 2: 0 means unsaid).
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(clampSize({ columns: 0, rows: 9999 }), { columns: 80, rows: 300 });
 * ```
 */
export function clampSize(size: Partial<TerminalSize>): TerminalSize {
  return { columns: clamp("columns", size.columns), rows: clamp("rows", size.rows) };
}

function clamp(side: keyof TerminalSize, cells: number | undefined): number {
  const { min, max } = SIZE_BOUNDS[side];
  return Math.min(Math.max(Math.trunc(cells || DEFAULT_PROFILE[side]), min), max);
}
