/**
 * The shades of a picture's colours.
 *
 * @module
 */

import type { PictureColour } from "./pen.ts";

/** The sixteen colours of a PC, in the order of their numbers. */
const SIXTEEN = [
  "#000000",
  "#aa0000",
  "#00aa00",
  "#aa5500",
  "#0000aa",
  "#aa00aa",
  "#00aaaa",
  "#aaaaaa",
  "#555555",
  "#ff5555",
  "#55ff55",
  "#ffff55",
  "#5555ff",
  "#ff55ff",
  "#55ffff",
  "#ffffff",
] as const;

/** The steps of the cube of 216 colours behind them in xterm's table, and where its 24 greys begin. */
const CUBE = [0, 95, 135, 175, 215, 255] as const;
const GREYS = 232;

/**
 * The red, green and blue of a colour, in hexadecimal.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(pictureShade(3), "#aa5500");
 * strictEqual(pictureShade(196), "#ff0000");
 * strictEqual(pictureShade("#123456"), "#123456");
 * ```
 * @param colour A number from 0 to 255, or such a text.
 */
export function pictureShade(colour: PictureColour): `#${string}` {
  if (typeof colour === "string") return colour;
  const known = SIXTEEN[colour];
  if (known !== undefined) return known;
  if (colour >= GREYS) return shadeOf(...Array<number>(3).fill(8 + 10 * (colour - GREYS)));
  const place = colour - SIXTEEN.length;
  const steps = [Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6];
  return shadeOf(...steps.map((step) => CUBE[step]!));
}

/** Red, green and blue, each 0 to 255, in hexadecimal. */
export function shadeOf(...parts: readonly number[]): `#${string}` {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
