/**
 * Guessing what was meant.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { nearestWord } from "../../core/config/nearest_word.ts";

const KNOWN = ["name", "host", "port", "data_dir", "max_nodes"];

for (
  const [slip, word, meant] of [
    ["a letter swapped with the next", "prot", "port"],
    ["a letter left out", "prt", "port"],
    ["a letter put in", "poort", "port"],
    ["a letter mistaken", "pott", "port"],
    ["another case", "PORT", "port"],
    ["a hyphen for an underscore", "max-nodes", "max_nodes"],
    ["two slips in a long word", "datadirr", "data_dir"],
    ["the word itself", "host", "host"],
  ] as const
) {
  Deno.test(`${slip} is forgiven`, () => strictEqual(nearestWord(word, KNOWN), meant));
}

for (const word of ["", "colour", "p", "po", "tsoh", "port_of_call"]) {
  Deno.test(`"${word}" is like no known word`, () => {
    strictEqual(nearestWord(word, KNOWN), undefined);
  });
}

Deno.test("the nearest of several near words wins", () => {
  strictEqual(nearestWord("limits", ["limit_x", "limit", "limitss_"]), "limit");
});

Deno.test("the first of equally near words wins", () => {
  strictEqual(nearestWord("post", ["port", "host"]), "port");
});

Deno.test("no known words give no hint", () => strictEqual(nearestWord("port", []), undefined));

Deno.test("one changed letter in a known word finds it", () => {
  const known = ["connections_per_address", "log_level", "guests"];
  fc.assert(fc.property(fc.constantFrom(...known), fc.nat(), fc.string(), (word, at, letter) => {
    const place = at % word.length;
    const typed = word.slice(0, place) + letter.slice(0, 1) + word.slice(place + 1);
    strictEqual(nearestWord(typed, known), word);
  }));
});
