/**
 * The load generator, a process of its own: does what the order in its second argument says to the
 * server on the port in its first, and prints its report.
 *
 * @module
 */

import { LINE_ENDS, waysIn } from "./conversation.ts";
import { DeliveryCheck } from "./delivery_check.ts";
import { LoadCaller } from "./load_caller.ts";
import type { LoadOrder, LoadReport, LogInOrder, TalkOrder } from "./load_order.ts";
import { MessageFormat } from "./message.ts";

/** Nothing that works takes this long on top of what was ordered. */
const PATIENCE_MS = 60_000;

/** Five letters and digits that no other run has, for messages and names. */
const MARK = crypto.randomUUID().slice(0, 5);

/** Callers in one room, some of whom talk. Throws if a delivery is lost, doubled or out of order. */
async function talk(port: number, order: TalkOrder): Promise<LoadReport> {
  const { mode, callers: count, senders, window, warmUpMs, measureMs } = order;
  using room = new DisposableStack();
  const callers = await Promise.all(Array.from({ length: count }, async (_, index) => {
    const caller = room.use(await LoadCaller.dial(port));
    await caller.converse(waysIn(mode, nameOf(index)));
    return caller;
  }));
  const format = new MessageFormat(MARK);
  const check = new DeliveryCheck({
    callers: count,
    senders,
    window,
    // Who edits their own line has it on the screen already, and is not sent it again.
    hearOwn: mode === "character",
    send: (sender, stamp) => callers[sender]!.send(format.write(stamp) + LINE_ENDS[mode]),
  });
  const listening = Promise.all(callers.map((caller, receiver) =>
    caller.listen((bytes, end) => {
      const stamp = format.read(bytes, end);
      if (stamp !== undefined) check.heard(receiver, stamp);
    })
  ));
  const talking = async () => {
    check.start();
    await delay(warmUpMs);
    const [before, beganAt] = [check.deliveries, performance.now()];
    await delay(measureMs);
    const report = {
      count: check.deliveries - before,
      seconds: (performance.now() - beganAt) / 1000,
    };
    await check.finish();
    return report;
  };
  // Listening ends only in failure as long as nobody hangs up.
  return await Promise.race([talking(), listening]) as LoadReport;
}

/** Guests who come in, read who is there, and hang up, so many of them at a time. */
async function logIn(port: number, { guests, atOnce }: LogInOrder): Promise<LoadReport> {
  let next = 0;
  const beganAt = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    for (let guest; (guest = next++) < guests;) {
      using caller = await LoadCaller.dial(port);
      await caller.converse(waysIn("line", nameOf(guest)));
      await caller.leave();
    }
  }));
  return { count: guests, seconds: (performance.now() - beganAt) / 1000 };
}

/** The name of a caller, which nobody in another run has. */
function nameOf(index: number): string {
  return `u${index}_${MARK}`;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A server that has got stuck must not hold up whoever waits for the report. */
function limitTime(ms: number): void {
  const timer = setTimeout(() => {
    throw new Error(`The load has not come to its end in ${ms} ms`);
  }, ms);
  Deno.unrefTimer(timer);
}

const [port, order] = Deno.args.map((argument) => JSON.parse(argument)) as [number, LoadOrder];
limitTime(PATIENCE_MS + (order.kind === "talk" ? order.warmUpMs + order.measureMs : 0));
const report = order.kind === "talk" ? await talk(port, order) : await logIn(port, order);
Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(report)));
