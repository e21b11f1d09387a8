/**
 * The MSSP option: what crawlers that list servers want to know of this one.
 * @module
 */

import type { OptionHandler, OptionPort, ServerStatus, TelnetOption } from "./option.ts";

/** The bytes before a variable and before its value. */
const VAR = 1;
const VAL = 2;

/** MSSP, the Mud Server Status Protocol (tintin.mudhalla.net/protocols/mssp). */
export const SERVER_STATUS: TelnetOption<"MSSP"> = {
  name: "MSSP",
  code: 70,
  spec: "MSSP",
  summary: "DO is answered by what the house is and how many are here.",
  agree: ["local"],
  offer: { order: 3, side: "local", to: "mud" },
  start: (port: OptionPort): OptionHandler => ({
    negotiated(_side, enabled) {
      if (enabled) port.send(encodeServerStatus(port.status()));
    },
  }),
};

/**
 * Builds the payload of an answer.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const payload = encodeServerStatus([["NAME", "Partyline"], ["PLAYERS", 3]]);
 * strictEqual(new TextDecoder().decode(payload), "\x01NAME\x02Partyline\x01PLAYERS\x023");
 * ```
 * @param status Sent in UTF-8, without control characters.
 */
export function encodeServerStatus(status: ServerStatus): Uint8Array {
  const encode = (value: string | number) =>
    // deno-lint-ignore no-control-regex
    new TextEncoder().encode(String(value).replaceAll(/[\x00-\x1f\x7f]/g, ""));
  return Uint8Array.from(
    status.flatMap(([name, value]) => [VAR, ...encode(name), VAL, ...encode(value)]),
  );
}
