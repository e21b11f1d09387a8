/**
 * Lines that wait to be used, and who waits for them.
 *
 * @module
 */

import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { CallerGone, Cancelled } from "../../core/commands/errors.ts";
import { LineQueue } from "../../core/session/line_queue.ts";

/** All lines that can be taken until the queue says that no more will come. */
async function takeAll(queue: LineQueue): Promise<string[]> {
  const taken: string[] = [];
  try {
    while (true) taken.push(await queue.next());
  } catch (error) {
    ok(error instanceof CallerGone);
    return taken;
  }
}

Deno.test("lines are taken in the order they came, each once", async () => {
  const queue = new LineQueue();
  const first = queue.next();
  strictEqual(queue.isAwaited, true);
  for (const line of ["one", "two", "three"]) queue.push(line);
  strictEqual(await first, "one");
  strictEqual(queue.isAwaited, false);
  deepStrictEqual([await queue.next(), await queue.next()], ["two", "three"]);
});

Deno.test("after the end what is there can still be taken, and nothing is added", async () => {
  const queue = new LineQueue();
  queue.push("one");
  queue.end();
  queue.push("two");
  deepStrictEqual(await takeAll(queue), ["one"]);
});

Deno.test("after a close nothing can be taken", async () => {
  const queue = new LineQueue();
  queue.push("one");
  queue.close();
  deepStrictEqual(await takeAll(queue), []);
});

Deno.test("whoever waits is told of the end", async () => {
  const queue = new LineQueue();
  const waiting = rejects(queue.next(), CallerGone);
  queue.end();
  await waiting;
});

Deno.test("an interrupt ends the waiting and throws away what was sent before it", async () => {
  const queue = new LineQueue();
  const waiting = rejects(queue.next(), Cancelled);
  strictEqual(queue.cancel(), true);
  await waiting;
  queue.push("before");
  strictEqual(queue.cancel(), false);
  queue.push("after");
  strictEqual(await queue.next(), "after");
});

Deno.test("a full queue has no room until a line is taken", async () => {
  const queue = new LineQueue();
  let pushed = 0;
  while (queue.roomForMore() === undefined) queue.push(`${pushed++}`);
  ok(pushed > 1 && pushed <= 1000, String(pushed));
  let hasRoom = false;
  const room = queue.roomForMore()!.then(() => hasRoom = true);
  await Promise.resolve();
  strictEqual(hasRoom, false);
  await queue.next();
  await room;
  strictEqual(queue.roomForMore(), undefined);
});

Deno.test("a queue holds as many lines as it is told, and more capacity is room", async () => {
  const queue = new LineQueue();
  queue.capacity = 2;
  queue.push("one");
  strictEqual(queue.roomForMore(), undefined);
  queue.push("two");
  const room = queue.roomForMore()!;
  queue.capacity = 3;
  await room;
  strictEqual(queue.roomForMore(), undefined);
});

for (const end of ["cancel", "end", "close"] as const) {
  Deno.test(`${end} lets a full queue be read on`, async () => {
    const queue = new LineQueue();
    while (queue.roomForMore() === undefined) queue.push("x");
    const room = queue.roomForMore()!;
    queue[end]();
    await room;
  });
}

/** Whether a promise has been resolved by the end of this turn. */
async function isResolved(promise: Promise<void> | undefined): Promise<boolean> {
  const pending = Symbol();
  return await Promise.race([promise, Promise.resolve().then(() => pending)]) !== pending;
}

Deno.test("all is done when the next line is waited for, not when the last one is taken", async () => {
  const queue = new LineQueue();
  queue.push("one");
  queue.push("two");
  const done = queue.done();
  await queue.next();
  await queue.next();
  strictEqual(await isResolved(done), false);
  const next = queue.next();
  await done;
  strictEqual(queue.done(), undefined);
  queue.push("three");
  strictEqual(await next, "three");
});

Deno.test("all is done when it is thrown away, or there will be no more", async () => {
  const queue = new LineQueue();
  queue.push("one");
  const cancelled = queue.done();
  queue.cancel();
  await cancelled;
  strictEqual(queue.done(), undefined);
  queue.push("two");
  const ended = queue.done();
  queue.end();
  await ended;
  strictEqual(queue.done(), undefined);
});

