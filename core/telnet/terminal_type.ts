/**
 * The TERMINAL-TYPE option: what program and terminal the caller uses, and whether that is a MUD
 * client.
 * @module
 */

import type { KnownClient } from "./client_kind.ts";
import { type MttsFlag, parseMtts } from "./mtts.ts";
import { isMudClient } from "./mud_clients.ts";
import type { Side } from "./negotiation.ts";
import type { OptionHandler, OptionPort, TelnetOption } from "./option.ts";

/**
 * What TTYPE finds out. The kind is "terminal" only when settled, for the name of a MUD client may
 * come second.
 */
export interface TerminalTypeFacts extends KnownClient {
  /** Nothing more will be told: all names are known, or the client refused. Stays true. */
  readonly settled: boolean;
}

/** The bytes that begin a payload (RFC 1091, section 2). */
const IS = 0;
const SEND = 1;

/** Client, terminal and MTTS number: a client of the MTTS tells three things. */
const MOST_QUESTIONS = 3;

/** RFC 1091, section 3 allows 40 characters. */
const MOST_CHARACTERS = 40;

/**
 * TERMINAL-TYPE (RFC 1091) and the MTTS on top of it. The peer is asked up to three times in the
 * life of the connection, and no more once a name comes again, is empty, or is its MTTS number.
 */
export const TERMINAL_TYPE: TelnetOption<"TTYPE", TerminalTypeFacts> = {
  name: "TTYPE",
  code: 24,
  spec: "RFC 1091, 2; MTTS",
  summary:
    "We ask up to three times for the names of program and terminal, and for the number of " +
    "the MTTS. They tell MUD clients from terminals.",
  agree: ["remote"],
  opening: { order: 1, side: "remote" },
  facts: { terminalTypes: [], mtts: [], kind: "unknown", settled: false },
  start: (port: OptionPort<TerminalTypeFacts>): OptionHandler => new TerminalTypeCycle(port),
};

/** The questions to one peer, and its answers. */
class TerminalTypeCycle implements OptionHandler {
  readonly #port: OptionPort<TerminalTypeFacts>;
  #names: readonly string[] = [];
  #mtts: readonly MttsFlag[] | undefined;
  #questions = 0;
  #waiting = false;

  constructor(port: OptionPort<TerminalTypeFacts>) {
    this.#port = port;
  }

  negotiated(_side: Side, enabled: boolean): void {
    if (!enabled) this.#settle();
    else if (this.#questions === 0) this.#ask();
  }

  subnegotiation(payload: Uint8Array): void {
    if (!this.#waiting || payload[0] !== IS) return;
    const name = decodeTerminalType(payload);
    this.#mtts = parseMtts(name);
    if (this.#mtts !== undefined || name === "" || this.#names.includes(name)) {
      return this.#settle();
    }
    this.#names = [...this.#names, name];
    if (this.#questions === MOST_QUESTIONS) return this.#settle();
    this.#port.learn({ terminalTypes: this.#names, kind: this.#isMud() ? "mud" : "unknown" });
    this.#ask();
  }

  #ask(): void {
    this.#questions++;
    this.#waiting = true;
    this.#port.send(Uint8Array.of(SEND));
  }

  #settle(): void {
    this.#waiting = false;
    const named = this.#names.length > 0 ? "terminal" : "unknown";
    this.#port.learn({
      terminalTypes: this.#names,
      mtts: this.#mtts ?? [],
      kind: this.#isMud() ? "mud" : named,
      settled: true,
    });
  }

  #isMud(): boolean {
    return this.#mtts !== undefined || this.#names.some(isMudClient);
  }
}

/**
 * Reads the name in `IS <name>`, the bytes between `IAC SB TTYPE` and `IAC SE` (RFC 1091,
 * section 2).
 *
 * @example Only printable ASCII is kept, as the name is shown to other people
 * ```ts
 * import { strictEqual } from "node:assert/strict";
 * strictEqual(decodeTerminalType(new TextEncoder().encode("\0xterm\x1b ")), "XTERM");
 * ```
 * @param payload One byte, IS, then the name.
 * @returns In capitals, without spaces around it, at most 40 characters; may be empty.
 */
export function decodeTerminalType(payload: Uint8Array): string {
  const name = String.fromCharCode(...payload.subarray(1)).replace(/[^ -~]/g, "");
  return name.trim().slice(0, MOST_CHARACTERS).trimEnd().toUpperCase();
}
