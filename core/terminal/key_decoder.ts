/**
 * What a terminal in character mode sends, as keys and text.
 *
 * @module
 */

import { type CharsetDecoder, decoderFor } from "./charset.ts";
import { BS, CR, DEL, ESC, LF, NUL, SPACE, TAB } from "./control_bytes.ts";
import { KEY_SEQUENCES, type KeyName } from "./key_names.ts";
import type { Charset } from "./profile.ts";

/**
 * What a caller did at the keyboard: typed (or pasted) characters, or pressed a key that has none.
 */
export type KeyEvent =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "key"; readonly name: KeyName };

/** Longer escape sequences are no keys: the beginning is dropped and the rest is text. */
const SEQUENCE_LIMIT = 32;

/**
 * Turns the bytes of a terminal in character mode into key events. Bytes may be split anywhere.
 * Each of CR LF, CR NUL, CR and LF is one "enter" (RFC 854); other NULs, and escape sequences that
 * are no key we know, are nothing. Text is UTF-8 until another charset is chosen; what is no text in
 * it becomes U+FFFD. ESC and a character is that
 * character with Alt: a sequence is told from a pressed ESC by what follows, never by time.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const keys = new KeyDecoder();
 * deepStrictEqual(keys.decode(new TextEncoder().encode("hi\x1b[")), [{ kind: "text", text: "hi" }]);
 * deepStrictEqual(keys.decode(new TextEncoder().encode("D\r\n")), [
 *   { kind: "key", name: "left" },
 *   { kind: "key", name: "enter" },
 * ]);
 * ```
 */
export class KeyDecoder {
  #text: CharsetDecoder = decoderFor("utf-8");
  /** What came since ESC, without it; undefined outside of a sequence. */
  #sequence: string | undefined;
  #afterReturn = false;
  #events: KeyEvent[] = [];

  /** What is typed from now on is of this charset; a character that was cut short is lost. */
  changeCharset(charset: Charset): void {
    this.#text = decoderFor(charset);
  }

  /** Takes the next bytes of the caller and gives the events they complete. */
  decode(bytes: Uint8Array): KeyEvent[] {
    let offset = 0;
    while (offset < bytes.length) {
      offset = this.#sequence === undefined
        ? this.#decodePlain(bytes, offset)
        : this.#decodeSequence(bytes, offset);
    }
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #decodePlain(bytes: Uint8Array, start: number): number {
    let end = start;
    while (end < bytes.length && !isControl(bytes[end]!)) end++;
    if (end > start) {
      this.#afterReturn = false;
      this.#addText(this.#text.decode(bytes.subarray(start, end), { stream: true }));
      return end;
    }
    // A control character ends a character that is cut short.
    this.#addText(this.#text.decode());
    this.#decodeControl(bytes[start]!);
    return start + 1;
  }

  #decodeControl(byte: number): void {
    const endsReturn = this.#afterReturn && (byte === LF || byte === NUL);
    this.#afterReturn = byte === CR;
    if (endsReturn || byte === NUL) return;
    if (byte === ESC) this.#sequence = "";
    else if (byte === CR || byte === LF) this.#addKey("enter");
    else if (byte === BS || byte === DEL) this.#addKey("backspace");
    else if (byte === TAB) this.#addKey("tab");
    else if (byte < ESC) this.#addKey(`ctrl-${String.fromCharCode(byte + 0x60)}`);
  }

  /** Gives the offset behind what belongs to the sequence; a byte that cannot is decoded again. */
  #decodeSequence(bytes: Uint8Array, offset: number): number {
    const byte = bytes[offset]!;
    const sequence = this.#sequence + String.fromCharCode(byte);
    this.#sequence = undefined;
    if (sequence === "\x7f" || sequence === "\b") {
      this.#addKey("alt-backspace");
    } else if (isControl(byte) || byte > DEL) {
      return offset;
    } else if (sequence === "[" || sequence === "O" || isUnfinished(sequence)) {
      if (sequence.length < SEQUENCE_LIMIT) this.#sequence = sequence;
    } else if (sequence.length === 1) {
      this.#addKey(`alt-${sequence}`);
    } else {
      const name = KEY_SEQUENCES[sequence];
      if (name !== undefined) this.#addKey(name);
    }
    return offset + 1;
  }

  #addKey(name: KeyName): void {
    this.#events.push({ kind: "key", name });
  }

  #addText(text: string): void {
    if (text === "") return;
    const last = this.#events.at(-1);
    if (last?.kind === "text") {
      this.#events[this.#events.length - 1] = { kind: "text", text: last.text + text };
    } else {
      this.#events.push({ kind: "text", text });
    }
  }
}

function isControl(byte: number): boolean {
  return byte < SPACE || byte === DEL;
}

/**
 * Whether a CSI or SS3 sequence wants more bytes (ECMA-48, section 5.4). The Linux console has an
 * odd one: its F1 to F5 are CSI, "[" and a letter.
 */
function isUnfinished(sequence: string): boolean {
  return /^[[O][ -?]+$|^\[\[$/.test(sequence);
}
