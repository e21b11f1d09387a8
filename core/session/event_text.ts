/**
 * How a terminal shows what happens.
 *
 * @module
 */

import { joinStyled, type Styled, styled, type Text } from "../terminal/styled_text.ts";
import type { EventKind, EventOf, MessageStyle, WorldEvent } from "../world/event.ts";
import { nameOfMask } from "../world/mask.ts";
import { reachesRank } from "../world/role.ts";
import type { Doer, MaskList, RoomName } from "../world/room.ts";
import { messageLines } from "./message_lines.ts";
import { changedRulesText } from "./rules_text.ts";
import type { Perspective } from "./session.ts";

/** From where an event is seen, and whether rooms have to be told apart. */
export interface View {
  readonly perspective: Perspective;
  /** Whether the reader is in several rooms, so that each line must say which it is of. */
  readonly tagsRooms: boolean;
}

type Show<Kind extends EventKind> = (event: EventOf<Kind>, view: View) => Styled | undefined;

/**
 * Shown to people, by kind. Kinds without a row are never shown; of `killed` the last line of the session
 * tells.
 */
const SHOWN: { readonly [Kind in EventKind]?: Show<Kind> } = {
  "departed": ({ person, reason }) => styled`^K<- ${person.name} has left${because(reason)}^~`,
  "identified": ({ person }, { perspective }) =>
    perspective === "here" ? undefined : styled`^K* ${person.name} has logged in^~`,
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
  "mask-lifted": ({ room, list, entry, by }, view) =>
    note(room, view, styled`${who(by)} ${LISTED[list].lifted(shownMask(entry))}`),
  "mask-set": ({ room, list, entry, by }, view) => {
    const what = LISTED[list].set(shownMask(entry));
    return note(room, view, styled`${who(by)} ${what}${because(entry.reason)}`);
  },
  "rank-changed": (event, view) =>
    event.by && note(event.room, view, styled`${who(event.by)} has ${rankText(event)}`),
  "redacted": ({ room, by, reason }, view) =>
    note(room, view, styled`${by.name} has taken a message back${because(reason)}`),
  "registered": ({ person }, { perspective }) =>
    perspective === "own" ? styled`^K* ${person.name} is registered now^~` : undefined,
  "renamed": ({ was, person }, { perspective }) =>
    perspective === "other"
      ? styled`^K* ${was.name} is called ${person.name} now^~`
      : styled`^K* You are called ${person.name} now^~`,
  "role-changed": ({ role }) => styled`^M* You are a ${role} now^~`,
  "role-granted": ({ role }) =>
    role === "guest"
      ? styled`^M* You have given your role back^~`
      : styled`^M* You are a ${role} now^~`,
  "room-renamed": ({ room, to, by, reason }, view) =>
    note(room, view, styled`${who(by)} has renamed ${room.name} to ${to.name}${because(reason)}`),
  "rules-changed": ({ room, was, rules, by }, view) =>
    note(
      room,
      view,
      styled`${who(by)} has changed the rules: ${changedRulesText({ was, rules })}`,
    ),
  "said": ({ room, person, text, style, atLeast }, view) => {
    const front = atLeast ? styled`${tag(room, view)}^K(for ${atLeast}s)^~ ` : tag(room, view);
    return messageText({ name: person.name, text, style }, front);
  },
  "shouted": ({ person, text, official, wallops }) => {
    if (official || !person) return styled`^Y*** ${text}^~`;
    return wallops
      ? styled`^Y${person.name} (wallops):^~ ${text}`
      : styled`^Y${person.name} shouts:^~ ${text}`;
  },
  "told": ({ from, to, text, style }, { perspective }) =>
    rows(
      { text, style },
      (line) =>
        perspective === "other"
          ? styled`^M${from.name} tells you:^~ ${line}`
          : styled`^mYou tell ${to.name}:^~ ${line}`,
    ),
  "told-redacted": ({ from, to }, { perspective }) =>
    perspective === "other"
      ? styled`^M${from.name} has taken back what they told you^~`
      : styled`^mYou have taken back what you told ${to.name}^~`,
  "topic-changed": ({ room, topic }, view) =>
    topic.text === ""
      ? note(room, view, styled`${topic.by} has taken the topic away`)
      : note(room, view, styled`${topic.by} has set the topic: ${topic.text}`),
};

/** What somebody has done who sets a mask, or lifts it. */
const LISTED: {
  readonly [List in MaskList]: { set(who: string): string; lifted(who: string): string };
} = {
  ban: {
    set: (who) => `has banned ${who}`,
    lifted: (who) => `has lifted the ban of ${who}`,
  },
  exempt: {
    set: (who) => `has exempted ${who} from bans`,
    lifted: (who) => `has exempted ${who} from bans no longer`,
  },
  invite: {
    set: (who) => `has invited ${who} for good`,
    lifted: (who) => `has invited ${who} for good no longer`,
  },
  mute: {
    set: (who) => `has muted ${who}`,
    lifted: (who) => `has unmuted ${who}`,
  },
};

/**
 * An event as a line of a terminal, or several.
 *
 * @returns Nothing where it is not shown.
 */
export function eventText(event: WorldEvent, view: View): Styled | undefined {
  return (SHOWN[event.kind] as Show<EventKind> | undefined)?.(event, view);
}

/**
 * A message of a room, without the time and the room; a row for each of its lines. Each has the name, so that
 * nobody can write a row that looks like somebody else's.
 *
 * @param front Stands before each row.
 * @returns Nothing where it is not for people.
 */
export function messageText(
  { name, text, style }: { name: string; text: string; style: MessageStyle },
  front: Text = "",
): Styled | undefined {
  return rows({ text, style }, (line) => {
    if (style === "action") return styled`${front}^C* ${name}^~ ${line}`;
    return style === "notice"
      ? styled`${front}^C-${name}-^~ ${line}`
      : styled`${front}^C${name}:^~ ${line}`;
  });
}

/** A rank with its article. */
export function article(rank: string): string {
  return /^[aeiou]/.test(rank) ? `an ${rank}` : `a ${rank}`;
}

function rows(
  message: { text: string; style: MessageStyle },
  show: (line: string) => Styled,
): Styled | undefined {
  const lines = messageLines(message);
  return lines.length === 0 ? undefined : joinStyled(lines.map(show), "\n");
}

function rankText({ room, person, was, rank, voice }: EventOf<"rank-changed">): string {
  const hasPower = reachesRank(rank, "halfop") || reachesRank(was.rank, "halfop");
  if (voice === was.voice || (hasPower && rank !== was.rank)) {
    return `made ${person.name} ${article(rank)} of ${room.name}`;
  }
  return voice
    ? `given ${person.name} a voice in ${room.name}`
    : `taken the voice of ${person.name} in ${room.name}`;
}

/** Whom a mask is of: a name, if it is of nothing else. */
function shownMask({ mask }: { readonly mask: string }): string {
  return nameOfMask(mask) ?? mask;
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
