/**
 * The control sequences by which a terminal of some depth shows the styles of a theme.
 *
 * @module
 */

import { isMeaning } from "./meaning.ts";
import type { ColourDepth } from "../profile.ts";
import { COLOURS, type Ink, type Style } from "./style.ts";
import type { Look, Theme, ThemeName } from "./theme.ts";
import { THEMES } from "./themes.ts";

/** The SGR parameters of the attributes (ECMA-48, section 8.3.117). */
const ATTRIBUTES = { bold: 1, dim: 2, underline: 4, blink: 5, inverse: 7 } as const;

/** A depth that has colours. */
type Depth = Exclude<ColourDepth, "none">;

/** What stands before the numbers of a colour, for letters and for grounds. */
type Layer = { readonly dark: number; readonly bright: number; readonly exact: number };

const FOREGROUND: Layer = { dark: 30, bright: 90, exact: 38 };
const BACKGROUND: Layer = { dark: 40, bright: 100, exact: 48 };

const HEX = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i;

/** Red, green and blue, each 0 to 255. */
type Shade = readonly [red: number, green: number, blue: number];

/** The sixteen colours as the first PCs had them, the dark ones first. */
const SIXTEEN: readonly Shade[] = [
  [0, 0, 0],
  [170, 0, 0],
  [0, 170, 0],
  [170, 85, 0],
  [0, 0, 170],
  [170, 0, 170],
  [0, 170, 170],
  [170, 170, 170],
  [85, 85, 85],
  [255, 85, 85],
  [85, 255, 85],
  [255, 255, 85],
  [85, 85, 255],
  [255, 85, 255],
  [85, 255, 255],
  [255, 255, 255],
];

/** The most inks whose numbers a palette remembers. */
const MOST_INKS = 1024;

/** The steps of the cube of 216 colours that stands behind the first 16 of 256. */
const CUBE = [0, 95, 135, 175, 215, 255] as const;

/** One theme on terminals of one depth. */
export class Palette {
  readonly #theme: Theme;
  readonly #depth: Depth;
  readonly #text: Style;
  /** By hue. */
  readonly #names: readonly { readonly style: Style; readonly sequence: string }[];
  readonly #meanings = new Map<string, string>();
  /** Numbers of colours that have been looked for. */
  readonly #inks = new Map<Ink, number>();

