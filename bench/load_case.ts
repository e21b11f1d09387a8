/**
 * The loads that servers are put under, each of which becomes a row of the table.
 *
 * @module
 */

import type { CallerMode, LoadOrder } from "./load_order.ts";
import type { ContenderName } from "./contenders.ts";

/** How much load. Times are in milliseconds. */
export interface LoadLength {
  /** Talk before the measurement begins. */
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** How many log in. */
  readonly guests: number;
}

/** A load on a server. */
export interface LoadCase {
  readonly name: string;
  readonly server: ContenderName;
  readonly unit: string;
  /** The case that it is compared with. */
  readonly of?: string;
  order(length: LoadLength): LoadOrder;
}

/** People in the room. */
export const CALLERS = 100;

/** Those of them who talk. */
export const SENDERS = 10;

const GUESTS_AT_ONCE = 16;

/** Every load, in the order in which they are put on. */
export const LOAD_CASES: readonly LoadCase[] = [
  ...talkCases(1),
  ...talkCases(16),
  logInCase("log-ins of terminals, bare", "bare terminals"),
  { ...logInCase("log-ins of terminals", "Partyline"), of: "log-ins of terminals, bare" },
];

function talkCases(window: number): LoadCase[] {
  const [bare, line, character] = ["bare terminals", "line mode", "character mode"]
    .map((name) => `${name}, window ${window}`) as [string, string, string];
  return [
    talkCase(bare, { server: "bare terminals", mode: "line", window }),
    { ...talkCase(line, { server: "Partyline", mode: "line", window }), of: bare },
    { ...talkCase(character, { server: "Partyline", mode: "character", window }), of: line },
  ];
}

function talkCase(
  name: string,
  { server, mode, window }: { server: ContenderName; mode: CallerMode; window: number },
): LoadCase {
  return {
    name,
    server,
    unit: "deliveries/s",
    order: ({ warmUpMs, measureMs }) => ({
      kind: "talk",
      mode,
      callers: CALLERS,
      senders: SENDERS,
      window,
      warmUpMs,
      measureMs,
    }),
  };
}

function logInCase(name: string, server: ContenderName): LoadCase {
  return {
    name,
    server,
    unit: "log-ins/s",
    order: ({ guests }) => ({ kind: "log-ins", guests, atOnce: GUESTS_AT_ONCE }),
  };
}
