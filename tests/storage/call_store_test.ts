/**
 * What the call store answers: who was here, and until when.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import { CallStore } from "../../core/storage/call_store.ts";
import { openDatabase } from "../../core/storage/database.ts";
import type { EventOf } from "../../core/world/event.ts";

/** Runs something with a call store on a new database. */
function withCalls(run: (calls: CallStore) => void): void {
  const database = openDatabase(":memory:");
  try {
    run(new CallStore(database));
  } finally {
    database.close();
  }
}

function arrived(presence: string, at: number): EventOf<"arrived"> {
  return { kind: "arrived", at, person: { presence, name: `N${presence}` }, via: "telnet" };
}

function departed(presence: string, at: number): EventOf<"departed"> {
  const person = { presence, name: `N${presence}` };
  return { kind: "departed", at, person, rooms: [], reason: "" };
}

Deno.test("the newest calls come first, and no more than asked for", () => {
  withCalls((calls) => {
    for (const [index, presence] of ["a", "b", "c"].entries()) {
      calls.arrived(arrived(presence, index));
    }
    deepStrictEqual(calls.recentCalls(2).map((call) => call.name), ["Nc", "Nb"]);
    deepStrictEqual(calls.recentCalls(9).length, 3);
    deepStrictEqual(calls.recentCalls(0), []);
  });
});

Deno.test("a call has an end once its person has left, and no other call gets it", () => {
  withCalls((calls) => {
    for (const presence of ["a", "b"]) calls.arrived(arrived(presence, 1));
    calls.departed(departed("a", 5));
    deepStrictEqual(calls.recentCalls(9), [
      { name: "Nb", via: "telnet", arrivedAt: 1 },
      { name: "Na", via: "telnet", arrivedAt: 1, leftAt: 5 },
    ]);
  });
});

Deno.test("the end of a call is written once", () => {
  withCalls((calls) => {
    calls.arrived(arrived("a", 1));
    calls.departed(departed("a", 5));
    calls.departed(departed("a", 9));
    deepStrictEqual(calls.recentCalls(9).map((call) => call.leftAt), [5]);
  });
});
