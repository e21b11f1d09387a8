import { deepStrictEqual } from "node:assert/strict";
import { placeholdersIn, valueOf } from "../../../core/terminal/screens/placeholder.ts";

function keysIn(text: string): string[] {
  return placeholdersIn(text).map(({ key }) => key);
}

function value(key: string, width: number | undefined, text: string | number): string | undefined {
  return valueOf({ key, width }, { [key]: text })?.join("");
}

Deno.test("placeholders are words in two braces, with a width or without", () => {
  deepStrictEqual(keysIn("{{a}} {{b_2:10}}{{c}}"), ["a", "b_2", "c"]);
  deepStrictEqual(keysIn("{a} {{ a }} {{A}} {{}} {{a:}} {{a:0}} {{a:1000}} {{2}}"), []);
  deepStrictEqual(keysIn("{{{a}}}"), ["a"]);
});

Deno.test("a value has the columns that it is given", () => {
  deepStrictEqual(value("n", undefined, "Ann"), "Ann");
  deepStrictEqual(value("n", 5, "Ann"), "Ann  ");
  deepStrictEqual(value("n", 2, "Ann"), "An");
  deepStrictEqual(value("n", 3, "日本"), "日 ");
  deepStrictEqual(value("n", 3, 7), "7  ");
});

Deno.test("a value is safe whoever typed it", () => {
  deepStrictEqual(value("n", undefined, "a\x1b[31m\r\nb"), "a[31m b");
});

Deno.test("what all objects have is no value", () => {
  deepStrictEqual(valueOf({ key: "constructor", width: undefined }, {}), undefined);
});
