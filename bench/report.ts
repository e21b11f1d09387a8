/**
 * What a bench has found out so far: printed at the end, and kept on disk as it grows.
 *
 * @module
 */

import { fileURLToPath } from "node:url";
import manifest from "../deno.json" with { type: "json" };
import { judge } from "./goals.ts";
import { Measurements } from "./measurements.ts";
import { formatTable, formatVerdicts, type Row } from "./table.ts";
import type { Length } from "./trial.ts";

/** Results depend on the machine, so this folder is made at run time and never committed. */
const RESULTS = fileURLToPath(new URL("./results/", import.meta.url));

/** What a bench has found out so far. */
export class Report {
  readonly measurements: Measurements = new Measurements();
  /** What was left out, and why. */
  readonly missing: Map<string, string> = new Map();
  /** Trials that have found something wrong. */
  readonly failures: Map<string, string> = new Map();
  readonly #about;

  constructor(length: Length, { isPinned }: { readonly isPinned: boolean }) {
    this.#about = {
      version: manifest.version,
      deno: Deno.version.deno,
      v8: Deno.version.v8,
      system: `${Deno.build.os} ${Deno.build.arch}`,
      cores: navigator.hardwareConcurrency,
      isPinned,
      at: new Date().toISOString(),
      length,
    };
  }

  get rows(): Row[] {
    return this.measurements.rows();
  }

  /** Writes all that is known to bench/results/: a bench that is stopped has lost nothing. */
  async save(): Promise<void> {
    const { rows } = this;
    const whole = {
      ...this.#about,
      missing: Object.fromEntries(this.missing),
      failures: Object.fromEntries(this.failures),
      goals: judge(this.measurements),
      rows,
    };
    await Deno.mkdir(RESULTS, { recursive: true });
    const file = `${RESULTS}${this.#about.at.replaceAll(/[:.]/g, "-")}.json`;
    await Deno.writeTextFile(`${file}.new`, `${JSON.stringify(whole, undefined, 2)}\n`);
    await Deno.rename(`${file}.new`, file);
  }

  /** What it was measured on, and how. */
  get headline(): string {
    const { version, deno, system, cores, isPinned, length } = this.#about;
    const pins = isPinned ? "server and load on a core each" : "nothing pinned";
    const runs = length.runs === 1 ? "one run" : `medians of ${length.runs}`;
    const where = `${system}, ${cores} cores, ${pins}`;
    return `Partyline ${version} on Deno ${deno}, ${where}; ${runs}`;
  }

  /** All of it, for people. */
  toString(): string {
    return [
      this.headline,
      "64 bytes a message, every delivery checked",
      ...Array.from(this.missing, ([what, why]) => `Without ${what}: ${why}`),
      ...Array.from(this.failures, ([what, why]) => `FAILED ${what}: ${why}`),
      "",
      formatTable(this.rows),
      "",
      formatVerdicts(judge(this.measurements)),
      "",
    ].join("\n");
  }
}
