/**
 * The tests that a file registers, and the file that is being run.
 *
 * @module
 */

/** A test of a plugin. */
export interface PluginTest {
  /** What it claims. */
  readonly name: string;
  run(): void | Promise<void>;
}

/** A file of tests, while it is run. */
export interface TestFile {
  /** The folder that it is in. */
  readonly folder: string;
  /** Its tests, in the order of the file. */
  readonly tests: PluginTest[];
  /** What its tests have opened and not closed. */
  readonly opened: Set<AsyncDisposable>;
}

let running: TestFile | undefined;

/** The file that is run; outside of `partyline plugin test`, a file in the current folder. */
export function current(): TestFile {
  return running ?? { folder: Deno.cwd(), tests: [], opened: new Set() };
}

/** Says which file is run now; undefined for none. */
export function setCurrent(file: TestFile | undefined): void {
  running = file;
}

/**
 * Registers a test. It fails if it throws.
 *
 * `deno test` runs it as well, where "partyline/testing" is in the import map.
 */
export function test(name: string, run: () => void | Promise<void>): void {
  if (running) running.tests.push({ name, run });
  else Deno.test(name, async () => await run());
}
