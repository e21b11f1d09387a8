/**
 * The telnet side of callers' programs: what each answers to the server's negotiation.
 *
 * @module
 */

import { TelnetDecoder } from "../core/telnet/decoder.ts";
import { negotiation, subnegotiation } from "../core/telnet/encode.ts";
import { OPTIONS } from "../core/telnet/options.ts";
import { BYTES, type Verb } from "../core/telnet/protocol.ts";
import type { Charset } from "../core/terminal/profile.ts";

const ECHO = 1;
const SGA = 3;
const TTYPE = 24;
const NAWS = 31;
const GMCP = 201;

/** The names that tests know options by. */
const OPTION_NAMES: ReadonlyMap<number, string> = new Map(
  OPTIONS.map(({ code, name }) => [code, name]),
);

/** What a program is like. */
export interface ClientTraits {
  /** Whether it answers telnet at all. */
  readonly speaksTelnet: boolean;
  /** What it tells when asked for its terminal type, one after the other; the last one again and again. */
  readonly terminalTypes: readonly string[];
  /** Whether it sends key by key once the server echoes and go-aheads are suppressed. */
  readonly sendsKeys: boolean;
  /** What it sends for the Enter key in line mode. */
  readonly lineEnd: string;
  /** What it reads and types; UTF-8 unless told. */
  readonly charset?: Charset;
  /** The codes of options that it lets the server have, beside ECHO and SGA. */
  readonly takes?: readonly number[];
}

/** The programs that people call with. */
export const CLIENTS = {
  /** netcat: takes telnet for garbage. */
  nc: { speaksTelnet: false, terminalTypes: [], sendsKeys: false, lineEnd: "\n" },
  /** Debian's telnet, of GNU inetutils. */
  telnet: {
    speaksTelnet: true,
    terminalTypes: ["XTERM-256COLOR"],
    sendsKeys: true,
    lineEnd: "\r\n",
  },
  /** The same on a terminal that can't move its cursor. */
  dumb: { speaksTelnet: true, terminalTypes: ["DUMB"], sendsKeys: true, lineEnd: "\r\n" },
  /** SyncTERM, which is for boards of the old kind. */
  syncterm: {
    speaksTelnet: true,
    terminalTypes: ["SYNCTERM"],
    sendsKeys: true,
    lineEnd: "\r\n",
    charset: "cp437",
  },
  /** A VT220, or what calls itself that. */
  vt220: {
    speaksTelnet: true,
    terminalTypes: ["VT220"],
    sendsKeys: true,
    lineEnd: "\r\n",
    charset: "ascii",
  },
  /** TinTin++, a MUD client with the MTTS. */
  mud: {
    speaksTelnet: true,
    terminalTypes: ["TINTIN++", "xterm-256color", "MTTS 13"],
    sendsKeys: false,
    lineEnd: "\r\n",
  },
  /** A MUD client that tells by the MTTS that it is read out. */
  reader: {
    speaksTelnet: true,
    terminalTypes: ["MUDLET", "ANSI", "MTTS 77"],
    sendsKeys: false,
    lineEnd: "\r\n",
  },
  /** Mudlet, a MUD client with GMCP. */
  gmcp: {
    speaksTelnet: true,
    terminalTypes: ["MUDLET", "ANSI-TRUECOLOR", "MTTS 2349"],
    sendsKeys: false,
    lineEnd: "\r\n",
    takes: [GMCP],
  },
} as const satisfies Record<string, ClientTraits>;

/** A kind of program. */
export type ClientName = keyof typeof CLIENTS;

/** What a {@linkcode TelnetClient} works with. */
export interface TelnetClientParts {
  readonly traits: ClientTraits;
  size(): { readonly columns: number; readonly rows: number };
  send(bytes: Uint8Array): void;
  /** Shows what is for the person. */
  show(bytes: Uint8Array): void;
  /** Called after an option went on or off, and after a terminal type was told. */
  changed(): void;
}

