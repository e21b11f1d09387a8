/**
 * The rules of the house that no other tool checks. Each says what to do where it is broken.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { writeConfig } from "../core/config/config_writer.ts";
import manifest from "../deno.json" with { type: "json" };
import { SECTIONS } from "../server.ts";

/** Which folders of core may import which, beside their own and words. ARCHITECTURE.md shows it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  words: [],
  logging: [],
  telnet: [],
  terminal: [],
  config: ["logging"],
  net: ["logging"],
  world: ["logging"],
  storage: ["logging", "world"],
  commands: ["logging", "terminal", "world"],
  session: ["logging", "net", "telnet", "terminal", "commands", "world"],
  plugin_host: [
    "commands",
    "config",
    "logging",
    "net",
    "session",
    "storage",
    "telnet",
    "terminal",
    "world",
  ],
};

/** Words that say nothing of what is in a file. */
const EMPTY_NAMES = new Set([
  "common",
  "helper",
  "helpers",
  "index",
  "manager",
  "service",
  "types",
  "util",
  "utils",
]);

const HOUSE = fileURLToPath(new URL("..", import.meta.url));

/** A text file of the project. */
interface SourceFile {
  /** From the top folder: `core/net/link.ts`. */
  readonly path: string;
  readonly text: string;
}

/** What .gitignore names: whole folders at the top. */
const IGNORED = new Set(
  Deno.readTextFileSync(`${HOUSE}.gitignore`).split("\n").map((line) => line.replaceAll("/", "")),
);

/** Every text file that is, or could be, committed. */
const FILES = [...readFolder("")];
const MODULES = FILES.filter(({ path }) => path.endsWith(".ts"));
const CORE = MODULES.filter(({ path }) => path.startsWith("core/"));
const PLUGINS = MODULES.filter(({ path }) => path.startsWith("plugins/"));
const MAIN = MODULES.filter(({ path }) => ["main.ts", "server.ts", "doors.ts"].includes(path));
const TESTING = MODULES.filter(({ path }) => path.startsWith("testing/"));
const TESTS = MODULES.filter(({ path }) => path.startsWith("tests/"));
const PROGRAM = [...CORE, ...PLUGINS, ...TESTING, ...MAIN];

function* readFolder(folder: string): Iterable<SourceFile> {
  for (const { name, isDirectory } of Deno.readDirSync(HOUSE + folder)) {
    const path = posix.join(folder, name);
    if (path === ".git" || IGNORED.has(path)) continue;
    if (isDirectory) yield* readFolder(`${path}/`);
    else yield* readText(path);
  }
}

