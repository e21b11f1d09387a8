/**
 * The load generator, a process of its own: does what the order in its second argument says to the
 * server on the ports in its first, prints a line when it begins, and its report.
 *
 * @module
 */

import { memberName, waysInByPassword } from "./caller_kind.ts";
import { churn } from "./churn_load.ts";
import { HungUpError, LoadCaller } from "./load_caller.ts";
import type {
  CrashOrder,
  Doors,
  LoadOrder,
  LoadReports,
  PasswordOrder,
  TalkOrder,
} from "./load_order.ts";
import { TalkingRooms } from "./talking_rooms.ts";

/** Nothing that works takes this long on top of what was ordered. */
const PATIENCE_MS = 60_000;

/** Who waits while others log in. */
const LISTENERS = 20;

/** How long a talker who looks for delays rests, and how long until the compilers have done their work. */
const [REST_MS, SETTLE_MS] = [1, 500];

/** Callers in rooms, some of whom talk. Throws if a delivery is lost, doubled or out of order. */
async function talk(doors: Doors, order: TalkOrder): Promise<LoadReports["talk"]> {
  using rooms = await TalkingRooms.open(doors, order);
  const talking = async () => {
    begin();
    rooms.check.start();
    await delay(order.warmUpMs);
    const [before, beganAt] = [rooms.check.deliveries, performance.now()];
    await delay(order.measureMs);
    const count = rooms.check.deliveries - before;
    const seconds = (performance.now() - beganAt) / 1000;
    await rooms.check.finish();
    return { count, seconds };
  };
  return await Promise.race([talking(), failureOf(rooms.listen())]);
}

/** The same, until the server is gone. */
async function talkUntilCrash(doors: Doors, order: CrashOrder): Promise<LoadReports["crash"]> {
  using rooms = await TalkingRooms.open(doors, { kinds: ["IRC"], rooms: 1, ...order });
  const listening = rooms.listen();
  rooms.check.start();
  await delay(SETTLE_MS);
  begin();
  await listening.catch((error) => {
    if (!(error instanceof HungUpError)) throw error;
  });
  return { mark: rooms.mark, heard: rooms.check.heardBySomebody() };
}

/** Members who log in with their passwords, all at once, and how long a room waits for words meanwhile. */
async function logInByPassword(
  doors: Doors,
  { members }: PasswordOrder,
): Promise<LoadReports["passwords"]> {
  let [saidAt, longestMs] = [Infinity, 0];
  using rooms = await TalkingRooms.open(doors, {
    kinds: ["IRC"],
    callers: LISTENERS,
    rooms: 1,
    senders: 1,
    window: 1,
    pace(say) {
      longestMs = Math.max(longestMs, performance.now() - saidAt);
      setTimeout(() => {
        saidAt = performance.now();
        say();
      }, REST_MS);
    },
  });
  using callers = new DisposableStack();
  const waiting = await Promise.all(
    Array.from({ length: members }, async () => callers.use(await LoadCaller.dial(doors.irc))),
  );
  const coming = async () => {
    rooms.check.start();
    await delay(SETTLE_MS);
    longestMs = 0;
    begin();
    const beganAt = performance.now();
    await Promise.all(
      waiting.map((caller, number) => caller.converse(waysInByPassword(memberName(number)))),
    );
    const seconds = (performance.now() - beganAt) / 1000;
    await rooms.check.finish();
    return { count: members, seconds, longestMs };
  };
  return await Promise.race([coming(), failureOf(rooms.listen())]);
}

/** Listening ends when everyone has been hung up, which is later than anybody waits for it, or in failure. */
async function failureOf(listening: Promise<void>): Promise<never> {
  await listening;
  return await new Promise(() => {});
}

/** The callers are in, and what was ordered begins. */
function begin(): void {
  print("begun\n");
}

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function obey(doors: Doors, order: LoadOrder): Promise<LoadReports[LoadOrder["kind"]]> {
  switch (order.kind) {
    case "churn":
      begin();
      return churn(doors, order);
    case "crash":
      return talkUntilCrash(doors, order);
    case "passwords":
      return logInByPassword(doors, order);
    case "talk":
      return talk(doors, order);
  }
}

/** How long what was ordered takes by itself. */
function orderedMs(order: LoadOrder): number {
  if (order.kind === "talk") return order.warmUpMs + order.measureMs;
  return order.kind === "churn" ? order.forMs : 0;
}

/** A server that has got stuck must not hold up whoever waits for the report. */
function limitTime(ms: number): void {
  const timer = setTimeout(() => {
    throw new Error(`The load has not come to its end in ${ms} ms`);
  }, ms);
  Deno.unrefTimer(timer);
}

const [doors, order] = Deno.args.map((argument) => JSON.parse(argument)) as [Doors, LoadOrder];
limitTime(PATIENCE_MS + orderedMs(order));
print(JSON.stringify(await obey(doors, order)));
// Those who churn may stand in the middle of something.
Deno.exit();
