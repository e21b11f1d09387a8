import { deepStrictEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { answerSpecialCharacters } from "../../core/telnet/special_characters.ts";

const [NO_SUPPORT, CANT_CHANGE, VALUE, DEFAULT] = [0, 1, 2, 3];
const ACK = 0x80;
const FLUSH_IN = 0x40;

function answer(...triplets: number[]): number[] {
  return [...answerSpecialCharacters(Uint8Array.from(triplets))];
}

Deno.test("a character that the client tells is agreed to, its flags with it", () => {
  deepStrictEqual(answer(3, VALUE! | FLUSH_IN, 3), [3, VALUE! | FLUSH_IN | ACK, 3]);
  deepStrictEqual(answer(10, CANT_CHANGE!, 8), [10, CANT_CHANGE! | ACK, 8]);
});

Deno.test("an answer is not answered", () => {
  deepStrictEqual(answer(3, VALUE! | ACK, 3, 4, NO_SUPPORT! | ACK, 0), []);
});

Deno.test("what the client does not support needs no answer", () => {
  deepStrictEqual(answer(6, NO_SUPPORT!, 0), []);
});

Deno.test("who asks for our default, or for a function that nobody knows, hears that there is none", () => {
  deepStrictEqual(answer(3, DEFAULT!, 0, 31, VALUE!, 9), [3, NO_SUPPORT, 0, 31, NO_SUPPORT, 0]);
});

Deno.test("the question for all of them is not answered, and half a triplet is ignored", () => {
  deepStrictEqual(answer(0, DEFAULT!, 0), []);
  deepStrictEqual(answer(3, VALUE!), []);
});

Deno.test("answers are no longer than what they answer, and answering them ends it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 90 }), (triplets) => {
      const first = answerSpecialCharacters(triplets);
      ok(first.length <= triplets.length);
      deepStrictEqual([...answerSpecialCharacters(first)], []);
    }),
    { numRuns: 200 },
  );
});
