/**
 * People who come and go in every protocol, and a sysop who loads a plugin anew all the while: what a server
 * must not grow by.
 *
 * @module
 */

import {
  CALLER_KINDS,
  type CallerKindName,
  LOBBY,
  MEMBER_PASSWORD,
  memberName,
  type Place,
} from "./caller_kind.ts";
import { LoadCaller } from "./load_caller.ts";
import type { ChurnOrder, Doors, LoadReports } from "./load_order.ts";

/** A member's password is hashed at each log-in, which is another load: those of CSP are left out. */
const KINDS: readonly CallerKindName[] = [
  "IRC",
  "terminal lines",
  "keys in UTF-8",
  "line protocol",
  "IRC with tags",
  "keys in CP437",
];

/** Rooms that come and go as well. */
const ROOMS = 25;

/** Messages that somebody says before they leave a room. */
const WORDS = 3;

/** How long somebody rests between two moves, and the sysop between two reloads. */
const [REST_MS, RELOAD_MS] = [20, 2000];

/** Keeps callers coming and going until the time is up. */
export async function churn(
  doors: Doors,
  { callers, forMs, plugin }: ChurnOrder,
): Promise<LoadReports["churn"]> {
  const end = performance.now() + forMs;
  let [calls, reloads] = [0, 0];
  const come = async (seat: number) => {
    for (let turn = 0; performance.now() < end; turn++) {
      // A name of its own, as that of the last call may still be on its way out.
      const place = { name: `u${seat}x${turn}`, room: `room${(seat + turn) % ROOMS}` };
      await call(doors, { kind: KINDS[(seat + turn) % KINDS.length]!, place, turn });
      calls++;
    }
  };
  const reload = async () => {
    using sysop = await LoadCaller.dial(doors.terminal);
    await sysop.converse([
      { wait: "Name: ", say: `${memberName(0)}\r\n` },
      { wait: "Password of", say: `${MEMBER_PASSWORD}\r\n` },
      { wait: "Here:" },
    ]);
    for (; performance.now() < end; reloads++) {
      sysop.send(`/plugin reload ${plugin}\r\n`);
      await sysop.converse([{ wait: "reloaded" }]);
      await delay(RELOAD_MS);
    }
  };
  await Promise.all([reload(), ...Array.from({ length: callers }, (_, seat) => come(seat))]);
  return { calls, reloads };
}

/** One call: in, into a room, words, perhaps out of it, and hung up. */
async function call(
  doors: Doors,
  { kind, place, turn }: {
    readonly kind: CallerKindName;
    readonly place: Place;
    readonly turn: number;
  },
): Promise<void> {
  const { door, answers, waysIn, join, say, part } = CALLER_KINDS[kind];
  using caller = await LoadCaller.dial(doors[door]);
  await caller.converse(waysIn({ ...place, room: LOBBY }), answers);
  const listening = caller.listen(() => {});
  caller.send(join(place));
  await delay(REST_MS);
  for (let word = 0; word < WORDS; word++) caller.send(say(`word ${word} of ${turn}`, place));
  await delay(REST_MS);
  if (turn % 2 === 0) {
    caller.send(part(place));
    await delay(REST_MS);
  }
  caller[Symbol.dispose]();
  await listening;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
