/**
 * One escape sequence of a keyboard, taken byte by byte.
 *
 * @module
 */

import { BEL, BS, DEL, ESC, SPACE } from "../charset/control_bytes.ts";
import { type KeyName, KEYS_BY_CODE, KEYS_BY_END, KEYS_BY_NUMBER } from "./key_names.ts";

/** What a whole sequence stands for. */
export type SequenceMeaning =
  /** A key. */
  | { readonly kind: "key"; readonly name: KeyName }
  /** A character that came as a number. */
  | { readonly kind: "text"; readonly text: string }
  /** What follows is pasted, up to `CSI 201~` (xterm, "Bracketed Paste Mode"). */
  | { readonly kind: "paste" };

/** What came of a byte: `again` says that it is no part of the sequence, which has ended before it. */
export type SequenceStep =
  | "more"
  | { readonly meaning?: SequenceMeaning | undefined; readonly again?: boolean };

/** Longer control sequences are no keys: the beginning is dropped and the rest is text. */
const SEQUENCE_LIMIT = 32;

/** Longer answers of a terminal are none. */
const STRING_LIMIT = 1024;

/** Where a report of the mouse ends: `CSI M` and three bytes (xterm, "Mouse Tracking"). */
const MOUSE_LENGTH = "[M123".length;

