/**
 * In which order things happen at the end of a turn of the event loop.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { TurnEnd } from "../../../core/net/outbox/turn_end.ts";

/** The end of turns, and a log of what was done. */
function watchedEnd() {
  const log: string[] = [];
  const end = new TurnEnd();
  const note = (text: string) => () => void log.push(text);
  return { log, end, note };
}

Deno.test("nothing is done before the turn ends", async () => {
  const { log, end, note } = watchedEnd();
  end.work(note("work"));
  end.write(note("write"));
  await Promise.resolve();
  deepStrictEqual(log, []);
  await setImmediate();
  deepStrictEqual(log, ["work", "write"]);
});

Deno.test("what is written waits for the work of the turn, whichever was asked for first", async () => {
  const { log, end, note } = watchedEnd();
  end.write(note("write"));
  end.work(note("work"));
  await setImmediate();
  deepStrictEqual(log, ["work", "write"]);
});

Deno.test("what the work and those who heard of it want to write is written in the same turn", async () => {
  const { log, end, note } = watchedEnd();
  const heard = Promise.withResolvers<void>();
  heard.promise.then(() => end.write(note("written by who heard")));
  end.work(() => {
    end.write(note("written by the work"));
    heard.resolve();
  });
  await setImmediate();
  deepStrictEqual(log, ["written by the work", "written by who heard"]);
});

Deno.test("work that work brings is of the next turn, and is followed by a write of its own", async () => {
  const { log, end, note } = watchedEnd();
  end.work(() => {
    log.push("first");
    end.write(note("write of the first"));
    end.work(() => {
      log.push("second");
      end.write(note("write of the second"));
    });
  });
  while (log.length < 4) await setImmediate();
  deepStrictEqual(log, ["first", "write of the first", "second", "write of the second"]);
});

Deno.test("what is written and wants to write again does so in the next turn", async () => {
  const { log, end, note } = watchedEnd();
  end.write(() => {
    log.push("one");
    end.write(note("two"));
  });
  while (log.length < 2) await setImmediate();
  deepStrictEqual(log, ["one", "two"]);
});
