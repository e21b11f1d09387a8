/**
 * The house as the capabilities of plugins work with it. Plugins never see it.
 *
 * @module
 */

import type { Caller } from "../commands/caller.ts";
import { CallerGone, RefusedError } from "../commands/errors.ts";
import type { CommandRegistry } from "../commands/registry.ts";
import type { Clock } from "../net/clock.ts";
import type { SessionDirectory } from "../session/directory.ts";
import type { NodePool } from "../session/node_pool.ts";
import type { Draft } from "../world/action.ts";
import type { WorldEvent } from "../world/event.ts";
import type { CallLog, History } from "../world/journal.ts";
import type { Presence } from "../world/presence.ts";
import type { Sequencer } from "../world/sequencer.ts";
import type { World } from "../world/world.ts";
import type { Countdown } from "./countdown.ts";
import type { Credentials } from "./credentials.ts";
import type { FrontDesk } from "./front_desk.ts";

/** What the settings and the program say of the house itself. */
export interface HouseFacts {
  readonly name: string;
  readonly version: string;
  /** In milliseconds since the epoch. */
  readonly startedAt: number;
  /** The room that everyone enters. */
  readonly lobby: string;
  /** How many lines of a room's history are shown to who comes in. */
  readonly joinLines: number;
  /** How many lines of history one may ask for. */
  readonly recapLines: number;
}

/** All parts of the house that a capability may need. */
export interface House {
  readonly facts: HouseFacts;
  readonly world: World;
  readonly sequencer: Sequencer;
  readonly history: History;
  readonly calls: CallLog;
  readonly directory: SessionDirectory;
  readonly registry: CommandRegistry;
  readonly nodes: NodePool;
  readonly clock: Clock;
  readonly credentials: Credentials;
  readonly countdown: Countdown;
  readonly frontDesk: FrontDesk;
}

/**
 * Submits an action for somebody who wants to know what came of it.
 *
 * @throws {RefusedError} If the world says no.
 */
export async function act(house: House, draft: Draft): Promise<readonly WorldEvent[]> {
  const outcome = await house.sequencer.submit(draft);
  if (outcome.refused) throw new RefusedError(outcome.refused);
  return outcome.events;
}

/**
 * The person that a caller is.
 *
 * @throws {CallerGone} If they are nobody any more.
 */
export function presenceOf(house: House, caller: Caller): Presence {
  const presence = house.world.presenceOf(caller.session);
  if (!presence) throw new CallerGone();
  return presence;
}

/** Who acts, as actions name them. */
export function actorOf(house: House, caller: Caller): { by: string; session: string } {
  return { by: presenceOf(house, caller).id, session: caller.session };
}
