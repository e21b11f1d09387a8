import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { LineHistory } from "../../../core/terminal/editing/line_history.ts";

function historyOf(lines: readonly string[], limit = 100): LineHistory {
  const history = new LineHistory(limit);
  for (const line of lines) history.add(line);
  return history;
}

/** All that can be called back, newest first. */
function recalled(history: LineHistory): string[] {
  const lines: string[] = [];
  for (let line = history.older(""); line !== undefined; line = history.older("")) lines.push(line);
  return lines;
}

Deno.test("older lines come back, the newest first", () => {
  deepStrictEqual(recalled(historyOf(["a", "b", "c"])), ["c", "b", "a"]);
});

Deno.test("newer lines come back after older ones, and then the draft", () => {
  const history = historyOf(["a", "b"]);
  history.older("draft");
  history.older("b, changed");
  strictEqual(history.newer(), "b");
  strictEqual(history.newer(), "draft");
  strictEqual(history.newer(), undefined);
});

Deno.test("a line sent twice in a row is kept once", () => {
  deepStrictEqual(recalled(historyOf(["a", "a", "b", "a"])), ["a", "b", "a"]);
});

Deno.test("the oldest lines are forgotten", () => {
  deepStrictEqual(recalled(historyOf(["a", "b", "c"], 2)), ["c", "b"]);
});

Deno.test("a new line goes back to the draft, which is empty", () => {
  const history = historyOf(["a", "b"]);
  history.older("draft");
  history.add("c");
  strictEqual(history.newer(), undefined);
  strictEqual(history.older(""), "c");
  strictEqual(history.newer(), "");
});
