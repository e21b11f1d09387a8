/**
 * Which names are allowed, which are the same, and which can be mistaken for each other.
 *
 * @module
 */

import { match, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import {
  faultOfName,
  faultOfRoomName,
  NAME_LENGTH,
  nameKey,
  nameLook,
  nameShape,
  ROOM_NAME_LENGTH,
} from "../../core/world/name.ts";

const INVISIBLE = ["\u115f", "\u1160", "\u3164", "\uffa0", "\u200b", "\u200d", "\ufe0f", "\u00ad"];

Deno.test("letters of every script, digits and IRC's signs make a name", () => {
  const names = [
    ...["a", "Ann", "Zoë_2", "x-y", "[bot]", "{o}", "a^b|c", "\\back", "`tick", "_", "|"],
    ...["Жанна", "日本語", "محمد", "한국", "𐐀𐐁", "n".repeat(NAME_LENGTH), "𠀀".repeat(NAME_LENGTH)],
  ];
  for (const name of names) strictEqual(faultOfName(name), undefined, name);
});

Deno.test("a name that breaks a rule is told which", () => {
  const faults: [string, RegExp][] = [
    ["", /at least one letter/],
    ["n".repeat(NAME_LENGTH + 1), /at most 32 characters/],
    ["𠀀".repeat(NAME_LENGTH + 1), /at most 32 characters/],
    ["2pac", /does not begin with a digit/],
    ["٣abc", /does not begin with a digit/],
    ["-dash", /does not begin with a digit or a dash/],
    ["Zoe\u0308", /only letters|composed/],
    ["\u212bngström", /composed letters/],
    ["NickServ", /means something else/],
    ["\uff33erver", /means something else/],
    ["Ѕerver", /means something else/],
    ["serνer", /means something else/],
  ];
  for (const [name, fault] of faults) match(faultOfName(name) ?? "no fault", fault, name);
});

Deno.test("no name holds what a protocol or a terminal would take for something else", () => {
  const signs = [...` \t\r\n\0\x1b\x7f\u0085\u00a0\u2028\u202e!"#$%&'()*+,./:;<=>?@~`];
  for (const sign of [...signs, "\ud800", "\udc00", "\u{e0041}", "👋"]) {
    ok(faultOfName(`a${sign}b`), `U+${sign.codePointAt(0)!.toString(16)} is allowed`);
  }
});

Deno.test("no name holds a letter that nobody can see", () => {
  for (const sign of INVISIBLE) ok(faultOfName(`Bob${sign}`), sign.codePointAt(0)!.toString(16));
});

Deno.test("a room's name may have signs and single spaces", () => {
  const names = [
    "lobby",
    "Group 1",
    "c++",
    "R&D?",
    "❤️",
    "é",
    "42",
    "-",
    "a".repeat(50),
    "日本 語",
  ];
  for (const name of names) strictEqual(faultOfRoomName(name), undefined, name);
});

Deno.test("a room's name that breaks a rule is told which", () => {
  const faults: [string, RegExp][] = [
    ["", /needs a name/],
    ["\u3164", /needs a name/],
    ["r".repeat(ROOM_NAME_LENGTH + 1), /at most 50 characters/],
    ["#den", /does not begin with #/],
    ["/den", /does not begin with # or \//],
    ["a,b", /no comma/],
    ["a\tb", /only letters/],
    ["a\u00a0b", /only letters/],
    ["a\u202eb", /only letters/],
    ["a\x1b[2J", /only letters/],
    ["a\ud800", /only letters/],
    [" den", /single spaces/],
    ["den ", /single spaces/],
    ["a  b", /single spaces/],
  ];
  for (const [name, fault] of faults) match(faultOfRoomName(name) ?? "no fault", fault, name);
});

Deno.test("names are the same whatever their case, width and composition", () => {
  const same: [string, string][] = [
    ["Ann", "aNN"],
    ["ZOË", "zoe\u0308"],
    ["Ｂob", "bob"],
    ["ﬁsh", "FISH"],
    ["ΝΙΚΟΣ", "νικος"],
    ["ΝΙΚΟΣ", "νικοσ"],
    ["Group 1", "GROUP\u00a01"],
    ["den", "de\u200bn\ufe0f"],
    ["á", "a\u034f\u0301"],
  ];
  for (const [one, other] of same) strictEqual(nameKey(one), nameKey(other), `${one} ${other}`);
  notStrictEqual(nameKey("Ann"), nameKey("Anne"));
});

Deno.test("the key of a key is the key, so a name from a list can be typed again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      strictEqual(nameKey(nameKey(name)), nameKey(name));
    }),
    { numRuns: 300 },
  );
});

Deno.test("names with the same key have the same look", () => {
  const name = fc.string({ unit: fc.constantFrom(..."aAlLiIoO0S\u0430\u0410\u03a3\u03c3ﬁ") });
  fc.assert(
    fc.property(name, (name) => strictEqual(nameLook(name.toUpperCase()), nameLook(name))),
  );
});

Deno.test("names that can be mistaken for each other look the same", () => {
  const alike: [string, string][] = [
    ["\u0410lice", "alice"],
    ["alic\u0435", "ALICE"],
    ["A1ice", "Alice"],
    ["B0b", "Bob"],
    ["b0B", "BOB"],
    ["\u0455\u0443\u0455\u043e\u0440", "sysop"],
    ["rnike", "mike"],
  ];
  for (const [one, other] of alike) strictEqual(nameLook(one), nameLook(other), `${one} ${other}`);
  for (const [one, other] of [["Ann", "Anna"], ["Zoe", "Zoë"], ["bob", "rob"]] as const) {
    notStrictEqual(nameLook(one), nameLook(other));
  }
});

Deno.test("capital I has the shape of small l, and only as it is written", () => {
  strictEqual(nameShape("AIice"), nameShape("Alice"));
  strictEqual(nameShape("Ian"), nameShape("lan"));
  notStrictEqual(nameShape("Ian"), nameShape("Lan"));
});
