/**
 * Reads what LIST wants: masks and the conditions of ELIST (Modern IRC, ELIST parameter).
 *
 * @module
 */

import { fitsPattern, type Room } from "partyline";
import { roomChannel } from "./channel_name.ts";

/** Whether a room is wanted. */
export type RoomFilter = (room: Room) => boolean;

/** A number of the room that is compared; undefined for a room that has none. */
type Measure = (room: Room, now: number) => number | undefined;

/** What stands before `<` and `>`, and what is compared: times are in minutes that have passed since. */
const MEASURES: Readonly<Record<string, Measure>> = {
  "": ({ members }) => members.size,
  "C": ({ createdAt }, now) => (now - createdAt) / 60_000,
  "T": ({ topic }, now) => topic && (now - topic.at) / 60_000,
};

/**
 * Reads the first parameter of a LIST: masks, of which a room must fit one, and conditions, of which it
 * must meet all: `>2` and `<9` for its members, `C>60` for its age in minutes, `T<60` for that of its
 * topic, `!mask`.
 *
 * @param now In milliseconds since the epoch.
 */
export function readRoomFilter(wanted: string, now: number): RoomFilter {
  const items = wanted.split(",").filter((item) => item !== "");
  const conditions = items.flatMap((item) => readCondition(item, now) ?? []);
  const masks = items.filter((item) => !readCondition(item, now));
  return (room) =>
    conditions.every((isMet) => isMet(room)) &&
    (masks.length === 0 || masks.some((mask) => fitsPattern(mask, roomChannel(room.name))));
}

function readCondition(item: string, now: number): RoomFilter | undefined {
  if (item.startsWith("!")) return (room) => !fitsPattern(item.slice(1), roomChannel(room.name));
  const [, letter, sign, digits] = /^([CT]?)([<>])(\d{1,9})$/i.exec(item) ?? [];
  const measure = MEASURES[letter?.toUpperCase() ?? "none"];
  if (!measure) return undefined;
  const limit = Number(digits);
  return (room) => {
    const found = measure(room, now);
    return found !== undefined && (sign === "<" ? found < limit : found > limit);
  };
}
