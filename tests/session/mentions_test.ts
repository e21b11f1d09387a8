/**
 * Who is named in what people say.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { nameKey } from "../../core/world/name.ts";
import { Mentions } from "../../core/session/mentions.ts";

/** Names, what is said, and whether it names them. */
const CASES: Readonly<Record<string, readonly [name: string, text: string, isNamed: boolean]>> = {
  "before a colon": ["ann", "ann: are you there?", true],
  "before a comma, in another case": ["ann", "Hello ANN, hello all", true],
  "as all of it": ["ann", "ann", true],
  "with what belongs to them": ["ann", "that is ann's cat", true],
  "behind an at sign": ["ann", "ask @ann!", true],
  "in brackets, which could be a part of a name": ["ann", "somebody [ann] knows", true],
  "between underscores and dashes": ["ann", "_ann_ -ann-", true],
  "in a longer word": ["ann", "cannot announce an annex", false],
  "in another name": ["ann", "ann2 and ann-marie and my_ann", false],
  "with letters of their own at its ends": ["[ann]", "hello [ann]", true],
  "without them": ["[ann]", "hello ann", false],
  "in Cyrillic, in another case": ["Мария", "привет, МАРИЯ!", true],
  "in a longer word of Cyrillic": ["Мария", "мариям", false],
  "with a Greek sigma at its end": ["Νίκος", "ΝΊΚΟΣ, καλημέρα", true],
  "with an accent that is composed": ["zoë", "where is zoe\u0308?", true],
  "with an accent more": ["ann", "a\u0301nn ann\u0301", false],
  "in Latin letters with accents, in another case": ["Ésope_ñ", "salut ÉSOPE_Ñ!", true],
  "with an accent that the name lacks": ["zoe", "zoë", false],
  "behind a soft hyphen": ["ann", "an\u00adn", true],
  "in a longer word by a raised figure": ["ann", "ann² annª", false],
  "between quotation marks": ["ann", "«ann»", true],
  "in Japanese, between signs": ["花子", "花子、おはよう", true],
  "in wide letters": ["ann", "ＡＮＮ？", true],
};

for (const [what, [name, text, isNamed]] of Object.entries(CASES)) {
  Deno.test(`a name is ${isNamed ? "found" : "not found"} ${what}`, () => {
    const mentions = new Mentions();
    mentions.watch("p1", [name]);
    deepStrictEqual([...mentions.in(text)], isNamed ? ["p1"] : []);
  });
}

Deno.test("somebody is found by all that they are called, and several by one text", () => {
  const mentions = new Mentions();
  mentions.watch("p1", ["ann_away", "ann"]);
  mentions.watch("p2", ["bob"]);
  deepStrictEqual([...mentions.in("ann and Bob, and ann_away")], ["p1", "p2"]);
});

Deno.test("a name that somebody has given up is theirs no more", () => {
  const mentions = new Mentions();
  mentions.watch("p1", ["ann"]);
  mentions.watch("p1", ["anna"]);
  strictEqual(mentions.in("ann").size, 0);
  strictEqual(mentions.in("anna").size, 1);
});

Deno.test("who is forgotten is not found, and whoever shares their name is", () => {
  const mentions = new Mentions();
  mentions.watch("p1", ["ann"]);
  mentions.watch("p2", ["bob", "ann"]);
  mentions.forget("p1");
  deepStrictEqual([mentions.watches("p1"), mentions.watches("p2")], [false, true]);
  deepStrictEqual([...mentions.in("ann")], ["p2"]);
  mentions.forget("p2");
  strictEqual(mentions.in("ann bob").size, 0);
});

Deno.test("a name by itself is found, whatever signs stand around it", () => {
  const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
  const signs = fc.stringMatching(/^[ .,:;!?'"()_[\]{}^|\\`-]{0,4}$/);
  fc.assert(fc.property(name, signs, signs, (name, before, after) => {
    const mentions = new Mentions();
    mentions.watch("p1", [name]);
    strictEqual(mentions.in(`${before}${name.toUpperCase()}${after}`).size, 1);
  }));
});

Deno.test("letters with accents are as plain ones: words are found as they would be one by one", () => {
  const text = fc.string({
    unit: fc.constantFrom(..."aéÉñÑzZ1²ªµß×÷ -_'«\u00ad\u0301"),
    maxLength: 12,
  });
  const name = fc.string({ unit: fc.constantFrom(..."aéÉñÑzZ"), minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(name, text, (name, text) => {
      const mentions = new Mentions();
      mentions.watch("p1", [name]);
      const words = nameKey(text).match(/[\p{L}\p{M}\p{N}_-]+/gu) ?? [];
      const bare = words.map((word) => word.replaceAll(/^[_-]+|[_-]+$/g, ""));
      strictEqual(mentions.in(text).size, bare.includes(nameKey(name)) ? 1 : 0);
    }),
    { numRuns: 1000 },
  );
});