  /** Makes it; better have it from {@linkcode paletteOf}. */
  constructor(theme: Theme, depth: Depth) {
    this.#theme = theme;
    this.#depth = depth;
    this.#text = theme.text ? this.#look(theme.text) : {};
    const row = depth === "true" ? 256 : Number(depth) as keyof Look;
    this.#names = theme.names[row].map((style) => ({
      style,
      sequence: this.#select({ ...this.#text, ...style }),
    }));
  }

  /** The SGR parameters of a style, joined with `;`; empty for what is as the terminal has it. */
  select(style: Style = {}): string {
    const { means, hue } = style;
    let parts = 0;
    for (const _ in style) parts++;
    if (means === "name" && hue !== undefined && parts === 2) {
      return this.#name(hue).sequence;
    }
    if (parts > 1 || (parts === 1 && means === undefined)) return this.#select(this.#inFull(style));
    const known = this.#meanings.get(means ?? "");
    if (known !== undefined) return known;
    const sequence = this.#select(this.#inFull(style));
    this.#meanings.set(means ?? "", sequence);
    return sequence;
  }

  /** A style with all that the theme adds to it. */
  #inFull({ means, hue, ...own }: Style): Style {
    return { ...this.#text, ...this.#meant(means, hue), ...this.#inked(own) };
  }

  #meant(means: Style["means"], hue: Style["hue"]): Style {
    if (means === undefined || !isMeaning(means)) return {};
    const isPerson = means === "name" && hue !== undefined;
    return isPerson ? this.#name(hue).style : this.#look(this.#theme.meanings[means]);
  }

  #name(hue: number): { readonly style: Style; readonly sequence: string } {
    return this.#names[Math.trunc(Math.abs(hue)) % this.#names.length] ?? this.#names[0]!;
  }

  /** What becomes of the colour that an author has chosen. */
  #inked(own: Style): Style {
    const { inks } = this.#theme;
    const { foreground, background } = own;
    if (!inks || foreground === undefined || background !== undefined) return own;
    if (foreground.startsWith("#")) return own;
    const { foreground: _, ...rest } = own;
    if (inks === "none") return rest;
    const look = inks[foreground as typeof COLOURS[number]];
    return look ? { ...rest, ...this.#look(look) } : own;
  }

  #look(look: Look): Style {
    if (this.#depth === "8") return look[8] ?? look[16];
    return this.#depth === "16" ? look[16] : look[256];
  }

  #select(style: Style): string {
    const codes: number[] = [];
    for (const [attribute, code] of Object.entries(ATTRIBUTES)) {
      if (style[attribute as keyof typeof ATTRIBUTES]) codes.push(code);
    }
    const { foreground, background, bold = false } = style;
    if (foreground !== undefined) this.#colour(codes, foreground, { layer: FOREGROUND, bold });
    if (background !== undefined) this.#colour(codes, background, { layer: BACKGROUND });
    return codes.join(";");
  }

  /** Adds the numbers of a colour. What is none, in spite of its type, adds nothing. */
  #colour(
    codes: number[],
    ink: Ink,
    { layer, bold = false }: { readonly layer: Layer; readonly bold?: boolean },
  ): void {
    const index = COLOURS.indexOf(ink as typeof COLOURS[number]);
    if (index >= 0) return this.#ansi(codes, index + (bold ? 8 : 0), layer);
    const shade = shadeOf(ink);
    if (!shade) return;
    if (this.#depth === "true") return void codes.push(layer.exact, 2, ...shade);
    const nearest = this.#nearest(ink, shade);
    if (this.#depth === "256") return void codes.push(layer.exact, 5, nearest);
    if (nearest >= 8 && layer === FOREGROUND && !codes.includes(1)) codes.push(1);
    this.#ansi(codes, nearest, layer);
  }

  /** The number of the colour that is nearest to one: a picture has few, and each of them often. */
  #nearest(ink: Ink, shade: Shade): number {
    const known = this.#inks.get(ink);
    if (known !== undefined) return known;
    const nearest = this.#depth === "256" ? indexOf256(shade) : nearestOf(shade, SIXTEEN);
    if (this.#inks.size === MOST_INKS) this.#inks.clear();
    this.#inks.set(ink, nearest);
    return nearest;
  }

  /** One of the sixteen: old terminals make bold ones bright and ignore codes from 90; new ones need those. */
  #ansi(codes: number[], index: number, { dark, bright }: Layer): void {
    codes.push(dark + index % 8);
    if (index >= 8 && this.#depth !== "8") codes.push(bright + index % 8);
  }
}

const PALETTES = new Map<string, Palette>();

/** The palette of a theme at a depth; the same object each time. */
export function paletteOf(theme: ThemeName, depth: Depth): Palette {
  const key = `${theme} ${depth}`;
  let palette = PALETTES.get(key);
  if (!palette) PALETTES.set(key, palette = new Palette(THEMES[theme], depth));
  return palette;
}

function shadeOf(ink: string): Shade | undefined {
  const [, red, green, blue] = HEX.exec(ink) ?? [];
  return red === undefined
    ? undefined
    : [parseInt(red, 16), parseInt(green!, 16), parseInt(blue!, 16)];
}

/** The number of the colour of 256 that is nearest: of the cube, or one of the 24 greys behind it. */
function indexOf256(shade: Shade): number {
  const steps = shade.map((part) => nearestOf([part, 0, 0], CUBE.map((step) => [step, 0, 0])));
  const cube = steps.map((step) => CUBE[step]!) as unknown as Shade;
  const grey = Math.min(Math.max(Math.round((average(shade) - 8) / 10), 0), 23);
  const level = 8 + 10 * grey;
  if (distance([level, level, level], shade) < distance(cube, shade)) return 232 + grey;
  return 16 + 36 * steps[0]! + 6 * steps[1]! + steps[2]!;
}

function nearestOf(shade: Shade, among: readonly Shade[]): number {
  const distances = among.map((other) => distance(other, shade));
  return distances.indexOf(Math.min(...distances));
}

function distance(a: Shade, b: Shade): number {
  return a.reduce((sum, part, index) => sum + (part - b[index]!) ** 2, 0);
}

function average(shade: Shade): number {
  return shade.reduce((sum, part) => sum + part, 0) / 3;
}
