/**
 * What people read of messages that IRC clients have written.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import { messageLines } from "../../../core/session/texts/message_lines.ts";

/** Texts as they were sent, and as they are read. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  "plain": ["plain"],
  "": [""],
  "one\ntwo": ["one", "two"],
  "\x01VERSION\x01": [],
  "\x02bold\x02 \x1ditalic\x1d \x1funder\x1f \x1estruck\x1e \x11mono\x11 \x16reverse\x16\x0f": [
    "bold italic under struck mono reverse",
  ],
  "\x034red\x03": ["red"],
  "\x0304red\x03 \x0304,12on blue\x03": ["red on blue"],
  // Two digits at most are of the colour, and a comma without one is text.
  "\x03123": ["3"],
  "\x034,red": [",red"],
  "\x03,4": [",4"],
  "\x04ff0000red\x04 \x04FF0000,00ff00on green\x04": ["red on green"],
  "\x04ff000 five digits": ["ff000 five digits"],
  "4,2 are digits": ["4,2 are digits"],
};

for (const [text, lines] of Object.entries(TEXTS)) {
  Deno.test(`${JSON.stringify(text)} is read as ${JSON.stringify(lines)}`, () => {
    deepStrictEqual(messageLines({ text, style: "say" }), lines);
  });
}
