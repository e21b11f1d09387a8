/**
 * Loads plugins: hands each what it needs, and keeps what it registers, to take it away again.
 *
 * @module
 */

import type { Caller } from "../commands/caller.ts";
import type { Section } from "../config/section.ts";
import { logFor } from "../logging/log.ts";
import { CAPABILITIES, capabilitiesFor } from "./capability.ts";
import type { Gateways } from "./gateways.ts";
import { type House, presenceOf } from "./house.ts";
import type { Login } from "./login.ts";
import type { CallerContext } from "./caller_context.ts";
import type { CommandRow, Plugin } from "./plugin.ts";

/** A plugin's section of the settings. */
export function sectionOf({ name, summary, settings }: Plugin): Section {
  return { name, summary, settings };
}

/** What takes away what a plugin has registered, in the order in which it did. */
type Scope = (() => void)[];

/** The plugins of the house. */
export class PluginHost {
  readonly #house: House;
  readonly #scopes = new Map<string, Scope>();

  constructor(house: House) {
    this.#house = house;
  }

  /** The names of the plugins that are loaded, in the order they were. */
  get loaded(): readonly string[] {
    return [...this.#scopes.keys()];
  }

  /**
   * Sets a plugin up; all of it or nothing.
   *
   * @param settings The values of its section.
   * @throws If the plugin does, needs what there is not, or registers what another has.
   */
  async load(plugin: Plugin, settings: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#scopes.has(plugin.name)) {
      throw new Error(`Cannot load plugin "${plugin.name}" as one of that name is loaded`);
    }
    const unknown = plugin.needs.find((need) => !CAPABILITIES.includes(need));
    if (unknown !== undefined) {
      throw new Error(
        `Cannot load plugin "${plugin.name}" as it needs what there is not: "${unknown}"`,
      );
    }
    const scope: Scope = [];
    try {
      await plugin.setup(this.#hostFor(plugin, { settings, scope }));
    } catch (error) {
      undo(scope);
      throw error;
    }
    this.#scopes.set(plugin.name, scope);
  }

  /** Takes away all that a plugin has registered. */
  unload(name: string): void {
    undo(this.#scopes.get(name) ?? []);
    this.#scopes.delete(name);
  }

  #hostFor(
    plugin: Plugin,
    { settings, scope }: { settings: Readonly<Record<string, unknown>>; scope: Scope },
  ): unknown {
    const { registry } = this.#house;
    return {
      settings,
      log: logFor(plugin.name),
      command: (row: CommandRow<string>) => {
        const run = ({ caller, args }: { caller: Caller; args: unknown }) =>
          row.run({ ...this.#contextFor(plugin, caller), args } as never);
        scope.push(registry.add({ ...row, owner: plugin.name, run }));
      },
      ...(plugin.needs.includes("gateways") && { gateways: this.#gatewaysFor(scope) }),
      ...(plugin.needs.includes("login") && { login: this.#loginFor(plugin, scope) }),
    };
  }

  #gatewaysFor(scope: Scope): Gateways {
    return {
      house: this.#house,
      listen: (listener) => {
        scope.push(this.#house.directory.listen(listener));
      },
      add: (gateway, ports) => {
        scope.push(this.#house.gateways.add({ gateway, ...ports }));
      },
    };
  }

  #loginFor(plugin: Plugin, scope: Scope): Login {
    const { frontDesk } = this.#house;
    return {
      greet: (greeter) => {
        scope.push(frontDesk.setGreeter(plugin.name, greeter));
      },
      welcome: (run) => {
        const welcome = (caller: Caller) => run(this.#contextFor(plugin, caller));
        scope.push(frontDesk.addWelcome(welcome));
      },
    };
  }

  #contextFor(plugin: Plugin, caller: Caller): CallerContext {
    return {
      name: presenceOf(this.#house, caller).person.name,
      role: caller.role,
      columns: caller.columns,
      reply: (text) => caller.reply(text),
      ask: (question, options) => caller.ask(question, options),
      flushed: () => caller.flushed(),
      hangUp: (text) => caller.hangUp(text),
      ...capabilitiesFor(this.#house, caller, plugin.needs),
    };
  }
}

function undo(scope: Scope): void {
  for (const remove of scope.toReversed()) remove();
}
