/**
 * Text with style as a plain-data value, and the `styled` template that makes it.
 *
 * @module
 */

import { CARET_CODES, type CaretCode } from "./caret_codes.ts";
import { isMeaning, type Meaning } from "./meaning.ts";
import { safeLines, safeText } from "../charset/safe_text.ts";
import { changeStyle, sameStyle, type Style } from "./style.ts";

/** A run of text in one style. An LF in it is a line break. */
export interface TextSpan {
  /** What is shown. Rendering makes it safe, whoever wrote it. */
  readonly text: string;
  /** How it looks; plain if left out. */
  readonly style?: Style;
  /** What is read out in its place to those who hear the screen; nothing if empty. */
  readonly aloud?: string;
}

/** A place where the screen, or the line being written, is cleared. */
export interface ClearSpan {
  /** What is cleared. */
  readonly clear: "screen" | "line";
}

/**
 * A place under which the line goes on where it is wrapped, so that what stands before it, such as
 * a name, stands out.
 */
export interface HangSpan {
  /** That it is one. */
  readonly hang: true;
}

/** A part of styled text. */
export type TextPart = TextSpan | ClearSpan | HangSpan;

/** Text with style: plain data that can be stored or sent as JSON. */
export interface Styled {
  /** Its runs, in order. */
  readonly spans: readonly TextPart[];
}

/** Put into a text, marks the place under which its wrapped lines go on. */
export const HANG: Styled = { spans: [{ hang: true }] };

/** What can be shown: styled text, or a string, which is plain text of one or more lines. */
export type Text = string | Styled;

/**
 * Makes styled text from a template. Caret codes ({@linkcode CARET_CODES}), meanings as `^{label}`
 * and line breaks work in the literal parts. A string or number put in is plain text in the style of that place, made safe
 * by {@linkcode safeText}, carets and all; styled text put in keeps its own style where it has one.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const name = "Ann^r";
 * deepStrictEqual(styled`^G${name}^~ rolls ${6}`, {
 *   spans: [{ text: "Ann^r", style: { foreground: "green", bold: true } }, { text: " rolls 6" }],
 * });
 * ```
 */
export function styled(
  literals: TemplateStringsArray,
  ...values: readonly (Text | number)[]
): Styled {
  const writer = new SpanWriter();
  const codes = codesOf(literals);
  for (let index = 0; index < codes.length; index++) {
    for (const code of codes[index]!) writer.obey(code);
    const value = values[index];
    if (isStyled(value)) writer.splice(value);
    else if (value !== undefined) writer.text(safeText(String(value)));
  }
  return { spans: writer.spans };
}

/**
 * A text with a meaning, where it has no style of its own.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(themed("error", "no"), styled`^{error}no`);
 * ```
 */
export function themed(means: Meaning, text: Text): Styled {
  const writer = new SpanWriter({ means });
  writer.splice(toStyled(text));
  return { spans: writer.spans };
}

/**
 * A text that is read out in other words to those who hear the screen: signs and columns are for the eye.
 *
 * @param words In its place; nothing unless given.
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(aloud("5m", "5 minutes"), { spans: [{ text: "5m", aloud: "5 minutes" }] });
 * ```
 */
export function aloud(text: string, words = ""): Styled {
  return { spans: [{ text: safeText(text), aloud: safeText(words) }] };
}

/** A text in the words in which it is read out; where it hangs is for the eye. */
export function readOut(text: Styled): Styled {
  const writer = new SpanWriter();
  for (const span of text.spans) {
    if ("hang" in span) continue;
    if (!("text" in span) || span.aloud === undefined) writer.add(span);
    else writer.add({ ...span, text: span.aloud, aloud: undefined });
  }
  return { spans: writer.spans };
}

/** Whether a value is styled text. */
export function isStyled(value: unknown): value is Styled {
  return typeof value === "object" && value !== null && "spans" in value &&
    Array.isArray(value.spans);
}

/**
 * The text without its style: safe, and with LF between its lines.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(plain(styled`^!Help^.\n${"a\tb"}`), "Help\na b");
 * ```
 */
export function plain(text: Text): string {
  return safeLines(typeof text === "string" ? text : lineText(text));
}

/**
 * Joins texts into one, with a separator between them.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(plain(joinStyled(["Ann", styled`^gBo^~`], ", ")), "Ann, Bo");
 * ```
 */
export function joinStyled(parts: readonly Text[], separator: Text): Styled {
  const writer = new SpanWriter();
  parts.forEach((part, index) => {
    if (index > 0) writer.splice(toStyled(separator));
    writer.splice(toStyled(part));
  });
  return { spans: writer.spans };
}

/**
 * The lines of a text, at least one, each without line breaks and made safe: what everything that
 * puts text on a wire starts from.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(splitLines(styled`^ra\nb`), [
 *   { spans: [{ text: "a", style: { foreground: "red" } }] },
 *   { spans: [{ text: "b", style: { foreground: "red" } }] },
 * ]);
 * ```
 */
