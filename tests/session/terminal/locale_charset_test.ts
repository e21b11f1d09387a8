/**
 * The charsets that locales name.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { charsetNamed, charsetOfLocale } from "../../../core/session/terminal/locale_charset.ts";

for (
  const [environment, charset] of [
    [{}, undefined],
    [{ LANG: "" }, undefined],
    [{ LANG: "sv_SE" }, undefined],
    [{ LANG: "sv_SE.UTF-8" }, "utf-8"],
    [{ LANG: "sv_SE.utf8@euro" }, "utf-8"],
    [{ LANG: "de_DE.ISO8859-15@euro" }, "latin-1"],
    [{ LANG: "C" }, "ascii"],
    [{ LANG: "POSIX" }, "ascii"],
    [{ LANG: "C.UTF-8" }, "utf-8"],
    [{ LANG: "en_US.CP437" }, "cp437"],
    [{ LANG: "ja_JP.eucJP" }, "ascii"],
    [{ LANG: "C", LC_CTYPE: "C.UTF-8" }, "utf-8"],
    [{ LANG: "C.UTF-8", LC_ALL: "C" }, "ascii"],
    [{ LANG: "C", LC_ALL: "" }, "ascii"],
    [{ LANG: "." }, undefined],
    [{ LANG: "constructor.constructor" }, "ascii"],
  ] as const
) {
  Deno.test(`${JSON.stringify(environment)} is ${charset}`, () => {
    strictEqual(charsetOfLocale(environment), charset);
  });
}

Deno.test("charsets are known by their usual names", () => {
  strictEqual(charsetNamed("US-ASCII"), "ascii");
  strictEqual(charsetNamed("IBM437"), "cp437");
  strictEqual(charsetNamed("ISO_8859-1"), "latin-1");
  strictEqual(charsetNamed("UTF-8"), "utf-8");
  strictEqual(charsetNamed("constructor"), undefined);
  strictEqual(charsetNamed(undefined), undefined);
});
