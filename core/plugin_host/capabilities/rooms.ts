/**
 * The "rooms" capability: rooms, as the caller of a command sees and changes them.
 *
 * @module
 */

import type { Caller } from "../../commands/caller.ts";
import { RefusedError, UserError } from "../../commands/errors.ts";
import type { RoomMessage } from "../../world/journal.ts";
import type { ActionKind, Actions, ByPerson } from "../../world/action.ts";
import type { MessageId } from "../../world/event.ts";
import { type Presence, roleOf } from "../../world/presence.ts";
import { type Rank, RANKS, reachesRole } from "../../world/role.ts";
import {
  MASK_LISTS,
  type MaskEntry,
  type MaskList,
  type Room,
  type RoomRules,
  type Topic,
} from "../../world/room.ts";
import type { UserId } from "../../world/user.ts";
import { act } from "./act.ts";
import { actorOf, type House, presenceOf } from "./house.ts";

/** What stands for the key of a room before those who may not know it. */
const HIDDEN_KEY = "*";

/** A room in a list. */
export interface RoomSummary {
  /** As its creator spelt it. */
  readonly name: string;
  /** How many are in it now. */
  readonly people: number;
  /** Empty where there is none. */
  readonly topic: string;
  /** What its operators have set; of a key that the caller may not know only that there is one, as `*`. */
  readonly rules: RoomRules;
  /** Whether the caller is in it. */
  readonly joined: boolean;
}

/** Somebody in a room. */
export interface RoomMember {
  /** As they spell it. */
  readonly name: string;
  /** Their account; undefined for a guest. */
  readonly user?: UserId;
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
  /** What its operators have set; of a key that the caller may not know only that there is one, as `*`. */
  readonly rules: RoomRules;
  /** By rank from the highest, then by name. */
  readonly members: readonly RoomMember[];
  /** Its lists of masks, one after the other, each in the order they were set. */
  readonly masks: readonly ListedMask[];
}

/** A mask on a list of a room. */
export interface ListedMask extends MaskEntry {
  /** Which list it is on. */
  readonly list: MaskList;
}

/** A mask to be set, and why. */
export interface MaskAndReason {
  /** As of IRC, `name!ident@host`, of which parts may be left out; or `account:NAME`. */
  readonly mask: string;
  /** May be empty. */
  readonly reason: string;
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
   *
   * @param options.key The word that the room may ask for.
   */
  join(room: string, options?: { key?: string }): Promise<RoomView>;
  /** Leaves a room; tells its name. */
  part(options: { room?: string; reason?: string }): Promise<string>;
  /** Says what the room is about; an empty text takes the topic away. For halfops, or whoever may. */
  setTopic(text: string): Promise<void>;
  /** Changes the rules that are given and leaves the others. For operators. */
  setRules(rules: Partial<RoomRules>): Promise<void>;
  /**
   * Asks somebody here into a room. An operator's word lets them in once where it is full or takes an
   * invitation.
   */
  invite(name: string, room?: string): Promise<void>;
  /** Puts somebody out of the room; the reason may be empty. For halfops. */
  kick(name: string, reason: string): Promise<void>;
  /** Keeps a name out of the room, and puts out whoever has it. For operators. */
  ban(name: string, reason: string): Promise<void>;
  /** Puts a mask on a list of the room, which puts nobody out; the reason may be empty. For operators. */
  setMask(list: MaskList, mask: MaskAndReason): Promise<void>;
  /** Takes a mask off a list of the room; a plain name stands for the mask of that name. For operators. */
  liftMask(list: MaskList, mask: string): Promise<void>;
  /**
   * Gives a rank up to the caller's own: to a user for good, to a guest for as long as they are in the room.
   * For operators.
   */
  setRank(name: string, rank: Rank): Promise<void>;
  /** Gives somebody a voice, or takes it; the rank above it stays. For halfops. */
  setVoice(name: string, on: boolean): Promise<void>;
  /** Gives the room another name; the reason may be empty. For operators. */
  rename(name: string, reason: string): Promise<void>;
  /** Makes the room the caller's for good, if it is nobody's. For operators with an account. */
  own(): Promise<void>;
  /** Gives the room up: it is nobody's then. For its owners. */
  disown(): Promise<void>;
  /** The newest messages of a room that the caller is in, oldest first. */
  recent(limit: number, room?: string): Promise<readonly RoomMessage[]>;
  /**
   * The newest messages of a room that the caller is in from before they came into it, oldest first: what they
   * have not heard themselves.
   */
  earlier(limit: number, room?: string): Promise<readonly RoomMessage[]>;
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
    return viewOf(this.#house, { room, seer: presence });
  }

