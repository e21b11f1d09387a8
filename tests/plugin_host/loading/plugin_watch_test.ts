import { ok, strictEqual } from "node:assert/strict";
import { PluginFolder } from "../../../core/plugin_host/loading/plugin_folder.ts";
import { LOOK_MS, PluginWatch } from "../../../core/plugin_host/loading/plugin_watch.ts";
import { eventually } from "../../kit/eventually.ts";
import { FakeClock } from "../../../testing/fake_clock.ts";
import { PluginFiles } from "../../kit/plugin_files.ts";

/** A watch over a folder `plugins.d`, and all that it has told. */
function watched(
  files: PluginFiles,
): { clock: FakeClock; seen: Set<string>; times(): number } & Disposable {
  const clock = new FakeClock();
  const seen = new Set<string>();
  let times = 0;
  const watch = new PluginWatch({
    folder: new PluginFolder(`${files.path}/plugins.d`),
    clock,
    changed(paths) {
      times++;
      for (const path of paths) seen.add(path.slice(files.path.length));
    },
  });
  return { clock, seen, times: () => times, [Symbol.dispose]: () => watch.close() };
}

Deno.test("what is written many times is told once, when there is quiet", async () => {
  await using files = await PluginFiles.make({ "plugins.d/dice.ts": "" });
  using watch = watched(files);
  for (let times = 0; times < 5; times++) await files.write("plugins.d/dice.ts", `${times}`);
  await eventually("it is noticed", () => watch.clock.waiting);
  await eventually("it is told", () => {
    watch.clock.advance(50);
    return watch.seen.has("/plugins.d/dice.ts");
  });
  ok(watch.times() < 5);
});

Deno.test("what is below the folder is watched as well", async () => {
  await using files = await PluginFiles.make({ "plugins.d/quiz/lib/words.ts": "" });
  using watch = watched(files);
  await files.write("plugins.d/quiz/lib/words.ts", "1");
  await eventually("it is told", () => {
    watch.clock.advance(50);
    return watch.seen.has("/plugins.d/quiz/lib/words.ts");
  });
});

Deno.test("a folder that comes, goes and comes again is watched", async () => {
  await using files = await PluginFiles.make();
  using watch = watched(files);
  const comes = async () => {
    await files.write("plugins.d/dice.ts", "");
    await eventually("it is told", () => {
      watch.clock.advance(LOOK_MS);
      return watch.seen.size > 0;
    });
  };
  await comes();
  await files.remove("plugins.d");
  await eventually("it is gone", () => {
    watch.clock.advance(50);
    return watch.seen.has("/plugins.d/dice.ts") || watch.seen.has("/plugins.d");
  });
  watch.seen.clear();
  await comes();
});

Deno.test("a watch that is closed leaves nothing waiting", async () => {
  await using files = await PluginFiles.make();
  const { clock, [Symbol.dispose]: close } = watched(files);
  strictEqual(clock.waiting, true);
  close();
  strictEqual(clock.waiting, false);
});
