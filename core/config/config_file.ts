/**
 * The config file on disk. No other file of this folder touches the disk.
 *
 * @module
 */

import { ConfigError } from "./config_problem.ts";
import { CONFIG_LIMIT, type ConfigSource, tooLong } from "./ini_reader.ts";

/**
 * Loads a config file: UTF-8 text of at most 1 MiB.
 *
 * @throws {ConfigError} If there is no such file, or it can't be read, is a folder, is too long or is not
 * UTF-8.
 */
export async function loadConfigFile(path: string): Promise<ConfigSource> {
  const bytes = await readBytes(path);
  try {
    return { file: path, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (cause) {
    throw fileError(path, "Cannot read the file as it is not UTF-8 text", cause);
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const info = await Deno.stat(path);
    if (info.isDirectory) throw fileError(path, "Cannot read the file as it is a folder");
    // Before reading: a wrong path can lead to gigabytes.
    if (info.size > CONFIG_LIMIT) throw new ConfigError([tooLong(path)]);
    return await Deno.readFile(path);
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    throw fileError(path, `Cannot read the file as ${reasonOf(cause, "does not exist")}`, cause);
  }
}

/**
 * Writes a config file where there is none yet.
 *
 * @throws {ConfigError} If there is one already, or it can't be written.
 */
export async function createConfigFile(path: string, text: string): Promise<void> {
  try {
    await Deno.writeTextFile(path, text, { createNew: true });
  } catch (cause) {
    const reason = reasonOf(cause, "has no folder to stand in");
    throw fileError(path, `Cannot write the file as ${reason}`, cause);
  }
}

function reasonOf(cause: unknown, whenNotFound: string): string {
  if (cause instanceof Deno.errors.NotFound) return `it ${whenNotFound}`;
  if (cause instanceof Deno.errors.AlreadyExists) return "there is one already";
  if (cause instanceof Deno.errors.PermissionDenied) return "this is not permitted";
  return `the system says: ${cause instanceof Error ? cause.message : String(cause)}`;
}

function fileError(file: string, text: string, cause?: unknown): ConfigError {
  return new ConfigError([{ file, text }], { cause });
}
