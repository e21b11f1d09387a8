/**
 * Bytes on their way out: what one turn of the event loop queues for a connection leaves as one.
 *
 * @module
 */

import { logFor } from "../../logging/log.ts";
import type { Broadcast, Follower, Frame } from "./broadcast.ts";
import {
  type Flushable,
  type Join,
  joinChunks,
  lengthOf,
  OutboxFlusher,
} from "./outbox_flusher.ts";

/** Why an outbox gave up: its reader fell behind the limit, or the connection broke. */
export type DropReason = "too-slow" | "peer-reset";

/** What an {@linkcode Outbox} writes to: a connection. */
export interface ByteWriter {
  /**
   * Writes some of the bytes, from the first on, and resolves to how many, at least one. Rejects
   * when the connection is gone.
   */
  write(bytes: Uint8Array): Promise<number>;
}

/** What an {@linkcode Outbox} writes to, and how much it holds. */
export interface OutboxOptions {
  readonly to: ByteWriter;
  /** Bytes that may wait, those of a write under way included. */
  readonly limitBytes: number;
  /** Told once, within a push or after a failed write, that nothing more will be written. */
  readonly onDrop?: (reason: DropReason) => void;
  /** Who flushes it. Outboxes of one flusher share what they can; by default all do. */
  readonly flusher?: OutboxFlusher;
}

/** What bytes go through on their way out, from one place among them on: a compression. */
export interface Coding {
  /** What to send for some bytes. Whoever gets it can read all of them. */
  encode(bytes: Uint8Array): Uint8Array;
  /** The same for the last bytes, which may be none, with the end of the coding. */
  finish(bytes: Uint8Array): Uint8Array;
}

const log = logFor("net");

const NOTHING = new Uint8Array();

/**
 * The outgoing bytes of one connection. Pushing never waits and never copies. While a write is
 * under way the rest gathers, and goes out together once it is done. A reader for whom more than
 * the limit waits is dropped, so that nobody else waits for it.
 *
 * @example Two pushes, one write
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * const writes: number[][] = [];
 * const outbox = new Outbox({
 *   to: { write: (bytes) => Promise.resolve(writes.push([...bytes]) && bytes.length) },
 *   limitBytes: 100,
 * });
 * outbox.push(Uint8Array.of(1, 2));
 * outbox.push(Uint8Array.of(3));
 * await outbox.drained();
 * deepStrictEqual(writes, [[1, 2, 3]]);
 * ```
 */
export class Outbox implements Flushable {
  /**
   * Called just before what was pushed in a turn is written, and may push more to this outbox:
   * a prompt is drawn once under ten messages, not ten times.
   */
  beforeFlush: (() => void) | undefined;

  /** Bytes that may wait, those of a write under way included. Looked at with the next push. */
  limitBytes: number;

  readonly #to: ByteWriter;
  readonly #onDrop: ((reason: DropReason) => void) | undefined;
  readonly #flusher: OutboxFlusher;
  #state: "idle" | "writing" | "gone" = "idle";
  /** Whether the flusher will call at the end of the turn. */
  #isScheduled = false;
  #queue: Uint8Array[] = [];
  /** Bytes in the queue, and those of the write under way that are not written. */
  #waitingBytes = 0;
  #writtenBytes = 0;
  /** What is being written. */
  #underWay: Uint8Array = NOTHING;
  /** What comes behind the queue: all of it from that chunk on. */
  #broadcast: Broadcast | undefined;
  #followsFrom = 0;
  #frame: Frame | undefined;
  #follower: Follower | undefined;
  #dropped: DropReason | undefined;
  #drained: PromiseWithResolvers<void> | undefined;
  #coding: Coding | undefined;
  /** How many of the chunks in the queue come before the coding. */
  #plainChunks = 0;

  /**
   * Makes an empty outbox.
   *
   * @param options Where to write, and the limit.
   */
  constructor(options: OutboxOptions) {
    this.#to = options.to;
    this.#onDrop = options.onDrop;
    this.limitBytes = options.limitBytes;
    this.#flusher = options.flusher ?? OutboxFlusher.shared;
  }

  /** Bytes pushed, here or to the broadcast that it follows, and not yet written. */
  get waitingBytes(): number {
    const broadcast = this.#broadcast;
    if (!broadcast) return this.#waitingBytes;
    return this.#waitingBytes + lengthOf(this.#followed(broadcast));
  }

  /** Bytes handed to the operating system since the start. */
  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  /** Why the outbox gave up, or undefined while it has not. */
  get dropped(): DropReason | undefined {
    return this.#dropped;
  }

