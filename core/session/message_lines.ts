/**
 * What there is to read in a message.
 *
 * @module
 */

import type { MessageStyle } from "../world/event.ts";

/** Before what one client asks another, and people don't read: CTCP. */
const CTCP = "\x01";

/**
 * The lines of a message, for gateways that show people text and nothing else; none where it is for
 * programs: nothing but tags, or a question of CTCP.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(messageLines({ text: "one\ntwo", style: "say" }), ["one", "two"]);
 * deepStrictEqual(messageLines({ text: "\x01VERSION\x01", style: "say" }), []);
 * ```
 */
export function messageLines(
  { text, style }: { readonly text: string; readonly style: MessageStyle },
): readonly string[] {
  return style === "tags" || text.startsWith(CTCP) ? [] : text.split("\n");
}
