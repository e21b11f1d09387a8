import { deepStrictEqual, strictEqual } from "node:assert/strict";
import {
  CHARACTER_FALLBACKS,
  fallbacksByCharacter,
  ROMANIZATIONS,
} from "../../../core/terminal/charset/character_fallbacks.ts";
import { isAscii } from "../../../core/terminal/charset/charset.ts";

Deno.test("every character has one row", () => {
  const characters = CHARACTER_FALLBACKS.flatMap(([characters]) => Array.from(characters));
  const twice = characters.filter((character, index) => characters.indexOf(character) !== index);
  deepStrictEqual(twice, []);
});

Deno.test("every row ends in what all charsets have", () => {
  deepStrictEqual(CHARACTER_FALLBACKS.filter((row) => !isAscii(row.at(-1)!)), []);
});

Deno.test("every letter of a script has what it is written as", () => {
  for (const { letters, written } of ROMANIZATIONS) {
    strictEqual(Array.from(letters).length, written.split(" ").length, letters);
  }
});

Deno.test("capitals are written with a capital", () => {
  deepStrictEqual(fallbacksByCharacter().get("Щ"), ["Shch"]);
  deepStrictEqual(fallbacksByCharacter().get("щ"), ["shch"]);
});
