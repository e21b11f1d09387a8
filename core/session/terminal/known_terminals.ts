/**
 * What is known of terminals by the names that they tell: colours, charset, whether they can be drawn on.
 *
 * @module
 */

import type { Charset, ColourDepth } from "../../terminal/profile.ts";

/** A kind of terminal, by how its name begins. */
export interface KnownTerminal {
  /** How the TTYPE begins, in capitals (RFC 1091). The longest that fits counts. */
  readonly name: string;
  /** How many colours it shows. */
  readonly colours: ColourDepth;
  /** What it reads; UTF-8 unless told. */
  readonly charset?: Charset;
  /** Whether it can't move its cursor, so that we can't edit its lines. */
  readonly cannotEdit?: boolean;
  /** Whether it has 80 columns and 24 rows when it tells no size. */
  readonly is80x24?: boolean;
  /** Whether it obeys xterm's private modes: marks around what is pasted, and a second screen. */
  readonly xterm?: boolean;
  /** Where this is from. */
  readonly source: string;
}

/**
 * One row per kind, by name. DEC's terminals have seven bits, or eight of a charset of their own; what is called
 * by their names today may be anything, and ASCII can be read on all.
 */
export const KNOWN_TERMINALS: readonly KnownTerminal[] = [
  { name: "ALACRITTY", colours: "true", xterm: true, source: "Alacritty's terminfo" },
  // Of Microsoft's telnet, too, which tells ANSI, then VT100 and VT52, and VTNT last.
  { name: "ANSI", colours: "16", charset: "cp437", is80x24: true, source: "ANSI.SYS; terminfo" },
  { name: "ANSI-BBS", colours: "16", charset: "cp437", is80x24: true, source: "ansi-bbs.org" },
  { name: "ANSI-M", colours: "none", charset: "cp437", is80x24: true, source: "terminfo" },
  { name: "CMUD", colours: "16", charset: "latin-1", source: "older than UTF-8 on Windows" },
  { name: "DEC-VT", colours: "none", charset: "ascii", is80x24: true, source: "RFC 1340" },
  { name: "DUMB", colours: "none", cannotEdit: true, source: "terminfo" },
  { name: "FOOT", colours: "true", xterm: true, source: "foot's terminfo" },
  // Tells HARDCOPY and UNKNOWN after that, whatever it runs on.
  { name: "KBTIN", colours: "256", source: "KBtin's manual, and as recorded" },
  { name: "LINUX", colours: "16", source: "console_codes(4)" },
  { name: "LINUX-M", colours: "none", source: "terminfo" },
  { name: "MUSHCLIENT", colours: "16", charset: "latin-1", source: "UTF-8 is off unless set" },
  { name: "NETWORK-VIRTUAL-TERMINAL", colours: "none", cannotEdit: true, source: "RFC 854" },
  { name: "PCANSI", colours: "16", charset: "cp437", is80x24: true, source: "terminfo" },
  { name: "PUTTY", colours: "16", xterm: true, source: "PuTTY's terminfo" },
  { name: "RXVT", colours: "16", xterm: true, source: "terminfo" },
  { name: "SCOANSI", colours: "16", charset: "cp437", is80x24: true, source: "terminfo" },
  { name: "SCREEN", colours: "16", xterm: true, source: "terminfo" },
  {
    name: "SYNCTERM",
    colours: "16",
    charset: "cp437",
    is80x24: true,
    source: "SyncTERM's cterm.txt",
  },
  { name: "TELETYPE", colours: "none", charset: "ascii", cannotEdit: true, source: "RFC 1340" },
  // Tells ANSI after that; hands on what it gets to a terminal of any charset.
  { name: "TINYFUGUE", colours: "16", charset: "ascii", source: "as recorded" },
  { name: "TMUX", colours: "16", xterm: true, source: "terminfo" },
  { name: "UNKNOWN", colours: "none", cannotEdit: true, source: "RFC 1091, 4" },
  { name: "VT", colours: "none", charset: "ascii", is80x24: true, source: "RFC 1340" },
  { name: "VTNT", colours: "16", charset: "cp437", is80x24: true, source: "MS-TVTT, 1" },
  { name: "WEZTERM", colours: "true", xterm: true, source: "WezTerm's terminfo" },
  { name: "XTERM", colours: "16", xterm: true, source: "terminfo" },
  { name: "XTERM-GHOSTTY", colours: "true", xterm: true, source: "Ghostty's terminfo" },
  { name: "XTERM-KITTY", colours: "true", xterm: true, source: "kitty's terminfo" },
  { name: "ZMUD", colours: "16", charset: "latin-1", source: "older than UTF-8 on Windows" },
];

/** How the names of terminfo end where they say how many colours there are. */
const DEPTHS: readonly { readonly end: RegExp; readonly colours: ColourDepth }[] = [
  { end: /-(?:DIRECT\d*|TRUECOLOR|24BIT)$/, colours: "true" },
  { end: /-256COLOR$/, colours: "256" },
  { end: /-(?:16|88)COLOR$/, colours: "16" },
  { end: /-8COLOR$/, colours: "8" },
  { end: /-MONO$/, colours: "none" },
];

/**
 * What is known of a terminal by the names that it has told: the first that is known counts.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(knownTerminal(["TINTIN++", "XTERM-256COLOR"])?.colours, "256");
 * strictEqual(knownTerminal(["ANSI", "VT100"])?.charset, "cp437");
 * strictEqual(knownTerminal(["TN3270"]), undefined);
 * ```
 * @param names In capitals.
 */
export function knownTerminal(names: readonly string[]): KnownTerminal | undefined {
  for (const name of names) {
    const rows = KNOWN_TERMINALS.filter((row) => name.startsWith(row.name));
    const known = rows.reduce<KnownTerminal | undefined>(
      (longest, row) => longest && longest.name.length >= row.name.length ? longest : row,
      undefined,
    );
    if (!known) continue;
    const depth = DEPTHS.find(({ end }) => end.test(name));
    return depth ? { ...known, colours: depth.colours } : known;
  }
  return undefined;
}
