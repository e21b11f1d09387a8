/**
 * The names of emoji that come with the program.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import NAMES from "../../core/terminal/editing/emoji_names.json" with { type: "json" };
import { makeEmojiNames } from "../../release/emoji_names.ts";

Deno.test("the names in the program are those of the package: else run deno task emoji", () => {
  deepStrictEqual(makeEmojiNames(), NAMES);
});

Deno.test("every name is ASCII, and there is one", () => {
  deepStrictEqual(Object.values(NAMES).filter((name) => !/^[ -~]+$/.test(name)), []);
});
