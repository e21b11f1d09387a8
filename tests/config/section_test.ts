/**
 * The names that sections and settings may have.
 *
 * @module
 */

import { strictEqual, throws } from "node:assert/strict";
import { section } from "../../core/config/section.ts";
import { flag } from "../../core/config/setting.ts";

const row = flag({ default: true, summary: "Something" });

for (const name of ["main", "web-chat", "a1_b"]) {
  Deno.test(`a section may be named "${name}"`, () => {
    strictEqual(section({ name, summary: "", settings: {} }).name, name);
  });
}

for (const name of ["", "Main", "1st", "a b", "a]", "__proto__", "é"]) {
  Deno.test(`a section may not be named "${name}"`, () => {
    throws(() => section({ name, summary: "", settings: {} }), TypeError);
  });
}

for (const name of ["Port", "max-nodes", "a=b", "1st", ""]) {
  Deno.test(`a setting may not be named "${name}"`, () => {
    throws(() => section({ name: "main", summary: "", settings: { [name]: row } }), {
      name: "TypeError",
      message: `Cannot name a setting "${name}" as names are in snake_case`,
    });
  });
}
