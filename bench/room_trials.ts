/**
 * Rooms full of people, by the load generator in C: on ours, on the least that a server can do, and on those
 * of others.
 *
 * @module
 */

import type { Tongue } from "./chatload.ts";
import { type ContenderName, WARMING } from "./contenders.ts";
import type { Stage } from "./stage.ts";
import type { Reading, Trial } from "./trial.ts";

/** The servers of others, with their brakes off. */
export const PEERS = ["ngIRCd", "InspIRCd", "ircd-hybrid"] as const satisfies ContenderName[];

/** Rooms and who is in them: as many talk in each. */
const ROOMS = [
  { room: "one room of 100", clients: 100, rooms: 1, senders: 10 },
  { room: "ten rooms of 100", clients: 1000, rooms: 10, senders: 100 },
  { room: "one room of 1,000", clients: 1000, rooms: 1, senders: 10 },
] as const;

/** A room, and how many messages of a sender are under way. */
export interface RoomLoad {
  readonly name: string;
  readonly clients: number;
  readonly rooms: number;
  readonly senders: number;
  readonly window: number;
}

/** Every room with either window. */
export const ROOM_LOADS: readonly RoomLoad[] = ROOMS.flatMap(({ room, ...load }) =>
  [1, 16].map((window) => ({ name: `${room}, window ${window}`, ...load, window }))
);

const SERVERS: readonly ContenderName[] = ["bare C", "bare Deno", "Partyline", ...PEERS];

/** How many may be on their way in at a time: some let people in once a second. */
const AT_ONCE = 500;

/** Those of whom fewer may: ngIRCd has the system keep ten who wait. */
export const AT_ONCE_AT: { readonly [Name in ContenderName]?: number } = { "ngIRCd": 8 };

/** What a quick bench leaves out. */
export const LARGE = "terminals by the thousand";

/** IRC on each server, and terminals that send lines on ours, compared with its IRC. */
export const ROOM_TRIALS: readonly Trial[] = ROOM_LOADS.flatMap((load) => [
  ...SERVERS.map((server): Trial => ({
    name: `${load.name}: ${server}`,
    ...(server !== "bare C" && { of: `${load.name}: bare C` }),
    ...(server !== "bare C" && server !== "Partyline" && { long: "rooms of other servers" }),
    run: (stage) => talk(stage, { server, tongue: "irc", load }),
  })),
  {
    name: `${load.name}: terminals, lines`,
    of: `${load.name}: Partyline`,
    ...(load.clients > 100 && { long: LARGE }),
    run: (stage) => talk(stage, { server: "Partyline", tongue: "terminal", load }),
  },
]);

/** How many messages go by in the time of one, where many are under way. */
const FASTER = 8;

async function talk(
  stage: Stage,
  { server, tongue, load: { name: _, ...load } }: {
    readonly server: ContenderName;
    readonly tongue: Tongue;
    readonly load: RoomLoad;
  },
): Promise<readonly Reading[]> {
  const { seconds, warmUp } = stage.length;
  // As many deliveries whatever the room: those are what takes time. What goes faster needs more of them.
  const deliveries = warmUp * 100 * (load.window > 1 ? FASTER : 1);
  const messages = Math.round(deliveries * load.rooms / load.clients);
  const figures = await stage.chatload(server, {
    scenario: "fanout",
    tongue,
    ...load,
    seconds,
    warmUp: WARMING.has(server) ? messages : Math.min(messages, 100),
    atOnce: AT_ONCE_AT[server] ?? AT_ONCE,
  });
  return [{ unit: "deliveries/s", value: figures.deliveries_per_s! }];
}
