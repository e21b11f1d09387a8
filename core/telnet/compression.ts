/**
 * The MCCP2 option: all that we send is compressed.
 * @module
 */

import type { OptionHandler, OptionPort, TelnetOption } from "./option.ts";

/**
 * MCCP2, the Mud Client Compression Protocol (tintin.mudhalla.net/protocols/mccp). Compression
 * starts right behind `IAC SB MCCP2 IAC SE`, and not before the client has said what it is. The
 * session sees to it, and does not offer the option inside TLS: what secrets are compressed together
 * with is found out by the length of the result.
 */
export const COMPRESSION: TelnetOption<"MCCP2"> = {
  name: "MCCP2",
  code: 86,
  spec: "MCCP2",
  summary:
    "All that we send is one zlib stream, from the moment on that the client has said what " +
    "it is. Never inside TLS.",
  agree: ["local"],
  offer: { order: 4, side: "local", to: "mud" },
  start(port: OptionPort): OptionHandler {
    let [isWanted, isKnown, isOn] = [false, false, false];
    const adapt = () => {
      if (isWanted && isKnown && !isOn && port.send(new Uint8Array())) {
        isOn = true;
        port.notify({ kind: "compression", on: true });
      } else if (!isWanted && isOn) {
        isOn = false;
        port.notify({ kind: "compression", on: false });
      }
    };
    return {
      negotiated(_side, enabled) {
        isWanted = enabled;
        adapt();
      },
      settled() {
        isKnown = true;
        adapt();
      },
    };
  },
};
