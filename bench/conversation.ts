/**
 * How a caller of the load generator gets into the room: what they wait for, and what they say then.
 *
 * @module
 */

import type { CallerMode } from "./load_order.ts";

/** One step: wait until these bytes have come, one per character, then send those. */
export interface Step {
  readonly wait: string;
  readonly say?: string;
}

/** Telnet by its codes (RFC 854). */
const [IAC, DO, WILL, SB, SE] = ["\xff", "\xfd", "\xfb", "\xfa", "\xf0"];

/** The options that the server cares for: RFC 857, 858, 1091 and 1073. */
const [ECHO, SGA, TTYPE, NAWS] = ["\x01", "\x03", "\x18", "\x1f"];

const ASK_TYPE = `${IAC}${SB}${TTYPE}\x01${IAC}${SE}`;
const TELL_TYPE = `${IAC}${SB}${TTYPE}\0XTERM${IAC}${SE}`;
const TELL_SIZE = `${IAC}${SB}${NAWS}\0\x50\0\x18${IAC}${SE}`;

/** The last thing that everyone reads who comes in: the names of those who are here. */
const IS_IN: Step = { wait: "Here:" };

/** From the dial tone into the room, by mode. */
const SCRIPTS: { readonly [Mode in CallerMode]: (name: string) => readonly Step[] } = {
  line: (name) => [{ wait: "Name: ", say: `${name}\r\n` }, IS_IN],
  // The server offers to edit once the type is known, which it is when it is told twice.
  character: (name) => [
    {
      wait: `${IAC}${DO}${NAWS}`,
      say: `${IAC}${WILL}${TTYPE}${IAC}${DO}${SGA}${IAC}${WILL}${NAWS}${TELL_SIZE}`,
    },
    { wait: ASK_TYPE, say: TELL_TYPE },
    { wait: ASK_TYPE, say: TELL_TYPE },
    { wait: `${IAC}${WILL}${ECHO}`, say: `${IAC}${DO}${ECHO}` },
    { wait: "Name: ", say: `${name}\r\0` },
    IS_IN,
  ],
};

/** What sends a line: the Enter key of a client that sends lines, or of one that sends keys. */
export const LINE_ENDS: { readonly [Mode in CallerMode]: string } = {
  line: "\r\n",
  character: "\r\0",
};

/** The steps that bring a caller into the room under a name. */
export function waysIn(mode: CallerMode, name: string): readonly Step[] {
  return SCRIPTS[mode](name);
}
