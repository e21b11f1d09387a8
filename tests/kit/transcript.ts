/**
 * What a process says, kept as it comes, for tests that wait for words.
 *
 * @module
 */

/** The text of a stream, from its first byte on. */
export class Transcript {
  /** Resolves to the whole text once the stream is over. */
  readonly ended: Promise<string>;

  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #text = "";
  #isOver = false;
  #changed = Promise.withResolvers<void>();

  /** @param stream UTF-8; it is read to its end, whether anybody waits or not. */
  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
    this.ended = this.#follow();
  }

  /** Reads no more, and closes this end: who goes on writing finds nobody there. */
  async stop(): Promise<void> {
    await this.#reader.cancel();
  }

  /** All that has come so far. */
  get text(): string {
    return this.#text;
  }

  /**
   * Waits until the text matches.
   *
   * @returns The match.
   * @throws {Error} If the stream ends first.
   */
  async until(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.#text);
      if (match) return match;
      if (this.#isOver) throw new Error(`wanted ${pattern}, and it ended after: ${this.#text}`);
      await this.#changed.promise;
    }
  }

  async #follow(): Promise<string> {
    const decoder = new TextDecoder();
    for (let read; !(read = await this.#reader.read()).done;) {
      this.#text += decoder.decode(read.value, { stream: true });
      this.#change();
    }
    this.#isOver = true;
    this.#change();
    return this.#text;
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }
}
