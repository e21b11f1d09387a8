/**
 * A world to try single rules on, with people who come in by one call.
 *
 * @module
 */

import { fail } from "node:assert/strict";
import type { Draft } from "../../core/world/action.ts";
import type { WorldEvent } from "../../core/world/event.ts";
import type { Outcome } from "../../core/world/outcome.ts";
import { DEFAULT_POLICY, type WorldPolicy } from "../../core/world/policy.ts";
import type { PresenceId, SessionId } from "../../core/world/person.ts";
import type { Refusal } from "../../core/world/refusal.ts";
import type { Rank, Role } from "../../core/world/role.ts";
import { EMPTY_SNAPSHOT } from "../../core/world/snapshot.ts";
import { World } from "../../core/world/world.ts";

/** A world to try single rules on. Presence `p1` comes on session `s1`, and so on. */
export class Scene {
  readonly world: World;
  #at = 1_700_000_000_000;
  #lastId = 0;

  constructor(policy: Partial<WorldPolicy> = {}) {
    this.world = new World(EMPTY_SNAPSHOT, { ...DEFAULT_POLICY, ...policy });
  }

  /** The time of the last action. */
  get now(): number {
    return this.#at;
  }

  apply(draft: Draft): Outcome {
    return this.world.apply({ ...draft, at: ++this.#at });
  }

  /** The events of an action that must succeed. */
  does(draft: Draft): readonly WorldEvent[] {
    const { events, refused } = this.apply(draft);
    return events ?? fail(`"${draft.kind}" was refused: ${JSON.stringify(refused)}`);
  }

  /** The refusal of an action that must fail. */
  refusal(draft: Draft): Refusal {
    return this.apply(draft).refused ?? fail(`"${draft.kind}" was not refused`);
  }

  /** How many messages wait for a user. */
  mailOf(name: string): number {
    const { id } = this.world.userNamed(name)!;
    return new Map(this.world.snapshot().mail).get(id) ?? 0;
  }

  /** A guest comes in. */
  guest(name: string): PresenceId {
    const id = ++this.#lastId;
    this.does({ kind: "arrive", session: `s${id}`, presence: `p${id}`, name, via: "test" });
    return `p${id}`;
  }

  /** Somebody registers and comes in. */
  user(name: string, role: Role = "member"): PresenceId {
    this.does({ kind: "register", name, passwordHash: "hash" });
    if (role !== "member") this.#promote(name, role);
    return this.back(name);
  }

  /** A user comes in: again, or on another session. */
  back(name: string): PresenceId {
    const id = ++this.#lastId;
    const user = this.world.userNamed(name)!.id;
    this.does({ kind: "arrive", session: `s${id}`, presence: `p${id}`, name, user, via: "test" });
    return this.world.presenceOf(`s${id}`)!.id;
  }

  /** Somebody goes, with all their sessions. */
  leave(who: PresenceId): void {
    for (const session of [...this.world.presence(who)!.sessions]) this.hangUp(session);
  }

  hangUp(session: SessionId): void {
    this.does({ kind: "depart", session, reason: "" });
  }

  join(by: PresenceId, room: string): readonly WorldEvent[] {
    return this.does({ kind: "join", by, room });
  }

  /** The rank that somebody has in a room as one of its members. */
  rankIn(room: string, who: PresenceId): Rank | undefined {
    return this.world.roomNamed(room)?.members.get(who);
  }

  #promote(name: string, role: Role): void {
    this.does({ kind: "register", name: `Maker_of_${name}`, passwordHash: "hash" });
    const maker = this.back(`Maker_of_${name}`);
    this.does({ kind: "open-claim", code: "code" });
    this.does({ kind: "claim", by: maker, code: "code" });
    this.does({ kind: "set-role", by: maker, name, role });
    this.leave(maker);
  }
}
