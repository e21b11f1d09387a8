import { strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { nearestWord } from "../../core/words/nearest_word.ts";

const WORDS = [
  "away",
  "ban",
  "bye",
  "help",
  "join",
  "quit",
  "recap",
  "register",
  "tell",
  "topic",
  "who",
];

const HINTS: readonly (readonly [typed: string, meant: string | undefined, why: string])[] = [
  ["jion", "join", "two letters swapped are one slip"],
  ["jon", "join", "a letter less is one slip"],
  ["joiin", "join", "a letter more is one slip"],
  ["jain", "join", "another letter is one slip"],
  ["JOIN", "join", "case does not count"],
  ["qui", "quit", "a beginning counts"],
  ["re", "recap", "of several with that beginning the shortest wins"],
  ["b", "ban", "one letter may begin a word"],
  ["ow", undefined, "but it forgives no slip"],
  ["x", undefined, "and one letter forgives none"],
  ["tpic", "topic", "four letters forgive one slip"],
  ["jaun", undefined, "but not two"],
  ["ropci", "topic", "five letters forgive two slips"],
  ["rigesetr", "register", "eight letters forgive three slips"],
  ["", undefined, "nothing is near to nothing"],
  ["joinjoinjoinjoin", undefined, "a long word is near to no short one"],
];

for (const [typed, meant, why] of HINTS) {
  Deno.test(`the word nearest to "${typed}" is ${meant}: ${why}`, () => {
    strictEqual(nearestWord(typed, WORDS), meant);
  });
}

Deno.test("the first of equally near words is the hint", () => {
  strictEqual(nearestWord("bin", ["bon", "ban"]), "bon");
});

Deno.test("one swap of neighbours in a word leads back to it", () => {
  const letters = fc.string({ unit: fc.constantFrom(..."abcdefgh"), minLength: 2, maxLength: 12 });
  fc.assert(fc.property(letters, fc.nat(), (word, seed) => {
    const at = seed % (word.length - 1);
    const swapped = word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    strictEqual(nearestWord(swapped, [word]), word);
  }));
});

Deno.test("the hint is always one of the candidates", () => {
  fc.assert(fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
    const hint = nearestWord(word, candidates);
    strictEqual(hint === undefined || candidates.includes(hint), true);
  }));
});
