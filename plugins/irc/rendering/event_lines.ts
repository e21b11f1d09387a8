/**
 * What each event of the world is in IRC, by kind.
 *
 * @module
 */

import {
  type Doer,
  type EventKind,
  type EventOf,
  type Person,
  type Rank,
  reachesRole,
  roleOf,
  type RoomName,
  type WorldEvent,
} from "partyline";
import { roomChannel } from "../channels/channel_name.ts";
import { maskChange } from "../tables/channel_modes.ts";
import {
  formatModes,
  rulesChanges,
  standingChanges,
  standingSymbols,
  type ToldChange,
} from "./mode_changes.ts";
import { NUMERICS } from "../tables/numerics.ts";
import { formatMessage } from "../wire/message.ts";
import { isQuestion, messageLines, topicLine } from "./message_lines.ts";
import type { View } from "./profile.ts";
import { readMarkerLine, readTargetOf } from "../history/read_marker.ts";

type Show<Kind extends EventKind> = (event: EventOf<Kind>, view: View) => readonly string[];

/** Shown to clients, by kind. Kinds without a row are not; some of those are told by `bystanders.ts`. */
const SHOWN: { readonly [Kind in EventKind]?: Show<Kind> } = {
  "away-changed": ({ at, person, away }, view) => {
    if (view.perspective === "own") {
      return [awayNumeric(view, { person, isAway: away !== undefined })];
    }
    if (view.perspective === "here" || !view.has("away-notify")) return [];
    const params = away === undefined ? [] : [away];
    return [personLine(view, { at, person, command: "AWAY", params })];
  },
  "departed": ({ at, person, reason }, view) => {
    const params = [view.killed.get(person.presence) ?? reason];
    return [personLine(view, { at, person, command: "QUIT", params })];
  },
  "described": ({ at, person, realName }, view) =>
    realName !== undefined && view.has("setname")
      ? [personLine(view, { at, person, command: "SETNAME", params: [realName] })]
      : [],
  // Whoever logs in reads that as the answer to it.
  "identified": ({ at, person }, view) =>
    view.perspective === "here" ? [] : accountLines(view, { at, person }),
  "invited": ({ at, room, person, by }, view) => [
    doerLine(view, { at, by, command: "INVITE", params: [person.name, roomChannel(room.name)] }),
  ],
  "joined": ({ at, room, person, rank }, view) => joinLines(view, { at, room, person, rank }),
  "kicked": ({ at, room, person, by, reason }, view) => [
    doerLine(view, {
      at,
      by,
      command: "KICK",
      params: [roomChannel(room.name), person.name, reason || (by ?? person).name],
    }),
  ],
  "killed": ({ at, person, by, reason }, view) => [
    doerLine(view, { at, by, command: "KILL", params: [person.name, reason] }),
  ],
  "left": ({ at, room, person, reason }, view) => [
    personLine(view, { at, person, command: "PART", params: withReason(room, reason) }),
  ],
  "mask-lifted": (event, view) => {
    const { letter, mask } = maskChange(event.list, event.entry.mask);
    return modeLines(view, { ...event, changes: [{ on: false, letter, param: mask }] });
  },
  "mask-set": (event, view) => {
    const { letter, mask } = maskChange(event.list, event.entry.mask);
    return modeLines(view, { ...event, changes: [{ on: true, letter, param: mask }] });
  },
  "rank-changed": (event, view) => {
    const { person, was, rank, voice } = event;
    const changes = standingChanges(person.name, { was, now: { rank, voice } });
    return modeLines(view, { ...event, changes });
  },
  "read-marked": ({ key, readTo }, view) =>
    view.perspective !== "here" && view.has("draft/read-marker")
      ? [readMarkerLine(view, { target: readTargetOf(view, key), readTo })]
      : [],
  "redacted": ({ at, room, id, by, reason }, view) =>
    view.has("draft/message-redaction")
      ? [personLine(view, {
        at,
        person: by,
        command: "REDACT",
        params: [roomChannel(room.name), String(id), ...(reason === "" ? [] : [reason])],
      })]
      : [],
  "registered": ({ at, person }, view) => accountLines(view, { at, person }),
  "renamed": ({ at, was, person }, view) => [
    personLine(view, { at, person: was, command: "NICK", params: [person.name] }),
  ],
  "role-granted": ({ at, person, role }, view) => {
    const presence = view.world.presence(person.presence ?? "");
    // Whoever gives a role back may have one by their account all the same.
    if (role === "guest" && reachesRole(roleOf(presence), "moderator")) return [];
    const params = [person.name, role === "guest" ? "-o" : "+o"];
    return [personLine(view, { at, person, command: "MODE", params })];
  },
  "room-renamed": ({ at, room, to, by, reason }, view) =>
    view.has("draft/channel-rename")
      ? [doerLine(view, {
        at,
        by,
        command: "RENAME",
        params: [roomChannel(room.name), roomChannel(to.name), reason],
      })]
      : [],
  "rules-changed": ({ at, room, was, rules, by }, view) =>
    modeLines(view, { at, by, room, changes: rulesChanges(was, rules) }),
  "said": (event, view) => {
    if (view.perspective === "here" && !view.has("echo-message")) return [];
    const target = roomChannel(event.room.name);
    // A message for those of a rank names it by its symbol (STATUSMSG).
    const symbol = standingSymbols({ rank: event.atLeast ?? "member", voice: false });
    return messageLines(view, { ...event, target: symbol + target });
  },
  "shouted": ({ at, person, text, wallops }, view) => {
    if (wallops) {
      return view.hearsWallops
        ? [doerLine(view, { at, by: person, command: "WALLOPS", params: [text] })]
        : [];
    }
    const params = ["*", person ? `${person.name} shouts: ${text}` : text];
    return [formatMessage({ source: view.serverName, command: "NOTICE", params })];
  },
  "told": (event, view) => {
    if (view.perspective === "here" && !view.has("echo-message")) return [];
    if (view.perspective === "other" && view.refusesCtcp && isQuestion(event)) return [];
    return messageLines(view, { ...event, person: event.from, target: event.to.name });
  },
  "told-redacted": ({ at, from, to, id, reason }, view) =>
    view.has("draft/message-redaction")
      ? [personLine(view, {
        at,
        person: from,
        command: "REDACT",
        params: [to.name, String(id), ...(reason === "" ? [] : [reason])],
      })]
      : [],
  "topic-changed": ({ at, id, room, topic, by }, view) => [
    topicLine(view, { at, id, person: by, text: topic.text, target: roomChannel(room.name) }),
  ],
};

