/**
 * Rooms in every protocol, and people who log in with passwords, by the load generator of our own.
 *
 * @module
 */

import type { CallerKindName } from "./caller_kind.ts";
import type { ContenderName } from "./contenders.ts";
import { LARGE, ROOM_LOADS, type RoomLoad } from "./room_trials.ts";
import type { Trial } from "./trial.ts";

/** Everyone whom Partyline knows, in one room. */
export const MIXED: readonly CallerKindName[] = [
  "IRC",
  "IRC with tags",
  "keys in UTF-8",
  "keys in CP437",
  "keys in Latin-1",
  "line protocol",
  "CSP",
];

const LINES: readonly CallerKindName[] = ["terminal lines"];

/** What a quick bench leaves out. */
const BARE = "what our own generator can do at most";
const ONE_BY_ONE = "one message at a time, by our own generator";

/**
 * Talk before it is measured, as a multiple of how long that takes: where all protocols are spoken, the compilers
 * are at work for some five seconds, and take a quarter of the server's core.
 */
const WARM_UP = 3;

/** What names begin with, as the figures of one generator are not those of the other. */
export const OWN = "our own generator";

/** Rooms, each compared with one where all speak IRC; and those who log in with passwords. */
export const OWN_TRIALS: readonly Trial[] = [
  ...ROOM_LOADS.flatMap((load) => {
    const name = `${OWN}, ${load.name}`;
    const isSmall = load.clients === 100;
    const isQuick = isSmall && load.window > 1;
    const about = { load, ...(!isQuick && { long: isSmall ? ONE_BY_ONE : LARGE }) };
    const [bare, irc] = [`${name}: bare`, `${name}: IRC`];
    return [
      // One room is all that it has. It also tells what this generator can do at most.
      ...(isSmall
        ? [talk(bare, { server: "bare terminals", kinds: LINES, load, long: BARE })]
        : []),
      talk(irc, { kinds: ["IRC"], ...about, ...(isSmall && { of: bare }) }),
      talk(`${name}: terminals, keys`, { kinds: ["keys in UTF-8"], of: irc, ...about }),
      ...(isSmall ? [talk(`${name}: mixed`, { kinds: MIXED, of: irc, ...about })] : []),
    ];
  }),
  {
    name: "log-ins with passwords: Partyline",
    async run(stage) {
      const { members } = stage.length;
      await using running = await stage.serve("Partyline", { members });
      const report = await stage.load(running, { kind: "passwords", members });
      return [
        { unit: "ms, longest wait in a room", value: report.longestMs },
        { unit: "log-ins/s", value: report.count / report.seconds },
      ];
    },
  },
];

function talk(
  name: string,
  { server = "Partyline", kinds, load, ...about }: Pick<Trial, "long" | "of"> & {
    readonly server?: ContenderName;
    readonly kinds: readonly CallerKindName[];
    readonly load: RoomLoad;
  },
): Trial {
  return {
    name,
    ...about,
    async run(stage) {
      const { clients: callers, rooms, senders, window } = load;
      const members = kinds.includes("CSP") ? callers : 0;
      await using running = await stage.serve(server, { members });
      const measureMs = stage.length.seconds * 1000;
      const warmUpMs = measureMs * WARM_UP;
      const crowd = { kinds, callers, rooms, senders, window };
      const order = { kind: "talk", ...crowd, warmUpMs, measureMs } as const;
      const { count, seconds } = await stage.load(running, order);
      return [{ unit: "deliveries/s", value: count / seconds }];
    },
  };
}
