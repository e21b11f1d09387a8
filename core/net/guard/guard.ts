/**
 * The guard at the door: counts who comes how often, remembers who behaves like a scanner, and bans
 * them for a while.
 *
 * @module
 */

import { ArrivalRates } from "./arrival_rates.ts";
import { type Ban, BanList } from "./ban_list.ts";
import { BoundedMap } from "../bounded_map.ts";
import type { Clock } from "../clock.ts";
import { ConnectionLimits, type Doorkeeper, type Release } from "./connection_limits.ts";
import { GuardLog } from "./guard_log.ts";
import { callerNetwork, type Networks, parseNetworks, siteNetwork } from "../networks.ts";
import { BAN_POINTS, FORGIVEN_PER_MINUTE, type Offence, OFFENCES } from "./offence.ts";

const MINUTE_MS = 60_000;

/** How many addresses, and how many networks, are remembered; the oldest are forgotten first. */
const REMEMBERED = 10_000;

/** How many may dial each minute, from wherever, before the door is called busy. */
const BUSY_PER_MINUTE = 120;

/** How long the door is called busy after that, in milliseconds. */
const BUSY_MS = 30_000;

/** How many networks are told of. */
const TOP_NETWORKS = 10;

/** How many networks are let in by word of a sysop at most. */
const ALLOWED = 1000;

/** What the guard has done with a caller beside noting an offence. */
export type GuardAct = "admitted" | "banned" | "busy" | "shown-out";

/** How often each thing has happened since the start. */
export type GuardCounts = Readonly<Record<GuardAct | Offence, number>>;

/** What a {@linkcode Guard} allows. */
export interface GuardOptions {
  readonly clock: Clock;
  /** Networks that are always let in: they are neither counted nor banned. */
  readonly allowed: readonly string[];
  /** Connections of one address at a time. */
  readonly perAddress: number;
  /** Connections of one network at a time. */
  readonly perNetwork: number;
  /** Connections of one address each minute. */
  readonly perMinute: number;
  /** Connections of one network each minute. */
  readonly networkPerMinute: number;
  /** How long the first ban is, in milliseconds; 0 for none at all. */
  readonly banMs: number;
}

/** A network that callers have done wrong from. */
export interface KnownNetwork {
  /** Of IPv4 with 24 bits, of IPv6 with 48. */
  readonly network: string;
  /** How many offences. */
  readonly offences: number;
}

/** What the guard tells a sysop. */
export interface GuardReport {
  /** Since when it counts, in milliseconds since the epoch. */
  readonly since: number;
  /** How often each thing has happened since then. */
  readonly counts: GuardCounts;
  /** Those that are not over. */
  readonly bans: readonly Ban[];
  /** Those with the most offences, the worst first. */
  readonly networks: readonly KnownNetwork[];
  /** Networks that are let in by word of a sysop, beside those of the settings. */
  readonly allowed: readonly string[];
  /** Whether more dial, or have a moment ago, than commonly do. */
  readonly isBusy: boolean;
}

interface PastOffences {
  readonly points: number;
  readonly atMs: number;
}

/** The guard. The ports of one server share it. What it knows is bounded, and is in memory only. */
export class Guard implements Doorkeeper {
  readonly #options: GuardOptions;
  readonly #clock: Clock;
  readonly #allowed: Networks;
  readonly #allowedNow = new BoundedMap<string, Networks>(ALLOWED);
  readonly #limits: ConnectionLimits;
  readonly #addressRates: ArrivalRates;
  readonly #networkRates: ArrivalRates;
  readonly #doorRate: ArrivalRates;
  readonly #bans: BanList;
  readonly #records = new BoundedMap<string, PastOffences>(REMEMBERED);
  readonly #networks = new BoundedMap<string, number>(REMEMBERED);
  readonly #counts: Record<GuardAct | Offence, number>;
  readonly #log: GuardLog;
  readonly #since: number;
  #busyUntil = -Infinity;

  constructor(options: GuardOptions) {
    const { clock, allowed, perAddress, perNetwork, perMinute, networkPerMinute } = options;
    const now = () => clock.now();
    this.#options = options;
    this.#clock = clock;
    this.#allowed = parseNetworks(allowed);
    this.#limits = new ConnectionLimits({ perAddress, perNetwork });
    this.#addressRates = new ArrivalRates({ perMinute, now });
    this.#networkRates = new ArrivalRates({ perMinute: networkPerMinute, now });
    this.#doorRate = new ArrivalRates({ perMinute: BUSY_PER_MINUTE, now });
    this.#bans = new BanList(clock);
    this.#since = now();
    this.#counts = noCounts();
    this.#log = new GuardLog(clock);
  }

