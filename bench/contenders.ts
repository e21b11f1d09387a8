/**
 * The servers that are measured: ours, the least that a server can do, and those of others.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import manifest from "../deno.json" with { type: "json" };
import { compileC } from "./chatload.ts";

/** Where a server is put. */
export interface Place {
  readonly port: number;
  /** A folder of its own, which is empty. */
  readonly folder: string;
  /** The shared tools, if there are any. */
  readonly tools?: string;
}

/** How a server is started: its words, of which the first is the program, and where it is dialled. */
export interface Start {
  readonly words: readonly string[];
  readonly port: number;
  /** By what protocol a terminal comes in, where that is another port. */
  readonly terminalPort?: number;
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

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** The task `start`, with the path of main.ts made absolute, and `deno` as this very program. */
const START = manifest.tasks.start.command.split(" ")
  .map((word) => word === "main.ts" ? `${HERE}../main.ts` : word)
  .map((word) => word === "deno" ? Deno.execPath() : word);

/** What a sysop would never set: nodes for everybody, and only errors in the log. */
function configOf(port: number): string {
  return `[main]
host = 127.0.0.1
port = ${port + 1}
detect_ms = 0
max_nodes = 10000
log_level = error
[irc]
port = ${port}
`;
}

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
    async prepare({ port, folder }) {
      await Deno.writeTextFile(`${folder}/config.ini`, configOf(port));
      const words = [...START, "--config", `${folder}/config.ini`];
      return { words, port, terminalPort: port + 1 };
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
    args: (config) => ["-foreground", "-configfile", config],
  }),
];

function peer(
  name: ContenderName,
  { program, file, usualPort, args }: {
    readonly program: string;
    readonly file: string;
    /** The port that stands in the file. */
    readonly usualPort: number;
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
      return { words: [path, ...args(config)], port };
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
