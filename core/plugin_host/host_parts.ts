/**
 * The parts of the host that a plugin is handed for what it needs, and that go with it.
 *
 * @module
 */

import type { Log } from "../logging/log.ts";
import { HOST_CAPABILITIES, type HostCapability } from "./capability.ts";
import { PluginEvents } from "./capabilities/events.ts";
import type { FailureCount } from "./failures.ts";
import { PluginFetcher } from "./capabilities/fetch.ts";
import { PluginFilters } from "./capabilities/filters.ts";
import type { House } from "./capabilities/house.ts";
import type { Plugin } from "./plugin.ts";
import type { PluginScope } from "./plugin_scope.ts";
import { tellSysops } from "./sysop_notice.ts";
import { PluginTimers } from "./capabilities/timers.ts";

/** What the parts are made of. */
export interface PartsOf {
  readonly house: House;
  readonly log: Log;
  readonly failures: FailureCount;
  readonly scope: PluginScope;
}

/** The capabilities that are made here; the others are older, and the plugin host makes them itself. */
type MadeHere = Exclude<HostCapability, "gateways" | "login">;

type Maker = (plugin: Plugin, parts: PartsOf) => Readonly<Record<string, unknown>>;

const MAKERS: { readonly [Name in MadeHere]: Maker } = {
  bot({ name }, { house, scope }) {
    const { bot, release } = house.bots.hold(name, house);
    scope.onClose(release);
    return { bot };
  },
  events({ name }, { house, failures, scope }) {
    const events = new PluginEvents({
      house,
      failures,
      isOpen: () => scope.isOpen,
      isOwnBot: ({ presence }) => presence !== undefined && house.bots.ownerOf(presence) === name,
    });
    scope.onClose(() => events.end());
    return { on: events.on.bind(events) };
  },
  fetch(_, { house: { fetchHosts, clock }, scope }) {
    const fetcher = new PluginFetcher({ hosts: fetchHosts, clock });
    scope.onClose(() => fetcher.end());
    return { fetch: fetcher.fetch.bind(fetcher) };
  },
  filters({ name: plugin }, { house, log, failures, scope }) {
    const { filters, clock } = house;
    const own = new PluginFilters({
      plugin,
      filters,
      clock,
      log,
      failures,
      isOpen: () => scope.isOpen,
      skipped: noticeOfSkipping(plugin, house),
    });
    scope.onClose(() => own.end());
    return { filter: own.filter.bind(own) };
  },
  store({ name }, { house }) {
    return { store: house.pluginSpaces.of(name) };
  },
  timers(_, { house: { clock }, failures, scope }) {
    const timers = new PluginTimers({ clock, failures });
    scope.onClose(() => timers.end());
    return {
      now: timers.now.bind(timers),
      after: timers.after.bind(timers),
      every: timers.every.bind(timers),
      at: timers.at.bind(timers),
    };
  },
};

/** Makes the parts that a plugin needs. */
export function hostParts(plugin: Plugin, parts: PartsOf): Readonly<Record<string, unknown>> {
  const made = HOST_CAPABILITIES.filter((name) => plugin.needs.includes(name) && name in MAKERS)
    .map((name) => MAKERS[name as MadeHere](plugin, parts));
  return Object.assign({}, ...made);
}

/** How often sysops are told of one plugin whose filters are slow, in milliseconds. */
const NOTICE_MS = 60_000;

function noticeOfSkipping(plugin: string, house: House): () => void {
  let toldAt = -Infinity;
  return () => {
    const now = house.clock.now();
    if (now - toldAt < NOTICE_MS) return;
    toldAt = now;
    void tellSysops(house, `A filter of plugin "${plugin}" is too slow, and is skipped.`);
  };
}
