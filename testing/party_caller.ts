/**
 * A caller at a party, as the author of a plugin sees them: they type, and they read.
 *
 * @module
 */

import { quiet } from "./quiet.ts";
import type { Key, VirtualCaller } from "./virtual_caller.ts";

/** Somebody who is in the house. */
export class PartyCaller {
  /** What they have called themselves. */
  readonly name: string;
  readonly #caller: VirtualCaller;

  constructor(name: string, caller: VirtualCaller) {
    this.name = name;
    this.#caller = caller;
  }

  /**
   * Types a line and presses Enter, and waits until the house has done what it does at once. For an
   * answer that takes longer, wait with {@linkcode PartyCaller.reads}.
   */
  async type(line: string): Promise<void> {
    this.#caller.line(line);
    await quiet(() => this.#caller.bytes.length);
  }

  /** Presses keys; only `telnet` sends them. */
  async press(...keys: readonly Key[]): Promise<void> {
    this.#caller.press(...keys);
    await quiet(() => this.#caller.bytes.length);
  }

  /**
   * Waits until the house has shown them something, and passes over all up to its end: what was read
   * once is not read again. What they type themselves does not count with `nc`.
   *
   * @returns All that they had not read yet, up to its end.
   * @throws {Error} If it does not come in 5 seconds, or they are hung up on; it shows the screen.
   */
  async reads(wanted: RegExp | string): Promise<string> {
    try {
      return await this.#caller.until(wanted);
    } catch (error) {
      const [reason] = (error as Error).message.split("\n");
      const screen = this.screen().split("\n").map((line) => `  | ${line}`).join("\n");
      throw new Error(
        `${this.name} did not read ${wanted}, as ${reason} Their screen:\n${screen}`,
      );
    }
  }

  /** What is on their screen, as they see it: lines without spaces at their ends, joined with LF. */
  screen(): string {
    return this.#caller.screen.text();
  }

  /** Hangs up, and waits until the house has seen it. */
  async hangUp(): Promise<void> {
    this.#caller.reset();
    await quiet();
  }
}
