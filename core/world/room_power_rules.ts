/**
 * Rules of power in a room: who may invite, kick, ban, set masks, and give rank and voice.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { WorldEvent } from "./event.ts";
import {
  actor,
  checkOptionalText,
  findPresence,
  HOUSE_NAME,
  needRank,
  needToOutrank,
  powerIn,
  presenceNamed,
  roomNamed,
  roomOf,
  roomRuledBy,
  type Somebody,
  standingIn,
  standingOf,
} from "./lookups.ts";
import { completeMask, faultOfMask, maskKey, nameOfMask } from "./mask.ts";
import { faultOfName, nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import { type Rank, reachesRank } from "./role.ts";
import type { Doer, MaskEntry, MaskList, Standing } from "./room.ts";
import { changeStanding, invitationKey, leaveRoom } from "./room_rules.ts";
import type { PresenceState, RoomState, State } from "./state.ts";
import { isIgnored } from "./talk_rules.ts";

/**
 * Somebody is asked into a room: by anyone in it, or by an operator where the room is invite-only.
 * Only an operator's word opens a door that is closed, then or later.
 */
export function invite(state: State, action: ActionOf<"invite">): WorldEvent[] {
  const { at, session } = action;
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  const other = presenceNamed(state, action.name);
  if (room.rules.inviteOnly) needRank(room, by, "operator");
  const { person } = other;
  if (room.members.has(other.id)) {
    refuse("they-are-in-room", { room: room.name, name: person.name });
  }
  if (reachesRank(powerIn(room, by), "operator")) room.invited.add(invitationKey(other));
  if (isIgnored(state, by.person, other.ignored)) return [];
  return [{ kind: "invited", at, session, room: room.label, person, by: by.person }];
}

/** A halfop puts somebody out of a room, or leaves it themself in that way. */
export function kick(state: State, action: ActionOf<"kick">): WorldEvent[] {
  const by = actor(state, action.by);
  const room = roomRuledBy(state, by, action.room);
  needRank(room, by, "halfop");
  checkOptionalText(action.reason, state.policy.topicBytes);
  const other = presenceNamed(state, action.name);
  if (!room.members.has(other.id)) {
    refuse("they-are-not-in-room", { room: room.name, name: other.person.name });
  }
  if (other.id !== by.id) needToOutrank(room, by, other);
  return [putOut(room, other, { by: by.person, action, banned: false })];
}

function putOut(
  room: RoomState,
  other: PresenceState,
  { by, action, banned }: {
    by: Doer;
    action: ActionOf<"kick"> | ActionOf<"ban">;
    banned: boolean;
  },
): WorldEvent {
  leaveRoom(room, other);
  const { at, session, reason } = action;
  const { person } = other;
  return { kind: "kicked", at, session, room: room.label, person, by, reason, banned };
}

/** An operator keeps a name out of a room, or the house does, and puts its bearer out if they are in it. */
export function ban(state: State, action: ActionOf<"ban">): WorldEvent[] {
  const { reason } = action;
  const by = action.by === undefined ? undefined : actor(state, action.by);
  const room = by ? roomRuledBy(state, by, action.room) : roomNamed(state, action.room);
  if (by) needRank(room, by, "operator");
  checkOptionalText(reason, state.policy.topicBytes);
  if (faultOfName(action.name)) refuse("no-such-user", { name: action.name });
  const known = standingOf(state, action.name);
  if (by && known?.id === by.id) refuse("yourself", {});
  if (by && known) needToOutrank(room, by, known);

  const mask = completeMask(lastingName(known) ?? action.name);
  const set = addMask(state, room, { list: "ban", mask, reason, by: by?.person, action });
  const other = findPresence(state, action.name);
  if (!other || !room.members.has(other.id)) return [set];
  return [set, putOut(room, other, { by: by?.person, action, banned: true })];
}

/** The name by which masks still know somebody who has taken another to wear. */
function lastingName(known: Somebody | undefined): string | undefined {
  return known?.user?.name ?? known?.person.name;
}

/** An operator puts a mask on a list of the room; one that is there already stays as it is. */
export function setMask(state: State, action: ActionOf<"set-mask">): WorldEvent[] {
  const { list, reason = "" } = action;
  const by = actor(state, action.by);
  const room = roomRuledBy(state, by, action.room);
  needRank(room, by, "operator");
  checkOptionalText(reason, state.policy.topicBytes);
  const fault = faultOfMask(action.mask);
  if (fault) refuse("mask-not-allowed", { mask: action.mask, reason: fault });
  const mask = completeMask(action.mask);
  if (room.masks[list].has(maskKey(mask))) return [];
  return [addMask(state, room, { list, mask, reason, by: by.person, action })];
}

