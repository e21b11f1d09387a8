import { ok, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { CompletionMenu } from "../../../core/terminal/editing/completion_menu.ts";
import { displayWidth } from "../../../core/terminal/style/display_width.ts";
import { words } from "../typed_text.ts";

function row(menu: CompletionMenu, columns: number): string {
  return menu.row({ columns: columns + 1, charset: "utf-8" });
}

Deno.test("going on from the last word comes to the first, and back", () => {
  const menu = new CompletionMenu(["a ", "b ", "c "]);
  strictEqual(menu.chosen, undefined);
  menu.move(-1);
  strictEqual(menu.chosen, "c ");
  menu.move(1);
  strictEqual(menu.chosen, "a ");
  menu.move(1);
  strictEqual(row(menu, 40), " a [b] c");
});

Deno.test("in a narrow window the menu turns its pages", () => {
  const menu = new CompletionMenu(["ann", "anna", "anne", "annika"]);
  strictEqual(row(menu, 16), " ann  anna +2");
  for (let step = 0; step < 3; step++) menu.move(1);
  strictEqual(row(menu, 16), "[anne] +3");
  strictEqual(row(menu, 8), "[anne +3");
});

Deno.test("the menu is in the charset of the terminal", () => {
  const menu = new CompletionMenu(["Zoë", "Łukasz"]);
  strictEqual(menu.row({ columns: 40, charset: "ascii" }), " Zoe  Lukasz");
});

Deno.test("whatever the words, the row fits and the chosen one is in it", () => {
  const menus = fc.array(words.filter((word) => word.trim() !== ""), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(menus, fc.integer({ min: 4, max: 90 }), fc.nat(30), (list, columns, steps) => {
      const menu = new CompletionMenu(list);
      for (let step = 0; step < steps; step++) menu.move(1);
      const shown = row(menu, columns);
      ok(displayWidth(shown) <= columns, `${shown} is wider than ${columns}`);
      if (steps > 0 && columns > 10) ok(shown.includes("["), shown);
    }),
  );
});