  /**
   * Queues bytes for the write at the end of this turn. After a drop or {@linkcode abandon} they
   * are thrown away.
   *
   * @param bytes Kept as they are, and often shared with other outboxes: never change them later.
   */
  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (this.#broadcast) this.unfollow();
    if (this.#isGone()) return; // by that, perhaps
    this.#enqueue(bytes);
    if (this.#waitingBytes > this.limitBytes) return this.#drop("too-slow");
    if (this.#state === "idle") this.#schedule();
  }

  /**
   * Sends all that is pushed to a broadcast from now on, until the turn is over or anything is pushed
   * here.
   *
   * @param broadcast One that is not over. It learns when it is not followed any more.
   * @param follower Whose outbox this is.
   * @param frame What stands around what it brings, if anything.
   */
  follow(broadcast: Broadcast, follower: Follower, frame?: Frame): void {
    if (this.#broadcast) this.unfollow();
    if (this.#isGone()) return;
    this.#broadcast = broadcast;
    this.#followsFrom = broadcast.length;
    this.#follower = follower;
    this.#frame = frame;
    this.#schedule();
  }

  /** Takes what the broadcast has brought that it follows, if it follows one, and no more of it. */
  unfollow(): void {
    const broadcast = this.#broadcast;
    if (!broadcast) return;
    this.#broadcast = undefined;
    for (const chunk of this.#followed(broadcast)) this.#enqueue(chunk);
    if (!broadcast.isOver) broadcast.lose(this.#follower!);
    if (this.#waitingBytes > this.limitBytes) this.#drop("too-slow");
  }

  /** Sends all that is pushed from now on through a coding; it must not have one yet. */
  startCoding(coding: Coding): void {
    this.unfollow();
    if (this.#isGone()) return;
    this.#coding = coding;
    this.#plainChunks = this.#queue.length;
  }

  /** Ends the coding behind what has been pushed, if there is one. */
  endCoding(): void {
    this.unfollow();
    if (!this.#coding) return;
    const coded = this.#queue.splice(this.#plainChunks);
    this.#waitingBytes -= lengthOf(coded);
    const end = this.#coding.finish(joinChunks(coded));
    this.#coding = undefined;
    this.#plainChunks = 0;
    this.push(end);
  }

  /** Resolves once nothing waits: all is written, or the connection is gone. */
  drained(): Promise<void> {
    this.unfollow();
    if (this.#waitingBytes === 0) return Promise.resolve();
    this.#drained ??= Promise.withResolvers();
    return this.#drained.promise;
  }

  /** Forgets what waits, for good: the connection is gone. */
  abandon(): void {
    this.#state = "gone";
    this.#queue = [];
    this.#underWay = NOTHING;
    this.#broadcast = undefined;
    this.#waitingBytes = 0;
    this.#coding = undefined;
    this.#settleDrained();
  }

  /** Starts writing what waits. Its flusher calls this, at most once in a turn. Never throws, as others wait behind it. */
  flush(join: Join): void {
    this.#isScheduled = false;
    try {
      this.#flush(join);
    } catch (error) {
      log.error("What waits could not be written", { error });
      this.#drop("peer-reset");
    }
  }

  #flush(join: Join): void {
    if (this.#state === "writing") return this.unfollow();
    if (this.#isGone()) return; // dropped or abandoned since
    try {
      this.beforeFlush?.();
    } catch (error) {
      log.error("A hook before writing failed", { error });
    }
    const bytes = this.#takeWaiting(join);
    if (this.#isGone() || bytes.length === 0) return;
    this.#state = "writing";
    this.#waitingBytes = bytes.length;
    this.#write(bytes);
  }

  /** All that waits, as one: often the same array for all who follow a broadcast. */
  #takeWaiting(join: Join): Uint8Array {
    const whole = this.#takeBroadcast();
    if (whole) return whole;
    this.unfollow();
    const chunks = this.#queue;
    if (chunks.length === 0) return NOTHING;
    this.#queue = [];
    return this.#coding ? this.#encode(chunks, join) : join(chunks, this.#waitingBytes);
  }

  /** What the broadcast that it follows has brought it. */
  #followed(broadcast: Broadcast): readonly Uint8Array[] {
    const chunks = broadcast.since(this.#followsFrom);
    if (!this.#frame || chunks.length === 0) return chunks;
    return [this.#frame.before, ...chunks, this.#frame.after];
  }

  /** What a broadcast has brought, if that is all that waits, and may. */
  #takeBroadcast(): Uint8Array | undefined {
    const broadcast = this.#broadcast;
    if (!broadcast || this.#followsFrom > 0 || this.#queue.length > 0 || this.#coding) return;
    const bytes = this.#frame ? broadcast.framed(this.#frame) : broadcast.joined;
    if (bytes.length > this.limitBytes) return;
    this.#broadcast = undefined;
    return bytes;
  }

  #encode(chunks: readonly Uint8Array[], join: Join): Uint8Array {
    const plain = chunks.slice(0, this.#plainChunks);
    const coded = chunks.slice(this.#plainChunks);
    this.#plainChunks = 0;
    // Shared with whoever has the same chunks waiting: joined once, compressed for each.
    if (coded.length > 0) plain.push(this.#coding!.encode(join(coded, lengthOf(coded))));
    return joinChunks(plain);
  }

  #enqueue(bytes: Uint8Array): void {
    this.#queue.push(bytes);
    this.#waitingBytes += bytes.length;
  }

  #write(bytes: Uint8Array): void {
    this.#underWay = bytes;
    this.#to.write(bytes).then(this.#wrote, this.#broke);
  }

  // Made once for each outbox, and not for each write.
  readonly #wrote = (written: number): void => {
    if (written === 0) return this.#drop("peer-reset");
    this.#writtenBytes += written;
    if (this.#isGone()) return;
    this.#waitingBytes -= written;
    if (written < this.#underWay.length) return this.#write(this.#underWay.subarray(written));
    this.#underWay = NOTHING;
    this.#state = "idle";
    if (this.#waitingBytes > 0) return this.#schedule();
    if (this.#drained && this.waitingBytes === 0) this.#settleDrained();
  };

  readonly #broke = (): void => this.#drop("peer-reset");

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#flusher.add(this);
  }

  #drop(reason: DropReason): void {
    if (this.#isGone()) return;
    this.#dropped = reason;
    this.abandon();
    this.#onDrop?.(reason);
  }

  #settleDrained(): void {
    this.#drained?.resolve();
    this.#drained = undefined;
  }

  #isGone(): boolean {
    return this.#state === "gone";
  }
}
