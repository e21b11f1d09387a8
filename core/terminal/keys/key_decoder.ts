/**
 * What a terminal in character mode sends, as keys and text.
 *
 * @module
 */

import { type CharsetDecoder, decoderFor } from "../charset/charset.ts";
import { BS, CR, DEL, ESC, LF, NUL, SPACE, TAB } from "../charset/control_bytes.ts";
import type { KeyName } from "./key_names.ts";
import { KeySequence, type SequenceMeaning } from "./key_sequence.ts";
import { PasteReader } from "../editing/paste_reader.ts";
import type { Charset } from "../profile.ts";

/** What a caller did at the keyboard. */
export type KeyEvent =
  /** They typed characters. */
  | { readonly kind: "text"; readonly text: string }
  /** They pressed a key that has no character. */
  | { readonly kind: "key"; readonly name: KeyName }
  /** They pasted a text, line ends and all; it is not whole if it was too long. */
  | { readonly kind: "paste"; readonly text: string; readonly isWhole: boolean };

/**
 * Turns the bytes of a terminal in character mode into key events. Bytes may be split anywhere.
 * Each of CR LF, CR NUL, CR and LF is one "enter" (RFC 854); other NULs, and escape sequences that
 * are no key we know, are nothing. Text is UTF-8 until another charset is chosen; what is no text
 * in it becomes U+FFFD. ESC and a character is that character with Alt. What a terminal that marks
 * pastes sends between the marks is one paste.
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
  #sequence: KeySequence | undefined;
  #paste: PasteReader | undefined;
  #afterReturn = false;
  /** Whether the last byte of text may be of a character that goes on. */
  #isCutShort = false;
  #events: KeyEvent[] = [];

  /** What is typed from now on is of this charset; a character that was cut short is lost. */
  changeCharset(charset: Charset): void {
    this.#text = decoderFor(charset);
  }

  /** Takes the next bytes of the caller and gives the events they complete. */
  decode(bytes: Uint8Array): KeyEvent[] {
    let offset = 0;
    while (offset < bytes.length) {
      if (this.#paste) offset = this.#decodePaste(this.#paste, bytes, offset);
      else if (this.#sequence) offset = this.#decodeSequence(this.#sequence, bytes, offset);
      else offset = this.#decodePlain(bytes, offset);
    }
    return this.#takeEvents();
  }

  /** Whether the last that came was an ESC: the key of that name, or the beginning of another. */
  get mayBeEscape(): boolean {
    return this.#sequence?.isEscape ?? false;
  }

  /** Takes that ESC for the key, as nothing has followed for long enough. */
  escape(): KeyEvent[] {
    if (this.mayBeEscape) {
      this.#sequence = undefined;
      this.#addKey("escape");
    }
    return this.#takeEvents();
  }

  /** Forgets what has come in part: a sequence, or a paste that does not end. */
  reset(): void {
    this.#sequence = undefined;
    this.#paste = undefined;
  }

  #takeEvents(): KeyEvent[] {
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
      this.#isCutShort = bytes[end - 1]! >= 0x80;
      return end;
    }
    // A control character ends a character that is cut short.
    if (this.#isCutShort) this.#addText(this.#text.decode());
    this.#isCutShort = false;
    this.#decodeControl(bytes[start]!);
    return start + 1;
  }

  #decodeControl(byte: number): void {
    const endsReturn = this.#afterReturn && (byte === LF || byte === NUL);
    this.#afterReturn = byte === CR;
    if (endsReturn || byte === NUL) return;
    if (byte === ESC) this.#sequence = new KeySequence();
    else if (byte === CR || byte === LF) this.#addKey("enter");
    else if (byte === BS || byte === DEL) this.#addKey("backspace");
    else if (byte === TAB) this.#addKey("tab");
    else this.#addKey(`ctrl-${String.fromCharCode(byte + 0x40).toLowerCase()}`);
  }

  /** Gives the offset behind what belongs to the sequence; a byte that does not is decoded again. */
  #decodeSequence(sequence: KeySequence, bytes: Uint8Array, offset: number): number {
    const step = sequence.take(bytes[offset]!);
    if (step === "more") return offset + 1;
    this.#sequence = undefined;
    if (step.meaning) this.#addMeaning(step.meaning);
    return step.again ? offset : offset + 1;
  }

  #addMeaning(meaning: SequenceMeaning): void {
    if (meaning.kind === "text") this.#addText(meaning.text);
    else if (meaning.kind === "key") this.#addKey(meaning.name);
    else this.#paste = new PasteReader();
  }

  #decodePaste(paste: PasteReader, bytes: Uint8Array, start: number): number {
    const offset = paste.read(bytes, start);
    if (paste.isOver) {
      this.#paste = undefined;
      const text = this.#text.decode(paste.bytes);
      this.#events.push({ kind: "paste", text, isWhole: paste.isWhole });
    }
    return offset;
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
