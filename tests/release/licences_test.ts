/**
 * The licences that come with the program.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import manifest from "../../deno.json" with { type: "json" };
import { lockedPackages } from "../../release/licence_collector.ts";
import { LICENCES, licencesText } from "../../release/licences.ts";

const PROJECT = new URL("../../", import.meta.url);

const REMEDY = "Run: deno task licences";

/** Licences that let us give away what has them, with their text. */
const FREE = ["(MIT AND Zlib)", "ISC", "MIT"];

Deno.test("every package of deno.lock has its licence, at its version", async () => {
  const lock = JSON.parse(await Deno.readTextFile(new URL("deno.lock", PROJECT)));
  const locked = lockedPackages(lock).map(({ name, version }) => `${name} ${version}`);
  ok(locked.length > 0);
  const [, ...others] = LICENCES.filter(({ version }) => version !== "");
  deepStrictEqual(others.map(({ name, version }) => `${name} ${version}`), locked, REMEDY);
});

Deno.test("a package that is locked with others beside it keeps its own version", () => {
  const npm = { "@a/b@1.0.0_c@2.0.0": {}, "d_e@3.0.0": {} };
  deepStrictEqual(lockedPackages({ npm }), [
    { name: "@a/b", version: "1.0.0" },
    { name: "d_e", version: "3.0.0" },
  ]);
});

Deno.test("the licence of the project stands first, as in LICENSE", async () => {
  deepStrictEqual(LICENCES[0], {
    name: "Partyline",
    version: manifest.version,
    licence: manifest.license,
    text: await Deno.readTextFile(new URL("LICENSE", PROJECT)),
  }, REMEDY);
});

for (const { name, licence, text } of LICENCES) {
  Deno.test(`the licence of ${name} is a free one, and whole`, () => {
    ok(FREE.includes(licence), licence);
    ok(/copyright/i.test(text) && /permission/i.test(text), text);
    ok(text.endsWith("\n"));
  });
}

Deno.test("licences are told one below the other, each with its name", () => {
  const one = { name: "a", version: "1.0.0", licence: "MIT", text: "As you like.\n" };
  const other = { name: "b", version: "", licence: "ISC", text: "No.\n" };
  const rule = "-".repeat(72);
  strictEqual(
    licencesText([one, other]),
    `a 1.0.0: MIT\n\nAs you like.\n\n${rule}\n\nb: ISC\n\nNo.\n`,
  );
});
