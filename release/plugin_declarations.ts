/**
 * Writes core/plugin_host/loading/plugin_declarations.json: the types of "partyline" and "partyline/testing", each
 * as one file that an editor understands without the program's own.
 *
 * @module
 */

import { join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";

/** The file that is written. */
export const TYPES_FILE: URL = new URL(
  "../core/plugin_host/loading/plugin_declarations.json",
  import.meta.url,
);

const HOUSE = fileURLToPath(new URL("..", import.meta.url));

/** What authors import, by the name of the file of its types. */
const ENTRIES = {
  "partyline.d.ts": "core/mod.ts",
  "partyline_testing.d.ts": "testing/party.ts",
} as const;

/** `import type { A, B as C } from "./x.ts";`, also over several lines; and the same of exports. */
const LINK = /^(import|export) (?:type )?\{([^}]*)\} from "([^"]+)";\n/gm;

/**
 * The types, made anew from the program: lines by file.
 *
 * @throws {Error} If the runtime can't, or they name what is not of the program.
 */
export async function makeTypes(): Promise<Readonly<Record<string, readonly string[]>>> {
  const declared = await declare(Object.values(ENTRIES));
  const texts = Object.entries(ENTRIES)
    .map(([name, entry]) => [name, bundle(entry, declared).split("\n")] as const);
  return Object.fromEntries(texts);
}

/** The declarations of all modules, by their paths from the top folder. */
async function declare(entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const paths = new Set<string>();
  for (const entry of entries) {
    const { modules } = JSON.parse(await runDeno("info", "--json", entry));
    for (const { specifier } of modules as readonly { readonly specifier: string }[]) {
      if (/^file:.*\.ts$/.test(specifier)) paths.add(relative(HOUSE, fileURLToPath(specifier)));
    }
  }
  const folder = await Deno.makeTempDir();
  try {
    await runDeno("transpile", "--declaration", "--outdir", folder, ...paths);
    const texts = [...paths].map((path) =>
      [
        path.replaceAll("\\", "/"),
        Deno.readTextFileSync(join(folder, path.replace(/\.ts$/, ".d.ts"))),
      ] as const
    );
    return new Map(texts);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** What stands at the top of a module. */
interface Statement {
  /** What it declares. */
  readonly name: string;
  /** With the comment before it. */
  readonly text: string;
  readonly isExported: boolean;
}

/** A module, taken apart. */
interface Declarations {
  readonly statements: readonly Statement[];
  /** By the name here: the module that it is from, and its name there. */
  readonly links: ReadonlyMap<string, Linked>;
}

/** Where a name comes from. */
interface Linked {
  readonly path: string;
  readonly name: string;
}

/** One text of what a module exports and all that this needs, each module in a namespace of its own. */
function bundle(entry: string, declared: ReadonlyMap<string, string>): string {
  const modules = new Map<string, Declarations>();
  const moduleOf = (path: string) => {
    const known = modules.get(path) ?? takeApart(path, declared.get(path) ?? "");
    modules.set(path, known);
    return known;
  };
  const needed = new Map<string, Set<string>>();
  const need = (path: string, name: string) => {
    const names = needed.get(path) ?? new Set();
    needed.set(path, names);
    if (names.has(name)) return;
    names.add(name);
    const { statements, links } = moduleOf(path);
    const link = links.get(name);
    if (link) return need(link.path, link.name);
    const own = statements.filter((statement) => statement.name === name);
    if (own.length === 0) throw new Error(`Cannot find "${name}" in ${path}`);
    const known = new Set([...links.keys(), ...statements.map(({ name }) => name)]);
    for (const word of own.flatMap(({ text }) => wordsIn(text))) {
      if (known.has(word)) need(path, word);
    }
  };
  const exported = exportsOf(declared.get(entry)!, moduleOf(entry));
  for (const name of exported) need(entry, name);
  const spaces = [...needed.keys()].sort().map((path) => {
    const inside = inSpace(moduleOf(path), needed.get(path)!);
    return `declare namespace ${spaceOf(path)} {\n${inside}}\n`;
  });
  return [
    "// Made from the source of Partyline; changes are lost when it is made anew.\n",
    ...spaces,
    ...exported.map((name) => `export import ${name} = ${spaceOf(entry)}.${name};\n`),
  ].join("");
}

function takeApart(path: string, text: string): Declarations {
  const links = new Map<string, Linked>();
  const rest = text.replace(LINK, (_, __, names, specifier) => {
    for (const [name, shown] of namesIn(names)) {
      links.set(shown, { path: resolved(path, specifier), name });
    }
    return "";
  });
  const statements = [...rest.matchAll(STATEMENT)].map((
    [text, comment = "", isExported, bodied, name = bodied],
  ) => ({
    name: name!,
    isExported: isExported !== undefined,
    text: comment + text.slice(comment.length).replace(/^(?:export )?(?:declare )?/, "export "),
  }));
  return { statements, links };
}

/**
 * A declaration at the beginning of a line. Those with a body end at its brace; others at a semicolon, as
 * the parts of a union may have comments that stand at the beginning of a line too.
 */
const STATEMENT = new RegExp(
  "^(\\/\\*\\*(?:(?!\\*\\/)[^])*\\*\\/\\n)?(export )?(?:declare )?" +
    "(?:(?:(?:abstract )?class|interface) (\\w+)[^]*?^\\}\\n|" +
    "(?:const|function|type) (\\w+)[^]*?;\\n(?![^/a-z]|\\/(?!\\*\\*)))",
  "gm",
);

/** The names that a module exports, sorted. */
function exportsOf(text: string, { statements }: Declarations): string[] {
  const own = statements.filter(({ isExported }) => isExported).map(({ name }) => name);
  const passedOn = [...text.matchAll(LINK)].filter(([, kind]) => kind === "export")
    .flatMap(([, , names]) => namesIn(names!).map(([, shown]) => shown));
  return [...new Set([...own, ...passedOn])].sort();
}

/** Those declarations of a module that are needed, as they stand in a namespace. */
function inSpace({ statements, links }: Declarations, needed: ReadonlySet<string>): string {
  const aliases = [...links].filter(([shown]) => needed.has(shown)).map(([shown, { path, name }]) =>
    `export import ${shown} = ${spaceOf(path)}.${name};\n`
  );
  const own = statements.filter(({ name }) => needed.has(name)).map(({ text }) => text);
  return [...aliases, ...own].join("");
}

/** The words of a declaration, without its comments. */
function wordsIn(text: string): string[] {
  return text.replace(/\/\*\*(?:(?!\*\/)[^])*\*\//g, "").match(/\w+/g) ?? [];
}

/** The names in braces: each as it is exported there, and as it is called here. */
function namesIn(list: string): (readonly [name: string, shown: string])[] {
  return list.split(",").map((part) => part.trim().replace(/^type /, "")).filter(Boolean)
    .map((part) => {
      const [name, shown = name] = part.split(" as ");
      return [name!, shown!];
    });
}

function resolved(path: string, specifier: string): string {
  if (specifier === "partyline") return "core/mod.ts";
  // What is not of the program has no declarations here: it is an error if they are needed.
  if (!specifier.startsWith(".")) return specifier;
  return posix.join(posix.dirname(path), specifier);
}

function spaceOf(path: string): string {
  return path.replace(/\.ts$/, "").replaceAll("/", "_");
}

async function runDeno(...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["--quiet", ...args],
    cwd: HOUSE,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}

if (import.meta.main) {
  await Deno.writeTextFile(TYPES_FILE, `${JSON.stringify(await makeTypes(), null, 2)}\n`);
}
