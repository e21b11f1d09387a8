/**
 * The NEW-ENVIRON option: what the caller's program says of itself and its terminal.
 * @module
 */

import type { ClientKind, KnownClient } from "./client_kind.ts";
import type { Side } from "./negotiation.ts";
import type { OptionHandler, OptionPort, TelnetOption } from "./option.ts";

/** The bytes that begin a payload (RFC 1572, section 2). */
const IS = 0;
const SEND = 1;
const INFO = 2;

/** The bytes between names and values, and the one before such a byte that is none. */
const VAR = 0;
const VALUE = 1;
const ESC = 2;
const USERVAR = 3;

/** What NEW-ENVIRON finds out. */
export interface EnvironmentFacts {
  /**
   * The variables that the client has told, of those we ask for: by their names, in printable
   * ASCII, at most 64 characters each. What it has not set is not there.
   */
  readonly environment: Readonly<Record<string, string>>;
}

/** What is longer says nothing of a terminal. */
const MOST_CHARACTERS = 64;

/**
 * The variables that we ask for, and of whom. The names of MUD clients are those of the MNES
 * (tintin.mudhalla.net/protocols/mnes), the others well-known ones of RFC 1572, section 3, or usual
 * where terminals are. All in one question they must stay far below 256 bytes, which is all that
 * the telnet of inetutils has room for.
 */
export const ENVIRONMENT_VARIABLES: readonly {
  readonly name: string;
  readonly of: Exclude<ClientKind, "unknown">;
  /** Whether RFC 1572 knows it, or else the client's user might. */
  readonly isWellKnown?: boolean;
}[] = [
  { name: "CHARSET", of: "mud" },
  { name: "CLIENT_NAME", of: "mud" },
  { name: "CLIENT_VERSION", of: "mud" },
  { name: "COLORTERM", of: "terminal" },
  { name: "LANG", of: "terminal" },
  { name: "LC_ALL", of: "terminal" },
  { name: "LC_CTYPE", of: "terminal" },
  { name: "MTTS", of: "mud" },
  { name: "NO_COLOR", of: "terminal" },
  { name: "TERMINAL_TYPE", of: "mud" },
  { name: "USER", of: "terminal", isWellKnown: true },
];

const NAMES = new Set(ENVIRONMENT_VARIABLES.map(({ name }) => name));

/** NEW-ENVIRON (RFC 1572) and the MNES on top of it. We ask once it is known what the client is. */
export const NEW_ENVIRON: TelnetOption<"NEW-ENVIRON", EnvironmentFacts> = {
  name: "NEW-ENVIRON",
  code: 39,
  spec: "RFC 1572, 2; MNES",
  summary: `We ask once for ${listOf("terminal")} of a terminal, for ${listOf("mud")} of a MUD ` +
    "client. USER is not asked of Microsoft's telnet.",
  agree: ["remote"],
  opening: { order: 5, side: "remote" },
  facts: { environment: {} },
  start: (port: OptionPort<EnvironmentFacts>): OptionHandler => new EnvironmentQuestion(port),
};

function listOf(kind: ClientKind): string {
  const names = ENVIRONMENT_VARIABLES.filter(({ of }) => of === kind).map(({ name }) => name);
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The one question to a peer, and its answers. */
class EnvironmentQuestion implements OptionHandler {
  readonly #port: OptionPort<EnvironmentFacts>;
  #client: KnownClient | undefined;
  #isOn = false;
  #hasAsked = false;
  #environment: Readonly<Record<string, string>> = {};

  constructor(port: OptionPort<EnvironmentFacts>) {
    this.#port = port;
  }

  negotiated(_side: Side, enabled: boolean): void {
    this.#isOn = enabled;
    this.#ask();
  }

  settled(client: KnownClient): void {
    this.#client = client;
    this.#ask();
  }

  subnegotiation(payload: Uint8Array): void {
    if (!this.#hasAsked || (payload[0] !== IS && payload[0] !== INFO)) return;
    this.#environment = { ...this.#environment, ...decodeEnvironment(payload.subarray(1)) };
    this.#port.learn({ environment: this.#environment });
  }

  #ask(): void {
    if (!this.#isOn || !this.#client || this.#hasAsked) return;
    this.#hasAsked = true;
    this.#port.send(encodeQuestion(this.#client));
  }
}

/**
 * Builds the question for a client (RFC 1572, section 2).
 *
 * @example Microsoft's telnet, which ends when it is asked for USER
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * const question = encodeQuestion({
 *   kind: "terminal",
 *   terminalTypes: ["ANSI", "VT100"],
 *   mtts: [],
 * });
 * strictEqual(new TextDecoder().decode(question).includes("USER"), false);
 * ```
 */
export function encodeQuestion({ kind, terminalTypes, mtts }: KnownClient): Uint8Array {
  const isMicrosoft = terminalTypes[0] === "ANSI" && terminalTypes[1] === "VT100";
  const isMnes = mtts.includes("mnes");
  const asked = ENVIRONMENT_VARIABLES.filter(({ name, of }) =>
    of === (kind === "mud" ? "mud" : "terminal") && !(isMicrosoft && name === "USER")
  );
  const bytes = asked.flatMap(({ name, isWellKnown }) => [
    isWellKnown || isMnes ? VAR : USERVAR,
    ...new TextEncoder().encode(name),
  ]);
  return Uint8Array.of(SEND, ...bytes);
}

/**
 * Reads the variables behind IS or INFO (RFC 1572, section 2). Names that we do not ask for are left
 * out, and so are variables without a value.
 *
 * @example
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const payload = new TextEncoder().encode("\x03LANG\x01C.UTF-8\x03NO_COLOR\x03PATH\x01/bin");
 * deepStrictEqual(decodeEnvironment(payload), { LANG: "C.UTF-8" });
 * ```
 * @param payload What follows IS or INFO.
 */
export function decodeEnvironment(payload: Uint8Array): Record<string, string> {
  const found: Record<string, string> = {};
  let name = "";
  let value: string | undefined;
  const keep = () => {
    if (value !== undefined && NAMES.has(name)) found[name] = shown(value);
    [name, value] = ["", undefined];
  };
  for (let at = 0; at < payload.length; at++) {
    const byte = payload[at]!;
    if (byte === VAR || byte === USERVAR) {
      keep();
    } else if (byte === VALUE) {
      value ??= "";
    } else {
      const letter = String.fromCharCode(byte === ESC ? payload[++at] ?? 0 : byte);
      if (value === undefined) name += letter;
      else value += letter;
    }
  }
  keep();
  return found;
}

/** What may be shown to other people. */
function shown(value: string): string {
  return value.replace(/[^ -~]/g, "").slice(0, MOST_CHARACTERS);
}
