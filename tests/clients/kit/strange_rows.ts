/**
 * What an IRC client shows when it doesn't understand the server.
 *
 * @module
 */

/** Bare numerics, errors, and what clients say of lines that they can't read. */
const STRANGE = [
  /(?:^|[\s:])(?:[2-9]\d\d) \S+ :/,
  /unknown command|invalid command|not enough parameters|unable to|error|failed|timed? ?out/i,
  /\bFAIL\b|\bWARN\b|\bNOTE\b|\bundefined\b|\bNaN\b|\[object/,
  /\ufffd/,
];

/** The rows of a screen that show something strange. */
export function strangeRows(screen: string): string[] {
  return screen.split("\n").filter((row) => STRANGE.some((pattern) => pattern.test(row)));
}
