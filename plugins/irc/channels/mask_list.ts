/**
 * The lists of masks of a room, as MODE shows them.
 *
 * @module
 */

import type { MaskList, Room } from "partyline";
import { listedMask } from "./ban_mask.ts";
import { roomChannel } from "./channel_name.ts";
import type { IrcSession } from "../irc_session.ts";
import type { NumericName } from "../tables/numerics.ts";

/** How the list of a letter is shown. */
interface ShownList {
  /** What is on it. */
  readonly lists: readonly MaskList[];
  /** For each entry, and at the end. */
  readonly entry: NumericName;
  readonly end: NumericName;
}

/** The lists by their letters. */
const SHOWN_LISTS: Readonly<Record<string, ShownList>> = {
  I: { lists: ["invite"], entry: "INVEXLIST", end: "ENDOFINVEXLIST" },
  b: { lists: ["ban", "mute"], entry: "BANLIST", end: "ENDOFBANLIST" },
  e: { lists: ["exempt"], entry: "EXCEPTLIST", end: "ENDOFEXCEPTLIST" },
};

/** Tells what is on the list of a letter: each mask, who set it, and when. */
export function sendMaskList(session: IrcSession, room: Room, letter: string): void {
  const shown = SHOWN_LISTS[letter];
  if (!shown) return;
  const channel = roomChannel(room.name);
  for (const list of shown.lists) {
    for (const { mask, by, at } of room.masks[list].values()) {
      const since = String(Math.floor(at / 1000));
      session.numeric(shown.entry, [channel, listedMask(list, mask), by, since]);
    }
  }
  session.numeric(shown.end, [channel]);
}
