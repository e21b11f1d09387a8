/**
 * The "plugins" capability: the plugins themselves, for those who run the house.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { RefusedError } from "../../commands/errors.ts";
import { reachesRole } from "../../world/role.ts";
import type { House } from "./house.ts";
import type { LivePlugins, PluginReport } from "../loading/live_plugins.ts";

/** The plugins of the house. All of it is for sysops, and throws for others. */
export interface Plugins {
  /** All that there are, loaded or not. */
  list(): Promise<readonly PluginReport[]>;
  /**
   * Loads one that is not loaded: one in the program, or one in the folder, which may be new.
   *
   * @param name Its name, or that of its file.
   * @throws {UserError} If it can't be; the message tells why.
   */
  load(name: string): Promise<void>;
  /** Loads one of the folder anew, in the place of itself; if that can't be done, the old one stays. */
  reload(name: string): Promise<void>;
  /** Takes one out of the house. */
  unload(name: string): Promise<void>;
}

/** The plugins for one caller. */
export class CallerPlugins implements Plugins {
  readonly #house: House;
  readonly #caller: Caller;

  constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  async list(): Promise<readonly PluginReport[]> {
    return this.#plugins().list();
  }

  async load(name: string): Promise<void> {
    await this.#plugins().load(name);
  }

  async reload(name: string): Promise<void> {
    await this.#plugins().reload(name);
  }

  async unload(name: string): Promise<void> {
    await this.#plugins().unload(name);
  }

  /** What is done to plugins is no action of the world, so the world can't refuse it. */
  #plugins(): LivePlugins {
    if (reachesRole(this.#caller.role, "sysop")) return this.#house.plugins;
    throw new RefusedError({ code: "needs-role", role: "sysop" });
  }
}
