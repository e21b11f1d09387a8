/**
 * What the load generator finds wrong.
 *
 * @module
 */

import { deepStrictEqual, rejects, throws } from "node:assert/strict";
import { DeliveryCheck } from "../../bench/delivery_check.ts";
import { type Stamp, stampOf } from "../../bench/message.ts";

/** Two rooms of two, in which the first two of four callers talk. */
function twoRooms(sent: Stamp[] = []): DeliveryCheck {
  return new DeliveryCheck({
    callers: 4,
    rooms: 2,
    senders: 2,
    window: 1,
    hearsOwn: () => false,
    send: (_sender, stamp) => sent.push(stamp),
  });
}

Deno.test("the next message follows when everyone in the room has heard the last", () => {
  const sent: Stamp[] = [];
  const check = twoRooms(sent);
  check.start();
  check.heard(2, stampOf(0, 0));
  deepStrictEqual(sent, [stampOf(0, 0), stampOf(1, 0), stampOf(0, 1)]);
  deepStrictEqual(check.heardBySomebody(), [1, 0]);
});

Deno.test("a message that is heard twice throws", () => {
  const check = twoRooms();
  check.start();
  check.heard(2, stampOf(0, 0));
  throws(() => check.heard(2, stampOf(0, 0)), /heard message 0 of sender 0 when 1 was next/);
});

Deno.test("a message that is heard too early throws", () => {
  const check = twoRooms();
  check.start();
  throws(() => check.heard(2, stampOf(0, 1)), /heard message 1 of sender 0 when 0 was next/);
});

Deno.test("a message that is heard in another room throws", () => {
  const check = twoRooms();
  check.start();
  throws(() => check.heard(3, stampOf(0, 0)), /heard sender 0, who is in another room/);
});

Deno.test("a sender who hears what only others should rejects at the end", async () => {
  const check = twoRooms();
  check.start();
  const finished = check.finish();
  check.heard(0, stampOf(0, 0));
  check.heard(3, stampOf(1, 0));
  await rejects(finished, /heard/);
});
