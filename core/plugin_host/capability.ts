/**
 * The capabilities of plugins: the parts of the house that a plugin can ask for by name.
 *
 * @module
 */

import type { Caller } from "../commands/caller.ts";
import { type Accounts, CallerAccounts } from "./accounts.ts";
import { CallerCommands, type Commands } from "./commands.ts";
import type { House } from "./house.ts";
import type { Login } from "./login.ts";
import { CallerMessages, type Messages } from "./messages.ts";
import { CallerRooms, type Rooms } from "./rooms.ts";
import { CallerServer, type Server } from "./server.ts";
import { CallerUsers, type Users } from "./users.ts";

/** What a command is handed, acting for its caller. */
export interface CallerCapabilities {
  accounts: Accounts;
  commands: Commands;
  messages: Messages;
  rooms: Rooms;
  server: Server;
  users: Users;
}

/** What a plugin's setup is handed. */
export interface HostCapabilities {
  login: Login;
}

/** The name of a capability, as `needs` lists it. */
export type Capability = keyof CallerCapabilities | keyof HostCapabilities;

type ForCaller = {
  readonly [Name in keyof CallerCapabilities]: (
    house: House,
    caller: Caller,
  ) => CallerCapabilities[Name];
};

/** How each capability of a caller is made. */
export const CALLER_CAPABILITIES: ForCaller = {
  accounts: (house, caller) => new CallerAccounts(house, caller),
  commands: (house, caller) => new CallerCommands(house, caller),
  messages: (house, caller) => new CallerMessages(house, caller),
  rooms: (house, caller) => new CallerRooms(house, caller),
  server: (house, caller) => new CallerServer(house, caller),
  users: (house, caller) => new CallerUsers(house, caller),
};

/** Every capability there is, sorted. */
export const CAPABILITIES: readonly Capability[] = [
  ...(Object.keys(CALLER_CAPABILITIES) as (keyof CallerCapabilities)[]),
  "login" as const,
].sort();

/** Makes the capabilities of one caller that a plugin needs. */
export function capabilitiesFor(
  house: House,
  caller: Caller,
  needs: readonly Capability[],
): Partial<CallerCapabilities> {
  const made: Partial<Record<Capability, unknown>> = {};
  for (const name of needs) {
    if (name !== "login") made[name] = CALLER_CAPABILITIES[name](house, caller);
  }
  return made as Partial<CallerCapabilities>;
}