/** Puts a mask on a list, or in the place of the same mask. */
function addMask(
  state: State,
  room: RoomState,
  { list, mask, reason, by, action }: {
    list: MaskList;
    mask: string;
    reason: string;
    by: Doer;
    action: { at: number; session?: string };
  },
): WorldEvent {
  const { at, session } = action;
  const key = maskKey(mask);
  const limit = state.policy.bansPerRoom;
  const count = Object.values(room.masks).reduce((sum, { size }) => sum + size, 0);
  if (!room.masks[list].has(key) && count >= limit) {
    refuse("too-many-bans", { room: room.name, limit });
  }
  const entry: MaskEntry = { mask, by: by?.name ?? HOUSE_NAME, at, reason };
  room.masks[list].set(key, entry);
  if (list === "ban") forgetInvitation(state, room, mask);
  return { kind: "mask-set", at, session, room: room.label, list, key, entry, by };
}

/** Who is banned by name is no longer invited, even when the ban is lifted. */
function forgetInvitation(state: State, room: RoomState, mask: string): void {
  const name = nameOfMask(mask);
  if (name === undefined) return;
  const other = findPresence(state, name);
  room.invited.delete(other ? invitationKey(other) : nameKey(name));
}

/** An operator takes a mask off a list of the room; a plain name stands for the mask of that name. */
export function liftMask(state: State, action: ActionOf<"lift-mask">): WorldEvent[] {
  const { at, session, list } = action;
  const by = actor(state, action.by);
  const room = roomRuledBy(state, by, action.room);
  needRank(room, by, "operator");
  const entries = room.masks[list];
  const key = keysMeantBy(state, action.mask).find((key) => entries.has(key));
  if (key === undefined) {
    if (list === "ban") refuse("no-such-ban", { room: room.name, name: action.mask });
    return refuse("no-such-mask", { room: room.name, mask: action.mask });
  }
  const entry = entries.get(key)!;
  entries.delete(key);
  return [{
    kind: "mask-lifted",
    at,
    session,
    room: room.label,
    list,
    key,
    entry,
    by: by.person,
  }];
}

/** A name that somebody wears stands for the ban of their account too, as {@link ban} sets that. */
function keysMeantBy(state: State, mask: string): string[] {
  const other = lastingName(standingOf(state, nameOfMask(completeMask(mask)) ?? ""));
  return [maskKey(mask), ...(other === undefined ? [] : [maskKey(other)])];
}

/** Somebody gives a rank up to their own, or the house any: a member has no voice either, others keep theirs. */
export function setRank(state: State, action: ActionOf<"set-rank">): WorldEvent[] {
  const { rank } = action;
  return change(state, action, (was) => ({
    rank,
    voice: rank === "voice" || (rank !== "member" && was.voice),
  }));
}

/** A halfop gives a voice, or takes it, or the house does; who has a higher rank keeps it. */
export function setVoice(state: State, action: ActionOf<"set-voice">): WorldEvent[] {
  const { on } = action;
  return change(state, action, ({ rank }) => {
    if (reachesRank(rank, "halfop")) return { rank, voice: on };
    return { rank: on ? "voice" : "member", voice: on };
  });
}

/** Changes a standing in the way that is given, if whoever asks may. */
function change(
  state: State,
  action: ActionOf<"set-rank"> | ActionOf<"set-voice">,
  next: (was: Standing) => Standing,
): WorldEvent[] {
  const by = action.by === undefined ? undefined : actor(state, action.by);
  const room = by ? roomRuledBy(state, by, action.room) : roomNamed(state, action.room);
  const who = standingOf(state, action.name) ?? refuse("no-such-user", { name: action.name });
  const isHere = who.id !== undefined && room.members.has(who.id);
  const was = standingIn(room, who);
  const to = isHere ? next(was) : lastingPart(next(was));
  if (by) checkMayGive(room, by, { who, from: was.rank, to: to.rank });
  if (!isHere && !who.user) {
    refuse("they-are-not-in-room", { room: room.name, name: who.person.name });
  }
  const lasting = who.user ? room.ranks.get(who.user.id) ?? "member" : to.rank;
  if (was.rank === to.rank && was.voice === to.voice && lasting === to.rank) return [];
  return [changeStanding(room, who, { to, action, by: by?.person })];
}

/** A user who is not in the room has nothing there but a rank. */
function lastingPart({ rank }: Standing): Standing {
  return { rank, voice: rank === "voice" };
}

/** One may give up what one has; else it takes the power over the other, and over both of the ranks. */
function checkMayGive(
  room: RoomState,
  by: PresenceState,
  { who, from, to }: { who: Somebody; from: Rank; to: Rank },
): void {
  const isOneself = who.id === by.id;
  if (isOneself && from !== to && reachesRank(from, to)) return;
  needRank(room, by, rankToGive(to));
  if (isOneself) return;
  needToOutrank(room, by, who);
  needRank(room, by, rankToGive(from));
}

/** What it takes to give a rank or to take it away: halfops give voices, those above up to their own. */
function rankToGive(rank: Rank): Rank {
  if (!reachesRank(rank, "halfop")) return "halfop";
  return reachesRank(rank, "operator") ? rank : "operator";
}
