/**
 * The "server" capability: the house itself, for those who run it.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { RefusedError, UserError } from "../../commands/errors.ts";
import type { HouseBan } from "../../world/house_ban.ts";
import { reachesRole, type Role } from "../../world/role.ts";
import { act } from "./act.ts";
import { actorOf, type House } from "./house.ts";

const MINUTE_MS = 60_000;

/** The house at a glance. Times are in milliseconds since the epoch. */
export interface ServerFacts {
  /** The name of the house, from the settings. */
  readonly name: string;
  /** The program's version: `0.1.0`. */
  readonly version: string;
  /** When the server started. */
  readonly startedAt: number;
  /** When these facts were told. */
  readonly now: number;
  /** The room that everyone enters. */
  readonly lobby: string;
  /** How many lines of a room's history are shown to who comes in. */
  readonly joinLines: number;
  /** How many are here, guests too; somebody on several sessions counts once. */
  readonly people: number;
  /** The seats for terminals: how many are taken, how many there are, and the caller's own at a terminal. */
  readonly nodes: { readonly taken: number; readonly size: number; readonly own?: number };
}

/** One session, for those who run the house. */
export interface SessionFacts {
  /** The gateway's name. */
  readonly gateway: string;
  /** The numbered seat, of a terminal. */
  readonly node?: number;
  /** Undefined while they are logging in. */
  readonly name?: string;
  /** The caller's IP address as text. */
  readonly address: string;
  /** In milliseconds since the epoch. */
  readonly connectedAt: number;
  /** When the caller last did something, in milliseconds since the epoch. */
  readonly activeAt: number;
}

/** A ban from the house as it is set. */
export interface HouseBanOrder {
  /** As of IRC, `name!ident@host`; or `account:NAME`, an address, or a network: `192.0.2.0/24`. */
  readonly mask: string;
  /** May be empty. */
  readonly reason: string;
  /** How long it lasts; for good unless given. */
  readonly minutes?: number;
}

/** The house itself. What only a sysop or a moderator may do throws for others. */
export interface Server {
  /** The house at a glance, for everyone. */
  facts(): Promise<ServerFacts>;
  /** Makes the caller sysop, if they know the code of the first start. */
  claim(code: string): Promise<void>;
  /** Every session, by node; for sysops. */
  sessions(): Promise<readonly SessionFacts[]>;
  /** Gives a user a role; for sysops. */
  setRole(name: string, role: Role): Promise<void>;
  /** Puts somebody out of the house; the reason may be empty. For moderators. */
  kill(name: string, reason: string): Promise<void>;
  /** Keeps whoever fits a mask out of the house, and puts them out; for moderators. */
  banFromHouse(ban: HouseBanOrder): Promise<void>;
  /** Lifts a ban from the house; for moderators. */
  unbanFromHouse(mask: string): Promise<void>;
  /** The bans from the house that are not over, in the order they were set; for moderators. */
  houseBans(): Promise<readonly HouseBan[]>;
  /** Ends the session on a node; for sysops. Tells whether there was one. */
  hangUp(node: number): Promise<boolean>;
  /** Stops the server after a countdown; for sysops. */
  shutDown(minutes: number): Promise<void>;
  /** Calls the countdown off; for sysops. Tells whether there was one. */
  cancelShutDown(): Promise<boolean>;
}

/** The house for one caller. */
export class CallerServer implements Server {
  readonly #house: House;
  readonly #caller: Caller;

  constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  async facts(): Promise<ServerFacts> {
    const { name, facts, world, nodes, clock, directory } = this.#house;
    const own = directory.session(this.#caller.session)?.node;
    return {
      name,
      version: facts.version,
      startedAt: facts.startedAt,
      lobby: facts.lobby,
      joinLines: facts.joinLines,
      now: clock.now(),
      people: world.presenceCount,
      nodes: { taken: nodes.taken, size: nodes.size, ...(own !== undefined && { own }) },
    };
  }

  async claim(code: string): Promise<void> {
    await act(this.#house, { kind: "claim", ...actorOf(this.#house, this.#caller), code });
  }

  async sessions(): Promise<readonly SessionFacts[]> {
    this.#needRole("sysop");
    const { world, directory } = this.#house;
    return [...directory.sessions()].map((session): SessionFacts => {
      const { id, gateway, node, address, connectedAt, activeAt } = session;
      const name = world.presenceOf(id)?.person.name;
      return {
        gateway,
        ...(node !== undefined && { node }),
        ...(name !== undefined && { name }),
        address,
        connectedAt,
        activeAt,
      };
    }).sort((a, b) => (a.node ?? Infinity) - (b.node ?? Infinity));
  }

  async setRole(name: string, role: Role): Promise<void> {
    const actor = actorOf(this.#house, this.#caller);
    await act(this.#house, { kind: "set-role", ...actor, name, role });
  }

  async kill(name: string, reason: string): Promise<void> {
    await act(this.#house, { kind: "kill", ...actorOf(this.#house, this.#caller), name, reason });
  }

  async banFromHouse({ mask, reason, minutes }: HouseBanOrder): Promise<void> {
    const actor = actorOf(this.#house, this.#caller);
    const until = minutes === undefined
      ? {}
      : { until: this.#house.clock.now() + minutes * MINUTE_MS };
    await act(this.#house, { kind: "ban-from-house", ...actor, mask, reason, ...until });
  }

  async unbanFromHouse(mask: string): Promise<void> {
    const actor = actorOf(this.#house, this.#caller);
    await act(this.#house, { kind: "unban-from-house", ...actor, mask });
  }

  async houseBans(): Promise<readonly HouseBan[]> {
    this.#needRole("moderator");
    const { world, clock } = this.#house;
    const now = clock.now();
    return [...world.houseBans().values()].filter(({ until = Infinity }) => until > now);
  }

  async hangUp(node: number): Promise<boolean> {
    this.#needRole("sysop");
    for (const session of this.#house.directory.sessions()) {
      if (session.node !== node) continue;
      if (session.id === this.#caller.session) {
        throw new UserError("Cannot hang up that node as it is yours. Leave with /quit");
      }
      session.end("The sysop has hung up on you.");
      return true;
    }
    return false;
  }

  async shutDown(minutes: number): Promise<void> {
    this.#needRole("sysop");
    this.#house.countdown.start(minutes);
  }

  async cancelShutDown(): Promise<boolean> {
    this.#needRole("sysop");
    return this.#house.countdown.cancel();
  }

  /** What only this capability does is no action of the world, so the world can't refuse it. */
  #needRole(role: Role): void {
    if (!reachesRole(this.#caller.role, role)) throw new RefusedError({ code: "needs-role", role });
  }
}
