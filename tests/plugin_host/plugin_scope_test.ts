import { deepStrictEqual, strictEqual, throws } from "node:assert/strict";
import { PluginScope } from "../../core/plugin_host/plugin_scope.ts";

/** A place that one can have at a time, and what became of it. */
class Place {
  readonly seen: string[] = [];
  #owner: string | undefined;

  claim(owner: string): () => () => void {
    return () => {
      if (this.#owner !== undefined) throw new Error(`${this.#owner} has it`);
      this.#owner = owner;
      this.seen.push(`+${owner}`);
      return () => {
        this.#owner = undefined;
        this.seen.push(`-${owner}`);
      };
    };
  }
}

Deno.test("what is claimed is there from the opening to the closing", () => {
  const place = new Place();
  const scope = new PluginScope();
  scope.claim(place.claim("a"));
  deepStrictEqual(place.seen, []);
  scope.open();
  deepStrictEqual(place.seen, ["+a"]);
  scope.close();
  scope.close();
  deepStrictEqual(place.seen, ["+a", "-a"]);
});

Deno.test("what is claimed later is there at once", () => {
  const place = new Place();
  const scope = new PluginScope();
  scope.open();
  scope.claim(place.claim("a"));
  scope.close();
  deepStrictEqual(place.seen, ["+a", "-a"]);
});

Deno.test("a scope opens whole or not at all", () => {
  const [free, taken] = [new Place(), new Place()];
  taken.claim("other")();
  const scope = new PluginScope();
  scope.claim(free.claim("a"));
  scope.claim(taken.claim("a"));
  throws(() => scope.open(), /other has it/);
  deepStrictEqual(free.seen, ["+a", "-a"]);
  strictEqual(scope.isOpen, false);
});

Deno.test("a scope takes the place of another", () => {
  const place = new Place();
  const [old, fresh] = [new PluginScope(), new PluginScope()];
  old.claim(place.claim("old"));
  old.onClose(() => place.seen.push("old ends"));
  old.open();
  fresh.claim(place.claim("new"));
  fresh.takeOver(old);
  deepStrictEqual(place.seen, ["+old", "-old", "+new", "old ends"]);
  deepStrictEqual([old.isOpen, fresh.isOpen], [false, true]);
});

Deno.test("a scope that can't take the place of another leaves it as it was", () => {
  const [place, taken] = [new Place(), new Place()];
  taken.claim("third")();
  const [old, fresh] = [new PluginScope(), new PluginScope()];
  old.claim(place.claim("old"));
  old.onClose(() => place.seen.push("old ends"));
  old.open();
  fresh.claim(place.claim("new"));
  fresh.claim(taken.claim("new"));
  throws(() => fresh.takeOver(old), /third has it/);
  deepStrictEqual(place.seen, ["+old", "-old", "+new", "-new", "+old"]);
  deepStrictEqual([old.isOpen, fresh.isOpen], [true, false]);
});

Deno.test("nothing can be registered once the scope is closed", () => {
  const scope = new PluginScope();
  scope.close();
  throws(() => scope.claim(() => () => {}), /not loaded any more/);
});

Deno.test("what ends with a scope ends even if it never opened, and once", () => {
  const seen: string[] = [];
  const scope = new PluginScope();
  scope.onClose(() => seen.push("first"));
  scope.onClose(() => seen.push("second"));
  scope.close();
  scope.close();
  scope.onClose(() => seen.push("late"));
  deepStrictEqual(seen, ["second", "first", "late"]);
});

Deno.test("a scope is idle once all that runs in it has ended, however it ends", async () => {
  const scope = new PluginScope();
  await scope.idle();
  const [one, two] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const running = [
    scope.run(() => one.promise),
    Promise.resolve(scope.run(() => two.promise)).catch(() => "failed"),
  ];
  let isIdle = false;
  const idle = scope.idle().then(() => isIdle = true);
  one.resolve();
  await running[0];
  strictEqual(isIdle, false);
  two.reject(new Error("no"));
  deepStrictEqual(await running[1], "failed");
  await idle;
});
