/**
 * Styled text as the characters a terminal is sent.
 *
 * @module
 */

import { isAscii } from "./charset.ts";
import { isNarrow } from "./display_width.ts";
import type { TerminalProfile } from "./profile.ts";
import { COLOURS, sameStyle, type Style } from "./style.ts";
import { representableText } from "./representable.ts";
import { lineText, type Styled, type Text } from "./styled_text.ts";
import { wrapText } from "./wrap.ts";

/**
 * What clears, and leaves the cursor where the next text goes (ECMA-48, sections 8.3.21, 39, 41).
 */
const CLEAR = { screen: "\x1b[2J\x1b[H", line: "\r\x1b[K" } as const;

/** The SGR parameters of the attributes (ECMA-48, section 8.3.117). */
const ATTRIBUTES = { bold: 1, dim: 2, underline: 4, inverse: 7 } as const;

const RESET = "\x1b[0m";

/**
 * A text as a terminal is to be sent it: safe, in its charset, wrapped to its width, in its colours,
 * each line ended with CR LF (RFC 854). Styles end with their line. A line of nothing but clear codes is not
 * ended.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * import { DEFAULT_PROFILE } from "./profile.ts";
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
  // Most of what is sent is one short plain line.
  if (typeof text === "string" && text.length <= profile.columns && isNarrow(text)) {
    if (profile.charset === "utf-8" || isAscii(text)) return text + "\r\n";
  }
  const shown = representableText(text, profile.charset);
  return wrapText(shown, profile).map((line) => {
    const onlyClears = line.spans.length > 0 && line.spans.every((span) => "clear" in span);
    return renderLine(line, profile) + (onlyClears ? "" : "\r\n");
  }).join("");
}

/** A line of `splitLines` in a terminal's colours, neither wrapped nor ended. */
export function renderLine(line: Styled, profile: TerminalProfile): string {
  if (profile.colours === "none") return lineText(line);
  let sent = "";
  let current: Style | undefined;
  for (const span of line.spans) {
    if ("clear" in span) {
      sent += CLEAR[span.clear];
      continue;
    }
    if (!sameStyle(current, span.style)) {
      sent += (sameStyle(current) ? "" : RESET) + selectStyle(span.style);
      current = span.style;
    }
    sent += span.text;
  }
  return sent + (sameStyle(current) ? "" : RESET);
}

function selectStyle(style: Style = {}): string {
  const codes: number[] = [];
  for (const [attribute, code] of Object.entries(ATTRIBUTES)) {
    if (style[attribute as keyof typeof ATTRIBUTES]) codes.push(code);
  }
  const foreground = style.foreground ? COLOURS.indexOf(style.foreground) : -1;
  const background = style.background ? COLOURS.indexOf(style.background) : -1;
  if (foreground >= 0) codes.push(30 + foreground);
  // Old terminals make bold colours bright and ignore the codes from 90; new ones need those.
  if (foreground >= 0 && style.bold) codes.push(90 + foreground);
  if (background >= 0) codes.push(40 + background);
  return codes.length > 0 ? `\x1b[${codes.join(";")}m` : "";
}
