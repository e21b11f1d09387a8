/**
 * The SUPPRESS-GO-AHEAD option: no GA after what either end sends.
 * @module
 */

import type { TelnetOption } from "./option.ts";

/**
 * SUPPRESS-GO-AHEAD (RFC 858). Together with ECHO on our side it makes clients send each key at
 * once.
 */
export const SUPPRESS_GO_AHEAD: TelnetOption<"SGA"> = {
  name: "SGA",
  code: 3,
  spec: "RFC 858, 5",
  summary: "Nobody sends GA. A client that refuses gets one after each prompt.",
  agree: ["local", "remote"],
  opening: { order: 2, side: "local" },
};
