/**
 * What the load generator is told to do, and what it tells afterwards.
 *
 * @module
 */

/** Who edits the callers' lines: they themselves, answering no telnet, or the server. */
export type CallerMode = "line" | "character";

/** Callers in one room, some of whom talk as fast as their words are heard. */
export interface TalkOrder {
  readonly kind: "talk";
  readonly mode: CallerMode;
  readonly callers: number;
  /** How many of the callers talk; at most 100. */
  readonly senders: number;
  /** Messages that one sender may have under way, that is, not yet heard by everyone. */
  readonly window: number;
  /** Talk before the measurement begins, in milliseconds. */
  readonly warmUpMs: number;
  /** How long is measured, in milliseconds. */
  readonly measureMs: number;
}

/** Guests who come in and leave again. */
export interface LogInOrder {
  readonly kind: "log-ins";
  readonly guests: number;
  /** How many of them are there at a time. */
  readonly atOnce: number;
}

/** What the load generator is told to do. */
export type LoadOrder = TalkOrder | LogInOrder;

/** What was measured: so many deliveries or log-ins in so many seconds. */
export interface LoadReport {
  readonly count: number;
  readonly seconds: number;
}