/** A telnet client, as far as a server can tell. */
export class TelnetClient {
  /** What the server has asked for, such as `DO TTYPE`, and its other telnet commands by number. */
  readonly asked: string[] = [];
  readonly #parts: TelnetClientParts;
  readonly #decoder: TelnetDecoder;
  /** The options that are on: `WILL 1` when the server performs it, `DO 31` when we do. */
  readonly #on = new Set<string>();
  #typesTold = 0;

  constructor(parts: TelnetClientParts) {
    this.#parts = parts;
    this.#decoder = new TelnetDecoder({
      data: (bytes) => parts.show(bytes),
      command: (code) => void this.asked.push(String(code)),
      negotiation: (verb, option) => this.#hear(verb, option),
      subnegotiation: (option, payload) => this.#hearMore(option, payload),
      oversized: (option) => void this.asked.push(`SB ${option} without an end`),
    });
  }

  /** Whether keys are sent one by one, and shown by the server. */
  get sendsKeys(): boolean {
    return this.#parts.traits.sendsKeys && this.#on.has(`WILL ${ECHO}`) &&
      this.#on.has(`WILL ${SGA}`);
  }

  /** Whether all has been told that the server asks of a terminal type: three names, or one again. */
  get isKnown(): boolean {
    return this.#typesTold > Math.min(this.#parts.traits.terminalTypes.length, 2);
  }

  /** Whether the server shows what is typed, or hides it. */
  get serverEchoes(): boolean {
    return this.#on.has(`WILL ${ECHO}`);
  }

  receive(bytes: Uint8Array): void {
    this.#decoder.receive(bytes);
  }

  /** Tells the size of the window, if the server wants to know. */
  tellSize(): void {
    if (!this.#on.has(`DO ${NAWS}`)) return;
    const { columns, rows } = this.#parts.size();
    const payload = Uint8Array.of(columns >> 8, columns & 255, rows >> 8, rows & 255);
    this.#parts.send(subnegotiation(NAWS, payload));
  }

  #hear(verb: Verb, option: number): void {
    this.asked.push(`${verb} ${OPTION_NAMES.get(option) ?? option}`);
    if (!this.#parts.traits.speaksTelnet) return;
    const asks = verb === "WILL" || verb === "WONT" ? "WILL" : "DO";
    const wanted = verb === asks;
    const key = `${asks} ${option}`;
    const { takes = [] } = this.#parts.traits;
    const knows = asks === "WILL" ? [ECHO, SGA, ...takes] : [SGA, TTYPE, NAWS];
    if (wanted === this.#on.has(key)) return;
    const agreed = wanted && knows.includes(option);
    if (agreed) this.#on.add(key);
    else this.#on.delete(key);
    this.#parts.send(negotiation(answer(asks, agreed), option));
    if (agreed && key === `DO ${NAWS}`) this.tellSize();
    this.#parts.changed();
  }

  #hearMore(option: number, payload: Uint8Array): void {
    this.asked.push(`SB ${OPTION_NAMES.get(option) ?? option} ${payload.join(" ")}`);
    const { speaksTelnet, terminalTypes } = this.#parts.traits;
    if (!speaksTelnet || option !== TTYPE || payload[0] !== 1) return;
    const name = terminalTypes[Math.min(this.#typesTold++, terminalTypes.length - 1)]!;
    this.#parts.send(subnegotiation(TTYPE, new TextEncoder().encode(`\0${name}`)));
    this.#parts.changed();
  }
}

function answer(asked: "WILL" | "DO", agreed: boolean): Verb {
  if (asked === "WILL") return agreed ? "DO" : "DONT";
  return agreed ? "WILL" : "WONT";
}

/** `IAC AYT`: are you there? */
export const ARE_YOU_THERE: Uint8Array = Uint8Array.of(BYTES.IAC, BYTES.AYT);
