/**
 * Nodes: the numbered seats for terminals.
 *
 * @module
 */

/**
 * The seats of the house, numbered from 1. A caller gets the lowest free one.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const nodes = new NodePool(2);
 * strictEqual(nodes.take(), 1);
 * strictEqual(nodes.take(), 2);
 * strictEqual(nodes.take(), undefined);
 * nodes.free(1);
 * strictEqual(nodes.take(), 1);
 * ```
 */
export class NodePool {
  readonly #taken: boolean[];
  #count = 0;

  /** @param size How many seats there are. */
  constructor(readonly size: number) {
    this.#taken = new Array<boolean>(size).fill(false);
  }

  /** The lowest free node, or undefined when all are taken. */
  take(): number | undefined {
    const index = this.#taken.indexOf(false);
    if (index < 0) return undefined;
    this.#taken[index] = true;
    this.#count++;
    return index + 1;
  }

  /** Frees a node; a free one stays free. */
  free(node: number): void {
    if (this.#taken[node - 1]) this.#count--;
    this.#taken[node - 1] = false;
  }

  /** How many are taken. */
  get taken(): number {
    return this.#count;
  }
}
