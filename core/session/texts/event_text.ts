/**
 * How a terminal shows what happens.
 *
 * @module
 */

import {
  aloud,
  HANG,
  joinStyled,
  type Styled,
  styled,
  type Text,
  themed,
} from "../../terminal/style/styled_text.ts";
import type { EventKind, EventOf, MessageStyle, WorldEvent } from "../../world/event.ts";
import { nameOfMask } from "../../world/mask.ts";
import { reachesRank } from "../../world/role.ts";
import type { Doer, MaskList, RoomName } from "../../world/room.ts";
import { clockText } from "../../words/time_text.ts";
import { messageLines } from "./message_lines.ts";
import { type Named, personText } from "./person_text.ts";
import { changedRulesText } from "./rules_text.ts";
import type { Perspective } from "../session.ts";

/** From where an event is seen, and what each line must say beside it. */
export interface View {
  readonly perspective: Perspective;
  /** Whether the reader is in several rooms, so that each line must say which it is of. */
  readonly tagsRooms: boolean;
  /** Whether each line says when it happened. */
  readonly times: boolean;
}

/** A view, and what stands before each line. */
interface Front extends View {
  readonly front: Styled;
}

type Show<Kind extends EventKind> = (event: EventOf<Kind>, view: Front) => Styled | undefined;

/** What ends a sentence that is read out. */
const STOP = aloud("", ".");

/** What stands before what happens, for the eye: signs that are not read out. */
const COMES = styled`${aloud("-> ")}${HANG}`;
const GOES = styled`${aloud("<- ")}${HANG}`;
const NOTE = styled`${aloud("* ")}${HANG}`;

/**
 * Shown to people, by kind. Kinds without a row are never shown; of `killed` the last line of the session
 * tells.
 */
const SHOWN: { readonly [Kind in EventKind]?: Show<Kind> } = {
  "departed": ({ person, reason }, view) =>
    coming(view, styled`${GOES}${who(person)} has left${because(reason)}`),
  "identified": ({ person }, view) =>
    view.perspective === "here"
      ? undefined
      : coming(view, styled`${NOTE}${who(person)} has logged in`),
  "invited": ({ room, by }, { front }) =>
    styled`${front}^{private}${COMES}${
      who(by)
    } invites you to ${room.name}:^~ ^{command}/join ${room.name}^~`,
  "joined": ({ room, person }, view) =>
    view.perspective === "here"
      ? undefined
      : coming(view, styled`${COMES}${who(person)} has come in${to(room, view)}`),
  "kicked": ({ room, person, by, reason, banned }, view) =>
    banned
      ? undefined
      : note(room, view, styled`${who(by)} has put ${who(person)} out${because(reason)}`),
  "left": ({ room, person, reason }, view) =>
    view.perspective === "here" ? undefined : coming(
      view,
      styled`${GOES}${who(person)} has gone out${of(room, view)}${because(reason)}`,
    ),
  "mask-lifted": ({ room, list, entry, by }, view) =>
    note(room, view, styled`${who(by)} ${LISTED[list].lifted(shownMask(entry))}`),
  "mask-set": ({ room, list, entry, by }, view) => {
    const what = LISTED[list].set(shownMask(entry));
    return note(room, view, styled`${who(by)} ${what}${because(entry.reason)}`);
  },
  "rank-changed": (event, view) =>
    event.by && note(event.room, view, styled`${who(event.by)} has ${rankText(event)}`),
  "redacted": ({ room, by, reason }, view) =>
    note(room, view, styled`${who(by)} has taken a message back${because(reason)}`),
  "registered": ({ person }, view) =>
    view.perspective === "own"
      ? coming(view, styled`${NOTE}${who(person)} is registered now`)
      : undefined,
  "renamed": ({ was, person }, view) =>
    view.perspective === "other"
      ? coming(view, styled`${NOTE}${who(was)} is called ${who(person)} now`)
      : coming(view, styled`${NOTE}You are called ${who(person)} now`),
  "role-changed": ({ role }, view) => toYou(view, styled`You are a ${role} now`),
  "role-granted": ({ role }, view) =>
    role === "guest"
      ? toYou(view, styled`You have given your role back`)
      : toYou(view, styled`You are a ${role} now`),
  "room-renamed": ({ room, to, by, reason }, view) =>
    note(room, view, styled`${who(by)} has renamed ${room.name} to ${to.name}${because(reason)}`),
  "rules-changed": ({ room, was, rules, by }, view) =>
    note(
      room,
      view,
      styled`${who(by)} has changed the rules: ${changedRulesText({ was, rules })}`,
    ),
  "said": ({ room, person, text, style, atLeast }, view) => {
    const tagged = tag(room, view);
    const front = atLeast
      ? styled`${tagged}^{dim}${aloud("(for ", "For ")}${atLeast}s${aloud(") ", ", ")}^~`
      : tagged;
    const isMentioned = view.perspective === "mentioned";
    return messageText({ name: person.name, user: person.user, text, style, isMentioned }, front);
  },
  "shouted": ({ person, text, official, wallops }, { front }) => {
    if (official || !person) return styled`${front}^{notice}${HOUSE}${text}^~`;
    const label = wallops ? aloud(" (wallops):", " says to operators:") : " shouts:";
    return styled`${front}${who(person)}^{shout}${label}^~ ${HANG}${text}`;
  },
  "told": ({ from, to, text, style }, { perspective, front }) =>
    rows(
      { text, style },
      (line) =>
        perspective === "other"
          ? styled`${front}${who(from)} ^{private}tells you:^~ ${HANG}${line}`
          : styled`${front}^{private}You tell^~ ${who(to)}^{private}:^~ ${HANG}${line}`,
    ),
  "told-redacted": ({ from, to }, { perspective, front }) =>
    perspective === "other"
      ? styled`${front}${who(from)} ^{private}has taken back what they told you${STOP}^~`
      : styled`${front}^{private}You have taken back what you told^~ ${who(to)}${STOP}`,
  "topic-changed": ({ room, topic, by }, view) =>
    topic.text === ""
      ? note(room, view, styled`${who(by)} has taken the topic away`)
      : note(room, view, styled`${who(by)} has set the topic: ${themed("topic", topic.text)}`),
};