  /**
   * Judges a caller who has just connected.
   *
   * @returns What gives back their place; "banned" for who is to be closed without a word; nothing
   * for one too many.
   */
  admit(address: string): Release | "banned" | undefined {
    const isAllowed = this.isAllowed(address);
    if (!isAllowed && this.#bans.find(address)) {
      this.count("banned");
      return "banned";
    }
    const release = isAllowed ? () => {} : this.#placeFor(address);
    if (!release) {
      this.report(address, "crowding");
      return undefined;
    }
    if (!this.#doorRate.take("door")) this.#busyUntil = this.#clock.now() + BUSY_MS;
    this.count("admitted");
    return release;
  }

  #placeFor(address: string): Release | undefined {
    const isInTime = this.#addressRates.take(callerNetwork(address)) &&
      this.#networkRates.take(siteNetwork(address));
    return isInTime ? this.#limits.admit(address) : undefined;
  }

  /** Takes note of what a caller has done wrong; with enough of it they are banned. */
  report(address: string, offence: Offence): void {
    this.count(offence);
    if (this.isAllowed(address)) return;
    const site = siteNetwork(address);
    this.#networks.set(site, (this.#networks.get(site) ?? 0) + 1);
    const caller = callerNetwork(address);
    const points = this.#pointsOf(caller) + OFFENCES[offence].points;
    this.#records.set(caller, { points, atMs: this.#clock.now() });
    const { banMs } = this.#options;
    if (points < BAN_POINTS || banMs === 0 || this.#bans.find(address)) return;
    const { words } = OFFENCES[offence];
    const ban = this.#bans.punish(address, { firstMs: banMs, reason: words });
    // Else the next small thing after the ban would be punished at once, and twice as long.
    this.#records.set(caller, { points: BAN_POINTS / 2, atMs: ban.until });
    this.#log.banned(ban, address);
  }

  /** Takes note of something that is nobody's offence. */
  count(what: GuardAct | Offence): void {
    this.#counts[what]++;
    if (what !== "admitted") this.#log.count(what);
  }

  /** Whether an address is always let in. */
  isAllowed(address: string): boolean {
    if (this.#allowed.contains(address)) return true;
    for (const [, networks] of this.#allowedNow.entries()) {
      if (networks.contains(address)) return true;
    }
    return false;
  }

  /** Whether a caller's address has done something wrong of late. */
  isSuspect(address: string): boolean {
    return !this.isAllowed(address) && this.#pointsOf(callerNetwork(address)) > 0;
  }

  /** Whether more dial, or have a moment ago, than commonly do. */
  get isBusy(): boolean {
    return this.#clock.now() < this.#busyUntil;
  }

  /**
   * Bans an address or a network for a time, by word of a sysop.
   *
   * @throws {Error} If it is neither.
   */
  ban(where: string, { ms, reason }: { ms: number; reason: string }): Ban {
    return this.#bans.add(where, { ms, reason });
  }

  /** Lifts a ban, and forgets what it was for. Tells whether there was one. */
  unban(where: string): boolean {
    this.#records.delete(callerNetwork(where));
    return this.#bans.lift(where);
  }

  /**
   * Always lets an address or a network in, until the server ends.
   *
   * @throws {Error} If it is neither.
   */
  allow(where: string): void {
    this.#allowedNow.set(where, parseNetworks([where]));
  }

  /** What it did, and why. */
  tell(): GuardReport {
    const networks = Array.from(
      this.#networks.entries(),
      ([network, offences]) => ({ network, offences }),
    );
    return {
      since: this.#since,
      counts: { ...this.#counts },
      bans: this.#bans.list(),
      networks: networks.sort((a, b) => b.offences - a.offences).slice(0, TOP_NETWORKS),
      allowed: Array.from(this.#allowedNow.entries(), ([network]) => network),
      isBusy: this.isBusy,
    };
  }

  /** Writes down what is yet to be written in the log. */
  close(): void {
    this.#log.close();
  }

  #pointsOf(caller: string): number {
    const { points, atMs } = this.#records.get(caller) ?? { points: 0, atMs: 0 };
    const minutes = Math.max(0, this.#clock.now() - atMs) / MINUTE_MS;
    return Math.max(0, points - minutes * FORGIVEN_PER_MINUTE);
  }
}

function noCounts(): Record<GuardAct | Offence, number> {
  return {
    admitted: 0,
    banned: 0,
    busy: 0,
    "shown-out": 0,
    challenge: 0,
    crowding: 0,
    http: 0,
    noise: 0,
    password: 0,
    silence: 0,
    ssh: 0,
    tls: 0,
  };
}
