/**
 * Measurements as they come in, and the rows of the table that they make.
 *
 * @module
 */

import { type Figure, figureOf } from "./figure.ts";
import type { Row } from "./table.ts";
import type { Reading, Trial } from "./trial.ts";

/** What was measured of one trial in one unit. */
interface Measured {
  readonly name: string;
  readonly unit: string;
  /** The trial that this one is compared with. */
  readonly of: string | undefined;
  /** By run: one value or several. */
  readonly runs: Map<number, number[]>;
}

/**
 * Measurements of several runs.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const measurements = new Measurements();
 * measurements.add({ name: "talk: bare" }, 1, [{ unit: "ms", value: 5 }]);
 * measurements.add({ name: "talk: ours", of: "talk: bare" }, 1, [{ unit: "ms", value: 8 }]);
 * deepStrictEqual(measurements.rows()[1], {
 *   name: "talk: ours",
 *   unit: "ms",
 *   median: 8,
 *   min: 8,
 *   max: 8,
 *   ratio: { median: 1.6, min: 1.6, max: 1.6, of: "bare" },
 * });
 * ```
 */
export class Measurements {
  readonly #all = new Map<string, Measured>();

  /** Adds what a run has measured. */
  add({ name, of }: Pick<Trial, "name" | "of">, run: number, readings: readonly Reading[]): void {
    for (const { unit, value } of readings) {
      const key = keyOf(name, unit);
      const measured = this.#all.get(key) ?? { name, unit, of, runs: new Map() };
      this.#all.set(key, measured);
      measured.runs.set(run, [...measured.runs.get(run) ?? [], value]);
    }
  }

  /** One for each trial and unit, in the order in which they came. */
  rows(): Row[] {
    return Array.from(this.#all.values(), ({ name, unit, of, runs }) => {
      const row = { name, unit, ...figureOf([...runs.values()].flat()) };
      const ratio = of === undefined ? undefined : this.ratio(name, of, unit);
      return ratio ? { ...row, ratio: { ...ratio, of: shortName(of!, name) } } : row;
    });
  }

  /** What was measured of a trial; undefined if nothing was. */
  figure(name: string, unit: string): Figure | undefined {
    const measured = this.#all.get(keyOf(name, unit));
    return measured && figureOf([...measured.runs.values()].flat());
  }

  /** One trial's share of another's, as the runs that have measured both have it; undefined if none has. */
  ratio(name: string, of: string, unit: string): Figure | undefined {
    const [own, other] = [name, of].map((trial) => this.#all.get(keyOf(trial, unit))?.runs);
    const ratios = Array.from(own ?? [], ([run, values]) => {
      const others = other?.get(run);
      return others ? figureOf(values).median / figureOf(others).median : NaN;
      // Nothing is no measure: an idle server may take no time at all.
    }).filter(Number.isFinite);
    return ratios.length > 0 ? figureOf(ratios) : undefined;
  }
}

/** The name of a row as another of the same kind calls it: just the server. */
function shortName(name: string, beside: string): string {
  const at = name.indexOf(": ") + 2;
  return at > 1 && beside.startsWith(name.slice(0, at)) ? name.slice(at) : name;
}

function keyOf(name: string, unit: string): string {
  return `${name}\n${unit}`;
}
