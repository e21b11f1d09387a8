/**
 * What we make of a caller's client: from what telnet tells to a terminal profile.
 *
 * @module
 */

import type { TelnetFacts } from "../telnet/peer.ts";
import { clampSize, DEFAULT_PROFILE, type TerminalProfile } from "../terminal/profile.ts";

/** Terminal types that can't move their cursor, so we can't edit their lines. */
const CANNOT_EDIT = new Set(["DUMB", "UNKNOWN"]);

/** So wide that nothing is wrapped: whoever has told no width wraps by themselves. */
const UNTOLD_COLUMNS = 32_767;

/** How long the client may take to say what it is before we offer to echo (protocols, "Opening"). */
export const OPENING_MS = 500;

/** Whether a client is one of MUDs: by its name, or as it speaks GMCP, which nobody else does. */
export function isMudClient({ kind, gmcp }: TelnetFacts): boolean {
  return kind === "mud" || gmcp !== undefined;
}

/**
 * Whether to offer ECHO, which makes a terminal send key by key: to every client that speaks telnet but MUD
 * clients, which take the offer for a request to hide a password, and those that can't move their cursor.
 */
export function takesCharacterMode(facts: TelnetFacts): boolean {
  return facts.answered && !isMudClient(facts) &&
    !facts.terminalTypes.some((name) => CANNOT_EDIT.has(name));
}

/** The terminal profile of a client. `editsLines`: whether it is in line mode. */
export function profileOf(
  facts: TelnetFacts,
  { editsLines }: { editsLines: boolean },
): TerminalProfile {
  const size = clampSize(facts.windowSize ?? {});
  const isPlain = facts.terminalTypes.length === 0 || !hasColours(facts);
  return {
    ...DEFAULT_PROFILE,
    rows: size.rows,
    columns: facts.windowSize?.columns ? size.columns : UNTOLD_COLUMNS,
    colours: isPlain ? "none" : "16",
    editsLines,
  };
}

function hasColours({ terminalTypes }: TelnetFacts): boolean {
  return !terminalTypes.some((name) => CANNOT_EDIT.has(name) || name.startsWith("VT5"));
}
