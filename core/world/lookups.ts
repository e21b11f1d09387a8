/**
 * What most rules begin with: who acts, which room, who is meant, whether they may. Each answers or refuses.
 *
 * @module
 */

import { nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import type { Person, PresenceId } from "./person.ts";
import { roleOf } from "./presence.ts";
import { type Rank, RANKS, reachesRank, reachesRole, type Role } from "./role.ts";
import type { Standing } from "./room.ts";
import type { PresenceState, RoomState, State, UserState } from "./state.ts";

/** Who did something, in the records of it, where it was the house. */
export const HOUSE_NAME = "the house";

const ENCODER = new TextEncoder();

/** The person who acts. */
export function actor(state: State, by: PresenceId): PresenceState {
  return state.presences.get(by) ?? refuse("gone", {});
}

/** The room of that name. */
export function roomNamed(state: State, name: string): RoomState {
  return state.roomsByKey.get(nameKey(name)) ?? refuse("no-such-room", { room: name });
}

/** The room of that name, if the person is in it. */
export function roomOf(state: State, presence: PresenceState, name: string): RoomState {
  const room = roomNamed(state, name);
  if (!room.members.has(presence.id)) refuse("not-in-room", { room: room.name });
  return room;
}

/** The room of that name, if the person is in it, or may use power in every room. */
export function roomRuledBy(state: State, presence: PresenceState, name: string): RoomState {
  const roaming = reachesRole(roleOf(presence), "moderator");
  return roaming ? roomNamed(state, name) : roomOf(state, presence, name);
}

/** The user of that name. */
export function userNamed(state: State, name: string): UserState {
  return state.usersByKey.get(nameKey(name)) ?? refuse("no-such-user", { name });
}

/** Whoever here wears that name, or has it as the name of their account. */
export function findPresence(state: State, name: string): PresenceState | undefined {
  const key = nameKey(name);
  const user = state.usersByKey.get(key);
  return state.presencesByKey.get(key) ?? (user && state.presencesByUser.get(user.id));
}

/** The person of that name, who must be here. */
export function presenceNamed(state: State, name: string): PresenceState {
  const presence = findPresence(state, name);
  if (presence) return presence;
  return refuse("not-here", { name: userNamed(state, name).name });
}

/** Whom a rule is about: a person here, or a user who is not. */
export type Somebody = Pick<PresenceState, "person" | "user" | "grantedRole"> & {
  readonly id?: PresenceId;
};

/** Whoever has that name: a person here, or a user who is not. */
export function standingOf(state: State, name: string): Somebody | undefined {
  const user = state.usersByKey.get(nameKey(name));
  return findPresence(state, name) ??
    (user && { person: { name: user.name, user: user.id }, user });
}

/** The person of that name as events name them, here or not. */
export function personNamed(state: State, name: string): Person {
  return standingOf(state, name)?.person ?? refuse("no-such-user", { name });
}

/** What a person may do in a room: their rank there, or what their role in the house gives them. */
export function powerIn(room: RoomState, somebody: Omit<Somebody, "person">): Rank {
  const { rank } = standingIn(room, somebody);
  const granted = powerOfRole(roleOf(somebody));
  return reachesRank(rank, granted) ? rank : granted;
}

/** What somebody has been given in a room, whatever their role in the house. */
export function standingIn(room: RoomState, { id, user }: Omit<Somebody, "person">): Standing {
  const rank = (id === undefined ? undefined : room.members.get(id)) ??
    (user && room.ranks.get(user.id)) ?? "member";
  return { rank, voice: rank === "voice" || (id !== undefined && room.voiced.has(id)) };
}

/** What a role in the house gives in every room: moderators are operators, sysops owners. */
export function powerOfRole(role: Role): Rank {
  if (role === "sysop") return "owner";
  return role === "moderator" ? "operator" : "member";
}

/** Refuses unless the person has at least that rank in the room. */
export function needRank(room: RoomState, presence: PresenceState, rank: Rank): void {
  if (!reachesRank(powerIn(room, presence), rank)) refuse("needs-rank", { room: room.name, rank });
}

/** Refuses unless the person has that role in the house. */
export function needRole(presence: PresenceState, role: Role): void {
  if (!reachesRole(roleOf(presence), role)) refuse("needs-role", { role });
}

/** Refuses when the other stands above the person in the room, or beside them as an owner of it. */
export function needToOutrank(room: RoomState, presence: PresenceState, other: Somebody): void {
  const [mine, theirs] = [powerIn(room, presence), powerIn(room, other)];
  const above = RANKS.indexOf(mine) - RANKS.indexOf(theirs);
  if (above < 0 || (above === 0 && mine === "owner" && roleOf(presence) !== "sysop")) {
    refuse("outranked", { name: other.person.name });
  }
}

/** Refuses a text that nobody could show: empty, too long, broken, or with line ends or NULs. */
export function checkText(text: string, limitBytes: number): void {
  // Neither spaces nor what no terminal shows are a text.
  if (!/[^\p{C}\p{Z}]/u.test(text) && text.isWellFormed()) refuse("text-empty", {});
  checkOptionalText(text, limitBytes);
}

/** As {@link checkText}, but the text may be empty. */
export function checkOptionalText(text: string, limitBytes: number): void {
  // A UTF-16 unit takes at most three bytes, so most texts need not be encoded to be measured.
  if (text.length * 3 > limitBytes) {
    const found = ENCODER.encode(text).length;
    if (found > limitBytes) refuse("text-too-long", { limit: limitBytes, found });
  }
  if (/[\0\r\n]/.test(text)) refuse("text-not-allowed", { reason: "it has line ends or NULs" });
  if (!text.isWellFormed()) refuse("text-not-allowed", { reason: "it is not valid Unicode" });
}
