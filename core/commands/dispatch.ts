/**
 * The one place where commands are checked and run, and where their failures are told apart.
 *
 * @module
 */

import type { Log } from "../logging/log.ts";
import { reachesRole } from "../world/role.ts";
import { atOnce, type Awaitable } from "./at_once.ts";
import { parseArguments } from "./arguments.ts";
import type { Caller } from "./caller.ts";
import { CallerGone, Cancelled, RefusedError, UserError } from "./errors.ts";
import { quoted } from "./quoted.ts";
import type { CommandEntry, CommandRegistry } from "./registry.ts";
import { readTypedLine, withoutLeadingSpaces } from "./typed_line.ts";

/**
 * How a run ended: `done`; `failed`, when the caller has been told so if they are still there; or
 * `unknown`, when there is no such command and nothing has been said.
 */
export type RunOutcome = "done" | "failed" | "unknown";

/** A command to run and what was typed after it. */
interface Request {
  readonly entry: CommandEntry;
  readonly rest: string;
}

/** Runs the commands of a registry for callers. */
export class Dispatcher {
  readonly #registry: CommandRegistry;
  readonly #log: Log;

  /** Makes a dispatcher over a registry; bugs of commands go to the log. */
  constructor({ registry, log }: { readonly registry: CommandRegistry; readonly log: Log }) {
    this.#registry = registry;
    this.#log = log;
  }

  /**
   * Runs what one line asks for and answers the caller; a line of spaces asks for nothing. Lines
   * are told apart by `readTypedLine`.
   *
   * @returns What to wait for until the command has ended; nothing if it has. Never rejects.
   */
  dispatch(caller: Caller, line: string): Promise<unknown> | void {
    if (withoutLeadingSpaces(line) === "") return;
    const outcome = this.#serve(caller, () => this.#readRequest(caller, line));
    if (outcome instanceof Promise) return outcome;
  }

  /**
   * Runs one command by its word, for gateways that have a syntax of their own. An unknown word is
   * theirs to answer.
   *
   * @param rest What was typed after the word.
   * @returns How it ended, or a promise of that, which never rejects.
   */
  run(caller: Caller, word: string, rest: string): RunOutcome | Promise<RunOutcome> {
    return this.#serve(caller, () => {
      const entry = this.#registry.find(word);
      return entry && { entry, rest: withoutLeadingSpaces(rest) };
    });
  }

  /** The turn comes first: roles may change and plugins may go while a caller waits for theirs. */
  #serve(caller: Caller, read: () => Request | undefined): Awaitable<RunOutcome> {
    return atOnce(() => caller.ready(), {
      done: () => this.#run(caller, read),
      failed: (error) => this.#answer(caller, error),
    });
  }

  #run(caller: Caller, read: () => Request | undefined): Awaitable<RunOutcome> {
    let entry: CommandEntry | undefined;
    const failed = (error: unknown) => this.#answer(caller, error, entry);
    try {
      const request = read();
      if (request === undefined) return "unknown";
      const held = this.#registry.heldBy(request.entry);
      if (held) return held.then(() => this.#run(caller, read));
      entry = request.entry;
      const { role, usage } = entry;
      if (!reachesRole(caller.role, role)) throw new RefusedError({ code: "needs-role", role });
      const parsed = parseArguments(usage, request.rest);
      if ("problem" in parsed) throw new UserError(parsed.problem);
      const done = entry.run({ caller, args: parsed.args });
      return done instanceof Promise ? done.then(() => "done", failed) : "done";
    } catch (error) {
      return failed(error);
    }
  }

  #readRequest(caller: Caller, line: string): Request {
    const typed = readTypedLine(this.#registry, line);
    if (typed.kind === "slash") {
      const entry = this.#registry.find(typed.word);
      if (entry !== undefined) return { entry, rest: typed.rest };
      const nearest = this.#registry.nearest(typed.word, caller);
      const hint = nearest === undefined ? "" : ` Did you mean /${nearest}?`;
      throw new UserError(
        `Cannot run ${quoted("/" + typed.word)} as there is no such command.${hint}`,
      );
    }
    if (typed.entry === undefined) {
      throw new UserError("Cannot say that as no command takes plain text. Commands begin with /");
    }
    return { entry: typed.entry, rest: typed.rest };
  }

  #answer(caller: Caller, error: unknown, entry?: CommandEntry): RunOutcome {
    try {
      this.#explain(caller, error, entry);
    } catch (failure) {
      this.#log.error("Caller could not be answered", { session: caller.session, error: failure });
    }
    return "failed";
  }

  #explain(caller: Caller, error: unknown, entry: CommandEntry | undefined): void {
    if (error instanceof CallerGone) return;
    if (error instanceof Cancelled) return caller.reply("Cancelled.");
    if (error instanceof RefusedError) return caller.refuse(error.refusal);
    if (error instanceof UserError) return caller.fail(error.message);
    this.#log.error("Command failed", { command: entry?.name, owner: entry?.owner, error });
    caller.fail("Cannot do that as something broke on our side. It has been logged.");
  }
}
