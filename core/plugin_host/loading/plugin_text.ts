/**
 * The text of a plugin's file as JavaScript: read, and without its types.
 *
 * @module
 */

import * as nodeModule from "node:module";
import { type Place, PluginError } from "./plugin_error.ts";

/** A file of a plugin. */
export interface ModuleFile {
  /** As an absolute path. */
  readonly path: string;
  /** As the sysop finds it. */
  readonly shown: string;
}

type Strip = (code: string, options: { mode: "strip" | "transform" }) => string;

/** Takes the types out of TypeScript, where the runtime can: Deno can from 2.9 on. */
const stripTypes = (nodeModule as { readonly stripTypeScriptTypes?: Strip }).stripTypeScriptTypes;

/** Whether plugins can be written in TypeScript. */
export const canStripTypes = stripTypes !== undefined;

/**
 * Reads a file of a plugin.
 *
 * @returns JavaScript in which everything stands on the line and in the column that it has in the file.
 * @throws {PluginError} If there is none, it is no text, or it is TypeScript and not well-formed or
 * more than types have to go.
 */
export async function readModuleText(file: ModuleFile): Promise<string> {
  const text = await readText(file);
  if (!/\.m?ts$/.test(file.path)) return text;
  if (!stripTypes) {
    throw new PluginError(
      { file: file.shown },
      `this program can't take the types out of TypeScript, as it was made with Deno ` +
        `${Deno.version.deno}: write it in JavaScript`,
    );
  }
  try {
    return stripTypes(text, { mode: "strip" });
  } catch (error) {
    throw syntaxError(error, { file, text });
  }
}

/**
 * The error of a file that can't be parsed, with the place.
 *
 * @param error What the runtime says, which may leave out where.
 */
export function syntaxError(
  error: unknown,
  { file, text }: { readonly file: ModuleFile; readonly text: string },
): PluginError {
  const { reason, ...place } = placed(error) ?? placed(parseError(text)) ??
    { reason: (error as Error).message };
  return new PluginError({ file: file.shown, ...place }, `its syntax is wrong: ${reason}`);
}

/** What a parser says that tells the place. */
function parseError(text: string): unknown {
  try {
    stripTypes?.(text, { mode: "transform" });
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Takes apart `Expected ... at file:///x.ts:2:6`, which may have lines of the file in between. */
function placed(error: unknown): (Omit<Place, "file"> & { reason: string }) | undefined {
  const message = error instanceof Error ? error.message : "";
  const [, reason, line, column] =
    /^(?:SyntaxError: |.* could not be parsed: )?(.*?)\.?(?:\n[^]*)?\s+at (?:file|data):\S*?:(\d+):(\d+)/
      .exec(message) ??
      [];
  return reason === undefined ? undefined : { reason, line: Number(line), column: Number(column) };
}

async function readText({ path, shown }: ModuleFile): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await Deno.readFile(path));
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) {
      throw new PluginError({ file: shown }, "there is no such file", { cause });
    }
    const reason = cause instanceof TypeError ? "it is not UTF-8" : (cause as Error).message;
    throw new PluginError({ file: shown }, `it can't be read: ${reason}`, { cause });
  }
}
