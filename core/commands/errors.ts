/**
 * The failures that are not bugs. Dispatch tells them apart; whatever is none of these is ours.
 *
 * @module
 */

import type { Refusal } from "../world/refusal.ts";

/** Something the person did wrong. They read the message: `Cannot <do> as <reason>: <what was found>`. */
export class UserError extends Error {
  /** The name of the class. */
  override readonly name: string = "UserError";
}

/** The world said no. The caller's gateway puts the refusal in words of its own. */
export class RefusedError extends UserError {
  /** The name of the class. */
  override readonly name = "RefusedError";
  /** What the world answered. */
  readonly refusal: Refusal;

  /** Wraps a refusal so that it can be thrown; the message is for the log and for a stack trace. */
  constructor(refusal: Refusal) {
    super(`Cannot do that as the world refused: ${refusal.code}`);
    this.refusal = refusal;
  }
}

/**
 * Something the peer's program did wrong, answered in its protocol by the gateway that threw it.
 * Commands know no protocol: one that lets this through has a bug.
 */
export class ProtocolError extends Error {
  /** The name of the class. */
  override readonly name: string = "ProtocolError";
}

/** The caller hung up while a command waited for them. */
export class CallerGone extends Error {
  /** The name of the class. */
  override readonly name = "CallerGone";
}

/** The caller pressed Ctrl-C at a question. */
export class Cancelled extends Error {
  /** The name of the class. */
  override readonly name = "Cancelled";
}
