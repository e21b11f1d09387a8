/**
 * The load generator of our own against the program.
 *
 * @module
 */

import { ok } from "node:assert/strict";
import { CONTENDERS } from "../../bench/contenders.ts";
import { MIXED } from "../../bench/own_trials.ts";
import { RunningServer } from "../../bench/running_server.ts";
import { TalkingRooms } from "../../bench/talking_rooms.ts";

/** Two of each kind. */
const CALLERS = 2 * MIXED.length;

Deno.test("everyone in a mixed room hears everyone else, whatever they speak", async () => {
  const partyline = CONTENDERS.find(({ name }) => name === "Partyline")!;
  await using server = await RunningServer.start(partyline, { prefix: [], members: CALLERS });
  using rooms = await TalkingRooms.open(server.doors, {
    kinds: MIXED,
    callers: CALLERS,
    rooms: 1,
    senders: MIXED.length,
    window: 2,
  });
  const listening = rooms.listen();
  rooms.check.start();
  await Promise.race([rooms.check.finish(), listening]);
  ok(rooms.check.deliveries >= 2 * MIXED.length * (CALLERS - 1));
  rooms[Symbol.dispose]();
  await listening;
});
