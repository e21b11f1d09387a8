/**
 * One of the two who talk in private: a user, or a guest by the name they wore.
 *
 * @module
 */

import { nameKey, type UserId, type World } from "partyline";

/** One of the two who talk in private. */
export interface Party {
  readonly name: string;
  /** Undefined for a guest. */
  readonly user?: UserId;
}

/** Whoever a name stands for now: somebody here, a user who is not, or a guest who has been here. */
export function partyNamed(world: World, name: string): Party {
  const presence = world.presenceNamed(name);
  const user = presence ? presence.user : world.userNamed(name);
  return { name, ...(user && { user: user.id }) };
}

/**
 * Whether two are the same. Guests are known by nothing but their names.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(isSameParty({ name: "ann", user: 1 }, { name: "ann_", user: 1 }), true);
 * strictEqual(isSameParty({ name: "bob" }, { name: "BOB" }), true);
 * strictEqual(isSameParty({ name: "bob" }, { name: "bob", user: 2 }), false);
 * ```
 */
export function isSameParty(one: Party, other: Party): boolean {
  if (one.user !== undefined || other.user !== undefined) return one.user === other.user;
  return nameKey(one.name) === nameKey(other.name);
}
