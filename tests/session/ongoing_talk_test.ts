/**
 * Which talk is waited for.
 *
 * @module
 */

import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { OngoingTalk } from "../../core/session/ongoing_talk.ts";

function talk(): { talk: OngoingTalk; failures: unknown[] } {
  const failures: unknown[] = [];
  return { talk: new OngoingTalk((error) => failures.push(error)), failures };
}

Deno.test("there is nothing to wait for where nothing was said", () => {
  strictEqual(talk().talk.done(), undefined);
});

Deno.test("what was said is done when the last of it is", async () => {
  const { talk: ongoing } = talk();
  const [one, two] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  strictEqual(ongoing.add(one.promise), undefined);
  strictEqual(ongoing.add(two.promise), undefined);
  let isDone = false;
  const done = ongoing.done()!.then(() => isDone = true);
  one.resolve();
  await Promise.resolve();
  strictEqual(isDone, false);
  two.resolve();
  await done;
  strictEqual(ongoing.done(), undefined);
});

Deno.test("somebody who talks on and on is waited for now and then", () => {
  const { talk: ongoing } = talk();
  let count = 1;
  while (!ongoing.add(Promise.resolve())) count++;
  strictEqual(count, 16);
});

Deno.test("talk that fails is told of once, and stops nobody", async () => {
  const { talk: ongoing, failures } = talk();
  const error = new Error("broken");
  ongoing.add(Promise.reject(error));
  await ongoing.done();
  deepStrictEqual(failures, [error]);
});
