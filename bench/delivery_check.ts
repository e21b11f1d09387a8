/**
 * Who has heard what: holds every delivery against what was sent, and tells when to send more.
 *
 * @module
 */

import { readStamp, type Stamp, stampOf } from "./message.ts";

/**
 * Rooms under load. Callers are numbers from 0; the first of them are the senders. Each is in the next room, and
 * again from the first.
 */
export interface DeliveryCheckParts {
  readonly callers: number;
  readonly rooms: number;
  readonly senders: number;
  /** Messages that one sender may have under way. */
  readonly window: number;
  /** Whether a sender is sent their own messages, too. */
  hearsOwn(sender: number): boolean;
  /** Sends a message. */
  send(sender: number, stamp: Stamp): void;
}

/**
 * Keeps a window of messages of each sender under way. A message is done when everyone has heard
 * it, and the next one follows. Whatever is heard twice, too early or by the wrong caller throws.
 *
 * @example One sender, two listeners, one message at a time
 * ```ts
 * import { deepStrictEqual, throws } from "node:assert/strict";
 * const sent: number[] = [];
 * const check = new DeliveryCheck({
 *   callers: 3,
 *   rooms: 1,
 *   senders: 1,
 *   window: 1,
 *   hearsOwn: () => false,
 *   send: (_sender, stamp) => sent.push(stamp),
 * });
 * check.start();
 * check.heard(1, 0);
 * throws(() => check.heard(1, 0), /Caller 1 heard message 0 of sender 0 when 1 was next/);
 * check.heard(2, 0);
 * deepStrictEqual(sent, [0, 1]);
 * ```
 */
export class DeliveryCheck {
  readonly #parts: DeliveryCheckParts;
  /** By receiver, then by sender: the sequence number that must come next. */
  readonly #next: Uint32Array;
  /** By sender, then by sequence number modulo the window: how many have yet to hear it. */
  readonly #unheard: Uint16Array;
  /** By sender: how many it has sent. */
  readonly #sent: Uint32Array;
  /** By sender: how many hear each of its messages. */
  readonly #listeners: readonly number[];
  #underWay = 0;
  #deliveries = 0;
  #whenDone: PromiseWithResolvers<void> | undefined;

  constructor(parts: DeliveryCheckParts) {
    const { callers, senders, window } = parts;
    this.#parts = parts;
    this.#next = new Uint32Array(callers * senders);
    this.#unheard = new Uint16Array(senders * window);
    this.#sent = new Uint32Array(senders);
    this.#listeners = Array.from({ length: senders }, (_, sender) => {
      const everyone = Array.from({ length: callers }, (_, caller) => caller);
      return everyone.filter((receiver) => this.#hears(receiver, sender)).length;
    });
  }

  /** Messages heard so far, each counted once per caller who heard it. */
  get deliveries(): number {
    return this.#deliveries;
  }

  /** By sender: how many of their messages at least one caller has heard. */
  heardBySomebody(): number[] {
    const { callers, senders } = this.#parts;
    return Array.from({ length: senders }, (_, sender) => {
      let most = 0;
      for (let receiver = 0; receiver < callers; receiver++) {
        most = Math.max(most, this.#next[receiver * senders + sender]!);
      }
      return most;
    });
  }

  /** Sends the first messages. */
  start(): void {
    const { senders, window } = this.#parts;
    for (let sender = 0; sender < senders; sender++) {
      for (let i = 0; i < window; i++) this.#send(sender);
    }
  }

  /** Takes what a caller has heard. */
  heard(receiver: number, stamp: Stamp): void {
    const { sender, sequence } = readStamp(stamp);
    const { rooms, senders, window } = this.#parts;
    if (receiver % rooms !== sender % rooms) {
      throw new Error(`Caller ${receiver} heard sender ${sender}, who is in another room`);
    }
    const at = receiver * senders + sender;
    if (sequence !== this.#next[at]) {
      throw new Error(
        `Caller ${receiver} heard message ${sequence} of sender ${sender} ` +
          `when ${this.#next[at]} was next`,
      );
    }
    this.#next[at]++;
    this.#deliveries++;
    if (--this.#unheard[sender * window + sequence % window]! > 0) return;
    this.#underWay--;
    if (this.#whenDone === undefined) this.#send(sender);
    else if (this.#underWay === 0) this.#whenDone.resolve();
  }

  /**
   * Sends no more and waits for what is under way.
   *
   * @throws {Error} If somebody has not heard all that was for them.
   */
  async finish(): Promise<void> {
    this.#whenDone = Promise.withResolvers();
    if (this.#underWay === 0) this.#whenDone.resolve();
    await this.#whenDone.promise;
    const { callers, senders } = this.#parts;
    for (let receiver = 0; receiver < callers; receiver++) {
      for (let sender = 0; sender < senders; sender++) {
        const wanted = this.#hears(receiver, sender) ? this.#sent[sender]! : 0;
        const heard = this.#next[receiver * senders + sender]!;
        if (heard !== wanted) {
          throw new Error(`Caller ${receiver} heard ${heard} of ${wanted} of sender ${sender}`);
        }
      }
    }
  }

  #hears(receiver: number, sender: number): boolean {
    const { rooms, hearsOwn } = this.#parts;
    if (receiver === sender) return hearsOwn(sender);
    return receiver % rooms === sender % rooms;
  }

  #send(sender: number): void {
    const { window, send } = this.#parts;
    const sequence = this.#sent[sender]!++;
    this.#unheard[sender * window + sequence % window] = this.#listeners[sender]!;
    this.#underWay++;
    send(sender, stampOf(sender, sequence));
  }
}
