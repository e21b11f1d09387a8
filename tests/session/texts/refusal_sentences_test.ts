/**
 * What a terminal says for each refusal of the world.
 *
 * @module
 */

import { match } from "node:assert/strict";
import { refusalSentence } from "../../../core/session/texts/refusal_sentences.ts";
import { REFUSALS } from "../../kit/refusal_samples.ts";

Deno.test("every refusal is a sentence of the form that all of ours have", () => {
  for (const refusal of REFUSALS) {
    match(refusalSentence(refusal), /^Cannot (?!.*undefined)[^\n]*[^.\s]$/, refusal.code);
  }
});

Deno.test("a ban without a reason has no colon at its end", () => {
  const sentence = refusalSentence({ code: "banned", room: "den", reason: "" });
  match(sentence, /banned from it$/);
});
