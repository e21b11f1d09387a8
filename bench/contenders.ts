/**
 * The servers that are measured: ours, the least that a server can do, and those of others.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import manifest from "../deno.json" with { type: "json" };
import { openDataFolder } from "../core/storage/data_folder.ts";
import { openDatabase } from "../core/storage/database.ts";
import { hashPassword } from "../core/storage/password.ts";
import { SqliteJournal } from "../core/storage/sqlite_journal.ts";
import { MEMBER_PASSWORD, memberName } from "./caller_kind.ts";
import { compileC } from "./chatload.ts";
import type { Doors } from "./load_order.ts";

/** Where a server is put. */
export interface Place {
  readonly port: number;
  /** A folder of its own, which is empty. */
  readonly folder: string;
  /** The shared tools, if there are any. */
  readonly tools?: string;
  /** How many people have an account already, the first of them a sysop. */
  readonly members: number;
}

/** How a server is started: its words, of which the first is the program, and where it is dialled. */
export interface Start {
  readonly words: readonly string[];
  readonly port: number;
  /** Where each protocol has a port of its own. */
  readonly doors?: Doors;
  /** Whether root may not run it: then nobody does. */
  readonly shunsRoot?: boolean;
}

/** A server that can be measured. */
export interface Contender {
  readonly name: ContenderName;
  /** Whether it is somebody else's. */
  readonly isPeer?: boolean;
  /** Makes what it needs. Rejects where it can't be had here. */
  prepare(place: Place): Promise<Start>;
}

/** The names of the servers. */
export type ContenderName =
  | "InspIRCd"
  | "Partyline"
  | "bare C"
  | "bare Deno"
  | "bare terminals"
  | "ircd-hybrid"
  | "ngIRCd";

/** Those that are compiled while they run: what is to be measured is done once before. */
export const WARMING: ReadonlySet<ContenderName> = new Set(["Partyline", "bare Deno"]);

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** The task `start`, with the path of main.ts made absolute, and `deno` as this very program. */
const START = manifest.tasks.start.command.split(" ")
  .map((word) => word === "main.ts" ? `${HERE}../main.ts` : word)
  .map((word) => word === "deno" ? Deno.execPath() : word);

/** What a sysop would never set: nodes for everybody, and only errors in the log. */
function configOf({ terminal, irc, line, csp }: Doors): string {
  return `[main]
host = 127.0.0.1
port = ${terminal}
detect_ms = 0
max_nodes = 10000
log_level = error
[irc]
port = ${irc}
[line]
port = ${line}
[csp]
port = ${csp}
`;
}

/** Accounts as if people had made them, with one password, which is hashed once. */
async function makeMembers(folder: string, members: number): Promise<void> {
  memberHash ??= hashPassword(MEMBER_PASSWORD);
  const passwordHash = await memberHash;
  const data = openDataFolder(`${folder}/data`);
  const database = openDatabase(data.database);
  new SqliteJournal(database).commit(Array.from({ length: members }, (_, number) => ({
    kind: "registered",
    at: 0,
    person: { name: memberName(number), user: number + 1 },
    role: number === 0 ? "sysop" : "member",
    passwordHash,
    ignored: [],
  })));
  database.close();
  data.release();
}

let memberHash: Promise<string> | undefined;

/** All of them: first those that others are compared with. */
export const CONTENDERS: readonly Contender[] = [
  {
    name: "bare C",
    async prepare({ port, folder, tools }) {
      await compileC(`${toolsIn(tools)}/bare/bare.c`, `${folder}/bare`);
      return { words: [`${folder}/bare`, String(port), "coalesce"], port };
    },
  },
  {
    name: "bare Deno",
    prepare: async ({ port, tools }) => ({
      words: [Deno.execPath(), "run", "-A", `${toolsIn(tools)}/bare/bare.ts`, `${port}`, "share"],
      port,
    }),
  },
  {
    name: "bare terminals",
    prepare: async ({ port }) => ({
      words: [Deno.execPath(), "run", "--allow-net", `${HERE}bare_server.ts`, String(port)],
      port,
    }),
  },
  {
    name: "Partyline",
    async prepare({ port, folder, members }) {
      const doors = { irc: port, terminal: port + 1, line: port + 2, csp: port + 3 };
      await Deno.writeTextFile(`${folder}/config.ini`, configOf(doors));
      if (members > 0) await makeMembers(folder, members);
      // What is loaded anew while people come and go.
      await Deno.mkdir(`${folder}/plugins.d`);
      await Deno.copyFile(`${HERE}../examples/plugins/dice.ts`, `${folder}/plugins.d/dice.ts`);
      return { words: [...START, "--config", `${folder}/config.ini`], port, doors };
    },
  },
  peer("ngIRCd", {
    program: "ngircd",
    file: "ngircd.conf",
    usualPort: 17010,
    args: (config) => ["-n", "-f", config],
  }),
  peer("InspIRCd", {
    program: "inspircd",
    file: "inspircd.conf",
    usualPort: 17020,
    args: (config) => ["--nofork", "--runasroot", `--config=${config}`],
  }),
  peer("ircd-hybrid", {
    program: "ircd-hybrid",
    file: "hybrid.conf",
    usualPort: 17030,
    shunsRoot: true,
    args: (config) => ["-foreground", "-configfile", config],
  }),
];

function peer(
  name: ContenderName,
  { program, file, usualPort, shunsRoot = false, args }: {
    readonly program: string;
    readonly file: string;
    /** The port that stands in the file. */
    readonly usualPort: number;
    readonly shunsRoot?: boolean;
    args(config: string): readonly string[];
  },
): Contender {
  return {
    name,
    isPeer: true,
    async prepare({ port, folder, tools }) {
      const path = await programNamed(program);
      const text = await Deno.readTextFile(`${toolsIn(tools)}/peers/${file}`);
      const config = `${folder}/${file}`;
      const own = text.replaceAll("@RUN@", folder).replaceAll(String(usualPort), String(port));
      await Deno.writeTextFile(config, own);
      await Deno.writeTextFile(`${folder}/motd.txt`, "");
      await Deno.mkdir(`${folder}/run`, { recursive: true });
      await Deno.chmod(`${folder}/run`, 0o777);
      return { words: [path, ...args(config)], port, shunsRoot };
    },
  };
}

function toolsIn(tools: string | undefined): string {
  if (tools === undefined) throw new Error("PARTYLINE_SHARED names no folder of shared tools");
  return tools;
}

/** Where a program is, looked for as a shell does, and where Debian puts servers. */
async function programNamed(program: string): Promise<string> {
  const folders = [...(Deno.env.get("PATH") ?? "").split(":"), "/usr/sbin"];
  for (const folder of folders) {
    const info = await Deno.stat(`${folder}/${program}`).catch(() => undefined);
    if (info?.isFile) return `${folder}/${program}`;
  }
  throw new Error(`${program} is not installed`);
}
