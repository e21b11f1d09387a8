/**
 * A caller with a keyboard, a program to call with, and a screen that can be read.
 *
 * @module
 */

import { escapeIac } from "../core/telnet/encode.ts";
import { type CharsetDecoder, decoderFor, encodeText } from "../core/terminal/charset/charset.ts";
import type { Charset } from "../core/terminal/profile.ts";
import {
  ARE_YOU_THERE,
  type ClientName,
  CLIENTS,
  type ClientTraits,
  TelnetClient,
} from "./telnet_client.ts";
import { VirtualScreen } from "./virtual_screen.ts";
import type { Wire } from "./wire.ts";

/** What a test may choose about a {@linkcode VirtualCaller}. */
export interface CallerOptions {
  /** The program that is called with: nc, unless told. */
  readonly client?: ClientName;
  readonly columns?: number;
  readonly rows?: number;
  /** What they read and type: that of the program, unless told. */
  readonly charset?: Charset;
  /** How long they wait for what they should read; long enough for a busy machine unless told. */
  readonly patienceMs?: number;
}

/** Long enough for a busy machine. It ends a test that hangs; nothing is measured by it. */
const PATIENCE_MS = 20_000;

/** The keys that have no letter, as an xterm sends them. */
const KEYS = {
  "backspace": "\x7f",
  "delete": "\x1b[3~",
  "down": "\x1b[B",
  "end": "\x1b[F",
  "escape": "\x1b",
  "home": "\x1b[H",
  "left": "\x1b[D",
  "page-down": "\x1b[6~",
  "page-up": "\x1b[5~",
  "right": "\x1b[C",
  "shift-tab": "\x1b[Z",
  "tab": "\t",
  "up": "\x1b[A",
} as const;

/** A key: one with a name, or a letter with Ctrl. */
export type Key = keyof typeof KEYS | `ctrl-${string}`;

