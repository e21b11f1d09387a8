/**
 * Measurements as they come in, and the rows of the table that they make.
 *
 * @module
 */

import { figureOf } from "./figure.ts";
import type { Row } from "./table.ts";

/** What is measured: one line of the table. */
export interface Measured {
  readonly name: string;
  readonly unit: string;
  /** The name of what it is compared with; the units are the same. */
  readonly of?: string;
}

/** Measurements of several runs. */
export class Measurements {
  readonly #rows = new Map<string, { readonly measured: Measured; readonly values: number[] }>();

  /** Adds what one run has measured. */
  add(measured: Measured, value: number): void {
    const key = keyOf(measured.name, measured.unit);
    const row = this.#rows.get(key) ?? { measured, values: [] };
    row.values.push(value);
    this.#rows.set(key, row);
  }

  /** The rows, in the order in which they came. A ratio compares what one run has measured. */
  rows(): Row[] {
    return Array.from(this.#rows.values(), ({ measured, values }) => {
      const row = { name: measured.name, unit: measured.unit, ...figureOf(values) };
      if (measured.of === undefined) return row;
      const others = this.#rows.get(keyOf(measured.of, measured.unit))?.values ?? [];
      if (others.length !== values.length) return row;
      // Nothing is no measure: an idle server may take no time at all.
      if (others.includes(0)) return row;
      const ratios = figureOf(values.map((value, run) => value / others[run]!));
      return { ...row, ratio: { value: ratios.median, of: shortName(measured.of, measured.name) } };
    });
  }
}

/** The name of a row as another of the same case calls it: just the server. */
function shortName(name: string, beside: string): string {
  const at = name.indexOf(": ") + 2;
  return at > 1 && beside.startsWith(name.slice(0, at)) ? name.slice(at) : name;
}

function keyOf(name: string, unit: string): string {
  return `${name}\n${unit}`;
}
