/**
 * Text with style as a plain-data value, and the `styled` template that makes it.
 *
 * @module
 */

import { CARET_CODES } from "./caret_codes.ts";
import { safeLines, safeText } from "./safe_text.ts";
import { changeStyle, sameStyle, type Style } from "./style.ts";

/** A run of text in one style. An LF in it is a line break. */
export interface TextSpan {
  /** What is shown. Rendering makes it safe, whoever wrote it. */
  readonly text: string;
  /** How it looks; plain if left out. */
  readonly style?: Style;
}

/** A place where the screen, or the line being written, is cleared. */
export interface ClearSpan {
  /** What is cleared. */
  readonly clear: "screen" | "line";
}

/** Text with style: plain data that can be stored or sent as JSON. */
export interface Styled {
  /** Its runs, in order. */
  readonly spans: readonly (TextSpan | ClearSpan)[];
}

/** What can be shown: styled text, or a string, which is plain text of one or more lines. */
export type Text = string | Styled;

/**
 * Makes styled text from a template. Caret codes ({@linkcode CARET_CODES}) and line breaks work in
 * the literal parts. A string or number put in is plain text in the style of that place, made safe
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
  literals.forEach((literal, index) => {
    writer.literal(literal);
    const value = values[index];
    if (isStyled(value)) writer.splice(value);
    else if (value !== undefined) writer.text(safeText(String(value)));
  });
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
    if ("clear" in span) {
      line.add(span);
      continue;
    }
    safeLines(span.text).split("\n").forEach((part, index) => {
      if (index > 0) lines.push(line = new SpanWriter());
      line.add({ ...span, text: part });
    });
  }
  return lines.map(({ spans }) => ({ spans }));
}

/** The characters of a line of {@linkcode splitLines}, as they are. */
export function lineText(line: Styled): string {
  return line.spans.map((span) => "text" in span ? span.text : "").join("");
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
    if ("clear" in span) {
      if (offset >= start && offset < end) writer.add(span);
      continue;
    }
    const text = span.text.slice(Math.max(start - offset, 0), Math.max(end - offset, 0));
    writer.add({ ...span, text });
    offset += span.text.length;
  }
  return { spans: writer.spans };
}

function toStyled(text: Text): Styled {
  return typeof text === "string" ? { spans: [{ text: safeLines(text) }] } : text;
}

/** Gathers spans; neighbours of one style become one span. */
class SpanWriter {
  readonly spans: (TextSpan | ClearSpan)[] = [];
  #style: Style | undefined;

  literal(literal: string): void {
    for (const piece of literal.split(/(\^.)/su)) {
      const code = piece.startsWith("^") ? CARET_CODES[piece] : undefined;
      if (code === undefined) this.text(piece);
      else if ("text" in code) this.text(code.text);
      else if ("clear" in code) this.add({ clear: code.clear });
      else if (code.style === "reset") this.#style = undefined;
      else this.#style = changeStyle(this.#style ?? {}, code.style);
    }
  }

  text(text: string): void {
    this.add(sameStyle(this.#style) ? { text } : { text, style: this.#style });
  }

  splice(styled: Styled): void {
    for (const span of styled.spans) {
      if ("clear" in span || span.style) this.add(span);
      else this.text(span.text);
    }
  }

  add(span: TextSpan | ClearSpan): void {
    if ("clear" in span) {
      this.spans.push(span);
      return;
    }
    if (span.text === "") return;
    const last = this.spans.at(-1);
    if (last && "text" in last && sameStyle(last.style, span.style)) {
      this.spans[this.spans.length - 1] = { ...last, text: last.text + span.text };
    } else {
      this.spans.push(span);
    }
  }
}
