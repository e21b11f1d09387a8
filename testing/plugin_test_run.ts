/**
 * Runs the tests of a plugin: what `partyline plugin test FOLDER` does.
 *
 * @module
 */

import { dirname, join, relative, resolve } from "node:path";
import * as partyline from "partyline";
import { type Clock, TimerWheel } from "../core/net/clock.ts";
import { AuthorError } from "../core/plugin_host/loading/author_error.ts";
import { CopiedModules } from "../core/plugin_host/loading/copied_modules.ts";
import { placeOf, PluginError } from "../core/plugin_host/loading/plugin_error.ts";
import { explain } from "../core/plugin_host/loading/plugin_loader.ts";
import { canForget, ForgettableModules } from "../core/plugin_host/loading/plugin_modules.ts";
import { TimeLimitError, withinTime } from "../core/plugin_host/time_limit.ts";
import { countOf } from "../core/words/plural.ts";
import * as testing from "./party.ts";
import { type PluginTest, setCurrent, type TestFile } from "./test_file.ts";

/** How long one test may take, in milliseconds. It ends one that hangs. */
const TEST_MS = 60_000;

/** `mod_test.ts`, `dice_test.js`. */
const TEST_NAME = /^[^._].*_test\.[jt]s$/;

/** What comes before the path of a file where modules are copies, which only then are so named. */
const COPIED = /file:\/\/\/\S*?\/partyline-[^/\s]+\//g;

/** What a run works with. */
export interface TestRunParts {
  /** Shows a line of the result. */
  tell(line: string): void;
  /** How modules are made; the best way that the runtime has unless given. */
  readonly modules?: "copied" | "forgettable";
}

/** How a run went. */
export interface TestRunOutcome {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs all tests in a folder and the folders in it, file by file, by their names.
 *
 * @throws {AuthorError} If there is no such folder, or no file of tests in it.
 */
export async function runPluginTests(
  folder: string,
  parts: TestRunParts,
): Promise<TestRunOutcome> {
  const files = await testFiles(resolve(folder));
  if (files.length === 0) {
    throw new AuthorError(
      `Cannot test "${folder}" as there are no tests in it: their files end in _test.ts or _test.js`,
    );
  }
  let [passed, failed] = [0, 0];
  for (const path of files) {
    const outcome = await runFile(path, parts);
    passed += outcome.passed;
    failed += outcome.failed;
  }
  parts.tell("");
  parts.tell(`${countOf(passed, "test")} passed, ${failed} failed.`);
  return { passed, failed };
}

async function testFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      const path = join(folder, name);
      if (isDirectory && !/^[._]|^node_modules$/.test(name)) found.push(...await testFiles(path));
      else if (!isDirectory && TEST_NAME.test(name)) found.push(path);
    }
  } catch (error) {
    if (error instanceof AuthorError) throw error;
    const isMissing = error instanceof Deno.errors.NotFound;
    const reason = isMissing ? "there is no such folder" : (error as Error).message;
    throw new AuthorError(`Cannot test "${shownPath(folder)}" as ${reason}`);
  }
  return found.sort();
}

async function runFile(
  path: string,
  { tell, modules }: TestRunParts,
): Promise<TestRunOutcome> {
  const clock = new TimerWheel();
  const shown = shownPath(path);
  const parts = {
    clock,
    shownPath,
    provided: new Map<string, Readonly<Record<string, unknown>>>([
      ["partyline", partyline],
      ["partyline/testing", testing],
    ]),
  };
  const made = modules === "copied" || (modules === undefined && !canForget)
    ? new CopiedModules(parts)
    : new ForgettableModules(parts);
  const file: TestFile = { folder: dirname(path), tests: [], opened: new Set() };
  tell(shown);
  setCurrent(file);
  try {
    await made.import(path);
    if (file.tests.length === 0) throw new PluginError({ file: shown }, "it has no test");
    let failed = 0;
    for (const test of file.tests) {
      const fault = await faultOf(test, { file, clock, files: made.files });
      tell(`  ${fault === undefined ? "ok    " : "FAILED"} ${test.name}`);
      if (fault === undefined) continue;
      failed++;
      for (const line of fault.split("\n")) tell(`         ${line}`.trimEnd());
    }
    return { passed: file.tests.length - failed, failed };
  } catch (error) {
    const { message } = explain(error, { doing: "it", file: { shown }, files: made.files });
    tell(`  FAILED ${message.replace("Cannot load the plugin as", "Cannot run the tests as")}`);
    return { passed: 0, failed: 1 };
  } finally {
    setCurrent(undefined);
  }
}

/** Runs a test, and tells what is wrong in words for its author; undefined for nothing. */
async function faultOf(
  test: PluginTest,
  { file, clock, files }: {
    readonly file: TestFile;
    readonly clock: Clock;
    readonly files: ReadonlyMap<string, string>;
  },
): Promise<string | undefined> {
  try {
    await withinTime(() => test.run(), { clock, limitMs: TEST_MS });
    return undefined;
  } catch (error) {
    if (error instanceof Error) error.stack = error.stack?.replaceAll(COPIED, "file:///");
    const { file: name, line, column } = placeOf(error, files) ?? {};
    const message = error instanceof TimeLimitError
      ? `it did not end within ${TEST_MS / 1000} seconds`
      : error instanceof Error
      ? error.message
      : String(error);
    return name === undefined ? message : `${message}\nat ${[name, line, column].join(":")}`;
  } finally {
    await closeAll(file);
  }
}

/** Closes what a test has left open: one that fails needs no second fault. */
async function closeAll({ opened }: TestFile): Promise<void> {
  await Promise.allSettled([...opened].map((house) => house[Symbol.asyncDispose]()));
  opened.clear();
}

/** A path as whoever runs the tests finds it. */
function shownPath(path: string): string {
  return relative(Deno.cwd(), path) || path;
}
