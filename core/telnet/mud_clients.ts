/**
 * The terminal types by which MUD clients are told from terminals.
 * @module
 */

/**
 * How the TTYPE of each MUD client begins, in capitals; a version or a `++` may follow. Each is
 * what the client was seen to send, which is not always its name.
 */
const MUD_CLIENTS = [
  "AMUDCLIENT",
  "ATLANTIS",
  "AXMUD",
  "BEIP",
  "BLIGHTMUD",
  "BLOWTORCH",
  "CMUD",
  "GGMUD",
  "GOSCLIENT",
  "KBTIN",
  "KILDCLIENT",
  "LYNTIN",
  "MUDLET",
  "MUDMASTER",
  "MUDPORTAL",
  "MUSHCLIENT",
  "POTATO",
  "PUEBLO",
  "TINTIN",
  "TINYFUGUE",
  "TORTILLA",
  "WINTIN",
  "ZMUD",
] as const;

/**
 * Whether a terminal type is that of a MUD client: it edits its own lines, and takes WILL ECHO for
 * "a password follows".
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(isMudClient("MUDLET 4.17"), true);
 * strictEqual(isMudClient("XTERM-256COLOR"), false);
 * ```
 * @param terminalType In capitals.
 */
export function isMudClient(terminalType: string): boolean {
  return MUD_CLIENTS.some((prefix) => terminalType.startsWith(prefix));
}
