/**
 * SAUCE records: what those who draw for terminals write about a picture behind its last byte.
 *
 * @module
 */

import { cp437Text } from "./cp437.ts";

/** What a SAUCE record tells. What it leaves unsaid is an empty text, 0 or false. */
export interface Sauce {
  /** What the picture is called. */
  readonly title: string;
  /** Who has drawn it. */
  readonly author: string;
  /** The group that they are of. */
  readonly group: string;
  /** When it was drawn: `20261121`. */
  readonly date: string;
  /** How many columns it is drawn for. */
  readonly columns: number;
  /** How many rows it has. */
  readonly rows: number;
  /** Whether blinking stands for a bright ground: "iCE colours". */
  readonly brightGrounds: boolean;
}

/** A file, cut where its picture ends. */
export interface SauceFile {
  /** The picture. */
  readonly picture: Uint8Array;
  /** Undefined where the file has no record. */
  readonly sauce: Sauce | undefined;
}

/** The size of the record, and of each line of the comments before it, in bytes (SAUCE 00.5). */
const RECORD_BYTES = 128;
const COMMENT_BYTES = 64;

/** What the record, and the comments, begin with. */
const RECORD_MARK = "SAUCE00";
const COMMENT_MARK = "COMNT";

/** What ends the picture, as CP/M and DOS end a text (SUB). */
const END_OF_PICTURE = 0x1a;

/** Where the fields are that are read, and how long they are (SAUCE 00.5). */
const TEXTS = {
  title: { at: 7, bytes: 35 },
  author: { at: 42, bytes: 20 },
  group: { at: 62, bytes: 20 },
  date: { at: 82, bytes: 8 },
} as const;
const DATA_TYPE = 94;
const FILE_TYPE = 95;
const COLUMNS = 96;
const ROWS = 98;
const COMMENTS = 104;
const FLAGS = 105;

/** The data type "Character", and its file types whose sizes are columns and rows: ASCII, ANSi, ANSiMation. */
const CHARACTER = 1;
const SIZED_FILE_TYPES: ReadonlySet<number> = new Set([0, 1, 2]);

/** The flag for iCE colours. */
const BRIGHT_GROUNDS = 1;

/**
 * Cuts a file where its picture ends, and reads the SAUCE record behind it (SAUCE 00.5, sections
 * "SAUCE" and "COMNT").
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const { picture, sauce } = readSauce(new TextEncoder().encode("art\x1a"));
 * strictEqual(picture.length, 3);
 * strictEqual(sauce, undefined);
 * ```
 */
export function readSauce(file: Uint8Array): SauceFile {
  const start = file.length - RECORD_BYTES;
  if (start < 0 || asciiAt(file, start, RECORD_MARK.length) !== RECORD_MARK) {
    return { picture: upToEnd(file), sauce: undefined };
  }
  const record = file.subarray(start);
  const comments = start - COMMENT_MARK.length - record[COMMENTS]! * COMMENT_BYTES;
  const hasComments = record[COMMENTS]! > 0 && comments >= 0 &&
    asciiAt(file, comments, COMMENT_MARK.length) === COMMENT_MARK;
  return {
    picture: upToEnd(file.subarray(0, hasComments ? comments : start)),
    sauce: readRecord(record),
  };
}

function readRecord(record: Uint8Array): Sauce {
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
  const isSized = record[DATA_TYPE] === CHARACTER && SIZED_FILE_TYPES.has(record[FILE_TYPE]!);
  return {
    title: textAt(record, TEXTS.title),
    author: textAt(record, TEXTS.author),
    group: textAt(record, TEXTS.group),
    date: textAt(record, TEXTS.date),
    columns: isSized ? view.getUint16(COLUMNS, true) : 0,
    rows: isSized ? view.getUint16(ROWS, true) : 0,
    brightGrounds: isSized && (record[FLAGS]! & BRIGHT_GROUNDS) !== 0,
  };
}

/** A field is filled up with spaces, or with NUL by programs that do not know better. */
function textAt(record: Uint8Array, { at, bytes }: { at: number; bytes: number }): string {
  const field = record.subarray(at, at + bytes);
  const end = field.indexOf(0);
  return cp437Text(end < 0 ? field : field.subarray(0, end)).trimEnd();
}

function asciiAt(file: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...file.subarray(start, start + length));
}

function upToEnd(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(END_OF_PICTURE);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
