/**
 * The file of a screen: a picture or a text, ready to be shown to callers of all kinds.
 *
 * @module
 */

import { decoderFor } from "../charset/charset.ts";
import type { Charset } from "../profile.ts";
import { type Styled, styled } from "../style/styled_text.ts";
import { readAnsi } from "./ansi_reader.ts";
import { PICTURE_BOUNDS } from "./canvas.ts";
import { cp437Text } from "./cp437.ts";
import { pictureFallback } from "./picture_fallback.ts";
import { PictureText } from "./picture_text.ts";
import { type Placeholder, placeholdersIn, type ScreenValues, valueOf } from "./placeholder.ts";
import { readSauce, type Sauce } from "./sauce.ts";
import type { ScreenName } from "./screen_name.ts";

/** A screen that has been read. */
export interface ScreenFile {
  /** What its name tells. */
  readonly name: ScreenName;
  /** How many columns and rows a picture takes; a text takes what it gets. */
  readonly size?: { readonly columns: number; readonly rows: number };
  /** What the file tells of itself. */
  readonly sauce?: Sauce;
  /** The names of its placeholders, each as often as it is there. */
  readonly keys: readonly string[];
  /** The screen for terminals of a charset; placeholders that have no value stay as they are. */
  show(values: ScreenValues, charset: Charset): Styled;
}

/** The columns of a picture that does not tell. */
const USUAL_COLUMNS = 80;

/** Bytes that mean something in ANSI art; those of CP437 else have glyphs. */
const MEANT = new Set([0x09, 0x0a, 0x0d, 0x1b]);

/**
 * Reads the file of a screen. A picture is CP437 unless its name says otherwise, a text UTF-8; one that
 * is not is CP437, or what its name says.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { plain } from "../style/styled_text.ts";
 * const file = new TextEncoder().encode("^GWelcome, {{name}}!\n");
 * const screen = readScreen({ screen: "motd", kind: "txt" }, file);
 * deepStrictEqual(screen.keys, ["name"]);
 * deepStrictEqual(plain(screen.show({ name: "^rAnn" }, "utf-8")), "Welcome, ^rAnn!");
 * ```
 */
export function readScreen(name: ScreenName, file: Uint8Array): ScreenFile {
  const { picture: bytes, sauce } = readSauce(file);
  const told = { name, ...(sauce && { sauce }) };
  if (name.kind === "txt") {
    const text = textOf(bytes, name).replaceAll(/\r\n?/g, "\n").replace(/\n$/, "");
    const places = placeholdersIn(text);
    const keys = places.map(({ key }) => key);
    return { ...told, keys, show: (values) => fillIn(text, places, values) };
  }
  const picture = readAnsi(artOf(bytes, name), {
    columns: Math.min(
      name.size?.columns || sauce?.columns || USUAL_COLUMNS,
      PICTURE_BOUNDS.columns,
    ),
    brightGrounds: sauce?.brightGrounds ?? false,
  });
  const shown = new PictureText(picture);
  return {
    ...told,
    size: shown.size,
    keys: shown.keys,
    show: (values, charset) =>
      shown.show({ values, fallback: (character) => pictureFallback(character, charset) }),
  };
}

function textOf(bytes: Uint8Array, { charset }: ScreenName): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decoderFor(charset === "latin-1" ? "latin-1" : "cp437").decode(bytes);
  }
}

function artOf(bytes: Uint8Array, { charset = "cp437" }: ScreenName): string {
  if (charset === "utf-8") return new TextDecoder().decode(bytes);
  if (charset === "latin-1") return decoderFor("latin-1").decode(bytes);
  let art = "";
  for (let at = 0, from = 0; at <= bytes.length; at++) {
    if (at < bytes.length && !MEANT.has(bytes[at]!)) continue;
    art += cp437Text(bytes.subarray(from, at));
    if (at < bytes.length) art += String.fromCharCode(bytes[at]!);
    from = at + 1;
  }
  return art;
}

function fillIn(text: string, places: readonly Placeholder[], values: ScreenValues): Styled {
  const literals: string[] = [];
  const filled: string[] = [];
  let literal = "";
  let end = 0;
  for (const place of places) {
    literal += text.slice(end, place.start);
    end = place.end;
    const value = valueOf(place, values);
    if (value === undefined) {
      literal += text.slice(place.start, place.end);
      continue;
    }
    literals.push(literal);
    filled.push(value.join(""));
    literal = "";
  }
  literals.push(literal + text.slice(end));
  return styled(Object.assign(literals, { raw: literals }), ...filled);
}
