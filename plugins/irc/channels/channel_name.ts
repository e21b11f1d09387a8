/**
 * Names of rooms as IRC has them: `#` before them, and U+00A0 for a space, which a channel's name can't hold.
 *
 * @module
 */

/**
 * The channel that a room is shown as.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(roomChannel("Group 1"), "#Group\u00a01");
 * ```
 */
export function roomChannel(room: string): string {
  return `#${room.replaceAll(" ", "\u00a0")}`;
}

/**
 * The room that a channel is shown for.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(channelRoom("#Group\u00a01"), "Group 1");
 * strictEqual(channelRoom("ann"), undefined);
 * ```
 * @param typed As a client sent it.
 * @returns Undefined when it does not begin with `#`, so is no channel.
 */
export function channelRoom(typed: string): string | undefined {
  return typed.startsWith("#") ? typed.slice(1).replaceAll("\u00a0", " ") : undefined;
}
