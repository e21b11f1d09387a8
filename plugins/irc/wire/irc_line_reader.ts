/**
 * Lines of IRC out of a byte stream.
 *
 * @module
 */

import { LineReader } from "partyline";
import { readLine, type ReadText } from "./message.ts";

/** A line of more bytes is no mistake of a client's any more. */
const LIMIT_BYTES = 16 * 1024;

/** Cuts a byte stream into lines; CR LF and LF alone both end one (RFC 1459, section 8). */
export class IrcLineReader {
  readonly #reader = new LineReader({ limitBytes: LIMIT_BYTES });

  /** Takes the next bytes and gives the lines they complete, or what is wrong with them. */
  read(bytes: Uint8Array): ReadText[] {
    return this.#reader.read(bytes).map((line) =>
      line === "too-long" ? { tooLong: "by-far" } : readLine(line.bytes)
    );
  }
}
