/**
 * The load generator of our own, in a process of its own: it needs nothing but this runtime, and
 * speaks every protocol of Partyline. It is slower than the one in C, so its figures stand among
 * themselves.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import type { Doors, LoadOrder, ReportOn } from "./load_order.ts";

const LOAD = fileURLToPath(new URL("load.ts", import.meta.url));

/** How a load is put on. */
export interface OwnLoadOptions {
  /** Words before its own on the command line: those of taskset. */
  readonly prefix: readonly string[];
  /** Told once the callers are in and have begun. */
  whenBegun?(): void;
}

/**
 * Puts a load on a server.
 *
 * @throws {Error} If it fails; it has said why on standard error.
 */
export async function runLoad<Order extends LoadOrder>(
  doors: Doors,
  { order, prefix, whenBegun }: OwnLoadOptions & { readonly order: Order },
): Promise<ReportOn<Order>> {
  const args = ["run", "--no-prompt", "--allow-net=127.0.0.1", LOAD];
  const [program, ...words] = [...prefix, Deno.execPath(), ...args];
  const child = new Deno.Command(program!, {
    args: [...words, JSON.stringify(doors), JSON.stringify(order)],
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  // One line when it begins, and one that is the report.
  let said = "";
  for await (const text of child.stdout.pipeThrough(new TextDecoderStream())) {
    if (said === "") whenBegun?.();
    said += text;
  }
  if (!(await child.status).success) throw new Error("The load generator has failed");
  return JSON.parse(said.slice(said.indexOf("\n")));
}
