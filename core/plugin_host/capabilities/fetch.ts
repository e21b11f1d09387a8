/**
 * The "fetch" capability: pages and data of those hosts that the sysop allows.
 *
 * @module
 */

import { UserError } from "../../commands/errors.ts";
import type { Cancel, Clock } from "../../net/clock.ts";

/** How long an answer may take, in milliseconds. */
export const FETCH_MS = 10_000;

/** The largest answer, in bytes: 1 MiB. */
export const FETCH_BYTES = 1_048_576;

/** How often one may be sent on to another address. */
const REDIRECTS = 5;

/** What is asked of a host. */
export interface FetchRequest {
  /** In capitals; GET unless told. */
  readonly method?: string;
  /** By their names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent; not with GET. */
  readonly body?: string;
}

/** What a host answers. */
export interface FetchAnswer {
  /** From 200 to 599; what is not 2xx is an answer as well. */
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What came, read as UTF-8. */
  readonly text: string;
}

/** A host can't be asked, or doesn't answer as it should. The caller of a command reads why. */
export class FetchError extends UserError {
  /** The name of the class. */
  override readonly name = "FetchError";
}

/** What the "fetch" capability adds to the host. */
export interface FetchHost {
  /**
   * Asks a host for something by HTTP. Which hosts may be asked is the setting `fetch_hosts`. The answer
   * must be there, whole, in 10 seconds, and be no larger than 1 MiB.
   *
   * @throws {FetchError} If the host may not be asked, can't be reached, or takes too long.
   */
  fetch(url: string, request?: FetchRequest): Promise<FetchAnswer>;
}

/** What a {@linkcode PluginFetcher} works with. */
export interface PluginFetcherParts {
  /** As of the setting: `example.org`, `example.org:8080`, or `*.example.org` for all hosts below it. */
  readonly hosts: readonly string[];
  readonly clock: Clock;
}

/** Asks hosts for one plugin. */
export class PluginFetcher implements FetchHost {
  readonly #parts: PluginFetcherParts;
  readonly #pending = new Set<AbortController>();
  #hasEnded = false;

  constructor(parts: PluginFetcherParts) {
    this.#parts = parts;
  }

  async fetch(url: string, request: FetchRequest = {}): Promise<FetchAnswer> {
    const target = this.#check(url);
    if (this.#hasEnded) throw cannot(target, "the plugin is not loaded any more");
    const controller = new AbortController();
    this.#pending.add(controller);
    const late = () =>
      controller.abort(cannot(target, `it takes longer than ${FETCH_MS / 1000} s`));
    const cancel: Cancel = this.#parts.clock.after(FETCH_MS, late);
    try {
      const response = await this.#follow(target, { request, signal: controller.signal });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        text: await readText(response, target),
      };
    } catch (error) {
      if (controller.signal.aborted) throw controller.signal.reason;
      if (error instanceof UserError) throw error;
      throw cannot(target, "it can't be reached", error);
    } finally {
      cancel();
      this.#pending.delete(controller);
    }
  }

  /** Gives up all that is under way, for good. */
  end(): void {
    this.#hasEnded = true;
    for (const controller of this.#pending) {
      controller.abort(new FetchError("Cannot fetch that as the plugin is not loaded any more"));
    }
  }

  /** Each address that one is sent on to must be of an allowed host as well. */
  async #follow(
    target: URL,
    { request, signal }: { request: FetchRequest; signal: AbortSignal },
  ): Promise<Response> {
    let options: RequestInit = { ...request, redirect: "manual", signal };
    for (let hops = 0; hops <= REDIRECTS; hops++) {
      const response = await fetch(target, options);
      const location = response.headers.get("location");
      if (response.status < 300 || response.status > 399 || location === null) return response;
      await response.body?.cancel();
      const next = this.#check(new URL(location, target).href);
      // What is for one host is not for another, and what was sent is not sent again.
      const headers = next.host === target.host ? request.headers : undefined;
      options = { headers, redirect: "manual", signal };
      target = next;
    }
    throw cannot(target, `it sends one on more than ${REDIRECTS} times`);
  }

  #check(url: string): URL {
    const target = URL.canParse(url) ? new URL(url) : undefined;
    if (!target || !["http:", "https:"].includes(target.protocol)) {
      throw new FetchError(`Cannot fetch "${url}" as it is no address of http or https`);
    }
    if (!this.#parts.hosts.some((host) => isOfHost(target, host.toLowerCase()))) {
      throw cannot(target, "fetch_hosts in the settings does not name that host");
    }
    return target;
  }
}

/** Whether an address is of a host, as the setting names hosts. */
function isOfHost({ hostname, port, protocol }: URL, host: string): boolean {
  const [, name = "", allowedPort] = /^(.*?)(?::(\d+))?$/.exec(host) ?? [];
  const usual = protocol === "https:" ? "443" : "80";
  if ((port || usual) !== (allowedPort ?? usual)) return false;
  return name.startsWith("*.") ? hostname.endsWith(name.slice(1)) : hostname === name;
}

async function readText(response: Response, target: URL): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let found = 0;
  // Leaving the loop early ends the response.
  for await (const bytes of response.body ?? []) {
    found += bytes.length;
    if (found > FETCH_BYTES) throw cannot(target, `it is larger than ${FETCH_BYTES} bytes`);
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}

/** Only the host is named: what stands behind it may be a secret. */
function cannot({ host }: URL, reason: string, cause?: unknown): FetchError {
  return new FetchError(`Cannot fetch from "${host}" as ${reason}`, { cause });
}
