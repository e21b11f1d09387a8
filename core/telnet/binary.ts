/**
 * The BINARY option: all eight bits of a byte, and a CR that stands for itself.
 * @module
 */

import type { OptionHandler, OptionPort, TelnetOption } from "./option.ts";

/** What BINARY finds out. */
export interface BinaryFacts {
  /** The sides that send eight bits. Most clients do so without the option, too. */
  readonly binary: { readonly local: boolean; readonly remote: boolean };
}

/**
 * BINARY (RFC 856). Nothing changes with it: we send and take eight bits anyway, and lines end with
 * CR LF and are taken with any end. Clients that send eight bits with it only ask for it themselves.
 */
export const BINARY: TelnetOption<"BINARY", BinaryFacts> = {
  name: "BINARY",
  code: 0,
  spec: "RFC 856, 5",
  summary: "Either side may switch it on for itself. Eight bits are sent and taken in any case.",
  agree: ["local", "remote"],
  facts: { binary: { local: false, remote: false } },
  start(port: OptionPort<BinaryFacts>): OptionHandler {
    const on = { local: false, remote: false };
    return {
      negotiated(side, enabled) {
        on[side] = enabled;
        port.learn({ binary: { ...on } });
      },
    };
  },
};
