/**
 * The TIMING-MARK option: how far we are with what the peer has sent.
 * @module
 */

import type { OptionHandler, OptionPort, TelnetOption } from "./option.ts";

/**
 * TIMING-MARK (RFC 860). Each DO is answered by a WILL, as soon as all that came before it has been
 * dealt with (section 4). We never ask for one.
 */
export const TIMING_MARK: TelnetOption<"TIMING-MARK"> = {
  name: "TIMING-MARK",
  code: 6,
  spec: "RFC 860, 4",
  summary: "DO is answered by WILL once all that was sent before it has been dealt with.",
  agree: ["local"],
  momentary: true,
  start(port: OptionPort): OptionHandler {
    return {
      asked: () => port.notify({ kind: "timing-mark", answer: () => port.agree() }),
    };
  },
};
