import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { HistorySearch } from "../../../core/terminal/editing/history_search.ts";

const LINES = ["/join lobby", "hello", "/join attic", "/join attic", "Hello again"];

function found(search: HistorySearch): string | undefined {
  return search.found?.text;
}

Deno.test("what is looked for is found in the newest line, and then in older ones", () => {
  const search = new HistorySearch(LINES);
  search.type("h");
  strictEqual(found(search), "Hello again");
  search.type("ello");
  strictEqual(found(search), "Hello again");
  search.older();
  deepStrictEqual(search.found, { text: "hello", at: 0 });
  search.newer();
  strictEqual(found(search), "Hello again");
});

Deno.test("a line that was sent twice is found once", () => {
  const search = new HistorySearch(["a1", "b", "a2", "a2"]);
  search.type("a");
  search.older();
  strictEqual(found(search), "a1");
});

Deno.test("when nothing more is found, what was found stays", () => {
  const search = new HistorySearch(LINES);
  search.type("attic");
  search.older();
  deepStrictEqual([found(search), search.isLost], ["/join attic", true]);
  search.type("x");
  deepStrictEqual([found(search), search.isLost], ["/join attic", true]);
  search.erase();
  deepStrictEqual([found(search), search.isLost], ["/join attic", false]);
});

Deno.test("what holds the beginning of what is looked for is found, typed at once or not", () => {
  const [whole, cut] = [new HistorySearch(LINES), new HistorySearch(LINES)];
  whole.type("hello you");
  for (const character of "hello you") cut.type(character);
  const told = ({ found, wanted, isLost }: HistorySearch) => ({ found, wanted, isLost });
  deepStrictEqual(told(whole), told(cut));
  deepStrictEqual(told(whole), {
    found: { text: "Hello again", at: 0 },
    wanted: "hello you",
    isLost: true,
  });
});

Deno.test("what can't be shown is not looked for", () => {
  const search = new HistorySearch(LINES);
  search.type("\x07");
  deepStrictEqual([search.found, search.wanted, search.isLost], [undefined, "", false]);
});

Deno.test("looking for nothing finds nothing, and again what was looked for the last time", () => {
  const search = new HistorySearch(LINES, "lobby");
  strictEqual(found(search), undefined);
  search.older();
  deepStrictEqual([search.wanted, found(search)], ["lobby", "/join lobby"]);
  const first = new HistorySearch([]);
  first.older();
  first.newer();
  first.erase();
  first.type("a");
  deepStrictEqual([found(first), first.isLost], [undefined, true]);
});
