/**
 * ChanServ: channels that are somebody's for good, for clients that know no better way.
 *
 * @module
 */

import { type Rank, reachesRank, RefusedError, type Room, type Standing } from "partyline";
import { channelRoom, roomChannel } from "../channels/channel_name.ts";
import type { IrcSession } from "../irc_session.ts";
import { maySeeRoom } from "../people/visibility.ts";
import { type Service, type ServiceCall, ServiceError, serviceMask } from "./pseudo_client.ts";

const RANK_PARAMS = "<channel> [<nick>]";

/** Channels that are somebody's for good. */
export const CHANSERV: Service = {
  name: "ChanServ",
  summary: "channels that are yours for good.",
  commands: {
    DEOP: {
      params: RANK_PARAMS,
      summary: "Take operator status from somebody, or from yourself.",
      least: 1,
      run: (call, params) => setOperator(call, params, { on: false }),
    },
    DEVOICE: {
      params: RANK_PARAMS,
      summary: "Take the voice from somebody, or from yourself.",
      least: 1,
      run: (call, params) => setVoice(call, params, { on: false }),
    },
    DROP: {
      params: "<channel>",
      summary: "Give up a channel that is yours; you are one of its operators then.",
      least: 1,
      run: drop,
    },
    INFO: {
      params: "<channel>",
      summary: "Whose a channel is, and since when it is there.",
      least: 1,
      run: info,
    },
    OP: {
      params: RANK_PARAMS,
      summary: "Give operator status to somebody, or to yourself.",
      least: 1,
      run: (call, params) => setOperator(call, params, { on: true }),
    },
    REGISTER: {
      params: "<channel>",
      summary: "Make a channel of which you are an operator yours for good.",
      least: 1,
      run: register,
    },
    UNREGISTER: {
      params: "<channel>",
      summary: "The same as DROP.",
      least: 1,
      run: drop,
    },
    VOICE: {
      params: RANK_PARAMS,
      summary: "Give a voice to somebody, or to yourself.",
      least: 1,
      run: (call, params) => setVoice(call, params, { on: true }),
    },
  },
};

/** A channel that is the client's already is told to be, as if it had become so now. */
async function register(
  { session, say }: ServiceCall,
  [channel]: readonly string[],
): Promise<void> {
  const room = roomOf(session, channel!);
  if (isOwn(session, room)) {
    const mask = serviceMask(CHANSERV, session.irc.serverName);
    session.from(mask, "MODE", [roomChannel(room.name), "+q", session.nick]);
  } else {
    await session.act({ kind: "own-room", room: room.name });
  }
  say(`${roomChannel(room.name)} is yours`);
}

async function drop({ session, say }: ServiceCall, [channel]: readonly string[]): Promise<void> {
  const { name } = roomOf(session, channel!);
  await session.act({ kind: "disown-room", room: name });
  say(`${roomChannel(name)} is nobody's now`);
}

function info({ session, say }: ServiceCall, [channel]: readonly string[]): void {
  const room = roomOf(session, channel!);
  const { world } = session.irc.house;
  const owners = [...room.ranks].filter(([, rank]) => rank === "owner").map(([user]) =>
    world.user(user)!.name
  );
  say(
    `Channel: ${roomChannel(room.name)}`,
    `Owner: ${owners.join(", ") || "nobody"}`,
    `Since: ${new Date(room.createdAt).toUTCString()}`,
  );
}

/** Whoever stands above an operator stays what they are. */
async function setOperator(
  call: ServiceCall,
  [channel, nick]: readonly string[],
  { on }: { readonly on: boolean },
): Promise<void> {
  const { session } = call;
  const room = roomOf(session, channel!);
  const name = nick ?? session.nick;
  const { rank } = standingOf(session, room, name);
  if (on ? reachesRank(rank, "operator") : rank !== "operator") {
    throw new ServiceError(`${name} is ${on ? "an operator already" : "no operator"}`);
  }
  const given: Rank = on ? "operator" : "member";
  await session.act({ kind: "set-rank", room: room.name, name, rank: given });
  call.say(`${name} is ${on ? "an operator" : "no operator any more"}`);
}

async function setVoice(
  { session, say }: ServiceCall,
  [channel, nick]: readonly string[],
  { on }: { readonly on: boolean },
): Promise<void> {
  const { name: room } = roomOf(session, channel!);
  const name = nick ?? session.nick;
  await session.act({ kind: "set-voice", room, name, on });
  say(`${name} has ${on ? "a voice" : "no voice any more"}`);
}

/** The room of that channel, if the client may know of it. */
function roomOf(session: IrcSession, channel: string): Room {
  const name = channelRoom(channel);
  const room = name === undefined ? undefined : session.irc.house.world.roomNamed(name);
  if (!room || !maySeeRoom(session, room)) throw new ServiceError(`There is no channel ${channel}`);
  return room;
}

function isOwn(session: IrcSession, { ranks }: Room): boolean {
  const { user } = session.person;
  return user !== undefined && ranks.get(user.id) === "owner";
}

function standingOf(session: IrcSession, room: Room, name: string): Standing {
  const { world } = session.irc.house;
  const presence = world.presenceNamed(name);
  if (!presence) throw new RefusedError({ code: "no-such-user", name });
  return world.standingIn(room, presence);
}
