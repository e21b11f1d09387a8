/**
 * Reading a request of CSP: strictly, since every peer is a stranger.
 *
 * @module
 */

/** The commands of version 1.0. */
export const COMMANDS = [
  "AUTH",
  "BANN",
  "CHAT",
  "JOIN",
  "KICK",
  "LEVE",
  "LIST",
  "MSSG",
  "NWUA",
  "REDY",
] as const;

/** A command of version 1.0. */
export type CommandWord = typeof COMMANDS[number];

/** A request. What a command does not use is empty. */
export interface Request {
  readonly command: CommandWord;
  readonly username: string;
  /** The group; empty in the lobby, which is in none. */
  readonly chatName: string;
  readonly password: string;
  readonly kickedUser: string;
  readonly bannedUser: string;
  readonly payload: string;
}

/** Why a line is no request: 320 syntax error, 330 another version, 310 unknown command. */
export type RequestFault = "320" | "330" | "310";

/** Deeper nesting than any request has. */
const DEPTH_LIMIT = 8;

const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads a line. It must be one JSON object (RFC 8259) in UTF-8, each name in an object once, the version the
 * number 1.0, and every value of the kind that the protocol says.
 *
 * @example
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const line = (text: string) => new TextEncoder().encode(text);
 * strictEqual(readRequest(line('{"version": 2.0}')), "330");
 * strictEqual(readRequest(line('{"version": 1.0, "command": "DANCE", "parameters": {}}')), "310");
 * strictEqual(readRequest(line("NaN")), "320");
 * ```
 */
export function readRequest(line: Uint8Array): Request | RequestFault {
  const object = parseObject(line);
  if (!object || typeof object.version !== "number") return "320";
  if (object.version !== 1) return "330";
  const { command, parameters, payload = "" } = object;
  if (typeof command !== "string" || !isObject(parameters)) return "320";
  if (typeof payload !== "string") return "320";
  if (!(COMMANDS as readonly string[]).includes(command)) return "310";
  const names = ["username", "chat_name", "password", "kicked_user", "banned_user"];
  const values = names.map((name) => parameters[name] ?? "");
  if (!values.every((value) => typeof value === "string")) return "320";
  const [username, chatName, password, kickedUser, bannedUser] = values as [
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    command: command as CommandWord,
    username,
    chatName,
    password,
    kickedUser,
    bannedUser,
    payload,
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseObject(line: Uint8Array): JsonObject | undefined {
  try {
    const text = DECODER.decode(line);
    const value: unknown = JSON.parse(text);
    return isObject(value) && isPlain(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const TOKENS = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]/gs;

/**
 * Whether a JSON text is nested little and has no name twice in one object, which JSON.parse does not
 * tell. The text must be JSON: in one with a quote that never ends, looking for tokens takes for ever.
 */
function isPlain(text: string): boolean {
  const open: Set<string>[] = [];
  for (const [token, colon] of text.matchAll(TOKENS)) {
    if (token === "{" || token === "[") {
      if (open.push(new Set()) > DEPTH_LIMIT) return false;
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (colon !== undefined) {
      const quoted = token.slice(0, -colon.length);
      const name = quoted.includes("\\") ? String(JSON.parse(quoted)) : quoted.slice(1, -1);
      const names = open.at(-1);
      if (names?.has(name)) return false;
      names?.add(name);
    }
  }
  return true;
}
