/**
 * What a caller has heard, and waiting for more of it.
 *
 * @module
 */

import { PATIENCE_MS } from "./patience.ts";

/** How much of the text an error shows, in UTF-16 units from its end. */
const SHOWN = 3000;

/**
 * A text that grows at its end. Each wait goes on where the one before it found what it waited for, so
 * that an old line is never taken for an answer.
 */
export class HeardText {
  readonly #name: string;
  #text = "";
  #read = 0;
  #hasEnded = false;
  #change = Promise.withResolvers<void>();

  /** @param name Who hears it, for errors. */
  constructor(name: string) {
    this.#name = name;
  }

  /** All of it, from the beginning. */
  get text(): string {
    return this.#text;
  }

  /** All lines that have come to their end, without it. */
  get lines(): readonly string[] {
    return this.#text.split("\r\n").slice(0, -1);
  }

  add(text: string): void {
    this.#text += text;
    this.#changed();
  }

  /** Nothing more will come. */
  end(): void {
    this.#hasEnded = true;
    this.#changed();
  }

  /**
   * Waits for a text, or something that matches.
   *
   * @returns All that came since the last wait, up to the end of what was waited for.
   * @throws {Error} If it does not come, with what came instead.
   */
  async waitFor(wanted: string | RegExp): Promise<string> {
    let heard: string | undefined;
    await this.#until(() => (heard = this.#take(wanted)) !== undefined, String(wanted));
    return heard!;
  }

  /**
   * Waits for the end.
   *
   * @throws {Error} If it does not come, with what came instead.
   */
  async waitForEnd(): Promise<void> {
    await this.#until(() => this.#hasEnded, "the end");
  }

  async #until(isSo: () => boolean, wanted: string): Promise<void> {
    const late = Promise.withResolvers<"late">();
    const timer = setTimeout(late.resolve, PATIENCE_MS, "late");
    try {
      while (!isSo()) {
        if (this.#hasEnded) throw this.#failure(`${wanted} before the end`);
        const happened = await Promise.race([this.#change.promise, late.promise]);
        if (happened === "late") throw this.#failure(`${wanted} in time`);
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #take(wanted: string | RegExp): string | undefined {
    const end = typeof wanted === "string" ? this.#endOf(wanted) : this.#endOfMatch(wanted);
    if (end === undefined) return undefined;
    const heard = this.#text.slice(this.#read, end);
    this.#read = end;
    return heard;
  }

  #endOf(wanted: string): number | undefined {
    const start = this.#text.indexOf(wanted, this.#read);
    return start < 0 ? undefined : start + wanted.length;
  }

  #endOfMatch(wanted: RegExp): number | undefined {
    const match = wanted.exec(this.#text.slice(this.#read));
    return match ? this.#read + match.index + match[0].length : undefined;
  }

  #changed(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  #failure(wanted: string): Error {
    const news = this.#text.slice(this.#read).slice(-SHOWN);
    const old = this.#text.slice(0, this.#read).slice(-SHOWN);
    return new Error(`${this.#name} did not hear ${wanted}, but:\n${news}\nand before:\n${old}`);
  }
}