/** Before what the house says. */
const HOUSE = styled`${aloud("*** ", "The house says: ")}${HANG}`;

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
  const show = SHOWN[event.kind] as Show<EventKind> | undefined;
  return show?.(event, { ...view, front: view.times ? timeFront(event.at) : NOTHING });
}

const NOTHING: Styled = { spans: [] };

/** The time of a line, before all else in it. */
export function timeFront(at: number): Styled {
  const time = clockText(at);
  return styled`^{time}${aloud(`${time} `, `${time}, `)}^~`;
}

/** A message of a room, as it is shown. */
export interface ShownMessage extends Named {
  /** What was said, of one line or several. */
  readonly text: string;
  /** How it was meant. */
  readonly style: MessageStyle;
  /** Whether it names who reads it. */
  readonly isMentioned?: boolean;
}

/**
 * A message of a room, without the time and the room; a row for each of its lines. Each has the name, and goes on
 * behind it where it is wrapped, so that nobody can write a row that looks like somebody else's.
 *
 * @param front Stands before each row.
 * @returns Nothing where it is not for people.
 */
export function messageText(message: ShownMessage, front: Text = ""): Styled | undefined {
  const { isMentioned = false } = message;
  const name = personText(message, around(message));
  const before = isMentioned ? styled`${front}${MENTION}${name}` : styled`${front}${name}`;
  return rows(message, (line) => {
    return styled`${before} ${HANG}${isMentioned ? themed("strong", line) : line}`;
  });
}

/** What stands around the name of whoever speaks. */
function around({ style, isMentioned }: ShownMessage): Parameters<typeof personText>[1] {
  if (style === "action") return { before: STAR };
  if (style === "notice") return { before: NOTICE, after: DASH };
  return { after: isMentioned ? SAYS_TO_YOU : SAYS };
}

const STAR = aloud("* ");
const NOTICE = aloud("-", "Notice from ");
const DASH = aloud("-", ":");
const SAYS = aloud(":", " says:");
const SAYS_TO_YOU = aloud(":", " says to you:");

/** Before a message that names its reader. */
const MENTION = styled`^{mention}${aloud("»")}^~${aloud(" ")}`;

/** A rank with its article. */
export function article(rank: string): string {
  return /^[aeiou]/.test(rank) ? `an ${rank}` : `a ${rank}`;
}

function rows(
  message: { text: string; style: MessageStyle },
  show: (line: string) => Styled,
): Styled | undefined {
  const lines = messageLines(message);
  if (lines.length < 2) return lines[0] === undefined ? undefined : show(lines[0]);
  return joinStyled(lines.map(show), "\n");
}

function rankText({ room, person, was, rank, voice }: EventOf<"rank-changed">): Styled {
  const hasPower = reachesRank(rank, "halfop") || reachesRank(was.rank, "halfop");
  if (voice === was.voice || (hasPower && rank !== was.rank)) {
    return styled`made ${who(person)} ${article(rank)} of ${room.name}`;
  }
  return voice
    ? styled`given ${who(person)} a voice in ${room.name}`
    : styled`taken the voice of ${who(person)} in ${room.name}`;
}

/** Whom a mask is of: a name, if it is of nothing else. */
function shownMask({ mask }: { readonly mask: string }): string {
  return nameOfMask(mask) ?? mask;
}

/** Somebody comes, goes, or is called something else: of less weight than what people say. */
function coming({ front }: Front, text: Styled): Styled {
  return styled`${front}^{coming}${text}${STOP}^~`;
}

function note(room: RoomName, view: Front, text: Styled): Styled {
  return styled`${tag(room, view)}^{note}${NOTE}${text}${STOP}^~`;
}

/** What was done to the reader. */
function toYou({ front }: Front, text: Styled): Styled {
  return styled`${front}^{private}${NOTE}${text}${STOP}^~`;
}

function tag(room: RoomName, { tagsRooms, front }: Front): Styled {
  if (!tagsRooms) return front;
  return styled`${front}^{room}${aloud("[", "In ")}${room.name}${aloud("]", ",")}^~ `;
}

function to(room: RoomName, { tagsRooms }: View): string {
  return tagsRooms ? ` to ${room.name}` : "";
}

function of(room: RoomName, { tagsRooms }: View): string {
  return tagsRooms ? ` of ${room.name}` : "";
}

function because(reason: string): Styled {
  if (reason === "") return NOTHING;
  return styled`${aloud(" (", ": ")}${reason}${aloud(")")}`;
}

function who(doer: Doer): Text {
  return doer ? personText(doer) : "The house";
}
