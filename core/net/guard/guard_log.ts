/**
 * What the guard tells the log: each ban, and the rest once a minute, in one line.
 *
 * @module
 */

import { type Log, logFor } from "../../logging/log.ts";
import type { Ban } from "./ban_list.ts";
import type { Cancel, Clock } from "../clock.ts";

/** How long what happens is gathered, in milliseconds. */
const GATHERED_MS = 60_000;

/** How many bans are told one by one in that time; the others are only counted. */
const BANS_TOLD = 20;

const MINUTE_MS = 60_000;

/** Tells the log what the guard does, however many callers there are. */
export class GuardLog {
  readonly #clock: Clock;
  readonly #log: Pick<Log, "info">;
  #counts = new Map<string, number>();
  #bans = 0;
  #cancel: Cancel | undefined;

  constructor(clock: Clock, log: Pick<Log, "info"> = logFor("net")) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Something has happened once more. */
  count(what: string): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
    this.#cancel ??= this.#clock.after(GATHERED_MS, () => this.#tell());
  }

  /** An address has just been banned. */
  banned({ reason, until }: Ban, address: string): void {
    if (++this.#bans > BANS_TOLD) return this.count("more-bans");
    this.#cancel ??= this.#clock.after(GATHERED_MS, () => this.#tell());
    const minutes = Math.round((until - this.#clock.now()) / MINUTE_MS);
    this.#log.info("The guard has banned an address", { address, minutes, reason });
  }

  /** Tells what is yet to be told. */
  close(): void {
    this.#cancel?.();
    this.#tell();
  }

  #tell(): void {
    this.#cancel = undefined;
    this.#bans = 0;
    const counts = Object.fromEntries(this.#counts);
    this.#counts = new Map();
    if (Object.keys(counts).length > 0) {
      this.#log.info("The guard has met callers who are not let in, or do not behave", counts);
    }
  }
}
