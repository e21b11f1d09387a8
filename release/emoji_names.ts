/**
 * Writes core/terminal/editing/emoji_names.json: the names of emoji, without what each package of them holds beside.
 *
 * @module
 */

import EMOJI from "unicode-emoji-json/data-by-emoji.json" with { type: "json" };

/** The file that is written. */
export const NAMES_FILE: URL = new URL(
  "../core/terminal/editing/emoji_names.json",
  import.meta.url,
);

/** What `core/terminal/editing/emoji_name.ts` takes off an emoji before it looks its name up. */
const SELECTORS = /[\ufe0e\ufe0f]/g;

/** The names by emoji, in ASCII. */
export function makeEmojiNames(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(EMOJI).map((
      [emoji, { name }],
    ) => [emoji.replaceAll(SELECTORS, ""), ascii(name)]),
  );
}

function ascii(name: string): string {
  return name.normalize("NFKD").replaceAll(/[“”]/g, '"').replaceAll("’", "'")
    .replaceAll(/[^ -~]/g, "");
}

if (import.meta.main) {
  await Deno.writeTextFile(NAMES_FILE, `${JSON.stringify(makeEmojiNames(), undefined, 2)}\n`);
}
