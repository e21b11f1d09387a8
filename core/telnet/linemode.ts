/**
 * The LINEMODE option: a terminal edits its lines itself, and does so properly.
 * @module
 */

import type { OptionHandler, OptionPort, TelnetOption } from "./option.ts";
import { BYTES } from "./protocol.ts";
import { answerSpecialCharacters } from "./special_characters.ts";

/** The bytes that begin a payload (RFC 1184, section 2). */
const MODE = 1;
const FORWARDMASK = 2;
const SLC = 3;

/** The bits of a mode (RFC 1184, section 2.2). */
const EDIT = 1;
const TRAPSIG = 2;
const MODE_ACK = 4;

/** The client edits lines, and sends commands in place of characters such as Ctrl-C. */
const OUR_MODE = EDIT | TRAPSIG;

/** What LINEMODE finds out. */
export interface LinemodeFacts {
  /** Whether the client edits its lines by agreement. */
  readonly linemode: boolean;
}

/**
 * LINEMODE (RFC 1184), with the mode EDIT and TRAPSIG and no other. We ask for it where a terminal
 * has to edit its own lines: without it, the client of BSD has no working backspace once we suppress
 * go-aheads. A client that offers it by itself is refused, as it would not send keys any more.
 */
export const LINEMODE: TelnetOption<"LINEMODE", LinemodeFacts> = {
  name: "LINEMODE",
  code: 34,
  spec: "RFC 1184, 2",
  summary: "MODE EDIT TRAPSIG, SLC is agreed to, FORWARDMASK refused. For terminals that edit " +
    "their own lines; others are in character mode.",
  asked: "Terminals that are not in character mode",
  agree: [],
  facts: { linemode: false },
  start: (port: OptionPort<LinemodeFacts>): OptionHandler => ({
    negotiated(side, enabled) {
      if (side !== "remote") return;
      port.learn({ linemode: enabled });
      if (enabled) port.send(Uint8Array.of(MODE, OUR_MODE));
    },
    subnegotiation(payload) {
      const answer = answerTo(payload);
      if (answer) port.send(answer);
    },
  }),
};

function answerTo(payload: Uint8Array): Uint8Array | undefined {
  const [first, second] = payload;
  if (first === MODE) return answerMode(second);
  if (first === SLC) {
    const triplets = answerSpecialCharacters(payload.subarray(1));
    return triplets.length > 0 ? Uint8Array.of(SLC, ...triplets) : undefined;
  }
  if (second !== FORWARDMASK) return undefined;
  // Which characters send a line is for the client to know: section 2.3 lets either end refuse.
  if (first === BYTES.WILL) return Uint8Array.of(BYTES.DONT, FORWARDMASK);
  if (first === BYTES.DO) return Uint8Array.of(BYTES.WONT, FORWARDMASK);
  return undefined;
}

/** A client may propose a mode (section 2.2); it gets ours, or our agreement where that is it. */
function answerMode(mode: number | undefined): Uint8Array | undefined {
  if (mode === undefined || mode & MODE_ACK) return undefined;
  return Uint8Array.of(MODE, mode === OUR_MODE ? OUR_MODE | MODE_ACK : OUR_MODE);
}
