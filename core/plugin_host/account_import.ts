/**
 * Takes over accounts and rooms from another server: all that a plan says, or nothing.
 *
 * @module
 */

import { hashPassword } from "../storage/password.ts";
import type { Draft } from "../world/action.ts";
import { EVENTS, type WorldEvent } from "../world/event.ts";
import type { Journal } from "../world/journal.ts";
import { maskKey } from "../world/mask.ts";
import { nameKey } from "../world/name.ts";
import type { WorldPolicy } from "../world/policy.ts";
import type { Refusal } from "../world/refusal.ts";
import { World } from "../world/world.ts";

/** What is to be taken over. */
export interface ImportPlan {
  /** Accounts to make. One of a name that the house knows is left as it is, its password too. */
  readonly users: readonly { readonly name: string; readonly password: string }[];
  /** Rooms to make, or to give owners and bans if they are there already. */
  readonly rooms: readonly {
    readonly name: string;
    /** Names of users, of the plan or of the house. */
    readonly owners: readonly string[];
    readonly banned: readonly string[];
  }[];
}

/** How much of a plan was new; what was there already is left as it was. */
export interface ImportReport {
  readonly users: { readonly made: number; readonly known: number };
  readonly rooms: { readonly made: number; readonly known: number };
  readonly owners: number;
  readonly bans: number;
}

/** A plan that can't be carried out; nothing has been changed. */
export class ImportError extends Error {
  /** The name of the class. */
  override readonly name = "ImportError";

  /**
   * Puts the problems into one message, a line each.
   *
   * @param problems What can't be done, and why.
   */
  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/** What takes the place of a password until all else is known to be right. */
const NO_HASH = "";

/**
 * Carries out a plan in one commit. Doing it again changes nothing more.
 *
 * @param journal Of a house that is not running.
 * @param at Milliseconds since the epoch.
 * @throws {ImportError} If the world refuses any of it; then nothing has been changed.
 */
export async function importAccounts(
  journal: Journal,
  { plan, at, policy }: { plan: ImportPlan; at: number; policy: WorldPolicy },
): Promise<ImportReport> {
  const trial = new Trial(new World(journal.load(), policy), at);
  const users = { made: 0, known: 0 };
  for (const { name } of plan.users) {
    if (trial.world.userNamed(name)) users.known++;
    else {users.made += trial.submit(`user "${name}"`, {
        kind: "register",
        name,
        passwordHash: NO_HASH,
      });}
  }
  const rooms = { made: 0, known: 0 };
  const powers = { owners: 0, bans: 0 };
  for (const room of plan.rooms) {
    const name = room.name;
    if (trial.world.roomNamed(name)) rooms.known++;
    else {rooms.made += trial.submit(`room "${name}"`, {
        kind: "open-room",
        name,
        permanent: false,
      });}
    powers.owners += makeOwners(trial, room);
    powers.bans += ban(trial, room);
  }
  if (trial.problems.length > 0) throw new ImportError(trial.problems);
  const lasting = trial.events.filter((event) => EVENTS[event.kind].lasts);
  if (lasting.length > 0) journal.commit(await withHashes(lasting, plan));
  return { users, rooms, ...powers };
}

type PlannedRoom = ImportPlan["rooms"][number];

function makeOwners(trial: Trial, { name: room, owners }: PlannedRoom): number {
  let count = 0;
  for (const name of owners) {
    const user = trial.world.userNamed(name);
    if (user && trial.world.roomNamed(room)?.ranks.get(user.id) === "owner") continue;
    count += trial.submit(`owner "${name}" of "${room}"`, {
      kind: "set-rank",
      room,
      name,
      rank: "owner",
    });
  }
  return count;
}

function ban(trial: Trial, { name: room, banned }: PlannedRoom): number {
  let count = 0;
  for (const name of banned) {
    if (trial.world.roomNamed(room)?.masks.ban.has(maskKey(name))) continue;
    count += trial.submit(`ban of "${name}" from "${room}"`, {
      kind: "ban",
      room,
      name,
      reason: "",
    });
  }
  return count;
}

async function withHashes(
  events: readonly WorldEvent[],
  { users }: ImportPlan,
): Promise<WorldEvent[]> {
  const passwords = new Map(users.map(({ name, password }) => [nameKey(name), password]));
  return await Promise.all(events.map(async (event) => {
    if (event.kind !== "registered") return event;
    const password = passwords.get(nameKey(event.person.name))!;
    return { ...event, passwordHash: await hashPassword(password) };
  }));
}

/** A world on which a plan is tried out. */
class Trial {
  readonly events: WorldEvent[] = [];
  readonly problems: string[] = [];

  constructor(readonly world: World, readonly at: number) {}

  /** Applies an action; tells how many were done, 1 or 0. */
  submit(what: string, draft: Draft): 0 | 1 {
    const outcome = this.world.apply({ ...draft, at: this.at });
    if (outcome.refused) {
      this.problems.push(
        `Cannot import ${what} as the house refuses: ${reasonOf(outcome.refused)}`,
      );
      return 0;
    }
    this.events.push(...outcome.events);
    return 1;
  }
}

function reasonOf(refusal: Refusal): string {
  return "reason" in refusal && refusal.reason !== "" ? refusal.reason : refusal.code;
}
