/**
 * Telling those who run the house what they should know at once.
 *
 * @module
 */

import type { Sequencer } from "../world/sequencer.ts";

/** Says something in the name of the house to every sysop who is here. It is one line. */
export function tellSysops(
  { sequencer }: { readonly sequencer: Sequencer },
  text: string,
): Promise<unknown> {
  return sequencer.submit({ kind: "shout", text, official: true, atLeast: "sysop" });
}
