/**
 * What every session needs of the house around it, whatever it speaks.
 *
 * @module
 */

import type { Log } from "../logging/log.ts";
import type { Clock } from "../net/clock.ts";
import type { Sequencer } from "../world/sequencer.ts";
import type { World } from "../world/world.ts";
import type { SessionDirectory } from "./directory.ts";
import type { WaitingRoom } from "./waiting_room.ts";

/** What one caller may do to the house; times are in milliseconds, 0 for no limit. */
export interface CallerLimits {
  /** The longest line typed at a terminal. */
  readonly lineBytes: number;
  /** How many lines a caller may send each second in the long run. */
  readonly linesPerSecond: number;
  /** How many lines a caller may send at once after a silence. */
  readonly linesBurst: number;
  /** How long a caller may do nothing before they are hung up on. */
  readonly idleMs: number;
  /** How long before the end of the idle time the caller is warned. */
  readonly idleWarningMs: number;
}

/** What every session needs of the house around it. */
export interface SessionHouse {
  /** The name of the house. */
  readonly name: string;
  /** What people share, to be read; it changes only by way of the sequencer. */
  readonly world: World;
  /** Takes whatever callers do to the world. */
  readonly sequencer: Sequencer;
  /**
   * Brings events to sessions; they enter and leave it by themselves.
   *
   * @internal
   */
  readonly directory: SessionDirectory;
  /**
   * Where sessions are until they have a name; they enter and leave it by themselves.
   *
   * @internal
   */
  readonly waiting: WaitingRoom;
  /** The time, and work that waits for it. */
  readonly clock: Clock;
  /** What one caller may do, unless they are exempt. */
  readonly limits: CallerLimits;
  /** After how many milliseconds a quiet connection is shown some life; 0 for never. */
  readonly keepAliveMs: number;
  /** The log of sessions; it never holds what people say or type. */
  readonly log: Log;
  /** Whether limits of rate and time do not apply to an address. */
  isExempt(address: string): boolean;
}
