/**
 * SAUCE records for tests, as programs that draw write them (SAUCE 00.5).
 *
 * @module
 */

/** What a test may choose about a record. */
export interface SauceFacts {
  readonly title?: string;
  readonly author?: string;
  readonly group?: string;
  readonly date?: string;
  readonly dataType?: number;
  readonly columns?: number;
  readonly rows?: number;
  readonly flags?: number;
  readonly comments?: readonly string[];
}

/** A file with the end mark, the comments and the record behind a picture. */
export function withSauce(picture: Uint8Array, facts: SauceFacts): Uint8Array {
  const { title = "", author = "", group = "", date = "", comments = [] } = facts;
  const { dataType = 1, columns = 0, rows = 0, flags = 0 } = facts;
  const texts = [
    ["SAUCE00", 7],
    [title, 35],
    [author, 20],
    [group, 20],
    [date, 8],
  ] as const;
  const head = texts.map(([text, bytes]) => text.padEnd(bytes)).join("");
  const tail = new Uint8Array(128 - head.length);
  const view = new DataView(tail.buffer);
  view.setUint32(0, picture.length, true);
  view.setUint8(4, dataType);
  view.setUint8(5, 1);
  view.setUint16(6, columns, true);
  view.setUint16(8, rows, true);
  view.setUint8(14, comments.length);
  view.setUint8(15, flags);
  const notes = comments.map((line) => line.padEnd(64)).join("");
  const text = `\x1a${notes === "" ? "" : `COMNT${notes}`}${head}`;
  return Uint8Array.of(...picture, ...new TextEncoder().encode(text), ...tail);
}
