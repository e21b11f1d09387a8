/**
 * The bytes of the telnet protocol by name.
 * @module
 */

/** Every command byte, the ones that may follow an IAC. Numbers below 236 are no commands. */
export const BYTES = {
  EOF: 236, // end of file: RFC 1184 section 1
  SUSP: 237, // suspend the process: RFC 1184 section 1
  ABORT: 238, // abort the process: RFC 1184 section 1
  EOR: 239, // end of record, marks a prompt: RFC 885
  SE: 240, // end of a subnegotiation: RFC 854
  NOP: 241, // nothing, used to keep a line alive: RFC 854
  DM: 242, // data mark, the place of an urgent signal: RFC 854
  BRK: 243, // break: RFC 854
  IP: 244, // interrupt the process: RFC 854
  AO: 245, // abort output: RFC 854
  AYT: 246, // are you there: RFC 854
  EC: 247, // erase a character: RFC 854
  EL: 248, // erase the line: RFC 854
  GA: 249, // go ahead: RFC 854
  SB: 250, // start of a subnegotiation: RFC 854, RFC 855
  WILL: 251, // RFC 854
  WONT: 252, // RFC 854
  DO: 253, // RFC 854
  DONT: 254, // RFC 854
  IAC: 255, // interpret as command: RFC 854
} as const;

/** The four words of option negotiation (RFC 854). */
export type Verb = "WILL" | "WONT" | "DO" | "DONT";

/** The verb of a command byte; other bytes are not in it. */
export const VERBS: ReadonlyMap<number, Verb> = new Map(
  (["WILL", "WONT", "DO", "DONT"] as const).map((verb) => [BYTES[verb], verb]),
);
