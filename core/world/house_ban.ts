/**
 * Bans from the house: who may not come in at all, by name, account, host or address.
 *
 * @module
 */

/** Whoever fits the mask may not come into the house. */
export interface HouseBan {
  /** As it was written, made whole: `ann!*@*`, `account:ann`, `192.0.2.0/24`. */
  readonly mask: string;
  /** The name of who set it, as it was then; `the house` where the house did. */
  readonly by: string;
  /** When it was set, in milliseconds since the epoch. */
  readonly at: number;
  /** May be empty. */
  readonly reason: string;
  /** When it ends, in milliseconds since the epoch; undefined for never. */
  readonly until?: number;
}
