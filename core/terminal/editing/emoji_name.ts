/**
 * Emoji by their names, for terminals that have no emoji.
 *
 * @module
 */

import NAMES from "./emoji_names.json" with { type: "json" };

/** What begins an emoji: a pictograph, a letter of a flag, or a key (UTS #51, 1.4). */
const EMOJI = /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\d*#]\ufe0f?\u20e3)/u;

/** What only changes how an emoji looks: the selectors of its presentation, and tones of skin. */
const LOOKS = /[\ufe0e\ufe0f\u{1f3fb}-\u{1f3ff}]/gu;

const JOINER = "\u200d";

/**
 * The name of an emoji between colons, as Unicode's CLDR has it. What several make together that has no name
 * has the names of all.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(emojiName("👍🏽"), ":thumbs up:");
 * strictEqual(emojiName("🇫🇷"), ":flag France:");
 * strictEqual(emojiName("k"), undefined);
 * ```
 * @param grapheme One character as people see it.
 * @returns In ASCII; nothing if it is no emoji, or one that is not known.
 */
export function emojiName(grapheme: string): string | undefined {
  if (!EMOJI.test(grapheme)) return undefined;
  const emoji = grapheme.replaceAll(LOOKS, "");
  const whole = nameOf(emoji);
  if (whole !== undefined) return `:${whole}:`;
  const names = emoji.split(JOINER).map(nameOf);
  return names.some((name) => name === undefined) ? undefined : `:${names.join(", ")}:`;
}

function nameOf(emoji: string): string | undefined {
  return Object.hasOwn(NAMES, emoji) ? NAMES[emoji as keyof typeof NAMES] : undefined;
}
