/**
 * The "commands" capability: what there is to run, for help.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { helpFor, type HelpGroup, helpList, type HelpPage } from "../../commands/help.ts";
import type { House } from "./house.ts";

/** What the caller may run. */
export interface Commands {
  /** All of it, by plugin. */
  list(): Promise<readonly HelpGroup[]>;
  /** One command by its name or alias. */
  look(word: string): Promise<HelpPage | undefined>;
  /** The known word nearest to one that is not known. */
  nearest(word: string): Promise<string | undefined>;
}

/** The commands for one caller. */
export class CallerCommands implements Commands {
  readonly #house: House;
  readonly #caller: Caller;

  constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  async list(): Promise<readonly HelpGroup[]> {
    return helpList(this.#house.registry, this.#caller.role);
  }

  async look(word: string): Promise<HelpPage | undefined> {
    return helpFor(this.#house.registry, word, this.#caller.role);
  }

  async nearest(word: string): Promise<string | undefined> {
    return this.#house.registry.nearest(word, { role: this.#caller.role });
  }
}
