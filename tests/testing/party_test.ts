/**
 * What authors of plugins test with.
 *
 * @module
 */

import { deepStrictEqual, match, rejects, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { party } from "../../testing/party.ts";
import { command, PluginFiles, pluginText } from "../kit/plugin_files.ts";

/** A plugin in a file, for one test. */
async function pluginFile(
  name: string,
  parts: Parameters<typeof pluginText>[1] = {},
): Promise<{ files: PluginFiles; plugin: URL; path: string }> {
  const files = await PluginFiles.make({ [`${name}.js`]: pluginText(name, parts) });
  const path = join(files.path, `${name}.js`);
  return { files, path, plugin: pathToFileURL(path) };
}

Deno.test("a caller types a command and has its answer on the screen at once", async () => {
  const { files, plugin } = await pluginFile("echo");
  await using _ = files;
  await using p = await party({ plugin });
  const ann = await p.guest("ann", { columns: 60 });
  await ann.type("/echo");
  match(ann.screen(), /\nHere: ann\n\/echo\nthis is echo$/);
});

Deno.test("a caller reads what others do, and reads nothing twice", async () => {
  const { files, plugin } = await pluginFile("echo");
  await using _ = files;
  await using p = await party({ plugin });
  const ann = await p.guest("ann");
  const bob = await p.member("bob");
  for (const word of ["one", "two"]) await bob.type(word);
  strictEqual(await ann.reads(/bob: one\n/).then((text) => text.endsWith("bob: one\n")), true);
  strictEqual(await ann.reads(/bob: .*\n/), "bob: two\n");
});

Deno.test("who waits in vain is shown what was on the screen", async () => {
  const { files, plugin } = await pluginFile("echo");
  await using _ = files;
  await using p = await party({ plugin });
  const ann = await p.guest("ann");
  await ann.type("/quit");
  await rejects(ann.reads("cake"), {
    message: /^ann did not read cake, as the line was hung up\. Their screen:\n(?: {2}\|.*\n)+/,
  });
});

Deno.test("the clock stands still until it is told, and then all that is due has happened", async () => {
  const setup = command("tea", `host.after(60_000, () => reply("Tea is ready."));`);
  const { files, plugin } = await pluginFile("tea", { parts: `needs: ["timers"],`, setup });
  await using _ = files;
  await using p = await party({ plugin });
  const ann = await p.guest("ann");
  await ann.type("/tea");
  const startMs = p.clock.now();
  await p.clock.advance(59_999);
  strictEqual(ann.screen().includes("Tea is ready."), false);
  await p.clock.advance(1);
  strictEqual(ann.screen().includes("Tea is ready."), true);
  strictEqual(p.clock.now() - startMs, 60_000);
});

Deno.test("settings reach the plugin, and stay when it is loaded anew with a new file", async () => {
  const parts = `settings: { cups: int({ default: 1, min: 0, summary: "Cups" }) },`;
  const answer = (word: string) => `"${word} " + host.settings.cups`;
  const { files, plugin } = await pluginFile("tea", { parts, answer: answer("old") });
  await using _ = files;
  await using p = await party({ plugin, settings: { cups: 7 } });
  const root = await p.sysop("root");
  await root.type("/tea");
  await root.reads("old 7\n");
  await files.write("tea.js", pluginText("tea", { parts, answer: answer("new") }));
  await p.reload();
  await root.type("/tea");
  await root.reads("new 7\n");
});

Deno.test("keys are pressed where the program sends them", async () => {
  const { files, plugin } = await pluginFile("echo");
  await using _ = files;
  await using p = await party({ plugin });
  const ann = await p.guest("ann", { client: "telnet" });
  await ann.type("/echo");
  await ann.press("up");
  match(ann.screen(), /\nlobby> \/echo\nthis is echo\nlobby> \/echo$/);
});

Deno.test("who hangs up is gone", async () => {
  const { files, plugin } = await pluginFile("echo");
  await using _ = files;
  await using p = await party({ plugin });
  const ann = await p.guest("ann");
  const bob = await p.guest("bob");
  await bob.hangUp();
  await ann.reads(/bob has .*\n/);
});

Deno.test("a party with a plugin or a setting that is wrong does not begin", async () => {
  const { files, plugin, path } = await pluginFile("join");
  await using _ = files;
  await rejects(party({ plugin: `${path}x` }), { message: /there is no such file/ });
  await rejects(party({ plugin }), {
    message: /join\.js:8:10: Cannot load the plugin as .*"join"/,
  });
  await files.write("join.js", pluginText("tea"));
  await rejects(party({ plugin, settings: { cops: 1 } }), {
    message: 'settings of the party:2: Cannot read "cops" as there is no such setting in [tea]',
  });
});

Deno.test("all that is exported is what the page says", async () => {
  const exports = await import("../../testing/party.ts");
  deepStrictEqual(Object.keys(exports).sort(), ["party", "test"]);
});
