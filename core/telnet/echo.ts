/**
 * The ECHO option: who shows what the caller types.
 * @module
 */

import type { TelnetOption } from "./option.ts";

/**
 * ECHO (RFC 857). We may echo for the peer; the peer never for us, as two echoing ends would send
 * each other the same character for ever (section 5). It is not in the opening: MUD clients take
 * WILL ECHO for "a password follows" and hide what is typed.
 */
export const ECHO: TelnetOption<"ECHO"> = {
  name: "ECHO",
  code: 1,
  spec: "RFC 857, 5",
  summary: "We echo, and edit the line, for terminals: with SGA that is character mode. To MUD " +
    "clients we say it while a password is typed.",
  asked: "Terminals, once they are known; MUD clients, for a password",
  agree: ["local"],
};
