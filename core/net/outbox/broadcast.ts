/**
 * What many are sent alike within one turn, kept once for all of them.
 *
 * @module
 */

import { logFor } from "../../logging/log.ts";
import { joinChunks, OutboxFlusher } from "./outbox_flusher.ts";

/**
 * What stands around all that a broadcast brings, for whoever follows it: what takes a prompt away, and draws it
 * again. Followers with the same object share what is joined.
 */
export interface Frame {
  /** Comes before it. */
  readonly before: Uint8Array;
  /** Comes behind it. */
  readonly after: Uint8Array;
}

/** Who is sent what many are sent. */
export interface Follower {
  /**
   * Takes all that is pushed to a broadcast from now on, until the turn is over or it is sent
   * something else: then it is among those whom the broadcast has {@linkcode Broadcast.takeLost | lost}.
   *
   * @returns Whether it does; if not, each chunk is sent by `send`.
   */
  follow(broadcast: Broadcast): boolean;
  /** Takes no more of the broadcast that it follows, if it follows one. */
  unfollow(): void;
  /** Sends some bytes. Never waits, never throws. */
  send(bytes: Uint8Array): void;
}

/** How a broadcast makes bytes of text, and when it is over. */
export interface BroadcastOptions {
  /** What two texts are as one must be what each is, one behind the other. UTF-8 unless given. */
  encode?(text: string): Uint8Array;
  /** Whose turn it is; by default that of all. */
  readonly flusher?: OutboxFlusher;
}

const log = logFor("net");

const UTF8 = new TextEncoder();

const NOTHING = new Uint8Array();

/**
 * Chunks for many outboxes, until the end of the turn. Whoever follows is not touched by each chunk:
 * a room of a thousand hears ten messages at the cost of one. With ten rooms of a hundred, where ten
 * people have sixteen messages under way, that takes away a quarter of what a delivery cost. Texts are
 * gathered, and encoded together as late as can be.
 *
 * @example Two follow, one of them not to the end
 * ```ts
 * import { deepStrictEqual } from "node:assert/strict";
 * import { Outbox } from "./outbox.ts";
 * const sent: string[] = [];
 * const outboxes = ["a", "b"].map((name) =>
 *   new Outbox({
 *     to: { write: (bytes) => Promise.resolve(sent.push(`${name} ${bytes}`) && bytes.length) },
 *     limitBytes: 100,
 *   })
 * );
 * const broadcast = new Broadcast();
 * for (const outbox of outboxes) {
 *   const follower: Follower = {
 *     follow: (broadcast) => (outbox.follow(broadcast, follower), true),
 *     unfollow: () => outbox.unfollow(),
 *     send: (bytes) => outbox.push(bytes),
 *   };
 *   follower.follow(broadcast);
 * }
 * broadcast.push(Uint8Array.of(1));
 * outboxes[1]!.push(Uint8Array.of(9));
 * broadcast.push(Uint8Array.of(2));
 * await Promise.all(outboxes.map((outbox) => outbox.drained()));
 * deepStrictEqual(sent, ["a 1,2", "b 1,9"]);
 * ```
 */
export class Broadcast {
  readonly #encode: (text: string) => Uint8Array;
  readonly #chunks: Uint8Array[] = [];
  #byteLength = 0;
  /** What has been pushed as text behind all chunks. */
  #text = "";
  #joined: Uint8Array | undefined;
  /** The same in frames. */
  #framed: Map<Frame, Uint8Array> | undefined;
  #lost: Follower[] = [];
  #isOver = false;

  /** Makes a broadcast that lasts until the end of this turn. */
  constructor(
    { encode = (text) => UTF8.encode(text), flusher = OutboxFlusher.shared }: BroadcastOptions = {},
  ) {
    this.#encode = encode;
    // Before all who follow it: what they write then will not grow any more.
    flusher.add({ flush: () => void (this.#isOver = true) });
  }

  /** Whether the turn is over: nothing more may be pushed. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** How many chunks there are. What is pushed later is in others. */
  get length(): number {
    return this.#sealed().length;
  }

  /** Adds something for all who follow now. Bytes are kept as they are: nobody may change them. */
  push(said: string | Uint8Array): void {
    if (typeof said === "string") this.#text += said;
    else this.#sealed().push(this.#counted(said));
    this.#joined = undefined;
    this.#framed = undefined;
  }

  /** The chunks from that index on; all of them as one where that is their beginning and the turn is over. */
  since(index: number): readonly Uint8Array[] {
    const chunks = this.#sealed();
    if (index === 0 && this.#isOver && this.#byteLength > 0) return [this.joined];
    return chunks.slice(index);
  }

  /** All chunks as one, which is made once. */
  get joined(): Uint8Array {
    if (this.#joined) return this.#joined;
    const chunks = this.#sealed();
    return this.#joined = chunks.length === 1 ? chunks[0]! : joinChunks(chunks, this.#byteLength);
  }

  /** All chunks in a frame, as one: made once for all who have the frame. Nothing if there are none. */
  framed(frame: Frame): Uint8Array {
    if (this.joined.length === 0) return this.joined;
    this.#framed ??= new Map();
    let bytes = this.#framed.get(frame);
    if (!bytes) {
      bytes = joinChunks([frame.before, this.joined, frame.after]);
      this.#framed.set(frame, bytes);
    }
    return bytes;
  }

  /** The bytes of something as it is pushed; none, and a line in the log, if they can't be made. */
  encode(said: string | Uint8Array): Uint8Array {
    if (typeof said !== "string") return said;
    try {
      return this.#encode(said);
    } catch (error) {
      log.error("Text could not be encoded", { error });
      return NOTHING;
    }
  }

  /** Learns that somebody does not follow any more, although the turn is not over. */
  lose(follower: Follower): void {
    this.#lost.push(follower);
  }

  /** Those who have been lost since this was asked for the last time. */
  takeLost(): readonly Follower[] {
    const lost = this.#lost;
    this.#lost = [];
    return lost;
  }

  /** The chunks, once the text that waits is encoded as the last of them. */
  #sealed(): Uint8Array[] {
    if (this.#text !== "") {
      this.#chunks.push(this.#counted(this.encode(this.#text)));
      this.#text = "";
    }
    return this.#chunks;
  }

  #counted(chunk: Uint8Array): Uint8Array {
    this.#byteLength += chunk.length;
    return chunk;
  }
}
