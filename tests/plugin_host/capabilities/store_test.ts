/**
 * The "store" capability: what a plugin keeps lasts, changes whole, and has its limits.
 *
 * @module
 */

import { deepStrictEqual, rejects, strictEqual } from "node:assert/strict";
import { type Json, plugin, type Store } from "partyline";
import {
  CHANGE_MS,
  KEY_LENGTH,
  PluginSpaces,
  STORE_BYTES,
  VALUE_BYTES,
} from "../../../core/plugin_host/capabilities/store.ts";
import { openDatabase } from "../../../core/storage/database.ts";
import { PluginStore } from "../../../core/storage/plugin_store.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** Runs something with what a plugin keeps, in a database in memory. */
async function withStore(
  run: (store: Store, world: { clock: FakeClock; spaces: PluginSpaces }) => Promise<void>,
): Promise<void> {
  const database = openDatabase(":memory:");
  const clock = new FakeClock();
  const spaces = new PluginSpaces({ rows: new PluginStore(database), clock });
  try {
    await run(spaces.of("test"), { clock, spaces });
  } finally {
    database.close();
  }
}

/** Loads a plugin into a house, and gives its store. */
async function storeIn(house: TestHouse, name: string): Promise<Store> {
  let store: Store | undefined;
  await house.load(plugin({
    name,
    summary: "Keeps.",
    needs: ["store"],
    setup(host) {
      store = host.store;
    },
  }));
  return store!;
}

Deno.test("what a plugin keeps is there after the server has stopped, and is its own", async () => {
  const dataDir = await Deno.makeTempDir();
  try {
    {
      await using house = await TestHouse.open({ dataDir });
      const store = await storeIn(house, "trivia");
      await store.set("score/ann", { points: 3, names: ["a", null, true] });
    }
    await using house = await TestHouse.open({ dataDir });
    deepStrictEqual(await (await storeIn(house, "trivia")).get("score/ann"), {
      points: 3,
      names: ["a", null, true],
    });
    strictEqual(await (await storeIn(house, "poll")).get("score/ann"), undefined);
  } finally {
    await Deno.remove(dataDir, { recursive: true });
  }
});

Deno.test("a plugin that does not need the store has none", async () => {
  await using house = await TestHouse.open();
  await house.load(plugin({
    name: "forgetful",
    summary: "Keeps nothing.",
    setup(host) {
      // @ts-expect-error: it is not in needs
      strictEqual(host.store, undefined);
    },
  }));
});

Deno.test("keys are set, found by their beginnings, and deleted", async () => {
  await withStore(async (store) => {
    for (const key of ["score/bob", "score/ann", "last"]) await store.set(key, key.length);
    deepStrictEqual(await store.list("score/"), [
      { key: "score/ann", value: 9 },
      { key: "score/bob", value: 9 },
    ]);
    strictEqual((await store.list()).length, 3);
    strictEqual(await store.delete("last"), true);
    strictEqual(await store.delete("last"), false);
    strictEqual(await store.get("last"), undefined);
  });
});

Deno.test("what is read is a copy, and what is written is as it was then", async () => {
  await withStore(async (store) => {
    const words = ["one"];
    const writing = store.set("words", words);
    words.push("two");
    await writing;
    const read = await store.get<string[]>("words");
    read!.push("three");
    deepStrictEqual(await store.get("words"), ["one"]);
  });
});

Deno.test("updates of one key wait for one another, and so do other changes of it", async () => {
  await withStore(async (store) => {
    const first = Promise.withResolvers<void>();
    const all: Promise<unknown>[] = [store.update<string>("log", async (log = "") => {
      await first.promise;
      return log + "a";
    })];
    all.push(store.update<string>("log", (log) => log + "b"));
    all.push(store.set("other", 1));
    all.push(store.update<string>("log", (log) => log + "c"));
    strictEqual(await store.get("log"), undefined);
    await store.get("other");
    first.resolve();
    await Promise.all(all);
    strictEqual(await store.get("log"), "abc");
    const late = [store.update<string>("log", async (log) => `${log}d`), store.set("log", "new")];
    await Promise.all(late);
    strictEqual(await store.get("log"), "new");
  });
});

