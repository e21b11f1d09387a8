/**
 * The inside of a worker that one plugin runs in, apart from the house: it imports the plugin, and
 * hands it a host that asks the house for everything.
 *
 * @module
 */

import { setImmediate } from "node:timers";
import { UserError } from "../../commands/errors.ts";
import type { Setting } from "../../config/setting.ts";
import { type FilteredMessage, type FilterRow, matcherOf } from "../capabilities/filters.ts";
import { provide, type Provided } from "../loading/bridge.ts";
import { isPlugin, type Plugin } from "../plugin.ts";
import { type ObjectFacts, objectFrom } from "./served_object.ts";
import { brokenOffAt, TimeLimitError } from "../time_limit.ts";
import { MAIN, sentError, Wire, type WireMessage } from "./wire.ts";

/**
 * How long the plugin may keep its thread to itself, in milliseconds. The house ends it then as it does
 * not answer, but there are runtimes that can't end a thread that loops (Deno from 2.7.2 to 2.9.6 at
 * least, denoland/deno#35657), so it has to end itself.
 */
const LOOP_MS = 5000;

/** What a worker has of its own; the types of the program are those of the main thread. */
interface WorkerScope extends EventTarget {
  postMessage(message: unknown): void;
  close(): void;
}

/** What is sent with each message of the house: the time on its clock. */
export interface Stamped {
  readonly message: WireMessage;
  readonly now: number;
}

// deno-lint-ignore no-explicit-any -- the author's functions, of any kind
type AnyFunction = (...args: any[]) => unknown;

/** A row of a registration, as far as it is looked at here. */
type Row = Readonly<Record<string, unknown>> & { readonly run: AnyFunction };

/** Runs one plugin for as long as the worker lives. */
class WorkerGuest {
  readonly wire: Wire;
  /** How far the clock of the house is ahead, in milliseconds. */
  aheadMs = 0;
  #plugin: Plugin | undefined;
  /** What was registered while the plugin is set up, and is not confirmed yet. */
  #pending: Promise<unknown>[] | undefined;

  constructor(post: (message: unknown) => void) {
    this.wire = new Wire(post, (method, args) => this.#serve(method, args));
  }

  /** Tells the house what failed where nobody waits for it. */
  failed(where: string, error: unknown): void {
    this.wire.tell(MAIN, "failed", [where, sentError(error)]);
  }

  #serve(method: string, args: readonly unknown[]): unknown {
    switch (method) {
      case "ping":
        return Deno.memoryUsage().heapUsed;
      case "open":
        return this.#open(args[0] as string);
      case "setup":
        return this.#setUp(args[0] as Readonly<Record<string, unknown>>, args[1]);
      case "save":
        return this.#plugin?.save();
    }
  }

