/**
 * What is asked of a server beside the most that it can do: talk at a steady rate, log-ins, connections that
 * say nothing, and one that never reads. By the load generator in C.
 *
 * @module
 */

import type { ContenderName } from "./contenders.ts";
import { AT_ONCE_AT } from "./room_trials.ts";
import type { Stage } from "./stage.ts";
import type { Reading, Trial } from "./trial.ts";

/** Deliveries a second, whatever becomes of them. */
const RATES = [200_000, 20_000] as const;

/** What a quick bench leaves out. */
const SLOWLY = "talk at a leisurely rate";
const LEAST = "how late the machine is by itself";
const LATER = "later crowds";

const PEOPLE = 100;

/** As many times the messages of a warm-up are said as fast as can be before talk at a rate is measured. */
const MORE_TALK = 3;

/** Of the messages of a warm-up, one of so many comes at the rate: for the caches, not for the compiler. */
const AT_RATE = 4;

/** InspIRCd lets people in once a second, and ircd-hybrid asks for their names at a server that may be far away. */
const LOG_IN_SERVERS = ["bare Deno", "Partyline", "ngIRCd"] as const;

/** What the others hear beside one who never reads, while they hear it. */
export const SHARE_OF_RATE = "% of the rate when all read";

/** How many messages go to one who never reads: far more than two systems and an outbox can take for them. */
const UNREAD = 40_000;

/** How those talk beside whom one never reads. */
const TALK = { tongue: "irc", clients: PEOPLE, window: 16 } as const;

/** Each load on each server. */
export const STEADY_TRIALS: readonly Trial[] = [
  ...RATES.flatMap((rate) => {
    const name = `${rate.toLocaleString("en")} deliveries a second`;
    const on = (server: ContenderName) => ({
      ...(rate < RATES[0] && { long: SLOWLY }),
      run: (stage: Stage) => talkSteadily(stage, { server, rate }),
    });
    // What the machine allows: where it stops the least of servers, it stops all of them.
    return [{ name: `${name}: bare C`, ...on("bare C"), long: LEAST }, ...both(name, on)];
  }),
  ...LOG_IN_SERVERS.map((server): Trial => ({
    name: `log-ins: ${server}`,
    ...(server !== "bare Deno" && { of: "log-ins: bare Deno" }),
    ...(server === "ngIRCd" && { long: "log-ins of other servers" }),
    run: (stage) => comeIn(stage, { server, before: 0 }),
  })),
  ...both("log-ins, third crowd", (server) => ({
    long: LATER,
    run: (stage) => comeIn(stage, { server, before: 2 }),
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
    name: "one of 100 never reads",
    async run(stage) {
      await using server = await stage.serve("Partyline");
      const load = (scenario: "fanout" | "slow", accounts = false) =>
        stage.chatloadOn(server, { ...TALK, scenario, messages: UNREAD, accounts });
      const first = await load("slow", true);
      const readings: Reading[] = [
        { unit: "MiB at most", value: first["peak.rss_kb"]! / 1024 },
        { unit: "dropped", value: first.slow_readers! - first.slow_still_connected! },
      ];
      for (let turn = 0; turn < stage.length.unreadTurns; turn++) {
        // Now the one first, now the other: the machine may be getting faster, or slower.
        const before = turn % 2 === 0 ? await load("fanout") : undefined;
        const others = await load("slow");
        const all = before ?? await load("fanout");
        const share = others.deliveries_per_s! / all.deliveries_per_s!;
        readings.push({ unit: SHARE_OF_RATE, value: 100 * share });
      }
      return readings;
    },
  },
];

/** Talk at a rate, on a server that has seen as much talk as it can take. */
async function talkSteadily(
  stage: Stage,
  { server, rate }: { readonly server: ContenderName; readonly rate: number },
): Promise<readonly Reading[]> {
  const { seconds, warmUp } = stage.length;
  const talk = { scenario: "fanout", tongue: "irc", clients: PEOPLE } as const;
  const figures = await stage.chatload(server, {
    ...talk,
    rate: Math.round(rate / (PEOPLE - 1)),
    seconds: 2 * seconds,
    warmUp: Math.round(warmUp / AT_RATE * rate / RATES[0]),
  }, [{ ...talk, window: TALK.window, messages: warmUp * MORE_TALK }]);
  return [
    { unit: "ms, p99", value: figures.p99_ms! },
    { unit: "us of CPU a delivery", value: 1e6 * figures.server_cpu_s! / figures.received! },
  ];
}

/** A crowd that comes in, when so many others have come and gone. */
async function comeIn(
  stage: Stage,
  { server, before }: { readonly server: ContenderName; readonly before: number },
): Promise<readonly Reading[]> {
  const clients = stage.length.crowd;
  const atOnce = AT_ONCE_AT[server];
  const crowd = { scenario: "connect", tongue: "irc", clients, atOnce } as const;
  const figures = await stage.chatload(server, crowd, Array(before).fill(crowd));
  return [{ unit: "log-ins/s", value: figures.connects_per_s! }];
}

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
