/**
 * Rules of whose words somebody wants: of everybody, or of users and those they have accepted.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { WorldEvent } from "./event.ts";
import { actor, presenceNamed } from "./lookups.ts";
import { refuse } from "./outcome.ts";
import { roleOf } from "./presence.ts";
import { type PresenceState, setOf, type State } from "./state.ts";

/** So many people may be accepted by one; then the one accepted first is forgotten. */
const ACCEPTED = 100;

/** Somebody wants to hear a person whatever else they want, or does no more. Nobody is told. */
export function accept(state: State, action: ActionOf<"accept">): WorldEvent[] {
  const by = actor(state, action.by);
  const other = presenceNamed(state, action.name);
  if (action.on) acceptAlways(by, other);
  else setOf(by, "accepted").delete(other.id);
  return [];
}

/** Refuses what a guest tells somebody who hears only users, unless they have accepted the guest. */
export function checkAccepted(from: PresenceState, to: PresenceState): void {
  if (to.hearsUsersOnly && roleOf(from) === "guest" && !to.accepted.has(from.id)) {
    refuse("not-accepted", { name: to.person.name });
  }
  // Whoever speaks to somebody wants to hear the answer.
  if (from.hearsUsersOnly) acceptAlways(from, to);
}

function acceptAlways(by: PresenceState, { id }: PresenceState): void {
  const accepted = setOf(by, "accepted");
  accepted.delete(id);
  accepted.add(id);
  const [oldest] = accepted;
  if (accepted.size > ACCEPTED) accepted.delete(oldest!);
}
