/**
 * One connection of the load generator.
 *
 * @module
 */

import { Buffer } from "node:buffer";
import type { Step } from "./caller_kind.ts";

const LF = 0x0a;

/** Far more than one line, so that a turn of the server is mostly read at once. */
const BUFFER_BYTES = 65_536;

/** The server is gone, or has had enough of this caller. */
export class HungUpError extends Error {}

/** A caller who does as little as can be done, so that the server is what is measured. */
export class LoadCaller implements Disposable {
  readonly #conn: Deno.TcpConn;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  /** How much of the buffer holds a line that has not ended. */
  #filled = 0;
  #unsent: string[] = [];
  #isSending = false;
  #isClosed = false;

  /** Dials a port of this machine. */
  static async dial(port: number): Promise<LoadCaller> {
    const conn = await Deno.connect({ hostname: "127.0.0.1", port });
    conn.setNoDelay(true);
    return new LoadCaller(conn);
  }

  private constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
  }

  /**
   * Goes through steps to the last. What follows it in the same read is lost.
   *
   * @param answers What is said whenever something is asked in the meantime, by what asks.
   */
  async converse(
    steps: readonly Step[],
    answers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const questions = Object.entries(answers).map(([asked, answer]) => ({
      asked,
      answer,
      from: 0,
    }));
    let [heard, from] = ["", 0];
    for (const { wait, say } of steps) {
      let at: number;
      while ((at = heard.indexOf(wait, from)) < 0) {
        const count = await this.#read();
        heard += Buffer.from(this.#buffer.subarray(0, count)).toString("latin1");
        for (const question of questions) {
          const { asked, answer } = question;
          for (let found; (found = heard.indexOf(asked, question.from)) >= 0;) {
            question.from = found + asked.length;
            this.send(answer);
          }
        }
      }
      from = at + wait.length;
      if (say !== undefined) this.send(say);
    }
  }

  /**
   * Reads lines until this side closes.
   *
   * @param heard Told where in the bytes each line has ended, with its LF.
   * @throws {HungUpError} If the other side does.
   */
  async listen(heard: (bytes: Uint8Array, end: number) => void): Promise<void> {
    while (true) {
      const count = await this.#read().catch((error) => {
        if (this.#isClosed) return undefined;
        throw error;
      });
      if (count === undefined) return;
      const bytes = this.#buffer.subarray(0, this.#filled + count);
      let start = 0;
      for (let lf; (lf = bytes.indexOf(LF, start)) >= 0; start = lf + 1) heard(bytes, lf + 1);
      bytes.copyWithin(0, start);
      this.#filled = bytes.length - start;
    }
  }

  /** Sends text, one byte per character. What is sent in one turn leaves as one. */
  send(text: string): void {
    this.#unsent.push(text);
    if (this.#isSending) return;
    this.#isSending = true;
    queueMicrotask(() => this.#write());
  }

  [Symbol.dispose](): void {
    if (!this.#isClosed) this.#conn.close();
    this.#isClosed = true;
  }

  async #read(): Promise<number> {
    const room = this.#buffer.subarray(this.#filled);
    if (room.length === 0) throw new Error(`A line is longer than ${BUFFER_BYTES} bytes`);
    // A server that is killed resets its connections.
    const count = await this.#conn.read(room).catch((cause) => {
      throw new HungUpError("The connection is broken", { cause });
    });
    if (count === null) throw new HungUpError("The server has hung up");
    return count;
  }

  async #write(): Promise<void> {
    try {
      while (this.#unsent.length > 0) {
        let rest: Uint8Array = Buffer.from(this.#unsent.join(""), "latin1");
        this.#unsent = [];
        while (rest.length > 0) rest = rest.subarray(await this.#conn.write(rest));
      }
      this.#isSending = false;
    } catch {
      // Nobody is there any more, as whoever reads finds out.
    }
  }
}
