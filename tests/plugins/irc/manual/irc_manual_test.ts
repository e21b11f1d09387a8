/**
 * The manual of the gateway is that of its tables, and nothing stands in the tables that is not used.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { CAPABILITIES } from "../../../../plugins/irc/tables/capabilities.ts";
import { COMMANDS } from "../../../../plugins/irc/commands.ts";
import { ircManual } from "../../../../plugins/irc/manual/irc_manual.ts";
import { SUPPORT_TOKENS } from "../../../../plugins/irc/tables/isupport.ts";
import { NUMERICS } from "../../../../plugins/irc/tables/numerics.ts";

const HOUSE = fileURLToPath(new URL("../../../..", import.meta.url));

/** The code of the gateway, by the paths of its files. */
const SOURCES = new Map(sourcesIn("plugins/irc/"));

function* sourcesIn(folder: string): Iterable<[path: string, text: string]> {
  for (const { name, isDirectory } of Deno.readDirSync(HOUSE + folder)) {
    if (isDirectory) yield* sourcesIn(`${folder}${name}/`);
    else yield [folder + name, Deno.readTextFileSync(HOUSE + folder + name)];
  }
}

/** The rows of a table that no file but its own names. */
function unused(
  table: "capabilities" | "numerics",
  rows: Readonly<Record<string, unknown>>,
): string[] {
  const others = [...SOURCES].filter(([path]) => path !== `plugins/irc/tables/${table}.ts`)
    .map(([, text]) => text).join("\n");
  const isNamed = (row: string) =>
    others.includes(`"${row}"`) || others.includes(`NUMERICS.${row}`);
  return Object.keys(rows).filter((row) => !isNamed(row));
}

/** Capabilities that say what the server does anyway, or what never happens in it. */
const WITHOUT_CODE = {
  "chghost": "nobody's ident or host changes while they are here",
  "draft/account-registration": "REGISTER is there for all",
  "sasl": "AUTHENTICATE is there for all",
};

Deno.test("docs/irc.md is what the tables say", () => {
  strictEqual(Deno.readTextFileSync(`${HOUSE}docs/irc.md`), ircManual(), "Run: deno task docs");
});

Deno.test("the manual names every command, capability, numeric and token", () => {
  const manual = ircManual();
  for (const word of Object.keys(COMMANDS)) ok(manual.includes(`| \`${word}`), word);
  for (const name of Object.keys(CAPABILITIES)) ok(manual.includes(`| \`${name}\``), name);
  for (const name of Object.keys(SUPPORT_TOKENS)) ok(manual.includes(`| \`${name}`), name);
  for (const [name, { code }] of Object.entries(NUMERICS)) {
    ok(new RegExp(`^\\| ${code} +\\| ${name} `, "m").test(manual), name);
  }
});

Deno.test("every numeric is sent by something", () => {
  deepStrictEqual(unused("numerics", NUMERICS), []);
});

Deno.test("every capability makes a difference, but for those that need not", () => {
  deepStrictEqual(unused("capabilities", CAPABILITIES), Object.keys(WITHOUT_CODE));
});

Deno.test("every command, capability, numeric and token says where it comes from", () => {
  for (const table of [CAPABILITIES, COMMANDS, NUMERICS, SUPPORT_TOKENS]) {
    for (const [name, { spec }] of Object.entries(table)) ok(spec.length > 2, name);
  }
});
