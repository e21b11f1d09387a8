/**
 * Rules of talk: saying, telling, shouting, being away, ignoring.
 *
 * @module
 */

import { checkAccepted } from "./acceptance_rules.ts";
import type { ActionOf } from "./action.ts";
import type { EventOf, MessageExtras, MessageLine, WorldEvent } from "./event.ts";
import {
  actor,
  checkOptionalText,
  checkText,
  needRole,
  personNamed,
  powerIn,
  presenceNamed,
  roomNamed,
} from "./lookups.ts";
import { nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import type { Person, PresenceId } from "./person.ts";
import type { WorldPolicy } from "./policy.ts";
import { type Rank, reachesRank } from "./role.ts";
import { entryAgainst } from "./room_rules.ts";
import { type PresenceState, type RoomState, setOf, type State } from "./state.ts";

/** Who tells something without having a name. */
const NOBODY: Person = { name: "somebody" };

/** What stands before what a client answers by itself (CTCP, section 2). */
const CTCP = "\x01";

/** How many bytes of UTF-8 the tags of clients may have (IRCv3 message-tags, "Size limit"). */
const TAG_BYTES = 4094;

/** A client-only tag's name: anything that can be read again (IRCv3 message-tags, "Format"). */
const TAG_NAME = /^\+[^\0\r\n ;=]+$/;

const ENCODER = new TextEncoder();

/** Somebody says something in a room, to all who are in it or to those who have a rank there. */
export function say(state: State, action: ActionOf<"say">): WorldEvent[] {
  const { at, session, text, style, atLeast, extras } = action;
  const by = actor(state, action.by);
  const room = roomNamed(state, action.room);
  checkMaySpeak(room, by);
  const isCtcp = text.startsWith(CTCP) && style !== "action";
  if (isCtcp && room.rules.noCtcp) refuse("ctcp-refused", { room: room.name });
  checkMessage(state.policy, action);
  const heardBy = heardAtLeastBy(room, by, atLeast);
  const id = ++state.lastMessage;
  return [{
    kind: "said",
    at,
    session,
    room: room.label,
    id,
    person: by.person,
    text,
    style,
    ...(atLeast && { atLeast }),
    ...(heardBy && { hearers: hearersOf(room, heardBy, by) }),
    ...(extras && { extras }),
  }];
}

function checkMaySpeak(room: RoomState, by: PresenceState): void {
  const isOpen = room.rules.outsiders && !room.rules.hidden;
  if (!isOpen && !room.members.has(by.id)) refuse("not-in-room", { room: room.name });
  if (reachesRank(powerIn(room, by), "voice")) return;
  const ban = entryAgainst(room, "ban", by);
  if (ban) refuse("banned", { room: room.name, reason: ban.reason });
  if (room.rules.moderated || entryAgainst(room, "mute", by)) refuse("muted", { room: room.name });
  if (room.rules.registeredSpeak && !by.user) refuse("members-only", {});
}

/** From which rank on people hear what somebody says; undefined for all who are in the room. */
function heardAtLeastBy(room: RoomState, by: PresenceState, atLeast?: Rank): Rank | undefined {
  const isHeldBack = room.rules.opModerated && !reachesRank(powerIn(room, by), "voice");
  if (!isHeldBack || (atLeast && reachesRank(atLeast, "halfop"))) return atLeast;
  return "halfop";
}

function hearersOf(room: RoomState, atLeast: Rank, by: PresenceState): PresenceId[] {
  const hearers: PresenceId[] = [];
  for (const [id, rank] of room.members) {
    if (reachesRank(rank, atLeast) || id === by.id) hearers.push(id);
  }
  return room.members.has(by.id) ? hearers : [...hearers, by.id];
}

/** Refuses a message that nobody could show: its text, its lines, or its tags. */
function checkMessage(
  policy: WorldPolicy,
  { text, style, extras }: Pick<EventOf<"said">, "text" | "style" | "extras">,
): void {
  const { tags = {}, lines } = extras ?? {};
  if (extras?.tags) checkTags(tags);
  if (style === "tags") checkTagsAlone(text, { tags, lines });
  else if (lines) checkLines(policy, text, lines);
  else checkText(text, policy.messageBytes);
}

function checkTags(tags: Readonly<Record<string, string>>): void {
  const all = Object.entries(tags).flat().join("");
  if (!Object.keys(tags).every((name) => TAG_NAME.test(name))) {
    refuse("text-not-allowed", { reason: "it has a tag that is not one of clients" });
  }
  if (!all.isWellFormed() || all.includes("\0")) {
    refuse("text-not-allowed", { reason: "it has a tag that is not valid Unicode" });
  }
  const found = ENCODER.encode(all).length;
  if (found > TAG_BYTES) refuse("text-too-long", { limit: TAG_BYTES, found });
}

function checkTagsAlone(text: string, { tags = {}, lines }: MessageExtras): void {
  if (text !== "" || lines) {
    refuse("text-not-allowed", { reason: "a message of tags has no text" });
  }
  if (Object.keys(tags).length === 0) refuse("text-empty", {});
}

function checkLines(policy: WorldPolicy, text: string, lines: readonly MessageLine[]): void {
  const { messageBytes, multilineBytes, multilineLines } = policy;
  if (lines.length > multilineLines) {
    refuse("text-not-allowed", { reason: `it has more than ${multilineLines} lines` });
  }
  if (text !== textOf(lines)) refuse("text-not-allowed", { reason: "it is not its lines" });
  for (const line of lines) checkOptionalText(line.text, messageBytes);
  // None of the lines has a line feed, so these are the ones between them.
  checkText(text.replaceAll("\n", " "), multilineBytes);
}

function textOf(lines: readonly MessageLine[]): string {
  return lines.map(({ text, joined }, index) => index === 0 || joined ? text : `\n${text}`)
    .join("");
}

/** Somebody says something to one person: heard at once, or kept for a user who is not here. */
export function tell(state: State, action: ActionOf<"tell">): WorldEvent[] {
  const { at, session, text, style, extras } = action;
  const by = action.by === undefined ? undefined : actor(state, action.by);
  const from = by?.person ?? NOBODY;
  checkMessage(state.policy, action);
  const to = personNamed(state, action.to);
  // What clients say of the moment, as that somebody is typing, means nothing later.
  const other = style === "tags" ? presenceNamed(state, action.to) : hereAs(state, to);
  if (by && other && other !== by) checkAccepted(by, other);
  const fate = fateOf(state, { from, to });
  if (fate === "kept") keep(state, to.user!, to.name);
  const id = ++state.lastMessage;
  const message = { kind: "told", at, session, id, from, to, text, style, fate } as const;
  const event = { ...message, ...(extras && { extras }) };
  if (!other || style === "tags") return [event];
  if (by && fate === "here") other.toldBy = from.name;
  return [other.away === undefined ? event : { ...event, away: other.away }];
}

function hereAs(state: State, { presence }: Person): PresenceState | undefined {
  return presence === undefined ? undefined : state.presences.get(presence);
}

/** What becomes of what one person sends another now. */
export function fateOf(
  state: State,
  { from, to }: { from: Person; to: Person },
): EventOf<"told">["fate"] {
  const other = hereAs(state, to);
  const ignored = other?.ignored ?? state.users.get(to.user ?? 0)?.ignored;
  if (ignored && isIgnored(state, from, ignored)) return "unheard";
  return other ? "here" : "kept";
}

/** Whether somebody is ignored, by the name that they wear or by that of their account. */
export function isIgnored(state: State, who: Person, ignored: ReadonlySet<string>): boolean {
  if (ignored.size === 0) return false;
  const account = state.users.get(who.user ?? 0)?.name;
  return ignored.has(nameKey(who.name)) || (account !== undefined && ignored.has(nameKey(account)));
}

function keep(state: State, user: number, name: string): void {
  const count = state.mail.get(user) ?? 0;
  const limit = state.policy.mailPerPerson;
  if (count >= limit) refuse("mailbox-full", { name, limit });
  state.mail.set(user, count + 1);
}

/** A moderator says something to everyone here, or the house does. */
export function shout(state: State, action: ActionOf<"shout">): WorldEvent[] {
  const { at, session, text, official, atLeast, wallops } = action;
  const by = action.by === undefined ? undefined : actor(state, action.by);
  if (by) needRole(by, official ? "sysop" : "moderator");
  checkText(text, state.policy.messageBytes);
  const event = { kind: "shouted", at, session, person: by?.person, text, official } as const;
  return [{ ...event, ...(atLeast && { atLeast }), ...(wallops && { wallops }) }];
}

/** Somebody goes away from the keyboard, or comes back. */
export function setAway(state: State, action: ActionOf<"set-away">): WorldEvent[] {
  const { at, session, text } = action;
  const by = actor(state, action.by);
  if (text !== undefined) checkText(text, state.policy.topicBytes);
  if (text === undefined) delete by.away;
  else by.away = text;
  return [{
    kind: "away-changed",
    at,
    session,
    person: by.person,
    ...(text !== undefined && { away: text }),
  }];
}

/** Somebody does not want to hear a name any more, or wants to again. */
export function ignore(state: State, action: ActionOf<"ignore">): WorldEvent[] {
  const by = actor(state, action.by);
  const key = nameKey(action.name);
  if (key === nameKey(by.person.name)) refuse("yourself", {});
  if (action.on) addIgnored(state, by, action.name);
  else if (!setOf(by, "ignored").delete(key)) refuse("no-such-user", { name: action.name });
  return [{ kind: "ignoring-changed", at: action.at, person: by.person, key, on: action.on }];
}

function addIgnored(state: State, by: PresenceState, name: string): void {
  if (nameKey(name) !== NOBODY.name) personNamed(state, name);
  const limit = state.policy.ignoredPerPerson;
  if (by.ignored.size >= limit) refuse("too-many-ignored", { limit });
  setOf(by, "ignored").add(nameKey(name));
}

/** A user has been shown what was kept for them. */
export function readMail(state: State, action: ActionOf<"read-mail">): WorldEvent[] {
  const by = actor(state, action.by);
  const user = by.user ?? refuse("members-only", {});
  // Messages are kept only while the user is away, so all of them are older than this moment.
  state.mail.delete(user.id);
  return [{ kind: "mail-read", at: action.at, user: user.id }];
}
