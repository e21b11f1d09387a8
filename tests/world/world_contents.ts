/**
 * Everything that can be read of a world, what lasts and what does not.
 *
 * @module
 */

import type { Presence } from "../../core/world/presence.ts";
import type { Room } from "../../core/world/room.ts";
import type { Snapshot } from "../../core/world/snapshot.ts";
import type { World } from "../../core/world/world.ts";

/** A world as plain data that later actions do not change. */
export interface WorldContents {
  readonly snapshot: Snapshot;
  readonly presences: readonly Presence[];
  readonly rooms: readonly Room[];
}

/** Copies everything that can be read of a world, in the order in which it is read. */
export function contentsOf(world: World): WorldContents {
  return structuredClone({
    snapshot: world.snapshot(),
    presences: [...world.presences()],
    rooms: [...world.rooms()],
  });
}
