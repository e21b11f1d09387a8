/**
 * The "users" capability: people, as the caller of a command sees them.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { RefusedError } from "../../commands/errors.ts";
import type { Call } from "../../world/journal.ts";
import { type Presence, roleOf } from "../../world/presence.ts";
import { reachesRole, type Role } from "../../world/role.ts";
import type { UserId } from "../../world/user.ts";
import { act } from "./act.ts";
import { actorOf, type House, presenceOf } from "./house.ts";

/** Somebody who is here. Times are in milliseconds since the epoch. */
export interface PersonHere {
  /** The one they wear, as they spell it. */
  readonly name: string;
  /** Their account; undefined for a guest. */
  readonly user?: UserId;
  /** What they say they are called, in any words. */
  readonly realName?: string;
  /** Whether they say that they are a program. */
  readonly isBot: boolean;
  /** Their role in the house. */
  readonly role: Role;
  /** The gateways and nodes of their sessions, in the order they came. */
  readonly sessions: readonly { readonly gateway: string; readonly node?: number }[];
  /** When the first of their sessions came in. */
  readonly since: number;
  /** When they last did something, on any session. */
  readonly activeAt: number;
  /** What they left for those who tell them something, while they are away. */
  readonly away?: string;
  /** The rooms they are in that the caller may know of. */
  readonly rooms: readonly string[];
}

/** What is known of a name: somebody here, a user, or both. */
export interface Portrait {
  /** As they spell it: the one they wear, if they are here. */
  readonly name: string;
  /** Their account; undefined for a guest. */
  readonly user?: UserId;
  /** Undefined for a guest. */
  readonly account?: {
    /** Its name, which is not always the one they wear. */
    readonly name: string;
    readonly role: Role;
    readonly createdAt: number;
    readonly lastSeenAt: number;
  };
  /** Undefined while they are not here. */
  readonly here?: PersonHere;
}

/** People, as the caller sees them. */
export interface Users {
  /** Everyone here, in the order they came. */
  here(): Promise<readonly PersonHere[]>;
  /** All there is to know of a name; throws if nobody has it. */
  look(name: string): Promise<Portrait>;
  /** The newest calls, newest first. */
  lastCalls(limit: number): Promise<readonly Call[]>;
  /** Stops hearing somebody, or begins again. */
  ignore(name: string, on: boolean): Promise<void>;
  /** The names that the caller does not hear, sorted, as they compare: in lower case. */
  ignored(): Promise<readonly string[]>;
}

/** People for one caller. */
export class CallerUsers implements Users {
  readonly #house: House;
  readonly #caller: Caller;

  constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  async here(): Promise<readonly PersonHere[]> {
    return [...this.#house.world.presences()].map((presence) => this.#describe(presence));
  }

  async look(name: string): Promise<Portrait> {
    const { world } = this.#house;
    const worn = world.presenceNamed(name);
    const user = worn ? worn.user : world.userNamed(name);
    const presence = worn ?? (user && world.presenceOfUser(user.id));
    if (!presence && !user) throw new RefusedError({ code: "no-such-user", name });
    return {
      name: presence?.person.name ?? user!.name,
      ...(user && {
        user: user.id,
        account: {
          name: user.name,
          role: user.role,
          createdAt: user.createdAt,
          lastSeenAt: user.lastSeenAt,
        },
      }),
      ...(presence && { here: this.#describe(presence) }),
    };
  }

  async lastCalls(limit: number): Promise<readonly Call[]> {
    return this.#house.calls.recentCalls(limit);
  }

  async ignore(name: string, on: boolean): Promise<void> {
    const actor = actorOf(this.#house, this.#caller);
    await act(this.#house, { kind: "ignore", ...actor, name, on });
  }

  async ignored(): Promise<readonly string[]> {
    return [...presenceOf(this.#house, this.#caller).ignored].sort();
  }

  #describe(presence: Presence): PersonHere {
    const { world, directory } = this.#house;
    const sessions = [...presence.sessions].flatMap((id) => directory.session(id) ?? []);
    const rooms = [...presence.rooms].flatMap((id) => world.room(id) ?? []);
    const seer = presenceOf(this.#house, this.#caller);
    const seesAll = reachesRole(roleOf(seer), "moderator");
    return {
      name: presence.person.name,
      ...(presence.user && { user: presence.user.id }),
      ...(presence.realName !== undefined && { realName: presence.realName }),
      isBot: presence.isBot,
      role: roleOf(presence),
      sessions: sessions.map(({ gateway, node }) => ({ gateway, ...(node && { node }) })),
      since: presence.since,
      activeAt: Math.max(presence.since, ...sessions.map((session) => session.activeAt)),
      ...(presence.away !== undefined && { away: presence.away }),
      rooms: rooms
        .filter((room) => !room.rules.hidden || seesAll || seer.rooms.has(room.id))
        .map((room) => room.name),
    };
  }
}
