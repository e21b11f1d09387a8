/**
 * How a client says which message it means, or which moment: `msgid=12`, `timestamp=2026-11-21T18:00:00.000Z`.
 *
 * @module
 */

import type { Bound } from "partyline";

const MOMENT = /^timestamp=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)$/;

/**
 * Reads a moment (IRCv3 server-time, `YYYY-MM-DDThh:mm:ss.sssZ`).
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(readMoment("timestamp=1970-01-01T00:00:01.500Z"), 1500);
 * strictEqual(readMoment("timestamp=1970-02-31T00:00:00.000Z"), undefined);
 * ```
 * @returns In milliseconds since the epoch; undefined for what is no moment.
 */
export function readMoment(typed: string): number | undefined {
  const [, text] = MOMENT.exec(typed) ?? [];
  if (text === undefined) return undefined;
  const at = Date.parse(text);
  // A day that no month has would be one of the month after it.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== text.slice(0, 19)) {
    return undefined;
  }
  return at;
}

/** The number of a message by its id; undefined for what is none of ours. */
export function readMessageId(typed: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : undefined;
}

/**
 * Reads a message or a moment (IRCv3 draft/chathistory).
 *
 * @returns Undefined for what is neither; "unknown" for an id that no message here has.
 */
export function readReference(typed: string): Bound | "unknown" | undefined {
  const at = readMoment(typed);
  if (at !== undefined) return { at };
  if (!typed.startsWith("msgid=")) return undefined;
  const id = readMessageId(typed.slice("msgid=".length));
  return id === undefined ? "unknown" : { id };
}
