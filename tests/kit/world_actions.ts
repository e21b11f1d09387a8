/**
 * Random lists of actions over a few names and rooms, so that many of them succeed and the rest are
 * refused in many ways.
 *
 * @module
 */

import fc from "fast-check";
import type {
  Action,
  ActionKind,
  Actions,
  Draft,
  RedactedMessage,
} from "../../core/world/action.ts";
import type { MessageExtras } from "../../core/world/event.ts";
import { nameOfMask } from "../../core/world/mask.ts";
import type { WorldPolicy } from "../../core/world/policy.ts";
import type { PresenceId } from "../../core/world/person.ts";
import type { Presence } from "../../core/world/presence.ts";
import { RANKS, ROLES } from "../../core/world/role.ts";
import { MASK_LISTS } from "../../core/world/room.ts";
import { World } from "../../core/world/world.ts";
import {
  Dice,
  HOUSE_MASKS,
  KEYS,
  MASKS,
  NAMES,
  NOTE_KEYS,
  PREFERENCE_KEYS,
  ROOMS,
  TEXTS,
} from "./dice.ts";

/** Limits that a short list of actions reaches. */
export const SMALL_POLICY: WorldPolicy = {
  guests: true,
  messageBytes: 40,
  multilineBytes: 60,
  multilineLines: 3,
  topicBytes: 30,
  roomsPerPerson: 3,
  rooms: 4,
  bansPerRoom: 2,
  mailPerPerson: 2,
  ignoredPerPerson: 2,
  notesPerTarget: 2,
};

const EXTRAS: readonly MessageExtras[] = [
  { tags: { "+typing": "active" } },
  { tags: { "+a": "", "+b/c": "1" } },
  { tags: { "typing": "active" } },
  { tags: {} },
  { lines: [{ text: "two", joined: false }, { text: "lines", joined: false }] },
  { lines: [{ text: "two\n", joined: false }, { text: "lines", joined: true }] },
  { lines: [{ text: "hel", joined: false }, { text: "lo", joined: true }] },
];

/** A world that the list is tried on while it is made, so that actions can name who and what is there. */
class Stage {
  readonly world = new World(undefined, SMALL_POLICY);
  /** The time of the last action, in milliseconds since the epoch. */
  now = 1_700_000_000_000;
  #lastId = 0;

  nextId(): number {
    return ++this.#lastId;
  }

  person(dice: Dice): Presence | undefined {
    return dice.rarely(20) ? undefined : dice.of([...this.world.presences()]);
  }

  by(dice: Dice): PresenceId {
    return this.person(dice)?.id ?? "p-gone";
  }

  /** The name of somebody who is known to the house, or any other. */
  name(dice: Dice): string {
    const known = [
      ...[...this.world.presences()].map((presence) => presence.person.name),
      ...this.world.snapshot().users.map((user) => user.name),
    ];
    return dice.rarely(4) ? dice.from(NAMES) : dice.of(known);
  }

  /** Somebody, and a room that they are in, most of the time. */
  insider(dice: Dice): { by: PresenceId; room: string } {
    const insiders = [...this.world.presences()].filter((presence) => presence.rooms.size > 0);
    const insider = dice.rarely(10) ? undefined : dice.of(insiders);
    if (!insider) return { by: this.by(dice), room: dice.from(ROOMS) };
    return { by: insider.id, room: this.world.room(dice.of([...insider.rooms]))!.name };
  }

  /** An {@link insider}, and most of the time somebody who is in that room or banned from it. */
  target(dice: Dice): { by: PresenceId; room: string; name: string } {
    const { by, room: roomName } = this.insider(dice);
    const room = this.world.roomNamed(roomName);
    const near = [
      ...[...room?.members.keys() ?? []].map((id) => this.world.presence(id)!.person.name),
      ...[...room?.masks.ban.values() ?? []].map((ban) => nameOfMask(ban.mask)),
    ];
    const name = dice.rarely(3) ? undefined : dice.of(near);
    return { by, room: roomName, name: name ?? this.name(dice) };
  }