function* readText(path: string): Iterable<SourceFile> {
  try {
    const bytes = Deno.readFileSync(HOUSE + path);
    yield { path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    // No text, or gone again: tests beside this one make files.
    if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** What a module imports; its own files as paths from the top folder. Relies on `deno fmt`. */
function importsOf({ path, text }: SourceFile): string[] {
  const found = [
    ...text.matchAll(/^(?:(?:import|export) [^"\n]*|\} )from "([^"]+)"/gm),
    ...text.matchAll(/^import "([^"]+)"/gm),
    ...text.matchAll(/\bimport\(\s*"([^"]+)"/g),
  ];
  return found.map(([, name]) =>
    name!.startsWith(".") ? posix.join(posix.dirname(path), name!) : name!
  );
}

/** The folder of core that a path is in. */
function folderOf(path: string): string | undefined {
  return /^core\/(\w+)\//.exec(path)?.[1];
}

function isOurs(name: string): boolean {
  return name.split("/")[0] === "partyline" || MODULES.some(({ path }) => path === name);
}

function check(broken: readonly string[], remedy: string): void {
  ok(broken.length === 0, `${remedy}\n  ${broken.join("\n  ")}`);
}

/** Checks that a text holds no line that matches; says where it does. */
function checkLines(files: readonly SourceFile[], pattern: RegExp, remedy: string): void {
  const broken = files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) =>
      pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : []
    )
  );
  check(broken, remedy);
}

// Who may import whom

Deno.test("folders of core import only those that the table allows", () => {
  const broken = CORE.filter(({ path }) => path !== "core/mod.ts").flatMap((file) => {
    const own = folderOf(file.path) ?? "";
    const allowed = [own, "words", ...MAY_IMPORT[own] ?? []];
    return importsOf(file)
      .filter((name) => isOurs(name) && !allowed.includes(folderOf(name) ?? ""))
      .map((name) => `${file.path} imports ${name}`);
  });
  check(broken, "Hand it in from main.ts, or move what both need to where both may import it:");
});

Deno.test("each folder of core has its row in the table, and each row its folder", () => {
  const folders = new Set(CORE.flatMap(({ path }) => folderOf(path) ?? []));
  strictEqual([...folders].sort().join(), Object.keys(MAY_IMPORT).sort().join());
});

Deno.test("ARCHITECTURE.md shows the table", () => {
  const { text = "" } = FILES.find(({ path }) => path === "ARCHITECTURE.md") ?? {};
  const shown = text.split("\n").map((line) => line.split("|").slice(1, 3).map((it) => it.trim()));
  const broken = Object.entries(MAY_IMPORT)
    .map(([folder, others]) => [folder, others.join(", ") || "nothing"].join(" | "))
    .filter((row) => !shown.some((cells) => cells.join(" | ") === row));
  check(broken, "Write these rows into ARCHITECTURE.md:");
});

Deno.test('plugins import "partyline", built-ins and their own folder only', () => {
  const broken = PLUGINS.filter(({ path }) => path !== "plugins/mod.ts").flatMap((file) => {
    const own = /^plugins\/\w+\//.exec(file.path)?.[0];
    return importsOf(file)
      .filter((name) => name !== "partyline" && !name.startsWith("node:"))
      .filter((name) => own === undefined || !name.startsWith(own))
      .map((name) => `${file.path} imports ${name}`);
  });
  check(broken, "Export it from core/mod.ts if every plugin may have it, else do without:");
});

Deno.test("plugins/mod.ts imports plugins and no more", () => {
  const [registry] = PLUGINS.filter(({ path }) => path === "plugins/mod.ts");
  const broken = importsOf(registry!).filter((name) =>
    name !== "partyline" && !name.startsWith("plugins/")
  );
  check(broken, "The registry is a list of plugins; put this into a plugin:");
});

Deno.test("testing/ imports core, server.ts and its own files, and only the command line imports it", () => {
  const out = TESTING.flatMap((file) =>
    importsOf(file)
      .filter((name) => isOurs(name) && !/^(?:core\/|testing\/|server\.ts$|partyline$)/.test(name))
      .map((name) => `${file.path} imports ${name}`)
  );
  const into = PROGRAM.filter(({ path }) => path !== "main.ts" && !path.startsWith("testing/"))
    .filter((file) => importsOf(file).some((name) => /^(?:testing|partyline)\//.test(name)))
    .map(({ path }) => `${path} imports testing/`);
  check([...out, ...into], "What the house itself needs belongs into core:");
});

Deno.test("packages, and files in them, are imported by their name in deno.json", () => {
  const known = Object.keys(manifest.imports).filter((name) => name !== "fast-check");
  const broken = PROGRAM.flatMap((file) =>
    importsOf(file)
      .filter((name) =>
        !isOurs(name) && !FILES.some(({ path }) => path === name) && !name.startsWith("node:")
      )
      .filter((name) => !known.some((known) => name === known || name.startsWith(`${known}/`)))
      .map((name) => `${file.path} imports ${name}`)
  );
  check(broken, "Give it a row in the imports of deno.json; fast-check is for tests only:");
});

// Files

Deno.test("modules open with what they are, and @module", () => {
  const broken = PROGRAM.filter(({ text }) =>
    !/^\/\*\*\n(?: \*.*\n)+? \* @module\n \*\//.test(text)
  );
  check(broken.map(({ path }) => path), "Open it with /** One sentence. @module */:");
});

Deno.test("modules are named in snake_case after what is in them", () => {
  const broken = MODULES.filter(({ path }) => {
    const name = posix.basename(path, ".ts");
    const isPlain = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/.test(name);
    return !isPlain || name.split("_").some((word) => EMPTY_NAMES.has(word));
  });
  check(broken.map(({ path }) => path), "Name it after the noun that one would look for:");
});

Deno.test("mod.ts is core's and plugins' alone", () => {
  const broken = MODULES.filter(({ path }) =>
    posix.basename(path) === "mod.ts" &&
    !/^(?:core|(?:examples\/)?plugins(?:\/\w+)?)\/mod\.ts$/.test(path)
  );
  check(broken.map(({ path }) => path), "Import the files themselves; name this one by its noun:");
});

Deno.test("no module is longer than 600 lines", () => {
  const broken = PROGRAM.filter(({ text }) => text.split("\n").length > 601);
  check(broken.map(({ path }) => path), "Find the second noun in it, and give it a file:");
});

Deno.test("no test is switched off, and none keeps the others from running", () => {
  const pattern = /\bDeno\.test\.(?:only|ignore)\b|\.(?:only|ignore)\(|\b(?:only|ignore): /;
  checkLines(TESTS, pattern, "Mend the test, or take it out:");
});

Deno.test("no work is left as a note in the code", () => {
  const notes = /\b(?:TO[D]O|FIX[M]E|XX[X]|HAC[K])\b/;
  checkLines(MODULES, notes, "Do it, or open an issue:");
});

Deno.test("nothing writes to the console", () => {
  checkLines(PROGRAM, /\bconsole\.\w/, "Use logFor(...) of core/logging/log.ts:");
});

Deno.test("no file names a folder of somebody's machine", () => {
  const folders = /(?<![\w.}])\/(?:root|home|Users|work)\/\w/;
  checkLines(FILES, folders, "Use a path from the top folder, or import.meta.url:");
});

Deno.test("no file names the host of a registry", () => {
  const hosts = /\/\/registry\.|\bnpmjs\.(?:org|com)|\bjsr\.i[o]\b|\bdeno\.l[a]nd\b/;
  checkLines(FILES, hosts, "Name the package, not where it comes from:");
});

// deno.json and deno.lock

Deno.test("every task has a description", () => {
  const broken = Object.entries(manifest.tasks).filter(([, { description }]) => !description);
  check(broken.map(([name]) => name), "deno task is the menu; say what the task does:");
});

Deno.test("no task runs with all permissions", () => {
  const broken = Object.entries(manifest.tasks).filter(([, { command }]) =>
    /(?:^|\s)(?:--allow-all|-[a-zA-Z]*A)\b/.test(command)
  );
  check(broken.map(([name]) => name), "Name the permissions that it needs:");
});

Deno.test("dependencies are npm packages of one exact version", () => {
  const broken = Object.entries(manifest.imports).filter(([name, target]) =>
    name.split("/")[0] !== "partyline" && !/^npm:(?:@[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+$/.test(target)
  );
  check(broken.map(([name]) => name), "Write it as npm:name@1.2.3 in deno.json:");
});

Deno.test("deno.lock is there, is committed, and names no host", () => {
  const lock = FILES.find(({ path }) => path === "deno.lock");
  ok(lock, "Run deno install, take deno.lock out of .gitignore, and commit it");
  ok(!lock.text.includes("://"), "Make deno.lock anew with the default registry");
});

// What is written for people

Deno.test("config.ini has every setting and its default", () => {
  const { text } = FILES.find(({ path }) => path === "config.ini") ?? {};
  strictEqual(text, writeConfig(SECTIONS), "Run: rm config.ini && deno task start init");
});

Deno.test("ARCHITECTURE.md is shorter than 80 lines", () => {
  const { text = "" } = FILES.find(({ path }) => path === "ARCHITECTURE.md") ?? {};
  const lines = text.trimEnd().split("\n").length;
  ok(lines > 1 && lines < 80, `It is ${lines} lines long. Details belong into the files`);
});

Deno.test("files that the documents name are there", () => {
  const broken = FILES.filter(({ path }) => path.endsWith(".md")).flatMap(({ path, text }) =>
    [...text.matchAll(/`((?:\.ci|bench|core|plugins|tests)\/[\w./-]*)`/g)]
      .map(([, name]) => name!)
      .filter((name) =>
        !FILES.some((file) => file.path === name || file.path.startsWith(`${name}`))
      )
      .map((name) => `${path} names ${name}`)
  );
  check(broken, "Mend the document:");
});
