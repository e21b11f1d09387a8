/**
 * What a picture is being drawn with: the colours and attributes that its sequences have chosen.
 *
 * @module
 */

import { shadeOf } from "./picture_shade.ts";

/**
 * A colour of a picture: its number in xterm's table, of which 0 to 7 are the dark and 8 to 15 the bright
 * colours of a PC, or its red, green and blue in hexadecimal: `#d75f00`.
 */
export type PictureColour = number | `#${string}`;

/** How a cell of a picture looks. What is left out is as the terminal has it. */
export interface Look {
  readonly foreground?: PictureColour;
  readonly background?: PictureColour;
  readonly blink?: boolean;
  readonly dim?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

type Part = "foreground" | "background";

/** What has been chosen: bold and blinking are not yet made brightness. */
interface Choice extends Look {
  readonly bold?: boolean;
}

type Change = { readonly [Name in keyof Choice]?: Choice[Name] | undefined };

/** What the plain parameters of SGR choose (ECMA-48, section 8.3.117). */
const ATTRIBUTES: Readonly<Record<number, Change>> = {
  1: { bold: true },
  2: { dim: true },
  4: { underline: true },
  5: { blink: true },
  6: { blink: true },
  7: { inverse: true },
  21: { bold: undefined },
  22: { bold: undefined, dim: undefined },
  24: { underline: undefined },
  25: { blink: undefined },
  27: { inverse: undefined },
  39: { foreground: undefined },
  49: { background: undefined },
};

/** Where the parameters for eight colours begin, and the number of the first of those. */
const COLOURS_FROM: readonly { readonly from: number; part: Part; first: number }[] = [
  { from: 30, part: "foreground", first: 0 },
  { from: 40, part: "background", first: 0 },
  { from: 90, part: "foreground", first: 8 },
  { from: 100, part: "background", first: 8 },
];

/** The parameters after which a colour follows: `5` and a number, or `2` and red, green and blue. */
const WIDE_COLOUR: Readonly<Record<number, Part>> = { 38: "foreground", 48: "background" };

/** How many colours there are of one brightness: the bright one of a colour is so much further. */
const BRIGHT = 8;

/** What a PC draws with unless told: 7 on 0. */
const PLAIN = { foreground: 7, background: 0 } as const;

/** The pen of one picture. */
export class Pen {
  readonly #brightGrounds: boolean;
  #choice: Choice = {};
  #look: Look | undefined = {};

  /** @param options Whether blinking stands for a bright ground: "iCE colours". */
  constructor({ brightGrounds }: { readonly brightGrounds: boolean }) {
    this.#brightGrounds = brightGrounds;
  }

  /** How what is drawn now looks; the same object until something else is chosen. */
  get look(): Look {
    this.#look ??= this.#brightened();
    return this.#look;
  }

  /** Takes the parameters of an SGR sequence; what it does not know is left out. */
  select(parameters: readonly number[]): void {
    for (let at = 0; at < parameters.length; at++) {
      const code = parameters[at]!;
      const part = WIDE_COLOUR[code];
      if (part !== undefined) at += this.#selectWide(part, parameters.slice(at + 1, at + 5));
      else if (code === 0) this.#choose({}, {});
      else this.#choose(ATTRIBUTES[code] ?? colourChange(code) ?? {});
    }
  }

  /** Takes the parameters of PabloDraw's sequence for 24-bit colours: `0` is the ground, `1` the letters. */
  selectRgb([part, ...rgb]: readonly number[]): void {
    if (part === 0) this.#selectWide("background", [2, ...rgb]);
    if (part === 1) this.#selectWide("foreground", [2, ...rgb]);
  }

  /** How many parameters that took. What is no colour is left out, with all that may belong to it. */
  #selectWide(part: Part, parameters: readonly number[]): number {
    const [kind, ...values] = parameters;
    const taken = values.slice(0, kind === 5 ? 1 : 3);
    if (taken.some((value) => value > 255)) return taken.length + 1;
    if (kind === 5 && taken.length === 1) this.#choose({ [part]: taken[0] });
    else if (kind === 2 && taken.length === 3) this.#choose({ [part]: shadeOf(...taken) });
    else return parameters.length;
    return taken.length + 1;
  }

  #choose(change: Change, choice = this.#choice): void {
    this.#choice = { ...choice, ...change } as Choice;
    this.#look = undefined;
  }

  /** The terminals of a PC have no other way to a bright colour than bold, and blinking. */
  #brightened(): Look {
    const { bold, blink, foreground, background, ...attributes } = this.#choice;
    const isBrightGround = blink && this.#brightGrounds;
    const look = {
      ...attributes,
      foreground: bold ? bright(foreground ?? PLAIN.foreground) : foreground,
      background: isBrightGround ? bright(background ?? PLAIN.background) : background,
      blink: isBrightGround ? undefined : blink,
    };
    return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined));
  }
}

function colourChange(code: number): Change | undefined {
  const row = COLOURS_FROM.find(({ from }) => code >= from && code < from + BRIGHT);
  return row && { [row.part]: row.first + code - row.from };
}

function bright(colour: PictureColour): PictureColour {
  return typeof colour === "number" && colour < BRIGHT ? colour + BRIGHT : colour;
}
