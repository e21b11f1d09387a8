/**
 * The END-OF-RECORD option: a mark behind each prompt, for clients that treat prompts in a way of
 * their own.
 * @module
 */

import type { TelnetOption } from "./option.ts";

/** END-OF-RECORD (RFC 885). The session sends the mark itself, `IAC EOR`. */
export const END_OF_RECORD: TelnetOption<"EOR"> = {
  name: "EOR",
  code: 25,
  spec: "RFC 885, 5",
  summary: "With it, IAC EOR stands behind each prompt, and nowhere else.",
  agree: ["local"],
  offer: { order: 1, side: "local", to: "mud" },
};
