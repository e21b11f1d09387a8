import { deepStrictEqual } from "node:assert/strict";
import { UndoHistory } from "../../../core/terminal/editing/undo_history.ts";

function allBack(undo: UndoHistory<number>): number[] {
  const found: number[] = [];
  for (let state; (state = undo.back()) !== undefined;) found.push(state);
  return found;
}

Deno.test("changes of a group are one step, and any other ends it", () => {
  const undo = new UndoHistory<number>(10);
  undo.note(1, "typing");
  undo.note(2, "typing");
  undo.note(3);
  undo.note(4);
  undo.note(5, "typing");
  undo.endGroup();
  undo.note(6, "typing");
  deepStrictEqual(allBack(undo), [6, 5, 4, 3, 1]);
});

Deno.test("the oldest steps are forgotten", () => {
  const undo = new UndoHistory<number>(3);
  for (let state = 1; state <= 5; state++) undo.note(state);
  deepStrictEqual(allBack(undo), [5, 4, 3]);
});

Deno.test("after a step back the next change is one of its own", () => {
  const undo = new UndoHistory<number>(3);
  undo.note(1, "typing");
  undo.back();
  undo.note(2, "typing");
  deepStrictEqual(allBack(undo), [2]);
  undo.note(3);
  undo.clear();
  deepStrictEqual(allBack(undo), []);
});
