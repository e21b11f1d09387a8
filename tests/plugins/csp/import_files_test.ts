/**
 * Taking over the accounts and groups of the first CSP server, from its files to a login on telnet.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual, throws } from "node:assert/strict";
import { ImportError, type ImportPlan } from "partyline";
import { planImport } from "../../../plugins/csp/import_files.ts";
import { CspCaller, cspResponse } from "../../kit/csp_caller.ts";
import { LineCaller } from "../../kit/line_caller.ts";
import { type Ending, startProgram } from "../../kit/program.ts";
import { TestHouse } from "../../../testing/test_house.ts";

/** Makes a plan of what is in the two files. */
function plan(users: unknown, groups: unknown): ImportPlan {
  return planImport({
    users: { file: "users.txt", text: typeof users === "string" ? users : JSON.stringify(users) },
    groups: {
      file: "list.txt",
      text: typeof groups === "string" ? groups : JSON.stringify(groups),
    },
  });
}

function user(username: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return { username, password: "secret", adminGroups: [], bannedGroups: [], ...more };
}

function group(chat_name: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return { chat_name, users: [], admins: [], banned_users: [], black_users: [], ...more };
}

Deno.test("the files of the first server make a plan", () => {
  const users = [
    user("ann", { password: "first", adminGroups: ["Group 1"] }),
    user("bob", { password: "second", bannedGroups: ["den"] }),
  ];
  const groups = [
    group("Group 1", { users: ["ann", "bob"], admins: ["ann"], banned_users: ["cy"] }),
    group("den", { admins: ["bob", "ann"], black_users: ["dee"], banned_users: ["cy"] }),
  ];
  deepStrictEqual(plan({ users }, { chats: groups }), {
    users: [{ name: "ann", password: "first" }, { name: "bob", password: "second" }],
    rooms: [
      { name: "Group 1", owners: ["ann"], banned: ["cy"] },
      { name: "den", owners: ["bob", "ann"], banned: ["cy", "dee", "bob"] },
    ],
  });
});

Deno.test("empty files make an empty plan, and lists may be left out", () => {
  deepStrictEqual(plan({ users: [] }, { chats: [] }), { users: [], rooms: [] });
  deepStrictEqual(
    plan({ users: [{ username: "ann", password: "x" }] }, { chats: [{ chat_name: "den" }] }),
    { users: [{ name: "ann", password: "x" }], rooms: [{ name: "den", owners: [], banned: [] }] },
  );
});

Deno.test("the groups that a user names are found in any case", () => {
  const users = [user("ann", { adminGroups: ["DEN"] })];
  const { rooms } = plan({ users }, { chats: [group("den")] });
  deepStrictEqual(rooms, [{ name: "den", owners: ["ann"], banned: [] }]);
});

const NO_USERS = 'users.txt: Cannot read it as it is not of the form {"users": [{...}, ...]}';
const NO_GROUPS = 'list.txt: Cannot read it as it is not of the form {"chats": [{...}, ...]}';

/** What may be wrong with the files, and what is said of it. */
const FAULTS: Readonly<Record<string, readonly [users: unknown, groups: unknown, said: string]>> = {
  "users that are no JSON": ["hello", { chats: [] }, NO_USERS],
  "users that are empty": ["", { chats: [] }, NO_USERS],
  "users that are a list": [[user("ann")], { chats: [] }, NO_USERS],
  "users by another name": [{ accounts: [] }, { chats: [] }, NO_USERS],
  "users that are no objects": [{ users: ["ann"] }, { chats: [] }, NO_USERS],
  "groups that are no JSON": [{ users: [] }, "hello", NO_GROUPS],
  "the files the wrong way round": [{ chats: [] }, { users: [] }, `${NO_USERS}\n${NO_GROUPS}`],
  "a name that is a number": [
    { users: [user("ann"), user("bob", { username: 5 })] },
    { chats: [] },
    'users.txt: Cannot read "username" of users[1] as it is no text: 5',
  ],
  "a name that is none": [
    { users: [user("2 many")] },
    { chats: [] },
    'users.txt: Cannot read "username" of users[0] as a name does not begin with a digit or a ' +
    'dash: "2 many"',
  ],
  "no password": [
    { users: [{ username: "ann" }] },
    { chats: [] },
    'users.txt: Cannot read "password" of users[0] as it is no text, or empty',
  ],
  "an empty password": [
    { users: [user("ann", { password: "" })] },
    { chats: [] },
    'users.txt: Cannot read "password" of users[0] as it is no text, or empty',
  ],
  "a user twice": [
    { users: [user("ann"), user("ANN")] },
    { chats: [] },
    'users.txt: Cannot read users[1] as there is a user of that name already: "ANN"',
  ],
  "groups of a user that are no list": [
    { users: [user("ann", { adminGroups: "den" })] },
    { chats: [] },
    'users.txt: Cannot read "adminGroups" of users[0] as it is not a list of names',
  ],
  "a group of a user that is a number": [
    { users: [user("ann", { bannedGroups: [5] })] },
    { chats: [] },
    'users.txt: Cannot read "bannedGroups" of users[0] as it is not a list of names',
  ],
  "a group of a user that there is not": [
    { users: [user("ann", { adminGroups: ["den"] })] },
    { chats: [group("other")] },
    'users.txt: Cannot read a group as the other file does not have it: "den"',
  ],
  "a group without a name": [
    { users: [] },
    { chats: [{}] },
    'list.txt: Cannot read "chat_name" of chats[0] as it is no text: undefined',
  ],
  "a group's name that is none": [
    { users: [] },
    { chats: [group("a,b")] },
    'list.txt: Cannot read "chat_name" of chats[0] as a room\'s name has no comma: "a,b"',
  ],
  "a group twice": [
    { users: [] },
    { chats: [group("Den"), group("den")] },
    'list.txt: Cannot read chats[1] as there is a group of that name already: "den"',
  ],
  "admins that are no list": [
    { users: [] },
    { chats: [group("den", { admins: { ann: true } })] },
    'list.txt: Cannot read "admins" of chats[0] as it is not a list of names',
  ],
  "black users that are no list": [
    { users: [] },
    { chats: [group("den", { black_users: "ann" })] },
    'list.txt: Cannot read "black_users" of chats[0] as it is not a list of names',
  ],
  "several things": [
    { users: [user("2pac", { password: "" }), user("ann", { password: 5 })] },
    { chats: [group("#den")] },
    'users.txt: Cannot read "username" of users[0] as a name does not begin with a digit or a ' +
    'dash: "2pac"\n' +
    'users.txt: Cannot read "password" of users[1] as it is no text, or empty\n' +
    'list.txt: Cannot read "chat_name" of chats[0] as a room\'s name does not begin with # or /: ' +
    '"#den"',
  ],
};

