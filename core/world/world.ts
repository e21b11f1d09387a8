/**
 * The world: what all people share, and the one way in which it changes.
 *
 * @module
 */

import * as acceptances from "./acceptance_rules.ts";
import * as accounts from "./account_rules.ts";
import type { Action, ActionKind, ActionOf } from "./action.ts";
import * as arrivals from "./arrival_rules.ts";
import type { WorldEvent } from "./event.ts";
import type { HouseBan } from "./house_ban.ts";
import * as house from "./house_rules.ts";
import * as identities from "./identity_rules.ts";
import { powerIn, standingIn } from "./lookups.ts";
import { nameKey } from "./name.ts";
import * as notes from "./note_rules.ts";
import { type Outcome, Refused } from "./outcome.ts";
import { DEFAULT_POLICY, type WorldPolicy } from "./policy.ts";
import type { PresenceId, SessionId } from "./person.ts";
import type { Presence } from "./presence.ts";
import * as preferences from "./preference_rules.ts";
import * as redactions from "./redact_rules.ts";
import type { Refusal } from "./refusal.ts";
import type { Rank } from "./role.ts";
import type { Room, RoomId, Standing } from "./room.ts";
import * as powers from "./room_power_rules.ts";
import * as rooms from "./room_rules.ts";
import { EMPTY_SNAPSHOT, type Snapshot } from "./snapshot.ts";
import { type PresenceState, type RoomState, State } from "./state.ts";
import * as talk from "./talk_rules.ts";
import type { User, UserId } from "./user.ts";

type Rule<Kind extends ActionKind> = (state: State, action: ActionOf<Kind>) => WorldEvent[];

/** Which rule decides which action. */
const RULES: { readonly [Kind in ActionKind]: Rule<Kind> } = {
  "accept": acceptances.accept,
  "arrive": arrivals.arrive,
  "ban": powers.ban,
  "ban-from-house": house.banFromHouse,
  "claim": accounts.claim,
  "depart": arrivals.depart,
  "describe": identities.describe,
  "disown-room": rooms.disownRoom,
  "grant-role": identities.grantRole,
  "identify": identities.identify,
  "ignore": talk.ignore,
  "invite": powers.invite,
  "join": rooms.join,
  "kick": powers.kick,
  "kill": house.kill,
  "lift-mask": powers.liftMask,
  "mark-read": notes.markRead,
  "note-person": notes.notePerson,
  "note-room": notes.noteRoom,
  "open-claim": accounts.openClaim,
  "open-room": rooms.openRoom,
  "own-room": rooms.ownRoom,
  "part": rooms.part,
  "prefer": preferences.prefer,
  "read-mail": talk.readMail,
  "redact": redactions.redact,
  "redact-told": redactions.redactTold,
  "register": accounts.register,
  "rename": identities.rename,
  "rename-room": rooms.renameRoom,
  "say": talk.say,
  "set-away": talk.setAway,
  "set-mask": powers.setMask,
  "set-password": accounts.setPassword,
  "set-rank": powers.setRank,
  "set-role": accounts.setRole,
  "set-rules": rooms.setRules,
  "set-topic": rooms.setTopic,
  "set-voice": powers.setVoice,
  "shout": talk.shout,
  "tell": talk.tell,
  "unban-from-house": house.unbanFromHouse,
};

/**
 * The state machine of everything that people share. It knows no sockets, no SQL and no clock: the
 * same actions in the same order give the same world on every machine.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const world = new World();
 * world.apply({ kind: "arrive", at: 1, session: "s1", presence: "p1", name: "Ann", via: "test" });
 * deepStrictEqual(world.apply({ kind: "part", at: 2, by: "p1", room: "den" }), {
 *   refused: { code: "no-such-room", room: "den" },
 * });
 * ```
 */
export class World {
  readonly #state: State;

  /**
   * Takes up a world where a snapshot left it; without one, an empty world.
   *
   * @internal
   */
  constructor(snapshot: Snapshot = EMPTY_SNAPSHOT, policy: WorldPolicy = DEFAULT_POLICY) {
    this.#state = new State(snapshot, policy);
  }

  /**
   * Applies one action: the events that follow, or a refusal and nothing changed.
   *
   * @internal
   */
  apply(action: Action): Outcome {
    try {
      return { events: (RULES[action.kind] as Rule<ActionKind>)(this.#state, action) };
    } catch (error) {
      if (error instanceof Refused) return { refused: error.refusal };
      throw error;
    }
  }

  /**
   * The lasting part of the world as plain data.
   *
   * @internal
   */
  snapshot(): Snapshot {
    return this.#state.snapshot();
  }

  /** The limits that its rules keep. */
  get policy(): WorldPolicy {
    return this.#state.policy;
  }

  /** The code that would make its knower sysop; undefined once the server is claimed. */
  get claimCode(): string | undefined {
    return this.#state.claimCode;
  }

  /** Whether anybody is sysop. */
  get hasSysop(): boolean {
    return [...this.#state.users.values()].some((user) => user.role === "sysop");
  }

  /** A person by their presence's id, while they are here. */
  presence(id: PresenceId): Presence | undefined {
    return this.#state.presences.get(id);
  }

  /** The person that a session is, once it is somebody. */
  presenceOf(session: SessionId): Presence | undefined {
    return this.#state.sessions.get(session);
  }

  /** The person here who wears that name, in any case. */
  presenceNamed(name: string): Presence | undefined {
    return this.#state.presencesByKey.get(nameKey(name));
  }

  /** The user as they are here, whatever name they wear. */
  presenceOfUser(id: UserId): Presence | undefined {
    return this.#state.presencesByUser.get(id);
  }

  /** Everyone here, in the order they came. */
  presences(): IterableIterator<Presence> {
    return this.#state.presences.values();
  }

  /** How many people are here; somebody on several sessions counts once. */
  get presenceCount(): number {
    return this.#state.presences.size;
  }

  /** An account by its number. */
  user(id: UserId): User | undefined {
    return this.#state.users.get(id);
  }

  /** Every account. */
  users(): IterableIterator<User> {
    return this.#state.users.values();
  }

  /** The account of that name, in any case, whether its user is here or not. */
  userNamed(name: string): User | undefined {
    return this.#state.usersByKey.get(nameKey(name));
  }

  /** A room by its number, while it is kept. */
  room(id: RoomId): Room | undefined {
    return this.#state.rooms.get(id);
  }

  /** The room of that name, in any case, whether one may know of it or not. */
  roomNamed(name: string): Room | undefined {
    return this.#state.roomsByKey.get(nameKey(name));
  }

  /** Every room, in the order they were made. */
  rooms(): IterableIterator<Room> {
    return this.#state.rooms.values();
  }

  /** What a person may do in a room, by their rank there or by their role in the house. */
  powerIn(room: Room, presence: Presence): Rank {
    return powerIn(room as RoomState, presence as PresenceState);
  }

  /** What a person has been given in a room, whatever their role in the house. */
  standingIn(room: Room, presence: Presence): Standing {
    return standingIn(room as RoomState, presence as PresenceState);
  }

  /** The bans from the house by the keys of their masks; those that are over stay until another is set. */
  houseBans(): ReadonlyMap<string, HouseBan> {
    return this.#state.houseBans;
  }

  /** What speaks against a new name: of a guest or of an account. */
  refusalOfName(name: string): Refusal | undefined {
    try {
      arrivals.checkNewName(this.#state, name);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  }
}
