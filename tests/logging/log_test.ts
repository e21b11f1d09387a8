/**
 * Starting, stopping and using the log.
 *
 * @module
 */

import { deepStrictEqual, doesNotThrow, match, strictEqual } from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { LOG_LEVELS, logFor, type LogLevel, startLog, stopLog } from "../../core/logging/log.ts";

/** Runs `work` with the log on, and gives the lines without their time. */
function linesOf(level: LogLevel, work: () => void): string[] {
  const lines: string[] = [];
  startLog({ level, write: (line) => lines.push(line) });
  try {
    work();
  } finally {
    stopLog();
  }
  return lines.map((line) => line.slice("2026-11-21 14:39:58Z ".length));
}

function logAtEachLevel(): void {
  const log = logFor("net");
  log.debug("One");
  log.info("Two");
  log.warn("Three");
  log.error("Four");
}

Deno.test("a record starts with the time in UTC", () => {
  const lines: string[] = [];
  startLog({ level: "info", write: (line) => lines.push(line) });
  logFor("net").info("Listening");
  stopLog();
  match(lines.join("\n"), /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ info net {2}Listening$/);
});

Deno.test("records below the level are not written", () => {
  const all = ["debug net  One", "info net  Two", "warning net  Three", "error net  Four"];
  for (const [index, level] of LOG_LEVELS.entries()) {
    deepStrictEqual(linesOf(level, logAtEachLevel), all.slice(index), level);
  }
});

Deno.test("braces in a sentence stay as they are", () => {
  const lines = linesOf("info", () => logFor("net").info("Got {port}", { port: 23 }));
  deepStrictEqual(lines, ["info net  Got {port} port=23"]);
});

Deno.test("a logger made before the start writes after it", () => {
  const log = logFor("early");
  log.info("Lost");
  deepStrictEqual(linesOf("info", () => log.info("Kept")), ["info early  Kept"]);
});

Deno.test("nothing is written after the stop", () => {
  const lines = linesOf("info", () => {});
  logFor("net").error("Lost");
  deepStrictEqual(lines, []);
});

Deno.test("the log can be started anew with another level and another place to write", () => {
  const before: string[] = [];
  startLog({ level: "error", write: (line) => before.push(line) });
  const after = linesOf("debug", () => logFor("net").debug("Here"));
  deepStrictEqual({ before, after }, { before: [], after: ["debug net  Here"] });
});

Deno.test("logging never throws", () => {
  startLog({
    level: "info",
    write: () => {
      throw new Error("disk full");
    },
  });
  const hostile = {
    get [Symbol.toStringTag](): string {
      throw new Error("never look");
    },
  };
  doesNotThrow(() => logFor("net").info("One"));
  doesNotThrow(() => logFor("net").info("Two", { hostile }));
  stopLog();
});

/** Runs a program of its own that logs to standard error. */
function startProgram(lines: readonly string[]): Deno.ChildProcess {
  const log = new URL("../../core/logging/log.ts", import.meta.url);
  const code = [
    `import { logFor, startLog } from ${JSON.stringify(log.href)};`,
    `startLog({ level: "info" });`,
    `await Deno.stdin.read(new Uint8Array(1));`,
    ...lines,
    `await Deno.stdout.write(new TextEncoder().encode("alive"));`,
  ].join("\n");
  const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
  return new Deno.Command(Deno.execPath(), {
    args: ["eval", "--quiet", "--no-lock", "--config", config, code],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

async function startLogging(program: Deno.ChildProcess): Promise<void> {
  const writer = program.stdin.getWriter();
  await writer.write(Uint8Array.of(10));
  await writer.close();
}

Deno.test("unless told otherwise the log goes to standard error, and the library says nothing", async () => {
  const program = startProgram([`logFor("net").info("Listening", { port: 2023 });`]);
  await startLogging(program);
  const { stdout, stderr } = await program.output();
  strictEqual(new TextDecoder().decode(stdout), "alive");
  match(new TextDecoder().decode(stderr), /^\S+ \S+Z info net {2}Listening port=2023\n$/);
});

Deno.test("the program lives on when nobody reads standard error any more", async () => {
  const program = startProgram([
    `for (let turn = 0; turn < 3; turn++) logFor("net").info("Listening");`,
  ]);
  await program.stderr.cancel();
  await startLogging(program);
  strictEqual(await new Response(program.stdout).text(), "alive");
  strictEqual((await program.status).code, 0);
});
