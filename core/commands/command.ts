/**
 * A command, as a plugin registers it.
 *
 * @module
 */

import type { Role } from "../world/role.ts";
import type { Caller } from "./caller.ts";
import type { ArgsOf } from "./usage.ts";

/** What a command is handed when it runs. */
export interface Invocation<Line extends string = string> {
  /** Who runs it. */
  readonly caller: Caller;
  /** What they typed, checked against the usage string and typed by it. */
  readonly args: ArgsOf<Line>;
}

/** One command: a row. */
export interface Command<Line extends string = string> {
  /** Its name and parameters, in the grammar of usage.ts: `tell <user> <text...>`. */
  readonly usage: Line;
  /** What it does, in one short sentence. */
  readonly summary: string;
  /** What the summary leaves out, for the help page of this command. */
  readonly details?: string;
  /** The least role that may run it; `guest` unless said. */
  readonly role?: Role;
  /** Other words for its name. */
  readonly aliases?: readonly string[];
  /**
   * What a line begins with that means this command, the remainder being its arguments: `;` for
   * `me`. The empty string makes it the one command that plain text runs.
   */
  readonly shorthand?: string;
  /** The name of the plugin it belongs to. */
  readonly owner: string;
  /**
   * Does the work. What it throws is answered by dispatch: a `UserError` is for the person to read,
   * a `RefusedError` for their gateway to put in words, and anything else is a bug.
   */
  run(invocation: Invocation<Line>): void | Promise<void>;
}
