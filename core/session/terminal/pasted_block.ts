/**
 * What a caller has pasted who pasted several lines.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { Cancelled } from "../../commands/errors.ts";
import type { WorldPolicy } from "../../world/policy.ts";

/** So many lines are sent without a question: nobody pastes more by mistake and does not mind. */
const UNASKED_LINES = 5;

/**
 * What pasted lines are to the house, in order: one message of several lines. Where a question
 * waits, each is an answer; and if all of them are commands, each is one.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(entriesOf(["one", "/two"], { answers: false }), ["one\n/two"]);
 * deepStrictEqual(entriesOf(["/one", "/two"], { answers: false }), ["/one", "/two"]);
 * ```
 */
export function entriesOf(
  lines: readonly string[],
  { answers }: { readonly answers: boolean },
): readonly string[] {
  const areCommands = lines.every((line) => line.startsWith("/"));
  return answers || areCommands ? lines : [lines.join("\n")];
}

/**
 * Whether a caller may send a text of several lines, and wants to: one that is too long for a
 * message is refused, and a long one asked about.
 *
 * @throws {CallerGone} If they hang up.
 */
export async function wantsToSend(
  caller: Caller,
  text: string,
  { multilineBytes, multilineLines }: WorldPolicy,
): Promise<boolean> {
  const lines = text.split("\n").length;
  const bytes = new TextEncoder().encode(text).length;
  const why = lines > multilineLines
    ? `it has ${lines} lines: at most ${multilineLines}`
    : bytes > multilineBytes
    ? `it has ${bytes} bytes: at most ${multilineBytes}`
    : undefined;
  if (why !== undefined) {
    caller.fail(`Cannot send that as one message as ${why}`);
    return false;
  }
  if (lines <= UNASKED_LINES || await agrees(caller, lines)) return true;
  caller.reply("It is not sent.");
  return false;
}

async function agrees(caller: Caller, lines: number): Promise<boolean> {
  try {
    return /^y/i.test((await caller.ask(`Send ${lines} lines as one message? [y/N] `)).trim());
  } catch (error) {
    if (error instanceof Cancelled) return false;
    throw error;
  }
}
