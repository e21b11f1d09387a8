/**
 * That what plugins keep lasts, apart from what others keep, and is counted right.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import fc from "fast-check";
import { openDatabase } from "../../core/storage/database.ts";
import { PluginStore } from "../../core/storage/plugin_store.ts";

/** Runs something with a store on a database in memory. */
function withStore(run: (store: PluginStore) => void): void {
  const database = openDatabase(":memory:");
  run(new PluginStore(database));
  database.close();
}

Deno.test("what a plugin keeps is there when the file is opened again", () => {
  const folder = Deno.makeTempDirSync();
  try {
    const first = openDatabase(`${folder}/party.db`);
    new PluginStore(first).set("dice", { key: "rolls", value: "3" });
    first.close();
    const second = openDatabase(`${folder}/party.db`);
    const value = new PluginStore(second).get("dice", "rolls");
    second.close();
    strictEqual(value, "3");
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
});

Deno.test("two plugins keep different things under one key", () => {
  withStore((store) => {
    store.set("dice", { key: "a", value: "1" });
    store.set("poll", { key: "a", value: "2" });
    strictEqual(store.remove("poll", "a"), true);
    strictEqual(store.get("dice", "a"), "1");
    strictEqual(store.get("poll", "a"), undefined);
    strictEqual(store.remove("poll", "a"), false);
  });
});

Deno.test("a list has the keys that begin so, sorted, and takes no sign for a pattern", () => {
  withStore((store) => {
    for (const key of ["a%b", "a", "b", "a%", "axb", "a_"]) {
      store.set("p", { key, value: `"${key}"` });
    }
    deepStrictEqual(store.list("p", "a%").map(({ key }) => key), ["a%", "a%b"]);
    deepStrictEqual(store.list("p", "").map(({ key }) => key), [
      "a",
      "a%",
      "a%b",
      "a_",
      "axb",
      "b",
    ]);
  });
});

Deno.test("the size is that of all keys and values, whatever is set and removed", () => {
  const key = fc.constantFrom("a", "ü", "🎉");
  const value = fc.string({ unit: "grapheme" }).map((text) => JSON.stringify(text));
  const steps = fc.array(fc.tuple(key, fc.option(value)));
  fc.assert(
    fc.property(steps, (steps) => {
      withStore((store) => {
        const kept = new Map<string, string>();
        for (const [key, value] of steps) {
          if (value === null) {
            store.remove("p", key);
            kept.delete(key);
          } else {
            store.set("p", { key, value });
            kept.set(key, value);
          }
        }
        const bytes = [...kept].flat().reduce((sum, text) => sum + new Blob([text]).size, 0);
        strictEqual(store.sizeWith("p", { key: "new", value: "1" }), bytes + 4);
      });
    }),
    { numRuns: 50 },
  );
});
