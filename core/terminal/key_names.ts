/**
 * The keys a terminal has besides its characters, and the escape sequences that stand for them.
 *
 * @module
 */

/** A key: named, a letter with Ctrl, or a character with Alt. */
export type KeyName =
  | "backspace"
  | "delete"
  | "down"
  | "end"
  | "enter"
  | "home"
  | "insert"
  | "left"
  | "page-down"
  | "page-up"
  | "right"
  | "tab"
  | "up"
  | `ctrl-${string}`
  | `alt-${string}`;

/**
 * The keys by what follows ESC. "xterm" is also what most others send; VT100 is DEC's, for keypads.
 */
export const KEY_SEQUENCES: Readonly<Record<string, KeyName>> = {
  "[A": "up", // xterm
  "[B": "down", // xterm
  "[C": "right", // xterm
  "[D": "left", // xterm
  "[H": "home", // xterm, ANSI-BBS
  "[F": "end", // xterm
  "[K": "end", // ANSI-BBS
  "[@": "insert", // ANSI-BBS
  "[V": "page-up", // ANSI-BBS
  "[U": "page-down", // ANSI-BBS
  "OA": "up", // VT100, application cursor keys
  "OB": "down", // VT100
  "OC": "right", // VT100
  "OD": "left", // VT100
  "OH": "home", // xterm, application cursor keys
  "OF": "end", // xterm
  "[1~": "home", // VT220 "find", Linux console
  "[2~": "insert", // VT220
  "[3~": "delete", // VT220 "remove"
  "[4~": "end", // VT220 "select", Linux console
  "[5~": "page-up", // VT220
  "[6~": "page-down", // VT220
  "[7~": "home", // rxvt
  "[8~": "end", // rxvt
  "[1;3C": "alt-right", // xterm
  "[1;3D": "alt-left", // xterm
  "[1;5C": "ctrl-right", // xterm
  "[1;5D": "ctrl-left", // xterm
  "Oc": "ctrl-right", // rxvt
  "Od": "ctrl-left", // rxvt
};
