/**
 * The STATUS option: which options are on, as we see it.
 * @module
 */

import type { EnabledOption, OptionHandler, OptionPort, TelnetOption } from "./option.ts";
import { BYTES } from "./protocol.ts";

/** The bytes that begin a payload (RFC 859, section 2). */
const IS = 0;
const SEND = 1;

/**
 * STATUS (RFC 859). The peer may ask for our view; we never ask for its own. Nothing but options is
 * in the answer, so that it is some fifty bytes at most.
 */
export const STATUS: TelnetOption<"STATUS"> = {
  name: "STATUS",
  code: 5,
  spec: "RFC 859, 2",
  summary: "SEND is answered by the list of all options that are on.",
  agree: ["local"],
  start(port: OptionPort): OptionHandler {
    return {
      subnegotiation(payload) {
        if (payload.length === 1 && payload[0] === SEND) port.send(encodeStatus(port.enabled()));
      },
    };
  },
};

/**
 * Builds the payload of an answer (RFC 859, section 2): WILL for options that we perform,
 * DO for those of the peer.
 *
 * @example We echo, and the peer tells the size of its window
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const status = encodeStatus([{ side: "local", code: 1 }, { side: "remote", code: 31 }]);
 * deepStrictEqual(status, Uint8Array.of(0, 251, 1, 253, 31));
 * ```
 */
export function encodeStatus(enabled: readonly EnabledOption[]): Uint8Array {
  const pairs = enabled.flatMap(({ side, code }) => [
    side === "local" ? BYTES.WILL : BYTES.DO,
    code,
  ]);
  return Uint8Array.of(IS, ...pairs);
}
