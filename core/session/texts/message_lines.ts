/**
 * What there is to read in a message.
 *
 * @module
 */

import type { MessageStyle } from "../../world/event.ts";

/** Before what one client asks another, and people don't read: CTCP. */
const CTCP = "\x01";

const SIGNS = "\x02\x03\x04\x0f\x11\x16\x1d\x1e\x1f";

const [BOLD, COLOUR, HEX_COLOUR, PLAIN, MONOSPACE, REVERSE, ITALIC, STRUCK, UNDERLINED] = SIGNS;

/** How IRC clients give texts a look (Modern IRC formatting): a sign, and colours behind some of them. */
const LOOKS = new RegExp(
  `${COLOUR}(?:[0-9]{1,2}(?:,[0-9]{1,2})?)?|` +
    `${HEX_COLOUR}(?:[0-9a-f]{6}(?:,[0-9a-f]{6})?)?|` +
    `[${BOLD}${PLAIN}${MONOSPACE}${REVERSE}${ITALIC}${STRUCK}${UNDERLINED}]`,
  "gi",
);

/** What a message of one plain line, as most are, has none of. */
const LOOKS_OR_LINES = new RegExp(`[${SIGNS}\n]`);

/**
 * The lines of a message, for gateways that show people text and nothing else; none where it is for
 * programs: nothing but tags, or a question of CTCP. The colours of IRC clients are left out.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(messageLines({ text: "one\ntwo", style: "say" }), ["one", "two"]);
 * deepStrictEqual(messageLines({ text: "\x01VERSION\x01", style: "say" }), []);
 * deepStrictEqual(messageLines({ text: "\x0304,01red\x03", style: "say" }), ["red"]);
 * ```
 */
export function messageLines(
  { text, style }: { readonly text: string; readonly style: MessageStyle },
): readonly string[] {
  if (style === "tags" || text.startsWith(CTCP)) return [];
  return LOOKS_OR_LINES.test(text) ? text.replaceAll(LOOKS, "").split("\n") : [text];
}
