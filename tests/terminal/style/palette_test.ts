/**
 * Styles as control sequences, by theme and by how many colours a terminal has.
 *
 * @module
 */

import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { paletteOf } from "../../../core/terminal/style/palette.ts";
import type { Style } from "../../../core/terminal/style/style.ts";

/** What a style is at each depth. */
const SEQUENCES: Readonly<Record<string, readonly [Style, Readonly<Record<string, string>>]>> = {
  "a dark colour": [{ foreground: "red" }, { 8: "31", 16: "31", 256: "31", true: "31" }],
  "a bright one, which is bold where there are eight": [
    { foreground: "red", bold: true },
    { 8: "1;31", 16: "1;31;91", 256: "1;31;91", true: "1;31;91" },
  ],
  "a ground": [{ background: "blue" }, { 8: "44", 16: "44", 256: "44", true: "44" }],
  "a shade of the first PCs": [
    { foreground: "#5555ff" },
    { 8: "1;34", 16: "1;34;94", 256: "38;5;63", true: "38;2;85;85;255" },
  ],
  "a ground of a shade, which is never bold": [
    { background: "#5555ff" },
    { 8: "44", 16: "44;104", 256: "48;5;63", true: "48;2;85;85;255" },
  ],
  "a grey": [{ foreground: "#808080" }, { 256: "38;5;244" }],
  "a shade of the cube": [{ foreground: "#d75f00" }, { 256: "38;5;166", true: "38;2;215;95;0" }],
  "letters without a colour": [{ bold: true, underline: true }, { 8: "1;4", true: "1;4" }],
};

for (const [what, [style, wanted]] of Object.entries(SEQUENCES)) {
  Deno.test(`each depth has its way to show ${what}`, () => {
    const depths = Object.keys(wanted) as ("8" | "16" | "256" | "true")[];
    const found = depths.map((depth) => [depth, paletteOf("partyline", depth).select(style)]);
    deepStrictEqual(Object.fromEntries(found), wanted);
  });
}

Deno.test("what a text means looks as the theme says", () => {
  strictEqual(paletteOf("partyline", "16").select({ means: "error" }), "1;31;91");
  strictEqual(paletteOf("mono", "16").select({ means: "error" }), "7");
});

Deno.test("what an author adds to a meaning is added to its look", () => {
  const style: Style = { means: "error", underline: true };
  strictEqual(paletteOf("partyline", "16").select(style), "1;4;31;91");
});

Deno.test("a hue is one of the colours for names, and always the same", () => {
  const palette = paletteOf("partyline", "256");
  const looks = Array.from({ length: 16 }, (_, hue) => palette.select({ means: "name", hue }));
  strictEqual(new Set(looks).size, 16);
  strictEqual(palette.select({ means: "name", hue: 16 }), looks[0]);
  strictEqual(palette.select({ means: "name", hue: 3, underline: true }), `4;${looks[3]}`);
});

Deno.test("a theme of one colour gives it to all text, and takes authors' colours away", () => {
  const amber = paletteOf("amber", "16");
  strictEqual(amber.select(), "33");
  strictEqual(amber.select({ foreground: "cyan" }), "33");
  strictEqual(amber.select({ foreground: "cyan", bold: true }), "1;33;93");
});

Deno.test("colours with a ground of their own, and exact ones, are pictures: no theme changes them", () => {
  const paper = paletteOf("paper", "16");
  strictEqual(paper.select({ foreground: "yellow" }), "");
  strictEqual(paper.select({ foreground: "yellow", background: "blue" }), "33;44");
  strictEqual(paletteOf("amber", "true").select({ foreground: "#00ff00" }), "38;2;0;255;0");
});

Deno.test("what is no colour and no meaning adds nothing", () => {
  const palette = paletteOf("partyline", "true");
  for (const style of ['{"foreground":"5;1mevil"}', '{"means":"toString"}', '{"hue":-7}']) {
    strictEqual(palette.select(JSON.parse(style)), "", style);
  }
  ok(palette.select(JSON.parse('{"means":"name","hue":-7.5}')) !== "");
});
