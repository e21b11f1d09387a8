/**
 * Taking over accounts and rooms: all of a plan or nothing, and twice is once.
 *
 * @module
 */

import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { DEFAULT_POLICY } from "../../core/world/policy.ts";
import {
  importAccounts,
  ImportError,
  type ImportPlan,
} from "../../core/plugin_host/account_import.ts";
import { openDatabase } from "../../core/storage/database.ts";
import { verifyPassword } from "../../core/storage/password.ts";
import { SqliteJournal } from "../../core/storage/sqlite_journal.ts";
import type { Draft } from "../../core/world/action.ts";
import { EVENTS } from "../../core/world/event.ts";
import { World } from "../../core/world/world.ts";

const AT = Date.UTC(2024, 0, 1);

/** A database of a house that is not running. */
class Archive implements Disposable {
  readonly #database = openDatabase(":memory:");
  readonly journal = new SqliteJournal(this.#database);

  /** What is kept, as the house would find it. */
  get world(): World {
    return new World(this.journal.load());
  }

  /** Something that was done while the house ran. */
  has(draft: Draft): void {
    const { events, refused } = this.world.apply({ ...draft, at: AT - 1 });
    if (refused) throw new Error(refused.code);
    this.journal.commit(events.filter((event) => EVENTS[event.kind].lasts));
  }

  import(plan: Partial<ImportPlan>): ReturnType<typeof importAccounts> {
    return importAccounts(this.journal, {
      plan: { users: [], rooms: [], ...plan },
      at: AT,
      policy: DEFAULT_POLICY,
    });
  }

  /** Checks that a plan is refused for these reasons, and that nothing has changed. */
  async refuses(plan: Partial<ImportPlan>, problems: readonly string[]): Promise<void> {
    const before = this.journal.load();
    await rejects(this.import(plan), (error) => {
      ok(error instanceof ImportError);
      deepStrictEqual(error.problems, problems);
      strictEqual(error.message, problems.join("\n"));
      return true;
    });
    deepStrictEqual(this.journal.load(), before);
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function user(name: string, password = `password of ${name}`): ImportPlan["users"][number] {
  return { name, password };
}

function room(
  name: string,
  { owners = [], banned = [] }: { owners?: readonly string[]; banned?: readonly string[] } = {},
): ImportPlan["rooms"][number] {
  return { name, owners, banned };
}

Deno.test("accounts are made with their passwords hashed, rooms with owners and bans", async () => {
  using archive = new Archive();
  const report = await archive.import({
    users: [user("Ann"), user("bob")],
    rooms: [room("Group 1", { owners: ["ann", "bob"], banned: ["mallory", "BOB"] }), room("den")],
  });
  deepStrictEqual(report, {
    users: { made: 2, known: 0 },
    rooms: { made: 2, known: 0 },
    owners: 2,
    bans: 2,
  });
  const { world } = archive;
  const ann = world.userNamed("ann")!;
  deepStrictEqual([ann.name, ann.role, ann.createdAt], ["Ann", "member", AT]);
  ok(await verifyPassword("password of Ann", ann.passwordHash));
  ok(!await verifyPassword("password of bob", ann.passwordHash));
  const group = world.roomNamed("group 1")!;
  strictEqual(group.name, "Group 1");
  deepStrictEqual([...group.ranks], [[ann.id, "owner"], [world.userNamed("bob")!.id, "owner"]]);
  deepStrictEqual([...group.masks.ban.values()].map(({ mask, by }) => `${mask} by ${by}`).sort(), [
    "bob!*@* by the house",
    "mallory!*@* by the house",
  ]);
  ok(world.roomNamed("den"));
});

Deno.test("an empty plan does nothing", async () => {
  using archive = new Archive();
  const before = archive.journal.load();
  deepStrictEqual(await archive.import({}), {
    users: { made: 0, known: 0 },
    rooms: { made: 0, known: 0 },
    owners: 0,
    bans: 0,
  });
  deepStrictEqual(archive.journal.load(), before);
});

Deno.test("a plan that is carried out twice changes nothing the second time", async () => {
  using archive = new Archive();
  const plan = { users: [user("ann")], rooms: [room("den", { owners: ["ann"], banned: ["bob"] })] };
  await archive.import(plan);
  const before = archive.journal.load();
  deepStrictEqual(await archive.import(plan), {
    users: { made: 0, known: 1 },
    rooms: { made: 0, known: 1 },
    owners: 0,
    bans: 0,
  });
  deepStrictEqual(archive.journal.load(), before);
});

Deno.test("what the house has already is left as it was, and gets what is new", async () => {
  using archive = new Archive();
  archive.has({ kind: "register", name: "Ann", passwordHash: "kept" });
  archive.has({ kind: "open-room", name: "Den", permanent: true });
  const report = await archive.import({
    users: [user("ANN"), user("bob")],
    rooms: [room("DEN", { owners: ["ann"], banned: ["bob"] })],
  });
  deepStrictEqual(report, {
    users: { made: 1, known: 1 },
    rooms: { made: 0, known: 1 },
    owners: 1,
    bans: 1,
  });
  const ann = archive.world.userNamed("ann")!;
  deepStrictEqual([ann.name, ann.passwordHash], ["Ann", "kept"]);
  const den = archive.world.roomNamed("den")!;
  deepStrictEqual([den.name, den.permanent, den.ranks.get(ann.id)], ["Den", true, "owner"]);
});

Deno.test("owners may be users of the house that the plan does not have", async () => {
  using archive = new Archive();
  archive.has({ kind: "register", name: "ann", passwordHash: "kept" });
  strictEqual((await archive.import({ rooms: [room("den", { owners: ["ann"] })] })).owners, 1);
});

/** What the house refuses of a plan, in a house with the user ann; and the reason. */
const REFUSED: Readonly<Record<string, readonly [Partial<ImportPlan>, string]>> = {
  "a name that is none": [
    { users: [user("2pac")] },
    'Cannot import user "2pac" as the house refuses: a name does not begin with a digit or a dash',
  ],
  "a name that looks like another": [
    { users: [user("аnn")] }, // its first letter is Cyrillic
    'Cannot import user "аnn" as the house refuses: name-too-similar',
  ],
  "a room's name that is none": [
    { rooms: [room("a,b")] },
    'Cannot import room "a,b" as the house refuses: a room\'s name has no comma',
  ],
  "an owner whom nobody knows": [
    { rooms: [room("den", { owners: ["nobody"] })] },
    'Cannot import owner "nobody" of "den" as the house refuses: no-such-user',
  ],
  "a ban of what is no name": [
    { rooms: [room("den", { banned: ["2 words"] })] },
    'Cannot import ban of "2 words" from "den" as the house refuses: no-such-user',
  ],
};

for (const [what, [plan, problem]] of Object.entries(REFUSED)) {
  Deno.test(`a plan with ${what} is refused whole`, async () => {
    using archive = new Archive();
    archive.has({ kind: "register", name: "ann", passwordHash: "kept" });
    const { users = [], rooms = [] } = plan;
    await archive.refuses({ users: [user("bob"), ...users], rooms: [room("good"), ...rooms] }, [
      problem,
    ]);
  });
}

Deno.test("all that is wrong with a plan is said at once", async () => {
  using archive = new Archive();
  await archive.refuses({ users: [user("2pac")], rooms: [room("den", { owners: ["2pac"] })] }, [
    'Cannot import user "2pac" as the house refuses: a name does not begin with a digit or a dash',
    'Cannot import owner "2pac" of "den" as the house refuses: no-such-user',
  ]);
});
