/**
 * The load generator among the shared tools: 100 callers over telnet, and every delivery checked.
 *
 * @module
 */

import { strictEqual } from "node:assert/strict";
import { resolve } from "node:path";
import { ServerProcess } from "./kit/server_process.ts";

const SOURCE = resolve(Deno.env.get("PARTYLINE_SHARED") ?? "../shared", "tools/chatload.c");

/** How chatload talks to us as a caller in line mode. */
const DIALECT = [
  ...["--greet", "Name: ", "--login", "u%d", "--login-ok", "Here: "],
  ...["--join", "/join room%d", "--join-ok", "Here: "],
  ...["--message", "%s", "--mark", ": ", "--echo", "no", "--iac", "ignore"],
];

const LOAD = ["--clients", "100", "--senders", "10", "--window", "4", "--messages", "5000"];

/** Whether everything is there that this takes: a C compiler and the source. */
async function hasTools(): Promise<boolean> {
  try {
    await Deno.stat(SOURCE);
    return (await run("cc", "--version")).code === 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function run(program: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const { code, stdout, stderr } = await new Deno.Command(program, { args }).output();
  const decoder = new TextDecoder();
  return { code, said: decoder.decode(stdout) + decoder.decode(stderr) };
}

if (await hasTools()) {
  Deno.test("chatload finds no loss, duplicate or disorder among 100 callers", async () => {
    await using server = await ServerProcess.start("max_nodes = 200\n");
    const folder = await Deno.makeTempDir({ prefix: "partyline_chatload_" });
    try {
      const chatload = `${folder}/chatload`;
      const built = await run("cc", "-O2", "-std=c11", "-o", chatload, SOURCE);
      strictEqual(built.code, 0, built.said);
      const port = ["--port", String(server.port)];
      const { code, said } = await run(chatload, "fanout", ...port, ...LOAD, ...DIALECT);
      strictEqual(code, 0, said);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}
