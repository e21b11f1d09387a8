/**
 * The program alone, in a folder where nothing is: what whoever has just downloaded it meets.
 *
 * @module
 */

import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import manifest from "../../deno.json" with { type: "json" };
import { type Ending, freePort, type ProgramOptions, startProgram } from "../kit/program.ts";
import { SocketCaller } from "./kit/socket_caller.ts";

/** The last of the lines that a first start writes. */
const READY = /^ {2}sysop .*\n/m;

/** Words that end at once, and what they leave in the folder. */
const WORDS: Readonly<Record<string, readonly [stdout: RegExp, left?: string]>> = {
  "--version": [new RegExp(`^${manifest.version}\n$`)],
  "--help": [/^ {2}licences /m],
  "check": [/^There is no config\.ini: every setting has its default\.\n[^]*\nlogin /],
  "hash-password": [/^scrypt\$\S+\n$/],
  "init house": [/^Wrote house\/config\.ini, /, "house"],
  "licences": [/^Partyline \S+: MIT\n[^]*\ncommander \S+: MIT\n[^]*\nDeno: MIT\n/],
  "import csp --users users.txt --groups groups.txt": [
    /^Users: 1 made, 0 there already\.\nRooms: 1 made, 0 there already\.\nOwners: 1 made/m,
    "config.ini data groups.txt users.txt",
  ],
};

/** What some of them read. */
const FILES: Readonly<Record<string, string>> = {
  "users.txt": '{"users": [{"username": "bob", "password": "rose"}]}',
  "groups.txt": '{"chats": [{"chat_name": "den", "admins": ["bob"]}]}',
};

/** Runs the program to its end. */
async function runIn(
  folder: string,
  words: readonly string[],
  options?: ProgramOptions,
): Promise<Ending> {
  await using program = startProgram(words, folder, options);
  return await program.ended;
}

function namesIn(folder: string): string {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort().join(" ");
}

/** A test in a new folder. */
function testIn(name: string, run: (folder: string) => Promise<void>): void {
  Deno.test(name, async () => {
    const folder = await Deno.realPath(await Deno.makeTempDir({ prefix: "partyline_" }));
    try {
      await run(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

testIn(
  "in an empty folder it writes its settings, says where to dial, and talks",
  async (folder) => {
    const port = freePort();
    await using program = startProgram(["--port", String(port)], folder);
    await program.stdout.until(READY);
    const [wrote, open, door] = program.stdout.text.split("\n");
    deepStrictEqual([wrote, open], [
      "Wrote config.ini, with every setting and its default.",
      `Partyline is open. (Partyline ${manifest.version})`,
    ]);
    ok(door?.endsWith(`from this machine: telnet localhost ${port}`), door);
    strictEqual(namesIn(folder), "config.ini data");
    await using caller = await SocketCaller.dial(port);
    await caller.heard.waitFor("One party that every terminal can dial.");
    await caller.enter("ann");
    caller.say("/help");
    await caller.heard.waitFor("/quit");
    caller.say("/rules");
    await caller.heard.waitFor("The rules of Partyline");
  },
);

for (const [line, [stdout, left = ""]] of Object.entries(WORDS)) {
  testIn(`"${line}" works in an empty folder, and asks for nothing`, async (folder) => {
    const words = line.split(" ");
    for (const word of words.filter((word) => word in FILES)) {
      await Deno.writeTextFile(`${folder}/${word}`, FILES[word]!);
    }
    const options = line === "hash-password" ? { input: "open sesame\n" } : {};
    const ending = await runIn(folder, words, options);
    match(ending.stdout, stdout);
    deepStrictEqual([ending.code, ending.stderr], [0, ""]);
    strictEqual(namesIn(folder), left);
  });
}
