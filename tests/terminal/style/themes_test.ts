/**
 * The themes: whether what they show can be read.
 *
 * @module
 */

import { ok, strictEqual } from "node:assert/strict";
import { MEANINGS } from "../../../core/terminal/style/meaning.ts";
import { DEFAULT_PROFILE } from "../../../core/terminal/profile.ts";
import type { Style } from "../../../core/terminal/style/style.ts";
import type { Theme } from "../../../core/terminal/style/theme.ts";
import { THEME_NAMES, THEMES } from "../../../core/terminal/style/themes.ts";

/** The lightness of a colour from 0 to 1 (WCAG 2, "relative luminance"). */
function lightness(ink: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(ink.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** How well one colour stands out from another, from 1 to 21 (WCAG 2, "contrast ratio"). */
function contrast(a: string, b: string): number {
  const [dark, light] = [lightness(a), lightness(b)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

/** The grounds that a theme is for, and what letters on them need. */
const GROUNDS: Readonly<Record<Theme["ground"], Readonly<Record<string, number>>>> = {
  any: { "#000000": 3.6, "#ffffff": 3.6, "#1e1e1e": 3 },
  dark: { "#000000": 4.4, "#1e1e1e": 3.5 },
  light: { "#ffffff": 4.5, "#fdf6e3": 4 },
};

for (const name of THEME_NAMES) {
  const theme: Theme = THEMES[name];
  const styles: Readonly<Record<string, Style>> = {
    ...Object.fromEntries(Object.entries(theme.meanings).map(([name, look]) => [name, look[256]])),
    ...Object.fromEntries(theme.names[256].map((style, index) => [`name ${index}`, style])),
    ...Object.fromEntries(
      typeof theme.inks === "object"
        ? Object.entries(theme.inks).map(([name, look]) => [`ink ${name}`, look[256]])
        : [],
    ),
    text: theme.text?.[256] ?? {},
  };

  Deno.test(`everything can be read on the grounds that ${name} is for`, () => {
    for (const [what, { foreground, background }] of Object.entries(styles)) {
      if (foreground === undefined) continue;
      const grounds = background === undefined ? GROUNDS[theme.ground] : { [background]: 4.5 };
      for (const [ground, least] of Object.entries(grounds)) {
        const found = contrast(foreground, ground);
        ok(found >= least, `${what} has ${found.toFixed(2)} on ${ground}, not ${least}`);
      }
    }
  });

  Deno.test(`the shades of ${name} are all among 256 colours`, () => {
    const steps = new Set(["00", "5f", "87", "af", "d7", "ff"]);
    for (const { foreground, background } of Object.values(styles)) {
      for (const ink of [foreground, background]) {
        if (ink === undefined) continue;
        const parts = ink.slice(1).match(/../g)!;
        const isGrey = new Set(parts).size === 1 && (parseInt(parts[0]!, 16) - 8) % 10 === 0;
        ok(isGrey || parts.every((part) => steps.has(part)), ink);
      }
    }
  });

  Deno.test(`people have colours of their own in ${name}`, () => {
    for (const depth of [8, 16, 256] as const) {
      const looks = theme.names[depth].map((style) => JSON.stringify(style));
      strictEqual(new Set(looks).size, looks.length);
      ok(name === "mono" || looks.length >= 2);
    }
  });
}

Deno.test("the first theme is everyone's", () => {
  strictEqual(DEFAULT_PROFILE.theme, THEME_NAMES[0]);
});

Deno.test("meanings are sorted", () => {
  strictEqual(Object.keys(MEANINGS).join(), Object.keys(MEANINGS).sort().join());
});
