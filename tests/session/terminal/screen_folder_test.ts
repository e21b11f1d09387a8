import { deepStrictEqual, match, strictEqual } from "node:assert/strict";
import { join } from "node:path";
import {
  FOLDER_BOUNDS,
  LOOK_MS,
  ScreenFolder,
} from "../../../core/session/terminal/screen_folder.ts";
import { plain } from "../../../core/terminal/style/styled_text.ts";
import { PluginFiles } from "../../kit/plugin_files.ts";

/** A folder with files, a clock that stands still, and what is logged. */
class Fixture implements AsyncDisposable {
  readonly logged: string[] = [];
  readonly folder: ScreenFolder;
  now = 1_700_000_000_000;

  private constructor(readonly files: PluginFiles) {
    this.folder = new ScreenFolder({
      path: files.path,
      now: () => this.now,
      log: { warn: (_, values) => this.logged.push(`${values?.file}: ${values?.reason}`) },
    });
  }

  static async make(files: Readonly<Record<string, string>> = {}): Promise<Fixture> {
    return new Fixture(await PluginFiles.make(files));
  }

  /** What the files of a screen show. */
  shown(screen: string): string[] {
    return this.folder.files(screen).map((file) => plain(file.show({}, "utf-8")));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.files[Symbol.asyncDispose]();
  }
}

Deno.test("screens are the files that are named like one, in folders too", async () => {
  await using at = await Fixture.make({
    "welcome.txt": "a",
    "welcome.80x24.ans": "b",
    "help/rooms.txt": "c",
    "help/deep/down.txt": "d",
    "help/deep/too/far.txt": "e",
    ".hidden.txt": "f",
    "README.md": "g",
    "welcome.ans~": "h",
  });
  deepStrictEqual(at.folder.names(), ["help/deep/down", "help/rooms", "welcome"]);
  deepStrictEqual(at.shown("welcome"), ["b", "a"]);
  deepStrictEqual(at.shown("help/rooms"), ["c"]);
  deepStrictEqual(at.shown("rooms"), []);
});

Deno.test("a folder that is not there has no screens, and nobody is told", () => {
  const log = { warn: () => strictEqual("logged", "silent") };
  const folder = new ScreenFolder({ path: "/nowhere/at/all", now: () => 0, log });
  deepStrictEqual(folder.names(), []);
});

Deno.test("a file is read again when it has changed, a second later at the latest", async () => {
  await using at = await Fixture.make({ "motd.txt": "old" });
  deepStrictEqual(at.shown("motd"), ["old"]);
  await at.files.write("motd.txt", "newer");
  await at.files.write("rules.txt", "be kind");
  deepStrictEqual(at.shown("motd"), ["old"]);
  at.now += LOOK_MS;
  deepStrictEqual(at.shown("motd"), ["newer"]);
  deepStrictEqual(at.shown("rules"), ["be kind"]);
  await at.files.remove("motd.txt");
  at.now += LOOK_MS;
  deepStrictEqual(at.shown("motd"), []);
});

Deno.test("a file that has not changed is read once", async () => {
  await using at = await Fixture.make({ "motd.txt": "old" });
  const [first] = at.folder.files("motd");
  at.now += LOOK_MS;
  const [second] = at.folder.files("motd");
  strictEqual(first, second);
  at.folder.reload();
  const [third] = at.folder.files("motd");
  strictEqual(third === first, false);
});

Deno.test("a file that can't be read is told of once, and again when it has changed", async () => {
  await using at = await Fixture.make({ "motd.txt": "x".repeat(FOLDER_BOUNDS.fileBytes + 1) });
  for (let times = 0; times < 3; times++, at.now += LOOK_MS) deepStrictEqual(at.shown("motd"), []);
  deepStrictEqual(at.logged, [
    `${join(at.files.path, "motd.txt")}: it is too large: 262145 bytes of at most 262144`,
  ]);
  await at.files.write("motd.txt", "x".repeat(FOLDER_BOUNDS.fileBytes + 2));
  at.now += LOOK_MS;
  at.shown("motd");
  strictEqual(at.logged.length, 2);
  await at.files.write("motd.txt", "x".repeat(FOLDER_BOUNDS.fileBytes));
  at.now += LOOK_MS;
  strictEqual(at.shown("motd")[0]?.length, FOLDER_BOUNDS.fileBytes);
});

Deno.test("files with names of no screen, and links that lead nowhere, are told of; others are shown", async () => {
  await using at = await Fixture.make({
    "Motd.TXT": "",
    "welcome.utf16.ans": "",
    "rules.txt": "r",
  });
  await Deno.symlink("nowhere", join(at.files.path, "goodbye.txt"));
  deepStrictEqual(at.shown("rules"), ["r"]);
  deepStrictEqual(at.shown("goodbye"), []);
  at.now += LOOK_MS;
  deepStrictEqual(at.shown("rules"), ["r"]);
  const told = at.logged.map((line) => line.slice(at.files.path.length + 1));
  deepStrictEqual(told.slice(0, 2), [
    "Motd.TXT: its name is none of a screen",
    "welcome.utf16.ans: its name is none of a screen",
  ]);
  match(told[2]!, /^goodbye\.txt: it can't be read: /);
  strictEqual(told.length, 3);
});

Deno.test("a folder in place of a file is no screen", async () => {
  await using at = await Fixture.make({ "motd.txt/inside.txt": "" });
  deepStrictEqual(at.folder.names(), []);
});

Deno.test("there are no more screens than a folder may have", async () => {
  const count = FOLDER_BOUNDS.files + 2;
  const names = Array.from(
    { length: count },
    (_, index) => [`s${10_000 + index}.txt`, ""] as const,
  );
  await using at = await Fixture.make(Object.fromEntries(names));
  strictEqual(at.folder.names().length, FOLDER_BOUNDS.files);
  strictEqual(at.folder.readAll().faults.length, 2);
});

Deno.test("reading all tells what can be shown and what can't", async () => {
  await using at = await Fixture.make({
    "motd.txt": "m",
    "b.txt": "x".repeat(300_000),
    "B.txt": "",
  });
  const { files, faults } = at.folder.readAll();
  deepStrictEqual(files.map(({ path }) => path), [join(at.files.path, "motd.txt")]);
  deepStrictEqual(faults.map(({ file }) => file.slice(at.files.path.length + 1)), [
    "B.txt",
    "b.txt",
  ]);
});
