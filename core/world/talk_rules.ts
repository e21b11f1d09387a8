/**
 * Rules of talk: saying, telling, shouting, being away, ignoring.
 *
 * @module
 */

import type { ActionOf } from "./action.ts";
import type { WorldEvent } from "./event.ts";
import { actor, checkText, needRole, personNamed, roomOf } from "./lookups.ts";
import { nameKey } from "./name.ts";
import { refuse } from "./outcome.ts";
import type { Person } from "./person.ts";
import type { PresenceState, State } from "./state.ts";

/** Who tells something without having a name. */
const NOBODY: Person = { name: "somebody" };

/** Somebody says something in a room they are in. */
export function say(state: State, action: ActionOf<"say">): WorldEvent[] {
  const { at, session, text, style } = action;
  const by = actor(state, action.by);
  const room = roomOf(state, by, action.room);
  checkText(text, state.policy.messageBytes);
  const id = ++state.lastMessage;
  return [{ kind: "said", at, session, room: room.label, id, person: by.person, text, style }];
}

/** Somebody says something to one person: heard at once, or kept for a user who is not here. */
export function tell(state: State, action: ActionOf<"tell">): WorldEvent[] {
  const { at, session, text, style } = action;
  const from = action.by === undefined ? NOBODY : actor(state, action.by).person;
  checkText(text, state.policy.messageBytes);
  const to = personNamed(state, action.to);
  const other = to.presence === undefined ? undefined : state.presences.get(to.presence);
  const ignored = other?.ignored ?? state.users.get(to.user ?? 0)?.ignored;
  const unheard = ignored?.has(nameKey(from.name)) ?? false;
  const fate = unheard ? "unheard" : other ? "here" : "kept";
  if (fate === "kept") keep(state, to.user!, to.name);
  if (other && action.by !== undefined && fate === "here") other.toldBy = from.name;
  const id = ++state.lastMessage;
  const event = { kind: "told", at, session, id, from, to, text, style, fate } as const;
  return [other?.away === undefined ? event : { ...event, away: other.away }];
}

function keep(state: State, user: number, name: string): void {
  const count = state.mail.get(user) ?? 0;
  const limit = state.policy.mailPerPerson;
  if (count >= limit) refuse("mailbox-full", { name, limit });
  state.mail.set(user, count + 1);
}

/** A moderator says something to everyone here, or the house does. */
export function shout(state: State, action: ActionOf<"shout">): WorldEvent[] {
  const { at, session, text, official } = action;
  const by = action.by === undefined ? undefined : actor(state, action.by);
  if (by) needRole(by, official ? "sysop" : "moderator");
  checkText(text, state.policy.messageBytes);
  return [{ kind: "shouted", at, session, person: by?.person, text, official }];
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
  else if (!by.ignored.delete(key)) refuse("no-such-user", { name: action.name });
  return [{ kind: "ignoring-changed", at: action.at, person: by.person, key, on: action.on }];
}

function addIgnored(state: State, by: PresenceState, name: string): void {
  if (nameKey(name) !== NOBODY.name) personNamed(state, name);
  const limit = state.policy.ignoredPerPerson;
  if (by.ignored.size >= limit) refuse("too-many-ignored", { limit });
  by.ignored.add(nameKey(name));
}

/** A user has been shown what was kept for them. */
export function readMail(state: State, action: ActionOf<"read-mail">): WorldEvent[] {
  const by = actor(state, action.by);
  const user = by.user ?? refuse("members-only", {});
  // Messages are kept only while the user is away, so all of them are older than this moment.
  state.mail.delete(user.id);
  return [{ kind: "mail-read", at: action.at, user: user.id }];
}