export function splitLines(text: Text): Styled[] {
  let line = new SpanWriter();
  const lines = [line];
  for (const span of toStyled(text).spans) {
    if (!("text" in span)) {
      line.add(span);
      continue;
    }
    safeLines(span.text).split("\n").forEach((part, index) => {
      if (index > 0) lines.push(line = new SpanWriter());
      line.add(partOf(span, { text: part, isFirst: index === 0 }));
    });
  }
  return lines.map(({ spans }) => ({ spans }));
}

/** The characters of a line of {@linkcode splitLines}, as they are. */
export function lineText(line: Styled): string {
  let text = "";
  for (const span of line.spans) if ("text" in span) text += span.text;
  return text;
}

/** A stretch of a line, in UTF-16 units of its {@linkcode lineText}. */
export interface LineRange {
  /** Where it begins. */
  readonly start: number;
  /** Where it has ended. */
  readonly end: number;
}

/**
 * A stretch of a line of {@linkcode splitLines}, with its styles.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(plain(sliceLine(styled`par^rty^~line`, { start: 2, end: 6 })), "rtyl");
 * ```
 */
export function sliceLine(line: Styled, { start, end }: LineRange): Styled {
  const writer = new SpanWriter();
  let offset = 0;
  for (const span of line.spans) {
    if (!("text" in span)) {
      if (offset >= start && offset < end) writer.add(span);
      continue;
    }
    const text = span.text.slice(Math.max(start - offset, 0), Math.max(end - offset, 0));
    writer.add(partOf(span, { text, isFirst: offset >= start && offset < end }));
    offset += span.text.length;
  }
  return { spans: writer.spans };
}

/** A part of a span. What is read out belongs to its beginning. */
function partOf(span: TextSpan, { text, isFirst }: { text: string; isFirst: boolean }): TextSpan {
  if (span.aloud === undefined) return { ...span, text };
  return { ...span, text, aloud: isFirst ? span.aloud : "" };
}

function toStyled(text: Text): Styled {
  return typeof text === "string" ? { spans: [{ text: safeLines(text) }] } : text;
}

/** What is special in the literal parts of a template. */
const CODE = /(\^(?:\{[a-z]+\}|.))/su;

/** What a literal part does: caret codes, text, and meanings. */
type Code = CaretCode | { readonly means: Meaning };

/** What the literal parts of each template do. A template's literals are one array, however often it is used. */
const CODES = new WeakMap<TemplateStringsArray, readonly (readonly Code[])[]>();

function codesOf(literals: TemplateStringsArray): readonly (readonly Code[])[] {
  let codes = CODES.get(literals);
  if (!codes) {
    CODES.set(
      literals,
      codes = literals.map((literal) => literal.split(CODE).map(codeOf)),
    );
  }
  return codes;
}

function codeOf(piece: string): Code {
  const meaning = piece.startsWith("^{") ? piece.slice(2, -1) : "";
  if (isMeaning(meaning)) return { means: meaning };
  return (piece.startsWith("^") ? CARET_CODES[piece] : undefined) ?? { text: piece };
}

/** Gathers spans; neighbours of one style become one span. */
class SpanWriter {
  readonly spans: TextPart[] = [];
  #style: Style | undefined;

  constructor(style?: Style) {
    this.#style = style;
  }

  obey(code: Code): void {
    if ("text" in code) this.text(code.text);
    else if ("means" in code) this.#style = code;
    else if ("clear" in code) this.add(code);
    else if (code.style === "reset") this.#style = undefined;
    else this.#style = changeStyle(this.#style ?? {}, code.style);
  }

  text(text: string): void {
    this.add({ text });
  }

  /** Adds a text in the style of this place, where it has none of its own. */
  splice(styled: Styled): void {
    for (const span of styled.spans) this.add(span);
  }

  add(span: TextPart): void {
    if (!("text" in span)) {
      this.spans.push(span);
      return;
    }
    const { text, style = this.#style, aloud } = span;
    if (text === "" && !aloud) return;
    const last = this.spans.at(-1);
    const joins = last && "text" in last && last.aloud === undefined && aloud === undefined;
    if (joins && sameStyle(last.style, style)) {
      this.spans[this.spans.length - 1] = spanOf(last.text + text, { style });
    } else {
      this.spans.push(spanOf(text, { style, aloud }));
    }
  }
}

/** A span without what need not be said of it. */
function spanOf(
  text: string,
  { style, aloud }: { readonly style: Style | undefined; readonly aloud?: string | undefined },
): TextSpan {
  if (sameStyle(style)) return aloud === undefined ? { text } : { text, aloud };
  return aloud === undefined ? { text, style: style! } : { text, style: style!, aloud };
}
