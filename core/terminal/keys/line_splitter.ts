/**
 * What a client that edits its own lines sends, cut into lines.
 *
 * @module
 */

import { decoderFor, encodeText, isMultibyte } from "../charset/charset.ts";
import { BS, CR, CTRL_C, CTRL_D, DEL, LF, NUL } from "../charset/control_bytes.ts";
import { graphemes } from "../style/display_width.ts";
import type { Charset } from "../profile.ts";
import { safeText } from "../charset/safe_text.ts";

/** What a caller in line mode did. */
export type LineEvent =
  /** They sent a line; its text is safe. */
  | { readonly kind: "line"; readonly text: string }
  /** Their line is over the limit; what there is of it, and the rest to come, is thrown away. */
  | { readonly kind: "too-long" }
  /** They pressed Ctrl-C. What they had typed of a line is gone. */
  | { readonly kind: "interrupt" }
  /** They pressed Ctrl-D on an empty line. */
  | { readonly kind: "end" };

/** What a splitter allows. */
export interface LineSplitterOptions {
  /** The most bytes a line may have, without its end. */
  readonly limitBytes: number;
}

/** No character that people type is longer; those that are get erased in pieces. */
const GRAPHEME_LIMIT_BYTES = 64;

/**
 * Cuts the bytes of a client in line mode into lines. Bytes may be split anywhere. Each of CR LF,
 * CR NUL, CR and LF ends a line (RFC 854); other NULs are nothing. Backspace and DEL, which simple
 * clients send as they are, erase a character. Until another charset is chosen a line is UTF-8, or if
 * it cannot be, windows-1252, which old clients send.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const splitter = new LineSplitter({ limitBytes: 512 });
 * const bytes = Uint8Array.of(0x68, 0x6f, 0x08, 0x69, 0x0d, 0x0a, 0xe9, 0x0d);
 * deepStrictEqual(splitter.split(bytes), [
 *   { kind: "line", text: "hi" },
 *   { kind: "line", text: "é" },
 * ]);
 * ```
 */
export class LineSplitter {
  readonly #limitBytes: number;
  #charset: Charset = "utf-8";
  #line: number[] = [];
  #afterReturn = false;
  #skipping = false;

  /** Makes a splitter for one caller. */
  constructor(options: LineSplitterOptions) {
    this.#limitBytes = options.limitBytes;
  }

  /** Lines are of this charset from now on, the one that is being sent too. */
  changeCharset(charset: Charset): void {
    this.#charset = charset;
  }

  /** Goes on with a line that has been typed elsewhere. */
  putUnfinished(text: string): void {
    this.split(encodeText(text, this.#charset));
  }

  /** Takes the next bytes of the caller and gives what they complete. */
  split(bytes: Uint8Array): LineEvent[] {
    const events: LineEvent[] = [];
    for (const byte of bytes) {
      const event = this.#take(byte);
      if (event !== undefined) events.push(event);
    }
    return events;
  }

  /** Erases the last character of the line being sent, as telnet's EC asks (RFC 854). */
  eraseCharacter(): void {
    const length = isMultibyte(this.#charset) ? lastCharacterBytes(this.#line) : 1;
    this.#line.length = Math.max(this.#line.length - length, 0);
  }

  /** Erases the line being sent, as telnet's EL asks (RFC 854). */
  eraseLine(): void {
    this.#line = [];
    this.#skipping = false;
  }

  /** Takes away what has been sent of a line, for an editor of ours to go on with. */
  takeUnfinished(): string {
    const event = this.#endLine();
    return event?.kind === "line" ? event.text : "";
  }

  #take(byte: number): LineEvent | undefined {
    const endsReturn = this.#afterReturn && (byte === LF || byte === NUL);
    this.#afterReturn = byte === CR;
    if (endsReturn || byte === NUL) return undefined;
    switch (byte) {
      case CR:
      case LF:
        return this.#endLine();
      case BS:
      case DEL:
        this.eraseCharacter();
        return undefined;
      case CTRL_C:
        this.eraseLine();
        return { kind: "interrupt" };
      case CTRL_D:
        return this.#line.length === 0 && !this.#skipping ? { kind: "end" } : undefined;
      default:
        return this.#append(byte);
    }
  }

  #endLine(): LineEvent | undefined {
    const event = this.#skipping ? undefined : readLine(this.#line, this.#charset);
    this.eraseLine();
    return event;
  }

  #append(byte: number): LineEvent | undefined {
    if (this.#skipping) return undefined;
    this.#line.push(byte);
    if (this.#line.length <= this.#limitBytes) return undefined;
    this.#line = [];
    this.#skipping = true;
    return { kind: "too-long" };
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function readLine(line: readonly number[], charset: Charset): LineEvent {
  const bytes = Uint8Array.from(line);
  const text = isMultibyte(charset)
    ? decodeUtf8(bytes) ?? decoderFor("latin-1").decode(bytes)
    : decoderFor(charset).decode(bytes);
  return { kind: "line", text: safeText(text) };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function lastCharacterBytes(line: readonly number[]): number {
  if (line.slice(-2).every((byte) => byte < 0x80)) return Math.min(line.length, 1);
  let start = Math.max(line.length - GRAPHEME_LIMIT_BYTES, 0);
  while (isContinuation(line[start])) start++;
  const text = decodeUtf8(Uint8Array.from(line.slice(start)));
  const last = text === undefined ? undefined : graphemes(text).at(-1);
  return last === undefined ? 1 : new TextEncoder().encode(last).length;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
