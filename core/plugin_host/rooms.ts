/**
 * The "rooms" capability: rooms, as the caller of a command sees and changes them.
 *
 * @module
 */

import type { Caller } from "../commands/caller.ts";
import { RefusedError, UserError } from "../commands/errors.ts";
import type { RoomMessage } from "../world/journal.ts";
import { type Presence, roleOf } from "../world/presence.ts";
import { type Rank, RANKS, reachesRole } from "../world/role.ts";
import type { Ban, Room, RoomRules, Topic } from "../world/room.ts";
import { act } from "./act.ts";
import { actorOf, type House, presenceOf } from "./house.ts";

/** A room in a list. */
export interface RoomSummary {
  /** As its creator spelt it. */
  readonly name: string;
  /** How many are in it now. */
  readonly people: number;
  /** Empty where there is none. */
  readonly topic: string;
  /** Who may come in, and who sees it in a list. */
  readonly rules: RoomRules;
  /** Whether the caller is in it. */
  readonly joined: boolean;
}

/** Somebody in a room. */
export interface RoomMember {
  /** As they spell it. */
  readonly name: string;
  /** Their rank in this room, whatever their role in the house. */
  readonly rank: Rank;
  /** Whether they are away from the keyboard. */
  readonly away: boolean;
}

/** A room as somebody sees it who may look inside. */
export interface RoomView {
  /** As its creator spelt it. */
  readonly name: string;
  /** What it is about, if anybody has said so. */
  readonly topic?: Topic;
  /** Who may come in, and who sees it in a list. */
  readonly rules: RoomRules;
  /** By rank from the highest, then by name. */
  readonly members: readonly RoomMember[];
  /** In the order they were made. */
  readonly bans: readonly Ban[];
}

/**
 * Rooms, as the caller sees and changes them. Where a room's name is left out, the room is the one
 * that the caller's plain text goes to. Each of them throws what the world refuses.
 */
export interface Rooms {
  /** The rooms that the caller may know of, by people, then by name. */
  list(): Promise<readonly RoomSummary[]>;
  /** The room that the caller's plain text goes to. */
  current(): Promise<string | undefined>;
  /** Makes a room that the caller is in the one that plain text goes to. */
  focus(room: string): Promise<string>;
  /** A room from inside. A hidden one is there only for those in it and for moderators. */
  look(room?: string): Promise<RoomView>;
  /**
   * Goes into a room, which is made if there is none of that name, and speaks there from now on. In a room that
   * the caller is in already, they only begin to speak there.
   */
  join(room: string): Promise<RoomView>;
  /** Leaves a room; tells its name. */
  part(options: { room?: string; reason?: string }): Promise<string>;
  /** Says what the room is about; an empty text takes the topic away. For operators. */
  setTopic(text: string): Promise<void>;
  /** Changes the rules that are given and leaves the others. For owners. */
  setRules(rules: Partial<RoomRules>): Promise<void>;
  /**
   * Asks somebody here into a room. An operator's word lets them in once where it is full or takes an
   * invitation.
   */
  invite(name: string, room?: string): Promise<void>;
  /** Puts somebody out of the room; the reason may be empty. For operators. */
  kick(name: string, reason: string): Promise<void>;
  /** Keeps a name out of the room, and puts out whoever has it. For operators. */
  ban(name: string, reason: string): Promise<void>;
  /** Lets a banned name in again. For operators. */
  unban(name: string): Promise<void>;
  /** Gives a rank: to a user for good, to a guest for as long as they are in the room. For owners. */
  setRank(name: string, rank: Rank): Promise<void>;
  /** The newest messages of a room that the caller is in, oldest first. */
  recent(limit: number, room?: string): Promise<readonly RoomMessage[]>;
}

/** Rooms for one caller. */
export class CallerRooms implements Rooms {
  readonly #house: House;
  readonly #caller: Caller;

  constructor(house: House, caller: Caller) {
    this.#house = house;
    this.#caller = caller;
  }