Deno.test("updates of an older plugin of the same name come first, however long they take", async () => {
  await withStore(async (old, { spaces }) => {
    const answer = Promise.withResolvers<string>();
    const before = old.update<string>("log", async (log = "") => log + await answer.promise);
    const after = spaces.of("test").update<string>("log", (log) => `${log}, new`);
    await spaces.of("other").update<string>("log", () => "waits for nobody");
    answer.resolve("old");
    await Promise.all([before, after]);
    strictEqual(await old.get("log"), "old, new");
  });
});

Deno.test("a change that never ends is given up, and those after it go on", async () => {
  await withStore(async (store, { clock }) => {
    const endless = Promise.withResolvers<number>();
    const failing = store.update("count", () => endless.promise);
    const next = store.update<number>("count", (count = 0) => count + 1);
    clock.advance(CHANGE_MS);
    await rejects(failing, {
      message: 'Cannot keep "count" as its change did not end within 30 seconds',
    });
    strictEqual(await next, 1);
    endless.resolve(99);
    await endless.promise;
    strictEqual(await store.get("count"), 1);
  });
});

Deno.test("a hundred updates at once all count", async () => {
  await withStore(async (store) => {
    const add = () => store.update<number>("count", async (count = 0) => count + 1);
    const results = await Promise.all(Array.from({ length: 100 }, add));
    deepStrictEqual(results, Array.from({ length: 100 }, (_, index) => index + 1));
  });
});

Deno.test("an update that throws changes nothing and stops none after it", async () => {
  await withStore(async (store) => {
    await store.set("count", 1);
    const failing = store.update("count", () => {
      throw new TypeError("no");
    });
    const next = store.update<number>("count", (count) => count! + 1);
    await rejects(failing, { message: "no" });
    strictEqual(await next, 2);
  });
});

Deno.test("an update that gives undefined forgets the key", async () => {
  await withStore(async (store) => {
    await store.set("gone", 1);
    strictEqual(await store.update("gone", () => undefined), undefined);
    deepStrictEqual(await store.list(), []);
  });
});

Deno.test("a key that is none is refused", async () => {
  await withStore(async (store) => {
    await store.set("k".repeat(KEY_LENGTH), 1);
    for (const key of ["", "k".repeat(KEY_LENGTH + 1), "a\0b", "a\nb", "\ud800"]) {
      await rejects(store.set(key, 1), RangeError, JSON.stringify(key));
      await rejects(store.get(key), RangeError, JSON.stringify(key));
    }
    strictEqual((await store.list()).length, 1);
  });
});

Deno.test("a value that is too large, or that JSON has no words for, is refused and changes nothing", async () => {
  await withStore(async (store) => {
    const largest = "x".repeat(VALUE_BYTES - 2);
    await store.set("big", largest);
    await rejects(store.set("big", largest + "x"), {
      name: "RangeError",
      message: `Cannot keep "big" as it is too large: ${
        VALUE_BYTES + 1
      } of at most ${VALUE_BYTES} bytes`,
    });
    await rejects(store.set("big", "ü".repeat(VALUE_BYTES / 2)), RangeError);
    await rejects(store.set("big", undefined as unknown as Json), {
      name: "TypeError",
      message: 'Cannot keep "big" as JSON has no words for it: undefined',
    });
    await rejects(store.update("big", () => 1n as unknown as Json), TypeError);
    strictEqual(await store.get("big"), largest);
  });
});

Deno.test("a plugin that keeps 10 MiB can keep no more, until it forgets some", async () => {
  await withStore(async (store) => {
    const large = "x".repeat(VALUE_BYTES - 2);
    const most = Math.floor(STORE_BYTES / (VALUE_BYTES + 3));
    for (let number = 0; number < most; number++) {
      await store.set(`k${String(number).padStart(2, "0")}`.slice(-3), large);
    }
    await rejects(
      store.set("one more", large),
      /no more room: it would make \d+ of at most 10485760 bytes/,
    );
    await store.set("k00".slice(-3), large);
    await store.delete("k00".slice(-3));
    await store.set("new", large);
  });
});
