/**
 * Styled text as the characters a terminal is sent.
 *
 * @module
 */

import { isInCharset } from "../charset/charset.ts";
import { displayWidth, isNarrow } from "./display_width.ts";
import { paletteOf } from "./palette.ts";
import type { TerminalProfile } from "../profile.ts";
import { representableText } from "../charset/representable.ts";
import { lineText, readOut, type Styled, type Text } from "./styled_text.ts";
import { wrapText } from "./wrap.ts";

/**
 * What clears, and leaves the cursor where the next text goes (ECMA-48, sections 8.3.21, 39, 41).
 */
const CLEAR = { screen: "\x1b[2J\x1b[H", line: "\r\x1b[K" } as const;

const RESET = "\x1b[0m";

/** The end of a line (RFC 854). */
const LINE_END = "\r\n";

/**
 * A text as a terminal is to be sent it: safe, in its charset, wrapped to its width, in its colours,
 * each line ended with CR LF (RFC 854). Styles end with their line. A line of nothing but clear codes is not
 * ended.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { DEFAULT_PROFILE } from "../profile.ts";
 * import { styled } from "./styled_text.ts";
 * const text = styled`^U${"Ann"}^~ waves`;
 * strictEqual(renderText(text, DEFAULT_PROFILE), "Ann waves\r\n");
 * strictEqual(
 *   renderText(text, { ...DEFAULT_PROFILE, colours: "16" }),
 *   "\x1b[4mAnn\x1b[0m waves\r\n",
 * );
 * ```
 */
export function renderText(text: Text, profile: TerminalProfile): string {
  const short = renderShort(text, profile);
  if (short !== undefined) return short;
  const said = profile.screenReader && typeof text !== "string" ? readOut(text) : text;
  const shown = representableText(said, profile.charset);
  return wrapText(shown, profile).map((line, index, lines) => {
    const onlyClears = line.spans.length > 0 && line.spans.every((span) => "clear" in span);
    const isEnded = !onlyClears && !endsItself(line, { next: lines[index + 1], profile });
    return renderLine(line, profile) + (isEnded ? LINE_END : "");
  }).join("");
}

/**
 * Whether the next line begins in the next row without a line end. Terminals of a PC go there as soon as a
 * row is full, and a line end would then leave a row empty; others do when something follows.
 */
function endsItself(
  line: Styled,
  { next, profile }: { readonly next: Styled | undefined; readonly profile: TerminalProfile },
): boolean {
  const { charset, columns, editsLines } = profile;
  if (charset !== "cp437" || editsLines || next === undefined || lineText(next) === "") {
    return false;
  }
  return displayWidth(lineText(line)) === columns;
}

/** What was rendered last as a short line: the same for terminals of all charsets that have its characters. */
let lastShort: {
  readonly text: Text;
  readonly colours: TerminalProfile["colours"];
  readonly theme: TerminalProfile["theme"];
  readonly characters: string;
  readonly sent: string;
} | undefined;

/** A text that is one line and needs nothing done to it, as most of what is sent; undefined for any other. */
function renderShort(text: Text, profile: TerminalProfile): string | undefined {
  const { columns, charset, colours, theme, screenReader } = profile;
  if (screenReader) return undefined;
  if (lastShort?.text !== text || lastShort.colours !== colours || lastShort.theme !== theme) {
    const line = typeof text === "string" ? { spans: [{ text }] } : text;
    if (line.spans.some((span) => "clear" in span)) return undefined;
    const characters = lineText(line);
    if (characters.length > columns || !isNarrow(characters)) return undefined;
    lastShort = { text, colours, theme, characters, sent: renderLine(line, profile) + LINE_END };
  }
  const { characters, sent } = lastShort;
  return characters.length <= columns && isInCharset(characters, charset) ? sent : undefined;
}

/**
 * What puts a terminal into the colour of text that means nothing in particular, and out of it: for what is typed,
 * letter by letter. Empty where the theme has no such colour.
 */
export function textColour(
  { colours, theme, screenReader }: TerminalProfile,
): { readonly start: string; readonly end: string } {
  const colour = colours === "none" || screenReader ? "" : paletteOf(theme, colours).select();
  return colour === "" ? { start: "", end: "" } : { start: `\x1b[${colour}m`, end: RESET };
}

/** A line of `splitLines` in a terminal's colours, neither wrapped nor ended. */
export function renderLine(line: Styled, profile: TerminalProfile): string {
  const { colours, theme, screenReader } = profile;
  if (colours === "none" || screenReader) return lineText(line);
  const palette = paletteOf(theme, colours);
  let sent = "";
  let current = "";
  for (const span of line.spans) {
    if ("clear" in span) sent += CLEAR[span.clear];
    if (!("text" in span)) continue;
    const wanted = palette.select(span.style);
    if (wanted !== current) {
      if (wanted === "") sent += RESET;
      else sent += `\x1b[${current === "" ? "" : "0;"}${wanted}m`;
      current = wanted;
    }
    sent += span.text;
  }
  return current === "" ? sent : sent + RESET;
}
