/**
 * Who is in a room, as NAMES tells it (RFC 2812, section 3.2.5).
 *
 * @module
 */

import type { Presence, Room } from "partyline";
import { roomChannel } from "./channel_name.ts";
import type { IrcSession } from "../irc_session.ts";
import { BODY_BYTES, formatMessage } from "../wire/message.ts";
import { standingSymbols } from "../rendering/mode_changes.ts";
import { NUMERICS } from "../tables/numerics.ts";
import { mayList } from "../people/visibility.ts";

const ENCODER = new TextEncoder();

/** The names of a room's members, as far as the client may see them: 353 and 366. */
export function sendNames(session: IrcSession, room: Room): void {
  sendMembers(session, room);
  session.numeric("ENDOFNAMES", [roomChannel(room.name)]);
}

/** As {@linkcode sendNames}, without the 366 at the end. */
export function sendMembers(session: IrcSession, room: Room): void {
  const params = [room.rules.hidden ? "@" : "=", roomChannel(room.name)];
  const most = bytesForNames(session, params);
  let names: string[] = [];
  let bytes = 0;
  for (const name of namesIn(session, room)) {
    const length = ENCODER.encode(name).length + 1;
    if (bytes + length > most && names.length > 0) {
      session.numeric("NAMREPLY", [...params, names.join(" ")]);
      names = [];
      bytes = 0;
    }
    names.push(name);
    bytes += length;
  }
  if (names.length > 0) session.numeric("NAMREPLY", [...params, names.join(" ")]);
}

/** How many bytes of a line are left for names, each with the space or the colon before it. */
function bytesForNames({ irc, nick }: IrcSession, params: readonly string[]): number {
  const line = formatMessage({
    source: irc.serverName,
    command: NUMERICS.NAMREPLY.code,
    params: [nick, ...params],
  });
  return BODY_BYTES - ENCODER.encode(`${line} `).length;
}

function* namesIn(session: IrcSession, room: Room): Generator<string> {
  const { world } = session.irc.house;
  for (const id of room.members.keys()) {
    const presence = world.presence(id);
    if (!presence || !mayList(session, presence)) continue;
    yield symbolsOf(session, room, presence) + nameOf(session, presence);
  }
}

/** The signs of somebody's ranks in a room: all of them where the client knows that (multi-prefix). */
export function symbolsOf(session: IrcSession, room: Room, presence: Presence): string {
  const symbols = standingSymbols(session.irc.house.world.standingIn(room, presence));
  return session.state.has("multi-prefix") ? symbols : symbols.slice(0, 1);
}

function nameOf(session: IrcSession, { person }: Presence): string {
  const { name, ident = "?", host = "?" } = person;
  return session.state.has("userhost-in-names") ? `${name}!${ident}@${host}` : name;
}
