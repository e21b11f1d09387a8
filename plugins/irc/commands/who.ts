/**
 * Who is there: WHO, and its extended form (IRCv3 whox).
 *
 * @module
 */

import { matchesPattern, type Presence, type Room } from "partyline";
import { channelRoom, roomChannel } from "../channels/channel_name.ts";
import type { IrcCommands } from "../command.ts";
import { sourceOf } from "../rendering/event_lines.ts";
import type { IrcSession } from "../irc_session.ts";
import type { Message } from "../wire/message.ts";
import { isOperator, realNameOf } from "../people/person_facts.ts";
import { mayList, maySeeRoom } from "../people/visibility.ts";
import { type Sighting, WHO_FIELDS, whoFlags } from "../people/who_fields.ts";

/** Who is there. */
export const WHO_COMMANDS: IrcCommands = {
  WHO: {
    params: "[<channel>|<nick>|<mask>] [o][%<fields>[,<token>]]",
    summary: "Who is in a channel, or fits a mask; o for operators alone.",
    spec: "Modern IRC, WHO message",
    run: who,
  },
};

/** What a client wants to know. */
interface WhoRequest {
  readonly mask: string;
  readonly operatorsOnly: boolean;
  /** The letters of the fields that are wanted; undefined for the reply of old. */
  readonly fields?: string;
  readonly token: string;
}

function who(session: IrcSession, { params }: Message): void {
  const request = readRequest(params);
  const { fields, operatorsOnly, token } = request;
  for (const found of peopleFor(session, request)) {
    if (operatorsOnly && !isOperator(found.presence)) continue;
    const sighting = { session, token, ...found };
    if (fields === undefined) reply(sighting);
    else replyFields(sighting, fields);
  }
  session.numeric("ENDOFWHO", [params[0] ?? "*"]);
}

function readRequest([mask = "*", options = ""]: readonly string[]): WhoRequest {
  const [, flags = "", fields, token = "0"] =
    /^([^%]*)(?:%([^,]*)(?:,(\d{1,3}))?)?/.exec(options) ?? [];
  return {
    // RFC 2812, section 3.6.1: without a mask, or with 0, everybody who is visible is listed.
    mask: mask === "0" || mask === "" ? "*" : mask,
    operatorsOnly: flags.includes("o"),
    token,
    ...(fields !== undefined && { fields }),
  };
}

type Found = Pick<Sighting, "presence"> & { readonly room?: Room };

/** Whoever wears that very name is shown, however invisible; others who fit are if they may be listed. */
function* peopleFor(session: IrcSession, { mask }: WhoRequest): Generator<Found> {
  const { world } = session.irc.house;
  const roomName = channelRoom(mask);
  if (roomName !== undefined) return yield* peopleIn(session, world.roomNamed(roomName));
  const named = world.presenceNamed(mask);
  if (named) return yield { presence: named };
  for (const presence of world.presences()) {
    if (fits(session, presence, mask) && mayList(session, presence)) yield { presence };
  }
}

function* peopleIn(session: IrcSession, room: Room | undefined): Generator<Found> {
  if (!room || !maySeeRoom(session, room)) return;
  for (const id of room.members.keys()) {
    const presence = session.irc.house.world.presence(id);
    if (presence && mayList(session, presence)) yield { presence, room };
  }
}

function fits({ irc }: IrcSession, presence: Presence, mask: string): boolean {
  const { person } = presence;
  const { name, ident = "", host = "" } = person;
  return [name, ident, host, realNameOf(presence), irc.serverName, sourceOf(person)]
    .some((text) => matchesPattern(mask, text));
}

function reply(sighting: Sighting): void {
  const { session, presence, room } = sighting;
  const { name, ident = "?", host = "?" } = presence.person;
  session.numeric("WHOREPLY", [
    room ? roomChannel(room.name) : "*",
    ident,
    host,
    session.irc.serverName,
    name,
    whoFlags(sighting),
    `0 ${realNameOf(presence)}`,
  ]);
}

function replyFields(sighting: Sighting, fields: string): void {
  const wanted = WHO_FIELDS.filter(({ letter }) => fields.includes(letter));
  const values = wanted.map(({ value }) => value(sighting));
  const realName = fields.includes("r") ? values.pop() : undefined;
  sighting.session.numeric("WHOSPCRPL", values, realName);
}