  async list(): Promise<readonly RoomSummary[]> {
    const presence = presenceOf(this.#house, this.#caller);
    const rooms = [...this.#house.world.rooms()].filter((room) => isListed(room, presence));
    return rooms.map((room) => summaryOf(room, presence)).sort(byPeopleThenName);
  }

  async current(): Promise<string | undefined> {
    return this.#caller.focus;
  }

  async focus(name: string): Promise<string> {
    const room = this.#joined(name);
    this.#caller.focus = room.name;
    return room.name;
  }

  async look(name?: string): Promise<RoomView> {
    const { world } = this.#house;
    const presence = presenceOf(this.#house, this.#caller);
    const room = world.roomNamed(name ?? this.#currentName());
    if (!room || (room.rules.hidden && !maySeeInto(room, presence))) {
      throw new RefusedError({ code: "no-such-room", room: name ?? this.#currentName() });
    }
    return viewOf(this.#house, room);
  }

  async join(name: string): Promise<RoomView> {
    const room = this.#house.world.roomNamed(name);
    const isIn = room && presenceOf(this.#house, this.#caller).rooms.has(room.id);
    if (!isIn) await this.#act({ kind: "join", room: name });
    this.#caller.focus = name;
    return this.look(name);
  }

  async part({ room, reason }: { room?: string; reason?: string }): Promise<string> {
    const { name } = this.#joined(room);
    await this.#act({ kind: "part", room: name, ...(reason && { reason }) });
    return name;
  }

  async setTopic(text: string): Promise<void> {
    await this.#act({ kind: "set-topic", room: this.#currentName(), text });
  }

  async setRules(rules: Partial<RoomRules>): Promise<void> {
    await this.#act({ kind: "set-rules", room: this.#currentName(), rules });
  }

  async invite(name: string, room = this.#currentName()): Promise<void> {
    await this.#act({ kind: "invite", room, name });
  }

  async kick(name: string, reason: string): Promise<void> {
    await this.#act({ kind: "kick", room: this.#currentName(), name, reason });
  }

  async ban(name: string, reason: string): Promise<void> {
    await this.#act({ kind: "ban", room: this.#currentName(), name, reason });
  }

  async unban(name: string): Promise<void> {
    await this.#act({ kind: "unban", room: this.#currentName(), name });
  }

  async setRank(name: string, rank: Rank): Promise<void> {
    await this.#act({ kind: "set-rank", room: this.#currentName(), name, rank });
  }

  async recent(limit: number, name?: string): Promise<readonly RoomMessage[]> {
    const room = this.#joined(name);
    const { recapLines } = this.#house.facts;
    return this.#house.history.recent(room.id, { limit: Math.min(limit, recapLines) });
  }

  async #act(draft: RoomDraft): Promise<void> {
    await act(this.#house, { ...draft, ...actorOf(this.#house, this.#caller) });
  }

  #currentName(): string {
    const name = this.#caller.focus;
    if (name === undefined) {
      throw new UserError("Cannot do that as you are in no room. Go into one: /join lobby");
    }
    return name;
  }

  #joined(name = this.#currentName()): Room {
    const presence = presenceOf(this.#house, this.#caller);
    const room = this.#house.world.roomNamed(name);
    if (!room) throw new RefusedError({ code: "no-such-room", room: name });
    if (!presence.rooms.has(room.id)) {
      throw new RefusedError({ code: "not-in-room", room: room.name });
    }
    return room;
  }
}

type RoomDraft =
  | { kind: "join"; room: string }
  | { kind: "part"; room: string; reason?: string }
  | { kind: "set-topic"; room: string; text: string }
  | { kind: "set-rules"; room: string; rules: Partial<RoomRules> }
  | { kind: "invite"; room: string; name: string }
  | { kind: "kick" | "ban"; room: string; name: string; reason: string }
  | { kind: "unban"; room: string; name: string }
  | { kind: "set-rank"; room: string; name: string; rank: Rank };

function maySeeInto(room: Room, presence: Presence): boolean {
  return presence.rooms.has(room.id) || reachesRole(roleOf(presence), "moderator");
}

function isListed(room: Room, presence: Presence): boolean {
  if (room.rules.hidden) return maySeeInto(room, presence);
  return room.permanent || room.members.size > 0 || room.ranks.size > 0;
}

function summaryOf(room: Room, presence: Presence): RoomSummary {
  return {
    name: room.name,
    people: room.members.size,
    topic: room.topic?.text ?? "",
    rules: room.rules,
    joined: presence.rooms.has(room.id),
  };
}

function byPeopleThenName(a: RoomSummary, b: RoomSummary): number {
  return b.people - a.people || (a.name < b.name ? -1 : 1);
}

function viewOf({ world }: House, room: Room): RoomView {
  const members = [...room.members].flatMap(([id, rank]): RoomMember[] => {
    const presence = world.presence(id);
    return presence
      ? [{ name: presence.person.name, rank, away: presence.away !== undefined }]
      : [];
  });
  members.sort((a, b) =>
    RANKS.indexOf(b.rank) - RANKS.indexOf(a.rank) || (a.name < b.name ? -1 : 1)
  );
  const { name, topic, rules } = room;
  return { name, ...(topic && { topic }), rules, members, bans: [...room.bans.values()] };
}
