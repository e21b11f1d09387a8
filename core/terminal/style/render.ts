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
  // Most of what is sent is one short line.
  if (isShort(text, profile)) {
    const line = typeof text === "string" ? { spans: [{ text }] } : text;
    return renderLine(line, profile) + LINE_END;
  }
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

/** Whether a text is one line that needs nothing done to it. */
function isShort(text: Text, { columns, charset, screenReader }: TerminalProfile): boolean {
  const isPlain = (text: string) => isNarrow(text) && isInCharset(text, charset);
  if (typeof text === "string") return text.length <= columns && isPlain(text);
  let length = 0;
  for (const span of text.spans) {
    if ("clear" in span || screenReader) return false;
    if ("hang" in span) continue;
    length += span.text.length;
    if (length > columns || !isPlain(span.text)) return false;
  }
  return true;
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
