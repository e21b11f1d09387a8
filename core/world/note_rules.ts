/**
 * Rules of what clients note for other clients: about people, about rooms, and up to where somebody has read.
 *
 * @module
 */

import type { ActionOf, ReadTarget } from "./action.ts";
import type { WorldEvent } from "./event.ts";
import { actor, checkText, needRank, roomNamed, roomRuledBy } from "./lookups.ts";
import { NAME_LENGTH, nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import { mapOf, type State, type UserState } from "./state.ts";

/** How many read markers of a user are kept. */
export const READ_MARKERS_PER_USER = 500;

/** Keys as IRC has them (IRCv3 metadata, "Keys and Values"). */
const KEY = /^[a-z\d_./-]{1,100}$/;

/** Whether something may be noted under a key. */
export function isNoteKey(key: string): boolean {
  return KEY.test(key);
}

/** Somebody notes something about themself, or takes it back. */
export function notePerson(state: State, action: ActionOf<"note-person">): WorldEvent[] {
  const { at, session } = action;
  const by = actor(state, action.by);
  const change = changeNotes(state, mapOf(by, "notes"), action);
  return change ? [{ kind: "person-noted", at, session, person: by.person, ...change }] : [];
}

/** An operator notes something about a room, or takes it back. */
export function noteRoom(state: State, action: ActionOf<"note-room">): WorldEvent[] {
  const { at, session } = action;
  const by = actor(state, action.by);
  const room = roomRuledBy(state, by, action.room);
  needRank(room, by, "operator");
  const change = changeNotes(state, room.notes, action);
  if (!change) return [];
  return [{ kind: "room-noted", at, session, room: room.label, by: by.person, ...change }];
}

/** Changes one note, and gives it back, or nothing where it is as it was. */
function changeNotes(
  state: State,
  notes: Map<string, string>,
  { key, value }: { key: string; value?: string },
): { key: string; value?: string } | undefined {
  if (!isNoteKey(key)) {
    const reason = "a key has up to 100 characters, of a to z, digits and _./-";
    refuse("note-not-allowed", { key, reason });
  }
  if (value === undefined) return notes.delete(key) ? { key } : undefined;
  checkText(value, state.policy.messageBytes);
  const limit = state.policy.notesPerTarget;
  if (!notes.has(key) && notes.size >= limit) refuse("too-many-notes", { limit });
  if (notes.get(key) === value) return undefined;
  notes.set(key, value);
  return { key, value };
}

/** A user has read up to a moment, in a room or with somebody. */
export function markRead(state: State, action: ActionOf<"mark-read">): WorldEvent[] {
  const { at, session, readTo } = action;
  const by = actor(state, action.by);
  const user = by.user ?? refuse("members-only", {});
  const key = keyOfTarget(state, action.target);
  if (!Number.isSafeInteger(readTo) || readTo <= (user.readMarkers.get(key) ?? 0)) return [];
  user.readMarkers.set(key, readTo);
  if (user.readMarkers.size > READ_MARKERS_PER_USER) dropOldestMarker(user);
  return [{ kind: "read-marked", at, session, person: by.person, user: user.id, key, readTo }];
}

/** A person need not be known: guests whose talk is still in a window may have left. */
function keyOfTarget(state: State, target: ReadTarget): string {
  if ("room" in target) return `#${nameKey(roomNamed(state, target.room).name)}`;
  const key = nameKey(target.person);
  const { length } = [...key];
  if (length === 0 || length > NAME_LENGTH) refuse("no-such-user", { name: target.person });
  return key;
}

/** Forgets the marker of the earliest moment; of several, that of the least key. */
function dropOldestMarker({ readMarkers }: UserState): void {
  const [oldest] = [...readMarkers].reduce((one, other) => {
    if (one[1] !== other[1]) return one[1] < other[1] ? one : other;
    return one[0] < other[0] ? one : other;
  });
  readMarkers.delete(oldest);
}
