/**
 * What tests of plugins import as "partyline/testing": a house in memory with virtual callers.
 *
 * @module
 */

import { openHouse } from "./party_house.ts";
import { PartyCaller } from "./party_caller.ts";
import { quiet } from "./quiet.ts";
import { current } from "./test_file.ts";
import type { ClientName } from "./telnet_client.ts";
import type { TestHouse } from "./test_house.ts";

export type { PartyCaller } from "./party_caller.ts";
export type { ClientName } from "./telnet_client.ts";
export type { Key } from "./virtual_caller.ts";
export { test } from "./test_file.ts";

/** What a party is given. */
export interface PartyOptions {
  /** The file of the plugin, from the folder of the test: `./mod.ts`. */
  readonly plugin: string | URL;
  /** Settings of the plugin that differ from their defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** What somebody who comes in calls with. */
export interface CallOptions {
  /** The program: `nc`, which sends lines, unless told; `telnet` sends each key, and has colours. */
  readonly client?: ClientName;
  /** The width of their screen, in characters; 80 unless told. */
  readonly columns?: number;
  /** The height of their screen; 24 unless told. */
  readonly rows?: number;
}

/** A clock that stands still until it is told otherwise. */
export interface PartyClock {
  /** The time of day, in milliseconds since the epoch. */
  now(): number;
  /** Lets time pass, in milliseconds, and runs what falls due on the way. */
  advance(ms: number): Promise<void>;
}

/** A house with one plugin beside those of the program, which is over at the end of the block. */
export interface Party extends AsyncDisposable {
  /** The time of the house. */
  readonly clock: PartyClock;
  /** A guest comes into the lobby. */
  guest(name: string, options?: CallOptions): Promise<PartyCaller>;
  /** Somebody with an account comes into the lobby. */
  member(name: string, options?: CallOptions): Promise<PartyCaller>;
  /** The sysop comes into the lobby; there is one at a party. */
  sysop(name: string, options?: CallOptions): Promise<PartyCaller>;
  /** Loads the plugin anew, as when its file has changed. */
  reload(): Promise<void>;
}

/**
 * Opens a house with a plugin.
 *
 * @example
 * ```ts ignore
 * import { party, test } from "partyline/testing";
 *
 * test("dice are rolled for all to see", async () => {
 *   await using p = await party({ plugin: "./mod.ts" });
 *   const ann = await p.guest("ann");
 *   const bob = await p.guest("bob");
 *   await ann.type("/roll 1d6");
 *   await bob.reads(/ann rolls 1d6: [1-6]/);
 * });
 * ```
 * @throws {Error} If the plugin can't be loaded, or a setting is wrong.
 */
export async function party({ plugin, settings = {} }: PartyOptions): Promise<Party> {
  const { folder, opened } = current();
  const { house, name } = await openHouse({ plugin, settings, folder });
  opened.add(house);
  const come = async (
    kind: "guest" | "member" | "sysop",
    { name, options = {} }: { readonly name: string; readonly options?: CallOptions },
  ) => new PartyCaller(name, await house[kind](name, { ...options, patienceMs: PATIENCE_MS }));
  return {
    clock: clockOf(house),
    guest: (name, options) => come("guest", { name, options }),
    member: (name, options) => come("member", { name, options }),
    sysop: (name, options) => come("sysop", { name, options }),
    reload: () => house.house.plugins.reload(name),
    async [Symbol.asyncDispose]() {
      if (opened.delete(house)) await house[Symbol.asyncDispose]();
    },
  };
}

/** Long enough for what takes the house some time, and short enough for an author who waits. */
const PATIENCE_MS = 5000;

function clockOf({ clock }: TestHouse): PartyClock {
  return {
    now: () => clock.now(),
    async advance(ms) {
      clock.advance(ms);
      await quiet();
    },
  };
}
