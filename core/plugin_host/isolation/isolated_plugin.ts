/**
 * Plugins that run apart: each in a worker without permissions, with the same file unchanged.
 *
 * @module
 */

import { choice, flag, int, list, type Settings, text } from "../../config/setting.ts";
import type { Cancel } from "../../net/clock.ts";
import type { Capability } from "../capability.ts";
import { type CopyParts, FileCopies } from "../loading/file_copies.ts";
import { type Plugin, plugin } from "../plugin.ts";
import { PluginWorker, type WorkerParts } from "./plugin_worker.ts";
import { serveObject } from "./served_object.ts";
import { receivedError, type SentError } from "./wire.ts";

/** What the house hands to a plugin that runs apart, beside its host. */
export interface Lifeline {
  /** Has something done when the plugin goes. */
  onClose(end: () => void): void;
  /** Takes what failed where nobody waits for it. */
  failed(where: string, error: unknown): void;
  /** Told once, when its worker has died: why, in words that follow "as". */
  died(reason: string): void;
}

/** Where the host has the {@linkcode Lifeline}. */
export const LIFELINE = Symbol("lifeline");

const APART = new WeakSet<object>();

/** Whether a plugin runs apart. */
export function runsApart(plugin: Plugin): boolean {
  return APART.has(plugin);
}

/** What a plugin that runs apart is read with. */
export type IsolationParts = CopyParts & { readonly worker: WorkerParts };

/**
 * Reads a plugin in a worker, which is ended once it has told what the plugin is. Each time that it is
 * set up it has a worker of its own, of the same files as they were when they were read.
 *
 * @param files Where each file that is read is put, by its URL, as the sysop finds it.
 * @returns What the file exports, as far as it matters.
 * @throws As an import of the file would.
 */
export async function readApart(
  path: string,
  parts: IsolationParts,
  files: Map<string, string>,
): Promise<Readonly<Record<string, unknown>>> {
  const copies = new FileCopies(path, parts, files);
  await copies.read();
  const { worker, facts } = await PluginWorker.open({
    copies,
    parts: parts.worker,
    served: () => undefined,
    died: () => {},
  });
  worker.close();
  if (facts === "no default") return {};
  if (facts === "no plugin") return { default: facts };
  return { default: pluginApart(facts as PluginFacts, { copies, parts: parts.worker }) };
}

/** What a worker tells of its plugin. */
type PluginFacts = Pick<Plugin, "name" | "summary" | "version" | "needs"> & {
  readonly settings: Readonly<Record<string, RowFacts>>;
};

/** A row of the settings, without its functions. */
interface RowFacts {
  readonly kind: string;
  readonly expects: string;
}

type Parts = { readonly copies: FileCopies; readonly parts: WorkerParts };

function pluginApart({ settings, ...facts }: PluginFacts, { copies, parts }: Parts): Plugin {
  let current: PluginWorker | undefined;
  const made = plugin<Settings, Capability>({
    ...facts,
    ...(facts.version === undefined && { version: undefined }),
    settings: Object.fromEntries(Object.entries(settings).map(([name, row]) => [name, rowOf(row)])),
    async setup(given, saved) {
      const host = given as unknown as FullHost;
      const { [LIFELINE]: lifeline, settings } = host;
      const served = new GuestHost(host, facts.needs);
      let hasDied = false;
      let opened: PluginWorker | undefined;
      const { worker } = await PluginWorker.open({
        copies,
        parts,
        served: (method, args) => served.serve(method, args),
        died: (reason) => {
          hasDied = true;
          if (current === opened) current = undefined;
          lifeline.died(reason);
        },
      });
      served.worker = opened = worker;
      lifeline.onClose(() => worker.close());
      await worker.call("setup", [settings, saved]);
      if (!hasDied) current = worker;
    },
    // One that has died knows nothing any more.
    save: () => current?.call("save"),
  });
  APART.add(made);
  return made;
}

/** The row again. The rule of an author stays in the worker, which checks it when it is set up. */
function rowOf(facts: RowFacts): Settings[string] {
  const rule = { expects: facts.expects, test: () => true };
  switch (facts.kind) {
    case "choice":
      return choice(facts as unknown as Parameters<typeof choice>[0]);
    case "flag":
      return flag(facts as unknown as Parameters<typeof flag>[0]);
    case "int":
      return int(facts as unknown as Parameters<typeof int>[0]);
    case "list":
      return { ...list(facts as unknown as Parameters<typeof list>[0]), expects: facts.expects };
    case "text":
      return text({ ...facts as unknown as Parameters<typeof text>[0], allowEmpty: true, rule });
  }
  throw new TypeError(`Cannot read a setting as there is no such kind: "${facts.kind}"`);
}