/** The lines of an event, without their ends; none where it is not shown. */
export function eventLines(event: WorldEvent, view: View): readonly string[] {
  return (SHOWN[event.kind] as Show<EventKind> | undefined)?.(event, view) ?? [];
}

/** What somebody does: `nick!ident@host COMMAND params`. */
export interface Deed {
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly person: Person;
  readonly command: string;
  readonly params: readonly string[];
}

/** A person as the source of a line. */
export function sourceOf({ name, ident, host }: Person): string {
  return host === undefined ? name : `${name}!${ident}@${host}`;
}

/** The tags of a line, as far as the client wants them. */
export function tagsFor(
  view: Pick<View, "has" | "world">,
  { at, person, msgid, tags }: {
    readonly at: number;
    readonly person?: Doer;
    readonly msgid?: string;
    readonly tags?: Readonly<Record<string, string>>;
  },
): ReadonlyMap<string, string> {
  const made = new Map<string, string>();
  if (view.has("server-time")) made.set("time", timeTag(at));
  if (view.has("message-tags")) {
    if (msgid !== undefined) made.set("msgid", msgid);
    const presence = person?.presence;
    if (presence !== undefined && view.world.presence(presence)?.isBot) made.set("bot", "");
  }
  const user = person?.user === undefined ? undefined : view.world.user(person.user);
  if (user && view.has("account-tag")) made.set("account", user.name);
  // Those of clients come after those of the server (IRCv3 message-tags, "Size limit").
  if (view.has("message-tags")) {
    for (const [name, value] of Object.entries(tags ?? {})) made.set(name, value);
  }
  return made;
}