Deno.test("each line is dealt with when the one before it is, and all before the end", async () => {
  const queue = new LineQueue();
  const done: string[] = [];
  const over = Promise.withResolvers<void>();
  queue.push("one");
  queue.each({
    async serve(line) {
      done.push(`${line} begins`);
      await Promise.resolve();
      done.push(`${line} ends`);
    },
    over: () => over.resolve(),
  });
  queue.push("two");
  queue.end();
  await over.promise;
  deepStrictEqual(done, ["one begins", "one ends", "two begins", "two ends"]);
});

Deno.test("a line that nothing has to be waited for is dealt with as it comes", () => {
  const queue = new LineQueue();
  const done: string[] = [];
  let isOver = false;
  queue.push("zero");
  queue.each({ serve: (line) => void done.push(line), over: () => isOver = true });
  for (const line of ["one", "two"]) queue.push(line);
  deepStrictEqual(done, ["zero", "one", "two"]);
  strictEqual(queue.done(), undefined);
  strictEqual(isOver, false);
  queue.end();
  strictEqual(isOver, true);
});

Deno.test("while a line is dealt with it may take the next ones", async () => {
  const queue = new LineQueue();
  const done: string[] = [];
  const over = Promise.withResolvers<void>();
  queue.each({
    async serve(line) {
      done.push(line === "ask" ? `answered ${await queue.next()}` : line);
    },
    over: () => over.resolve(),
  });
  for (const line of ["ask", "yes", "more"]) queue.push(line);
  queue.end();
  await over.promise;
  deepStrictEqual(done, ["answered yes", "more"]);
});

Deno.test("when a line can't be dealt with, that is told, and no more are", async () => {
  const queue = new LineQueue();
  const seen: string[] = [];
  const failure = new Error("a bug");
  const over = Promise.withResolvers<unknown>();
  queue.each({
    serve(line) {
      seen.push(line);
      throw failure;
    },
    over: over.resolve,
  });
  queue.push("one");
  queue.push("two");
  strictEqual(await over.promise, failure);
  deepStrictEqual(seen, ["one"]);
});

Deno.test("after a close no line is dealt with any more", async () => {
  const queue = new LineQueue();
  const seen: string[] = [];
  const over = Promise.withResolvers<void>();
  queue.each({
    async serve(line) {
      seen.push(line);
      await Promise.resolve();
    },
    over: () => over.resolve(),
  });
  for (const line of ["one", "two"]) queue.push(line);
  queue.close();
  await over.promise;
  deepStrictEqual(seen, ["one"]);
});

Deno.test("whoever is handed lines is told when the next is waited for, and that it was called off", async () => {
  const queue = new LineQueue();
  const told: string[] = [];
  const gate = Promise.withResolvers<void>();
  queue.each({
    serve(line) {
      told.push(line);
      if (line === "slow") return gate.promise;
    },
    invite: () => void told.push("invited"),
    cancelled: () => void told.push("cancelled"),
    over: () => void told.push("over"),
  });
  strictEqual(queue.cancel(), false);
  await Promise.resolve();
  queue.push("one");
  queue.push("slow");
  queue.push("lost");
  strictEqual(queue.cancel(), false);
  deepStrictEqual(told.splice(0), ["invited", "cancelled", "one", "invited", "slow"]);
  gate.resolve();
  await queue.done();
  queue.end();
  deepStrictEqual(told, ["invited", "over"]);
});

Deno.test("lines wait for somebody else once whoever is handed them is done", async () => {
  const queue = new LineQueue();
  const seen: string[] = [];
  queue.push("one");
  queue.push("leave");
  queue.push("name");
  queue.each({
    serve(line) {
      seen.push(line);
      if (line === "leave") queue.release();
    },
    invite: () => void seen.push("invited"),
    over: () => void seen.push("over"),
  });
  deepStrictEqual(seen.splice(0), ["one", "leave"]);
  strictEqual(await queue.next(), "name");
  queue.push("two");
  queue.each({ serve: (line) => void seen.push(line), over: () => void seen.push("over") });
  queue.end();
  deepStrictEqual(seen, ["two", "over"]);
});
