/**
 * The program as its user starts it: in a folder of its own, with words behind its name.
 *
 * @module
 */

import { deepStrictEqual } from "node:assert/strict";
import { dirname } from "node:path";
import { VirtualCaller } from "../../testing/virtual_caller.ts";
import { TcpWire } from "../../testing/wire.ts";
import { type Ending, freePort, type Program, startProgram } from "./program.ts";

/** What `start` says once it is ready. */
export const READY = /^ {2}data .*\n/m;

/** A test in a new folder. */
export function testIn(name: string, run: (folder: string) => Promise<void>): void {
  Deno.test(name, async () => {
    const folder = await Deno.realPath(await Deno.makeTempDir());
    try {
      await run(folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  });
}

/** Runs the program to its end. */
export async function runIn(folder: string, ...words: string[]): Promise<Ending> {
  await using program = startProgram(words, folder);
  return await program.ended;
}

/** Checks that the program said one thing on standard error, nothing elsewhere, and failed. */
export function assertComplaint(ending: Ending, complaint: string): void {
  deepStrictEqual(ending, { code: 1, stdout: "", stderr: `${complaint}\n` });
}

export function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}

/** Dials a house with nc. The end of the block hangs up. */
export async function dial(port: number): Promise<VirtualCaller & Disposable> {
  const caller = new VirtualCaller(await TcpWire.dial({ hostname: "127.0.0.1", port }));
  return Object.assign(caller, { [Symbol.dispose]: () => caller.reset() });
}

/** Dials a house and comes in as a guest. */
export async function enter(port: number, name: string): Promise<VirtualCaller & Disposable> {
  const caller = await dial(port);
  await caller.until(/^Name: $/m);
  caller.line(name);
  await caller.until(/^Here: .*\n/m);
  return caller;
}

/** A house that is open. */
export interface OpenHouse extends AsyncDisposable {
  readonly program: Program;
  readonly port: number;
  /** What it said until then. */
  readonly banner: string;
}

/** Opens a house on a free port. The end of the block kills it as `kill -9` does. */
export async function openIn(folder: string, ...words: string[]): Promise<OpenHouse> {
  const port = freePort();
  const program = startProgram([...words, "--port", String(port)], folder);
  await program.stdout.until(READY);
  const banner = program.stdout.text;
  return { program, port, banner, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
}

/** Makes files below a folder: texts by their paths. */
export async function writeAll(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await Deno.mkdir(dirname(`${folder}/${name}`), { recursive: true });
    await Deno.writeTextFile(`${folder}/${name}`, text);
  }
}
