/**
 * The line of a numeric.
 *
 * @module
 */

import { type Numeric, type NumericName, NUMERICS } from "../tables/numerics.ts";
import { formatMessage, truncateLine } from "./message.ts";

/** Who tells whom what by a numeric. */
export interface ToldNumeric {
  /** The name of the server. */
  readonly source: string;
  /** Whom it is for: `*` for who has no name yet. */
  readonly nick: string;
  readonly name: NumericName;
  /** What comes after the nick; nothing unless given. */
  readonly params?: readonly string[];
  /** What stands at the end; the text of its row unless given. */
  readonly text?: string | undefined;
}

/**
 * The line of a numeric, without its end.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(
 *   numericLine({ source: "irc", nick: "ann", name: "NOMOTD" }),
 *   ":irc 422 ann :There is no MOTD",
 * );
 * ```
 */
export function numericLine({ source, nick, name, params = [], text }: ToldNumeric): string {
  const row: Numeric = NUMERICS[name];
  const last = text ?? row.text;
  return truncateLine(formatMessage({
    source,
    command: row.code,
    params: last === undefined ? [nick, ...params] : [nick, ...params, last],
    endsInText: last !== undefined || /(^| ):/.test(row.params),
  }));
}
