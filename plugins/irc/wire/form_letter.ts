/**
 * Numerics that all clients read alike, but for their own nick.
 *
 * @module
 */

import { NAME_LENGTHS } from "../tables/isupport.ts";
import { BODY_BYTES, truncateLine } from "./message.ts";
import { numericLine, type ToldNumeric } from "./numeric_line.ts";

/** Stands for the nick: half of a character, as no text has that was ever in UTF-8. */
const NICK = "\ud800";

/** The most bytes of a nick. */
const NICK_BYTES = NAME_LENGTHS.nick * 4;

const LINE_END = "\r\n";

const ENCODER = new TextEncoder();

/**
 * Numerics that all clients read alike, but for their own nick. They are made once, and whoever comes in costs
 * no more than putting the nick in: made for each, those of the greeting took a tenth of the time of a log-in.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const letter = new FormLetter("irc", [{ name: "NOMOTD" }, { name: "ENDOFMOTD" }]);
 * strictEqual(
 *   letter.linesFor("ann"),
 *   ":irc 422 ann :There is no MOTD\r\n:irc 376 ann :End of MOTD command",
 * );
 * ```
 */
export class FormLetter {
  /** What stands around the nicks. */
  readonly #pieces: readonly string[];
  /** Whether no line is too long with any nick. */
  readonly #fits: boolean;

  constructor(source: string, numerics: readonly Omit<ToldNumeric, "nick" | "source">[]) {
    const lines = numerics.map((told) => numericLine({ ...told, source, nick: NICK }));
    this.#pieces = lines.join(LINE_END).split(NICK);
    this.#fits = lines.every((line) => ENCODER.encode(line).length + NICK_BYTES <= BODY_BYTES);
  }

  /** The lines for a client, without the end of the last. */
  linesFor(nick: string): string {
    const lines = this.#pieces.join(nick);
    return this.#fits ? lines : lines.split(LINE_END).map(truncateLine).join(LINE_END);
  }
}
