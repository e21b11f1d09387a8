/**
 * Telling a protocol by the words it opens with.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import type { Detection } from "../../../core/net/gateway.ts";
import { detectWords } from "../../../core/net/front_door/opening_words.ts";

const WORDS = ["GET ", "HEAD ", "GETAWAY"];

const ROWS: Readonly<Record<string, Detection>> = {
  "": "more",
  "G": "more",
  "g": "more",
  "GET": "more",
  "GETA": "more",
  "H": "more",
  "GET ": "yes",
  "GET /": "yes",
  "get /": "yes",
  "gEtAwAy": "yes",
  "HEAD / HTTP/1.1\r\n": "yes",
  "GETS": "no",
  "HEADS": "no",
  " GET ": "no",
  "\r\nGET ": "no",
  "X": "no",
  "\xff\xfb": "no",
  "GE\xdf": "no",
  "\0": "no",
};

for (const [opening, detection] of Object.entries(ROWS)) {
  Deno.test(`${JSON.stringify(opening)} opens with one of the words: ${detection}`, () => {
    const bytes = Uint8Array.from(opening, (char) => char.charCodeAt(0));
    strictEqual(detectWords(bytes, WORDS), detection);
  });
}
