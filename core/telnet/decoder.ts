/**
 * Splits what a telnet peer sends into data, commands, negotiations and subnegotiations.
 * @module
 */

import { BYTES, type Verb, VERBS } from "./protocol.ts";

/** What a {@linkcode TelnetDecoder} calls, in the order of the bytes. */
export interface DecoderHandler {
  /**
   * A run of plain data, at least one byte, doubled IACs undone. It is a view into the chunk that
   * was fed: copy what must outlive the call. Where runs end says nothing.
   */
  data(bytes: Uint8Array): void;
  /** `IAC <code>`, for every code that is not a verb, SB or IAC. Also for codes that no RFC has. */
  command(code: number): void;
  /** `IAC <verb> <option>`. */
  negotiation(verb: Verb, option: number): void;
  /** A whole subnegotiation, doubled IACs undone. The payload may be empty, and may be kept. */
  subnegotiation(option: number, payload: Uint8Array): void;
  /** A subnegotiation went over the size limit. Called once; nothing of it is kept. */
  oversized(option: number): void;
}

/** Bounds of a {@linkcode TelnetDecoder}. */
export interface DecoderLimits {
  /** The longest payload of a subnegotiation, in bytes after undoing doubled IACs. */
  readonly subnegotiationBytes?: number;
}

/** MCCP version 1 opens with `IAC SB 85 WILL SE`: the IAC before the SE is missing. */
const MCCP1 = 85;

/**
 * A telnet parser (RFC 854, RFC 855) for chunks that are cut anywhere. It never throws, whatever
 * the bytes, and keeps at most one unfinished subnegotiation.
 *
 * What RFC 855 leaves open is decided like this, inside `IAC SB <option> ...`:
 *
 * - IAC and a command other than SE: the peer broke off, or forgot `IAC SE`. Half a payload cannot
 *   be trusted, so it is dropped; the command is obeyed, and what follows it is data again.
 * - IAC and a byte below 236, which is no command: a 255 that the peer forgot to double, as some
 *   clients do in a window 255 columns wide. Both bytes belong to the payload.
 * - IAC where the option should be: there is no subnegotiation; that IAC starts a command.
 *
 * @example A chunk that ends in the middle of a command
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const heard: string[] = [];
 * const decoder = new TelnetDecoder({
 *   data: (bytes) => heard.push(new TextDecoder().decode(bytes)),
 *   command: (code) => heard.push(`command ${code}`),
 *   negotiation: (verb, option) => heard.push(`${verb} ${option}`),
 *   subnegotiation: (option) => heard.push(`subnegotiation ${option}`),
 *   oversized: (option) => heard.push(`oversized ${option}`),
 * });
 * decoder.receive(Uint8Array.of(104, 105, 255, 251));
 * decoder.receive(Uint8Array.of(31));
 * deepStrictEqual(heard, ["hi", "WILL 31"]);
 * ```
 */
export class TelnetDecoder {
  readonly #handler: DecoderHandler;
  readonly #limitBytes: number;
  /** What the next byte is. */
  #next: "data" | "command" | "option" | "sb option" | "sb payload" | "sb command" = "data";
  #verb: Verb = "WILL";
  #option = 0;
  /** Undefined while an oversized subnegotiation is skipped. */
  #payload: number[] | undefined;

  /**
   * Starts in the middle of nothing: the first byte is data or IAC.
   *
   * @param handler Called from within {@linkcode receive}.
   * @param limits 1024 bytes a subnegotiation, if nothing is said.
   */
  constructor(handler: DecoderHandler, limits: DecoderLimits = {}) {
    this.#handler = handler;
    this.#limitBytes = limits.subnegotiationBytes ?? 1024;
  }

  /** Takes the next bytes of the peer, any number of them. */
  receive(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#next === "data") at = this.#readData(chunk, at);
      else this.#readByte(chunk[at++] as number);
    }
  }

  /** Hands on the data from `start` up to the next IAC. Returns where to read on. */
  #readData(chunk: Uint8Array, start: number): number {
    const iac = chunk.indexOf(BYTES.IAC, start);
    const end = iac < 0 ? chunk.length : iac;
    if (iac >= 0) this.#next = "command";
    if (end > start) this.#handler.data(chunk.subarray(start, end));
    return end + 1;
  }

  #readByte(byte: number): void {
    switch (this.#next) {
      case "command":
        return this.#readCommand(byte);
      case "option":
        this.#next = "data";
        return this.#handler.negotiation(this.#verb, byte);
      case "sb option":
        this.#next = byte === BYTES.IAC ? "command" : "sb payload";
        this.#option = byte;
        this.#payload = [];
        return;
      case "sb payload":
        return this.#readPayload(byte);
      case "sb command":
        return this.#readCommandInPayload(byte);
    }
  }

  #readCommand(byte: number): void {
    const verb = VERBS.get(byte);
    if (verb !== undefined) {
      this.#verb = verb;
      this.#next = "option";
    } else if (byte === BYTES.SB) {
      this.#next = "sb option";
    } else {
      this.#next = "data";
      if (byte === BYTES.IAC) this.#handler.data(Uint8Array.of(byte));
      else this.#handler.command(byte);
    }
  }

  #readPayload(byte: number): void {
    if (byte === BYTES.IAC) this.#next = "sb command";
    else if (byte === BYTES.SE && this.#isMccp1()) this.#endSubnegotiation();
    else this.#collect(byte);
  }

  #readCommandInPayload(byte: number): void {
    if (byte === BYTES.SE) {
      this.#endSubnegotiation();
    } else if (byte === BYTES.IAC) {
      this.#next = "sb payload";
      this.#collect(BYTES.IAC);
    } else if (byte < BYTES.EOF) {
      this.#next = "sb payload";
      this.#collect(BYTES.IAC);
      this.#collect(byte);
    } else {
      this.#payload = undefined;
      this.#readCommand(byte);
    }
  }

  #isMccp1(): boolean {
    return this.#option === MCCP1 && this.#payload?.length === 1 &&
      this.#payload[0] === BYTES.WILL;
  }

  #collect(byte: number): void {
    if (this.#payload === undefined) return;
    if (this.#payload.length < this.#limitBytes) {
      this.#payload.push(byte);
    } else {
      this.#payload = undefined;
      this.#handler.oversized(this.#option);
    }
  }

  #endSubnegotiation(): void {
    const payload = this.#payload;
    this.#next = "data";
    this.#payload = undefined;
    if (payload !== undefined) {
      this.#handler.subnegotiation(this.#option, Uint8Array.from(payload));
    }
  }
}
