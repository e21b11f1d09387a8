/**
 * The challenge: what a caller does to show that they are a person, with one key or two.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import type { Clock } from "../../net/clock.ts";
import type { Guard } from "../../net/guard/guard.ts";
import { OPENING_MS } from "./caller_client.ts";
import type { WaitingRoom } from "../waiting_room.ts";

/** When callers are challenged. */
export type ChallengeMode = "auto" | "always" | "never";

/** What a {@linkcode Challenge} is made with. */
export interface ChallengeParts {
  readonly mode: ChallengeMode;
  readonly clock: Pick<Clock, "after">;
  /** Knows whose address is trusted, or has been called from by scanners, and hears of who fails. */
  readonly guard: Pick<Guard, "isAllowed" | "isBusy" | "isSuspect" | "report">;
  readonly waiting: Pick<WaitingRoom, "count" | "size">;
  /** A whole number below another, at random. */
  readonly random?: (below: number) => number;
}

/** A caller who may be challenged. */
export interface Challenged extends Pick<Caller, "ask"> {
  readonly address: string;
  /** Whether they have passed, or were never asked: once is enough. */
  readonly isProven: boolean;
  /** What is known of their program. */
  readonly client: { readonly speaksTelnet: boolean };
  /** Told once they have passed. */
  prove(): void;
}

/** How often one may try. */
const TRIES = 3;

/**
 * Asks callers for a key that a scanner does not press. Pressing Enter is enough for who comes while
 * the door is busy; an address that scanners have called from must press a key that is named. A program
 * that answers telnet, as those of people do, is not asked for what others of its address have done.
 */
export class Challenge {
  readonly #parts: ChallengeParts;

  constructor(parts: ChallengeParts) {
    this.#parts = parts;
  }

  /** Whether a caller may come in: at once, or as they have pressed the key. */
  async pose(caller: Challenged): Promise<boolean> {
    if (caller.isProven) return true;
    const isSuspect = await this.#suspects(caller);
    if (!isSuspect && !this.#asksEverybody(caller)) return true;
    const key = isSuspect ? String(2 + this.#random(8)) : "";
    for (let tries = 0; tries < TRIES; tries++) {
      const answer = await caller.ask(questionFor(key, { isAgain: tries > 0 }));
      if (answer.trim() !== key) continue;
      caller.prove();
      return true;
    }
    this.#parts.guard.report(caller.address, "challenge");
    return false;
  }

  #asksEverybody({ address }: Challenged): boolean {
    const { mode, guard } = this.#parts;
    if (mode === "never" || guard.isAllowed(address)) return false;
    return mode === "always" || this.#isBusy;
  }

  async #suspects(caller: Challenged): Promise<boolean> {
    const { mode, clock, guard } = this.#parts;
    if (mode === "never" || !guard.isSuspect(caller.address)) return false;
    if (mode === "always" || this.#isBusy) return true;
    await new Promise<void>((resolve) => clock.after(OPENING_MS, resolve));
    return !caller.client.speaksTelnet;
  }

  /** Whether more callers are at the door than commonly are. */
  get #isBusy(): boolean {
    const { guard, waiting } = this.#parts;
    return guard.isBusy || waiting.count > waiting.size / 2;
  }

  #random(below: number): number {
    const { random = randomBelow } = this.#parts;
    return random(below);
  }
}

function questionFor(key: string, { isAgain }: { isAgain: boolean }): string {
  if (key === "") {
    return isAgain ? "Only Enter, with nothing before it: " : "Press Enter to come in: ";
  }
  const what = `Press ${key}, and then Enter, to come in: `;
  return isAgain ? what : `We get many calls from machines where you call from.\n${what}`;
}

/** Good enough: whoever guesses has one chance in eight, three times, and then is remembered. */
function randomBelow(below: number): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! % below;
}