  async join(name: string, { key }: { key?: string } = {}): Promise<RoomView> {
    const room = this.#house.world.roomNamed(name);
    const isIn = room && presenceOf(this.#house, this.#caller).rooms.has(room.id);
    if (!isIn) await this.#act({ kind: "join", room: name, ...(key !== undefined && { key }) });
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

  async setMask(list: MaskList, { mask, reason }: MaskAndReason): Promise<void> {
    await this.#act({ kind: "set-mask", room: this.#currentName(), list, mask, reason });
  }

  async liftMask(list: MaskList, mask: string): Promise<void> {
    await this.#act({ kind: "lift-mask", room: this.#currentName(), list, mask });
  }

  async setRank(name: string, rank: Rank): Promise<void> {
    await this.#act({ kind: "set-rank", room: this.#currentName(), name, rank });
  }

  async setVoice(name: string, on: boolean): Promise<void> {
    await this.#act({ kind: "set-voice", room: this.#currentName(), name, on });
  }

  async rename(name: string, reason: string): Promise<void> {
    await this.#act({ kind: "rename-room", room: this.#currentName(), name, reason });
  }

  async own(): Promise<void> {
    await this.#act({ kind: "own-room", room: this.#currentName() });
  }

  async disown(): Promise<void> {
    await this.#act({ kind: "disown-room", room: this.#currentName() });
  }

  async recent(limit: number, name?: string): Promise<readonly RoomMessage[]> {
    return this.#newest(this.#joined(name), { limit });
  }

  async earlier(limit: number, name?: string): Promise<readonly RoomMessage[]> {
    const { id } = presenceOf(this.#house, this.#caller);
    const room = this.#joined(name);
    const at = { session: this.#caller.session, room: room.id };
    const before = this.#house.directory.heardFrom(id, at);
    return this.#newest(room, { limit, before });
  }

  #newest(
    room: Room,
    span: { readonly limit: number; readonly before?: MessageId },
  ): RoomMessage[] {
    const limit = Math.min(span.limit, this.#house.facts.recapLines);
    return this.#house.history.recent(room.id, { ...span, limit });
  }

  async #act(draft: RoomDraft): Promise<void> {
    await act(this.#house, { ...draft, ...actorOf(this.#house, this.#caller) });
  }

  #currentName(): string {
    // Whoever has hung up meanwhile is in no room either, and has done nothing wrong.
    presenceOf(this.#house, this.#caller);
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

/** What is done to a room, without who does it. */
type RoomDraft = {
  [Kind in ActionKind]: Actions[Kind] extends { room: string }
    ? { readonly kind: Kind } & Omit<Actions[Kind], keyof ByPerson>
    : never;
}[ActionKind];

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
    rules: rulesFor(presence, room),
    joined: presence.rooms.has(room.id),
  };
}

function rulesFor(presence: Presence, room: Room): RoomRules {
  const { rules } = room;
  return rules.key === "" || maySeeInto(room, presence) ? rules : { ...rules, key: HIDDEN_KEY };
}

function byPeopleThenName(a: RoomSummary, b: RoomSummary): number {
  return b.people - a.people || (a.name < b.name ? -1 : 1);
}

function viewOf({ world }: House, { room, seer }: { room: Room; seer: Presence }): RoomView {
  const members = [...room.members].flatMap(([id, rank]): RoomMember[] => {
    const presence = world.presence(id);
    if (!presence) return [];
    const { person: { name, user }, away } = presence;
    return [{ name, ...(user !== undefined && { user }), rank, away: away !== undefined }];
  });
  members.sort((a, b) =>
    RANKS.indexOf(b.rank) - RANKS.indexOf(a.rank) || (a.name < b.name ? -1 : 1)
  );
  const masks = MASK_LISTS.flatMap((list) =>
    [...room.masks[list].values()].map((entry): ListedMask => ({ list, ...entry }))
  );
  const { name, topic } = room;
  return { name, ...(topic && { topic }), rules: rulesFor(seer, room), members, masks };
}
