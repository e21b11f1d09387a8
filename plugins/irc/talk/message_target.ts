/**
 * Where a message goes: what stands in PRIVMSG, NOTICE, TAGMSG and BATCH for it.
 *
 * @module
 */

import type { Rank } from "partyline";
import { PREFIX_SYMBOLS, rankOfPrefix } from "../tables/channel_modes.ts";
import { channelRoom } from "../channels/channel_name.ts";

/** Where a message goes. */
export type MessageTarget =
  /** A room; `atLeast` when it is only for those of a rank and above (STATUSMSG). */
  | { readonly room: string; readonly atLeast?: Rank }
  /** Somebody, by the name they wear. */
  | { readonly person: string };

/**
 * Reads a target. Of several symbols before a channel the least counts, as it takes in the others.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * deepStrictEqual(readMessageTarget("ann"), { person: "ann" });
 * deepStrictEqual(readMessageTarget("#den"), { room: "den" });
 * deepStrictEqual(readMessageTarget("@#den"), { room: "den", atLeast: "operator" });
 * deepStrictEqual(readMessageTarget("@+#den"), { room: "den", atLeast: "voice" });
 * ```
 */
export function readMessageTarget(typed: string): MessageTarget {
  const start = typed.indexOf("#");
  if (start < 0) return { person: typed };
  const room = channelRoom(typed.slice(start))!;
  if (start === 0) return { room };
  const symbols = [...typed.slice(0, start)];
  if (!symbols.every((symbol) => PREFIX_SYMBOLS.includes(symbol))) return { person: typed };
  const least = [...PREFIX_SYMBOLS].findLast((symbol) => symbols.includes(symbol))!;
  return { room, atLeast: rankOfPrefix(least) };
}
