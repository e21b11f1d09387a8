import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { commonPrefix } from "../../../core/terminal/editing/tab_completion.ts";
import { words } from "../typed_text.ts";

Deno.test("the common prefix is what all words begin with, in any capitals", () => {
  strictEqual(commonPrefix(["who", "WHOIS", "wholly"]), "who");
  strictEqual(commonPrefix(["who", "quit"]), "");
  strictEqual(commonPrefix(["Ann "]), "Ann ");
  strictEqual(commonPrefix([]), "");
});

Deno.test("the common prefix does not cut a character in two", () => {
  strictEqual(commonPrefix(["a👍", "a👎"]), "a");
});

Deno.test("every word begins with the common prefix, and it could not be longer", () => {
  fc.assert(fc.property(fc.array(words, { minLength: 1 }), (list) => {
    const prefix = commonPrefix(list);
    const folded = (text: string) => text.toLowerCase();
    ok(list.every((word) => folded(word).startsWith(folded(prefix))));
    const next = [...list[0]!.slice(prefix.length)][0];
    if (next === undefined) return;
    ok(!list.every((word) => folded(word).startsWith(folded(prefix + next))));
  }));
});
