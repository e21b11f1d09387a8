/**
 * What is asked of a server beside the most that it can do: talk at a steady rate, log-ins, connections that
 * say nothing, and one that never reads. By the load generator in C.
 *
 * @module
 */

import type { LoadOptions } from "./chatload.ts";
import type { ContenderName } from "./contenders.ts";
import { AT_ONCE_AT } from "./room_trials.ts";
import type { Stage } from "./stage.ts";
import type { Trial } from "./trial.ts";

/** Deliveries a second, whatever becomes of them. */
const RATES = [200_000, 20_000] as const;

/** What a quick bench leaves out. */
const SLOWLY = "talk at a leisurely rate";

const PEOPLE = 100;

/** InspIRCd lets people in once a second, and ircd-hybrid asks for their names at a server that may be far away. */
const LOG_IN_SERVERS = ["bare Deno", "Partyline", "ngIRCd"] as const;

/** Each load on each server. */
export const STEADY_TRIALS: readonly Trial[] = [
  ...RATES.flatMap((rate) => {
    const name = `${rate.toLocaleString("en")} deliveries a second`;
    return both(name, (server) => ({
      ...(rate < RATES[0] && { long: SLOWLY }),
      async run(stage) {
        const { seconds, warmUp } = stage.length;
        const figures = await stage.chatload(server, {
          scenario: "fanout",
          tongue: "irc",
          clients: PEOPLE,
          rate: Math.round(rate / (PEOPLE - 1)),
          seconds: 2 * seconds,
          warmUp: Math.round(warmUp * rate / RATES[0]),
        });
        return [
          { unit: "ms, p99", value: figures.p99_ms! },
          { unit: "us of CPU a delivery", value: 1e6 * figures.server_cpu_s! / figures.received! },
        ];
      },
    }));
  }),
  ...LOG_IN_SERVERS.map((server): Trial => ({
    name: `log-ins: ${server}`,
    ...(server !== "bare Deno" && { of: "log-ins: bare Deno" }),
    ...(server === "ngIRCd" && { long: "log-ins of other servers" }),
    async run(stage) {
      const clients = stage.length.crowd;
      const options = { scenario: "connect", tongue: "irc", clients } as const;
      const figures = await stage.chatload(server, { ...options, atOnce: AT_ONCE_AT[server] });
      return [{ unit: "log-ins/s", value: figures.connects_per_s! }];
    },
  })),
  ...both("idle connections", (server) => ({
    async run(stage) {
      const { crowd: clients, seconds } = stage.length;
      const options = { clients, seconds: 2 * seconds };
      const figures = await stage.chatload(server, { scenario: "idle", tongue: "irc", ...options });
      return [
        { unit: "% served", value: 100 * figures.registered! / clients },
        { unit: "KiB each", value: figures.held_rss_per_conn_bytes! / 1024 },
        { unit: "% of a core", value: 100 * figures.idle_cpu_s! / figures.hold_s! },
      ];
    },
  })),
  {
    name: "all of 100 read",
    async run(stage) {
      const figures = await stage.chatload("Partyline", readingLoad(stage, "fanout"));
      return [
        { unit: "deliveries/s", value: figures.deliveries_per_s! },
        { unit: "MiB at most", value: figures["chat_after.rss_kb"]! / 1024 },
      ];
    },
  },
  {
    name: "one of 100 never reads",
    of: "all of 100 read",
    async run(stage) {
      const figures = await stage.chatload("Partyline", readingLoad(stage, "slow"));
      return [
        { unit: "deliveries/s", value: figures.deliveries_per_s! },
        { unit: "MiB at most", value: figures["peak.rss_kb"]! / 1024 },
        { unit: "dropped", value: figures.slow_readers! - figures.slow_still_connected! },
      ];
    },
  },
];

/** On the bare server, and on ours compared with it. */
function both(
  name: string,
  trialOn: (server: ContenderName) => Pick<Trial, "long" | "run">,
): readonly Trial[] {
  const of = `${name}: bare Deno`;
  return [{ name: of, ...trialOn("bare Deno") }, {
    name: `${name}: Partyline`,
    of,
    ...trialOn("Partyline"),
  }];
}

function readingLoad({ length }: Stage, scenario: "fanout" | "slow"): LoadOptions {
  const { warmUp, unread: messages } = length;
  return { scenario, tongue: "irc", clients: PEOPLE, window: 16, messages, warmUp };
}
