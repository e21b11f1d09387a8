/**
 * Up to when somebody has read (IRCv3 draft/read-marker): kept for an account, and for a guest as long as the
 * client stays.
 *
 * @module
 */

import { nameKey, type ReadTarget } from "partyline";
import { channelRoom, roomChannel } from "../channels/channel_name.ts";
import type { IrcSession } from "../irc_session.ts";
import { formatMessage } from "../wire/message.ts";
import type { View } from "../rendering/profile.ts";

/** How many markers of a guest are kept. */
const MARKERS_PER_GUEST = 100;

/** A marker as it is told. */
export interface ShownMarker {
  /** A channel or a nick. */
  readonly target: string;
  /** In milliseconds since the epoch; undefined where nothing is known. */
  readonly readTo?: number;
}

/** A marker as the server tells it. */
export function readMarkerLine(
  { serverName }: Pick<View, "serverName">,
  { target, readTo }: ShownMarker,
): string {
  const moment = readTo === undefined ? "*" : `timestamp=${new Date(readTo).toISOString()}`;
  return formatMessage({ source: serverName, command: "MARKREAD", params: [target, moment] });
}

/** The channel or nick that the key of a marker stands for. */
export function readTargetOf({ world }: Pick<View, "world">, key: string): string {
  if (!key.startsWith("#")) {
    return (world.presenceNamed(key)?.person ?? world.userNamed(key))?.name ?? key;
  }
  const room = key.slice(1);
  return roomChannel(world.roomNamed(room)?.name ?? room);
}

/** What a channel or a nick is to the world. */
export function readTarget(target: string): ReadTarget {
  const room = channelRoom(target);
  return room === undefined ? { person: target } : { room };
}

/** Up to when the person of this client has read, in milliseconds since the epoch. */
function markerOf({ presence, state }: IrcSession, target: string): number | undefined {
  const markers = presence?.user?.readMarkers ?? state.readMarkers;
  return markers.get(keyOf(target));
}

/** Moves the marker of a guest, which never goes back. */
export function markForGuest(
  { state: { readMarkers } }: IrcSession,
  target: string,
  readTo: number,
): void {
  const key = keyOf(target);
  readMarkers.set(key, Math.max(readTo, readMarkers.get(key) ?? 0));
  if (readMarkers.size > MARKERS_PER_GUEST) readMarkers.delete(readMarkers.keys().next().value!);
}

/** Tells a client up to when its person has read. */
export function sendMarker(session: IrcSession, target: string): void {
  const readTo = markerOf(session, target);
  session.answerWith(
    readMarkerLine(session.irc, { target, ...(readTo !== undefined && { readTo }) }),
  );
}

/** Tells a client that has come into a channel up to when its person has read there, if it wants to know. */
export function sendMarkerOfChannel(session: IrcSession, channel: string): void {
  if (session.state.has("draft/read-marker")) sendMarker(session, channel);
}

/** Tells a client that has come in up to when its user has read in the channels that they are not in now. */
export function sendMarkersOfRoomsLeft(session: IrcSession): void {
  const { irc: { house: { world } }, presence } = session;
  for (const key of presence?.user?.readMarkers.keys() ?? []) {
    const room = key.startsWith("#") ? world.roomNamed(key.slice(1)) : undefined;
    if (room && !session.isIn(room.id)) sendMarkerOfChannel(session, roomChannel(room.name));
  }
}

/** As the world makes the keys of markers. */
function keyOf(target: string): string {
  const room = channelRoom(target);
  return room === undefined ? nameKey(target) : `#${nameKey(room)}`;
}
