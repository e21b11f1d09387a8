/**
 * The keys a terminal has besides its characters, and the escape sequences that stand for them.
 *
 * @module
 */

/** A key with a name of its own. */
export type NamedKey =
  | "backspace"
  | "delete"
  | "down"
  | "end"
  | "enter"
  | "escape"
  | "home"
  | "insert"
  | "left"
  | "page-down"
  | "page-up"
  | "right"
  | "tab"
  | "up";

/**
 * A key: named, or with Ctrl, with Alt, or with both as `ctrl-alt-left`. Shift is told of with Tab
 * alone, as nothing else we do depends on it.
 */
export type KeyName = NamedKey | "shift-tab" | `ctrl-${string}` | `alt-${string}`;

/**
 * The keys by what ends CSI, or SS3 where keypads send that. "xterm" is also what most others send.
 * Modifiers stand before the end: `[1;5C` is Ctrl and right.
 */
export const KEYS_BY_END: Readonly<Record<string, KeyName>> = {
  "@": "insert", // ANSI-BBS
  "A": "up", // VT100, xterm
  "B": "down", // VT100, xterm
  "C": "right", // VT100, xterm
  "D": "left", // VT100, xterm
  "F": "end", // xterm
  "H": "home", // xterm, ANSI-BBS
  "K": "end", // ANSI-BBS
  "M": "enter", // VT100, the keypad's: SS3 only, as CSI M is a mouse
  "U": "page-down", // ANSI-BBS
  "V": "page-up", // ANSI-BBS
  "Z": "shift-tab", // xterm, Linux console
  "a": "up", // rxvt, with Shift; SS3: with Ctrl
  "b": "down", // rxvt
  "c": "right", // rxvt
  "d": "left", // rxvt
};

/** The keys by the number before `~`, and in rxvt before `^`, `$` and `@`. */
export const KEYS_BY_NUMBER: Readonly<Record<string, KeyName>> = {
  "1": "home", // VT220 "find", Linux console, PuTTY
  "2": "insert", // VT220
  "3": "delete", // VT220 "remove"
  "4": "end", // VT220 "select", Linux console, PuTTY
  "5": "page-up", // VT220
  "6": "page-down", // VT220
  "7": "home", // rxvt
  "8": "end", // rxvt
};

/**
 * The keys by the code of their character, where terminals tell every key by number: `CSI code u`
 * (Kitty, "Comprehensive keyboard handling") and `CSI 27;modifiers;code~` (xterm, modifyOtherKeys).
 */
export const KEYS_BY_CODE: Readonly<Record<number, KeyName>> = {
  8: "backspace",
  9: "tab",
  13: "enter",
  27: "escape",
  127: "backspace",
  57414: "enter", // the keypad's
};
