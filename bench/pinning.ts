/**
 * Holding programs to a core each: by taskset of util-linux, with two cores or more.
 *
 * @module
 */

/** What stands before the words of a program, so that it runs on one core: nothing where that can't be. */
export interface Pins {
  readonly server: readonly string[];
  readonly load: readonly string[];
}

/** Servers on the first core and the load on the second, or both wherever the system puts them. */
export async function findPins(): Promise<Pins> {
  if (!await hasTaskset() || navigator.hardwareConcurrency < 2) return { server: [], load: [] };
  return { server: ["taskset", "--cpu-list", "0"], load: ["taskset", "--cpu-list", "1"] };
}

async function hasTaskset(): Promise<boolean> {
  try {
    const command = new Deno.Command("taskset", { args: ["--version"], stdout: "null" });
    return (await command.output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
