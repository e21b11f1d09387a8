/**
 * Addresses that are not let in for a while.
 *
 * @module
 */

import { BoundedMap } from "../bounded_map.ts";
import type { Clock } from "../clock.ts";
import { callerNetwork, type Networks, parseNetworks } from "../networks.ts";

/** How many bans there are at most, and how many earlier ones are remembered; the oldest go first. */
const BANS = 10_000;

/** How many bans of whole networks there are at most: each is looked at for each caller. */
const NETWORK_BANS = 1000;

/** The longest that anybody is banned for by themselves, in milliseconds. */
const LONGEST_MS = 24 * 60 * 60_000;

/** How long after the end of a ban the next one is still longer, in milliseconds. */
const REMEMBERED_MS = 24 * 60 * 60_000;

/** A ban. */
export interface Ban {
  /** An IPv4 address, an IPv6 network of 64 bits, or the network that a sysop has named. */
  readonly network: string;
  /** Why, as a sysop reads it. */
  readonly reason: string;
  /** When it ends, in milliseconds since the epoch. */
  readonly until: number;
}

/** Bans that end by themselves. Each of one address is twice as long as the last. Kept in memory only. */
export class BanList {
  readonly #clock: Pick<Clock, "now">;
  readonly #bans = new BoundedMap<string, Ban>(BANS);
  readonly #networks = new BoundedMap<string, Ban & { readonly members: Networks }>(NETWORK_BANS);
  readonly #earlier = new BoundedMap<string, { readonly times: number; readonly until: number }>(
    BANS,
  );

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /**
   * Bans an address, for longer each time.
   *
   * @param firstMs How long the first time, in milliseconds.
   */
  punish(address: string, { firstMs, reason }: { firstMs: number; reason: string }): Ban {
    const now = this.#clock.now();
    const network = callerNetwork(address);
    const earlier = this.#earlier.get(network);
    const times = earlier && now < earlier.until + REMEMBERED_MS ? earlier.times + 1 : 1;
    const until = now + Math.min(firstMs * 2 ** (times - 1), LONGEST_MS);
    this.#earlier.set(network, { times, until });
    return this.#add({ network, reason, until });
  }

  /**
   * Bans an address or a network for a time.
   *
   * @throws {Error} If it is neither.
   */
  add(where: string, { ms, reason }: { ms: number; reason: string }): Ban {
    const members = parseNetworks([where]);
    const until = this.#clock.now() + ms;
    if (!where.includes("/")) return this.#add({ network: callerNetwork(where), reason, until });
    const ban = { network: where, reason, until };
    this.#networks.set(where, { ...ban, members });
    return ban;
  }

  /** Lifts the bans of an address or network, and forgets earlier ones. Tells whether there was one. */
  lift(where: string): boolean {
    const network = where.includes("/") ? where : callerNetwork(where);
    this.#earlier.delete(network);
    const was = [this.#bans.delete(network), this.#networks.delete(network)];
    return was.includes(true);
  }

  /** The ban that an address is under, if there is one. */
  find(address: string): Ban | undefined {
    const now = this.#clock.now();
    const ban = this.#bans.get(callerNetwork(address));
    if (ban && now < ban.until) return ban;
    for (const [, ban] of this.#networks.entries()) {
      if (now < ban.until && ban.members.contains(address)) return ban;
    }
    return undefined;
  }

  /** The bans that are not over, the oldest first. */
  list(): Ban[] {
    const now = this.#clock.now();
    return [...this.#bans.entries(), ...this.#networks.entries()]
      .map(([, { network, reason, until }]) => ({ network, reason, until }))
      .filter(({ until }) => now < until);
  }

  #add(ban: Ban): Ban {
    this.#bans.set(ban.network, ban);
    return ban;
  }
}