// deno-lint-ignore no-explicit-any -- by its needs it has methods of all kinds
type Method = (...args: any[]) => any;

/** The host with all that a plugin may need. */
interface FullHost {
  readonly [LIFELINE]: Lifeline;
  readonly settings: unknown;
  readonly [name: string]: unknown;
}

/** What a plugin may ask of its host, by what it needs for that; what takes no function. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  "": ["log.debug", "log.info", "log.warn", "log.error"],
  bot: ["bot.say", "bot.rename"],
  fetch: ["fetch"],
  store: ["store.get", "store.set", "store.delete", "store.list"],
};

/** What a plugin may register: what is done with what the function is called with. */
const REGISTERED: Readonly<
  Record<string, { readonly need: string; readonly takes: "data" | "context" }>
> = {
  "on": { need: "events", takes: "data" },
  "filter": { need: "filters", takes: "data" },
  "after": { need: "timers", takes: "data" },
  "every": { need: "timers", takes: "data" },
  "at": { need: "timers", takes: "data" },
  "login.greet": { need: "login", takes: "context" },
  "login.welcome": { need: "login", takes: "context" },
};

/** The host of a plugin that runs apart: does for it what it asks for. It may be hostile. */
class GuestHost {
  worker: PluginWorker | undefined;
  readonly #host: FullHost;
  readonly #needs: ReadonlySet<string>;
  readonly #cancels = new Map<unknown, Cancel>();

  constructor(host: FullHost, needs: readonly string[]) {
    this.#host = host;
    this.#needs = new Set(["", ...needs]);
  }

  serve(method: string, args: readonly unknown[]): unknown {
    if (method === "cancel") return this.#cancel(args[0]);
    if (method === "failed") return this.#failed(args);
    if (method === "command") return this.#command(args);
    if (method === "store.update" && this.#needs.has("store")) {
      const [key, target] = args as [string, number];
      return this.#method(method)(key, (value: unknown) => this.#call(target, [value]));
    }
    const registered = Object.hasOwn(REGISTERED, method) ? REGISTERED[method] : undefined;
    if (registered && this.#needs.has(registered.need)) {
      const target = args.at(-1) as number;
      const isObject = registered.takes === "context";
      if (method === "filter" && (args[0] as { match?: unknown }).match instanceof RegExp) {
        throw new TypeError("Cannot match with an expression of a plugin that runs apart");
      }
      const run = (given: object) =>
        isObject ? this.#callWith(target, given) : this.#call(target, [given]);
      const cancel = this.#method(method)(...args.slice(0, -1), run);
      if (typeof cancel === "function") this.#cancels.set(target, cancel);
      return undefined;
    }
    const isAsked = Object.entries(ASKED).some(([need, methods]) =>
      this.#needs.has(need) && methods.includes(method)
    );
    if (isAsked) return this.#method(method)(...args);
    throw new TypeError(`host.${method} is not a function`);
  }

  #command(args: readonly unknown[]): void {
    const [row, target] = args as [object, number];
    const { command } = this.#host as unknown as { command: Method };
    command({ ...row, run: (context: object) => this.#callWith(target, context) });
  }

  #cancel(target: unknown): void {
    this.#cancels.get(target)?.();
    this.#cancels.delete(target);
  }

  #failed(args: readonly unknown[]): void {
    const [where, error] = args as [string, SentError];
    const received = receivedError(error);
    this.#host[LIFELINE].failed(String(where), this.worker?.translated(received) ?? received);
  }

  #call(target: number, args: readonly unknown[]): Promise<unknown> {
    return this.worker!.callTo(target, "run", args);
  }

  /** Calls with an object that has methods: the context of a caller, or a visitor. */
  async #callWith(target: number, object: object): Promise<unknown> {
    const { wire } = this.worker!;
    const explain = (object as { explain?: (error: unknown) => void }).explain?.bind(object);
    const shown = explain &&
      withMethod(object, "explain", (error) => explain(receivedError(error)));
    return await this.#call(target, [serveObject(wire, shown ?? object, [...this.#needs])]);
  }

  #method(path: string): Method {
    const [name, inner] = path.split(".") as [string, string?];
    const part = this.#host[name];
    if (inner === undefined) return part as Method;
    return (part as Readonly<Record<string, Method>>)[inner]!.bind(part);
  }
}

/** An object that is as another, but for one method. */
function withMethod(object: object, name: string, method: (arg: SentError) => unknown): object {
  const facts = Object.getOwnPropertyNames(Object.getPrototypeOf(object))
    .filter((member) => member !== "constructor")
    .map((member) => [member, (object as Readonly<Record<string, Method>>)[member]!.bind(object)]);
  return { ...object, ...Object.fromEntries(facts), [name]: method };
}