  /** An {@link insider}, and a mask: mostly one that is on a list of the room when it is to be lifted. */
  masked(dice: Dice, { known }: { known: boolean }): Omit<Actions["lift-mask"], "session"> {
    const { by, room } = this.insider(dice);
    const list = dice.of(MASK_LISTS);
    const masks = [...this.world.roomNamed(room)?.masks[list].values() ?? []];
    const mask = known && !dice.rarely(4) ? dice.of(masks)?.mask : undefined;
    return { by, room, list, mask: mask ?? dice.from(MASKS) };
  }

  /** Who is said to have sent a message: mostly the person themself. */
  author(dice: Dice, by: PresenceId): RedactedMessage {
    const { name, user } = this.world.presence(dice.rarely(3) ? this.by(dice) : by)?.person ??
      { name: "Ed" };
    return { name, ...(user !== undefined && { user }) };
  }
}

type Makers = {
  readonly [Kind in ActionKind]: {
    /** How often this kind comes, against the others. */
    readonly weight: number;
    readonly make: (dice: Dice, stage: Stage) => Omit<Extract<Draft, { kind: Kind }>, "kind">;
  };
};

const MAKERS: Makers = {
  "accept": {
    weight: 2,
    make: (dice, stage) => ({
      by: stage.by(dice),
      name: stage.name(dice),
      on: !dice.rarely(3),
    }),
  },
  "arrive": {
    weight: 8,
    make: (dice, stage) => {
      const id = stage.nextId();
      const user = dice.rarely(2) ? dice.below(8) : undefined;
      const name = user !== undefined && dice.rarely(2) ? stage.name(dice) : dice.from(NAMES);
      const host = dice.of([undefined, "here.example", "bad.example"]);
      const isBot = user === undefined && dice.rarely(8);
      return { session: `s${id}`, presence: `p${id}`, name, user, via: "test", host, isBot };
    },
  },
  "ban": {
    weight: 5,
    make: (dice, stage) => ({ ...stage.target(dice), reason: dice.from(TEXTS) }),
  },
  "ban-from-house": {
    weight: 1,
    make: (dice, stage) => ({
      by: dice.rarely(3) ? undefined : stage.by(dice),
      mask: dice.from(HOUSE_MASKS),
      reason: dice.from(TEXTS),
      until: dice.rarely(2) ? stage.now + dice.below(5000) : undefined,
    }),
  },
  "claim": {
    weight: 2,
    make: (dice, stage) => ({
      by: stage.by(dice),
      code: dice.rarely(4) ? "guess" : stage.world.claimCode ?? "",
    }),
  },
  "depart": {
    weight: 3,
    make: (dice, stage) => ({
      session: dice.of([...stage.person(dice)?.sessions ?? []]) ?? "s-gone",
      reason: dice.from(TEXTS),
    }),
  },
  "describe": {
    weight: 1,
    make: (dice, stage) => ({
      by: stage.by(dice),
      realName: dice.of([undefined, dice.from(TEXTS)]),
      isBot: dice.of([undefined, true, false]),
      hearsUsersOnly: dice.of([undefined, true, false]),
    }),
  },
  "disown-room": {
    weight: 2,
    make: (dice, stage) => ({ by: stage.by(dice), room: dice.from(ROOMS) }),
  },
  "grant-role": {
    weight: 1,
    make: (dice, stage) => ({ by: stage.by(dice), role: dice.of(ROLES) }),
  },
  "identify": {
    weight: 3,
    make: (dice, stage) => {
      const by = stage.person(dice);
      const session = dice.of([...by?.sessions ?? []]) ?? "s-gone";
      return { by: by?.id ?? "p-gone", session, user: dice.below(8) };
    },
  },
  "ignore": {
    weight: 3,
    make: (dice, stage) => ({
      by: stage.by(dice),
      name: stage.name(dice),
      on: !dice.rarely(3),
    }),
  },
  "invite": {
    weight: 3,
    make: (dice, stage) => ({ ...stage.insider(dice), name: stage.name(dice) }),
  },
  "join": {
    weight: 14,
    make: (dice, stage) => ({
      by: stage.by(dice),
      room: dice.from(ROOMS),
      key: dice.of([undefined, dice.from(KEYS)]),
    }),
  },
  "kick": {
    weight: 5,
    make: (dice, stage) => ({ ...stage.target(dice), reason: dice.from(TEXTS) }),
  },
  "kill": {
    weight: 1,
    make: (dice, stage) => ({
      by: stage.by(dice),
      name: stage.name(dice),
      reason: dice.from(TEXTS),
    }),
  },
  "lift-mask": {
    weight: 4,
    make: (dice, stage) => stage.masked(dice, { known: true }),
  },
  "mark-read": {
    weight: 2,
    make: (dice, stage) => ({
      by: stage.by(dice),
      target: dice.rarely(2) ? { person: stage.name(dice) } : { room: dice.from(ROOMS) },
      readTo: dice.of([stage.now - dice.below(5000), NaN, -1]),
    }),
  },
  "note-person": {
    weight: 2,
    make: (dice, stage) => ({
      by: stage.by(dice),
      key: dice.from(NOTE_KEYS),
      value: dice.of([undefined, dice.from(TEXTS)]),
    }),
  },
  "note-room": {
    weight: 2,
    make: (dice, stage) => ({
      ...stage.insider(dice),
      key: dice.from(NOTE_KEYS),
      value: dice.of([undefined, dice.from(TEXTS)]),
    }),
  },
  "open-claim": { weight: 1, make: (dice) => ({ code: `code${dice.below(100)}` }) },
  "open-room": {
    weight: 1,
    make: (dice) => ({ name: dice.from(ROOMS), permanent: dice.rarely(2) }),
  },
  "own-room": { weight: 3, make: (dice, stage) => stage.insider(dice) },
  "part": {
    weight: 3,
    make: (dice, stage) => ({ ...stage.insider(dice), reason: dice.from(TEXTS) }),
  },
  "prefer": {
    weight: 2,
    make: (dice, stage) => ({
      by: stage.by(dice),
      key: dice.from(PREFERENCE_KEYS),
      value: dice.of([undefined, dice.from(TEXTS), "v".repeat(201)]),
    }),
  },
  "read-mail": {
    weight: 2,
    make: (dice, stage) => ({ by: stage.by(dice) }),
  },
  "redact": {
    weight: 2,
    make: (dice, stage) => {
      const insider = stage.insider(dice);
      const from = stage.author(dice, insider.by);
      return { ...insider, id: dice.below(20), from, reason: dice.from(TEXTS) };
    },
  },
  "redact-told": {
    weight: 2,
    make: (dice, stage) => {
      const by = stage.by(dice);
      const from = stage.author(dice, by);
      return { by, to: stage.name(dice), id: dice.below(20), from, reason: dice.from(TEXTS) };
    },
  },
  "register": {
    weight: 3,
    make: (dice, stage) => ({
      by: dice.rarely(3) ? undefined : stage.by(dice),
      name: dice.from(NAMES),
      passwordHash: `hash${dice.below(100)}`,
    }),
  },
  "rename": {
    weight: 3,
    make: (dice, stage) => ({
      by: stage.by(dice),
      name: dice.rarely(3) ? stage.name(dice) : dice.from(NAMES),
    }),
  },
  "rename-room": {
    weight: 2,
    make: (dice, stage) => ({
      ...stage.insider(dice),
      name: dice.from(ROOMS),
      reason: dice.from(TEXTS),
    }),
  },
  "say": {
    weight: 6,
    make: (dice, stage) => ({
      ...(dice.rarely(4) ? { by: stage.by(dice), room: dice.from(ROOMS) } : stage.insider(dice)),
      ...message(dice),
      ...(dice.rarely(6) && { atLeast: dice.of(RANKS) }),
    }),
  },
  "set-away": {
    weight: 2,
    make: (dice, stage) => ({
      by: stage.by(dice),
      text: dice.rarely(3) ? undefined : dice.from(TEXTS),
    }),
  },
  "set-mask": {
    weight: 4,
    make: (dice, stage) => ({
      ...stage.masked(dice, { known: false }),
      reason: dice.of([undefined, dice.from(TEXTS)]),
    }),
  },
  "set-password": {
    weight: 1,
    make: (dice) => ({ user: dice.below(6), passwordHash: `hash${dice.below(100)}` }),
  },
  "set-rank": {
    weight: 5,
    make: (dice, stage) => ({ ...stage.target(dice), rank: dice.of(RANKS) }),
  },
  "set-role": {
    weight: 3,
    make: (dice, stage) => ({ by: stage.by(dice), name: stage.name(dice), role: dice.of(ROLES) }),
  },
  "set-rules": {
    weight: 3,
    make: (dice, stage) => ({
      ...stage.insider(dice),
      rules: {
        hidden: dice.of([true, false, undefined]),
        inviteOnly: dice.of([true, false, undefined]),
        limit: dice.of([undefined, 0, 1, 2, -1, 1.5, NaN]),
        key: dice.of([undefined, undefined, dice.from(KEYS)]),
        moderated: dice.of([true, false, undefined]),
        outsiders: dice.of([true, false, undefined]),
        openTopic: dice.of([true, false, undefined]),
        noCtcp: dice.of([true, false, undefined]),
        registeredOnly: dice.of([true, false, undefined]),
        registeredSpeak: dice.of([true, false, undefined]),
        opModerated: dice.of([true, false, undefined]),
      },
    }),
  },
  "set-topic": {
    weight: 3,
    make: (dice, stage) => ({ ...stage.insider(dice), text: dice.from(TEXTS) }),
  },
  "set-voice": {
    weight: 4,
    make: (dice, stage) => ({ ...stage.target(dice), on: !dice.rarely(3) }),
  },
  "shout": {
    weight: 1,
    make: (dice, stage) => ({
      by: stage.by(dice),
      text: dice.from(TEXTS),
      official: dice.rarely(2),
    }),
  },
  "tell": {
    weight: 8,
    make: (dice, stage) => ({
      by: stage.by(dice),
      to: stage.name(dice),
      ...message(dice),
    }),
  },
  "unban-from-house": {
    weight: 1,
    make: (dice, stage) => ({ by: stage.by(dice), mask: dice.from(HOUSE_MASKS) }),
  },
};