/** What happened last, and when: much happens within a millisecond, and is told to several kinds of clients. */
let lastTime = { at: 0, text: new Date(0).toISOString() };

/** A time as IRCv3 server-time has it, ISO 8601 in UTC with milliseconds. */
function timeTag(at: number): string {
  if (lastTime.at !== at) lastTime = { at, text: new Date(at).toISOString() };
  return lastTime.text;
}

/** A line of what somebody does. */
function personLine(view: View, { at, person, command, params }: Deed): string {
  const tags = tagsFor(view, { at, person });
  return formatMessage({ tags, source: sourceOf(person), command, params });
}

/** A person's other clients read what the one has read that said AWAY. */
function awayNumeric(
  { serverName }: View,
  { person, isAway }: { readonly person: Person; readonly isAway: boolean },
): string {
  const { code, text } = isAway ? NUMERICS.NOWAWAY : NUMERICS.UNAWAY;
  return formatMessage({ source: serverName, command: code, params: [person.name, text] });
}

/** A line of what somebody does, or the server. */
function doerLine(view: View, { by, ...deed }: Omit<Deed, "person"> & { by: Doer }): string {
  if (by) return personLine(view, { ...deed, person: by });
  const { at, command, params } = deed;
  return formatMessage({ tags: tagsFor(view, { at }), source: view.serverName, command, params });
}

/** One MODE line for all changes of one event; nothing if there are none. */
function modeLines(
  view: View,
  { at, by, room, changes }: {
    readonly at: number;
    readonly by: Doer;
    readonly room: RoomName;
    readonly changes: readonly ToldChange[];
  },
): readonly string[] {
  if (changes.length === 0) return [];
  const params = [roomChannel(room.name), ...formatModes(changes)];
  return [doerLine(view, { at, by, command: "MODE", params })];
}

const NEWCOMER = { rank: "member", voice: false } as const;

function joinLines(
  view: View,
  { at, room, person, rank }: { at: number; room: RoomName; person: Person; rank: Rank },
): readonly string[] {
  const channel = roomChannel(room.name);
  const presence = person.presence === undefined ? undefined : view.world.presence(person.presence);
  const account = person.user === undefined ? undefined : view.world.user(person.user)?.name;
  const extended = view.has("extended-join")
    ? [account ?? "*", presence?.realName ?? person.name]
    : [];
  const lines = [personLine(view, { at, person, command: "JOIN", params: [channel, ...extended] })];
  // Whoever comes in with a rank of theirs is shown with it, as if the server had given it.
  if (view.perspective !== "here") {
    const changes = standingChanges(person.name, { was: NEWCOMER, now: { rank, voice: false } });
    lines.push(...modeLines(view, { at, by: undefined, room, changes }));
  }
  if (presence?.away !== undefined && view.has("away-notify") && view.perspective !== "here") {
    lines.push(personLine(view, { at, person, command: "AWAY", params: [presence.away] }));
  }
  return lines;
}

function accountLines(
  view: View,
  { at, person }: { at: number; person: Person },
): readonly string[] {
  if (!view.has("account-notify")) return [];
  const account = view.world.user(person.user!)?.name ?? "*";
  return [personLine(view, { at, person, command: "ACCOUNT", params: [account] })];
}

function withReason(room: RoomName, reason: string): string[] {
  return reason === "" ? [roomChannel(room.name)] : [roomChannel(room.name), reason];
}