for (const [what, [users, groups, said]] of Object.entries(FAULTS)) {
  Deno.test(`${what} in the files: no plan, and the place is named`, () => {
    throws(() => plan(users, groups), (error) => {
      ok(error instanceof ImportError);
      strictEqual(error.message, said);
      return true;
    });
  });
}

// The word `import csp` of the command line

/** A folder with the two files and a data folder of a house that has been open. */
interface Site {
  readonly folder: string;
  /** Runs `import csp` with the files as they are. */
  run(): Promise<Ending>;
  open(): Promise<TestHouse>;
}

function testSite(claim: string, run: (site: Site) => Promise<void>): void {
  Deno.test(claim, async () => {
    const folder = await Deno.realPath(await Deno.makeTempDir());
    const words = ["import", "csp", "--users", "users.txt", "--groups", "list.txt"];
    try {
      await Deno.writeTextFile(`${folder}/config.ini`, "");
      await run({
        folder,
        open: () => TestHouse.open({ dataDir: `${folder}/data`, limits: { lines_burst: 1000 } }),
        async run() {
          await using program = startProgram([...words, "--data", "data"], folder);
          return await program.ended;
        },
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

async function writeFiles(folder: string, users: unknown, groups: unknown): Promise<void> {
  await Deno.writeTextFile(`${folder}/users.txt`, JSON.stringify(users));
  await Deno.writeTextFile(`${folder}/list.txt`, JSON.stringify(groups));
}

const USERS = {
  users: [
    user("Ann", { password: "ann in the clear", adminGroups: ["Group 1"] }),
    user("Bob", { password: "bob in the clear", bannedGroups: ["Group 1"] }),
  ],
};
const GROUPS = { chats: [group("Group 1", { users: ["Ann"], admins: ["Ann"] }), group("den")] };

testSite("import csp takes over accounts, owners and bans, and twice is once", async (site) => {
  await writeFiles(site.folder, USERS, GROUPS);
  deepStrictEqual(await site.run(), {
    code: 0,
    stdout: "Users: 2 made, 0 there already.\nRooms: 2 made, 0 there already.\n" +
      "Owners: 1 made. Bans: 1 made.\n",
    stderr: "",
  });
  deepStrictEqual(await site.run(), {
    code: 0,
    stdout: "Users: 0 made, 2 there already.\nRooms: 0 made, 2 there already.\n" +
      "Owners: 0 made. Bans: 0 made.\n",
    stderr: "",
  });

  await using house = await site.open();
  const terminal = await house.visitor();
  terminal.line("ann");
  await terminal.until(/Password.*: $/);
  terminal.line("ann in the clear");
  await terminal.until("Welcome to Partyline, Ann.");
  match((await terminal.answerTo("/join group 1")).join(), /You are in Group 1,Here: ~Ann/);

  const line = new LineCaller(house);
  strictEqual(await line.answerTo("LOGIN bob bob in the clear"), "OK\r\n");
  strictEqual(await line.answerTo("JOIN #Group\u00a01"), "ERROR BANNED FROM #Group\u00a01\r\n");
  const ann = new CspCaller(house, "Ann");
  deepStrictEqual(await ann.ask("AUTH", { password: "ann in the clear" }), [
    cspResponse("110", { channel: "CC" }),
  ]);

  for (const { name } of Deno.readDirSync(`${site.folder}/data`)) {
    const text = new TextDecoder().decode(await Deno.readFile(`${site.folder}/data/${name}`));
    ok(!text.includes("in the clear"), `no password is in ${name}`);
  }
});

testSite("import csp is refused while the server runs, and changes nothing", async (site) => {
  await writeFiles(site.folder, USERS, GROUPS);
  await using house = await site.open();
  deepStrictEqual(await site.run(), {
    code: 1,
    stdout: "",
    stderr: `Cannot use the data folder "data" as another server uses it\n`,
  });
  strictEqual(house.house.world.userNamed("ann"), undefined);
});

testSite("import csp says what is wrong with the files, and changes nothing", async (site) => {
  await writeFiles(site.folder, { users: [user("ann"), user("2pac")] }, GROUPS);
  deepStrictEqual(await site.run(), {
    code: 1,
    stdout: "",
    stderr: 'users.txt: Cannot read "username" of users[1] as a name does not begin with a digit ' +
      'or a dash: "2pac"\n',
  });
  await using house = await site.open();
  deepStrictEqual([...house.house.world.rooms()].map(({ name }) => name), ["lobby"]);
  strictEqual(house.house.world.userNamed("ann"), undefined);
});

testSite("import csp says that a file is missing", async (site) => {
  deepStrictEqual(await site.run(), {
    code: 1,
    stdout: "",
    stderr: "users.txt: Cannot read the file as it does not exist\n",
  });
});