/** A control sequence without its end (ECMA-48, section 5.4), or SS3 with modifiers as old xterms send. */
const UNFINISHED = /^(?:[[O][ -?]*|\[\[)$/;

/** What rxvt sends for a key with Shift: ECMA-48 has `$` for something else. */
const RXVT_SHIFTED = /^\[\d+\$$/;

/**
 * What terminals answer when they are asked for something, up to BEL or `ESC \` (ECMA-48, section
 * 5.6): OSC and a number, DCS and a parameter, APC and a G. With other characters behind them those
 * are letters with Alt.
 */
const STRING_START = /^(?:\][0-9]|P[0-9!$+<=>?|]|_G)/;

/** What may yet become one. */
const STRING_SIGN = /^[\]P_]$/;

/**
 * What came since ESC, without it, until it is whole. It never waits for a time: what it may be is
 * told by the bytes alone.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const sequence = new KeySequence();
 * const steps = [..."[1;5C"].map((character) => sequence.take(character.charCodeAt(0)));
 * deepStrictEqual(steps.at(0), "more");
 * deepStrictEqual(steps.at(-1), { meaning: { kind: "key", name: "ctrl-right" } });
 * ```
 */
export class KeySequence {
  #bytes = "";
  /** Whether ESC came once more: with Alt (rxvt, PuTTY). */
  #alt = false;

  /** Whether nothing has come but ESC: it may be that key. */
  get isEscape(): boolean {
    return this.#bytes === "";
  }

  /** Takes the next byte. After anything but "more" the sequence is over. */
  take(byte: number): SequenceStep {
    if (STRING_START.test(this.#bytes)) return this.#takeString(byte);
    if (this.#bytes.startsWith("[M")) return this.#takeMouse(byte);
    const sequence = this.#bytes + String.fromCharCode(byte);
    if (this.isEscape && byte === ESC) {
      this.#alt = true;
      return "more";
    }
    if (this.isEscape && (byte === DEL || byte === BS)) return key("alt-backspace");
    if (STRING_SIGN.test(this.#bytes) && !STRING_START.test(sequence)) {
      return { ...key(`alt-${this.#bytes}`), again: true };
    }
    if (byte < SPACE || byte >= DEL) return { again: true };
    if (STRING_SIGN.test(sequence) || STRING_START.test(sequence) || sequence === "[M") {
      return this.#goOn(sequence);
    }
    if (UNFINISHED.test(sequence) && !RXVT_SHIFTED.test(sequence)) {
      return sequence.length < SEQUENCE_LIMIT ? this.#goOn(sequence) : {};
    }
    return { meaning: meaningOf(sequence, this.#alt) };
  }

  #takeString(byte: number): SequenceStep {
    const afterEscape = this.#bytes.endsWith("\x1b");
    if (byte === BEL || (afterEscape && byte === 0x5c)) return {};
    if (afterEscape) {
      // It was cut short: this is the beginning of another one.
      this.#bytes = "";
      this.#alt = false;
      return this.take(byte);
    }
    if ((byte < SPACE && byte !== ESC) || byte === DEL) return { again: true };
    if (this.#bytes.length >= STRING_LIMIT) return {};
    return this.#goOn(this.#bytes + String.fromCharCode(byte));
  }

  #takeMouse(byte: number): SequenceStep {
    if (byte < SPACE) return { again: true };
    const sequence = this.#bytes + String.fromCharCode(byte);
    return sequence.length < MOUSE_LENGTH ? this.#goOn(sequence) : {};
  }

  #goOn(sequence: string): "more" {
    this.#bytes = sequence;
    return "more";
  }
}

function key(name: KeyName): { readonly meaning: SequenceMeaning } {
  return { meaning: { kind: "key", name } };
}

/** The modifiers of a key, as they are numbered (xterm, "PC-Style Function Keys"): 1 and a bit for each. */
interface Modifiers {
  readonly shift: boolean;
  readonly alt: boolean;
  readonly ctrl: boolean;
}

const [SHIFT, ALT, CTRL, META] = [1, 2, 4, 8] as const;

function modifiersOf(number: string | undefined, alt: boolean): Modifiers {
  const bits = Math.max(Number(number) || 1, 1) - 1;
  return {
    shift: (bits & SHIFT) !== 0,
    alt: alt || (bits & (ALT | META)) !== 0,
    ctrl: (bits & CTRL) !== 0,
  };
}

/** What a whole sequence means; nothing for those we do not know. */
function meaningOf(sequence: string, alt: boolean): SequenceMeaning | undefined {
  if (sequence.length === 1) return { kind: "key", name: `alt-${sequence}` };
  if (sequence === "[200~") return { kind: "paste" };
  const [, start, parameters = "", end = ""] = /^([[O])([\d;:]*)([!-~])$/.exec(sequence) ?? [];
  if (start === undefined) return undefined;
  const [first = "", second, third] = parameters.split(";");
  // Old xterms leave the first number out: SS3 5 C. Kitty tells behind a colon of keys let go.
  const [number, event] = (second ?? (start === "O" ? first : "")).split(":");
  if (event === "3") return undefined;
  const modifiers = modifiersOf(number, alt);
  if (end === "u") return characterKey(first, modifiers);
  if (end === "~" && first === "27" && third !== undefined) return characterKey(third, modifiers);
  if (/^[~^$@]$/.test(end) && first !== "") {
    const ctrl = modifiers.ctrl || /[\^@]/.test(end);
    return named(KEYS_BY_NUMBER[first], { ...modifiers, ctrl });
  }
  if (end === "M" && start === "[") return undefined;
  // What has other numbers before a letter is a report, and no key.
  const isRxvt = /[a-d]/.test(end);
  if (isRxvt ? parameters !== "" : start === "[" && !/^1?$/.test(first)) return undefined;
  return named(KEYS_BY_END[end], {
    ...modifiers,
    ctrl: modifiers.ctrl || (isRxvt && start === "O"),
  });
}

/** A key told by the code of its character, which other codes may follow behind colons. */
function characterKey(code: string, modifiers: Modifiers): SequenceMeaning | undefined {
  const point = Number.parseInt(code, 10);
  const name = KEYS_BY_CODE[point];
  if (name !== undefined) return named(name, modifiers);
  // Kitty has its keys without a character in a private area, behind the surrogates.
  if (!(point >= SPACE && point < 0xd800)) return undefined;
  const character = String.fromCodePoint(point);
  if (modifiers.ctrl) return named(character.toLowerCase() as KeyName, modifiers);
  if (modifiers.alt) return { kind: "key", name: `alt-${character}` };
  return { kind: "text", text: modifiers.shift ? character.toUpperCase() : character };
}

function named(
  name: KeyName | undefined,
  { shift, alt, ctrl }: Modifiers,
): SequenceMeaning | undefined {
  if (name === undefined) return undefined;
  if (name === "tab" && shift) return { kind: "key", name: "shift-tab" };
  return { kind: "key", name: `${ctrl ? "ctrl-" : ""}${alt ? "alt-" : ""}${name}` as KeyName };
}
