/**
 * The load generator of our own, in a process of its own: it needs nothing but this runtime, and
 * knows terminals that send each key. It is slower than the one in C, so its figures stand among
 * themselves.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import type { LoadOrder, LoadReport } from "./load_order.ts";

const LOAD = fileURLToPath(new URL("load.ts", import.meta.url));

/**
 * Puts a load on whatever listens on a port.
 *
 * @param prefix Words before its own on the command line: those of taskset.
 * @throws {Error} If it fails; it has said why on standard error.
 */
export async function runLoad(
  port: number,
  { order, prefix }: { readonly order: LoadOrder; readonly prefix: readonly string[] },
): Promise<LoadReport> {
  const args = ["run", "--no-prompt", "--allow-net=127.0.0.1", LOAD];
  const [program, ...words] = [...prefix, Deno.execPath(), ...args];
  const { success, stdout } = await new Deno.Command(program!, {
    args: [...words, String(port), JSON.stringify(order)],
    stdin: "null",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error("The load generator has failed");
  return JSON.parse(new TextDecoder().decode(stdout));
}
