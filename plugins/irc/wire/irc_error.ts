/**
 * Failures that are the answer: a handler throws one, and the caller reads its numeric or its FAIL.
 *
 * @module
 */

import type { NumericName } from "../tables/numerics.ts";

/** A numeric that ends a command. */
export class IrcError extends Error {
  override readonly name = "IrcError";
  /** Which row of the numerics. */
  readonly numeric: NumericName;
  /** What stands between the caller's name and the text. */
  readonly params: readonly string[];
  /** Undefined for the text of the row. */
  readonly text: string | undefined;

  /** Makes the answer of a numeric. */
  constructor(numeric: NumericName, params: readonly string[] = [], text?: string) {
    super(`${numeric} ${params.join(" ")}`);
    this.numeric = numeric;
    this.params = params;
    this.text = text;
  }
}

/** What a FAIL says, beside the command that failed. */
export interface Failure {
  /** One upper-case word, as the specification of the command names it. */
  readonly code: string;
  /** What the failure is about: a channel, a key. */
  readonly context?: readonly string[];
  readonly text: string;
}

/** A FAIL that ends a command (IRCv3 standard-replies). */
export class FailReply extends Error {
  override readonly name = "FailReply";
  readonly command: string;
  readonly failure: Failure;

  /** Makes the FAIL of a command, or of none: `*`. */
  constructor(command: string, failure: Failure) {
    super(`${command} ${failure.code}`);
    this.command = command;
    this.failure = failure;
  }
}
