/**
 * Names in the colours of their people.
 *
 * @module
 */

import { deepStrictEqual, notStrictEqual, ok, strictEqual } from "node:assert/strict";
import { type Named, personText } from "../../../core/session/texts/person_text.ts";
import { aloud } from "../../../core/terminal/style/styled_text.ts";

function hueOf(person: Named): number {
  const [span] = personText(person).spans;
  return (span as { style: { hue: number } }).style.hue;
}

Deno.test("a user has the colour of their account under any name", () => {
  strictEqual(hueOf({ name: "ann", user: 3 }), hueOf({ name: "ann_away", user: 3 }));
  notStrictEqual(hueOf({ name: "ann", user: 3 }), hueOf({ name: "ann", user: 4 }));
});

Deno.test("a guest has the colour of their name, however it is written", () => {
  strictEqual(hueOf({ name: "Zoë" }), hueOf({ name: "ZOE\u0308" }));
});

Deno.test("guests are spread over all colours", () => {
  const hues = Array.from({ length: 400 }, (_, n) => hueOf({ name: `guest${n}` }) % 16);
  const counts = Map.groupBy(hues, (hue) => hue);
  strictEqual(counts.size, 16);
  ok([...counts.values()].every(({ length }) => length > 8 && length < 50));
});

Deno.test("what stands around a name has its colour", () => {
  const style = { means: "name", hue: 1 };
  const text = personText({ name: "ann", user: 1 }, { before: aloud("* "), after: aloud(":") });
  deepStrictEqual(text.spans.map((span) => "style" in span && span.style), [style, style, style]);
});
