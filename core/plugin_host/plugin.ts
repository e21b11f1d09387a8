/**
 * The plugin contract: what an author writes, typed from what they write.
 *
 * @module
 */

import type { ArgsOf } from "../commands/usage.ts";
import type { Settings, SettingsOf } from "../config/setting.ts";
import type { Log } from "../logging/log.ts";
import type { Role } from "../world/role.ts";
import type { Bot } from "./capabilities/bots.ts";
import type { CallerContext } from "./caller/caller_context.ts";
import type { Capability } from "./capability.ts";
import type { EventHost } from "./capabilities/events.ts";
import type { FetchHost } from "./capabilities/fetch.ts";
import type { FilterHost } from "./capabilities/filters.ts";
import type { Gateways } from "./capabilities/gateways.ts";
import type { Login } from "./capabilities/login.ts";
import type { Store } from "./capabilities/store.ts";
import type { TimerHost } from "./capabilities/timers.ts";

/** What a command is handed when it runs. */
export type CommandContext<Line extends string, Needs extends Capability = never> =
  & CallerContext<Needs>
  & {
    /** What the caller typed, as the usage string says. */
    readonly args: ArgsOf<Line>;
  };

/** A command as a plugin registers it. */
export interface CommandRow<Line extends string, Needs extends Capability = never> {
  /** The word, then its parameters: `tell <user> <text...>`. It is parser, help, completion and type. */
  readonly usage: Line;
  /** What it does, in one short sentence. */
  readonly summary: string;
  /** What the summary leaves out. */
  readonly details?: string;
  /** The least role that may run it; `guest` unless said. */
  readonly role?: Role;
  /** Other words for its name: `?`, or lower-case letters, digits, `-` and `_`. */
  readonly aliases?: readonly string[];
  /** What a line begins with that means this command: `;` for `me`. */
  readonly shorthand?: string;
  /** Does the work. Throw a `UserError` to tell the caller what they did wrong. */
  run(context: CommandContext<Line, Needs>): void | Promise<void>;
}

/** What a plugin's setup is handed. All that it registers vanishes with the plugin. */
export type Host<Rows extends Settings, Needs extends Capability> =
  & {
    /** The plugin's section of the settings. */
    readonly settings: SettingsOf<Rows>;
    /** The plugin's log. What people say or type never goes into it. */
    readonly log: Log;
    /** Registers a command. */
    command<const Line extends string>(row: CommandRow<Line, Needs>): void;
  }
  & ("bot" extends Needs ? { readonly bot: Bot } : unknown)
  & ("events" extends Needs ? EventHost : unknown)
  & ("fetch" extends Needs ? FetchHost : unknown)
  & ("filters" extends Needs ? FilterHost : unknown)
  & ("gateways" extends Needs ? { readonly gateways: Gateways } : unknown)
  & ("login" extends Needs ? { readonly login: Login<Needs> } : unknown)
  & ("store" extends Needs ? { readonly store: Store } : unknown)
  & ("timers" extends Needs ? TimerHost : unknown);

/** A plugin as its author writes it. */
export interface PluginDefinition<
  Rows extends Settings,
  Needs extends Capability,
  Saved = unknown,
> {
  /** A lower-case word, unique; also the name of its section of the settings. */
  readonly name: string;
  /** One line for lists of plugins. */
  readonly summary: string;
  /** Which one it is, for lists of plugins: `1.2.0`. */
  readonly version?: string;
  /** The parts of the house it works with; others are not there for it. */
  readonly needs?: readonly Needs[];
  /** The rows of its section of the settings. */
  readonly settings?: Rows;
  /**
   * Registers what the plugin does. All of it comes into the house together, once this has ended; it
   * may take 10 seconds.
   *
   * @param saved What `save` of the one that this one replaces has returned. That may have been an
   * older version of the file, so look before you trust it. Undefined unless it was a reload.
   */
  setup(host: Host<Rows, Needs>, saved: Saved | undefined): void | Promise<void>;
  /**
   * Hands over what the plugin knows to the one that replaces it, when it is reloaded. It must be
   * plain data, as `structuredClone` can copy it.
   */
  save?(): Saved | Promise<Saved>;
}

/** A plugin as the house keeps it. */
export interface Plugin {
  /** A lower-case word, unique among plugins; also the name of its section of the settings. */
  readonly name: string;
  /** One line for lists of plugins. */
  readonly summary: string;
  /** Which one it is, as its author counts; undefined where they don't. */
  readonly version: string | undefined;
  /** The parts of the house it works with; empty for none. */
  readonly needs: readonly Capability[];
  /** The rows of its section of the settings; empty for none. */
  readonly settings: Settings;
  /** Registers what the plugin does. It must be handed the {@linkcode Host} of its settings and needs. */
  setup(host: unknown, saved?: unknown): void | Promise<void>;
  /** What the plugin hands over to the one that replaces it; undefined where it has nothing to. */
  save(): unknown;
}

const PLUGINS = new WeakSet<object>();

/** Whether a value was made by {@linkcode plugin}. */
export function isPlugin(value: unknown): value is Plugin {
  return typeof value === "object" && value !== null && PLUGINS.has(value);
}

/**
 * Makes a plugin of its definition. The types of settings, arguments and capabilities follow from
 * the literals in it.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const echo = plugin({
 *   name: "echo",
 *   summary: "Says what you say.",
 *   setup(host) {
 *     host.command({
 *       usage: "echo <text...>",
 *       summary: "Say it back.",
 *       run: ({ args, reply }) => reply(args.text),
 *     });
 *   },
 * });
 * strictEqual(echo.name, "echo");
 * ```
 * @throws {TypeError} If the name is not a lower-case word.
 */
export function plugin<
  const Rows extends Settings = Record<never, never>,
  const Needs extends Capability = never,
  Saved = unknown,
>(definition: PluginDefinition<Rows, Needs, Saved>): Plugin {
  const { name, summary, version, needs = [], settings = {} } = definition;
  if (!/^[a-z][a-z0-9_]*$/.test(name)) {
    throw new TypeError(`Cannot make a plugin as its name is not a lower-case word: "${name}"`);
  }
  const made: Plugin = {
    name,
    summary,
    version,
    needs,
    settings,
    setup: (host, saved) => definition.setup(host as Host<Rows, Needs>, saved as Saved | undefined),
    save: () => definition.save?.(),
  };
  PLUGINS.add(made);
  return made;
}
