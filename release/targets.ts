/**
 * The systems that there is an executable for, and how each is made.
 *
 * @module
 */

import manifest from "../deno.json" with { type: "json" };

/** A system. */
export interface Target {
  /** How `deno compile --target` calls it. */
  readonly triple: string;
  /** How people call it, in the name of the file. */
  readonly system: string;
}

/** All systems. */
export const TARGETS: readonly Target[] = [
  { triple: "aarch64-apple-darwin", system: "macos-arm64" },
  { triple: "aarch64-unknown-linux-gnu", system: "linux-arm64" },
  { triple: "x86_64-apple-darwin", system: "macos-x64" },
  { triple: "x86_64-pc-windows-msvc", system: "windows-x64" },
  { triple: "x86_64-unknown-linux-gnu", system: "linux-x64" },
];

/** Where executables are put, from the top folder. */
export const FOLDER = "dist";

/**
 * What the executable of a system is called.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const windows = { triple: "x86_64-pc-windows-msvc", system: "windows-x64" };
 * strictEqual(fileNameOf(windows, "1.2.0"), "partyline-1.2.0-windows-x64.exe");
 * ```
 */
export function fileNameOf({ system }: Target, version: string): string {
  const ending = system.startsWith("windows-") ? ".exe" : "";
  return `partyline-${version}-${system}${ending}`;
}

/**
 * What follows `deno` to make the executable of a system: the last words of the task `compile`, so that
 * it has the same permissions, with another output.
 *
 * @throws {Error} If the task says no output.
 */
export function compileWords(
  target: Target,
  { command, version }: { readonly command: string; readonly version: string } = {
    command: manifest.tasks.compile.command,
    version: manifest.version,
  },
): string[] {
  const words = command.split(" && ").at(-1)!.split(" ").slice(1);
  const output = words.indexOf("--output");
  if (output < 0) throw new Error("Cannot compile as the task names no output");
  const file = `${FOLDER}/${fileNameOf(target, version)}`;
  return words.toSpliced(output, 2, "--target", target.triple, "--output", file);
}

/**
 * The line of a file in `SHA256SUMS`, as `sha256sum --check` reads it.
 *
 * @example
 * ```ts
 * import { match } from "node:assert/strict";
 * match(await sumLine("empty", new Uint8Array()), /^e3b0c442.*b855 {2}empty\n$/);
 * ```
 */
export async function sumLine(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  // Uint8Array has no toHex before Deno 2.7.
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex}  ${name}\n`;
}