/** A message as it may be said or told: plain mostly, seldom of lines or of nothing but tags. */
function message(dice: Dice): Pick<Actions["tell"], "text" | "style" | "extras"> {
  const extras = dice.rarely(4) ? dice.of(EXTRAS) : undefined;
  if (!extras) return { text: dice.from(TEXTS), style: "say" };
  const style = dice.of(["say", "notice", "tags"] as const);
  const text = extras.lines ? dice.of(["two\nlines", "hello"]) : dice.of(["", "hello"]);
  return { text, style, extras };
}

const KINDS = Object.keys(MAKERS) as ActionKind[];

/** How every list begins: four people, of whom three have accounts and one is sysop. */
const OPENING: readonly Draft[] = [
  { kind: "open-room", name: "lobby", permanent: true },
  { kind: "arrive", session: "s-1", presence: "p-1", name: "Ann", via: "test" },
  { kind: "arrive", session: "s-2", presence: "p-2", name: "Bob", via: "test" },
  { kind: "arrive", session: "s-3", presence: "p-3", name: "Zoë", via: "test" },
  { kind: "arrive", session: "s-4", presence: "p-4", name: "Cy", via: "test" },
  { kind: "register", by: "p-1", name: "Ann", passwordHash: "hash" },
  { kind: "register", by: "p-2", name: "Bob", passwordHash: "hash" },
  { kind: "register", by: "p-3", name: "Zoë", passwordHash: "hash" },
  { kind: "open-claim", code: "code" },
  { kind: "claim", by: "p-1", code: "code" },
];

/** A list of actions, in the order of their times, made for a new world under {@link SMALL_POLICY}. */
export function worldActions(
  { maxLength = 150 }: { maxLength?: number } = {},
): fc.Arbitrary<readonly Action[]> {
  const kind = fc.oneof(...KINDS.map((kind) => ({
    weight: MAKERS[kind].weight,
    arbitrary: fc.constant(kind),
  })));
  const numbers = fc.noBias(fc.array(fc.nat(), { minLength: 8, maxLength: 8 }));
  return fc.array(fc.tuple(kind, numbers), { maxLength, size: "max" }).map(actionsFrom);
}

function actionsFrom(throws: readonly (readonly [ActionKind, readonly number[]])[]): Action[] {
  const stage = new Stage();
  const opening = OPENING.map((draft): Action => ({ ...draft, at: ++stage.now }));
  for (const action of opening) stage.world.apply(action);
  const others = throws.map(([kind, numbers]) => {
    const dice = new Dice(numbers);
    stage.now += dice.below(1000);
    const action = { kind, ...MAKERS[kind].make(dice, stage), at: stage.now } as Action;
    stage.world.apply(action);
    return action;
  });
  return [...opening, ...others];
}