/** Control sequences, BEL and BS: what is left without them is what can be read. */
// deno-lint-ignore no-control-regex
const UNREADABLE = /\x1b\[\??[\d;]*[@-~]|[\x07\b]/g;

/** What can't be judged before more has come. */
// deno-lint-ignore no-control-regex
const CUT_OFF = /(\r|\x1b(\[\??[\d;]*)?)$/;

/**
 * A caller. What the server sends is shown on the screen, and is written down without its control
 * sequences, each CR or CR LF as a line end, so that a test can wait for it.
 */
export class VirtualCaller {
  readonly screen: VirtualScreen;
  /** Every byte that has come. */
  readonly bytes: Uint8Array[] = [];
  /** Resolves when the server has hung up. */
  readonly hungUp: Promise<void>;

  readonly #patienceMs: number;
  readonly #wire: Wire;
  readonly #client: TelnetClient;
  readonly #traits: ClientTraits;
  readonly #charset: Charset;
  readonly #decoder: CharsetDecoder;
  readonly #typed: string[] = [];
  #unsent = "";
  #heard = "";
  #cutOff = "";
  #mark = 0;
  #isHungUp = false;
  #fault: unknown;
  #roundtrips = 0;
  #changed = Promise.withResolvers<void>();

  constructor(
    wire: Wire,
    { client = "nc", columns = 80, rows = 24, charset, patienceMs = PATIENCE_MS }: CallerOptions =
      {},
  ) {
    this.#patienceMs = patienceMs;
    this.screen = new VirtualScreen({ columns, rows });
    this.#wire = wire;
    this.#traits = CLIENTS[client];
    this.#charset = charset ?? this.#traits.charset ?? "utf-8";
    this.#decoder = decoderFor(this.#charset);
    this.#client = new TelnetClient({
      traits: this.#traits,
      size: () => this.screen,
      send: (bytes) => wire.send(bytes),
      show: (bytes) => this.#show(bytes),
      changed: () => this.#adapt(),
    });
    wire.heard = (bytes) => this.#receive(bytes);
    this.hungUp = wire.linkEnded.then(() => {
      this.#isHungUp = true;
      this.#change();
      wire.end();
    });
  }

  /** What the server has asked for by telnet, in order. */
  get asked(): readonly string[] {
    return this.#client.asked;
  }

  /** Whether each key goes to the server at once. */
  get sendsKeys(): boolean {
    return this.#client.sendsKeys;
  }

  /** All that can be read of what has come. */
  get heard(): string {
    return this.#heard;
  }

  /** Whether the server has hung up. */
  get isHungUp(): boolean {
    return this.#isHungUp;
  }

  /** Types characters. In line mode they stay here until the line is sent. */
  type(text: string): void {
    this.#typed.push(text);
    if (this.sendsKeys) return this.send(text);
    if (!this.#client.serverEchoes) this.screen.write(text);
    this.#unsent += text;
  }

  /** Types a line and presses Enter. */
  line(text: string): void {
    this.type(text);
    if (this.sendsKeys) return this.send("\r\0");
    if (!this.#client.serverEchoes) this.screen.write("\r\n");
    this.send(this.#unsent + this.#traits.lineEnd);
    this.#unsent = "";
  }

  /** Presses keys, in character mode. */
  press(...keys: readonly Key[]): void {
    for (const key of keys) {
      this.#typed.push(`<${key}>`);
      this.send(key in KEYS ? KEYS[key as keyof typeof KEYS] : controlOf(key));
    }
  }

  /** Pastes text; between marks, if the server wants them and this is a terminal that has them. */
  paste(text: string): void {
    this.#typed.push(`<paste ${text.length}>`);
    const sent = text.replaceAll("\n", "\r");
    this.send(this.screen.marksPastes ? `\x1b[200~${sent}\x1b[201~` : sent);
  }

  /** Sends bytes as they are, or text in the caller's charset. */
  send(data: Uint8Array | string): void {
    if (typeof data !== "string") return this.#wire.send(data);
    const bytes = encodeText(data, this.#charset);
    this.#wire.send(this.#traits.speaksTelnet ? escapeIac(bytes) : bytes);
  }

  /** Makes the window larger or smaller. */
  resize(size: { readonly columns: number; readonly rows: number }): void {
    this.screen.resize(size);
    this.#client.tellSize();
  }

  /** Ends this side; the server can still write. */
  end(): void {
    this.#wire.end();
  }

  /** Breaks the connection. */
  reset(): void {
    this.#wire.reset();
  }

  /**
   * Waits for something to be read, and forgets it with all before it.
   *
   * @returns All that had not been waited for, up to its end.
   * @throws {Error} If the server hangs up first, or shows what no terminal can, or nothing comes.
   */
  async until(wanted: RegExp | string): Promise<string> {
    const outOfPatience = Promise.withResolvers<void>();
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      outOfPatience.resolve();
    }, this.#patienceMs);
    try {
      while (true) {
        if (this.#fault) throw this.#fault;
        const found = this.#take(wanted);
        if (found !== undefined) return found;
        if (this.#isHungUp) throw this.#disappointment(wanted, "the line was hung up");
        if (isLate) {
          throw this.#disappointment(wanted, `nothing came in ${this.#patienceMs / 1000} seconds`);
        }
        await Promise.race([this.#changed.promise, outOfPatience.promise]);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for the prompt of the next line, with nothing typed, as the last thing that is shown. */
  async prompt(): Promise<string> {
    return await this.until(/(^|\n)[^\n]*> $/);
  }

  /**
   * Sends a command that there is not, and waits for the answer.
   *
   * @returns The lines that came before the answer: all that there was to hear until then.
   */
  async roundtrip(): Promise<string[]> {
    const command = `/roundtrip-${++this.#roundtrips}`;
    this.line(command);
    const heard = await this.until(new RegExp(`Cannot run "${command}".*\n`));
    return heard.split("\n").map((line) => line.trimEnd())
      .filter((line) => line !== "" && !line.includes(command));
  }

  /**
   * Sends a line, and a command that there is not, and waits for that one's answer.
   *
   * @returns The lines that came before: those of the first answer, and whatever else was heard.
   */
  async answerTo(line: string): Promise<string[]> {
    this.line(line);
    return await this.roundtrip();
  }

  /** Asks by telnet whether the server is there, and waits for the answer. Works at any time. */
  async ayt(): Promise<string> {
    this.send(ARE_YOU_THERE);
    return await this.until(/\[[^\]]* is\shere[^\]]*\.\]\n/);
  }

  /** Waits until the server knows this program and has taken its mode, and then for its question. */
  async settled(question: RegExp): Promise<void> {
    const { speaksTelnet, sendsKeys, terminalTypes } = this.#traits;
    if (!speaksTelnet) return void await this.until(question);
    const isTerminal = sendsKeys && terminalTypes[0] !== "DUMB";
    while (!this.#client.isKnown || isTerminal !== this.sendsKeys) await this.#changed.promise;
    if (!isTerminal) await this.ayt();
    await this.until(question);
  }

  /** Waits until the server hangs up, and tells what was left to read. */
  async goodbye(): Promise<string> {
    await this.hungUp;
    if (this.#fault) throw this.#fault;
    return this.#heard.slice(this.#mark);
  }

  /** Throws if anything has come that no terminal can show. */
  check(): void {
    if (this.#fault) throw this.#fault;
  }

  #receive(bytes: Uint8Array): void {
    this.bytes.push(bytes);
    this.#client.receive(bytes);
    this.#change();
  }

  #show(bytes: Uint8Array): void {
    const text = this.#decoder.decode(bytes, { stream: true });
    try {
      this.screen.write(text);
    } catch (error) {
      this.#fault ??= error;
    }
    const whole = this.#cutOff + text;
    this.#cutOff = CUT_OFF.exec(whole)?.[0] ?? "";
    const readable = whole.slice(0, whole.length - this.#cutOff.length);
    this.#heard += readable.replaceAll(UNREADABLE, "").replaceAll(/\r\n?/g, "\n");
  }

  /** What was typed before the switch to single keys comes along, as the system has it. */
  #adapt(): void {
    if (this.sendsKeys && this.#unsent !== "") {
      this.send(this.#unsent);
      this.#unsent = "";
    }
    if (this.sendsKeys) this.#mark = this.#heard.length;
  }

  #take(wanted: RegExp | string): string | undefined {
    const fresh = this.#heard.slice(this.#mark);
    const at = typeof wanted === "string" ? fresh.indexOf(wanted) : fresh.search(wanted);
    if (at < 0) return undefined;
    const length = typeof wanted === "string" ? wanted.length : wanted.exec(fresh)![0].length;
    this.#mark += at + length;
    return fresh.slice(0, at + length);
  }

  #disappointment(wanted: RegExp | string, end: string): Error {
    return new Error([
      `${end}.`,
      `Wanted: ${wanted}`,
      `Typed:  ${JSON.stringify(this.#typed.slice(-5))}`,
      `Got:    ${JSON.stringify(this.#heard.slice(this.#mark))}`,
      `Before: ${JSON.stringify(this.#heard.slice(-2000, this.#mark))}`,
    ].join("\n"));
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}

function controlOf(key: string): string {
  return String.fromCharCode(key.charCodeAt(key.length - 1) & 31);
}
