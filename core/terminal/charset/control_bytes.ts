/**
 * The bytes that terminals send for keys without a character, and what bounds them (ECMA-48, section 5.2).
 *
 * @module
 */

/** Nothing: a filler. */
export const NUL = 0x00;

/** Ctrl-C. */
export const CTRL_C = 0x03;

/** Ctrl-D. */
export const CTRL_D = 0x04;

/** The bell, which also ends some answers of terminals. */
export const BEL = 0x07;

/** Backspace. */
export const BS = 0x08;

/** Tab. */
export const TAB = 0x09;

/** Line feed. */
export const LF = 0x0a;

/** Carriage return. */
export const CR = 0x0d;

/** Escape. */
export const ESC = 0x1b;

/** Space: what is below it is a control. */
export const SPACE = 0x20;

/** Delete, which many terminals send for backspace. */
export const DEL = 0x7f;
