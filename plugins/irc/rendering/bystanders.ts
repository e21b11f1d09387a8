/**
 * What clients hear of events that are not sent to them as such: those who watch, and a person's other clients.
 *
 * @module
 */

import {
  bytesOfEvent,
  type EventKind,
  type EventOf,
  nameKey,
  type Person,
  type WorldEvent,
} from "partyline";
import type { IrcHouse } from "../irc_house.ts";
import { IrcSession } from "../irc_session.ts";
import { tellOfPerson, tellOfRoom } from "../people/metadata.ts";
import { tellChange, tellOffline, tellOnline } from "../people/watchers.ts";
import { describeToOwnClients, moveClients, notifyOfInvitation } from "../channels/room_clients.ts";

type Tell<Kind extends EventKind> = (irc: IrcHouse, event: EventOf<Kind>) => void;

/** Who is told what, by kind. */
const TOLD: { readonly [Kind in EventKind]?: Tell<Kind> } = {
  "arrived": (irc, { person }) => tellOnline(irc, person),
  "away-changed": tellChange,
  "departed": (irc, event) => {
    irc.killed.delete(event.person.presence);
    rememberDeparture(irc, event);
    tellOffline(irc, event.person);
  },
  "described": tellChange,
  "identified": tellChange,
  "invited": notifyOfInvitation,
  "joined": describeToOwnClients,
  "killed": ({ killed }, { person, by, reason }) => {
    const killer = by?.name ?? "the house";
    killed.set(person.presence!, `Killed (${killer}${reason && ` (${reason})`})`);
  },
  "person-noted": tellOfPerson,
  "registered": tellChange,
  "renamed": (irc, { at, was, person }) => {
    // The same name in other letters is still here.
    if (nameKey(was.name) === nameKey(person.name)) return;
    const realName = irc.house.world.presence(person.presence)?.realName;
    rememberDeparture(irc, { at, person: was, ...(realName !== undefined && { realName }) });
    tellOffline(irc, was);
    tellOnline(irc, person);
  },
  "room-noted": tellOfRoom,
  "room-renamed": moveClients,
  "told": deliverToSelf,
};

/** Tells of an event those who have not heard of it by the event itself. */
export function tellBystanders(irc: IrcHouse, event: WorldEvent): void {
  irc.crowd.heard(event);
  (TOLD[event.kind] as Tell<EventKind> | undefined)?.(irc, event);
}

function rememberDeparture(
  { whowas, house }: IrcHouse,
  { at, person, realName = person.name }: {
    readonly at: number;
    readonly person: Person;
    readonly realName?: string;
  },
): void {
  const account = person.user === undefined ? undefined : house.world.user(person.user)?.name;
  whowas.add({ at, person, realName, ...(account !== undefined && { account }) });
}

/**
 * What somebody tells themself comes twice to the client it was told on: as its echo, and as any message.
 * The echo alone is an answer (IRCv3 labeled-response, "Tags").
 */
function deliverToSelf({ house }: IrcHouse, event: EventOf<"told">): void {
  const { from, to, session } = event;
  if (session === undefined || from.presence === undefined || from.presence !== to.presence) return;
  const client = house.directory.session(session);
  const bytes = client instanceof IrcSession &&
    bytesOfEvent(event, { profile: client.profile, perspective: "other" });
  if (bytes) client.sendNow(bytes);
}
