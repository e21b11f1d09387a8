/**
 * SLC of LINEMODE: the two ends agree on which keys do what while the client edits the line.
 * @module
 */

/** Levels and flags of a triplet (RFC 1184, section 2.4). */
const LEVEL_BITS = 0x03;
const NO_SUPPORT = 0;
const DEFAULT = 3;
const ACK = 0x80;

/** SLC_SYNCH to SLC_EEOL; what a client edits with, or asks us for by a telnet command. */
const LAST_FUNCTION = 30;

/** Function 0 stands for all of them. */
const ALL = 0;

const TRIPLET_BYTES = 3;

/**
 * Answers the special characters that a client tells (RFC 1184, section 2.4). We leave every key to
 * the client, so that each of its values is agreed to once. We have no defaults of our own: who asks
 * for them is told that there are none, and takes its own.
 *
 * @example Ctrl-C for interrupting, and a function that nobody knows
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const answer = answerSpecialCharacters(Uint8Array.of(3, 0x62, 3, 99, 2, 7));
 * deepStrictEqual(answer, Uint8Array.of(3, 0xe2, 3, 99, 0, 0));
 * ```
 * @param triplets Function, modifiers and character of each; what is left over of one is ignored.
 * @returns The triplets to answer with; empty where all has been agreed to.
 */
export function answerSpecialCharacters(triplets: Uint8Array): Uint8Array {
  const answer: number[] = [];
  for (let at = 0; at + TRIPLET_BYTES <= triplets.length; at += TRIPLET_BYTES) {
    answer.push(...answerOne(triplets.subarray(at, at + TRIPLET_BYTES)));
  }
  return Uint8Array.from(answer);
}

function answerOne([name, modifiers, character]: Uint8Array): readonly number[] {
  // An answer is never answered, and neither is who says that they do not support something.
  if (modifiers! & ACK || name === ALL) return [];
  const level = modifiers! & LEVEL_BITS;
  if (level === NO_SUPPORT) return [];
  if (name! > LAST_FUNCTION || level === DEFAULT) return [name!, NO_SUPPORT, 0];
  return [name!, modifiers! | ACK, character!];
}
