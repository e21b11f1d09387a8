/**
 * How a terminal shows what happens.
 *
 * @module
 */

import { joinStyled, type Styled, styled } from "../terminal/styled_text.ts";
import type { EventKind, EventOf, MessageStyle, WorldEvent } from "../world/event.ts";
import type { Doer, RoomName } from "../world/room.ts";
import type { Perspective } from "./session.ts";

/** From where an event is seen, and whether rooms have to be told apart. */
export interface View {
  readonly perspective: Perspective;
  /** Whether the reader is in several rooms, so that each line must say which it is of. */
  readonly tagsRooms: boolean;
}

type Show<Kind extends EventKind> = (event: EventOf<Kind>, view: View) => Styled | undefined;

/** Shown to people, by kind. Kinds without a row are never shown. */
const SHOWN: { readonly [Kind in EventKind]?: Show<Kind> } = {
  "banned": ({ room, ban }, view) =>
    note(room, view, styled`${ban.by} has banned ${ban.name}${because(ban.reason)}`),
  "departed": ({ person, reason }) => styled`^K<- ${person.name} has left${because(reason)}^~`,
  "invited": ({ room, by }) =>
    styled`^M-> ${who(by)} invites you to ${room.name}: /join ${room.name}^~`,
  "joined": ({ room, person }, view) =>
    view.perspective === "here"
      ? undefined
      : styled`^K-> ${person.name} has come in${to(room, view)}^~`,
  "kicked": ({ room, person, by, reason, banned }, view) =>
    banned
      ? undefined
      : note(room, view, styled`${who(by)} has put ${person.name} out${because(reason)}`),
  "left": ({ room, person, reason }, view) =>
    view.perspective === "here"
      ? undefined
      : styled`^K<- ${person.name} has gone out${of(room, view)}${because(reason)}^~`,
  "rank-changed": ({ room, person, rank, by }, view) =>
    by &&
    note(room, view, styled`${who(by)} has made ${person.name} ${article(rank)} of ${room.name}`),
  "registered": ({ person }, { perspective }) =>
    perspective === "here" ? undefined : styled`^K* ${person.name} is registered now^~`,
  "role-changed": ({ role }) => styled`^M* You are a ${role} now^~`,
  "rules-changed": ({ room, rules, by }, view) =>
    note(room, view, styled`${who(by)} has changed the rules: ${rulesText(rules)}`),
  "said": ({ room, person, text, style }, view) =>
    styled`${tag(room, view)}${messageText({ name: person.name, text, style })}`,
  "shouted": ({ person, text, official }) =>
    official || !person ? styled`^Y*** ${text}^~` : styled`^Y${person.name} shouts:^~ ${text}`,
  "told": ({ from, to, text }, { perspective }) =>
    perspective === "other"
      ? styled`^M${from.name} tells you:^~ ${text}`
      : styled`^mYou tell ${to.name}:^~ ${text}`,
  "topic-changed": ({ room, topic }, view) =>
    topic.text === ""
      ? note(room, view, styled`${topic.by} has taken the topic away`)
      : note(room, view, styled`${topic.by} has set the topic: ${topic.text}`),
  "unbanned": ({ room, name, by }, view) =>
    note(room, view, styled`${who(by)} has lifted the ban of ${name}`),
};

/**
 * An event as a line of a terminal.
 *
 * @returns Nothing where it is not shown.
 */
export function eventText(event: WorldEvent, view: View): Styled | undefined {
  return (SHOWN[event.kind] as Show<EventKind> | undefined)?.(event, view);
}

/** A message of a room, without the time and the room. */
export function messageText(
  { name, text, style }: { name: string; text: string; style: MessageStyle },
): Styled {
  if (style === "action") return styled`^C* ${name}^~ ${text}`;
  return style === "notice" ? styled`^C-${name}-^~ ${text}` : styled`^C${name}:^~ ${text}`;
}

/** The rules of a room in words. */
export function rulesText(
  { hidden, inviteOnly, limit }: { hidden: boolean; inviteOnly: boolean; limit: number },
): string {
  const words = [
    hidden ? "private" : "in the list of rooms",
    inviteOnly ? "by invitation only" : "open to all",
    limit > 0 ? `at most ${limit} people` : "no limit of people",
  ];
  return words.join(", ");
}

function note(room: RoomName, view: View, text: Styled): Styled {
  return joinStyled([tag(room, view), styled`^y* `, text, styled`^~`], "");
}

function tag(room: RoomName, { tagsRooms }: View): Styled {
  return tagsRooms ? styled`^K[${room.name}]^~ ` : styled``;
}

function to(room: RoomName, { tagsRooms }: View): string {
  return tagsRooms ? ` to ${room.name}` : "";
}

function of(room: RoomName, { tagsRooms }: View): string {
  return tagsRooms ? ` of ${room.name}` : "";
}

function because(reason: string): string {
  return reason === "" ? "" : ` (${reason})`;
}

function who(doer: Doer): string {
  return doer?.name ?? "The house";
}

function article(rank: string): string {
  return /^[aeiou]/.test(rank) ? `an ${rank}` : `a ${rank}`;
}
