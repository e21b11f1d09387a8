/**
 * What crawlers that list servers are told of the house.
 *
 * @module
 */

import type { ServerStatus } from "../../telnet/option.ts";

/** What there is to know of a house. */
export interface HouseStatusParts {
  readonly name: string;
  /** Of the program, as 1.2.3. */
  readonly version: string;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
  /** How many people are here. */
  readonly people: number;
  /** Where to dial, in the clear. */
  readonly port: number;
  /** The address of whoever runs it; empty for none. */
  readonly contact: string;
}

/** The variables of MSSP (tintin.mudhalla.net/protocols/mssp) that say something of a chat. */
export function houseStatus(
  { name, version, startedAt, people, port, contact }: HouseStatusParts,
): ServerStatus {
  return [
    ["NAME", name],
    ["PLAYERS", people],
    ["UPTIME", Math.floor(startedAt / 1000)],
    ["CODEBASE", `Partyline ${version}`],
    ["FAMILY", "Custom"],
    ...(contact === "" ? [] : [["CONTACT", contact] as const]),
    ["PORT", port],
    // TLS has no port of its own for terminals.
    ["SSL", 0],
    ["LANGUAGE", "English"],
    ["GAMEPLAY", "Social"],
    ["STATUS", "Live"],
    ["CHARSET", "UTF-8"],
    ["UTF-8", 1],
    ["ANSI", 1],
    ["VT100", 1],
    ["XTERM 256 COLORS", 1],
    ["XTERM TRUE COLORS", 1],
    ["GMCP", 1],
    ["MCCP", 1],
  ];
}
