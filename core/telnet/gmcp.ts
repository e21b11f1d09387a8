/**
 * The GMCP option: messages between programs, beside the text that people read.
 * @module
 */

import { subnegotiation } from "./encode.ts";
import type { OptionHandler, OptionPort, TelnetOption } from "./option.ts";

const CODE = 201;

/** Every message that means something here, by name. */
export const GMCP_MESSAGES = [
  {
    name: "Char.Login.Credentials",
    from: "client",
    summary: "`account` and `password`: log in. Without them the person does, at the prompt",
  },
  {
    name: "Char.Login.Default",
    from: "server",
    summary: "How to log in: `password-credentials`. Once, to clients that support Char.Login",
  },
  {
    name: "Char.Login.Result",
    from: "server",
    summary: "`success`, or a `message`. After three failures the line is closed",
  },
  {
    name: "Comm.Channel.Enable",
    from: "client",
    summary: "Go into the room, which must be there",
  },
  {
    name: "Comm.Channel.List",
    from: "server",
    summary: "The rooms that the caller is in, when they change or are asked for by this name",
  },
  {
    name: "Comm.Channel.Players",
    from: "server",
    summary: "Who is here and in which rooms, when asked for by this name",
  },
  {
    name: "Comm.Channel.Text",
    from: "server",
    summary: "What is said: `channel`, `talker`, `text`, and `destination` of what you tell others",
  },
  { name: "Core.Goodbye", from: "server", summary: "The last words of a call" },
  { name: "Core.Hello", from: "client", summary: "`client` and `version`" },
  { name: "Core.Ping", from: "client", summary: "Answered by itself" },
  { name: "Core.Supports.Add", from: "client", summary: "More modules" },
  { name: "Core.Supports.Remove", from: "client", summary: "Fewer modules" },
  {
    name: "Core.Supports.Set",
    from: "client",
    summary: "The modules that the client wants to hear of: Comm.Channel, Char.Login",
  },
] as const;

/** What the client has told of itself by GMCP. */
export interface GmcpClient {
  /** Its name; undefined before Core.Hello. */
  readonly client?: string;
  /** Its version. */
  readonly version?: string;
  /** The modules that it wants to hear of, in small letters, without their versions. */
  readonly supports: readonly string[];
}

/** What GMCP finds out. */
export interface GmcpFacts {
  /** There while GMCP is on. */
  readonly gmcp?: GmcpClient;
}

/** More is no name of a client or module. */
const MOST_CHARACTERS = 40;

/** More modules than any client has. */
const MOST_MODULES = 64;

/**
 * GMCP, the Generic Mud Communication Protocol (tintin.mudhalla.net/protocols/gmcp). What is about
 * GMCP itself, the module Core, is dealt with here; the session is told of the rest.
 */
export const GMCP: TelnetOption<"GMCP", GmcpFacts> = {
  name: "GMCP",
  code: CODE,
  spec: "GMCP; IRE's Core and Comm.Channel; Mudlet's Char.Login",
  summary: "Core.Hello, Core.Supports, Core.Ping and Core.Goodbye; Comm.Channel.List, Enable, " +
    "Players and Text for the rooms; Char.Login.Default, Credentials and Result.",
  agree: ["local"],
  offer: { order: 5, side: "local", to: "all" },
  start: (port: OptionPort<GmcpFacts>): OptionHandler => new GmcpTalk(port),
};

/** What is said by GMCP on one connection. */
class GmcpTalk implements OptionHandler {
  readonly #port: OptionPort<GmcpFacts>;
  #client: GmcpClient = { supports: [] };

  constructor(port: OptionPort<GmcpFacts>) {
    this.#port = port;
  }

  negotiated(_side: unknown, enabled: boolean): void {
    this.#client = { supports: [] };
    this.#port.learn({ gmcp: enabled ? this.#client : undefined });
  }

  subnegotiation(payload: Uint8Array): void {
    const { name, data } = decodeGmcp(payload);
    switch (name.toLowerCase()) {
      case "":
        return;
      case "core.hello":
        return this.#know(namesIn(data));
      case "core.supports.set":
        return this.#know({ supports: modulesIn(data) });
      case "core.supports.add":
        return this.#know({ supports: [...this.#client.supports, ...modulesIn(data)] });
      case "core.supports.remove": {
        const gone = modulesIn(data);
        return this.#know({ supports: this.#client.supports.filter((it) => !gone.includes(it)) });
      }
      case "core.ping":
        return void this.#port.send(encodePayload("Core.Ping"));
      default:
        return this.#port.notify({ kind: "gmcp", name, data });
    }
  }

  #know(news: Partial<GmcpClient>): void {
    const { supports = this.#client.supports, ...names } = news;
    const modules = [...new Set(supports)].slice(0, MOST_MODULES);
    this.#client = { ...this.#client, ...names, supports: modules };
    this.#port.learn({ gmcp: this.#client });
  }
}

/** Whether a client wants to hear of a module: `comm.channel`, which `comm` has in it. */
export function supportsModule({ gmcp }: GmcpFacts, module: string): boolean {
  return gmcp?.supports.some((it) => module === it || module.startsWith(`${it}.`)) ?? false;
}

/**
 * Builds a whole message: `IAC SB GMCP <name> <data> IAC SE`.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const bytes = gmcpMessage("Core.Goodbye", "Goodbye.");
 * strictEqual(new TextDecoder().decode(bytes.slice(3, -2)), 'Core.Goodbye "Goodbye."');
 * ```
 * @param name `Package.Message`.
 * @param data What JSON can hold; nothing is sent for undefined.
 */
export function gmcpMessage(name: string, data?: unknown): Uint8Array {
  return subnegotiation(CODE, encodePayload(name, data));
}

function encodePayload(name: string, data?: unknown): Uint8Array {
  return new TextEncoder().encode(data === undefined ? name : `${name} ${JSON.stringify(data)}`);
}

/**
 * Reads a message: a name, and JSON behind a space.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const payload = new TextEncoder().encode('Core.Hello {"client":"tt++"}');
 * deepStrictEqual(decodeGmcp(payload), { name: "Core.Hello", data: { client: "tt++" } });
 * ```
 * @returns An empty name for what is no message; no data for what is no JSON.
 */
export function decodeGmcp(payload: Uint8Array): { readonly name: string; readonly data: unknown } {
  const text = new TextDecoder().decode(payload);
  const [, name = "", json = ""] = /^([\w-]+(?:\.[\w-]+)*)(?:\s+([^]*))?$/.exec(text.trim()) ?? [];
  try {
    return { name, data: json === "" ? undefined : JSON.parse(json) };
  } catch {
    return { name, data: undefined };
  }
}

function namesIn(data: unknown): Partial<GmcpClient> {
  if (typeof data !== "object" || data === null) return {};
  const { client, version } = data as Record<string, unknown>;
  return {
    ...(typeof client === "string" && { client: shown(client) }),
    ...(typeof version === "string" && { version: shown(version) }),
  };
}

/** `["Comm.Channel 1"]`, or one string of it. */
function modulesIn(data: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(data) ? data : [data];
  return list.filter((item) => typeof item === "string")
    .map((item) => shown(item.toLowerCase().replace(/\s+\d+\s*$/, ""))).filter((name) => name);
}

/** What may be shown to other people. */
function shown(text: string): string {
  return text.replace(/[^ -~]/g, "").trim().slice(0, MOST_CHARACTERS);
}
