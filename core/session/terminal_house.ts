/**
 * What a terminal session needs of the house around it.
 *
 * @module
 */

import type { Vocabulary } from "../commands/completion.ts";
import type { Dispatcher } from "../commands/dispatch.ts";
import type { Log } from "../logging/log.ts";
import type { Clock } from "../net/clock.ts";
import type { Sequencer } from "../world/sequencer.ts";
import type { World } from "../world/world.ts";
import type { SessionDirectory } from "./directory.ts";
import type { NodePool } from "./node_pool.ts";
import type { TerminalSession } from "./terminal_session.ts";

/** What one caller may do to the house; times are in milliseconds, 0 for no limit. */
export interface CallerLimits {
  readonly lineBytes: number;
  readonly linesPerSecond: number;
  readonly linesBurst: number;
  readonly idleMs: number;
  /** How long before the end of the idle time the caller is warned. */
  readonly idleWarningMs: number;
  /** How long a caller may take to log in. */
  readonly loginMs: number;
}

/** What a terminal session needs of the house around it. */
export interface TerminalHouse {
  /** The name of the house. */
  readonly name: string;
  readonly world: World;
  readonly sequencer: Sequencer;
  readonly directory: SessionDirectory;
  readonly dispatcher: Dispatcher;
  readonly vocabulary: Vocabulary;
  readonly nodes: NodePool;
  readonly clock: Clock;
  readonly limits: CallerLimits;
  /** After how long a quiet connection is sent a NOP; 0 for never. */
  readonly keepAliveMs: number;
  readonly log: Log;
  /** Whether limits of rate and time do not apply to an address. */
  isExempt(address: string): boolean;
  /** Leads a session to a name. When it resolves there may still be none. */
  receive(session: TerminalSession): Promise<void>;
}
