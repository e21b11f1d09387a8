/**
 * The capabilities of plugins: the parts of the house that a plugin can ask for by name.
 *
 * @module
 */

import type { Caller } from "../commands/caller.ts";
import { type Accounts, CallerAccounts } from "./capabilities/accounts.ts";
import { CallerCommands, type Commands } from "./capabilities/commands.ts";
import { CallerGuard, type GuardDesk } from "./capabilities/guard_desk.ts";
import type { House } from "./capabilities/house.ts";
import { CallerMessages, type Messages } from "./capabilities/messages.ts";
import type { Plugin } from "./plugin.ts";
import { CallerPlugins, type Plugins } from "./capabilities/plugins.ts";
import { CallerRooms, type Rooms } from "./capabilities/rooms.ts";
import { CallerScreens, type Screens } from "./capabilities/screens.ts";
import { CallerServer, type Server } from "./capabilities/server.ts";
import { CallerTerminal, type Terminal } from "./capabilities/terminal.ts";
import { CallerUsers, type Users } from "./capabilities/users.ts";

/** What a command is handed, acting for its caller. */
export interface CallerCapabilities {
  /** The caller's own account: registering, the password, logging out. */
  accounts: Accounts;
  /** What the caller may run, for help. */
  commands: Commands;
  /** The guard at the doors, for sysops. */
  guard: GuardDesk;
  /** Talk: in a room, to one person, to everyone, and mail. */
  messages: Messages;
  /** The plugins themselves, for sysops. */
  plugins: Plugins;
  /** Rooms: listing, entering and ruling them. */
  rooms: Rooms;
  /** Screens, as files of the sysop's or of the plugin. */
  screens: Screens;
  /** The house itself: facts for all, control for sysops. */
  server: Server;
  /** The caller's terminal: what is known of it, and what they choose about it. */
  terminal: Terminal;
  /** People: who is here, who was, and whom the caller ignores. */
  users: Users;
}

/**
 * The name of a capability, as `needs` lists it. Those of {@linkcode CallerCapabilities} are handed to
 * commands, the others to the plugin's setup.
 */
export type Capability = keyof CallerCapabilities | HostCapability;

/** The name of a capability that a plugin's setup is handed. */
export type HostCapability =
  | "bot"
  | "events"
  | "fetch"
  | "filters"
  | "gateways"
  | "login"
  | "store"
  | "timers";

/** The capabilities that a plugin's setup is handed, sorted. */
export const HOST_CAPABILITIES: readonly HostCapability[] = [
  "bot",
  "events",
  "fetch",
  "filters",
  "gateways",
  "login",
  "store",
  "timers",
];

type ForCaller = {
  readonly [Name in keyof CallerCapabilities]: (
    house: House,
    caller: Caller,
    plugin: { readonly name: string },
  ) => CallerCapabilities[Name];
};

/** How each capability of a caller is made. */
export const CALLER_CAPABILITIES: ForCaller = {
  accounts: (house, caller) => new CallerAccounts(house, caller),
  commands: (house, caller) => new CallerCommands(house, caller),
  guard: (house, caller) => new CallerGuard(house, caller),
  messages: (house, caller) => new CallerMessages(house, caller),
  plugins: (house, caller) => new CallerPlugins(house, caller),
  rooms: (house, caller) => new CallerRooms(house, caller),
  screens: (house, caller, plugin) => new CallerScreens(house, caller, plugin),
  server: (house, caller) => new CallerServer(house, caller),
  terminal: (house, caller) => new CallerTerminal(house, caller),
  users: (house, caller) => new CallerUsers(house, caller),
};

/** Every capability there is, sorted. */
export const CAPABILITIES: readonly Capability[] = [
  ...(Object.keys(CALLER_CAPABILITIES) as (keyof CallerCapabilities)[]),
  ...HOST_CAPABILITIES,
].sort();

function isForCaller(name: Capability): name is keyof CallerCapabilities {
  return name in CALLER_CAPABILITIES;
}

/** Makes the capabilities of one caller that a plugin needs. */
export function capabilitiesFor(
  house: House,
  caller: Caller,
  plugin: Pick<Plugin, "name" | "needs">,
): Partial<CallerCapabilities> {
  const made: Partial<Record<Capability, unknown>> = {};
  for (const name of plugin.needs) {
    if (isForCaller(name)) made[name] = CALLER_CAPABILITIES[name](house, caller, plugin);
  }
  return made as Partial<CallerCapabilities>;
}
