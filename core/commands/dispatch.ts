/**
 * The one place where commands are checked and run, and where their failures are told apart.
 *
 * @module
 */

import type { Log } from "../logging/log.ts";
import { reachesRole } from "../world/role.ts";
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
   * @returns A promise that never rejects, of the moment when the command has ended.
   */
  async dispatch(caller: Caller, line: string): Promise<void> {
    if (withoutLeadingSpaces(line) === "") return;
    await this.#serve(caller, () => this.#readRequest(caller, line));
  }

  /**
   * Runs one command by its word, for gateways that have a syntax of their own. An unknown word is
   * theirs to answer.
   *
   * @param rest What was typed after the word.
   * @returns A promise that never rejects.
   */
  run(caller: Caller, word: string, rest: string): Promise<RunOutcome> {
    return this.#serve(caller, () => {
      const entry = this.#registry.find(word);
      return entry && { entry, rest: withoutLeadingSpaces(rest) };
    });
  }

  /** The turn comes first: roles may change and plugins may go while a caller waits for theirs. */
  async #serve(caller: Caller, read: () => Request | undefined): Promise<RunOutcome> {
    let entry: CommandEntry | undefined;
    try {
      const turn = caller.ready();
      if (turn !== undefined) await turn;
      let request = read();
      for (let held = this.#hold(request); held; held = this.#hold(request)) {
        await held;
        request = read();
      }
      if (request === undefined) return "unknown";
      entry = request.entry;
      if (!reachesRole(caller.role, entry.role)) {
        throw new RefusedError({ code: "needs-role", role: entry.role });
      }
      const parsed = parseArguments(entry.usage, request.rest);
      if ("problem" in parsed) throw new UserError(parsed.problem);
      await entry.run({ caller, args: parsed.args });
      return "done";
    } catch (error) {
      this.#answer(caller, error, entry);
      return "failed";
    }
  }

  #hold(request: Request | undefined): Promise<void> | undefined {
    return request && this.#registry.heldBy(request.entry);
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

  #answer(caller: Caller, error: unknown, entry: CommandEntry | undefined): void {
    try {
      if (error instanceof CallerGone) return;
      if (error instanceof Cancelled) return caller.reply("Cancelled.");
      if (error instanceof RefusedError) return caller.refuse(error.refusal);
      if (error instanceof UserError) return caller.fail(error.message);
      this.#log.error("Command failed", { command: entry?.name, owner: entry?.owner, error });
      caller.fail("Cannot do that as something broke on our side. It has been logged.");
    } catch (failure) {
      this.#log.error("Caller could not be answered", { session: caller.session, error: failure });
    }
  }
}
