/**
 * The house as the capabilities of plugins work with it. Plugins never see it.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { CallerGone } from "../../commands/errors.ts";
import type { CommandRegistry } from "../../commands/registry.ts";
import type { Guard } from "../../net/guard/guard.ts";
import type { NodePool } from "../../session/node_pool.ts";
import type { CallLog } from "../../world/journal.ts";
import type { Presence } from "../../world/presence.ts";
import type { Bots } from "./bots.ts";
import type { Countdown } from "../countdown.ts";
import type { Filters } from "./filters.ts";
import type { FrontDesk } from "../arrival/front_desk.ts";
import type { GatewayHouse, GatewayRegistry } from "./gateways.ts";
import type { HouseScreens } from "../screens/house_screens.ts";
import type { LivePlugins } from "../loading/live_plugins.ts";
import type { PluginSpaces } from "./store.ts";

/** All parts of the house that a capability may need. */
export interface House extends GatewayHouse {
  readonly registry: CommandRegistry;
  readonly calls: CallLog;
  readonly nodes: NodePool;
  /** Who is let in at the doors. */
  readonly guard: Guard;
  readonly gateways: GatewayRegistry;
  /** An address in a form that tells nobody what it is. */
  cloak(address: string): string;
  readonly countdown: Countdown;
  readonly frontDesk: FrontDesk;
  /** What looks at messages before they are said. */
  readonly filters: Filters;
  /** The plugins that speak. */
  readonly bots: Bots;
  /** The plugins, to be changed while the house is open. */
  readonly plugins: LivePlugins;
  /** What is shown to callers from files. */
  readonly screens: HouseScreens;
  /** What plugins keep. */
  readonly pluginSpaces: PluginSpaces;
  /** The names of the plugins in the binary, which are never unloaded for what fails in them. */
  readonly builtIns: ReadonlySet<string>;
  /** Which hosts plugins may ask by HTTP, as of the setting. */
  readonly fetchHosts: readonly string[];
}

/**
 * The person that a caller is.
 *
 * @throws {CallerGone} If they are nobody any more.
 */
export function presenceOf(house: House, caller: Caller): Presence {
  const presence = house.world.presenceOf(caller.session);
  if (!presence) throw new CallerGone();
  return presence;
}

/** Who acts, as actions name them. */
export function actorOf(house: House, caller: Caller): { by: string; session: string } {
  return { by: presenceOf(house, caller).id, session: caller.session };
}
