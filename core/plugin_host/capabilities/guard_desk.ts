/**
 * The "guard" capability: what the guard at the doors did and why, and what a sysop tells it.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { RefusedError, UserError } from "../../commands/errors.ts";
import type { GuardReport } from "../../net/guard/guard.ts";
import { parseNetworks } from "../../net/networks.ts";
import type { SignOfLife } from "../../session/waiting_room.ts";
import { reachesRole } from "../../world/role.ts";
import type { House } from "./house.ts";

const MINUTE_MS = 60_000;

/** Somebody who has no name yet. */
export interface WaitingFacts {
  /** The caller's IP address as text. */
  readonly address: string;
  /** The gateway's name. */
  readonly gateway: string;
  /** Since when they wait, in milliseconds since the epoch. */
  readonly since: number;
  /** What they have shown of themselves. */
  readonly shown: SignOfLife;
}

/** What the guard did, and who waits. */
export interface GuardFacts extends GuardReport {
  /** When these facts were told, in milliseconds since the epoch. */
  readonly now: number;
  /** Those who have no name yet, the longest first. */
  readonly waiting: readonly WaitingFacts[];
  /** How many may wait. */
  readonly waitingSize: number;
}

/** The guard at the doors, for sysops; all of it throws for others. */
export interface GuardDesk {
  /** What it did and why, and who waits. */
  facts(): Promise<GuardFacts>;
  /** Closes the doors to an address or a network for some minutes; who is here stays. */
  ban(where: string, minutes: number): Promise<void>;
  /** Lifts a ban. Tells whether there was one. */
  unban(where: string): Promise<boolean>;
  /** Always lets an address or a network in, until the server ends. */
  allow(where: string): Promise<void>;
}

/** The guard for one caller. */
export class CallerGuard implements GuardDesk {
  readonly #house: House;
  readonly #caller: Caller;

  constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  async facts(): Promise<GuardFacts> {
    this.#needSysop();
    const { guard, waiting, clock } = this.#house;
    return {
      ...guard.tell(),
      now: clock.now(),
      waitingSize: waiting.size,
      waiting: Array.from(waiting.waiting(), ({ waiter, since }) => ({
        address: waiter.address,
        gateway: waiter.gateway,
        shown: waiter.shown,
        since,
      })),
    };
  }

  async ban(where: string, minutes: number): Promise<void> {
    this.#needSysop();
    const { guard, directory } = this.#house;
    const own = directory.session(this.#caller.session)?.address ?? "";
    if (asUser(() => parseNetworks([where])).contains(own)) {
      throw new UserError(`Cannot ban ${where} as you call from there yourself`);
    }
    guard.ban(where, { ms: minutes * MINUTE_MS, reason: "banned by a sysop" });
  }

  async unban(where: string): Promise<boolean> {
    this.#needSysop();
    return this.#house.guard.unban(where);
  }

  async allow(where: string): Promise<void> {
    this.#needSysop();
    asUser(() => this.#house.guard.allow(where));
  }

  #needSysop(): void {
    if (reachesRole(this.#caller.role, "sysop")) return;
    throw new RefusedError({ code: "needs-role", role: "sysop" });
  }
}

/** Does what fails only for what somebody typed. */
function asUser<Value>(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    throw new UserError((error as Error).message);
  }
}
