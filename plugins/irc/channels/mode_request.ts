/**
 * Reads what a MODE wants of a channel.
 *
 * @module
 */

import type { MaskList, RoomRules } from "partyline";
import { readListMask } from "./ban_mask.ts";
import { CHANNEL_MODES, type PrefixRank } from "../tables/channel_modes.ts";
import type { NumericName } from "../tables/numerics.ts";

/** So many changes with a parameter does one MODE make; the rest is left undone. */
export const MODES_PER_COMMAND = 12;

/** A change of a mode, as it is read: one action of the world, a question, or what is wrong with it. */
export type ModeChange =
  /** Rules to set, all that stood together. */
  | { readonly kind: "rules"; readonly rules: Partial<RoomRules> }
  | {
    readonly kind: "mask";
    readonly on: boolean;
    readonly letter: string;
    readonly list: MaskList;
    readonly mask: string;
  }
  | {
    readonly kind: "rank";
    readonly on: boolean;
    readonly letter: string;
    readonly rank: PrefixRank;
    readonly name: string;
  }
  /** What is on the list of this letter? */
  | { readonly kind: "query"; readonly letter: string }
  | {
    readonly kind: "fault";
    readonly numeric: NumericName;
    readonly params: readonly string[];
    readonly text?: string;
  };

/**
 * Reads the parameters of a MODE after the channel (RFC 2812, section 3.2.3). What is wrong with a change
 * is among the changes, in its place.
 *
 * @param channel As it was typed, for the numerics.
 * @param params The letters, and the parameters of those that take one; more letters may follow.
 */
export function parseChannelModes(channel: string, params: readonly string[]): ModeChange[] {
  return new ModeReader(channel, params).read();
}

/** A MODE that is being read. */
class ModeReader {
  readonly #channel: string;
  readonly #letters: string;
  readonly #params: string[];
  readonly #changes: ModeChange[] = [];
  readonly #unknown = new Set<string>();
  #taken = 0;

  constructor(channel: string, [letters = "", ...params]: readonly string[]) {
    this.#channel = channel;
    this.#letters = letters;
    this.#params = params;
  }

  read(): ModeChange[] {
    let on = true;
    for (const letter of this.#letters) {
      if (letter === "+" || letter === "-") on = letter === "+";
      else this.#change(on, letter);
    }
    return this.#changes;
  }

  #change(on: boolean, letter: string): void {
    const mode = Object.hasOwn(CHANNEL_MODES, letter) ? CHANNEL_MODES[letter]! : undefined;
    if (!mode) return this.#refuseUnknown(letter);
    if (mode.kind === "flag") return this.#rule({ [mode.rule]: mode.inverted ? !on : on });
    if (mode.kind === "limit" && !on) return this.#rule({ limit: 0 });
    const param = this.#params.shift();
    if (param !== undefined && ++this.#taken > MODES_PER_COMMAND) return;
    if (mode.kind === "list" && (param === undefined || param === "")) return this.#query(letter);
    // Clients take a key away without knowing it.
    if (mode.kind === "key" && !on) return this.#rule({ key: "" });
    if (param === undefined) return this.#fault({ numeric: "NEEDMOREPARAMS", params: ["MODE"] });
    if (mode.kind === "key") return this.#key(param);
    if (mode.kind === "limit") return this.#limit(param);
    if (mode.kind === "list") return this.#mask({ on, letter, list: mode.list, param });
    this.#changes.push({ kind: "rank", on, letter, rank: mode.rank, name: param });
  }

  /** Rules that follow each other are one change, and so one line for everyone. */
  #rule(rules: Partial<RoomRules>): void {
    const last = this.#changes.at(-1);
    if (last?.kind === "rules") this.#changes.pop();
    this.#changes.push({
      kind: "rules",
      rules: { ...(last?.kind === "rules" && last.rules), ...rules },
    });
  }

  #key(key: string): void {
    // To the world this would be no key at all.
    if (key === "") this.#fault({ numeric: "INVALIDKEY", params: [this.#channel] });
    else this.#rule({ key });
  }

  #limit(param: string): void {
    if (/^[1-9]\d{0,8}$/.test(param)) this.#rule({ limit: Number(param) });
    else this.#invalid("l", { param, reason: "A limit is a number above 0" });
  }

  #mask({ on, letter, list, param }: {
    readonly on: boolean;
    readonly letter: string;
    readonly list: MaskList;
    readonly param: string;
  }): void {
    const read = readListMask(list, param);
    if (read) this.#changes.push({ kind: "mask", on, letter, ...read });
    else this.#invalid(letter, { param, reason: "That list takes no such mask" });
  }

  #query(letter: string): void {
    const isAsked = this.#changes.some((change) =>
      change.kind === "query" && change.letter === letter
    );
    if (!isAsked) this.#changes.push({ kind: "query", letter });
  }

  #refuseUnknown(letter: string): void {
    if (this.#unknown.has(letter)) return;
    this.#unknown.add(letter);
    this.#fault({ numeric: "UNKNOWNMODE", params: [letter] });
  }

  #invalid(
    letter: string,
    { param, reason }: { readonly param: string; readonly reason: string },
  ): void {
    const params = [this.#channel, letter, param];
    this.#fault({ numeric: "INVALIDMODEPARAM", params, text: reason });
  }

  #fault(fault: Omit<ModeChange & { kind: "fault" }, "kind">): void {
    this.#changes.push({ kind: "fault", ...fault });
  }
}
