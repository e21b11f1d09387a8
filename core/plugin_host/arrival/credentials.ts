/**
 * Checks names and passwords for every gateway, and slows down those who guess.
 *
 * @module
 */

import type { Clock } from "../../net/clock.ts";
import { verifyPassword } from "../../storage/password.ts";
import { nameKey } from "../../world/name.ts";
import type { User } from "../../world/user.ts";
import type { World } from "../../world/world.ts";

/** After how long without a failure the earlier ones are forgotten. */
const FORGET_MS = 15 * 60_000;

/** The longest that anybody has to wait for one answer. */
const LONGEST_WAIT_MS = 10_000;

/** How many addresses and names are watched at once; the oldest are forgotten first. */
const WATCHED = 10_000;

/** What the key of a name begins with; the others are of addresses. */
const NAME = "name ";

interface Failures {
  count: number;
  lastAt: number;
  /** When the next try may be answered. */
  nextAt: number;
}

/** A name and a password, and where they came from. */
export interface LoginAttempt {
  /** Of a user, in any case. */
  readonly name: string;
  /** As it was typed. */
  readonly password: string;
  /** Where it came from. */
  readonly address: string;
}

/**
 * Checks names and passwords. Each failure makes the next answer for that name, and for that
 * address, wait longer: 1 second, 2, 4, up to 10. Tries that come at once wait in line.
 */
export class Credentials {
  readonly #world: World;
  readonly #clock: Clock;
  readonly #isExempt: (address: string) => boolean;
  readonly #failed: (address: string) => void;
  readonly #failures = new Map<string, Failures>();

  /**
   * Each house makes one.
   *
   * @internal
   * @param isExempt Whether an address is trusted not to guess; names are guarded all the same.
   * @param failed Told of the address of each guess that was wrong.
   */
  constructor(
    { world, clock, isExempt, failed = () => {} }: {
      world: World;
      clock: Clock;
      isExempt: (address: string) => boolean;
      failed?: (address: string) => void;
    },
  ) {
    this.#world = world;
    this.#clock = clock;
    this.#isExempt = isExempt;
    this.#failed = failed;
  }

  /** The user, if the password is theirs. */
  check({ name, password, address }: LoginAttempt): Promise<User | undefined> {
    const proves = (user: User) => verifyPassword(password, user.passwordHash);
    return this.prove({ name, address }, proves);
  }

  /** The user, if what the caller has sent proves that they know the password, or hold the user's key. */
  prove(
    { name, address }: Omit<LoginAttempt, "password">,
    proves: (user: User) => boolean | Promise<boolean>,
  ): Promise<User | undefined> {
    return this.guard({ name, address }, async () => {
      const user = this.#world.userNamed(name);
      return user && await proves(user) ? user : undefined;
    });
  }

  /**
   * What a check of some other secret finds, which goes with a name that need not be a user's: guesses are
   * slowed down as those at passwords are.
   *
   * @param check Finds nothing where the secret is wrong.
   */
  async guard<Found>(
    { name, address }: Omit<LoginAttempt, "password">,
    check: () => Promise<Found | undefined>,
  ): Promise<Found | undefined> {
    const keys = [NAME + nameKey(name)];
    if (!this.#isExempt(address)) keys.push(`address ${address}`);
    await this.#turn(keys);
    const found = await check();
    if (found === undefined) this.#failed(address);
    for (const key of keys) {
      if (found !== undefined) this.#failures.delete(key);
      else this.#fail(key);
    }
    return found;
  }

  async #turn(keys: readonly string[]): Promise<void> {
    const now = this.#clock.now();
    let waitMs = 0;
    for (const key of keys) {
      const failures = this.#failures.get(key);
      if (!failures || now - failures.lastAt >= FORGET_MS) continue;
      waitMs = Math.max(waitMs, failures.nextAt - now);
      // Those who try at once, on many connections, wait one behind the other. Behind a name the line is
      // short, as its owner may stand in it too; each address has a line of its own as well.
      const next = Math.max(failures.nextAt, now) + pauseAfter(failures.count);
      failures.nextAt = isOfName(key) ? Math.min(next, now + LONGEST_WAIT_MS) : next;
    }
    if (waitMs <= 0) return;
    await new Promise<void>((resolve) => this.#clock.after(waitMs, resolve));
  }

  #fail(key: string): void {
    const now = this.#clock.now();
    const known = this.#failures.get(key);
    const count = known && now - known.lastAt < FORGET_MS ? known.count + 1 : 1;
    this.#failures.delete(key);
    this.#failures.set(key, {
      count,
      lastAt: now,
      nextAt: Math.max(known?.nextAt ?? 0, now + pauseAfter(count)),
    });
    if (this.#failures.size > WATCHED) {
      for (const oldest of this.#failures.keys()) {
        this.#failures.delete(oldest);
        break;
      }
    }
  }
}

function isOfName(key: string): boolean {
  return key.startsWith(NAME);
}

function pauseAfter(failures: number): number {
  return Math.min(1000 * 2 ** (failures - 1), LONGEST_WAIT_MS);
}
