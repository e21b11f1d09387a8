/**
 * The loads of the load generator in C, each of which becomes rows of the table: one for each server.
 *
 * @module
 */

import type { LoadFigures, LoadOptions } from "./chatload.ts";
import type { ContenderName } from "./contenders.ts";

/** How long things take. */
export interface CaseLength {
  /** How long talk is measured, in seconds. */
  readonly seconds: number;
  /** How many come in, and stay. */
  readonly crowd: number;
}

/** What a case reads from the figures of a run. */
export interface Reading {
  readonly unit: string;
  of(figures: LoadFigures): number;
}

/** A load, put on several servers. */
export interface RoomCase {
  readonly name: string;
  /** Who it is put on; of ours a terminal's share is that of IRC's. */
  readonly servers: readonly (ContenderName | "peers")[];
  /** The first of them is what the others are compared with, unless it is another case of ours. */
  readonly compareWith?: string;
  load(length: CaseLength): LoadOptions;
  readonly readings: readonly Reading[];
}

const DELIVERIES: Reading = { unit: "deliveries/s", of: (figures) => figures.deliveries_per_s! };
const LATENCY: Reading = { unit: "ms, p99", of: (figures) => figures.p99_ms! };
const CPU: Reading = {
  unit: "us of CPU a delivery",
  of: (figures) => figures.server_cpu_s! / figures.received! * 1e6,
};

const ALL = ["bare C", "bare Deno", "Partyline", "peers"] as const;

/** Rooms and who is in them: as many talk in each. */
const ROOMS = [
  { name: "one room of 100", clients: 100, rooms: 1, senders: 10 },
  { name: "ten rooms of 100", clients: 1000, rooms: 10, senders: 100 },
  { name: "one room of 1,000", clients: 1000, rooms: 1, senders: 10 },
] as const;

/** Every case, in the order in which they are put on. */
export const ROOM_CASES: readonly RoomCase[] = [
  ...ROOMS.flatMap(({ name, ...room }) =>
    [1, 16].flatMap((window): RoomCase[] => [
      {
        name: `${name}, window ${window}`,
        servers: ALL,
        load: ({ seconds }) => ({ scenario: "fanout", tongue: "irc", ...room, window, seconds }),
        readings: [DELIVERIES],
      },
      {
        name: `${name}, window ${window}, terminals`,
        servers: ["Partyline"],
        compareWith: `${name}, window ${window}`,
        load: ({ seconds }) => ({
          scenario: "fanout",
          tongue: "terminal",
          ...room,
          window,
          seconds,
        }),
        readings: [DELIVERIES],
      },
    ])
  ),
  ...[200_000, 20_000].map((rate): RoomCase => ({
    name: `${rate.toLocaleString("en")} deliveries a second`,
    servers: ["bare Deno", "Partyline"],
    load: ({ seconds }) => ({
      scenario: "fanout",
      tongue: "irc",
      clients: 100,
      rate: Math.round(rate / 99),
      seconds: 2 * seconds,
    }),
    readings: [LATENCY, CPU],
  })),
  {
    name: "log-ins",
    servers: ["bare Deno", "Partyline", "peers"],
    load: ({ crowd }) => ({ scenario: "connect", tongue: "irc", clients: crowd }),
    readings: [{ unit: "log-ins/s", of: (figures) => figures.connects_per_s! }],
  },
  {
    name: "idle connections",
    servers: ["bare Deno", "Partyline"],
    load: ({ crowd, seconds }) => ({
      scenario: "idle",
      tongue: "irc",
      clients: crowd,
      seconds: 2 * seconds,
    }),
    readings: [
      { unit: "KiB each", of: (figures) => figures.held_rss_per_conn_bytes! / 1024 },
      { unit: "% of a core", of: (figures) => 100 * figures.idle_cpu_s! / figures.hold_s! },
    ],
  },
  {
    name: "one of 100 never reads",
    servers: ["Partyline"],
    compareWith: "one room of 100, window 16",
    load: ({ seconds }) => ({
      scenario: "slow",
      tongue: "irc",
      clients: 100,
      window: 16,
      seconds,
    }),
    readings: [DELIVERIES],
  },
];
