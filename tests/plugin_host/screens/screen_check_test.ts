import { deepStrictEqual } from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { screenProblems } from "../../../core/plugin_host/screens/screen_check.ts";
import { ScreenFolder } from "../../../core/session/terminal/screen_folder.ts";
import { PluginFiles } from "../../kit/plugin_files.ts";
import { withSauce } from "../../terminal/screens/sauce_record.ts";

function folderAt(path: string): ScreenFolder {
  return new ScreenFolder({ path, now: () => 0, log: { warn() {} } });
}

/** What is wrong with one file. */
async function faultsOf(name: string, file: string | Uint8Array): Promise<string[]> {
  await using files = await PluginFiles.make();
  await files.write(name, file);
  const start = `${join(files.path, name)}: `;
  return screenProblems(folderAt(files.path)).map((line) => line.replace(start, ""));
}

Deno.test("nothing is wrong with the screens of the program", () => {
  const path = fileURLToPath(new URL("../../../screens", import.meta.url));
  deepStrictEqual(screenProblems(folderAt(path)), []);
});

Deno.test("nothing is wrong with files that are as they should be", async () => {
  deepStrictEqual(
    await faultsOf("welcome.40x2.txt", "{{house:40}}\n{{name}}" + "x".repeat(40)),
    [],
  );
  deepStrictEqual(await faultsOf("poem.txt", "mine"), []);
  deepStrictEqual(await faultsOf("help/anything.txt", "{{house}}"), []);
  deepStrictEqual(await faultsOf("trivia/intro.txt", "{{question}}"), []);
});

Deno.test("a name that is none is told of, and one that is almost one", async () => {
  deepStrictEqual(await faultsOf("Welcome.ANS", ""), [
    "Cannot show the screen as its name is none of a screen",
  ]);
  deepStrictEqual(await faultsOf("welcom.txt", ""), [
    'Cannot tell when to show the screen as it is called "welcom": did you mean "welcome"?',
  ]);
});

Deno.test("a file that is too large is told of", async () => {
  deepStrictEqual(await faultsOf("motd.txt", "x".repeat(300_000)), [
    "Cannot show the screen as it is too large: 300000 bytes of at most 262144",
  ]);
});

Deno.test("a placeholder that there is not is told of once, in texts and in pictures", async () => {
  const nodes =
    'Cannot fill in "{{node_s}}" as there is no such placeholder: did you mean "nodes"?';
  deepStrictEqual(await faultsOf("motd.txt", "{{node_s}} {{node_s}} {{house}}"), [nodes]);
  deepStrictEqual(await faultsOf("motd.ans", "\x1b[31m{{node_s:9}}"), [nodes]);
  const [fault = ""] = await faultsOf("motd.txt", "{{xyzzyxyzzy}}");
  deepStrictEqual(fault.includes("no such placeholder: callers, date, "), true);
});

Deno.test("what does not keep to the size in its name is told of", async () => {
  deepStrictEqual(await faultsOf("motd.20x2.txt", `${"x".repeat(21)}\n\n`), [
    "Cannot keep to the size in its name as it is wider: 21 columns of 20",
  ]);
  deepStrictEqual(await faultsOf("motd.20x2.txt", "{{name:30}}"), [
    "Cannot keep to the size in its name as it is wider: 30 columns of 20",
  ]);
  const art = withSauce(new TextEncoder().encode("a\nb\nc"), { columns: 132, rows: 3 });
  deepStrictEqual(await faultsOf("motd.80x2.ans", art), [
    "Cannot keep to the size in its name as it is wider: 132 columns of 80",
    "Cannot keep to the size in its name as it is higher: 3 rows of 2",
  ]);
});
