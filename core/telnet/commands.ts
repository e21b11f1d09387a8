/**
 * The telnet commands that ask something of the session.
 * @module
 */

import { BYTES } from "./protocol.ts";

/**
 * One row per command byte. NOP, GA, EOR, DM and a stray SE ask for nothing and have no row. BRK
 * and IP are two keys for one wish: Ctrl-C.
 */
export const COMMANDS = [
  { code: BYTES.EOF, name: "end-of-file", spec: "RFC 1184 2.5" },
  { code: BYTES.SUSP, name: "suspend", spec: "RFC 1184 2.5" },
  { code: BYTES.ABORT, name: "abort", spec: "RFC 1184 2.5" },
  { code: BYTES.BRK, name: "interrupt", spec: "RFC 854" },
  { code: BYTES.IP, name: "interrupt", spec: "RFC 854" },
  { code: BYTES.AO, name: "abort-output", spec: "RFC 854" },
  { code: BYTES.AYT, name: "ayt", spec: "RFC 854" },
  { code: BYTES.EC, name: "erase-character", spec: "RFC 854" },
  { code: BYTES.EL, name: "erase-line", spec: "RFC 854" },
] as const;

/** What a caller's client may ask for with a telnet command. */
export type CommandName = typeof COMMANDS[number]["name"];

const NAMES: ReadonlyMap<number, CommandName> = new Map(
  COMMANDS.map(({ code, name }) => [code, name]),
);

/**
 * Names the command that a byte after IAC stands for.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(commandName(244), "interrupt");
 * strictEqual(commandName(241), undefined);
 * ```
 * @param code 0 to 255.
 * @returns Undefined for a byte that asks for nothing.
 */
export function commandName(code: number): CommandName | undefined {
  return NAMES.get(code);
}