  /** Imports the plugin, and tells what it is. */
  async #open(href: string): Promise<unknown> {
    await refusePermissions();
    const exports = await import(href);
    if (!("default" in exports)) return "no default";
    if (!isPlugin(exports.default)) return "no plugin";
    const made: Plugin = exports.default;
    this.#plugin = made;
    const { name, summary, version, needs, settings } = made;
    const rows = Object.entries(settings).map(([name, row]) => [name, plainRow(row)]);
    return { name, summary, version, needs: [...needs], settings: Object.fromEntries(rows) };
  }

  async #setUp(settings: Readonly<Record<string, unknown>>, saved: unknown): Promise<void> {
    const { settings: rows } = this.#plugin!;
    // The house does not have the rules that authors write for their settings.
    for (const [name, row] of Object.entries(rows)) {
      checkSetting(name, { row, value: settings[name] });
    }
    this.#pending = [];
    try {
      await this.#plugin!.setup(this.#host(settings), saved);
      await Promise.all(this.#pending);
    } finally {
      for (const registered of this.#pending) registered.catch(() => {});
      this.#pending = undefined;
    }
  }

  #host(settings: Readonly<Record<string, unknown>>): unknown {
    const needs = new Set<string>(this.#plugin!.needs);
    const ask = (method: string) => (...args: readonly unknown[]) =>
      this.wire.call(MAIN, method, args);
    const level = (name: string) => (sentence: string, values?: object) =>
      this.wire.tell(MAIN, `log.${name}`, [sentence, values]);
    return {
      settings,
      log: Object.fromEntries(
        ["debug", "info", "warn", "error"].map((name) => [name, level(name)]),
      ),
      command: ({ run, ...row }: Row) =>
        void this.#register("command", [row], this.#withContext(run)),
      ...(needs.has("bot") && { bot: { say: ask("bot.say"), rename: ask("bot.rename") } }),
      ...(needs.has("events") && {
        on: (kind: string, listener: AnyFunction) => this.#register("on", [kind], listener),
      }),
      ...(needs.has("fetch") && { fetch: ask("fetch") }),
      ...(needs.has("filters") && {
        filter: (row: FilterRow, filter: AnyFunction) => this.#filter(row, filter),
      }),
      ...(needs.has("login") && { login: this.#login() }),
      ...(needs.has("store") && { store: this.#store(ask) }),
      ...(needs.has("timers") && {
        now: () => Date.now() + this.aheadMs,
        after: (ms: number, run: AnyFunction) => this.#register("after", [ms], run, { once: true }),
        every: (ms: number, run: AnyFunction) => this.#register("every", [ms], run),
        at: (time: string, run: AnyFunction) => this.#register("at", [time], run),
      }),
    };
  }

  /** An expression is tried here, as there are some that take for ever. */
  #filter({ match, ...row }: FilterRow, filter: AnyFunction): () => void {
    if (!(match instanceof RegExp)) return this.#register("filter", [{ ...row, match }], filter);
    const matches = matcherOf(match);
    return this.#register(
      "filter",
      [row],
      (message: FilteredMessage) => matches(message.text) ? filter(message) : undefined,
    );
  }

  #store(ask: (method: string) => (...args: readonly unknown[]) => Promise<unknown>): unknown {
    const plain = ["get", "set", "delete", "list"].map((name) => [name, ask(`store.${name}`)]);
    return {
      ...Object.fromEntries(plain),
      update: async (key: string, change: AnyFunction) => {
        const served = this.wire.serve((_, [value]) => change(value));
        try {
          return await this.wire.call(MAIN, "store.update", [key, served]);
        } finally {
          this.wire.release(served);
        }
      },
    };
  }

  #login(): unknown {
    return {
      greet: (greeter: AnyFunction) =>
        void this.#register(
          "login.greet",
          [],
          (facts: ObjectFacts) => greeter(this.#visitor(facts)),
        ),
      welcome: (run: AnyFunction) =>
        void this.#register("login.welcome", [], this.#withContext(run)),
    };
  }

  #visitor(facts: ObjectFacts): unknown {
    const explain = (error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      this.wire.tell(facts.target, "explain", [sentError(error)]);
    };
    return { ...objectFrom(this.wire, facts), explain };
  }

  #withContext(run: AnyFunction): AnyFunction {
    return async (facts: ObjectFacts) => void await run(objectFrom(this.wire, facts));
  }

  /**
   * Registers something that the house calls.
   *
   * @returns What takes it away again.
   */
  #register(
    method: string,
    args: readonly unknown[],
    run: AnyFunction,
    { once = false }: { readonly once?: boolean } = {},
  ): () => void {
    const place = new Error();
    const served = this.wire.serve((_, given) => {
      if (once) this.wire.release(served);
      return run(...given);
    });
    const done = this.wire.call(MAIN, method, [...args, served]).catch((error: Error) => {
      this.wire.release(served);
      // With the place in the author's file, which the house does not have.
      error.stack = `${error.name}: ${error.message}\n${place.stack?.replace(/^.*\n/, "")}`;
      throw error;
    });
    if (this.#pending) this.#pending.push(done);
    else done.catch((error) => this.failed(`host.${method}`, error));
    return () => {
      this.wire.release(served);
      this.wire.tell(MAIN, "cancel", [served]);
    };
  }
}

/** Refuses to run what is not trusted where the runtime has left the worker its permissions. */
async function refusePermissions(): Promise<void> {
  for (const name of ["net", "write", "run", "env", "ffi"] as const) {
    const { state } = await Deno.permissions.query({ name });
    if (state === "granted") {
      throw new Error(`This runtime can't take the permission "${name}" from a plugin`);
    }
  }
}

/** A row of the settings without its functions. */
function plainRow(row: Setting): unknown {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => typeof value !== "function"));
}

function checkSetting(
  name: string,
  { row, value }: { readonly row: Setting; readonly value: unknown },
): void {
  try {
    row.parse(row.write(value));
  } catch (error) {
    throw new Error(`Cannot read the setting "${name}" as ${(error as Error).message}`);
  }
}

/**
 * Starts serving the house from within a worker.
 *
 * @param provided What the plugin may import by a name.
 */
export function serveAsGuest(provided: Provided): void {
  const scope = globalThis as unknown as WorkerScope;
  const post = scope.postMessage.bind(scope);
  provide(provided);
  const guest = new WorkerGuest(post);
  for (const name of ["setTimeout", "setInterval"] as const) {
    const start: AnyFunction = globalThis[name];
    const limited = (run: AnyFunction, ms?: number, ...args: readonly unknown[]) =>
      start((...given: readonly unknown[]) => withinLimit(() => void run(...given)), ms, ...args);
    Object.assign(globalThis, { [name]: limited });
  }
  const inbox: Stamped[] = [];
  const takeAll = () => {
    for (const { message, now } of inbox.splice(0)) {
      guest.aheadMs = now - Date.now();
      withinLimit(() => guest.wire.receive(message));
    }
  };
  const withinLimit = (run: () => void) => {
    try {
      brokenOffAt(LOOP_MS, run);
    } catch (error) {
      if (!(error instanceof TimeLimitError)) throw error;
      scope.close();
    }
  };
  scope.addEventListener("message", (event) => {
    // Not at once, as this runs as a promise is settled.
    if (inbox.push((event as MessageEvent<Stamped>).data) === 1) setImmediate(takeAll);
  });
  scope.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    guest.failed("a promise", (event as PromiseRejectionEvent).reason);
  });
  scope.addEventListener("error", (event) => {
    event.preventDefault();
    guest.failed("a task", (event as ErrorEvent).error);
  });
}
