/**
 * Random lists of actions over a few names and rooms, so that many of them succeed and the rest are
 * refused in many ways.
 *
 * @module
 */

import fc from "fast-check";
import type { Action, ActionKind, Draft } from "../../core/world/action.ts";
import type { WorldPolicy } from "../../core/world/policy.ts";
import type { PresenceId } from "../../core/world/person.ts";
import type { Presence } from "../../core/world/presence.ts";
import { RANKS, ROLES } from "../../core/world/role.ts";
import { World } from "../../core/world/world.ts";

/** Limits that a short list of actions reaches. */
export const SMALL_POLICY: WorldPolicy = {
  guests: true,
  messageBytes: 40,
  topicBytes: 30,
  roomsPerPerson: 3,
  rooms: 4,
  bansPerRoom: 2,
  mailPerPerson: 2,
  ignoredPerPerson: 2,
};

/** What an action may hold: what is allowed mostly, and seldom what is not. */
interface Pool {
  readonly good: readonly string[];
  readonly bad: readonly string[];
}

/** Some are the same but for case, some alike; of two the order differs between UTF-8 and UTF-16. */
const NAMES: Pool = {
  good: [
    ...["Ann", "ANN", "bob", "Bob", "Zoë", "Cy", "Dee", "Ed", "Ian", "lan", "\u0391\u03a3"],
    ...["\ufa0e", "\u{20000}"],
  ],
  bad: ["", "2pac", "a b", "server", "\u0410nn", "n".repeat(33), "Bob\u3164"],
};

const ROOMS: Pool = {
  good: ["lobby", "Lobby", "Group 1", "group 1", "den", "DEN", "attic", "cellar", "roof"],
  bad: ["", "#den", "a,b", " den", "Group\u00a01", "r".repeat(51)],
};

const TEXTS: Pool = {
  good: ["hello", "hi \u{1f600}", "{red}", "\x1b[2J", "'; DROP TABLE users", "x".repeat(30)],
  bad: ["", " ", "two\nlines", "\ud800", "x".repeat(41)],
};

/** Picks by the numbers it was given, so that the same numbers give the same list. */
class Dice {
  #next = 0;

  constructor(readonly numbers: readonly number[]) {}

  below(limit: number): number {
    return this.numbers[this.#next++ % this.numbers.length]! % limit;
  }

  /** True once in so many times. */
  rarely(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of the items; undefined when there are none. */
  of<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  from({ good, bad }: Pool): string {
    return this.of(this.rarely(8) ? bad : good);
  }
}

/** A world that the list is tried on while it is made, so that actions can name who and what is there. */
class Stage {
  readonly world = new World(undefined, SMALL_POLICY);
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
      ...[...room?.bans.values() ?? []].map((ban) => ban.name),
    ];
    const name = dice.rarely(3) ? undefined : dice.of(near);
    return { by, room: roomName, name: name ?? this.name(dice) };
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
  "arrive": {
    weight: 8,
    make: (dice, stage) => {
      const id = stage.nextId();
      const user = dice.rarely(2) ? dice.below(8) : undefined;
      return { session: `s${id}`, presence: `p${id}`, name: dice.from(NAMES), user, via: "test" };
    },
  },
  "ban": {
    weight: 5,
    make: (dice, stage) => ({ ...stage.target(dice), reason: dice.from(TEXTS) }),
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
    make: (dice, stage) => ({ by: stage.by(dice), room: dice.from(ROOMS) }),
  },
  "kick": {
    weight: 5,
    make: (dice, stage) => ({ ...stage.target(dice), reason: dice.from(TEXTS) }),
  },
  "open-claim": { weight: 1, make: (dice) => ({ code: `code${dice.below(100)}` }) },
  "open-room": {
    weight: 1,
    make: (dice) => ({ name: dice.from(ROOMS), permanent: dice.rarely(2) }),
  },
  "part": {
    weight: 3,
    make: (dice, stage) => ({ ...stage.insider(dice), reason: dice.from(TEXTS) }),
  },
  "read-mail": {
    weight: 2,
    make: (dice, stage) => ({ by: stage.by(dice) }),
  },
  "register": {
    weight: 3,
    make: (dice, stage) => ({
      by: dice.rarely(3) ? undefined : stage.by(dice),
      name: dice.from(NAMES),
      passwordHash: `hash${dice.below(100)}`,
    }),
  },
  "say": {
    weight: 6,
    make: (dice, stage) => ({ ...stage.insider(dice), text: dice.from(TEXTS), style: "say" }),
  },
  "set-away": {
    weight: 2,
    make: (dice, stage) => ({
      by: stage.by(dice),
      text: dice.rarely(3) ? undefined : dice.from(TEXTS),
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
      },
    }),
  },
  "set-topic": {
    weight: 3,
    make: (dice, stage) => ({ ...stage.insider(dice), text: dice.from(TEXTS) }),
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
      text: dice.from(TEXTS),
      style: "say",
    }),
  },
  "unban": {
    weight: 4,
    make: (dice, stage) => stage.target(dice),
  },
};

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
  let at = 1_700_000_000_000;
  const opening = OPENING.map((draft): Action => ({ ...draft, at: ++at }));
  for (const action of opening) stage.world.apply(action);
  const others = throws.map(([kind, numbers]) => {
    const dice = new Dice(numbers);
    at += dice.below(1000);
    const action = { kind, ...MAKERS[kind].make(dice, stage), at } as Action;
    stage.world.apply(action);
    return action;
  });
  return [...opening, ...others];
}
